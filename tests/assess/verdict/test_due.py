"""When an action is due: working days after the audit, one action of an owner after the other."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.assess.verdict.due import add_working_days, with_due_dates
from audit.model.result.result import ActionResult

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


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 400), st.sets(st.integers(1, 60)))
def test_the_date_is_the_one_that_counting_day_by_day_finds(start: datetime.date, count: int, after: set[int]) -> None:
    holidays = [start + datetime.timedelta(days=days) for days in sorted(after)]
    day, left = start, count
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    assert add_working_days(start, count, [day for day in holidays if day.weekday() < 5]) == day


def test_a_date_beyond_the_calendar_is_its_last_day() -> None:
    assert add_working_days(datetime.date(9999, 12, 1), 10**6) == datetime.date.max
    assert add_working_days(datetime.date(9999, 12, 1), 10**30) == datetime.date.max


def action(identity: str, owner: str, days: int) -> ActionResult:
    return ActionResult(
        id=identity, question="M01", pillar="monitoring", kind="level", start=0, to=1, title={}, why={}, how=(),
        done_when={}, days=days, effort="S", owner=owner, tier=3, gain=Fraction(0),
    )  # fmt: skip


def test_the_actions_of_one_owner_follow_each_other_and_owners_work_side_by_side() -> None:
    actions = [action("a", "it", 2), action("b", "lead", 1), action("c", "it", 3), action("d", "lead", 5)]
    assert {dated.id: str(dated.due) for dated in with_due_dates(actions, MONDAY)} == {
        "a": "2026-11-25",
        "b": "2026-11-24",
        "c": "2026-11-30",
        "d": "2026-12-01",
    }


def test_nothing_is_due_on_a_public_holiday_or_a_weekend_and_none_of_them_is_a_day_of_work() -> None:
    """Wednesday and the Sunday are holidays; only the Wednesday takes a working day away."""
    holidays = [datetime.date(2026, 11, 25), datetime.date(2026, 11, 29), datetime.date(2026, 11, 25)]
    actions = [action("a", "it", 1), action("b", "it", 1), action("c", "it", 2)]
    assert [str(dated.due) for dated in with_due_dates(actions, MONDAY, holidays)] == [
        "2026-11-24",
        "2026-11-26",
        "2026-11-30",
    ]
