"""The work of a day against the people who are there for it: a normal day and a surge on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.numbers import LoadResult
from audit.report.parts.context import ReportContext

WIDEST = 98
"""Per cent of the width that the longest bar takes."""
_HALF = 50


@dataclass(frozen=True)
class WorkDay:
    """A day's work as a bar; all places and lengths are per cent of the width."""

    title: str
    done: float
    """How far the people reach of it."""
    undone: float
    """What is left, behind it."""
    free: float
    """What people have left over, behind it."""
    needed: str
    load: str
    left: str
    is_left: bool


@dataclass(frozen=True)
class WorkChart:
    """Bars of work with a line where the people end."""

    people_at: float
    people: str
    anchor: str
    """Of the words at the line: start or end."""
    days: tuple[WorkDay, ...]


def work_chart(context: ReportContext) -> WorkChart | None:
    """Draw the work against the people; None where nobody knows how much work there is."""
    load = context.result.load
    if load is None or load.needed is None or load.surge_needed is None:
        return None
    say, amount = context.say, context.locale.amount
    longest = max(load.needed, load.surge_needed, load.available) or Fraction(1)
    at = _share(load.available, longest)
    return WorkChart(
        people_at=at,
        people=say("people: {hours}", hours=amount(load.available, "hours")),
        anchor="start" if at < _HALF else "end",
        days=(
            _day(context, say("a normal day"), load.needed, load.ratio, load, longest),
            _day(context, say("a surge day"), load.surge_needed, load.surge_ratio, load, longest),
        ),
    )


def _day(
    context: ReportContext, title: str, needed: Fraction, ratio: Fraction | None, load: LoadResult, longest: Fraction
) -> WorkDay:
    amount = context.locale.amount
    left = max(Fraction(0), needed - load.available)
    return WorkDay(
        title=title,
        done=_share(min(needed, load.available), longest),
        undone=_share(left, longest),
        free=_share(max(Fraction(0), load.available - needed), longest),
        needed=amount(needed, "hours"),
        load=amount(ratio) if ratio is not None else context.say("nobody is there"),
        left=amount(left, "hours") if left else context.say("nothing"),
        is_left=bool(left),
    )


def _share(hours: Fraction, longest: Fraction) -> float:
    return round(float(hours / longest) * WIDEST, 2)
