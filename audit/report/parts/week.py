"""The week of the response clock, hour by hour, and what it says of first statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.numbers import Breakpoint, TimesResult
from audit.report.parts.changes import numbers_wait
from audit.report.parts.context import ReportContext, once
from audit.report.parts.week_findings import ClockFigures, Earlier, finding_sentence
from audit.report.parts.week_line import line_of, longest, peaks
from audit.wording.locale import HOUR, TWO_HOURS, band_of_minutes
from audit.wording.names import WEEKDAYS


@dataclass(frozen=True)
class HourCell:
    """One hour of the week: the longest wait of a post in it."""

    band: str
    shape: str
    words: str
    number: str
    """That wait as a figure, in the unit of the table."""


@dataclass(frozen=True)
class WeekDay:
    """One day of the week."""

    title: str
    short: str
    """The same as a calendar writes it."""
    hours: tuple[HourCell, ...]
    """24 of them."""


@dataclass(frozen=True)
class WeekView:
    """The week as a table."""

    days: tuple[WeekDay, ...]
    caption: str
    """What its figures are."""


@once
def week_view(context: ReportContext) -> WeekView | None:
    """The week, a row a day, a cell an hour; None where there is no clock, or where an edition leaves its hours out."""
    clock = context.result.clock
    if clock is None or not clock.week:
        return None
    waits = [minutes for day in clock.week for minutes in day]
    in_minutes = None not in waits and max(filter(None, waits), default=0) <= TWO_HOURS
    return WeekView(
        days=tuple(
            WeekDay(
                context.locale.day_of_week(name),
                context.locale.short_day(name),
                tuple(_cell(context, minutes, in_minutes=in_minutes) for minutes in hours),
            )
            for name, hours in zip(WEEKDAYS, clock.week, strict=True)
        ),
        caption=_caption(context, is_ever=None not in waits, in_minutes=in_minutes),
    )


def _caption(context: ReportContext, *, is_ever: bool, in_minutes: bool) -> str:
    say = context.say
    if in_minutes:
        return say("Minutes that the post of an hour waits at most for your first statement")
    if is_ever:
        return say("Hours, rounded up, that the post of an hour waits at most for your first statement")
    return say("Hours, rounded up, that the post of an hour waits at most for your first statement; ∞ means for ever")


def _cell(context: ReportContext, minutes: int | None, *, in_minutes: bool) -> HourCell:
    band = band_of_minutes(minutes)
    number = "∞" if minutes is None else str(minutes if in_minutes else -(-minutes // HOUR))
    return HourCell(band, context.locale.shape(band), context.locale.length(minutes), number)


@once
def clock_finding(context: ReportContext) -> str:
    """Say in one sentence what the clock has to say first; empty without a clock."""
    figures = clock_figures(context)
    return "" if figures is None else finding_sentence(figures, context.locale)


def clock_figures(context: ReportContext) -> ClockFigures | None:
    """Return what the finding of the clock rests on; None without a clock."""
    clock, before = context.result.clock, context.result.before
    if clock is None:
        return None
    said = clock.said
    then = before.clock if before and not numbers_wait(context.result) else None
    earlier = line_of(then.curve, then.week) if then else ()
    return ClockFigures(
        is_seen=clock.seen is not None or said is not None,
        longest=said.worst if said else None,
        mean=float(said.mean) if said else None,
        peaks=_peaks(clock.curve, said) if said else (),
        just_after=said is not None and said.just_after,
        promised=clock.promised_worst,
        before=Earlier(longest(earlier), context.locale.month(before.date)) if before and earlier else None,
    )


def _peaks(curve: Sequence[Breakpoint], said: TimesResult) -> tuple[int, ...]:
    """Return all moments that wait longest; a result of an older version knows the first alone."""
    found = peaks(curve) if curve and longest(curve) == said.worst else ()
    return found or (said.worst_moment,)


def clock_average(context: ReportContext) -> str:
    """Say how long it takes on average, and how much of the week is answered within the hour; empty where never."""
    clock, locale = context.result.clock, context.locale
    if clock is None or clock.said is None or clock.seen is None:
        return ""
    average = locale.say(
        "On average somebody sees a post after {seen}, and your first statement is out after {said}.",
        seen=locale.length(clock.seen.mean),
        said=locale.length(clock.said.mean),
    )
    return f"{average} {_within_an_hour(context, clock.said.within['60'])}"


def _within_an_hour(context: ReportContext, share: Fraction) -> str:
    if share == 0:
        return context.say("It is never out within an hour.")
    if share == 1:
        return context.say("It is always out within an hour.")
    return context.say("For {share} of the week it is out within an hour.", share=context.locale.percent(share))
