"""The first page: the verdict and its ladder, what holds it, and what to do; where it advises against, without a score."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.charts.columns import Columns, columns_chart, columns_finding
from audit.report.charts.complaints import Complaints, complaints_chart, complaints_finding
from audit.report.charts.ladder import Ladder, ladder_chart
from audit.report.charts.rope import Rope, rope_chart
from audit.report.charts.week import WeekChart, week_chart
from audit.report.pages import letter
from audit.report.pages.group import Group
from audit.report.pages.page import NOT_PUBLIC, Page, always
from audit.report.parts.actions import (
    ActionView,
    WeekStepView,
    first_actions,
    first_step,
    plan_finding,
    this_week,
    week_finding,
    week_steps,
)
from audit.report.parts.alternative import AlternativeView, alternative_view
from audit.report.parts.caps import CapView, OnWordView, caps, caps_finding, on_word
from audit.report.parts.checks import checks_finding
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.cost import CostView, cost_view
from audit.report.parts.evidence import evidence_finding
from audit.report.parts.lenses import LensView, chain
from audit.report.parts.letters import no_letter
from audit.report.parts.pillars import PillarTable, not_assessed_here, pillar_table, pillar_views
from audit.report.parts.responses import responses_finding
from audit.report.parts.signpost import Signpost, signpost
from audit.report.parts.verdict import VerdictView, about, keeping, verdict_view
from audit.report.parts.week import clock_average, clock_finding


@dataclass(frozen=True)
class RefusalView:
    """What a report that advises against says beyond the reasons."""

    is_intent: bool
    """Whether the one question decided: then there is a rule, another use of the money, and letters."""
    signpost: Signpost | None
    """What to do instead, where to inform or to promote is all that is wanted."""
    rule: str
    no_letter: str
    letter: Link | None
    """Where the letter stands that can be handed over; None where there is none."""


@dataclass(frozen=True)
class SummaryView:
    """The first page."""

    verdict: VerdictView
    ladder: Ladder
    has_verdict: bool
    warnings_only: bool
    means: str
    """What the rung means."""
    next: str
    """What comes next."""
    about: str
    """What was audited, and by which questions."""
    first_step: ActionView | None
    keeps: Link | None
    """What keeps the verdict, where nothing comes first: on the highest rung."""
    first_of_week: str
    """What to do first this week, where the report advises against; else empty."""
    reason_topic: str
    """What the part below the verdict is about."""
    caps_finding: str
    caps: tuple[CapView, ...]
    on_word: tuple[OnWordView, ...]
    pillars: PillarTable
    columns_finding: str
    columns: Columns
    evidence: str
    """How many pieces of evidence were told, seen and tested."""
    checks: str
    """How many contradictions there are, and pairs of answers to check."""
    not_assessed: str
    clock_finding: str
    clock_average: str
    sky: WeekChart | None
    """The week as a picture."""
    chain: LensView | None
    rope: Rope | None
    plan_finding: str
    responses: str
    """What the agency says to the plan, in one sentence; empty where it has said nothing."""
    responses_title: str
    """The same as a heading."""
    first: tuple[ActionView, ...]
    this_week: tuple[ActionView, ...]
    """In a result of the first release."""
    week_steps: tuple[WeekStepView, ...]
    week_finding: str
    cost: CostView | None
    """What the accounts cost in a year, beside the alternative."""
    alternative: AlternativeView | None
    """What the same money could do; None where the agency has not named it, and then the page asks."""
    complaints_finding: str
    complaints: Complaints | None
    refusal: RefusalView


def summary_view(context: ReportContext) -> SummaryView:
    """Make the first page."""
    verdict = context.result.verdict
    is_refusal = verdict.rank == 0
    return SummaryView(
        verdict=verdict_view(context),
        ladder=ladder_chart(context),
        has_verdict=verdict.rung is not None,
        warnings_only=verdict.warnings_only,
        means=context.text(verdict.means),
        next=context.text(verdict.next),
        about=about(context),
        first_step=first_step(context),
        keeps=keeping(context),
        first_of_week=_first_of_week(context),
        reason_topic=_reason_topic(context),
        caps_finding=caps_finding(context),
        caps=caps(context),
        on_word=on_word(context),
        pillars=pillar_table(context, pillar_views(context)),
        columns_finding=columns_finding(context),
        columns=columns_chart(context, scored=not is_refusal),
        evidence=evidence_finding(context),
        checks=checks_finding(context),
        not_assessed=not_assessed_here(context),
        clock_finding=clock_finding(context),
        clock_average=clock_average(context),
        sky=week_chart(context, "summary"),
        chain=chain(context),
        rope=rope_chart(context, scored=not is_refusal),
        plan_finding=plan_finding(context),
        responses=responses_finding(context),
        responses_title=responses_finding(context).removesuffix("."),
        first=first_actions(context),
        this_week=this_week(context),
        week_steps=week_steps(context),
        week_finding=week_finding(context),
        cost=cost_view(context),
        alternative=alternative_view(context),
        complaints_finding=complaints_finding(context),
        complaints=complaints_chart(context),
        refusal=_refusal(context),
    )


def _first_of_week(context: ReportContext) -> str:
    steps = [step.title for step in week_steps(context)] or [row.title for row in this_week(context)]
    return steps[0] if steps and context.result.verdict.rank == 0 else ""


def _reason_topic(context: ReportContext) -> str:
    if context.result.verdict.rank == 0:
        return context.say("What decides it")
    return context.say("What holds you here") if caps(context) else context.say("Why")


def _refusal(context: ReportContext) -> RefusalView:
    verdict = context.result.verdict
    return RefusalView(
        is_intent=verdict.reason == "intent",
        signpost=signpost(context) if verdict.reason == "intent" else None,
        rule=context.text(context.result.pack.rule),
        no_letter=no_letter(context),
        letter=Link(letter.PAGE.href, context.say("The letter, on one sheet")) if verdict.letters else None,
    )


def _onward(context: ReportContext) -> tuple[Link, ...]:
    pillar = next(iter(pillar_views(context)))
    return (
        Link("plan.html", context.say("The plan")),
        Link(pillar.href, pillar.title),
        Link("method.html", context.say("How this was decided")),
    )


PAGE = Page(
    path="index",
    title=lambda context: context.say("Summary"),
    group=Group.VERDICT,
    template="pages/index.md.j2",
    when=always,
    view=summary_view,
    editions=NOT_PUBLIC,
    onward=_onward,
)
