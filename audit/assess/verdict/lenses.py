"""Lenses: how strong each link is, and where a sequence breaks first (RULES 6)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from audit.assess.verdict.levels import Levels
from audit.assess.verdict.scores import band
from audit.model.pack import TOP_LEVEL, Bands, Lens, Link, Pack
from audit.model.result.result import LensResult, LinkResult

WEAK_BELOW = Fraction(1, 2)
"""A link below one half is weak (RULES 6)."""


def strength(levels: list[int]) -> Fraction | None:
    """Return the plain mean of levels over the top level, 0 to 1; None without levels."""
    return Fraction(sum(levels), len(levels) * TOP_LEVEL) if levels else None


def link_result(link: Link, guards: tuple[str, ...], levels: Mapping[str, Levels], bands: Bands) -> LinkResult:
    """Assess one link by the questions that guard it."""
    standing = [levels[guard] for guard in guards]
    shown = strength([level.shown for level in standing if level.shown is not None])
    return LinkResult(
        id=link.id,
        apart=link.apart,
        title=link.title,
        means=link.means,
        holds=link.holds,
        breaks=link.breaks,
        guards=guards,
        cases=link.cases,
        shown=shown,
        claimed=strength([level.claimed for level in standing if level.claimed is not None]),
        possible=strength([level.possible for level in standing if level.possible is not None]),
        band=None if shown is None else band(shown, bands),
        weak=shown is not None and shown < WEAK_BELOW,
    )


def lens_result(lens: Lens, pack: Pack, levels: Mapping[str, Levels]) -> LensResult:
    """Assess a lens. In a sequence the first weak link that does not stand apart is where it breaks."""
    guards = {
        link.id: tuple(q.id for q in pack.questions if link.id in q.guards and levels[q.id].state != "hidden")
        for link in lens.links
    }
    links = tuple(link_result(link, guards[link.id], levels, pack.verdict.bands) for link in lens.links)
    breaking = [link.id for link in links if link.weak and not link.apart]
    return LensResult(
        id=lens.id,
        kind=lens.kind,
        title=lens.title,
        intro=lens.intro,
        sources=lens.sources,
        links=links,
        first_weak=breaking[0] if breaking and lens.kind == "sequence" else None,
    )
