"""The week as a line: how long a post of any moment waits, and when somebody looks and words can go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from audit.assess.clock.schedule import Span, merged
from audit.assess.clock.walk import ClockNumbers, Piece
from audit.model.result.numbers import Breakpoint, Interval

JOINED = 60
"""Minutes: looks that follow one another within an hour are drawn as one interval."""


def curve(pieces: Sequence[Piece], period: int) -> tuple[Breakpoint, ...]:
    """Return the breakpoints of the wait: between two of them it stands still or falls a minute a minute.

    Args:
        pieces: The pieces of first own words; none where there never are any.
        period: Minutes of the week.

    Returns:
        From minute 0 to the period. Where the wait jumps, two points share their minute: before it and after it.
    """
    if not pieces:
        return (Breakpoint(0, None), Breakpoint(period, None))
    points: list[Breakpoint] = []
    moved: bool | None = None
    for piece in pieces:
        first = Breakpoint(piece.begin, piece.at if piece.moves else piece.at - piece.begin)
        last = Breakpoint(piece.end, piece.at if piece.moves else piece.at - piece.end)
        if not points or points[-1] != first:
            points.append(first)
        elif moved is piece.moves:
            points.pop()
        points.append(last)
        moved = piece.moves
    return tuple(points)


def looked(numbers: ClockNumbers) -> tuple[Interval, ...]:
    """Return when somebody looks at least once an hour or an alert comes; a single look has no length."""
    if numbers.alerts_always:
        return (Interval(0, numbers.period),)
    spans = list(numbers.watch) if numbers.alerts_watched else []
    for begin, end in numbers.windows:
        if numbers.every and numbers.every <= JOINED:
            spans.append((begin, end))
            continue
        at = [*range(begin, end, numbers.every or max(end - begin, 1)), end]
        spans += [(one, one) for one in at]
        spans += [(one, other) for one, other in pairwise(at) if other - one <= JOINED]
    return _intervals(spans, numbers.period)


def speaking(numbers: ClockNumbers) -> tuple[Interval, ...]:
    """Return when words can go out: at any hour where every layer goes on out of hours, else in the hours of approvers."""
    if all(layer.out_of_hours for layer in numbers.layers):
        return (Interval(0, numbers.period),)
    return _intervals(numbers.office, numbers.period)


def _intervals(spans: Iterable[Span], period: int) -> tuple[Interval, ...]:
    """Join spans, and cut what runs over the end of the week."""
    cut: list[Interval] = []
    for begin, end in merged(spans, period):
        pieces = [(begin, end)] if end <= period else [(begin, period), (0, end - period)]
        cut += [Interval(*piece) for piece in pieces]
    return tuple(sorted(cut))
