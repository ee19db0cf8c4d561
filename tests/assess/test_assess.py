"""Whole audits: the personas, the day to ask again, what the result says of itself."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.answers import OUTSIDE, Answer, Answers, Checked, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]

MINISTER = dict.fromkeys(("L01", "L06", "T02"), 0)
GATES = dict.fromkeys(("L01", "L04", "M01", "T01", "T08", "T09", "T11"), 3)
THREES = dict.fromkeys(
    ("L05", "L07", "L09", "L11", "M02", "M05", "M08", "M10", "T05", "T17", "E02", "E06", "E09", "E10"), 3
)
LIBRARY = {**GATES, **THREES, "E04": 0}

PERSONAS = [
    # name, level, answers that differ, duty, mode, rung, caps
    ("Minister wants it today", 1, MINISTER, "information", "plan", "do-not-launch", {"GA"}),
    ("Minister wants it today", 1, MINISTER, "information", "run", "stop-in-order", {"GA"}),
    ("Armed but deaf", 4, {"L01": 0}, "information", "plan", "do-not-launch", {"GA"}),
    ("Armed but deaf", 4, {"L01": 0}, "information", "run", "stop-in-order", {"GA"}),
    ("Deaf in practice", 4, {"L04": 0}, "information", "plan", "listen-only", {"GB"}),
    ("Deaf in practice", 4, {"L04": 0}, "information", "run", "hold", {"GB"}),
    ("Nobody looks", 4, {"M01": 0}, "information", "plan", "do-not-launch", {"GC"}),
    ("Nobody looks", 4, {"M01": 0}, "information", "run", "hold", {"GC"}),
    ("Stolen keys", 4, {"T09": 1}, "information", "plan", "listen-only", {"GE"}),
    ("Stolen keys", 4, {"T09": 1}, "information", "run", "hold", {"GE"}),
    ("Honest small library", 2, LIBRARY, "information", "plan", "pilot", {"GF"}),
    ("Honest small library", 2, LIBRARY, "information", "run", "pilot", {"GF"}),
    ("The library, if safety hung on it", 2, LIBRARY, "safety-critical", "plan", "listen-only", {"GF"}),
    ("The library, if safety hung on it", 2, LIBRARY, "safety-critical", "run", "hold", {"GF"}),
    ("All blank", "open", {}, None, "plan", "do-not-launch", {"GA", "GC"}),
    ("All blank", "open", {}, None, "run", "stop-in-order", {"GA"}),
    ("Ready, as far as no clock is asked", 4, {"L02": 3, "E02": 3}, "safety-critical", "plan", "launch", set()),
    ("Ready, as far as no clock is asked", 4, {"L02": 3, "E02": 3}, "safety-critical", "run", "sustain", set()),
]


@pytest.mark.parametrize(
    ("name", "level", "others", "duty", "mode", "rung", "caps"),
    PERSONAS,
    ids=[f"{name}, {mode}" for name, _, _, _, mode, _, _ in PERSONAS],
)
def test_each_persona_gets_its_rung_and_is_held_by_exactly_its_caps(
    plain: Pack,
    answers_at: Make,
    assessed: Assess,
    name: str,
    level: int | str,
    others: dict[str, int],
    duty: str | None,
    mode: str,
    rung: str,
    caps: set[str],
) -> None:
    verdict = assessed(answers_at(plain, level, **others), mode, X1=duty).verdict
    assert (verdict.rung, {cap.name for cap in verdict.caps}) == (rung, caps)


AGAIN = [
    # answers that differ, mode, day of the audit, day to ask again
    ({"L01": 0}, "plan", "2026-11-23", "2027-02-23"),
    ({"L01": 0}, "run", "2026-11-23", "2027-02-23"),
    ({"L01": 0}, "plan", "2026-11-30", "2027-02-28"),
    ({"L01": 0, "M01": 0}, "plan", "2026-11-23", "2027-02-23"),
    ({"L04": 0, "M01": 0}, "plan", "2026-11-23", "2026-12-23"),  # only looking holds it there
    ({"L04": 0}, "plan", "2026-11-23", "2026-12-23"),
    ({"M01": 0}, "plan", "2026-11-23", "2026-12-23"),  # only has to start looking
    ({"M01": 0}, "run", "2026-11-23", "2026-12-07"),
    ({"M01": 1}, "plan", "2026-11-23", "2026-12-23"),
    ({"T09": 1}, "plan", "2026-12-15", "2027-01-14"),
    ({"T09": 1}, "run", "2026-11-23", "2026-12-07"),
    ({"E04": 1}, "plan", "2026-11-23", None),
    ({"E04": 1}, "run", "2026-11-23", None),
    ({}, "plan", "2026-11-23", None),
    ({}, "run", "2026-11-23", None),
]


@pytest.mark.parametrize(("others", "mode", "on", "again"), AGAIN)
def test_the_day_to_ask_again_is_3_months_30_days_or_14_days_away(
    plain: Pack, answers_at: Make, assessed: Assess, others: dict[str, int], mode: str, on: str, again: str | None
) -> None:
    date = datetime.date.fromisoformat(on)
    checked = Checked(how="seen", by=OUTSIDE, date=date)
    evidence = (Evidence(what="today's log", where="shelf 2", date=date, checked=checked),)
    answers = answers_at(plain, 4, **others)
    fresh = {name: given.model_copy(update={"evidence": evidence}) for name, given in answers.answers.items()}
    verdict = assessed(answers.model_copy(update={"answers": fresh}), mode, date=date).verdict
    assert verdict.ask_again == (datetime.date.fromisoformat(again) if again else None)


@pytest.mark.parametrize(
    ("others", "reason", "letters"),
    [
        ({"L01": 0}, "intent", ["intent"]),
        ({"L01": 1}, None, []),
        ({"L04": 0}, None, []),
        ({"L01": 0, "L04": 0}, "intent", ["intent"]),
        ({"L01": 0, "M01": 0}, "intent", ["intent"]),
        ({"L01": "open"}, "intent", []),
        ({"L01": "unknown", "L04": 0}, "intent", []),
        ({"L01": 0, "L04": "open"}, "intent", ["intent"]),
        ({"L01": 1, "M01": 0}, "monitoring", []),
        ({"M01": 0}, "monitoring", []),
        ({"M01": 1}, None, []),
        ({"L04": 1}, None, []),
        ({}, None, []),
    ],
)
def test_the_refusal_is_about_what_triggered_it_and_monitoring_alone_gets_no_letter(
    plain: Pack,
    answers_at: Make,
    assessed: Assess,
    others: dict[str, int | str],
    reason: str | None,
    letters: list[str],
) -> None:
    verdict = assessed(answers_at(plain, 4, **others)).verdict
    assert verdict.reason == reason
    assert [letter.id for letter in verdict.letters] == letters


def test_evidence_ages_to_the_day_of_the_audit(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    answers = answers_at(plain, 4)
    assert assessed(answers, date=datetime.date(2026, 11, 23)).verdict.rung == "launch"
    # The evidence is of 16 November; monitoring keeps for three months, account security for six.
    assert assessed(answers, date=datetime.date(2027, 2, 16)).verdict.rung == "launch"
    later = assessed(answers, date=datetime.date(2027, 2, 17)).verdict
    assert (later.rung, later.on_word) == ("pilot", ("M01",))
    assert "T09" in assessed(answers, date=datetime.date(2027, 5, 17)).verdict.on_word
    # The day before it was written it proves nothing.
    assert len(assessed(answers, date=datetime.date(2026, 11, 15)).verdict.on_word) == 8


def test_the_result_says_until_when_evidence_counts(
    plain: Pack, answers_at: Make, assessed: Assess, proof: Evidence
) -> None:
    undated = Answer(level=4, evidence=(proof, Evidence(what="a word of mouth")))
    result = assessed(answers_at(plain, 4, M01=undated))
    first, second = next(question for question in result.questions if question.id == "M01").evidence
    assert (first.fresh, first.expires) == (True, datetime.date(2027, 2, 16))
    assert (second.fresh, second.expires) == (False, None)


def test_the_words_of_a_question_follow_the_mode(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    l03 = next(question for question in plain.questions if question.id == "L03")
    assert l03.plan is not None
    found = {
        mode: next(q for q in assessed(answers_at(plain, 1), mode).questions if q.id == "L03")
        for mode in ("plan", "run")
    }
    assert found["plan"].levels == tuple(words.text for words in l03.plan.levels)
    assert found["run"].levels == tuple(words.text for words in l03.levels)


def test_the_same_audit_gives_the_same_result_to_the_last_byte(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    answers = answers_at(plain, 2, M05="unknown", L10="on word 4")
    assert assessed(answers).model_dump_json() == assessed(answers).model_dump_json()


def test_notes_reasons_and_words_reach_the_result(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    answers = answers_at(
        plain,
        4,
        L01=Answer(purposes=("hear",), without_voice="yes", level=2, text="to hear <b>people</b>"),
        M02=Answer(level=1, note="| a note | with bars"),
        M07=Answer(not_applicable="nothing happened"),
    )
    found = {question.id: question for question in assessed(answers).questions}
    assert (found["L01"].text, found["L01"].purposes) == ("to hear <b>people</b>", ("hear",))
    assert found["M02"].note == "| a note | with bars"
    assert found["M07"].reason == "nothing happened"


def test_a_pack_that_asks_no_numbers_says_what_is_not_assessed_and_holds_nobody_back_for_it(
    pack: Pack, changed: Callable[..., Pack], answers_at: Make, assessed: Assess
) -> None:
    without = changed(questions=pack.questions, numbers=())
    result = assessed(answers_at(without, 3), pack=without)
    assert result.without == ("clock", "load")
    assert [gate.id for gate in result.method.gates if not gate.assessed] == ["GH", "GI"]
    assert result.verdict.rung == "launch"
    left_out = [question.id for question in result.questions if question.state == "not assessed"]
    assert left_out == ["M03", "M04", "M11", "T03", "E01", "E03"]
    pillar = result.pillars["monitoring"]
    assert pillar.not_assessed == ("M03", "M04", "M11")
    assert (pillar.not_assessed_share, pillar.shown) == (Fraction(3, 14), Fraction(3, 4))
