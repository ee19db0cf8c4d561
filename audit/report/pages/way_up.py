"""The way up: the least work for every rung above, and how firm the verdict is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.result.numbers import FirmnessResult, WayResult
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.actions import from_level_to
from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class StepView:
    """One step on the way."""

    href: str
    """The plan where the action stands there, else its question."""
    title: str
    leads: str
    """The question, and from which level to which."""
    days: str
    owner: str


@dataclass(frozen=True)
class WeeksView:
    """Who works for how long."""

    owner: str
    weeks: str


@dataclass(frozen=True)
class WayView:
    """The least work for one rung."""

    rank: int
    title: str
    steps: tuple[StepView, ...]
    weeks: tuple[WeeksView, ...]
    missing: str
    """What stays in the way; may be empty."""
    remark: str = ""
    """What it counts on; may be empty."""


@dataclass(frozen=True)
class SwingView:
    """An answer that would change the verdict."""

    title: str
    href: str
    leads: str
    rung: str


@dataclass(frozen=True)
class WeightView:
    """How far other weights would move a pillar."""

    title: str
    shown: str
    lowest: str
    highest: str


@dataclass(frozen=True)
class FirmView:
    """How firm the verdict is."""

    sentences: tuple[str, ...]
    swings: tuple[SwingView, ...]
    weights: tuple[WeightView, ...]


@dataclass(frozen=True)
class WayUpView:
    """The page of the way up."""

    finding: str
    ways: tuple[WayView, ...]
    firm: FirmView | None


def way_up_view(context: ReportContext) -> WayUpView:
    """Make the page of the way up."""
    return WayUpView(
        finding=_finding(context),
        ways=tuple(_way(context, way) for way in context.result.way_up),
        firm=_firm(context),
    )


def _finding(context: ReportContext) -> str:
    """Say how far the next rung is."""
    if context.result.verdict.rank is None:
        return context.say("Without a verdict there is no way up yet")
    if not context.result.way_up:
        return context.say("You stand on the highest rung")
    following = context.result.way_up[0]
    if not following.reachable:
        return context.say("The next rung cannot be reached by these actions alone")
    if following.if_you_want:
        return context.say("No work leads up from here: wanting to hear is not an action")
    return context.say(
        "The next rung, {rung}, is {days} of work away",
        rung=context.text(following.title),
        days=context.locale.days(following.days),
    )


def _way(context: ReportContext, way: WayResult) -> WayView:
    return WayView(
        rank=way.rank,
        title=_title(context, way),
        steps=tuple(_steps(context, way)),
        weeks=tuple(WeeksView(context.owner(role), context.locale.amount(weeks)) for role, weeks in way.weeks.items()),
        missing=context.say(
            "What stays in the way when all that actions can change is done: {caps}.",
            caps=", ".join(_cap_title(context, name) for name in way.missing),
        )
        if way.missing
        else "",
        remark=_remark(context, way),
    )


def _remark(context: ReportContext, way: WayResult) -> str:
    """Say what a way counts on."""
    if not way.reachable:
        return ""
    if way.if_you_want:
        return context.say("If you come to want to hear, and write it down (L01 at level 1).")
    if way.ends_open:
        return context.say("It counts on the best that finding out can bring. Once you know, assess again.")
    return ""


def _title(context: ReportContext, way: WayResult) -> str:
    """Say how much work a rung takes."""
    rung, days = context.text(way.title), context.locale.days(way.days)
    if not way.reachable:
        return context.say("{rung}: out of reach of these actions alone", rung=rung)
    if not way.steps:
        return context.say("{rung}: without any other work", rung=rung)
    if len(way.steps) == 1:
        return context.say("{rung}: {days} of work in 1 step", rung=rung, days=days)
    return context.say("{rung}: {days} of work in {count} steps", rung=rung, days=days, count=len(way.steps))


def _steps(context: ReportContext, way: WayResult) -> Iterator[StepView]:
    for step in way.steps:
        leads = from_level_to(context, step.start, step.to) if step.to > step.start else ""
        yield StepView(
            href=f"plan.html#{step.action}" if step.action in context.actions else context.question_href(step.question),
            title=context.text(step.title),
            leads=" · ".join(part for part in (step.question, leads) if part),
            days=context.locale.days(step.days),
            owner=context.owner(step.owner),
        )


def _cap_title(context: ReportContext, name: str) -> str:
    """Name what holds a rung: a gate with its id, a pillar, the total or the top rung."""
    kind, _, pillar = name.partition(":")
    gate = next((gate for gate in context.result.method.gates if gate.id == name), None)
    if gate is not None:
        return f"{name} {context.text(gate.title)}"
    if pillar in context.result.pillars:
        return context.text(context.result.pillars[pillar].title)
    return context.say("The top rung") if kind == "sustain" else context.say("The total")


def _firm(context: ReportContext) -> FirmView | None:
    firm, pillars = context.result.firmness, context.result.pillars
    if firm is None or context.result.verdict.rung is None:
        return None
    return FirmView(
        sentences=tuple(_sentences(context, firm)),
        swings=tuple(
            SwingView(
                title=f"{swing.question} {context.text(swing.title)}",
                href=context.question_href(swing.question),
                leads=from_level_to(context, swing.level, swing.to),
                rung=context.text(swing.rung_title),
            )
            for swing in firm.swings
        ),
        weights=tuple(
            WeightView(
                title=context.text(pillars[pillar].title),
                shown=context.locale.points(pillars[pillar].shown),
                lowest=context.locale.points(both.lowest),
                highest=context.locale.points(both.highest),
            )
            for pillar, both in firm.weights.items()
        ),
    )


def _sentences(context: ReportContext, firm: FirmnessResult) -> Iterator[str]:
    """Say in words how firm the verdict is."""
    say = context.say
    if not firm.swings:
        yield say("No single answer, changed by one level, would change the verdict.")
    elif len(firm.swings) == 1:
        yield say("1 answer, changed by one level, would change the verdict; it stands below.")
    else:
        yield say(
            "{count} single answers, changed by one level, would change the verdict; they stand below.",
            count=len(firm.swings),
        )
    if len(firm.weights_rungs) == 1:
        yield say("No weights between half and double of ours would change it either.")
    else:
        yield say(
            "With other weights between half and double of ours it could be: {rungs}.",
            rungs=", ".join(context.rung(name) for name in firm.weights_rungs),
        )
    if firm.unknown_best is None or firm.unknown_worst is None:
        return
    if firm.unknown_best == firm.unknown_worst:
        yield say("What is still unknown cannot change it: best or worst, the verdict stays.")
    else:
        yield say(
            "If everything unknown turned out best, it would be: {best}. At worst it stays: {worst}.",
            best=context.rung(firm.unknown_best),
            worst=context.rung(firm.unknown_worst),
        )


PAGE = Page(
    path="way-up",
    title=lambda context: context.say("The way up"),
    group=Group.ACTIONS,
    template="pages/way-up.md.j2",
    when=lambda result: result.verdict.rung is not None,
    view=way_up_view,
)
