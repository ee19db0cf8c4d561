"""The actions of the plan as rows, and what comes first."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import ActionResult
from audit.report.parts.context import ReportContext, once


@dataclass(frozen=True)
class ActionView:
    """One action as a list shows it."""

    id: str
    href: str
    title: str
    question: str
    days: str
    owner: str
    effort: str
    due: str
    """The day, in words."""
    why: str
    how: tuple[str, ...]
    done_when: str
    leads: str
    reason: str
    buys: str
    """What the clock says after it, or empty."""


def action_view(context: ReportContext, action: ActionResult) -> ActionView:
    """Set out one action."""
    locale, text = context.locale, context.text
    reason = {
        0: locale.say("The verdict waits for this."),
        1: locale.say("The verdict waits for this pillar."),
        2: locale.say("The first weak link of the chain waits for this."),
    }.get(action.tier, "")
    return ActionView(
        id=action.id,
        href=f"plan.html#{action.id}",
        title=text(action.title),
        question=text(context.questions[action.question].title),
        days=locale.days(action.days),
        owner=context.owner(action.owner),
        effort=action.effort,
        due=locale.date(action.due) if action.due else "",
        why=text(action.why),
        how=tuple(text(step) for step in action.how),
        done_when=text(action.done_when),
        leads=from_level_to(context, action.start, action.to) if action.kind == "level" else "",
        reason=reason,
        buys=_buys(context, action),
    )


def from_level_to(context: ReportContext, start: int, to: int | None) -> str:
    """Say between which levels something leads."""
    return context.say("from level {start} to {to}", start=start, to=to)


def _buys(context: ReportContext, action: ActionResult) -> str:
    if action.buys is None:
        return ""
    length = context.locale.length
    return context.say(
        "After this: seen {seen}, first statement {said} on average, {worst} at worst.",
        seen=length(action.buys.seen),
        said=length(action.buys.said),
        worst=length(action.buys.worst),
    )


@once
def first_actions(context: ReportContext) -> tuple[ActionView, ...]:
    """The first six actions."""
    return tuple(action_view(context, context.actions[identity]) for identity in context.result.first)


@once
def this_week(context: ReportContext) -> tuple[ActionView, ...]:
    """Three short actions for this week, where the report advises against."""
    return tuple(action_view(context, context.actions[identity]) for identity in context.result.verdict.this_week)


def first_step(context: ReportContext) -> ActionView | None:
    """What to do before all else; None where nothing is left, or where the one question comes before any work."""
    verdict = context.result.verdict
    if verdict.rank == 0:
        return next(iter(this_week(context)), None) if verdict.reason != "intent" else None
    return next(iter(first_actions(context)), None)


def plan_finding(context: ReportContext) -> str:
    """Say in one sentence how much there is to do."""
    result, locale = context.result, context.locale
    if not result.actions:
        return locale.say("Nothing is left to do: every level is the highest and can be shown.")
    days = locale.days(sum(action.days for action in result.actions if action.id in result.first))
    if len(result.first) == 1:
        return locale.say("First this: {days} of work", days=days)
    return locale.say("First these {count}: together {days} of work", count=len(result.first), days=days)


def holding_days(context: ReportContext) -> str:
    """Say how much work stands between the agency and what holds it; empty where actions cannot tell."""
    waiting = [action.days for action in context.result.actions if action.tier == 0]
    if not waiting:
        return ""
    return context.say(
        "What stands in the way takes about {days} of work (our estimate).", days=context.locale.days(sum(waiting))
    )
