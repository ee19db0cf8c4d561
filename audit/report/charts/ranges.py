"""How far a pillar moves under other weights: a line from its lowest to its highest, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.parts.bars import QUARTERS
from audit.report.parts.context import ReportContext
from audit.wording.locale import half_away


@dataclass(frozen=True)
class RangeRow:
    """One pillar; places are points of 100, and so per cent of the width."""

    title: str
    lowest: int
    highest: int
    at: int | None
    band: str
    shape: str
    shown: str
    words: str
    """From where to where, in points."""


@dataclass(frozen=True)
class RangesChart:
    """All pillars on one scale, with the thresholds that they are read against."""

    rows: tuple[RangeRow, ...]
    marks: tuple[int, ...] = (0, *QUARTERS, 100)


def ranges_chart(context: ReportContext) -> RangesChart | None:
    """Draw how firm each pillar is; None where that was not worked out."""
    firm, pillars = context.result.firmness, context.result.pillars
    if firm is None or not firm.weights:
        return None
    rows = []
    for pillar, both in firm.weights.items():
        found = pillars[pillar]
        lowest, highest = half_away(both.lowest), half_away(both.highest)
        words = (
            str(lowest) if lowest == highest else context.say("{lowest} to {highest}", lowest=lowest, highest=highest)
        )
        rows.append(
            RangeRow(
                title=context.text(found.title),
                lowest=lowest,
                highest=highest,
                at=None if found.shown is None else half_away(found.shown),
                band=found.band or "none",
                shape=context.locale.shape(found.band),
                shown=context.locale.points(found.shown),
                words=words,
            )
        )
    return RangesChart(tuple(rows))
