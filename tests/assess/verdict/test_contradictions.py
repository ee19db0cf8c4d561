"""Answers that do not fit together: every row of RULES 5."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.context import Context
from audit.assess.verdict.contradictions import Finding
from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Stand = Callable[..., Context]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
NINE_TO_SIX = dict.fromkeys(WEEKDAYS, "09:00-18:00")
WATCH: dict[str, object] = {"N01": NINE_TO_SIX, "N02": {"sat": "none", "sun": "none"}, "N03": "60"}
CLOSED = [{"minutes": "30", "out_of_hours": "no"}]
HALF_HOURS = [{"minutes": "30", "out_of_hours": "yes"}] * 2
TOO_MUCH: dict[str, object] = {
    "N11": {"people": "1", "hours": "1"},
    "N12": "100",
    "N13": {"share": "50", "minutes": "8"},
}

ROWS = [
    # check, claim, against, the same without a contradiction, what is lowered, numbers of each
    ("1", {"M01": 3}, {"M07": 1}, {"M07": 2}, None, {}, {}),
    ("2", {"L01": 3}, {"L11": 0}, {"L11": 1}, None, {}, {}),
    ("3", {"L04": 3}, {"M08": 0}, {"M08": 1}, None, {}, {}),
    ("4", {}, {}, {}, None, {"N17": "60", "N09": [*HALF_HOURS, {"minutes": "1"}]}, {"N17": "60", "N09": HALF_HOURS}),
    ("7a", {"T02": 3}, {}, {}, "T02", {"N11": {"people": "0", "hours": "8"}}, {"N11": {"people": "1", "hours": "8"}}),
    ("7a", {"T02": 3}, {}, {}, "T02", {"N11": {"people": "3", "hours": "0"}}, {"N11": {"people": "3", "hours": "1"}}),
    ("7b", {"T05": 3}, {}, {}, None, TOO_MUCH, {**TOO_MUCH, "N12": "15"}),
    ("8", {"L09": 4}, {}, {}, "L09", {**WATCH, "N18": {"sat": "10:00-11:00"}}, {**WATCH, "N18": NINE_TO_SIX}),
    ("9", {"T01": 2}, {}, {}, None, {"N19": "1"}, {"N19": "2"}),
    ("9", {"T01": 4}, {}, {}, None, {"N19": "0"}, {"N19": "2"}),
    ("10", {"L03": 3}, {"L06": 0}, {"L06": 1}, None, {}, {}),
    ("12", {"E07": 3}, {"E09": 0}, {"E09": 1}, None, {}, {}),
    ("13", {"E04": 3}, {"E06": 2}, {"E06": 3}, "E04", {"N09": CLOSED}, {"N09": CLOSED}),
    ("13", {"E04": 4}, {"E06": 2}, {}, "E04", {"N09": CLOSED}, {"N09": []}),
    ("13", {"E04": 4}, {"E06": 2}, {}, "E04", {"N09": CLOSED}, {"N09": [*CLOSED, *HALF_HOURS[:1]]}),
]
IDS = [f"{row[0]} {row[2] or row[5]}"[:40] for row in ROWS]


COMPUTED = ("M03", "M04", "M11", "T03", "E01", "E03")


def calm(levels: Mapping[str, Any], given: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, object]]:
    """Return levels and numbers with which no other check speaks up."""
    return {"L06": 2, "M07": 2, "M08": 2, "L11": 2, "E09": 2, **levels}, {"N19": "3", **given}


@pytest.fixture(scope="session")
def checked(standing_of: Stand) -> Stand:
    """Decide how an audit at level 2 stands."""

    def make(levels: Mapping[str, Any], given: Mapping[str, object]) -> Context:
        others, numbers = calm(levels, given)
        return standing_of(numbers, 2, **others)

    return make


def found_of(standing: Context) -> dict[str, Finding]:
    return {finding.check.id: finding for finding in standing.found}


@pytest.mark.parametrize(("check", "claim", "against", "otherwise", "lowers", "given", "quiet"), ROWS, ids=IDS)
def test_each_check_lowers_the_claim_that_it_names_to_2_and_nothing_else(
    checked: Stand,
    check: str,
    claim: dict[str, int],
    against: dict[str, int],
    otherwise: dict[str, int],
    lowers: str | None,
    given: dict[str, object],
    quiet: dict[str, object],
) -> None:
    standing, before = checked({**claim, **against}, given), checked({**claim, **otherwise}, quiet)
    assert before.found == ()
    assert set(found_of(standing)) == {check}
    finding = found_of(standing)[check]
    assert (finding.unsure, finding.check.lowers) == (False, lowers)
    for identity, level in standing.levels.items():
        if identity == lowers:
            assert (level.shown, level.claimed, level.lowered) == (2, before.levels[lowers].claimed, "contradiction")
        elif identity not in against and identity not in COMPUTED:
            assert level.shown == before.levels[identity].shown


@pytest.mark.parametrize(("check", "claim", "against", "otherwise", "lowers", "given", "quiet"), ROWS, ids=IDS)
def test_a_claim_that_is_one_level_lower_is_no_claim(
    checked: Stand,
    check: str,
    claim: dict[str, int],
    against: dict[str, int],
    otherwise: dict[str, int],
    lowers: str | None,
    given: dict[str, object],
    quiet: dict[str, object],
) -> None:
    least = {"T01": 2}
    lower = {name: least.get(name, 3) - 1 for name in claim if name not in ("L09", "T09")}
    if lower:
        assert checked({**claim, **lower, **against}, given).found == ()
    elif check == "4":
        assert checked({}, {**given, "N17": "61"}).found == ()


UNSURE = [
    ("1", {"M01": 3, "M07": "unknown"}, {}, None),
    ("1", {"M01": 3, "M07": "open"}, {}, None),
    ("2", {"L01": 3, "L11": "unknown"}, {}, None),
    ("2", {"L01": 3, "L11": "open"}, {}, None),
    ("3", {"L04": 3, "M08": "unknown"}, {}, None),
    ("7a", {"T02": 3}, {"N11": None}, "T02"),
    ("7a", {"T02": 3}, {"N11": {"people": "2"}}, "T02"),
    ("8", {"L09": 4}, {**WATCH, "N18": NINE_TO_SIX, "N01": None}, "L09"),
    ("8", {"L09": 4}, {**WATCH, "N18": {"sat": "10:00-11:00"}, "N02": None}, "L09"),
    ("9", {"T01": 2}, {"N19": None}, None),
    ("10", {"L03": 3, "L06": "unknown"}, {}, None),
    ("11", {"E08": 3}, {"N15": None}, "E08"),
    ("12", {"E07": 3, "E09": "unknown"}, {}, None),
    ("13", {"E04": 3, "E06": 2}, {"N09": None}, "E04"),
    ("13", {"E04": 3, "E06": "unknown"}, {"N09": CLOSED}, "E04"),
]


@pytest.mark.parametrize(
    ("check", "levels", "given", "lowers"), UNSURE, ids=[f"{r[0]} {r[1]} {r[2]}"[:50] for r in UNSURE]
)
def test_where_the_other_side_is_unknown_the_claim_falls_too_and_the_words_are_unsure(
    checked: Stand, check: str, levels: dict[str, Any], given: dict[str, object], lowers: str
) -> None:
    standing = checked(levels, given)
    finding = found_of(standing)[check]
    assert finding.unsure
    assert finding.check.lowers == lowers
    if lowers is None:
        assert not [level for level in standing.levels.values() if level.lowered == "contradiction"]
        return
    assert (standing.levels[lowers].shown, standing.levels[lowers].lowered) == (2, "contradiction")


@pytest.mark.parametrize(
    ("levels", "given"),
    [
        ({"M01": 4, "M07": "not applicable"}, {}),
        ({"M01": "unknown", "M07": 0}, {}),
        ({"M01": "open", "M07": 0}, {}),
        ({"E08": "not applicable"}, {"N15": None}),
        ({"E08": "unknown"}, {"N15": None}),
        ({"L09": 4}, {**WATCH, "N18": "none"}),
        ({"L09": 4}, {**WATCH, "N18": None}),
        ({"L09": 4}, {**WATCH, "N01": None, "N18": None}),
        ({"T05": 4}, {**TOO_MUCH, "N12": None}),
        ({"T05": 4}, {**TOO_MUCH, "N11": None}),
        ({"T05": 4}, {**TOO_MUCH, "N13": None}),
        ({}, {"N17": "none", "N09": [{"minutes": "600"}]}),
        ({}, {"N17": None, "N09": [{"minutes": "600"}]}),
        ({}, {"N17": "60", "N09": None}),
        ({}, {"N17": "60", "N09": [{"minutes": "600"}, {"out_of_hours": "no"}]}),
        ({}, {"N17": "60", "N09": []}),
    ],
)
def test_what_does_not_apply_or_is_not_claimed_or_not_known_is_no_contradiction(
    checked: Stand, levels: dict[str, Any], given: dict[str, object]
) -> None:
    assert checked(levels, given).found == ()


def test_nobody_there_contradicts_time_that_is_kept_and_a_promise_that_is_kept(checked: Stand) -> None:
    standing = checked({"T02": 4, "T05": 4}, {"N11": {"people": "0", "hours": "0"}})
    assert set(found_of(standing)) == {"7a", "7b"}


def test_both_sides_are_read_as_claimed_not_as_shown(checked: Stand) -> None:
    standing = checked({"T02": "on word 4"}, {"N11": {"people": "0", "hours": "8"}})
    assert set(found_of(standing)) == {"7a"}
    # Without evidence it shows 2 already.
    assert (standing.levels["T02"].shown, standing.levels["T02"].lowered) == (2, "evidence")


TIMES = {
    "posted": "2026-11-02 21:00",
    "seen": "2026-11-02 21:05",
    "decided": "2026-11-02 21:10",
    "said": "2026-11-02 21:15",
}


@pytest.mark.parametrize("missing", [*TIMES, None])
def test_a_drill_whose_four_times_are_not_all_there_cannot_be_confirmed(checked: Stand, missing: str | None) -> None:
    standing = checked({"E08": 3}, {"N15": {name: time for name, time in TIMES.items() if name != missing}})
    if missing is None:
        assert standing.found == ()
    else:
        assert (set(found_of(standing)), found_of(standing)["11"].unsure) == ({"11"}, True)
        assert standing.levels["E08"].shown == 2


def test_a_claim_below_2_is_not_lifted(checked: Stand) -> None:
    standing = checked({"L09": 0}, {**WATCH, "N18": {"sun": "10:00-11:00"}})
    assert set(found_of(standing)) == {"8"}
    assert standing.levels["L09"].shown == 0


def test_an_order_for_today_says_nothing_about_listening_done_since(
    pack: Pack, answers_at: Make, judged: Assess
) -> None:
    found = {
        mode: [c.id for c in judged(answers_at(pack, 3, L06=0), mode, pack=pack).contradictions]
        for mode in ("plan", "run")
    }
    assert found == {"plan": ["10"], "run": []}


def test_the_clock_reads_what_a_check_has_lowered(pack: Pack, answers_of: Make, judged: Assess) -> None:
    given = {"N09": CLOSED, "N16": NINE_TO_SIX}
    doubted = judged(answers_of(given, 3, E06=2, E04=3), pack=pack)
    frank = judged(answers_of(given, 3, E06=2, E04=2), pack=pack)
    assert [c.lowers for c in doubted.contradictions] == ["E04"]
    assert doubted.clock is not None
    assert frank.clock is not None
    assert doubted.clock.said == frank.clock.said


def test_each_contradiction_is_printed_with_both_answers_and_never_called_a_lie(
    pack: Pack, answers_at: Make, judged: Assess
) -> None:
    result = judged(answers_at(pack, 4, M07=0, L06="unknown"), pack=pack)
    first, tenth = result.contradictions
    assert (first.id, first.unsure, first.lowers, first.claim, first.against) == ("1", False, None, ("M01",), ("M07",))
    assert first.text["en"].endswith("Both can be true, but they are unusual together. Check both.")
    assert (tenth.id, tenth.unsure) == ("10", True)
    assert "cannot be confirmed until" in tenth.text["en"]
    texts = [text["en"].lower() for check in pack.contradictions for text in (check.title, check.text, check.unsure)]
    assert not [
        text for text in texts if re.search(r"\b(a lie|lied|lying|liar|false|untrue|both be (true|kept))\b", text)
    ]
    assert not [check.id for check in pack.contradictions if "함께 맞을 수" in check.text["ko"]]


def test_a_contradiction_becomes_an_action_that_stands_before_the_next_level(
    pack: Pack, answers_at: Make, judged: Assess
) -> None:
    nobody = Answer(value={"people": Fraction(0), "hours": Fraction(8)})
    result = judged(answers_at(pack, 4, N11=nobody), pack=pack)
    names = [action.id for action in result.actions if action.question == "T02"]
    assert names == ["T02-which-is-true", "T02-2"]
    t02 = next(question for question in result.questions if question.id == "T02")
    assert (t02.shown, t02.claimed, t02.possible, t02.lowered) == (2, 4, 4, "contradiction")


def test_check_4_is_a_finding_that_lowers_nothing_and_asks_for_no_action(
    pack: Pack, answers_of: Make, judged: Assess
) -> None:
    quiet = judged(answers_of({}, 3), pack=pack)
    slow = {"N17": "60", "N09": [{"minutes": "61", "out_of_hours": "yes"}]}
    found = judged(answers_of(slow, 3), pack=pack)
    assert [(c.id, c.lowers) for c in found.contradictions] == [("4", None)]
    assert quiet.contradictions == ()
    assert not any(action.kind == "which-is-true" for action in found.actions)
    asked = [q.id for q in pack.questions if not q.computed]
    levels = {q.id: q.shown for q in quiet.questions}
    assert all(q.shown == levels[q.id] for q in found.questions if q.id in asked)


def test_a_doubted_claim_shows_2_to_gates_floors_and_sustain(pack: Pack, answers_of: Make, judged: Assess) -> None:
    sure = judged(answers_of({}, 4), "run", pack=pack)
    doubted = judged(answers_of({"N15": None}, 4, E01=0), "run", pack=pack)
    assert sure.verdict.rung == "sustain"
    assert doubted.verdict.rung == "launch"
    assert {held.question for cap in doubted.verdict.caps for held in cap.answers} == {"E08"}
