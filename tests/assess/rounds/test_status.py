"""How far a round is."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.calendar import months_later
from audit.assess.rounds.status import status
from audit.model.answers import Agency, Answer, Answers, Evidence, Respondent, Settings
from audit.model.pack import Pack, Question
from audit.model.result.status import StatusResult


@pytest.fixture
def stands(pack: Pack, day: datetime.date) -> Callable[..., StatusResult]:
    """Return how far a round of these respondents is: `stands(it={"M02": Answer(level=1)})`."""

    def make(role: str | None = None, **people: dict[str, Answer]) -> StatusResult:
        settings = Settings(
            format=1, agency=Agency(name="A"), languages=("en",), pack=pack.head.id, profile={"X4": "plan"}
        )
        voices: dict[str, Any] = {
            who: Answers(
                format=1,
                pack=pack.head.id,
                version=pack.head.version,
                respondent=Respondent(role=role or who),
                answers=answers,
            )
            for who, answers in people.items()
        }
        return status(pack, settings, voices, day, "2026-11")

    return make


def test_a_role_is_measured_by_its_own_questions(stands: Callable[..., StatusResult], pack: Pack) -> None:
    found = stands(it={"T09": Answer(level=2), "M02": Answer(unknown=True), "L01": Answer(choice="promote")})
    (person,) = found.respondents
    assert (person.role, person.unknown, person.beyond) == ("it", 1, 1)
    assert "it" in next(question for question in pack.questions if question.id == "T09").roles
    assert 0 < person.answered < person.asked < found.asked


def test_what_nobody_answered_is_listed_and_computed_questions_are_not(stands: Callable[..., StatusResult]) -> None:
    found = stands(lead={"M02": Answer(level=1)}, it={"N12": Answer(value=Fraction(5))})
    assert {"M02", "N12", "X4", "M03", "T03"}.isdisjoint(found.nobody)
    assert {"M01", "N11", "X1"} <= set(found.nobody)
    assert found.answered + len(found.nobody) == found.asked
    assert "legal" in found.missing_roles


def test_what_is_carried_over_is_to_confirm_and_not_answered(stands: Callable[..., StatusResult]) -> None:
    found = stands(lead={"M02": Answer(level=1, confirm=True)})
    assert found.respondents[0].to_confirm == 1
    assert "M02" in found.nobody


def life_of(pack: Pack, identity: str, level: int) -> int:
    """Return for how many months evidence of a level counts."""
    question = pack.by_id[identity]
    assert isinstance(question, Question)
    lives = question.life_at(level)
    assert all(not life.days for life in lives)
    return min(life.months for life in lives)


def log(what: str, date: datetime.date) -> Evidence:
    return Evidence(what=what, where="shelf 2", date=date)


def test_stale_evidence_and_what_soon_will_be(
    stands: Callable[..., StatusResult], pack: Pack, day: datetime.date
) -> None:
    months = life_of(pack, "M02", 4)
    soon = day - datetime.timedelta(days=months * 30 - 20)
    old, new = (log(name, date) for name, date in (("the old log", datetime.date(2020, 1, 1)), ("the log", soon)))
    fresh = log("the fresh log", day)
    found = stands(
        lead={"M02": Answer(level=4, evidence=(old, new)), "M05": Answer(level=4, evidence=(old,))},
        it={"M06": Answer(level=4, evidence=(fresh, old)), "M08": Answer(level=1, evidence=(old,))},
    )
    assert [(piece.question, piece.falls_to) for piece in found.stale] == [("M05", 2), ("M08", None)]
    assert [(piece.question, piece.what) for piece in found.expiring if piece.question == "M02"] == [("M02", "the log")]


def test_evidence_soon_stops_counting_up_to_the_last_of_the_days_and_is_stale_from_the_day_after_its_last(
    stands: Callable[..., StatusResult], pack: Pack, day: datetime.date
) -> None:
    months = life_of(pack, "M02", 4)
    last_days = {"yesterday": -1, "today": 0, "in 89 days": 89, "in 90 days": 90}

    def found(ahead: int) -> tuple[list[str], list[str]]:
        # The day is sought from which the shelf life ends just then: months differ in length.
        last = day + datetime.timedelta(days=ahead)
        begin = next(
            date
            for date in (last - datetime.timedelta(days=months * 31 - back) for back in range(60))
            if months_later(date, months) == last
        )
        result = stands(lead={"M02": Answer(level=4, evidence=(log("the log", begin),))})
        return [piece.question for piece in result.stale], [piece.question for piece in result.expiring]

    assert {name: found(ahead) for name, ahead in last_days.items()} == {
        "yesterday": (["M02"], []),
        "today": ([], ["M02"]),
        "in 89 days": ([], ["M02"]),
        "in 90 days": ([], []),
    }


def test_dates_ahead_are_named(stands: Callable[..., StatusResult], day: datetime.date) -> None:
    ahead = day + datetime.timedelta(days=9)
    later = Answer(level=1, answered=ahead, evidence=(Evidence(what="x", date=ahead),))
    found = stands("lead", lead={}, legal={"M02": later})
    assert [(oddity.respondent, oddity.kind) for oddity in found.oddities] == [
        ("legal", "answered-ahead"),
        ("legal", "evidence-ahead"),
    ]


def test_a_round_without_answers_has_nobody(stands: Callable[..., StatusResult]) -> None:
    found = stands()
    assert (found.respondents, found.answered) == ((), 1), "the profile alone"
