"""A page for each lens, such as the failure chain: every link with its strength, its guards and its cases."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import LensResult, Result
from audit.report.charts.rope import Rope, rope_of
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.context import ReportContext
from audit.report.parts.lenses import LensView, lens_views


@dataclass(frozen=True)
class LensPageView:
    """The page of a lens."""

    lens: LensView
    rope: Rope | None
    """How the links hold together; None where they do not follow one another."""


def lens_page_view(context: ReportContext, identity: str) -> LensPageView:
    """Make the page of a lens."""
    view = next(view for view in lens_views(context) if view.id == identity)
    lens = next(lens for lens in context.result.lenses if lens.id == identity)
    return LensPageView(view, rope_of(context, lens) if view.is_chain else None)


def pages(result: Result) -> tuple[Page, ...]:
    """Return the page of every lens."""
    return tuple(_page(lens) for lens in result.lenses)


def _page(lens: LensResult) -> Page:
    return Page(
        path=lens.id,
        title=lambda context: context.text(lens.title),
        group=Group.TESTS,
        template="pages/lens.md.j2",
        when=always,
        view=lambda context: lens_page_view(context, lens.id),
    )
