"""The week of the clock, hour by hour, and its findings."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.report.parts.week import clock_average, clock_finding, week_view


def week(minutes: int | None) -> tuple[tuple[int | None, ...], ...]:
    return ((minutes,) * 24,) * 7


@pytest.mark.parametrize(
    ("minutes", "number", "caption"),
    [
        (30, "30", "Minutes that the post of an hour waits at most for your first statement"),
        (120, "120", "Minutes that the post of an hour waits at most for your first statement"),
        (121, "3", "Hours, rounded up, that the post of an hour waits at most for your first statement"),
        (4760, "80", "Hours, rounded up, that the post of an hour waits at most for your first statement"),
        (
            None,
            "∞",
            "Hours, rounded up, that the post of an hour waits at most for your first statement; ∞ means for ever",
        ),
    ],
)
def test_the_week_as_figures_is_in_hours_or_in_minutes_where_all_are_quick(
    minutes: int | None,
    number: str,
    caption: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    whole = example("narae-city")
    assert whole.clock is not None
    clock = whole.clock.model_copy(update={"week": week(minutes)})
    view = week_view(context(whole.model_copy(update={"clock": clock})))
    assert view is not None
    assert {cell.number for day in view.days for cell in day.hours} == {number}
    assert view.caption == caption
    assert [(day.title, day.short) for day in view.days][0::6] == [("Monday", "Mon"), ("Sunday", "Sun")]


def test_without_a_clock_and_without_its_hours_there_is_no_week(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    assert whole.clock is not None
    public = whole.model_copy(update={"clock": whole.clock.model_copy(update={"week": ()})})
    assert week_view(context(public)) is None
    assert week_view(context(example("maple-library").model_copy(update={"clock": None}))) is None


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ({"just_after": True}, "A post just after Friday 18:00 waits until Monday 10:00 for your first statement"),
        ({"just_after": False}, "A post of Friday 18:00 waits until Monday 10:00 for your first statement"),
        ({"mean": Fraction(20), "worst": 20}, "At any hour of the week your first statement is out within 20 minutes"),
    ],
)
def test_the_finding_names_the_moment_that_waits_longest_and_when_its_answer_comes(
    said: dict[str, Any], finding: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    assert whole.clock is not None
    assert whole.clock.said is not None
    moment = {"worst_moment": 4 * 1440 + 18 * 60, "worst": 64 * 60, **said}
    changed = {"said": whole.clock.said.model_copy(update=moment), "promised_worst": None}
    clock = whole.clock.model_copy(update=changed)
    assert clock_finding(context(whole.model_copy(update={"clock": clock}))) == finding


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        (
            {"just_after": True},
            "Within your published hours at most 2 h 10 min; a post just after Friday 17:01 waits until Monday 08:40",
        ),
        (
            {"just_after": False},
            "Within your published hours at most 2 h 10 min; a post of Friday 17:01 waits until Monday 08:40",
        ),
        (
            {"mean": Fraction(1200), "worst": 1200},
            "Within your published hours at most 2 h 10 min; outside them a post waits up to 20 h",
        ),
        (
            {"worst": 130},
            "Your first statement is out within 2 h 10 min, in your published hours as at any other",
        ),
    ],
)
def test_where_hours_are_promised_in_public_both_yardsticks_stand_in_one_sentence(
    said: dict[str, Any], finding: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    assert whole.clock is not None
    assert whole.clock.said is not None
    moment = {"worst_moment": 4 * 1440 + 17 * 60 + 1, "worst": 3 * 1440 - (8 * 60 + 21), **said}
    changed = {"said": whole.clock.said.model_copy(update=moment), "promised_worst": 130}
    clock = whole.clock.model_copy(update=changed)
    assert clock_finding(context(whole.model_copy(update={"clock": clock}))) == finding


def test_a_statement_that_never_comes_has_no_average(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    assert whole.clock is not None
    clock = whole.clock.model_copy(update={"said": None})
    never = context(whole.model_copy(update={"clock": clock}))
    assert clock_finding(never).startswith("There would never be a statement of your own")
    assert clock_average(never) == ""
