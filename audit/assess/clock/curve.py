"""The week as a line: how long a post of any moment waits, and when somebody looks and words can go out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from audit.assess.clock.schedule import Span, looks, merged
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
    """Return when somebody looks or an alert comes; an interval without length is a single look."""
    at = looks(numbers.windows, numbers.every, numbers.period)
    again = (*at, at[0] + numbers.period) if at else ()
    spans: list[Span] = [
        (one, other) for one, other in pairwise(again) if other - one <= JOINED and _same(one, other, numbers)
    ]
    spans += [(one, one) for one in at]
    if numbers.alerts_always:
        spans.append((0, numbers.period))
    if numbers.alerts_watched:
        spans += numbers.watch
    return _intervals(spans, numbers.period)


def _same(one: int, other: int, numbers: ClockNumbers) -> bool:
    """Return whether two looks belong to one stretch of watching."""
    return any(
        begin <= one + shift and other + shift <= end for begin, end in numbers.watch for shift in (0, numbers.period)
    )


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
