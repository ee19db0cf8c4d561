"""What is written into the picture of the week: the longest wait of this round and of the round before, out of each other's way."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from unicodedata import east_asian_width

from audit.model.result.numbers import Breakpoint
from audit.model.result.result import BandName
from audit.report.parts.context import ReportContext
from audit.report.parts.week_findings import AMBIGUOUS, is_alike
from audit.report.parts.week_line import DAY, HOUR, WEEK, highest, longest, mean, peaks, shortest
from audit.wording.locale import band_of_minutes

HEAD = 58
"""CSS pixels above the plot, for the words of the worst moment."""
WORDS_WIDTH = 47.0
"""Per cent of the width that the words of a mark take at most, as on a telephone."""
STRUCK = (34, 8)
"""CSS pixels above the point between which the lower line of its words stands."""
TELEPHONE, DESK = 4.1, 1.9
"""Hours of the week that half the width of a Korean letter of the scale covers there."""
PLACES = (*((day * DAY, False) for day in range(1, 5)), (WEEK, True))
"""Where the words of a week that is alike at every hour can stand, clear of those of the scale: where they begin, or end."""


@dataclass(frozen=True)
class Scale:
    """How waits are drawn.

    Attributes:
        top: Minutes that the plot is high.
        height: CSS pixels of the plot.
    """

    top: int
    height: int

    def down(self, wait: float) -> float:
        """Return a wait in CSS pixels from the top of the picture."""
        return round(HEAD + self.height * (1 - wait / self.top), 1)


@dataclass(frozen=True)
class Mark:
    """A moment of the line, said in words.

    Attributes:
        x: Per cent of the width.
        y: CSS pixels from the top of the picture.
        when: The moment of the post; empty where the line is the same at any hour.
        length: How long it waits.
        until: When it is answered; may be empty.
        at_end: The words end at the point, else they begin there.
        band: The band of the wait.
        dot: Whether the point is drawn.
        words_y: CSS pixels from the top of the picture to where the words stand: at the point, or above another line.
    """

    x: float
    y: float
    when: str
    length: str
    until: str
    at_end: bool
    band: BandName
    dot: bool
    words_y: float

    @property
    def span(self) -> tuple[float, float]:
        """From where to where the words stand at most, in per cent of the width."""
        return (self.x - WORDS_WIDTH, self.x) if self.at_end else (self.x, self.x + WORDS_WIDTH)


def across(minute: float) -> float:
    """Return a moment of the week in per cent of the width."""
    return round(minute / WEEK * 100, 3)


def free_place(words: str, wait: int, hours: Sequence[int]) -> tuple[float, bool]:
    """Return where the words of a line of the scale stand, in per cent, and whether something runs through them on a telephone.

    Args:
        words: What stands on the line.
        wait: What it stands for, in minutes.
        hours: The longest wait of each hour of the week, of all lines that are drawn, in minutes.
    """
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)
    for width in (TELEPHONE, DESK):
        needed = math.ceil(letters * width)
        for begin in range(len(hours) - needed):
            if max(hours[begin : begin + needed]) <= wait:
                return across(begin * HOUR), width == DESK
    return 0, bool(hours)


def worst_mark(
    context: ReportContext, line: Sequence[Breakpoint], scale: Scale, before: Sequence[Breakpoint], taken: Mark | None
) -> Mark:
    """Mark the longest wait; where all hours are alike, no moment is picked.

    Args:
        context: The result and the language.
        line: The line of this round.
        scale: How it is drawn.
        before: The line of the round before, where it is drawn too; else empty.
        taken: The mark of that line, if it has one.
    """
    locale, worst = context.locale, longest(line) or 0
    clock = context.result.clock
    found = peaks(line)
    band, y = band_of_minutes(worst), scale.down(worst)
    if is_alike(worst, mean(line)):
        words = locale.say("whatever the hour") if worst == shortest(line) else locale.say("whatever the hour, at most")
        mark = Mark(0, y, words, locale.exact_length(worst), "", False, band, False, y)
        return _clear(mark, scale, before, taken)
    minute, at_end = found[-1], found[-1] > WEEK // 2
    once = len(found) == 1
    moment = locale.moment(minute)
    jumps = clock is not None and (clock.said.just_after if clock.said else True)
    when = locale.say("just after {moment}", moment=moment) if jumps else moment
    until = locale.say("until {moment}", moment=locale.moment(minute + worst)) if once and worst < AMBIGUOUS else ""
    mark = Mark(
        across(minute),
        y,
        when if once else locale.say("{count} times a week", count=len(found)),
        locale.exact_length(worst),
        until,
        at_end,
        band,
        dot=True,
        words_y=y,
    )
    return replace(mark, words_y=_above(mark, scale, before))


def _clear(mark: Mark, scale: Scale, before: Sequence[Breakpoint], taken: Mark | None) -> Mark:
    """Put the words of a week that is alike at every hour where the line of the round before leaves most room."""
    if _above(mark, scale, before) == mark.y:
        return mark

    def in_the_way(place: Mark) -> tuple[bool, float]:
        meets = taken is not None and place.span[0] < taken.span[1] and taken.span[0] < place.span[1]
        return meets, -_above(place, scale, before)

    place = min((replace(mark, x=across(minute), at_end=at_end) for minute, at_end in PLACES), key=in_the_way)
    return replace(place, words_y=_above(place, scale, before))


def _above(mark: Mark, scale: Scale, before: Sequence[Breakpoint]) -> float:
    """Return where the words of a mark stand so that no line runs through them."""
    if not before or longest(before) is None:
        return mark.y
    left, right = (share / 100 * WEEK for share in mark.span)
    return min(mark.y, scale.down(highest(before, max(left, 0), min(right, WEEK))))


def off_the_grid(mark: Mark, lines: Iterable[float]) -> Mark:
    """Return the words of a mark above a line of the scale that would strike them through.

    Args:
        mark: The mark.
        lines: Where the lines of the scale are, in CSS pixels from the top of the picture.
    """
    struck = [y for y in lines if mark.words_y - STRUCK[0] < y < mark.words_y - STRUCK[1]]
    return replace(mark, words_y=min(struck) + STRUCK[1]) if struck else mark


def before_mark(
    context: ReportContext, now: Sequence[Breakpoint], before: Sequence[Breakpoint], scale: Scale
) -> Mark | None:
    """Mark the longest wait of the round before, where the words of this round leave room.

    Args:
        context: The result and the language.
        now: The line of this round.
        before: That of the round before.
        scale: How it is drawn.
    """
    then, wait = longest(before), longest(now)
    if context.result.before is None or then is None or wait is None or wait > then / 2 or is_alike(then, mean(before)):
        return None
    minute = peaks(before)[-1]
    return Mark(
        across(minute),
        scale.down(then),
        context.locale.month(context.result.before.date),
        context.locale.exact_length(then),
        "",
        minute > WEEK // 2,
        band_of_minutes(then),
        True,
        scale.down(then),
    )
