"""Bars of three figures: shown, claimed, possible."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.result import Figures
from audit.report.parts.context import ReportContext
from audit.wording.locale import half_away

QUARTERS = (25, 50, 75)
"""What bars are read against, in per cent."""


@dataclass(frozen=True)
class Bar:
    """A bar of three figures, each in per cent of its width, with the thresholds that it is read against."""

    shown: int | None
    claimed: int | None
    possible: int | None
    band: str | None
    shape: str
    word: str
    marks: tuple[int, ...]
    label: str
    """The figures in words, for those who do not see the bar."""
    before: int | None = None
    """What was shown in the round before, drawn in outline."""


def bar(
    context: ReportContext,
    title: str,
    figures: Figures,
    before: Fraction | None = None,
) -> Bar:
    """Make the bar of three figures, with what was shown in the round before in outline."""
    locale = context.locale
    if figures.shown is None or figures.claimed is None or figures.possible is None:
        label = locale.say("{title}: not assessed", title=title)
        return Bar(None, None, None, None, locale.shape(None), locale.band(None), QUARTERS, label)
    shown, claimed, possible = (half_away(share) for share in (figures.shown, figures.claimed, figures.possible))
    label = locale.say(
        "{title}: {shown} of 100 shown, {claimed} claimed, {possible} possible",
        title=title,
        shown=shown,
        claimed=claimed,
        possible=possible,
    )
    was = None if before is None else half_away(before)
    if was is not None:
        label += "; " + locale.say("{shown} in the round before", shown=was)
    return Bar(
        shown,
        claimed,
        possible,
        figures.band,
        locale.shape(figures.band),
        locale.band(figures.band),
        QUARTERS,
        label,
        was,
    )
