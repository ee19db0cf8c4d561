"""A page for each pillar: its figures, every question with its answer, its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import Result
from audit.report.charts.columns import Columns, columns_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.answers import AnswerView
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import PillarView, pillar_views, weak_first


@dataclass(frozen=True)
class PillarPageView:
    """The page of a pillar."""

    pillar: PillarView
    questions: tuple[AnswerView, ...]
    """Gates first, in each the weak before the good."""
    columns: Columns


def pillar_page_view(context: ReportContext, identity: str) -> PillarPageView:
    """Make the page of a pillar."""
    pillar = next(view for view in pillar_views(context) if view.id == identity)
    return PillarPageView(pillar, tuple(weak_first(pillar.questions)), columns_chart(context, identity))


def pages(result: Result) -> tuple[Page, ...]:
    """Return the page of every pillar."""
    return tuple(_page(identity) for identity in result.pillars)


def _page(identity: str) -> Page:
    return Page(
        path=identity,
        on_paper="head",
        title=lambda context: context.text(context.result.pillars[identity].title),
        group=Group.PILLARS,
        template="pages/pillar.md.j2",
        when=always,
        view=lambda context: pillar_page_view(context, identity),
    )
