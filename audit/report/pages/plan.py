"""The plan: what leads to the next rung, then the rest by what it is there for, who has how much, and what brings most for its work."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from audit.report.charts.timeline import Timeline, timeline
from audit.report.pages.group import Group
from audit.report.pages.page import Page, always
from audit.report.parts.actions import (
    ActionView,
    WeekStepView,
    action_view,
    first_actions,
    plan_finding,
    way_of,
    week_steps,
    weekly_hours,
)
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.responses import AnsweredView, gone_responses, responses_finding
from audit.wording.locale import half_away, tenths

EFFORTS_SHOWN = 12
"""So many actions are drawn with what they cost and bring; the plan has all of them."""


@dataclass(frozen=True)
class EffortView:
    """What an action costs and what it brings, side by side."""

    title: str
    href: str
    days: str
    points: str
    days_width: int
    """Per cent of the longest bar."""
    points_width: int


@dataclass(frozen=True)
class ActionGroup:
    """Actions that are in the plan for the same thing, in the order to do them."""

    title: str
    rows: tuple[ActionView, ...]


@dataclass(frozen=True)
class PlanView:
    """The plan."""

    finding: str
    weekly: str
    """The hours a week that it costs from then on, or empty."""
    is_one_list: bool
    """Whether the way up comes first; not in a result of the first release."""
    week: tuple[WeekStepView, ...]
    """What to do this week, where the report advises against."""
    timeline: Timeline | None
    """Who has what to do until when; None where no action has a day."""
    has_actions: bool
    digest: str
    """Of the answers: ticks in a browser belong to it."""
    first: tuple[ActionView, ...]
    effort: tuple[EffortView, ...]
    effort_finding: str
    rest: tuple[ActionGroup, ...]
    responses: str
    """What the agency says to the plan, in one sentence; empty where it has said nothing."""
    gone: tuple[AnsweredView, ...]
    """What was answered to actions that the plan no longer has."""
    audit: str
    """Which audit it is, and"""
    round: str
    """which round: what is saved from the browser names both."""


def plan_view(context: ReportContext) -> PlanView:
    """Make the plan."""
    result = context.result
    return PlanView(
        finding=finding_of_plan(context),
        weekly=weekly_hours(context),
        is_one_list=result.first_days is not None,
        week=week_steps(context),
        timeline=timeline(context),
        has_actions=bool(result.actions),
        digest=result.answers_digest,
        first=first_actions(context),
        effort=_effort(context),
        effort_finding=effort_finding(context),
        rest=_rest(context),
        responses=responses_finding(context),
        gone=gone_responses(context),
        audit=result.audit_id,
        round=result.round or "",
    )


def finding_of_plan(context: ReportContext) -> str:
    """Say in one sentence what the plan comes to: how much of it leads up, and until when."""
    result, say = context.result, context.say
    way = way_of(context, 1)
    if not result.actions or result.first_days is None:
        return plan_finding(context)
    if result.verdict.rank == 0 and result.verdict.week_steps:
        return say(
            "{now} things come this week; the other {rest} can wait until they are done",
            now=len(result.verdict.week_steps),
            rest=len(result.actions),
        )
    steps = [action for action in result.actions if action.serves == 1]
    due = [action.due for action in steps if action.due is not None]
    if way is None or not way.reachable or not due:
        return plan_finding(context)
    values = {
        "rung": context.text(way.title),
        "days": context.locale.days(way.days),
        "last": context.locale.date(max(due)),
        "count": len(steps),
    }
    if len(steps) == 1:
        return say("One action leads to the next rung, {rung}: {days} of work, done by {last}", **values)
    return say("{count} actions lead to the next rung, {rung}: {days} of work, done by {last}", **values)


def _rest(context: ReportContext) -> tuple[ActionGroup, ...]:
    """Set out the actions that are not among the first, by what they are there for; in old results by pillar."""
    later = [action for action in context.result.actions if action.id not in context.result.first]
    if context.result.first_days is not None:
        parts = (
            ActionGroup(title, tuple(action_view(context, action) for action in later if action.serves == serves))
            for serves, title in _parts(context).items()
        )
        return tuple(part for part in parts if part.rows)
    groups = (
        ActionGroup(
            context.text(pillar.title),
            tuple(action_view(context, action) for action in later if action.pillar == identity),
        )
        for identity, pillar in context.result.pillars.items()
    )
    return tuple(group for group in groups if group.rows)


def _parts(context: ReportContext) -> dict[int, str]:
    """Name the parts of the plan after the first."""
    say = context.say
    titles = {}
    for serves in (1, 2):
        way = way_of(context, serves)
        if way is not None:
            rung = context.text(way.title)
            titles[serves] = (
                say("if you come to want to hear: {rung}", rung=rung)
                if way.if_you_want
                else say("to {rung}", rung=rung)
            )
    return {
        **titles,
        3: say("answers shown at 0"),
        4: say("answers shown at 1"),
        5: say("what brings most for a day of work"),
    }


def _effort(context: ReportContext) -> tuple[EffortView, ...]:
    """The actions that bring most for a day of work, with what each costs and brings."""
    worth = [action for action in context.result.actions if action.gain > 0 and action.days > 0]
    best = sorted(worth, key=lambda action: -action.gain / action.days)[:EFFORTS_SHOWN]
    longest = max((action.days for action in best), default=1)
    most = max((action.gain for action in best), default=Fraction(1))
    return tuple(
        EffortView(
            title=context.text(action.title),
            href=f"plan.html#{action.id}",
            days=context.locale.days(action.days),
            points=context.locale.digits(tenths(action.gain * 100)),
            days_width=half_away(Fraction(action.days, longest)),
            points_width=half_away(Fraction(action.gain) / most),
        )
        for action in best
    )


def effort_finding(context: ReportContext) -> str:
    """Say what the first actions bring for their work, of all that the plan can bring; empty where nothing brings points."""
    actions, locale = context.result.actions, context.locale
    if not _effort(context):
        return ""
    # The way up as a whole: no page prints another sum for what comes first.
    first = [action for action in actions if action.serves == 1] or [
        context.actions[identity] for identity in context.result.first
    ]
    if not first:
        return ""
    return locale.say(
        "The first {count} bring {points} of {all_points} points in the total, for {days} of {all_days} of work",
        count=len(first),
        points=locale.digits(tenths(sum((action.gain for action in first), Fraction(0)) * 100)),
        all_points=locale.digits(tenths(sum((action.gain for action in actions), Fraction(0)) * 100)),
        days=locale.days(sum(action.days for action in first)),
        all_days=locale.days(sum(action.days for action in actions)),
    )


PAGE = Page(
    path="plan",
    title=lambda context: context.say("Plan"),
    group=Group.ACTIONS,
    template="pages/plan.md.j2",
    when=always,
    view=plan_view,
    onward=lambda context: (
        Link("answers.html", context.say("All answers")),
        Link("index.html", context.say("Summary")),
    ),
)
