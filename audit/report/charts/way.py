"""The way up as one line of work, cut where it reaches a rung: days to scale, a piece for every step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from audit.report.parts.context import ReportContext
from audit.wording.locale import RANK_BANDS

WIDEST = 96
"""Per cent of the width that the longest way takes: the mark at its end needs room."""


@dataclass(frozen=True)
class Piece:
    """A step on the line; per cent of the width."""

    start: float
    width: float


@dataclass(frozen=True)
class WayLine:
    """One rung: the work that leads to it."""

    title: str
    href: str
    band: str
    shape: str
    days: str
    end: float
    """Where the rung is reached; per cent of the width."""
    pieces: tuple[Piece, ...]


def way_lines(context: ReportContext, cuts: Iterable[tuple[int, str, tuple[int, ...]]]) -> tuple[WayLine, ...]:
    """Draw the work of every rung.

    Args:
        context: The result.
        cuts: For each rung its rank, its title, and the days of the steps that lead to it from where the agency stands.
    """
    cuts = tuple(cuts)
    longest = max((sum(days) for _, _, days in cuts), default=0) or 1
    lines = []
    for rank, title, days in cuts:
        reached, pieces = 0, []
        for each in days:
            pieces.append(Piece(_share(reached, longest), _share(each, longest)))
            reached += each
        band = RANK_BANDS[rank]
        lines.append(
            WayLine(
                title=title,
                href=f"way-up.html#rung-{rank}",
                band=band,
                shape=context.locale.shape(band),
                days=context.locale.days(reached),
                end=_share(reached, longest),
                pieces=tuple(pieces),
            )
        )
    return tuple(lines)


def _share(days: int, longest: int) -> float:
    return round(float(Fraction(days, longest)) * WIDEST, 2)
