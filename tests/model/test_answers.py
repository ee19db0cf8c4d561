"""How an answer stands."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import ValidationError

from audit.model.answers import Answer, Answers, Evidence, claimed_level, standing
from audit.model.pack import Pack, Question


def test_every_example_of_an_answer_stands_as_the_table_says(standing_table: Sequence[Any]) -> None:
    for row in standing_table:
        assert standing(row.item, row.answer) == row.state, row
        if isinstance(row.item, Question):
            assert claimed_level(row.item, row.answer) == row.level, row


def test_what_nobody_answered_is_open(pack: Pack) -> None:
    nothing = Answers(format=1, pack="p", version="1")
    assert {standing(item, nothing.of(item.id)) for item in pack.by_id.values()} == {"open"}


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
