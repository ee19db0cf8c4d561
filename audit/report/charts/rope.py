"""A chain as a rope, as thick as each link is strong, torn at the first weak one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from audit.model.result.result import LensResult, LinkResult
from audit.report.parts.context import ReportContext
from audit.report.parts.lenses import breaks_at
from audit.wording.locale import half_away

THICKEST, THINNEST = 14, 2
"""Pixels of a link that holds wholly, and of one that hardly does."""

Tie = Literal["apart", "holds", "torn", "past"]
"""A link before the chain itself, one that holds, the one where it breaks, one that comes after that."""


@dataclass(frozen=True)
class RopeLink:
    """One link, and the piece of rope that leads from it to the next."""

    id: str
    title: str
    href: str
    band: str
    shape: str
    word: str
    points: str
    """Empty where the page shows no scores."""
    thickness: int
    """Pixels."""
    tie: Tie
    is_last: bool


@dataclass(frozen=True)
class Rope:
    """A chain."""

    finding: str
    links: tuple[RopeLink, ...]


def rope_chart(context: ReportContext, *, scored: bool = True) -> Rope | None:
    """Draw the first lens that is read in order; None where there is none.

    Args:
        context: The result.
        scored: Whether the strength of a link stands beside it in points.
    """
    lens = next((lens for lens in context.result.lenses if lens.kind == "sequence"), None)
    return None if lens is None else rope_of(context, lens, scored=scored)


def rope_of(context: ReportContext, lens: LensResult, *, scored: bool = True) -> Rope:
    """Draw a lens that is read in order."""
    ties = _ties(lens)
    return Rope(
        breaks_at(context, lens),
        tuple(_link(context, lens, link, tie, scored=scored) for link, tie in zip(lens.links, ties, strict=True)),
    )


def _ties(lens: LensResult) -> list[Tie]:
    found: list[Tie] = []
    for link in lens.links:
        if link.id == lens.first_weak:
            found.append("torn")
        elif link.apart:
            found.append("apart")
        else:
            found.append("past" if "torn" in found else "holds")
    return found


def _link(context: ReportContext, lens: LensResult, link: LinkResult, tie: Tie, *, scored: bool) -> RopeLink:
    locale = context.locale
    return RopeLink(
        id=link.id,
        title=context.text(link.title),
        href=f"{lens.id}.html#{link.id}",
        band=link.band or "none",
        shape=locale.shape(link.band),
        word=locale.band(link.band),
        points=locale.points(link.shown) if scored else "",
        thickness=THINNEST if link.shown is None else max(THINNEST, half_away(link.shown, THICKEST)),
        tie=tie,
        is_last=link is lens.links[-1],
    )
