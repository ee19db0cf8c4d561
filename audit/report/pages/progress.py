"""Progress: the round before beside this one, and why things changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.result.progress import PlanChange, ProgressResult
from audit.report.charts.columns import Columns, columns_chart, columns_finding
from audit.report.charts.slopes import Slopes, slopes, slopes_finding
from audit.report.charts.week import WeekChart, week_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.changes import became, cause_words, distinct, level, numbers_wait, plan_tracks, signed
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.week import clock_finding
from audit.wording.free_text import FreeText, optional_text
from audit.wording.locale import half_away

NO_BREAK = "\u00a0"
SETTLED = frozenset(("done", "dropped"))
"""What became of actions that ask for nothing any more."""


@dataclass(frozen=True)
class CauseView:
    """How many points one cause explains."""

    points: str
    cause: str


@dataclass(frozen=True)
class PillarStep:
    """One pillar then and now, with the causes of the difference."""

    title: str
    then: str
    now: str
    causes: tuple[CauseView, ...]


@dataclass(frozen=True)
class TimesStep:
    """One figure of clock or load, then and now."""

    title: str
    then: str
    now: str


@dataclass(frozen=True)
class ChangeView:
    """One question whose level changed, or only waits to be confirmed: then its level now says nothing."""

    name: str
    href: str | None
    """None where it is not asked any more."""
    then: str
    now: str
    why: str


@dataclass(frozen=True)
class PlannedView:
    """An action of last time, and what became of it."""

    name: str
    owner: str
    became: str
    because: FreeText | None = None
    """What the agency says to it, and"""
    by: FreeText | None = None
    """who says so."""


@dataclass(frozen=True)
class ProgressView:
    """The page of progress."""

    finding: str
    dated: str
    """Which rounds are compared."""
    week: WeekChart | None
    """Now, with the round before behind it; None where clock and load cannot be compared: their numbers wait to be confirmed."""
    week_finding: str
    slopes: Slopes | None
    slopes_finding: str
    pillars: tuple[PillarStep, ...]
    columns: Columns
    columns_finding: str
    times: tuple[TimesStep, ...]
    plan: tuple[PlannedView, ...]
    """Actions of last time that are not done."""
    plan_done: tuple[PlannedView, ...]
    plan_finding: str
    tracks: str
    """How many actions of last time stand how; empty where the agency has said nothing."""
    slipped: tuple[Link, ...]
    """Questions that can show less than before."""
    changes: tuple[ChangeView, ...]
    unconfirmed: tuple[ChangeView, ...]
    not_compared: str
    """What only one of the two rounds was asked, or empty."""


def progress_view(context: ReportContext) -> ProgressView:
    """Make the page of progress.

    Raises:
        ValueError: There is no round before.
    """
    before = context.result.before
    if before is None:
        raise ValueError("there is no round before")
    return ProgressView(
        finding=progress_finding(context, before),
        dated=_dated(context, before),
        week=None if numbers_wait(context.result) else week_chart(context, "summary"),
        week_finding=clock_finding(context),
        slopes=slopes(context),
        slopes_finding=slopes_finding(context),
        columns=columns_chart(context, scored=False),
        columns_finding=columns_finding(context),
        pillars=tuple(_pillars(context, before)),
        times=tuple(_times(context, before)),
        plan=tuple(_planned(context, action) for action in before.plan if action.status not in SETTLED),
        plan_done=tuple(_planned(context, action) for action in before.plan if action.status in SETTLED),
        plan_finding=_plan_finding(context, before),
        tracks=plan_tracks(context.locale, before),
        slipped=tuple(
            Link(context.question_href(identity), f"{identity} {context.text(context.questions[identity].title)}")
            for identity in before.slipped
            if identity in context.questions
        ),
        changes=tuple(_changes(context, before, unconfirmed=False)),
        unconfirmed=tuple(_changes(context, before, unconfirmed=True)),
        not_compared=_not_compared(context, before),
    )


def progress_finding(context: ReportContext, before: ProgressResult) -> str:
    """Say in one sentence what became of the verdict and of the total."""
    say, none, verdict = context.say, context.say("No verdict yet"), context.result.verdict
    then, now = context.text(before.title) or none, context.text(verdict.title) or none
    if before.to_confirm == 1:
        return say("1 answer of last time still waits to be confirmed; it counts as open")
    if before.to_confirm:
        return say(
            "{count} answers of last time still wait to be confirmed; they count as open", count=before.to_confirm
        )
    # A verdict in quotes stays on one line.
    values: dict[str, object] = {"then": then.replace(" ", NO_BREAK), "now": now.replace(" ", NO_BREAK)}
    total = context.result.total.shown
    if before.total is None or total is None:
        if before.rank == verdict.rank:
            return say("The verdict is as it was: {now}", **values)
        return say("From “{then}” to “{now}”", **values)
    values |= {"points": half_away(before.total), "total": half_away(total)}
    if before.rank != verdict.rank:
        return say("From “{then}” to “{now}”: {points} points of 100 then, {total} now", **values)
    if values["points"] == values["total"]:
        return say("Verdict and total are as they were: “{now}”, {total} of 100", **values)
    return say("Still “{now}”, though the total went from {points} to {total} of 100", **values)


def _dated(context: ReportContext, before: ProgressResult) -> str:
    result, date = context.result, context.locale.date
    return context.say(
        "Round {then} ({then_date}) beside round {now} ({now_date}).",
        then=before.round,
        then_date=date(before.date),
        now=result.round or "",
        now_date=date(result.date),
    )


def _pillars(context: ReportContext, before: ProgressResult) -> Iterator[PillarStep]:
    causes, points = cause_words(context.locale), context.locale.points
    for pillar, change in before.pillars.items():
        if pillar in context.result.pillars:
            yield PillarStep(
                title=context.text(context.result.pillars[pillar].title),
                then=points(change.then),
                now=points(change.now),
                causes=tuple(CauseView(signed(delta), causes[cause]) for cause, delta in change.parts.items()),
            )


def _times(context: ReportContext, before: ProgressResult) -> Iterator[TimesStep]:
    waits = context.say("not confirmed yet") if numbers_wait(context.result) else ""
    for row in _measured(context, before):
        yield TimesStep(row.title, row.then, waits or row.now)


def _measured(context: ReportContext, before: ProgressResult) -> Iterator[TimesStep]:
    say, locale = context.say, context.locale
    then, now, load = before.clock, context.result.clock, context.result.load
    if then is not None and now is not None:
        yield TimesStep(
            say("Somebody sees it, on average"),
            locale.length(then.seen),
            locale.length(now.seen.mean if now.seen else None),
        )
        yield TimesStep(
            say("First statement, on average"),
            locale.length(then.said),
            locale.length(now.said.mean if now.said else None),
        )
        yield TimesStep(say("First statement, at worst"), locale.length(then.worst), locale.length(now.worst))
        yield TimesStep(
            say("Share of the week within the hour"),
            locale.percent(then.within_hour),
            locale.percent(now.said.within["60"] if now.said else None),
        )
    if before.load is not None or (load is not None and load.ratio is not None):
        yield TimesStep(
            say("Load of a normal day (1 is full)"),
            locale.amount(before.load),
            locale.amount(load.ratio if load else None),
        )


def _changes(context: ReportContext, before: ProgressResult, *, unconfirmed: bool) -> Iterator[ChangeView]:
    """Give what changed, or what only waits to be confirmed and has not changed."""
    causes = cause_words(context.locale)
    for change in before.changes:
        if (change.question in before.unconfirmed) is unconfirmed:
            yield ChangeView(
                name=f"{change.question} {context.text(change.title)}",
                href=context.question_href(change.question) if change.question in context.questions else None,
                then=level(change.then),
                now=level(change.now),
                why=", ".join(causes[cause] for cause in distinct(step.cause for step in change.steps)),
            )


def _planned(context: ReportContext, action: PlanChange) -> PlannedView:
    return PlannedView(
        f"{action.action} {context.text(action.title)}",
        context.owner(action.owner),
        became(context.locale, action),
        optional_text(action.because),
        optional_text(action.by),
    )


def _plan_finding(context: ReportContext, before: ProgressResult) -> str:
    """Say how much of the plan was done."""
    done = sum(1 for action in before.plan if action.status == "done")
    return context.say("{done} of {count} actions of last time are done", done=done, count=len(before.plan))


def _not_compared(context: ReportContext, before: ProgressResult) -> str:
    if not before.not_compared:
        return ""
    return context.say(
        "Only one of the two rounds was asked this, so it could not be compared: {ids}.",
        ids=", ".join(before.not_compared),
    )


PAGE = Page(
    path="progress",
    title=lambda context: context.say("Progress"),
    group=Group.ACTIONS,
    template="pages/progress.md.j2",
    when=lambda result: result.before is not None,
    view=progress_view,
)
