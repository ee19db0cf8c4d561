"""When an action is due: working days after the audit, one action of an owner after the other."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.model.result import ActionResult, Result
from audit.report.exports.schedule import add_working_days, due_dates

MONDAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 4, "2026-11-27"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 1, "2026-11-30"),
        ("2026-11-29", 6, "2026-12-07"),
    ],
)
def test_working_days_run_from_monday_to_friday(start: str, count: int, due: str) -> None:
    assert add_working_days(datetime.date.fromisoformat(start), count).isoformat() == due


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 400))
def test_the_date_is_the_one_that_counting_day_by_day_finds(start: datetime.date, count: int) -> None:
    day, left = start, count
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5
    assert add_working_days(start, count) == day


def test_a_date_beyond_the_calendar_is_its_last_day() -> None:
    assert add_working_days(datetime.date(9999, 12, 1), 10**6) == datetime.date.max
    assert add_working_days(datetime.date(9999, 12, 1), 10**30) == datetime.date.max


def test_the_actions_of_one_owner_follow_each_other_and_owners_work_side_by_side(
    launch: tuple[Result, Mapping[str, str]],
) -> None:
    def action(identity: str, owner: str, days: int) -> ActionResult:
        return launch[0].actions[0].model_copy(update={"id": identity, "owner": owner, "days": days})

    actions = [action("a", "it", 2), action("b", "lead", 1), action("c", "it", 3), action("d", "lead", 5)]
    assert due_dates(actions, MONDAY) == {
        "a": datetime.date(2026, 11, 25),
        "b": datetime.date(2026, 11, 24),
        "c": datetime.date(2026, 11, 30),
        "d": datetime.date(2026, 12, 1),
    }
