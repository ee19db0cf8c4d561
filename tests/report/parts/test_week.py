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


def test_an_hour_is_outlined_where_it_was_in_another_band_in_the_round_before(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("narae-city")
    assert whole.clock is not None
    assert whole.before is not None
    assert whole.before.clock is not None
    then = whole.before.clock.model_copy(update={"week": (week(None)[0], *week(30)[1:])})
    changed = {
        "clock": whole.clock.model_copy(update={"week": week(30)}),
        "before": whole.before.model_copy(update={"clock": then}),
    }
    view = week_view(context(whole.model_copy(update=changed)))
    assert view is not None
    assert view.outlined
    assert [day.title for day in view.days][0::6] == ["Monday", "Sunday"]
    monday, tuesday = view.days[0].hours[9], view.days[1].hours[9]
    assert (monday.band, monday.was, monday.words) == ("good", "stop", "30 min, in the round before never")
    assert (tuesday.band, tuesday.was, tuesday.words) == ("good", "", "30 min")


def test_without_a_round_before_nothing_is_outlined_and_without_a_clock_there_is_no_week(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    view = week_view(context(example("maple-library")))
    assert view is not None
    assert not view.outlined
    assert {hour.was for day in view.days for hour in day.hours} == {""}
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
