"""The page of the response clock."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.result import Result
from audit.report.pages.clock import week_late, week_sentence
from audit.report.parts.context import ReportContext


@pytest.mark.parametrize(
    ("late", "prompt", "heading", "below"),
    [
        (0, 168, "Whatever the hour, your first statement is out within an hour", ""),
        (0, 40, "In 40 of 168 hours every post gets a first statement within an hour", ""),
        (
            1,
            0,
            "In no hour of the week is every post answered",
            "In 1 hour of the week some posts wait longer than a day.",
        ),
        (88, 5, "In 5 of 168 hours", "In 88 hours of the week some posts wait longer than a day."),
        (168, 0, "Whatever the hour, some posts wait longer than a day, or for ever", ""),
    ],
)
def test_the_week_is_said_in_a_short_heading_and_the_late_hours_below_it(
    late: int,
    prompt: int,
    heading: str,
    below: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    hours = [*[Fraction(30)] * prompt, *[Fraction(3000)] * late, *[Fraction(300)] * (168 - prompt - late)]
    week = tuple(tuple(hours[day * 24 : day * 24 + 24]) for day in range(7))
    clock = result.clock.model_copy(update={"week": week})
    made = context(result)
    assert week_sentence(made, clock).startswith(heading)
    assert week_late(made, clock) == below
