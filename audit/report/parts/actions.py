"""The actions of the plan as rows, and what comes first."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.numbers import WayResult
from audit.model.result.result import ActionResult
from audit.report.parts.context import ReportContext, once
from audit.report.parts.responses import ResponseView, response_of_action


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
    """What it is in the plan for."""
    buys: str
    """What the clock says after it, or empty."""
    waits: str = ""
    """How long it takes until it can be done, beside the work; empty where only the work counts."""
    weekly: str = ""
    """The hours a week that it costs from then on, or empty."""
    decides: str = ""
    """Who signs, or empty."""
    response: ResponseView | None = None
    """What the agency says to it; None where it has said nothing."""


@dataclass(frozen=True)
class WeekStepView:
    """One thing to do this week, where the report advises against."""

    title: str
    how: str


def action_view(context: ReportContext, action: ActionResult) -> ActionView:
    """Set out one action."""
    locale, text = context.locale, context.text
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
        reason=_reason(context, action),
        buys=_buys(context, action),
        waits=locale.say("done {days} later at the earliest", days=locale.days(action.waits)) if action.waits else "",
        weekly=locale.say("from then on {hours} hours a week", hours=locale.amount(action.weekly))
        if action.weekly
        else "",
        decides=locale.say("signed by: {role}", role=context.owner(action.decides)) if action.decides else "",
        response=response_of_action(context, action.id),
    )


def _reason(context: ReportContext, action: ActionResult) -> str:
    """Say what an action is in the plan for."""
    say = context.say
    if action.serves is None:
        return {
            0: say("The verdict waits for this."),
            1: say("The verdict waits for this pillar."),
            2: say("The first weak link of the chain waits for this."),
        }.get(action.tier, "")
    if action.serves in (1, 2):
        way = way_of(context, action.serves)
        return say("It leads to: {rung}.", rung=context.text(way.title)) if way else ""
    return {3: say("This answer is shown at 0."), 4: say("This answer is shown at 1.")}.get(action.serves, "")


def way_of(context: ReportContext, serves: int) -> WayResult | None:
    """Return the way up that the actions of the plan's first or second part make."""
    ways = context.result.way_up
    return ways[serves - 1] if serves <= len(ways) else None


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
    """What stands first in the plan, up to six."""
    return tuple(action_view(context, context.actions[identity]) for identity in context.result.first)


@once
def this_week(context: ReportContext) -> tuple[ActionView, ...]:
    """Three short actions for this week, in a result of the first release that advises against."""
    return tuple(action_view(context, context.actions[identity]) for identity in context.result.verdict.this_week)


def week_steps(context: ReportContext) -> tuple[WeekStepView, ...]:
    """What to do this week, where the report advises against."""
    return tuple(
        WeekStepView(context.text(step.title), context.text(step.how)) for step in context.result.verdict.week_steps
    )


def week_finding(context: ReportContext) -> str:
    """Say how much there is to do this week, and when to ask again, where the report advises against."""
    say, verdict = context.say, context.result.verdict
    count = len(week_steps(context)) or len(this_week(context))
    date = context.locale.date(verdict.ask_again) if verdict.ask_again else ""
    if count == 1:
        return say("One thing this week, then ask again on {date}", date=date) if date else say("One thing this week")
    if date:
        return say("{count} things this week, then ask again on {date}", count=count, date=date)
    return say("{count} things this week", count=count)


def first_step(context: ReportContext) -> ActionView | None:
    """What to do before all else; None where nothing is left, or where the one question comes before any work."""
    verdict = context.result.verdict
    if verdict.rank == 0:
        return next(iter(this_week(context)), None) if verdict.reason != "intent" else None
    return next(iter(first_actions(context)), None)


def plan_finding(context: ReportContext) -> str:
    """Say in one sentence how much there is to do: to the next rung, and no other sum beside it."""
    result, locale = context.result, context.locale
    if not result.actions:
        return locale.say("Nothing is left to do: every level is the highest and can be shown.")
    if result.first_days is None:
        days = locale.days(sum(action.days for action in result.actions if action.id in result.first))
        if len(result.first) == 1:
            return locale.say("First this: {days} of work", days=days)
        return locale.say("First these {count}: together {days} of work", count=len(result.first), days=days)
    return _finding_of_way(context)


def _finding_of_way(context: ReportContext) -> str:
    say, way = context.say, way_of(context, 1)
    if context.result.verdict.rank == 0:
        return say("First comes what to do this week; the rest can wait")
    if way is None:
        return (
            say("You stand on the highest rung; what is left brings points")
            if context.result.verdict.rank is not None
            else say("Without a verdict there is no way up yet")
        )
    if not way.reachable:
        return say("The next rung cannot be reached by these actions alone")
    rung, days, count = context.text(way.title), context.locale.days(way.days), len(way.steps)
    if count == 1:
        return say("To the next rung, {rung}: {days} of work in 1 step", rung=rung, days=days)
    if count > len(context.result.first):
        return say(
            "To the next rung, {rung}: {days} of work in {count} steps, here the first {shown}",
            rung=rung,
            days=days,
            count=count,
            shown=len(context.result.first),
        )
    return say("To the next rung, {rung}: {days} of work in {count} steps", rung=rung, days=days, count=count)


def weekly_hours(context: ReportContext) -> str:
    """Say how many hours a week the plan costs from then on, beside those that there are; empty where it costs none."""
    weekly, say, amount = context.result.weekly, context.say, context.locale.amount
    if weekly is None or not weekly.whole:
        return ""
    if weekly.first:
        costs = say(
            "From then on the way to the next rung costs {first} hours a week, the whole plan {whole} (our estimate).",
            first=amount(weekly.first),
            whole=amount(weekly.whole),
        )
    else:
        costs = say(
            "From then on the whole plan costs {whole} hours a week (our estimate).", whole=amount(weekly.whole)
        )
    if weekly.there is None:
        return costs
    return costs + " " + say("Today people have {there} hours a week for it (N11).", there=amount(weekly.there))
