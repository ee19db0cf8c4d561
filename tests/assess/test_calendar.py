"""Calendar months and spans."""

from __future__ import annotations

import datetime

import pytest

from audit.assess.calendar import later, months_later
from audit.model.pack import Span


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2026-11-23", 3, "2027-02-23"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-01-15", 0, "2026-01-15"),
        ("9999-12-31", 1, "9999-12-31"),
    ],
)
def test_months_are_counted_in_the_calendar_and_end_with_the_month(day: str, months: int, expected: str) -> None:
    assert months_later(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(expected)


def test_a_span_adds_its_months_and_its_days() -> None:
    assert later(datetime.date(2026, 11, 23), Span(months=1, days=8)) == datetime.date(2026, 12, 31)


def test_a_span_beyond_the_calendar_ends_on_its_last_day() -> None:
    assert later(datetime.date(9999, 12, 31), Span(days=30)) == datetime.date.max
