"""Two times on one scale, a row each: from seen to said for every change, from theirs to yours for every real case."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.numbers import ClockResult, LeverResult, ReplayResult
from audit.report.parts.context import ReportContext
from audit.report.parts.levers import LeversFinding, levers_finding, noticeable, short_name
from audit.wording.locale import DAY, HOUR, band_of_minutes

SINGLES_SHOWN, PAIRS_SHOWN = 5, 3
"""So many changes are drawn; the table has all of them."""
MARGIN = 2.0
"""Per cent left free at both ends of a scale, so that no mark is cut."""

_STEPS = (5, 10, 15, 30, 60, 120, 240, 360, 480, 720, 1440, 2880, 5760)
"""Minutes between the marks of an even scale."""
_SPACES_AT_MOST = 4
_NEAR_THE_EDGE = 93
"""Per cent from which words would not fit on both sides of their mark."""
_LOG_MARKS = (1, 10, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY)
"""Minutes that are marked on a scale of powers of ten."""


@dataclass(frozen=True)
class Mark:
    """A mark of a scale."""

    at: float
    """Per cent of the width."""
    words: str
    anchor: str
    """Of its words: start, middle or end."""


@dataclass(frozen=True)
class Dumbbell:
    """Two times with a line between them; None: never."""

    title: str
    href: str
    """Empty where it leads nowhere."""
    detail: str
    """Small, below the title; may be empty."""
    first: float | None
    """Per cent of the width."""
    second: float | None
    figures: tuple[str, str]
    band: str
    shape: str
    kind: str
    """`now`, `best` or empty."""


@dataclass(frozen=True)
class DumbbellChart:
    """Rows on one scale.

    Attributes:
        finding: What the picture says.
        detail: More on it; may be empty.
        headings: Over the two columns of figures.
        left_out: How many could not be drawn; may be empty.
    """

    finding: str
    detail: str
    marks: tuple[Mark, ...]
    rows: tuple[Dumbbell, ...]
    headings: tuple[str, str]
    left_out: str = ""


def levers_chart(context: ReportContext) -> DumbbellChart | None:
    """Draw what a change, or two, would buy: from seen to said, the clock as it is first; None where nothing was tried."""
    clock = context.result.clock
    if clock is None or not clock.levers:
        return None
    finding: LeversFinding = levers_finding(context, clock)
    shown = _drawn(clock)
    now = (clock.seen.mean if clock.seen else None, clock.said.mean if clock.said else None)
    longest = max(
        (time for pair in (now, *((lever.seen, lever.said) for lever in shown)) for time in pair if time),
        default=Fraction(HOUR),
    )
    step = next((step for step in _STEPS if longest <= step * _SPACES_AT_MOST), _STEPS[-1])
    end = step * math.ceil(longest / step)
    locale, say = context.locale, context.say
    worst = clock.said.worst if clock.said else None

    def row(title: str, times: tuple[Fraction | None, Fraction | None], longest: int | None, kind: str) -> Dumbbell:
        return Dumbbell(
            title=title,
            href="",
            detail="",
            first=_even(times[0], end),
            second=_even(times[1], end),
            figures=(locale.length(times[1]), locale.length(longest)),
            band=band_of_minutes(times[1]),
            shape=locale.shape(band_of_minutes(times[1])),
            kind=kind,
        )

    rows = [row(say("as it is"), now, worst, "now")]
    rows += [
        row(short_name(context, lever), (lever.seen, lever.said), lever.worst, "best" if place == 0 else "")
        for place, lever in enumerate(shown)
    ]
    return DumbbellChart(
        finding=finding.heading,
        detail=finding.detail,
        marks=tuple(_even_marks(context, step, end)),
        rows=tuple(rows),
        headings=(say("on average"), say("at worst")),
    )


def _drawn(clock: ClockResult) -> tuple[LeverResult, ...]:
    """Choose what is drawn: the quickest of the changes, and of the pairs, that a reader would notice; quickest first."""
    found = noticeable(clock)
    singles = [lever for lever in found if len(lever.levers) == 1][:SINGLES_SHOWN]
    pairs = [lever for lever in found if len(lever.levers) > 1][:PAIRS_SHOWN]
    return tuple(lever for lever in found if lever in singles or lever in pairs)


def _even(minutes: Fraction | None, end: int) -> float | None:
    return None if minutes is None else round(MARGIN + float(minutes / end) * (100 - 2 * MARGIN), 2)


def _even_marks(context: ReportContext, step: int, end: int) -> Iterator[Mark]:
    for minutes in range(0, end + 1, step):
        at = _even(Fraction(minutes), end) or MARGIN
        words = context.locale.exact_length(minutes) if minutes else "0"
        yield Mark(at, words, "start" if minutes == 0 else "end" if minutes == end else "middle")


def cases_chart(context: ReportContext) -> DumbbellChart | None:
    """Draw real cases on the agency's week, on a scale of powers of ten: from theirs to yours; None where none has a time."""
    clock = context.result.clock
    timed = timed_cases(clock)
    if clock is None or not timed:
        return None
    times = [minutes for case in timed for minutes in (case.real_said, case.said) if minutes is not None]
    low, high = max(float(min(times)) * 0.7, 1.0), float(max(times)) * 1.15
    locale, say = context.locale, context.say

    def place(minutes: Fraction | int | None) -> float | None:
        if minutes is None:
            return None
        share = math.log(max(float(minutes), low) / low) / math.log(high / low)
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)

    def row(case: ReplayResult) -> Dumbbell:
        when = locale.day_and_time(locale.day_of_week(case.day), case.time)
        band = band_of_minutes(case.said)
        return Dumbbell(
            title=locale.text(case.title),
            href=f"sources.html#{case.case}",
            detail=when if case.documented else say("{when} (our stand-in: the hour is not documented)", when=when),
            first=place(case.real_said),
            second=place(case.said),
            figures=(locale.length(case.real_said), locale.length(case.said)),
            band=band,
            shape=locale.shape(band),
            kind="",
        )

    untimed = len(clock.replay) - len(timed)
    return DumbbellChart(
        finding=cases_finding(context),
        detail="",
        marks=tuple(
            Mark(
                at,
                locale.exact_length(minutes) if minutes < DAY else locale.days(minutes // DAY),
                "middle" if at < _NEAR_THE_EDGE else "end",
            )
            for minutes in _LOG_MARKS
            if low <= minutes <= high and (at := place(minutes)) is not None
        ),
        rows=tuple(row(case) for case in timed),
        headings=(say("they"), say("you")),
        left_out="" if not untimed else _left_out(context, untimed),
    )


def timed_cases(clock: ClockResult | None) -> tuple[ReplayResult, ...]:
    """Return the cases of which a time to the first words is documented, the quickest first."""
    timed = [case for case in (clock.replay if clock else ()) if case.real_said is not None]
    return tuple(sorted(timed, key=lambda case: (case.real_said or 0, case.case)))


def cases_finding(context: ReportContext) -> str:
    """Say how many of the real cases spoke before you would have; empty where none has a documented time."""
    timed, say = timed_cases(context.result.clock), context.say
    count = len(timed)
    faster = sum(case.said is None or (case.real_said or 0) < case.said for case in timed)
    if not count:
        return ""
    if count == 1:
        return (
            say("The one case with a known time spoke before you would have")
            if faster
            else say("You would have spoken no later than the one case with a known time")
        )
    if faster == count:
        return say("All {count} cases with a known time spoke before you would have", count=count)
    if faster == 0:
        return say("You would have spoken no later than any of the {count} cases with a known time", count=count)
    if faster == 1:
        return say("1 of {count} cases with a known time spoke before you would have", count=count)
    return say("{faster} of {count} cases with a known time spoke before you would have", faster=faster, count=count)


def _left_out(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("1 more case has no documented time; it stands in the table.")
    return context.say("{count} more cases have no documented time; they stand in the table.", count=count)
