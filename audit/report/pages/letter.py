"""The letters to whoever asked for an account, each on a sheet of its own that can be printed and handed over."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.pages.group import Group
from audit.report.pages.page import NOT_PUBLIC, Page
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.letters import LetterView, letter_views
from audit.report.parts.verdict import agency_name
from audit.wording.free_text import FreeText


@dataclass(frozen=True)
class LetterPageView:
    """The page of the letters."""

    title: str
    agency: FreeText
    date: str
    letters: tuple[LetterView, ...]
    has_several: bool


def letter_page_view(context: ReportContext) -> LetterPageView:
    """Make the page of the letters."""
    letters = letter_views(context)
    return LetterPageView(
        title=_title(context) if len(letters) > 1 else letters[0].heading,
        agency=agency_name(context),
        date=context.locale.date(context.result.date),
        letters=letters,
        has_several=len(letters) > 1,
    )


def _title(context: ReportContext) -> str:
    return context.say("The letters") if len(context.result.verdict.letters) > 1 else context.say("The letter")


PAGE = Page(
    path="letter",
    title=_title,
    template="pages/letter.md.j2",
    when=lambda result: bool(result.verdict.letters),
    view=letter_page_view,
    editions=NOT_PUBLIC,
    group=Group.VERDICT,
    onward=lambda context: (
        Link("index.html", context.say("Summary")),
        Link("plan.html", context.say("The plan")),
    ),
)
