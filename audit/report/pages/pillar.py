"""A page for each pillar: its figures, every question with its answer, its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import Result
from audit.report.pages.page import Page, always
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import PillarTable, PillarView, pillar_table, pillar_views


@dataclass(frozen=True)
class PillarPageView:
    """The page of a pillar."""

    pillar: PillarView
    table: PillarTable
    """The pillar alone, as a table."""


def pillar_page_view(context: ReportContext, identity: str) -> PillarPageView:
    """Make the page of a pillar."""
    pillar = next(view for view in pillar_views(context) if view.id == identity)
    return PillarPageView(pillar, pillar_table(context, (pillar,)))


def pages(result: Result) -> tuple[Page, ...]:
    """Return the page of every pillar."""
    return tuple(_page(identity) for identity in result.pillars)


def _page(identity: str) -> Page:
    return Page(
        path=identity,
        on_paper="head",
        title=lambda context: context.text(context.result.pillars[identity].title),
        template="pages/pillar.md.j2",
        when=always,
        view=lambda context: pillar_page_view(context, identity),
    )
