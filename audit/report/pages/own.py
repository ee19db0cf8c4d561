"""A page that only this report has: what a template of the consultant's own can print."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import Result
from audit.report.branding.presentation import OwnPage
from audit.report.pages.page import EVERY_EDITION, NOT_PUBLIC, Page, always
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import verdict_view
from audit.wording.free_text import FreeText
from audit.wording.locale import Locale


@dataclass(frozen=True)
class OwnPageView:
    """What a page of the consultant's own can print."""

    agency: FreeText
    dated: str
    verdict_title: str
    headline: str
    result: Result
    """Everything, as `result.json` has it; cut down to the edition."""
    reader: Locale
    """Writes it in the reader's language: `page.reader.date(page.result.date)`."""


def own_page_view(context: ReportContext) -> OwnPageView:
    """Make what a page of the consultant's own can print."""
    verdict = verdict_view(context)
    return OwnPageView(
        agency=verdict.agency,
        dated=verdict.dated,
        verdict_title=verdict.title,
        headline=verdict.headline,
        result=context.result,
        reader=context.locale,
    )


def own_page(page: OwnPage) -> Page:
    """Return a page that the consultant adds."""
    return Page(
        path=page.name,
        title=lambda context: page.title_in(context.locale.language),
        template=f"pages/{page.name}.md.j2",
        when=always,
        view=own_page_view,
        editions=EVERY_EDITION if page.public else NOT_PUBLIC,
    )
