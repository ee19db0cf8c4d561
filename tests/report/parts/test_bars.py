"""Bars of three figures, and of none."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from audit.model.result.result import Figures, Result
from audit.report.parts.bars import bar
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import pillar_views

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


def test_a_bar_without_figures_is_grey_and_says_so(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    nothing = Figures(shown=None, claimed=None, possible=None, band=None)
    drawn = bar(context(example("maple-library")), "Listening", nothing)
    assert (drawn.shown, drawn.claimed, drawn.possible) == (None, None, None)
    assert drawn.label == "Listening: not assessed"


def test_shown_is_never_drawn_longer_than_claimed_nor_claimed_than_possible(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    third = Figures(shown=Fraction(1, 3), claimed=Fraction(1, 3), possible=Fraction(2, 3), band="weak")
    drawn = bar(context(example("maple-library")), "x", third)
    assert (drawn.shown, drawn.claimed, drawn.possible) == (33, 33, 67)
    for name in EXAMPLES:
        for pillar in pillar_views(context(example(name))):
            assert pillar.bar.shown is not None
            assert pillar.bar.claimed is not None
            assert pillar.bar.possible is not None
            assert pillar.bar.shown <= pillar.bar.claimed <= pillar.bar.possible
