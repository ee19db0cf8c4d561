"""The page of the papers that start the work: what each is for, and which answers would fill it."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import PaperResult
from audit.report.pages.group import Group
from audit.report.pages.page import NOT_PUBLIC, Page
from audit.report.parts.context import Link, ReportContext


@dataclass(frozen=True)
class PaperRow:
    """One paper."""

    id: str
    title: str
    purpose: str
    starts: tuple[Link, ...]
    """The questions whose next step it helps with."""
    missing: tuple[Link, ...]
    """The answers that would fill its blanks."""


@dataclass(frozen=True)
class PapersView:
    """The page of the papers."""

    finding: str
    ready: tuple[PaperRow, ...]
    later: tuple[PaperRow, ...]
    """Those to which this verdict does not lead."""


def papers_view(context: ReportContext) -> PapersView:
    """Make the page of the papers."""
    papers = context.result.papers
    return PapersView(
        finding=finding(context),
        ready=tuple(_row(context, paper) for paper in papers if paper.fits),
        later=tuple(_row(context, paper) for paper in papers if not paper.fits),
    )


def finding(context: ReportContext) -> str:
    """Say how many papers the answers fill."""
    fitting = [paper for paper in context.result.papers if paper.fits]
    lacking = [paper for paper in fitting if paper.missing]
    if not lacking:
        return context.say("{count} papers can be written from your answers", count=len(fitting))
    if len(lacking) == 1:
        return context.say("{count} papers can be written; one still lacks answers", count=len(fitting))
    return context.say(
        "{count} papers can be written; {lacking} still lack answers", count=len(fitting), lacking=len(lacking)
    )


def _row(context: ReportContext, paper: PaperResult) -> PaperRow:
    return PaperRow(
        id=paper.id,
        title=context.text(paper.title),
        purpose=context.text(paper.purpose),
        starts=tuple(_link(context, identity) for identity in paper.starts if identity in context.questions),
        missing=tuple(_link(context, identity) for identity in paper.missing),
    )


def _link(context: ReportContext, identity: str) -> Link:
    question = context.questions.get(identity)
    if question is not None:
        return Link(context.question_href(identity), f"{identity} {context.text(question.title)}")
    item = context.inputs[identity]
    return Link(context.input_href(item), f"{identity} {context.text(item.title)}")


PAGE = Page(
    path="papers",
    title=lambda context: context.say("Papers"),
    template="pages/papers.md.j2",
    when=lambda result: bool(result.papers),
    view=papers_view,
    editions=NOT_PUBLIC,
    group=Group.ACTIONS,
)
