"""All answers: the agency, every question and number of every pillar, and evidence that grows old."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.charts.columns import Columns, columns_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.answers import InputView, input_views
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.evidence import evidence_finding
from audit.report.parts.pillars import PillarView, pillar_views

AGEING_DAYS = 90
"""So many days ahead a report looks for evidence that stops counting."""


@dataclass(frozen=True)
class AgeingView:
    """An answer whose evidence no longer counts, or stops counting soon."""

    name: str
    href: str
    last: str
    """The last day on which it counts."""
    is_stale: bool


@dataclass(frozen=True)
class AnswersView:
    """The page of all answers."""

    finding: str
    evidence: str
    """How many pieces of evidence were told, seen and tested."""
    profile: tuple[InputView, ...]
    """What the agency is."""
    pillars: tuple[PillarView, ...]
    columns: Columns
    """The answers as columns, each leading to its row."""
    ageing: tuple[AgeingView, ...]


def answers_view(context: ReportContext) -> AnswersView:
    """Make the page of all answers."""
    return AnswersView(
        finding=_finding(context),
        evidence=evidence_finding(context),
        profile=input_views(context, None),
        pillars=pillar_views(context),
        columns=columns_chart(context, page="answers"),
        ageing=_ageing(context),
    )


def _finding(context: ReportContext) -> str:
    """Say in one sentence how complete the answers are."""
    done, asked = context.result.progress
    if done == asked:
        return context.say("All {count} questions and numbers are answered", count=asked)
    return context.say("{done} of {count} questions and numbers are answered", done=done, count=asked)


def _ageing(context: ReportContext) -> tuple[AgeingView, ...]:
    """Find the answers whose evidence no longer counts, or stops counting within 90 days; the oldest first."""
    today = context.result.date
    rows = []
    for question in context.result.questions:
        lasts = [
            piece.expires
            for piece in question.evidence
            if piece.expires is not None and piece.date is not None and piece.date <= today
        ]
        if question.state == "answered" and lasts and max(lasts).toordinal() < today.toordinal() + AGEING_DAYS:
            rows.append((max(lasts), question))
    return tuple(
        AgeingView(
            name=f"{question.id} {context.text(question.title)}",
            href=context.question_href(question.id),
            last=context.locale.date(last),
            is_stale=last < today,
        )
        for last, question in sorted(rows, key=lambda row: (row[0], row[1].id))
    )


PAGE = Page(
    path="answers",
    on_paper="annex",
    title=lambda context: context.say("All answers"),
    group=Group.GROUNDS,
    template="pages/answers.md.j2",
    when=always,
    view=answers_view,
    onward=lambda context: (
        Link("method.html", context.say("How this was decided")),
        Link("index.html", context.say("Summary")),
    ),
)
