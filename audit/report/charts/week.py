"""The week's silence: how long a post of any moment of the week waits for the first own words.

One view in three sizes: large with its lanes (the clock, the summary), mirrored like a sound (the cover), small (the mark of a
chooser, a portfolio, a badge). All of them are drawn from the line that the clock worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from audit.model.result.numbers import Breakpoint, Interval
from audit.model.result.result import BandName
from audit.report.charts.mirrored import MirroredWeek, hourly, mirrored
from audit.report.charts.week_marks import HEAD, Mark, Scale, across, before_mark, free_place, off_the_grid, worst_mark
from audit.report.parts.changes import numbers_wait
from audit.report.parts.context import ReportContext
from audit.report.parts.levers import short_change_name
from audit.report.parts.week import clock_finding
from audit.report.parts.week_line import DAY, WEEK, Drawing, drawing, line_of, longest, mean
from audit.wording.locale import TWO_HOURS, Locale, band_of_minutes
from audit.wording.names import WEEKDAYS

Size = Literal["clock", "summary"]
SecondLine = Literal["", "before", "after"]

HEIGHTS: dict[Size, int] = {"clock": 250, "summary": 200}
"""CSS pixels of the plot."""
FOOT = 26
"""CSS pixels of the names of the days."""
LANE = 36
"""CSS pixels of a lane with its title."""
LEAST_TOP = DAY
"""Minutes that the scale shows at least: a week that is always quick is flat, and looks it."""
HEADROOM = 1.06
GRID_LINES = 4
"""At most so many lines of the scale."""
MATERIAL_SHARE, MATERIAL_MINUTES = 0.1, 15
"""A second line is drawn where the mean wait differs by so much, of the longer of the two and in minutes."""
MARK_HOURS = 3
"""Hours that one bar of the small mark stands for."""
NEVER = (Breakpoint(0, None), Breakpoint(WEEK, None))
"""The line of a week in which nothing is ever said."""
SILENT_TOP = 3 * DAY
"""Minutes of the scale where there is never a first statement."""


@dataclass(frozen=True)
class Gridline:
    """A line of the scale.

    Attributes:
        y: CSS pixels from the top of the picture.
        words: What it stands for, in the reader's words.
        is_day: It is the line of a day, above which a silence counts as missing.
        x: Where its words begin, in per cent of the width: as far left as no line of a week runs through them.
        is_tight: On a telephone a line runs through them all the same.
    """

    y: float
    words: str
    is_day: bool
    x: float
    is_tight: bool


@dataclass(frozen=True)
class LaneMark:
    """A stretch of a lane, in per cent of the width; a moment is as wide as can be seen."""

    x: float
    width: float
    is_moment: bool


@dataclass(frozen=True)
class Lane:
    """What stands under the week: when somebody looks, when words can go out."""

    title: str
    kind: Literal["look", "speak"]
    y: float
    marks: tuple[LaneMark, ...]


@dataclass(frozen=True)
class DayLabel:
    """A day under the plot, at its beginning."""

    x: float
    words: str
    is_weekend: bool


@dataclass(frozen=True)
class Key:
    """What a colour of the picture means, always with a shape."""

    kind: Literal["low", "high", "quick", "after", "before"]
    band: BandName | Literal["none"]
    shape: str
    words: str


@dataclass(frozen=True)
class WeekChart:
    """The week as a picture.

    Attributes:
        label: The finding, for those who do not see it.
        size: How large it is.
        top: Minutes that the plot is high.
        plot_y: CSS pixels from the top of the picture to that of the plot.
        plot_height: CSS pixels of the plot.
        height: CSS pixels of the picture.
        now: The line.
        quick: The band of a week in which nobody ever waits longer than two hours; else empty.
        never: What stands in the plot where there is never a first statement; else empty.
        second: Which second line there is.
        other: That line.
        other_band: The band of its longest wait.
        grid: The lines of the scale.
        worst: The longest wait; None where there is none.
        before_worst: That of the round before, where it has room.
        days: The days.
        lanes: What explains the falls; empty in the public edition.
        keys: What the colours mean.
        reading: How to read it, in a sentence.
    """

    label: str
    size: Size
    top: int
    plot_y: int
    plot_height: int
    height: int
    now: Drawing
    quick: str
    never: str
    second: SecondLine
    other: Drawing | None
    other_band: BandName
    grid: tuple[Gridline, ...]
    worst: Mark | None
    before_worst: Mark | None
    days: tuple[DayLabel, ...]
    lanes: tuple[Lane, ...]
    keys: tuple[Key, ...]
    reading: str


@dataclass(frozen=True)
class _Lines:
    """The lines of a week in minutes: now, and the two it can be held against."""

    now: tuple[Breakpoint, ...]
    before: tuple[Breakpoint, ...]
    after: tuple[Breakpoint, ...]

    def second(self, which: SecondLine) -> tuple[Breakpoint, ...]:
        return {"before": self.before, "after": self.after, "": ()}[which]


def week_chart(context: ReportContext, size: Size = "clock") -> WeekChart | None:
    """Make the picture of the week; None where there is no clock.

    Args:
        context: The result and the language.
        size: How large it will be drawn.
    """
    lines = _lines(context)
    if lines is None:
        return None
    which = second_line(lines.now, lines.before, lines.after)
    other = lines.second(which)
    scale = Scale(scale_top(lines.now, other), HEIGHTS[size])
    top, height = scale.top, scale.height
    wait, before = longest(lines.now), lines.before if which == "before" else ()
    lanes = tuple(_lanes(context, HEAD + height + FOOT))
    grid = () if wait is None else tuple(_grid(context.locale, scale, (lines.now, other)))
    heights = [line.y for line in grid]
    then = before_mark(context, lines.now, before, scale) if before else None
    worst = None if wait is None else worst_mark(context, lines.now, scale, before, then)
    return WeekChart(
        label=_label(context),
        size=size,
        top=top,
        plot_y=HEAD,
        plot_height=height,
        height=HEAD + height + FOOT + LANE * len(lanes),
        now=drawing(lines.now, top),
        quick=band_of_minutes(wait) if wait is not None and wait <= TWO_HOURS else "",
        never=context.say("There is never a first statement") if wait is None else "",
        second=which,
        other=drawing(other, top) if other else None,
        other_band=band_of_minutes(longest(other)) if other else "stop",
        grid=grid,
        worst=off_the_grid(worst, heights) if worst else None,
        before_worst=off_the_grid(then, heights) if then else None,
        days=tuple(
            DayLabel(across(day * DAY), context.locale.short_day(name), day >= 5) for day, name in enumerate(WEEKDAYS)
        ),
        lanes=lanes,
        keys=tuple(_keys(context, lines, which)),
        reading=_reading(context, lines, other),
    )


def cover_chart(context: ReportContext) -> MirroredWeek | None:
    """Make the week of the cover, mirrored, a bar an hour; None where there is no clock."""
    return _mirrored(context, 1)


def mark_chart(context: ReportContext) -> MirroredWeek | None:
    """Make the small week of the chooser, a portfolio and the badge; None where there is no clock."""
    return _mirrored(context, MARK_HOURS)


def _mirrored(context: ReportContext, hours: int) -> MirroredWeek | None:
    lines = _lines(context)
    return None if lines is None else mirrored(_label(context), hourly(lines.now), hours)


def _lines(context: ReportContext) -> _Lines | None:
    clock, before = context.result.clock, context.result.before
    if clock is None:
        return None
    now = line_of(clock.curve, clock.week) if clock.said else line_of(NEVER, ())
    if not now:
        return None
    then = before.clock if before and not numbers_wait(context.result) else None
    return _Lines(now, line_of(then.curve, then.week) if then else (), tuple(clock.curve_after))


def second_line(now: Sequence[Breakpoint], before: Sequence[Breakpoint], after: Sequence[Breakpoint]) -> SecondLine:
    """Decide which second line the week has: the round before where it differs, else the best change where it helps, else none.

    Args:
        now: The line of this round.
        before: That of the round before; empty where there is none, or where its numbers wait to be confirmed.
        after: That after the best change; empty where there is none.
    """
    if before and _differs(before, now):
        return "before"
    if after and _differs(now, after):
        return "after"
    return ""


def _differs(one: Sequence[Breakpoint], other: Sequence[Breakpoint]) -> bool:
    first, second = mean(one), mean(other)
    if first is None or second is None:
        return first != second
    return abs(first - second) >= max(MATERIAL_MINUTES, MATERIAL_SHARE * max(first, second))


def scale_top(*lines: Sequence[Breakpoint]) -> int:
    """Return how many minutes the plot is high: a little more than the longest wait of its lines, and at least a day."""
    drawn = [longest(line) for line in lines if line]
    waits = [SILENT_TOP if wait is None else wait for wait in drawn]
    return round(HEADROOM * max(LEAST_TOP, *waits))


def _grid(locale: Locale, scale: Scale, lines: Iterable[Sequence[Breakpoint]]) -> Iterator[Gridline]:
    drawn = [hourly(line) for line in lines if line and longest(line) is not None]
    hours = [max(wait or 0 for wait in waits) for waits in zip(*drawn, strict=True)]

    def line_at(wait: int, words: str, is_day: bool = False) -> Gridline:
        return Gridline(scale.down(wait), words, is_day, *free_place(words, wait, hours))

    days = scale.top // DAY
    if days <= 1:
        yield line_at(DAY // 2, locale.exact_length(DAY // 2))
    step = next((step for step in (1, 2, 7, 14, 28, 56) if days // step <= GRID_LINES), 112)
    for day in range(step, days + 1, step):
        yield line_at(day * DAY, locale.counted_days(day), is_day=day == 1)
    if step > 1:
        yield line_at(DAY, locale.counted_days(1), is_day=True)


def _lanes(context: ReportContext, y: float) -> Iterator[Lane]:
    clock = context.result.clock
    if clock is None or not clock.curve or (not clock.looked and not clock.speaking):
        return
    yield Lane(context.say("Somebody looks"), "look", y, tuple(_marks(clock.looked)))
    yield Lane(context.say("Words can go out"), "speak", y + LANE, tuple(_marks(clock.speaking)))


def _marks(intervals: Iterable[Interval]) -> Iterator[LaneMark]:
    for interval in intervals:
        yield LaneMark(across(interval.begin), across(interval.end - interval.begin), interval.begin == interval.end)


def _keys(context: ReportContext, lines: _Lines, which: SecondLine) -> Iterator[Key]:
    locale, worst = context.locale, longest(lines.now)
    shape = locale.shape
    if worst is not None:
        band = band_of_minutes(min(worst, DAY))
        words = {
            "good": locale.say("within 1 hour"),
            "fair": locale.say("within 2 hours"),
            "weak": locale.say("within 24 hours"),
        }
        yield Key("low" if band == "weak" else "quick", band, shape(band), words[band])
    if worst is None or worst > DAY:
        yield Key("high", "stop", shape("stop"), locale.say("a silence of more than 24 hours"))
    if which == "before" and context.result.before is not None:
        yield Key("before", "none", "", context.say("round of {month}", month=locale.month(context.result.before.date)))
    if which == "after":
        yield _after_key(context, lines.after)


def _after_key(context: ReportContext, after: Sequence[Breakpoint]) -> Key:
    """Name the best change, and what the longest wait is after it."""
    clock, locale, wait = context.result.clock, context.locale, longest(after)
    change = short_change_name(context, clock.levers[0]) if clock and clock.levers else ""
    band = band_of_minutes(wait)
    words = locale.say("{change}: at most {length}", change=change, length=locale.exact_length(wait or 0))
    return Key("after", band, locale.shape(band), words)


def _label(context: ReportContext) -> str:
    """Say what the picture shows: its finding, which speaks to the body itself; to the public only what is drawn."""
    if context.result.edition == "public":
        return context.say("How long a post of any moment of the week waits for the first statement")
    return clock_finding(context)


def _reading(context: ReportContext, lines: _Lines, other: Sequence[Breakpoint]) -> str:
    """Say how to read the picture; where all is quick, why it is flat. The public is not spoken to as the body itself."""
    if context.result.edition == "public":
        return context.say("Height: how long a post of that moment waits for the first statement.")
    if all((longest(line) or WEEK) <= LEAST_TOP // 2 for line in (lines.now, other) if line):
        return context.say(
            "Height: how long a post of that moment waits for your first statement. The scale is a whole day, so that a short wait looks as short as it is."
        )
    return context.say("Height: how long a post of that moment waits for your first statement.")
