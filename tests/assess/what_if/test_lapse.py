"""Until when a verdict stands: ageing evidence and dated numbers, day by day (RULES 4)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.assess.calendar import later
from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import Pack, Question
from audit.model.result.result import FallResult, Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]


def fall_of(result: Result) -> FallResult:
    assert result.verdict.falls_on is not None
    return result.verdict.falls_on


def aged(answers: Answers, proof: Evidence, days: Mapping[str, datetime.date]) -> Answers:
    """Give the evidence of some questions other dates; of all others it is of the day of its check."""
    changed = dict(answers.answers)
    for name, day in days.items():
        assert proof.checked is not None
        check = proof.checked.model_copy(update={"date": day})
        piece = proof.model_copy(update={"date": day, "checked": check})
        changed[name] = changed[name].model_copy(update={"evidence": (piece,)})
    return answers.model_copy(update={"answers": changed})


@pytest.fixture
def lasting(plain: Pack) -> Pack:
    """The pack without lengths of time in its levels, and with evidence that lasts three years but for T01."""

    def years(question: Question) -> Question:
        life = question.shelf_life.model_copy(update={"months": 12 if question.id == "T01" else 36, "days": 0})
        levels = tuple(level.model_copy(update={"within": None}) for level in question.levels)
        return question.model_copy(update={"shelf_life": life, "levels": levels})

    shipped = {name: getattr(plain, name) for name in Pack.model_fields}
    return Pack.model_validate({**shipped, "questions": tuple(years(question) for question in plain.questions)})


@pytest.mark.parametrize(
    ("told", "through"),
    [("2025-11-24", "2026-11-24"), ("2026-02-28", "2027-02-28"), ("2026-11-23", "2027-11-23")],
)
def test_the_verdict_stands_through_the_last_day_of_what_holds_it(
    lasting: Pack, answers_at: Make, assessed: Assess, proof: Evidence, told: str, through: str
) -> None:
    answers = aged(answers_at(lasting, 3), proof, {"T01": datetime.date.fromisoformat(told)})
    fall = fall_of(assessed(answers, pack=lasting))
    assert str(fall.through) == through
    assert fall.date == fall.through + datetime.timedelta(days=1)
    assert (fall.rung, fall.rank, [cap.name for cap in fall.caps]) == ("pilot", 2, ["GJ"])


def test_what_another_piece_still_proves_does_not_fall(
    lasting: Pack, answers_at: Make, assessed: Assess, proof: Evidence
) -> None:
    assert proof.checked is not None
    answers = aged(answers_at(lasting, 3), proof, {"T01": datetime.date(2025, 12, 1)})
    newer = datetime.date(2026, 10, 1)
    piece = proof.model_copy(update={"date": newer, "checked": proof.checked.model_copy(update={"date": newer})})
    first = answers.answers["T01"]
    both = {**answers.answers, "T01": first.model_copy(update={"evidence": (*first.evidence, piece)})}
    fall = fall_of(assessed(answers.model_copy(update={"answers": both}), pack=lasting))
    assert str(fall.through) == "2027-10-01"


def test_whoever_stands_for_two_years_is_told_nothing(lasting: Pack, answers_at: Make, assessed: Assess) -> None:
    assert assessed(answers_at(lasting, 3, T01=2), pack=lasting).verdict.falls_on is not None
    held = assessed(answers_at(lasting, 3, T01=1), pack=lasting)
    assert (held.verdict.rung, held.verdict.falls_on) == ("listen-only", None)


def test_at_the_lowest_rung_and_without_a_verdict_nothing_can_fall(
    pack: Pack, answers_at: Make, assessed: Assess
) -> None:
    assert assessed(answers_at(pack, 3, M01=0), pack=pack).verdict.falls_on is None
    assert assessed(answers_at(pack, 3), None, pack=pack).verdict.falls_on is None


def test_the_rung_falls_by_every_cap_of_its_day(
    lasting: Pack, answers_at: Make, assessed: Assess, proof: Evidence
) -> None:
    """The evidence of a whole pillar ends on one day: gates and floors hold together."""
    day = datetime.date(2024, 6, 1)
    named = {question.id: day for question in lasting.in_pillar("staffing") if question.id != "T01"}
    answers = aged(answers_at(lasting, 3), proof, named)
    result = assessed(answers, pack=lasting, date=datetime.date(2026, 11, 23))
    fall = fall_of(result)
    after = assessed(answers, pack=lasting, date=fall.date)
    assert [cap.name for cap in fall.caps] == [cap.name for cap in (*after.verdict.caps, *after.verdict.other_caps)]
    assert fall.rank == after.verdict.rank


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["plan", "run"])
def test_it_is_the_first_day_of_all_that_the_same_answers_are_assessed_on(
    pack: Pack, answers_at: Make, assessed: Assess, proof: Evidence, mode: str
) -> None:
    spread: dict[str, Any] = {
        question.id: datetime.date(2026, 11, 20) - datetime.timedelta(days=7 * place % 25)
        for place, question in enumerate(pack.questions)
        if not question.computed
    }
    answers = aged(answers_at(pack, 4), proof, spread)
    result = assessed(answers, mode, pack=pack)
    fall = fall_of(result)
    day = result.date
    while (assessed(answers, mode, pack=pack, date=day).verdict.rank or 0) >= (result.verdict.rank or 0):
        day += datetime.timedelta(days=1)
    assert fall.date == day


def test_several_voices_stand_as_long_as_the_lowest_of_them(
    lasting: Pack, answers_at: Make, assessed: Assess, proof: Evidence
) -> None:
    lead = aged(answers_at(lasting, 3), proof, {"T01": datetime.date(2026, 6, 1)})
    other = aged(answers_at(lasting, 3), proof, {"T01": datetime.date(2026, 3, 1)})
    alone = fall_of(assessed(lead, pack=lasting))
    both = fall_of(assessed({"lead": lead, "it": other}, pack=lasting))
    assert (str(alone.through), str(both.through)) == ("2027-06-01", "2027-03-01")


def test_an_alert_that_nobody_tests_for_a_month_counts_as_untested_from_the_next_day(
    pack: Pack, answers_at: Make, assessed: Assess
) -> None:
    from audit.assess.what_if.lapse import days_of_numbers

    answers = answers_at(pack, 4)
    question = pack.by_id["E01"]
    assert isinstance(question, Question)
    incident = later(datetime.date(2026, 11, 2), question.shelf_life) + datetime.timedelta(days=1)
    lately = datetime.date(2026, 11, 16)
    assert set(days_of_numbers(pack, answers.answers)) == {
        lately + datetime.timedelta(days=32),
        lately + datetime.timedelta(days=101),
        incident,
    }
