"""What went wrong in other systems of this kind does not go wrong here: pitfalls Z1 to Z13."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit.assess.verdict.scores import band
from audit.files.packs.reader import load_pack
from audit.model.answers import Answer, Answers
from audit.model.condition import parse_condition
from audit.model.pack import Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Change = Callable[..., Pack]

GATE_CAPS = {"L01": 0, "L04": 1, "M01": 0, "T01": 1, "T08": 1, "T09": 1, "T11": 1, "E04": 2}
ASKED = [
    *(f"L{number:02}" for number in range(1, 14) if number != 7),
    *(f"M{number:02}" for number in range(1, 15) if number not in (3, 4, 9, 11)),
    *(f"T{number:02}" for number in (1, 2, 5, 8, 9, 11, 12, 14, 15, 16, 17)),
    *(f"E{number:02}" for number in (2, 4, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17)),
]


def standing(result: Result) -> dict[str, Any]:
    """Return everything of an audit that is a figure or a verdict, by id."""
    return {
        "levels": {q.id: (q.state, q.shown, q.claimed, q.possible) for q in result.questions},
        "pillars": {name: (p.shown, p.claimed, p.possible, p.band) for name, p in result.pillars.items()},
        "total": (result.total.shown, result.total.claimed, result.total.possible, result.total.band),
        "links": {link.id: (link.shown, link.weak) for lens in result.lenses for link in lens.links},
        "breaks": [lens.first_weak for lens in result.lenses],
        "rung": result.verdict.rung,
        "caps": {cap.name for cap in result.verdict.caps},
        "others": {cap.name for cap in result.verdict.other_caps},
        "word": set(result.verdict.on_word),
        "actions": {(action.id, action.tier, action.gain) for action in result.actions},
        "again": result.verdict.ask_again,
    }


def test_the_asked_questions_are_those_of_the_pack(pack: Pack) -> None:
    assert [question.id for question in pack.questions if not question.computed] == ASKED


def test_z1_an_audit_with_nothing_applicable_is_not_scored(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    """Z1: all answers not applicable give no figure; never 0, NaN or 100."""
    result = assessed(answers_at(plain, "not applicable"))
    written = json.loads(result.model_dump_json())
    assert written["total"] == {"shown": None, "claimed": None, "possible": None, "band": None}
    for pillar in written["pillars"].values():
        assert (pillar["shown"], pillar["claimed"], pillar["possible"], pillar["band"]) == (None, None, None, None)
    assert {cap.name for cap in result.verdict.caps} == {f"not-assessed:{pillar}" for pillar in result.pillars}
    assert result.verdict.rung == "listen-only"


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("question", ASKED)
def test_z2_unknown_is_never_better_than_the_worst_answer(
    plain: Pack, answers_at: Make, judged: Assess, question: str, mode: str
) -> None:
    """Z2: saying "unknown" instead of the worst never raises a figure or the verdict, nor removes an action."""
    worst = judged(answers_at(plain, 3, **{question: 0}), mode)
    unknown = judged(answers_at(plain, 3, **{question: "unknown"}), mode)
    assert {name: p.shown for name, p in unknown.pillars.items()} == {
        name: p.shown for name, p in worst.pillars.items()
    }
    assert (unknown.total.shown, unknown.verdict.rank) == (worst.total.shown, worst.verdict.rank)
    assert {cap.name for cap in unknown.verdict.caps} >= {cap.name for cap in worst.verdict.caps}
    actions = {action.id for action in worst.actions if action.question == question}
    assert {a.id for a in unknown.actions if a.question == question} == actions | {f"{question}-find-out"}


def _hides(plain: Pack, changed: Change, question: str, condition: dict[str, Any]) -> Pack:
    questions = [
        q.model_copy(update={"when": parse_condition(condition)}) if q.id == question else q for q in plain.questions
    ]
    return changed(questions=questions)


@pytest.mark.parametrize("given", [0, 4, "unknown", "not applicable"])
@pytest.mark.parametrize("question", ["E12", "T09", "M02"])
def test_z3_a_hidden_answer_counts_as_never_given(
    plain: Pack, answers_at: Make, assessed: Assess, changed: Change, question: str, given: int | str
) -> None:
    """Z3: answer, hide, then assess is the same as never answered."""
    conditional = _hides(plain, changed, question, {"X4": {"is": "run"}})
    answered = assessed(answers_at(conditional, 3, **{question: given}), "plan", pack=conditional)
    never = assessed(answers_at(conditional, 3, **{question: "open"}), "plan", pack=conditional)
    assert standing(answered) == standing(never)
    hidden = next(found for found in answered.questions if found.id == question)
    assert (hidden.state, hidden.shown) == ("hidden", None)
    pillar = answered.pillars[hidden.pillar]
    assert question not in (*pillar.assessed, *pillar.not_applicable, *pillar.not_assessed)
    shown = assessed(answers_at(conditional, 3, **{question: 0}), "run", pack=conditional)
    assert standing(shown)["levels"][question][1] == 0


def test_z3_a_number_behind_a_changed_answer_counts_as_never_given(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    """Z3: alerts with their minutes, then no alerts: the minutes are gone, and come back with the alerts."""
    minutes = Answer(value=Fraction(15))
    looks, nobody, alerts = Answer(value=Fraction(60)), Answer(value="nobody"), Answer(value="alerts")
    without = assessed(answers_at(plain, 3, N03=looks, N04=nobody, N05=minutes))
    never = assessed(answers_at(plain, 3, N03=looks, N04=nobody))
    again = assessed(answers_at(plain, 3, N03=looks, N04=alerts, N05=minutes))
    found = {item.id: item for item in without.inputs}["N05"]
    assert (found.state, found.value) == ("hidden", None)
    assert without == never
    assert {item.id: item.value for item in again.inputs}["N05"] == 15


def test_z3_what_a_hidden_answer_would_show_stays_hidden(
    plain: Pack, answers_at: Make, assessed: Assess, changed: Change
) -> None:
    """Z3: a question whose condition reads a hidden answer reads nothing, so it is shown as for an unknown one."""
    first = _hides(plain, changed, "M02", {"X4": {"is": "run"}})
    both = changed(
        questions=[
            q.model_copy(update={"when": parse_condition({"M02": {"at_least": 2}})}) if q.id == "M05" else q
            for q in first.questions
        ]
    )
    plan = assessed(answers_at(both, 3, M02=0), "plan", pack=both)
    run = assessed(answers_at(both, 3, M02=0), "run", pack=both)
    assert standing(plan)["levels"]["M05"][0] == "answered"
    assert standing(run)["levels"]["M05"][0] == "hidden"


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize(("law", "duty"), [("yes", "safety-critical"), ("no", "information"), (None, None)])
@pytest.mark.parametrize("left_out", ["nothing", "all that may be", "half of it"])
@pytest.mark.parametrize("hidden", ["nothing", "E12", "L01 and M02"])
def test_z4_the_best_answers_give_exactly_1_and_the_worst_exactly_0_on_every_branch(
    plain: Pack,
    answers_at: Make,
    judged: Assess,
    changed: Change,
    mode: str,
    law: str | None,
    duty: str | None,
    left_out: str,
    hidden: str,
) -> None:
    """Z4: the maximum is that of the path that was asked."""
    branch = plain
    for name in {"nothing": [], "E12": ["E12"], "L01 and M02": ["L01", "M02"]}[hidden]:
        branch = changed(
            questions=[
                q.model_copy(update={"when": parse_condition({"X4": {"is": "run"}})}) if q.id == name else q
                for q in branch.questions
            ]
        )
    may = [question.id for question in plain.questions if question.not_applicable is not None]
    out = {"nothing": [], "all that may be": may, "half of it": may[::2]}[left_out]
    others = dict.fromkeys(out, "not applicable")
    best = judged(answers_at(branch, 4, **others), mode, pack=branch, X1=duty, X6=law)
    worst = judged(answers_at(branch, 0, **others), mode, pack=branch, X1=duty, X6=law)
    for result, share in ((best, Fraction(1)), (worst, Fraction(0))):
        figures = [*result.pillars.values(), result.total]
        assert {(f.shown, f.claimed, f.possible) for f in figures} == {(share, share, share)}
        assert {link.shown for lens in result.lenses for link in lens.links} <= {share, None}


@pytest.mark.parametrize(
    ("heavy", "light", "share"),
    [(4, 0, Fraction(3, 4)), (0, 4, Fraction(1, 4)), (4, 4, Fraction(1)), (0, 0, Fraction(0)), (2, 2, Fraction(1, 2))],
)
def test_z5_weights_count_in_the_sum_and_in_the_ceiling(
    plain: Pack, answers_at: Make, judged: Assess, changed: Change, heavy: int, light: int, share: Fraction
) -> None:
    """Z5: with weights 1 and 3 the heavy one alone is 75 per cent, the light one 25, both 100."""
    kept = {"M02": 3, "M05": 1}
    small = changed(
        questions=[
            q.model_copy(update={"weight": kept.get(q.id, q.weight)})
            for q in plain.questions
            if q.pillar != "monitoring" or q.id in kept
        ]
    )
    result = judged(answers_at(small, 4, M02=heavy, M05=light), pack=small)
    assert result.pillars["monitoring"].shown == share
    assert result.pillars["monitoring"].maximum == 16


@pytest.mark.parametrize("weight", [1, 2, 7])
def test_z5_equal_weights_are_no_weights(
    plain: Pack, answers_at: Make, judged: Assess, changed: Change, weight: int
) -> None:
    """Z5: where all weights are equal the share is the plain mean."""
    even = changed(questions=[q.model_copy(update={"weight": weight}) for q in plain.questions])
    given = {identity: place % 5 for place, identity in enumerate(ASKED)}
    result = judged(answers_at(even, 0, **given), pack=even)
    for name, pillar in result.pillars.items():
        levels = [given[q.id] for q in plain.in_pillar(name) if not q.computed]
        assert pillar.shown == Fraction(sum(levels), 4 * len(levels))


@pytest.mark.parametrize("pillar", ["listening", "monitoring", "staffing", "escalation"])
def test_z6_a_pillar_without_applicable_questions_leaves_the_total(
    plain: Pack, answers_at: Make, judged: Assess, pillar: str
) -> None:
    """Z6: the total divides by the pillars that are assessed, not by four."""
    nothing = {question.id: "not applicable" for question in plain.in_pillar(pillar)}
    result = judged(answers_at(plain, 3, **nothing))
    assert result.pillars[pillar].shown is None
    assert result.total.shown == Fraction(3, 4)


def test_z7_not_applicable_is_no_failure_in_any_reading(plain: Pack, answers_at: Make, judged: Assess) -> None:
    """Z7: pillar, lens and plan all leave out what does not apply; none takes it for a 0."""
    with_it = judged(answers_at(plain, 4))
    without = judged(answers_at(plain, 4, M07="not applicable", E10="not applicable"))
    assert {name: p.shown for name, p in without.pillars.items()} == {
        name: p.shown for name, p in with_it.pillars.items()
    }
    assert without.lenses[0].first_weak is None
    assert not any(link.weak for lens in without.lenses for link in lens.links)
    assert without.actions == ()
    assert without.verdict.rung == with_it.verdict.rung


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("question", GATE_CAPS)
def test_z8_a_failing_gate_caps_whatever_the_mean(
    plain: Pack, answers_at: Make, judged: Assess, question: str, mode: str
) -> None:
    """Z8: good answers elsewhere cannot lift a verdict that a gate holds."""
    cap = 1 if (question, mode) == ("M01", "run") else GATE_CAPS[question]
    ranks = [judged(answers_at(plain, level, **{question: 0}), mode).verdict.rank for level in range(5)]
    assert max(rank for rank in ranks if rank is not None) == cap
    best = judged(answers_at(plain, 4, **{question: 0}), mode)
    assert best.verdict.rank == cap
    assert best.total.shown is not None
    assert best.total.shown > Fraction(9, 10)


@pytest.mark.parametrize(
    ("share", "name"),
    [
        (Fraction(25, 100), "weak"),
        (Fraction(24_999_999, 100_000_000), "stop"),
        (Fraction(495, 1000), "weak"),
        (Fraction(499_999, 1_000_000), "weak"),
        (Fraction(745, 1000), "fair"),
        (Fraction(7_499_999, 10_000_000), "fair"),
        (Fraction(75, 100), "good"),
    ],
)
def test_z9_no_figure_is_rounded_before_it_is_judged(plain: Pack, share: Fraction, name: str) -> None:
    """Z9: 24.9999999 per cent is below 25, however it is printed."""
    assert band(share, plain.verdict.bands) == name


def test_z9_shares_are_exact_and_their_parts_add_up(plain: Pack, answers_at: Make, judged: Assess) -> None:
    """Z9: thirds and thirteenths stay exact inside; the parts of a pillar add up to it."""
    result = judged(answers_at(plain, 3, L02=0, M02=1, T02=2, E02=1, M05="unknown", E07="on word 4"))
    for pillar in result.pillars.values():
        assert isinstance(pillar.shown, Fraction)
        parts = [
            Fraction(question.weight * (question.shown or 0), pillar.maximum)
            for question in result.questions
            if question.id in pillar.assessed
        ]
        assert sum(parts) == pillar.shown
    shown = [pillar.shown for pillar in result.pillars.values() if pillar.shown is not None]
    assert result.total.shown == sum(shown, Fraction(0)) / len(shown)


def _written(path: Path, data: Any) -> None:
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8")


def test_z10_the_order_of_entries_in_the_files_of_a_pack_changes_nothing(
    pack: Pack, pack_copy: Path, answers_at: Make, assessed: Assess
) -> None:
    """Z10: ids decide, not places: all lists of the pack backwards give the same figures and the same verdict."""
    for path in pack_copy.glob("*.yml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        if isinstance(data, list) and path.stem != "lenses":
            data.reverse()
            for entry in data:
                entry.get("actions", []).reverse()
                entry.get("guards", []).reverse()
        if path.stem == "verdict":
            data["gates"].reverse()
            data["rungs"].reverse()
            data["floors"]["pillar"].reverse()
        if path.stem == "pack":
            data["pillars"].reverse()
        _written(path, data)
    backwards = load_pack(pack_copy)
    assert backwards.questions[0].id != pack.questions[0].id
    for level, mode in ((1, "plan"), (2, "run"), (4, "run")):
        others = {"M05": "unknown", "L04": 1, "T09": "on word 3", "M07": "not applicable"}
        here = assessed(answers_at(pack, level, **others), mode, pack=pack)
        there = assessed(answers_at(backwards, level, **others), mode, pack=backwards)
        assert standing(there) == standing(here)


def test_z10_the_order_of_answers_changes_nothing(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    """Z10: answers in any order give the same result."""
    answers = answers_at(plain, 2, M05="unknown", L04=1, T09="on word 3")
    given = list(answers.answers.items())
    random.Random(10).shuffle(given)
    shuffled = answers.model_copy(update={"answers": dict(given)})
    assert list(shuffled.answers) != list(answers.answers)
    assert assessed(shuffled) == assessed(answers)


def test_z10_renaming_titles_changes_nothing(plain: Pack, changed: Change, answers_at: Make, assessed: Assess) -> None:
    """Z10: no text takes part in any decision."""
    renamed = changed(
        questions=[
            q.model_copy(
                update={
                    "title": {"en": "x", "ko": "x"},
                    "levels": tuple(words.model_copy(update={"text": {"en": "y", "ko": "y"}}) for words in q.levels),
                }
            )
            for q in plain.questions
        ]
    )
    for level in (1, 3):
        answers = answers_at(plain, level, M05="unknown", L04=1)
        assert standing(assessed(answers, pack=renamed)) == standing(assessed(answers))


def test_z11_every_action_of_the_pack_is_reached_by_some_answer(plain: Pack, answers_at: Make, judged: Assess) -> None:
    """Z11: no recommendation is an orphan."""
    found = [action for level in range(4) for action in judged(answers_at(plain, level)).actions]
    reached = {action.id for action in found if action.kind == "level"}
    written = {f"{q.id}-{a.start}" for q in plain.questions if not q.computed for a in q.actions}
    assert reached == written


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("given", [0, 1, 2, 3, "unknown", "open", "on word 3"])
def test_z11_every_answer_that_could_be_better_has_an_action_and_every_id_that_is_named_exists(
    plain: Pack, answers_at: Make, judged: Assess, given: int | str, mode: str
) -> None:
    """Z11: nothing dangles and nobody is left without a next step."""
    result = judged(answers_at(plain, given), mode)
    actions = {action.id for action in result.actions}
    questions = {question.id for question in result.questions}
    assert {action.question for action in result.actions} == set(ASKED)
    assert set(result.first) | set(result.verdict.this_week) <= actions
    assert {identity for question in result.questions for identity in question.actions} == actions
    for cap in (*result.verdict.caps, *result.verdict.other_caps):
        assert {held.question for held in cap.answers} <= questions | {item.id for item in result.inputs}
    named = {source for question in result.questions for source in question.sources}
    named |= {source for lens in result.lenses for source in lens.sources}
    assert named <= {source.id for source in result.sources} | {case.id for case in result.cases}
    assert {case for lens in result.lenses for link in lens.links for case in link.cases} <= {
        case.id for case in result.cases
    }


def test_z12_progress_counts_answered_among_applicable(pack: Pack, answers_at: Make, judged: Assess) -> None:
    """Z12: hidden and computed items are in neither number; what is not applicable leaves both; unknown is an answer."""
    # The questions that are asked, 6 of the profile less X3 (only while accounts run), and the numbers.
    asked = len(ASKED) + 5 + len(pack.numbers)
    profile = 3  # X1, X4, X6
    given = profile + len(ASKED) + len(pack.numbers)
    assert judged(answers_at(pack, "open"), pack=pack).progress == (profile, asked)
    assert judged(answers_at(pack, "open"), "run", pack=pack).progress == (profile, asked + 1)
    assert judged(answers_at(pack, 2), pack=pack).progress == (given, asked)
    assert judged(answers_at(pack, "unknown"), pack=pack).progress == (given, asked)
    assert judged(answers_at(pack, 2, M07="not applicable"), pack=pack).progress == (given - 1, asked - 1)
    assert judged(answers_at(pack, "open", M03=Answer(note="why")), pack=pack).progress == (profile, asked)


def test_z12_an_answer_to_confirm_or_behind_a_condition_is_no_progress(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    """Z12: neither what was carried over nor what is hidden counts as answered."""
    done, asked = judged(answers_at(plain, "open")).progress
    assert judged(answers_at(plain, "open", M02=Answer(level=3, confirm=True))).progress == (done, asked)
    looks, nobody, minutes = Answer(value=Fraction(60)), Answer(value="nobody"), Answer(value=Fraction(5))
    no_alerts = judged(answers_at(plain, "open", N03=looks, N04=nobody, N05=minutes))
    # Neither how soon somebody reacts to an alert nor when one was tested is asked where none rings.
    assert no_alerts.progress == (done + 2, asked - 2)


def test_z12_an_audit_can_be_complete(plain: Pack, answers_at: Make, judged: Assess) -> None:
    """Z12: with everything answered or unknown, progress is whole."""
    unknown = {item.id: Answer(unknown=True) for item in plain.numbers}
    done, asked = judged(answers_at(plain, 2, **unknown), X2=None, X5=None).progress
    assert done == asked


def test_z13_the_method_that_is_explained_is_the_method_that_was_used(
    answers_at: Make, assessed: Assess, pack_copy: Path, spoil: Callable[..., int]
) -> None:
    """Z13: there is one set of rules: what the pack says is computed, and what was computed is explained."""
    spoil("verdict.yml", "pillar: [{below: 25, cap: 1}, {below: 50, cap: 2}]", "pillar: [{below: 60, cap: 0}]")
    spoil("verdict.yml", "good: 75", "good: 55")
    spoil("verdict.yml", "when: {T09: {below: 2}}", "when: {T09: {below: 4}}")
    spoil("verdict.yml", '"0": 3 months', '"0": 5 months')
    other = load_pack(pack_copy)
    result = assessed(answers_at(other, 3, **{q.id: 1 for q in other.in_pillar("monitoring")}), pack=other)
    assert ("pillar", 60, 0) in result.method.floors
    assert result.method.bands["good"] == 55
    assert (result.verdict.rung, [cap.name for cap in result.verdict.caps]) == ("do-not-launch", ["floor:monitoring"])
    assert str(result.verdict.ask_again) == "2027-04-23"
    assert ("GE", 1) in [(cap.name, cap.rank) for cap in result.verdict.other_caps]
    assert result.pillars["listening"].band == "good"
