"""The memo: what a committee decides on, on one sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from audit.report.charts.week import WeekChart, week_chart
from audit.report.parts.actions import first_actions, plan_finding, this_week, week_steps
from audit.report.parts.answers import AnswerView, answer_of
from audit.report.parts.assurance import assurance_sentence
from audit.report.parts.caps import CapView, caps
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import PillarView, pillar_views
from audit.report.parts.responses import responses_finding
from audit.report.parts.verdict import VerdictView, verdict_view
from audit.report.parts.week import clock_finding
from audit.wording.free_text import FreeText, filled

MOST_REASONS = 3
MOST_ANSWERS = 3
"""Answers that are named under one reason."""


@dataclass(frozen=True)
class MemoReason:
    """What holds the verdict."""

    title: str
    text: str
    answers: str
    """The answers that it rests on, on one line."""


@dataclass(frozen=True)
class MemoStep:
    """One of the first steps."""

    title: str
    how: str
    """How it is done, where it is for this week; else empty."""
    owner: str = ""
    days: str = ""
    due: str = ""
    said: str = ""
    """What the agency says to it, in a word; empty where it has said nothing."""


@dataclass(frozen=True)
class MemoView:
    """One sheet to decide on."""

    verdict: VerdictView
    means: str
    """What the rung allows."""
    reasons: tuple[MemoReason, ...]
    more: str
    """How many reasons there are beyond these; empty where none is."""
    own_words: FreeText | None
    """The deciding answer as it was written, where one answer decides."""
    clock: str
    week: WeekChart | None
    steps_title: str
    steps: tuple[MemoStep, ...]
    next: str
    """What comes next, where no step is left to name."""
    pillars: tuple[PillarView, ...]
    """None where the report advises against: then no number is shown."""
    has_owners: bool
    """Whether the steps say who does them, how long that takes and until when."""
    about: tuple[FreeText, ...]
    """For whom and by whom the audit was made; may be empty."""
    assurance: str
    """How much was told, seen and tested."""
    responses: str
    """What the agency says to the plan, in one sentence; may be empty."""


def memo_view(context: ReportContext) -> MemoView:
    """Make the memo."""
    verdict = context.result.verdict
    found = caps(context)
    beyond = len(found) - MOST_REASONS
    steps = tuple(_steps(context))
    return MemoView(
        verdict=verdict_view(context),
        means=context.text(verdict.means) if not found or verdict.warnings_only else "",
        reasons=tuple(_reason(context, cap) for cap in found[:MOST_REASONS]),
        more=_more(context, beyond) if beyond > 0 else "",
        own_words=_own_words(context),
        clock=clock_finding(context) if verdict.rank != 0 else "",
        week=week_chart(context, "summary") if verdict.rank != 0 else None,
        steps_title=context.say("This week") if verdict.rank == 0 and steps else plan_finding(context),
        steps=steps,
        next="" if steps else context.text(verdict.next),
        pillars=() if verdict.rank == 0 else tuple(pillar_views(context)),
        has_owners=any(step.owner for step in steps),
        about=tuple(_about(context)),
        assurance=assurance_sentence(context),
        responses=responses_finding(context),
    )


def _about(context: ReportContext) -> Iterator[FreeText]:
    about = context.result.about
    if about is None:
        return
    for pattern, words in (
        (context.say("Commissioned by: {who}."), about.commissioned_by),
        (context.say("Audited by: {who}."), about.auditor),
    ):
        if who := context.text(words):
            yield filled(pattern, [("{who}", who)])


def _more(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("One more reason stands in the report.")
    return context.say("{count} more reasons stand in the report.", count=count)


def _reason(context: ReportContext, cap: CapView) -> MemoReason:
    named = [f"{held.title} ({held.id})" for held in islice(cap.answers, MOST_ANSWERS)]
    beyond = len(cap.answers) - MOST_ANSWERS
    if beyond > 0:
        named.append(context.say("{count} more", count=beyond))
    return MemoReason(cap.title, cap.text, ", ".join(named))


def _steps(context: ReportContext) -> tuple[MemoStep, ...]:
    if context.result.verdict.rank == 0:
        steps = tuple(MemoStep(step.title, step.how) for step in week_steps(context))
        return steps or tuple(MemoStep(row.title, "", row.owner, row.days, row.due) for row in this_week(context))
    return tuple(
        MemoStep(row.title, "", row.owner, row.days, row.due, row.response.word if row.response else "")
        for row in first_actions(context)
    )


def _own_words(context: ReportContext) -> FreeText | None:
    verdict = context.result.verdict
    if verdict.reason != "intent":
        return None
    held = next((held for cap in verdict.caps for held in cap.answers if held.question in context.questions), None)
    answer: AnswerView | None = answer_of(context, held.question) if held else None
    return answer.own_words if answer else None
