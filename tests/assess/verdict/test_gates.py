"""Gates, floors and the ladder, at their boundaries in both modes (RULES 4)."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from audit.model.answers import OUTSIDE, Answer, Answers, Checked, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Cap, Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]

DAY = datetime.date(2026, 11, 23)
MODES = ("plan", "run")
RUNGS = {
    "plan": ("do-not-launch", "listen-only", "pilot", "launch"),
    "run": ("stop-in-order", "hold", "pilot", "launch", "sustain"),
}
TOP = {"plan": 3, "run": 4}

STEPS = [
    # gate, question, level, rank in plan, rank in run; None where the gate lets pass
    ("GA", "L01", 0, 0, 0),
    ("GA", "L01", 1, 1, 1),
    ("GA", "L01", 2, None, None),
    ("GB", "L04", 0, 1, 1),
    ("GB", "L04", 1, 2, 2),
    ("GB", "L04", 2, None, None),
    ("GC", "M01", 0, 0, 1),
    ("GC", "M01", 1, 1, 1),
    ("GC", "M01", 2, None, None),
    ("GD", "T01", 0, 1, 1),
    ("GD", "T01", 1, 1, 1),
    ("GD", "T01", 2, None, None),
    ("GE", "T09", 0, 1, 1),
    ("GE", "T09", 1, 1, 1),
    ("GE", "T09", 2, None, None),
    ("GF", "E04", 0, 2, 2),
    ("GF", "E04", 1, 2, 2),
    ("GF", "E04", 2, None, None),
    ("GG", "T08", 0, 1, 1),
    ("GG", "T08", 1, 1, 1),
    ("GG", "T08", 2, None, None),
    ("GG", "T11", 0, 1, 1),
    ("GG", "T11", 1, None, None),
]
GATE_QUESTIONS = ("L01", "L04", "M01", "T01", "T08", "T09", "T11", "E04")


def names(caps: tuple[Cap, ...]) -> list[str]:
    return [cap.name for cap in caps]


def ranks(result: Result) -> dict[str, int]:
    """Return every cap of an audit with its rank."""
    return {cap.name: cap.rank for cap in (*result.verdict.caps, *result.verdict.other_caps)}


def held_by(result: Result, name: str) -> list[str]:
    cap = next(cap for cap in (*result.verdict.caps, *result.verdict.other_caps) if cap.name == name)
    return [held.question for held in cap.answers]


@pytest.mark.parametrize("mode", MODES)
def test_without_any_cap_the_highest_rung_is_reached(plain: Pack, answers_at: Make, judged: Assess, mode: str) -> None:
    verdict = judged(answers_at(plain, 4), mode).verdict
    assert (verdict.rank, verdict.rung, verdict.caps, verdict.other_caps) == (TOP[mode], RUNGS[mode][-1], (), ())


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("gate", "question", "level", "plan", "run"), STEPS)
def test_a_gate_caps_below_its_level_and_lets_pass_from_it(
    plain: Pack,
    answers_at: Make,
    judged: Assess,
    gate: str,
    question: str,
    level: int,
    plan: int | None,
    run: int | None,
    mode: str,
) -> None:
    verdict = judged(answers_at(plain, 4, **{question: level}), mode).verdict
    rank = plan if mode == "plan" else run
    if rank is None:
        assert (verdict.rank, verdict.caps) == (TOP[mode], ())
    else:
        assert (verdict.rank, verdict.rung) == (rank, RUNGS[mode][rank])
        assert names(verdict.caps) == [gate]
        # The gate of the night reaches as far as what people depend on the body for.
        purpose = [("X1", None)] if gate == "GF" else []
        assert [(held.question, held.shown) for held in verdict.caps[0].answers] == [(question, level), *purpose]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("state", ["unknown", "open"])
@pytest.mark.parametrize(
    ("gate", "question", "plan", "run"), [(g, q, p, r) for g, q, level, p, r in STEPS if not level]
)
def test_a_gate_holds_what_nobody_knows_like_the_worst_answer(
    plain: Pack,
    answers_at: Make,
    judged: Assess,
    gate: str,
    question: str,
    plan: int,
    run: int,
    state: str,
    mode: str,
) -> None:
    verdict = judged(answers_at(plain, 4, **{question: state}), mode).verdict
    assert (verdict.rank, names(verdict.caps)) == (plan if mode == "plan" else run, [gate])


def test_every_gate_question_of_the_pack_has_its_boundaries_here(plain: Pack) -> None:
    assert {question for _, question, *_ in STEPS} == set(GATE_QUESTIONS) == plain.gate_questions


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("duty", "rank"),
    [("safety-critical", 1), (None, 1), ("citizen-service", 2), ("information", 2)],
)
def test_without_night_authority_safety_goes_no_further_than_listening_and_an_unknown_duty_is_safety(
    plain: Pack, answers_at: Make, judged: Assess, duty: str | None, rank: int, mode: str
) -> None:
    result = judged(answers_at(plain, 4, E04=1), mode, X1=duty)
    assert (result.verdict.rank, names(result.verdict.caps)) == (rank, ["GF"])
    assert judged(answers_at(plain, 4, E04=2), mode, X1=duty).verdict.caps == ()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("law", "capped"), [("yes", True), (None, True), ("no", False)])
def test_no_accessibility_caps_where_the_law_binds_and_an_unknown_law_binds(
    plain: Pack, answers_at: Make, judged: Assess, law: str | None, capped: bool, mode: str
) -> None:
    verdict = judged(answers_at(plain, 4, T11=0), mode, X6=law).verdict
    assert names(verdict.caps) == (["GG"] if capped else [])
    assert verdict.rank == (1 if capped else TOP[mode])


@pytest.mark.parametrize("mode", MODES)
def test_the_law_gate_names_the_answer_that_holds_it(plain: Pack, answers_at: Make, judged: Assess, mode: str) -> None:
    assert held_by(judged(answers_at(plain, 4, T08=1), mode), "GG") == ["T08"]
    assert held_by(judged(answers_at(plain, 4, T11=0), mode), "GG") == ["T11"]
    assert held_by(judged(answers_at(plain, 4, T11=0), mode, X6=None), "GG") == ["T11", "X6"]


@pytest.mark.parametrize("mode", MODES)
def test_a_gate_question_that_does_not_apply_lets_pass(
    plain: Pack, answers_at: Make, judged: Assess, mode: str
) -> None:
    assert judged(answers_at(plain, 4, T11="not applicable"), mode).verdict.caps == ()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("level", [2, 3, 4])
@pytest.mark.parametrize("question", GATE_QUESTIONS)
def test_a_gate_passed_on_the_word_alone_goes_no_further_than_a_pilot(
    plain: Pack, answers_at: Make, judged: Assess, question: str, level: int, mode: str
) -> None:
    verdict = judged(answers_at(plain, 4, **{question: f"on word {level}"}), mode).verdict
    assert (verdict.rank, names(verdict.caps), verdict.on_word) == (2, ["GJ"], (question,))
    assert [held.question for held in verdict.caps[0].answers] == [question]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("question", GATE_QUESTIONS)
def test_evidence_that_nobody_else_has_seen_is_the_word_alone(
    plain: Pack, answers_at: Make, judged: Assess, proof: Evidence, question: str, mode: str
) -> None:
    given = answers_at(plain, 4)
    told = tuple(piece.model_copy(update={"checked": None}) for piece in given.answers[question].evidence)
    answers = {**given.answers, question: given.answers[question].model_copy(update={"evidence": told})}
    verdict = judged(given.model_copy(update={"answers": answers}), mode).verdict
    assert (verdict.rank, names(verdict.caps), verdict.on_word) == (2, ["GJ"], (question,))


def test_whoever_answered_cannot_let_his_own_gate_pass(
    plain: Pack, answers_at: Make, judged: Assess, proof: Evidence
) -> None:
    given = answers_at(plain, 4)

    def by(role: str) -> Result:
        checked = Checked(how="seen", by=role, date=proof.date or DAY)
        own = proof.model_copy(update={"checked": checked})
        answer = given.answers["T01"].model_copy(update={"evidence": (own,)})
        return judged(given.model_copy(update={"answers": {**given.answers, "T01": answer}}))

    assert by("lead").verdict.on_word == ("T01",)
    assert by("legal").verdict.on_word == ()


LAW = Evidence(
    what="the act on warnings",
    where="statute book",
    date=DAY - datetime.timedelta(days=9),
    law=True,
    checked=Checked(how="seen", by=OUTSIDE, date=DAY - datetime.timedelta(days=2)),
)
WARNS = Answer(purposes=("warn", "inform"), without_voice="no", evidence=(LAW,))


@pytest.mark.parametrize("mode", MODES)
def test_a_proven_duty_to_warn_gets_as_far_as_warnings_only(
    plain: Pack, answers_at: Make, judged: Assess, mode: str
) -> None:
    verdict = judged(answers_at(plain, 4, L01=WARNS), mode, X1="safety-critical").verdict
    assert (verdict.rank, verdict.rung, verdict.warnings_only, names(verdict.caps)) == (2, "pilot", True, ["GA"])
    assert verdict.title == {"en": "Warnings only", "ko": "긴급 안내 전용"}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("duty", "given"),
    [
        ("citizen-service", WARNS),
        (None, WARNS),
        ("safety-critical", WARNS.model_copy(update={"purposes": ("inform",)})),
        ("safety-critical", WARNS.model_copy(update={"evidence": (LAW.model_copy(update={"law": False}),)})),
        ("safety-critical", WARNS.model_copy(update={"evidence": (LAW.model_copy(update={"checked": None}),)})),
        ("safety-critical", WARNS.model_copy(update={"evidence": (LAW.model_copy(update={"where": ""}),)})),
    ],
)
def test_a_duty_to_warn_that_is_not_proved_excuses_nothing(
    plain: Pack, answers_at: Make, judged: Assess, duty: str | None, given: Answer, mode: str
) -> None:
    verdict = judged(answers_at(plain, 4, L01=given), mode, X1=duty).verdict
    assert (verdict.rank, verdict.warnings_only) == (0, False)


def test_whoever_only_warns_is_held_by_every_other_gate(plain: Pack, answers_at: Make, judged: Assess) -> None:
    verdict = judged(answers_at(plain, 4, L01=WARNS, M01=0), X1="safety-critical").verdict
    assert (verdict.rank, verdict.warnings_only, names(verdict.caps)) == (0, False, ["GC"])


def test_whoever_only_warns_is_not_held_lower_by_the_pillar_of_listening(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    low = {question.id: 0 for question in plain.in_pillar("listening") if question.id not in ("L01", "L04")}
    result = judged(answers_at(plain, 4, L01=WARNS, L04=2, **low), X1="safety-critical")
    assert (result.verdict.rank, result.verdict.warnings_only) == (2, True)
    assert ranks(result)["floor:listening"] == 2
    wishing = judged(answers_at(plain, 4, L04=2, **low), X1="safety-critical")
    assert ranks(wishing)["floor:listening"] == 1


@pytest.mark.parametrize("question", [question for question in GATE_QUESTIONS if question != "T11"])
def test_a_gate_that_does_not_let_pass_is_not_passed_on_the_word(
    plain: Pack, answers_at: Make, judged: Assess, question: str
) -> None:
    result = judged(answers_at(plain, 4, **{question: "on word 1"}))
    assert result.verdict.on_word == ()
    assert "GJ" not in ranks(result)


@pytest.mark.parametrize(
    ("law", "level", "on_word"),
    [("yes", 0, ()), ("yes", 1, ("T11",)), (None, 1, ("T11",)), ("no", 0, ()), ("no", 1, ()), ("no", 3, ())],
)
def test_accessibility_is_on_the_word_from_level_one_and_only_where_the_law_binds(
    plain: Pack, answers_at: Make, judged: Assess, law: str | None, level: int, on_word: tuple[str, ...]
) -> None:
    result = judged(answers_at(plain, 4, T11=f"on word {level}"), X6=law)
    assert result.verdict.on_word == on_word
    assert ("GJ" in ranks(result)) is bool(on_word)


def test_all_gates_passed_on_the_word_are_named_together(plain: Pack, answers_at: Make, judged: Assess) -> None:
    result = judged(answers_at(plain, "on word 4"))
    assert set(result.verdict.on_word) == set(GATE_QUESTIONS)
    assert set(held_by(result, "GJ")) == set(GATE_QUESTIONS)


@pytest.mark.parametrize("mode", MODES)
def test_ties_list_all_caps_of_the_lowest_rank_and_the_others_after_them(
    plain: Pack, answers_at: Make, judged: Assess, mode: str
) -> None:
    result = judged(answers_at(plain, 4, T01=1, T09=1, T08=0, L04=1, E04=0), mode)
    assert result.verdict.rank == 1
    assert set(names(result.verdict.caps)) == {"GD", "GE", "GG"}
    others = [(cap.name, cap.rank) for cap in result.verdict.other_caps if cap.name != "sustain"]
    assert others == [("GB", 2), ("GF", 2)]


def test_a_gate_and_a_floor_of_one_rank_tie(plain: Pack, answers_at: Make, judged: Assess) -> None:
    at_zero = {question.id: 0 for question in plain.in_pillar("monitoring") if question.id != "M01"}
    verdict = judged(answers_at(plain, 4, M01=2, T01=1, **at_zero)).verdict
    assert (verdict.rank, set(names(verdict.caps))) == (1, {"GD", "floor:monitoring"})


PILLARS = ("listening", "monitoring", "staffing", "escalation")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("pillar", PILLARS)
@pytest.mark.parametrize(("level", "one_less", "floor"), [(1, False, 2), (1, True, 1), (2, False, None), (2, True, 2)])
def test_a_pillar_below_25_and_50_percent_caps_and_at_them_does_not(
    plain: Pack,
    answers_at: Make,
    judged: Assess,
    pillar: str,
    level: int,
    one_less: bool,
    floor: int | None,
    mode: str,
) -> None:
    given = {question.id: level for question in plain.in_pillar(pillar)}
    if one_less:
        light = next(question for question in plain.in_pillar(pillar) if question.weight == 1)
        given[light.id] = level - 1
    result = judged(answers_at(plain, 4, **given), mode)
    assert ranks(result).get(f"floor:{pillar}") == floor
    assert not [name for name in ranks(result) if name.startswith("floor:") and name != f"floor:{pillar}"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("points", "floor"), [(36, None), (35, 2)])
def test_a_total_below_60_percent_caps_and_at_it_does_not(
    plain: Pack, answers_at: Make, judged: Assess, points: int, floor: int | None, mode: str
) -> None:
    # Three pillars at one half and one at nine tenths make exactly 60 per cent; in tenths of its points.
    pillar = next(pillar for pillar in PILLARS if sum(q.weight for q in plain.in_pillar(pillar)) % 5 == 0)
    most = 4 * sum(question.weight for question in plain.in_pillar(pillar))
    missing, given = most - most * 9 // 10 + (36 - points), {}
    for question in (q for q in plain.in_pillar(pillar) if q.weight == 1):
        given[question.id] = 4 - min(2, missing)
        missing -= 4 - given[question.id]
    others = {q.id: 4 for q in plain.in_pillar(pillar)}
    result = judged(answers_at(plain, 2, **{**others, **given}), mode)
    assert missing == 0
    assert result.pillars[pillar].points_shown == most * 9 // 10 - (36 - points)
    assert ranks(result).get("floor:total") == floor
    assert result.verdict.rank == (2 if floor else 3)
    if floor:
        assert names(result.verdict.caps) == ["floor:total"]


def test_sustain_asks_for_75_percent_in_every_pillar(plain: Pack, answers_at: Make, judged: Assess) -> None:
    assert judged(answers_at(plain, 3), "run").verdict.rung == "sustain"
    for light in ("L02", "M02", "T02", "E02"):
        verdict = judged(answers_at(plain, 3, **{light: 2}), "run").verdict
        assert (verdict.rung, names(verdict.caps)) == ("launch", ["sustain"])


@pytest.mark.parametrize("question", ["E08", "E11"])
@pytest.mark.parametrize("given", [2, "on word 4", "unknown", "open", "not applicable"])
def test_sustain_asks_for_drills_and_reviews_that_can_be_shown(
    plain: Pack, answers_at: Make, judged: Assess, question: str, given: int | str
) -> None:
    verdict = judged(answers_at(plain, 4, **{question: given}), "run").verdict
    assert (verdict.rank, verdict.rung, names(verdict.caps)) == (3, "launch", ["sustain"])
    assert [held.question for held in verdict.caps[0].answers] == [question]
    assert judged(answers_at(plain, 4, **{question: 3}), "run").verdict.rung == "sustain"


@pytest.mark.parametrize("question", ["E08", "E11"])
def test_an_agency_that_plans_needs_no_sustain(plain: Pack, answers_at: Make, judged: Assess, question: str) -> None:
    assert judged(answers_at(plain, 4, **{question: "not applicable"}), "plan").verdict.rung == "launch"


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("pillar", PILLARS)
def test_a_pillar_with_nothing_assessed_goes_no_further_than_listening(
    plain: Pack, answers_at: Make, judged: Assess, pillar: str, mode: str
) -> None:
    nothing = {question.id: "not applicable" for question in plain.in_pillar(pillar)}
    result = judged(answers_at(plain, 4, **nothing), mode)
    assert (result.verdict.rank, names(result.verdict.caps)) == (1, [f"not-assessed:{pillar}"])
    assert result.pillars[pillar].shown is None
    assert f"floor:{pillar}" not in ranks(result)


@pytest.mark.parametrize("mode", [None, "unknown"])
def test_without_knowing_whether_accounts_are_live_there_is_no_rung(
    plain: Pack, answers_at: Make, judged: Assess, mode: str | None
) -> None:
    result = judged(answers_at(plain, 1), None) if mode is None else judged(answers_at(plain, 1), None, X4=None)
    assert result.mode is None
    assert (result.verdict.rung, result.verdict.rank, result.verdict.caps) == (None, None, ())
    assert result.verdict.ask_again is None
    assert result.total.shown is not None


def test_the_verdict_names_the_open_answers_that_hold_it(plain: Pack, answers_at: Make, judged: Assess) -> None:
    verdict = judged(answers_at(plain, 4, L01="open", M02="open", E04="unknown")).verdict
    assert verdict.open == ("X2", "X5", "L01", "M02"), "the agency's own facts count too"
    assert verdict.open_holding == ("L01",)


@pytest.mark.parametrize("mode", MODES)
def test_every_cap_by_a_gate_says_in_the_words_of_its_mode_what_stands_in_the_way(
    plain: Pack, answers_at: Make, judged: Assess, mode: str
) -> None:
    result = judged(answers_at(plain, 1), mode)
    gates = {gate.id: gate for gate in plain.verdict.gates}
    capped = [cap for cap in (*result.verdict.caps, *result.verdict.other_caps) if cap.name in gates]
    assert len(capped) >= 7
    for cap in capped:
        assert cap.text in [step.text.of("plan" if mode == "plan" else "run") for step in gates[cap.name].steps]
