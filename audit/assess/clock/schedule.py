"""Windows of time that come round again: when somebody looks, and when an approver can be reached.

All times are whole minutes from the start of a period (a week from Monday 00:00, unless said otherwise) that repeats.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Protocol, cast

from audit.model.pack import Day
from audit.model.values import MINUTES_A_DAY, Window

WEEK = 7 * MINUTES_A_DAY
WEEKDAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span = tuple[int, int]
"""Begin and end in minutes, half open: the begin belongs to it, the end does not."""


def spans_of_week(week: Mapping[Day, tuple[Window, ...]]) -> list[Span]:
    """Place the windows of named days on the week; a holiday has no place there."""
    return [
        (WEEKDAYS.index(day) * MINUTES_A_DAY + w.open, WEEKDAYS.index(day) * MINUTES_A_DAY + w.close)
        for day, windows in week.items()
        if day in WEEKDAYS
        for w in windows
    ]


def merged(spans: Iterable[Span], period: int = WEEK) -> tuple[Span, ...]:
    """Join spans that touch or overlap, also across the end of the period.

    Returns:
        Disjoint spans in order. One may end after the period, when it goes on at its beginning. A schedule without a
        gap is the one span from 0 to the period.
    """
    pieces: list[Span] = []
    for begin, end in spans:
        length = end - begin
        if length >= period:
            return ((0, period),)
        begin %= period
        end = begin + length
        pieces += [(begin, end)] if end <= period else [(begin, period), (0, end - period)]
    joined: list[Span] = []
    for begin, end in sorted(pieces):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    if len(joined) > 1 and joined[0][0] == 0 and joined[-1][1] == period:
        first = joined.pop(0)
        joined[-1] = (joined[-1][0], period + first[1])
    return tuple(joined)


def covers_all(spans: Sequence[Span], period: int = WEEK) -> bool:
    """Return whether merged spans leave no gap."""
    return tuple(spans) == ((0, period),)


def looks(spans: Sequence[Span], every: int | None, period: int = WEEK) -> tuple[int, ...]:
    """Return the minutes at which somebody looks (RULES 3.2).

    At the opening of each window, every `every` minutes after it, and at its closing. Windows are taken as they were
    typed: one more window never takes a look away.

    Args:
        spans: The windows, not merged.
        every: Minutes between two looks; None where it is not known or alerts stand in for looks.
        period: Minutes after which everything repeats.
    """
    found: set[int] = set()
    for begin, end in spans:
        found.update(at % period for at in (range(begin, end, every) if every else (begin,)))
        found.add(end % period)
    return tuple(sorted(found))


class Hours(Protocol):
    """When approvers who cannot be reached out of hours can be reached."""

    def advance(self, start: float, minutes: int) -> float:
        """Return when a layer that takes `minutes` and begins at `start` or later is done."""

    def breaks_between(self, begin: int, end: int, minutes: int) -> Iterator[int]:
        """Give where strictly between two moments `advance` changes its course, in order."""


@dataclass(frozen=True)
class OfficeHours:
    """When approvers who cannot be reached out of hours can be reached.

    Attributes:
        spans: Merged spans.
        period: Minutes after which everything repeats.
    """

    spans: tuple[Span, ...]
    period: int = WEEK

    @cached_property
    def pieces(self) -> tuple[Span, ...]:
        """The spans cut at the end of the period, in order."""
        cut: list[Span] = []
        for begin, end in self.spans:
            cut += [(begin, end)] if end <= self.period else [(begin, self.period), (0, end - self.period)]
        return tuple(sorted(cut))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.pieces)

    @cached_property
    def before(self) -> tuple[int, ...]:
        """Reachable minutes of the period before each piece, and at last all of them."""
        total = 0
        sums = [0]
        for begin, end in self.pieces:
            total += end - begin
            sums.append(total)
        return tuple(sums)

    def advance(self, start: float, minutes: int) -> float:
        """Return when a layer that takes `minutes` and begins at `start` or later is done.

        It begins, goes on and ends inside these hours only, also where it takes no time (RULES 3.3).
        """
        base, at = divmod(start, self.period)
        index = bisect_right(self._ends, at)
        if index == len(self.pieces):
            base, index, at = base + 1, 0, 0
        begin = max(at, self.pieces[index][0])
        if minutes == 0:
            return base * self.period + begin
        total = self.before[-1]
        rounds, rest = divmod(self.before[index] + (begin - self.pieces[index][0]) + minutes, total)
        if rest == 0:
            # Done at the last closing of a period, not at the first opening of the next.
            rounds, rest = rounds - 1, total
        last = bisect_left(self.before, rest) - 1
        return (base + rounds) * self.period + self.pieces[last][0] + (rest - self.before[last])

    def breaks(self, minutes: int) -> tuple[int, ...]:
        """Return where in the period `advance` changes its course for a layer of `minutes`."""
        points = {edge % self.period for piece in self.pieces for edge in piece}
        total = self.before[-1]
        for closing in self.before[1:]:
            reached = (closing - minutes) % total
            index = bisect_right(self.before, reached) - 1
            points.add(self.pieces[index][0] + reached - self.before[index])
        return tuple(sorted(points))

    def breaks_between(self, begin: int, end: int, minutes: int) -> Iterator[int]:
        """Give where strictly between two moments `advance` changes its course for a layer of `minutes`, in order."""
        breaks = self.breaks(minutes)
        base = begin // self.period * self.period
        while base < end:
            for at in breaks[bisect_right(breaks, begin - base) :]:
                if base + at >= end:
                    return
                yield base + at
            base += self.period


@dataclass(frozen=True)
class CalendarHours:
    """When approvers can be reached from one day on: the days of a calendar, then ordinary weeks for ever.

    Minutes count from the calendar's first midnight.

    Attributes:
        spans: Disjoint spans of the calendar, in order, none beyond its end.
        end: The minute at which the calendar ends and ordinary weeks begin, on a Monday.
        after: Those weeks.
    """

    spans: tuple[Span, ...]
    end: int
    after: OfficeHours

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.spans)

    @cached_property
    def before(self) -> tuple[int, ...]:
        """Reachable minutes before each span, and at last all of the calendar."""
        return tuple(accumulate((end - begin for begin, end in self.spans), initial=0))

    def advance(self, start: float, minutes: int) -> float:
        """Return when a layer that takes `minutes` and begins at `start` or later is done, as `OfficeHours.advance`."""
        index = bisect_right(self._ends, start)
        if index == len(self.spans):
            return self.end + self.after.advance(max(start - self.end, 0), minutes)
        begin = max(start, self.spans[index][0])
        if minutes == 0:
            return begin
        wanted = self.before[index] + (begin - self.spans[index][0]) + minutes
        if wanted > self.before[-1]:
            return self.end + self.after.advance(0, cast("int", wanted - self.before[-1]))
        last = bisect_left(self.before, wanted) - 1
        return self.spans[last][0] + (wanted - self.before[last])

    def breaks_between(self, begin: int, end: int, minutes: int) -> Iterator[int]:
        """Give where strictly between two moments `advance` changes its course for a layer of `minutes`, in order."""
        inside = min(end, self.end)
        points = {edge for span in self.spans for edge in span if begin < edge < inside}
        first, last = self._reached(begin), self._reached(inside)
        for closing in self._closings(first + minutes, last + minutes):
            index = max(bisect_right(self.before, closing - minutes) - 1, 0)
            if index < len(self.spans):
                points.add(self.spans[index][0] + closing - minutes - self.before[index])
        yield from sorted(point for point in points if begin < point < inside)
        if end > self.end:
            if begin < self.end:
                yield self.end
            later = max(begin, self.end) - self.end
            yield from (self.end + at for at in self.after.breaks_between(later, end - self.end, minutes))

    def _reached(self, moment: int) -> int:
        """Return the reachable minutes before a moment of the calendar."""
        index = bisect_right(self._ends, moment)
        if index == len(self.spans):
            return self.before[-1]
        return self.before[index] + max(0, moment - self.spans[index][0])

    def _closings(self, least: int, most: int) -> Iterator[int]:
        """Give the reachable minutes before each closing, between two counts of them."""
        yield from self.before[bisect_left(self.before, least) : bisect_right(self.before, most)]
        weeks = self.after.before
        base = self.before[-1] + max(0, (least - self.before[-1]) // weeks[-1]) * weeks[-1]
        while base <= most:
            yield from (base + closing for closing in weeks[1:] if least <= base + closing <= most)
            base += weeks[-1]
