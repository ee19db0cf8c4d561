"""How an answer stands."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from pydantic import ValidationError

from audit.model.answers import Answer, Answers, Evidence


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Answer(), "open"),
        (Answer(note="later"), "open"),
        (Answer(text="to hear"), "open"),
        (Answer(level=0), "answered"),
        (Answer(choice="hear"), "answered"),
        (Answer(value=Fraction(0)), "answered"),
        (Answer(value=()), "answered"),
        (Answer(unknown=True), "unknown"),
        (Answer(not_applicable="so"), "not applicable"),
        (Answer(level=3, confirm=True), "open"),
        (Answer(not_applicable="so", confirm=True), "open"),
    ],
)
def test_an_answer_is_answered_unknown_not_applicable_or_open(answer: Answer, state: str) -> None:
    assert answer.state == state


def test_what_nobody_answered_is_open() -> None:
    assert Answers(format=1, pack="p", version="1").of("M02").state == "open"


@pytest.mark.parametrize("level", [-1, 5, 7])
def test_levels_go_from_0_to_4(level: int) -> None:
    with pytest.raises(ValidationError):
        Answer(level=level)


def test_answers_never_change() -> None:
    with pytest.raises(ValidationError):
        Answer(level=1).level = 2  # type: ignore[misc] # what is tested is that it is refused


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert Evidence.model_validate({"what": "a", "date": "2026-11-02"}).date == datetime.date(2026, 11, 2)
    with pytest.raises(ValidationError, match="2026-02-30 is not a date"):
        Evidence.model_validate({"what": "a", "date": "2026-02-30"})


def test_evidence_says_what_it_is() -> None:
    with pytest.raises(ValidationError):
        Evidence(what="  ")
