"""What the accounts cost in a year, in hours, beside what else the same effort could do (RULES 4: the alternative)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.known import PEOPLE
from audit.report.parts.alternative import AlternativeView, alternative_view
from audit.report.parts.context import ReportContext, once

WORKING_DAYS, WORKING_WEEKS = 250, 50
"""Working days and weeks of a year (ours)."""


@dataclass(frozen=True)
class CostView:
    """What the accounts cost in a year, and the alternative."""

    hours: tuple[str, ...]
    """Hours of work, in sentences."""
    alternative: AlternativeView | None
    """None where the agency has not named one; then the page asks for it."""


@once
def cost_view(context: ReportContext) -> CostView | None:
    """Set out what the accounts cost in a year; None where the pack does not ask for the numbers."""
    if context.result.load is None:
        return None
    return CostView(tuple(_hours(context)), alternative_view(context))


def _hours(context: ReportContext) -> Iterator[str]:
    yield from _people(context)
    weekly = context.result.weekly
    if weekly is not None and weekly.whole and context.result.verdict.rank != 0:
        yield context.say(
            "What the plan brings takes {hours} a week once it is all done (our estimate): over {weeks} weeks {year} a year, out of those hours or on top of them.",
            hours=context.locale.amount(weekly.whole, "hours"),
            weeks=WORKING_WEEKS,
            year=context.locale.amount(weekly.whole * WORKING_WEEKS, "hours"),
        )


def _people(context: ReportContext) -> Iterator[str]:
    load = context.result.load
    if load is None:
        return
    if PEOPLE in load.assumed:
        yield context.say(
            "How many people work on this for how many hours a day has not been answered (N11), so the hours of a year are not known."
        )
        return
    values = {
        "day": context.locale.amount(load.available, "hours"),
        "days": WORKING_DAYS,
        "year": context.locale.amount(load.available * WORKING_DAYS, "hours"),
    }
    if context.result.mode == "run":
        yield context.say(
            "The people who run it work {day} a day on it (N11): over {days} working days (our figure) {year} a year.",
            **values,
        )
    else:
        yield context.say(
            "The people planned for it would work {day} a day on it (N11): over {days} working days (our figure) {year} a year.",
            **values,
        )
