"""Pillars and total: weighted means of levels, exact (RULES 1.3, 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.verdict.levels import Levels
from audit.model.pack import TOP_LEVEL, Bands, Question
from audit.model.result.result import BandName, Figures

PER_CENT = 100


@dataclass(frozen=True)
class Points:
    """The points of one pillar: sums of weight times level, and the most there could be."""

    shown: int
    claimed: int
    possible: int
    maximum: int

    @property
    def share(self) -> Fraction | None:
        """The shown share, 0 to 1; None where nothing is assessed."""
        return Fraction(self.shown, self.maximum) if self.maximum else None

    def figures(self, bands: Bands) -> Figures:
        """Return the shares from 0 to 1; None where nothing is assessed."""
        if not self.maximum:
            return Figures(shown=None, claimed=None, possible=None, band=None)
        shown = Fraction(self.shown, self.maximum)
        return Figures(
            shown=shown,
            claimed=Fraction(self.claimed, self.maximum),
            possible=Fraction(self.possible, self.maximum),
            band=band(shown, bands),
        )


def points(questions: Iterable[Question], levels: Mapping[str, Levels]) -> Points:
    """Add up the points of the questions that apply and are assessed; what is unknown or open counts 0."""
    shown = claimed = possible = maximum = 0
    for question in questions:
        level = levels[question.id]
        if level.shown is None or level.claimed is None or level.possible is None:
            continue
        shown += question.weight * level.shown
        claimed += question.weight * level.claimed
        possible += question.weight * level.possible
        maximum += question.weight * TOP_LEVEL
    return Points(shown, claimed, possible, maximum)


def mean(figures: Iterable[Figures], bands: Bands) -> Figures:
    """Return the plain mean of the assessed figures: the total of the pillars."""
    assessed = [f for f in figures if f.shown is not None and f.claimed is not None and f.possible is not None]
    if not assessed:
        return Figures(shown=None, claimed=None, possible=None, band=None)
    shown = sum((f.shown for f in assessed if f.shown is not None), Fraction(0)) / len(assessed)
    claimed = sum((f.claimed for f in assessed if f.claimed is not None), Fraction(0)) / len(assessed)
    possible = sum((f.possible for f in assessed if f.possible is not None), Fraction(0)) / len(assessed)
    return Figures(shown=shown, claimed=claimed, possible=possible, band=band(shown, bands))


def band(share: Fraction, bands: Bands) -> BandName:
    """Name the band of a share from 0 to 1."""
    if share * PER_CENT < bands.weak:
        return "stop"
    if share * PER_CENT < bands.fair:
        return "weak"
    return "fair" if share * PER_CENT < bands.good else "good"
