"""The line of the week as a picture draws it: points, areas and edges, in minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.model.result.numbers import Breakpoint

WEEK, DAY, HOUR = 10080, 1440, 60
MOST_POINTS = 500
"""More than that no screen shows: teeth that are lower than a point of the scale are drawn at their height."""
FINEST = 200
"""Parts of the scale below which a tooth is drawn at its height."""


def line_of(curve: Sequence[Breakpoint], week: Sequence[Sequence[int | None]]) -> tuple[Breakpoint, ...]:
    """Return the line of a week: the exact one, or for a result of an older version one drawn through its 168 hours.

    Args:
        curve: The breakpoints of the result; empty where it has none.
        week: Seven days of 24 hours: the longest wait of each, in minutes; None: never.

    Returns:
        Nothing where the result has neither.
    """
    if curve:
        return tuple(curve)
    hours = [wait for day in week for wait in day]
    if len(hours) != WEEK // HOUR:
        return ()
    points: list[Breakpoint] = []
    for hour, wait in enumerate(hours):
        following = hours[(hour + 1) % len(hours)]
        # Between two looks a wait falls a minute a minute; where the next hour waits as long, it stands still.
        last = wait if wait is None or wait == following else max(wait - HOUR, 0)
        points += [Breakpoint(hour * HOUR, wait), Breakpoint(hour * HOUR + HOUR, last)]
    return tuple(points)


def longest(line: Iterable[Breakpoint]) -> int | None:
    """Return the longest wait of a line, in minutes; None: never."""
    waits = [point.wait for point in line]
    return None if None in waits else max((wait for wait in waits if wait is not None), default=0)


def shortest(line: Iterable[Breakpoint]) -> int | None:
    """Return the shortest wait of a line, in minutes; None where there never is a first statement."""
    return min((point.wait for point in line if point.wait is not None), default=None)


def mean(line: Sequence[Breakpoint]) -> float | None:
    """Return the mean wait of a line, in minutes; None: never."""
    if longest(line) is None:
        return None
    area = sum((other.minute - one.minute) * ((one.wait or 0) + (other.wait or 0)) / 2 for one, other in pairwise(line))
    return area / WEEK


def highest(line: Sequence[Breakpoint], begin: float, end: float) -> float:
    """Return the longest wait of a stretch of a line, in minutes.

    Args:
        line: The line; it is answered at every hour.
        begin: Where the stretch begins, in minutes of the week.
        end: Where it ends, later than that.
    """
    found = 0.0
    for one, other in pairwise(line):
        first, last = max(one.minute, begin), min(other.minute, end)
        if first > last:
            continue
        rise = ((other.wait or 0) - (one.wait or 0)) / (other.minute - one.minute or 1)
        found = max(found, *((one.wait or 0) + rise * (at - one.minute) for at in (first, last)))
    return found


def peaks(line: Sequence[Breakpoint]) -> tuple[int, ...]:
    """Return the moments at which the wait is longest, in minutes; of a stretch that waits as long its first."""
    worst = longest(line)
    found: list[int] = []
    for before, point in zip((line[-1], *line), line, strict=False):
        goes_on = before.wait == worst and before.minute != point.minute
        if point.wait == worst and not goes_on and point.minute < WEEK and point.minute not in found:
            found.append(point.minute)
    return tuple(found) or (0,)


@dataclass(frozen=True)
class Drawing:
    """A line as the paths of a drawing that is 10080 wide and `top` high, measured from above.

    Attributes:
        edge: The line.
        low: The area under it, up to a day.
        high: The area under it, above a day; empty where it never waits longer.
    """

    edge: str
    low: str
    high: str


def drawing(line: Sequence[Breakpoint], top: int) -> Drawing:
    """Return the paths of a line.

    Args:
        line: The line; it waits for ever where its waits are None.
        top: Minutes that the drawing is high.
    """
    if longest(line) is None:
        return Drawing("", "", f"M0 0H{WEEK}V{top}H0Z")
    points = [(point.minute, point.wait or 0) for point in _seen(line, top)]
    cut = list(_cut_at_a_day(points))
    low = [(minute, min(wait, DAY)) for minute, wait in cut]
    high = [(minute, max(wait, DAY)) for minute, wait in cut]
    over = any(wait > DAY for _, wait in points)
    return Drawing(
        edge=_path(points, top),
        low=f"{_path(low, top)}V{top}H0Z",
        high=f"{_path(high, top)}V{top - DAY}H0Z" if over else "",
    )


def _seen(line: Sequence[Breakpoint], top: int) -> Sequence[Breakpoint]:
    """Return what a screen can show of a line with very many teeth: low ones in a row become one step at their height."""
    if len(line) <= MOST_POINTS:
        return line
    found: list[Breakpoint] = []
    run: list[Breakpoint] = []
    low = high = line[0].wait or 0
    for point in line:
        wait = point.wait or 0
        low, high = min(low, wait), max(high, wait)
        if high - low > top // FINEST:
            found += _step(run)
            run = [run[-1]] if run[-1].minute < point.minute else []
            waits = [wait, *(one.wait or 0 for one in run)]
            low, high = min(waits), max(waits)
        run.append(point)
    return [*found, *_step(run)]


def _step(run: Sequence[Breakpoint]) -> list[Breakpoint]:
    if len(run) < 2 or run[0].minute == run[-1].minute:
        return list(run)
    highest = max(point.wait or 0 for point in run)
    return [Breakpoint(run[0].minute, highest), Breakpoint(run[-1].minute, highest)]


def _cut_at_a_day(points: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the points, and one wherever the line goes through a day."""
    yield points[0]
    for (minute, wait), (following, then) in pairwise(points):
        if (wait - DAY) * (then - DAY) < 0:
            yield minute + round((following - minute) * (wait - DAY) / (wait - then)), DAY
        yield following, then


def _path(points: Sequence[tuple[int, int]], top: int) -> str:
    minute, wait = points[0]
    path = [f"M{minute} {top - wait}"]
    for (before, height), (minute, wait) in pairwise(points):
        if minute == before:
            if wait != height:
                path.append(f"V{top - wait}")
        else:
            path.append(f"H{minute}" if wait == height else f"L{minute} {top - wait}")
    return "".join(path)
