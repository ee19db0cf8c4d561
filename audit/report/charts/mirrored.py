"""The week mirrored like a sound, without words: for the cover, and small for the chooser, a portfolio, the badge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audit.model.result.numbers import Breakpoint
from audit.report.parts.week_line import DAY, HOUR, WEEK

HALF = 100
"""Units from the middle line to the end of the longest bar."""
LEAST_BAR = 1.2
"""Units that a bar is long at least, so that a flat week is a line and not nothing."""
GAP = 0.24
"""Hours between two bars of one hour."""


@dataclass(frozen=True)
class MirroredWeek:
    """The week as bars to both sides of a line.

    Attributes:
        label: The finding, for those who do not see it.
        width: Units of the drawing: one an hour.
        height: Units of the drawing.
        high: The bars of hours in which somebody waits longer than a day, or for ever, as one path.
        low: The other bars.
        ok: Those within an hour.
    """

    label: str
    width: int
    height: int
    high: str
    low: str
    ok: str


def mirrored(label: str, waits: Sequence[int | None], hours: int) -> MirroredWeek:
    """Draw a week as bars.

    Args:
        label: The finding, for those who do not see it.
        waits: The longest wait of each hour, in minutes; None: never.
        hours: Hours that one bar stands for; it is as long as the longest wait of them.
    """
    each = [_longest(waits[hour : hour + hours]) for hour in range(0, len(waits), hours)]
    top = max(DAY, *(wait or 0 for wait in each))
    paths = {"high": "", "low": "", "ok": ""}
    for number, wait in enumerate(each):
        length = HALF if wait is None else max(wait / top * HALF, LEAST_BAR)
        kind = "high" if wait is None or wait > DAY else "ok" if wait <= HOUR else "low"
        width = hours * (1 - GAP)
        paths[kind] += f"M{number * hours} {HALF - length:.4g}h{width:.4g}v{2 * length:.4g}h-{width:.4g}z"
    return MirroredWeek(label, len(waits), 2 * HALF, paths["high"], paths["low"], paths["ok"])


def hourly(line: Sequence[Breakpoint]) -> list[int | None]:
    """Return the longest wait of each hour of a line, in minutes; None: never.

    Args:
        line: The line of the week; nothing comes of none.
    """
    if not line:
        return []
    hours: list[int | None] = [0] * (WEEK // HOUR)
    for one, other in pairwise(line):
        last = min((other.minute - 1) // HOUR, len(hours) - 1)
        for hour in range(one.minute // HOUR, last + 1) if one.minute < other.minute else ():
            known = hours[hour]
            if one.wait is None or other.wait is None or known is None:
                hours[hour] = None
                continue
            passed = max(one.minute, hour * HOUR) - one.minute
            hours[hour] = max(known, one.wait if one.wait == other.wait else one.wait - passed)
    return hours


def _longest(waits: Sequence[int | None]) -> int | None:
    return None if None in waits else max((wait for wait in waits if wait is not None), default=0)
