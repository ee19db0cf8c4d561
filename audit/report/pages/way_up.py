"""The way up: the least work for every rung above, and how firm the verdict is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.model.result.numbers import FirmnessResult, StepResult, WayResult
from audit.report.charts.ranges import RangesChart, ranges_chart
from audit.report.charts.way import WayLine, way_lines
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.actions import from_level_to
from audit.report.parts.context import ReportContext
from audit.wording.locale import half_away

STEPS_SHOWN = 12
"""So many steps of a rung are shown; the rest is folded."""
DAYS_A_WEEK = 5
WEEKS_AS_DAYS = 2
"""Working weeks from which on nobody counts days."""


@dataclass(frozen=True)
class StepView:
    """One step on the way."""

    number: int
    """Its place in the whole list, from 1."""
    href: str
    """The plan where the action stands there, else its question."""
    title: str
    leads: str
    """The question, and from which level to which."""
    days: str
    so_far: str
    """The days of all steps up to this one."""
    owner: str


@dataclass(frozen=True)
class OtherView:
    """Another way to the same rung."""

    title: str
    compared: str
    """What both cost in a week from then on."""
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class WayView:
    """A cut of the list: the steps that a rung takes beyond those of the rung below."""

    rank: int
    title: str
    steps: tuple[StepView, ...]
    """The first of them."""
    later: tuple[StepView, ...]
    """The rest, folded."""
    more: str
    """What is folded, in words."""
    takes: str
    """Who works for how long; empty where nobody does."""
    missing: str
    """What stays in the way; may be empty."""
    remark: str = ""
    """What it counts on, or which steps of the rung below it can do without; may be empty."""
    other: OtherView | None = None
    """Another way that takes about as long; None where there is none."""


@dataclass(frozen=True)
class SwingView:
    """An answer that would change the verdict."""

    title: str
    href: str
    leads: str
    rung: str


@dataclass(frozen=True)
class FirmView:
    """How firm the verdict is."""

    finding: str
    sentences: tuple[str, ...]
    swings: tuple[SwingView, ...]
    ranges: RangesChart | None


@dataclass(frozen=True)
class WayUpView:
    """The page of the way up."""

    finding: str
    lines: tuple[WayLine, ...]
    """The rungs that can be reached, beside each other; empty where there is only one."""
    ways: tuple[WayView, ...]
    firm: FirmView | None


@dataclass(frozen=True)
class _Cut:
    """A rung with the steps that no rung below has, and where the list stands before them."""

    way: WayResult
    steps: tuple[StepResult, ...]
    above: tuple[StepResult, ...]
    """All steps of the list before these."""
    is_lowest: bool

    @property
    def spared(self) -> tuple[StepResult, ...]:
        """Steps of the list that this rung can do without."""
        own = {step.action for step in self.way.steps}
        return tuple(step for step in self.above if step.action not in own)


def way_up_view(context: ReportContext) -> WayUpView:
    """Make the page of the way up."""
    cuts = tuple(_cuts(context.result.way_up))
    reached = [cut for cut in cuts if cut.way.reachable]
    return WayUpView(
        finding=way_up_finding(context),
        lines=way_lines(
            context,
            (
                (cut.way.rank, context.text(cut.way.title), tuple(step.days for step in (*cut.above, *cut.steps)))
                for cut in reached
            ),
        )
        if len(reached) > 1
        else (),
        ways=tuple(_way(context, cut) for cut in cuts),
        firm=_firm(context),
    )


def _cuts(ways: Sequence[WayResult]) -> Iterator[_Cut]:
    """Make one list of the ways: each step once, where the first rung needs it."""
    above: tuple[StepResult, ...] = ()
    for way in ways:
        known = {step.action for step in above}
        steps = tuple(step for step in way.steps if step.action not in known)
        yield _Cut(way, steps, above, is_lowest=way is ways[0])
        above += steps


def way_up_finding(context: ReportContext) -> str:
    """Say how far the next rung is."""
    say = context.say
    if context.result.verdict.rank is None:
        return say("Without a verdict there is no way up yet")
    if not context.result.way_up:
        return say("You stand on the highest rung")
    following = context.result.way_up[0]
    rung, days = context.text(following.title), context.locale.days(following.days)
    if not following.reachable:
        return say("The next rung, {rung}, cannot be reached by these actions alone", rung=rung)
    if following.if_you_want:
        return say("No work leads up from here: wanting to hear is not an action")
    if following.ends_open:
        return say(
            "The next rung, {rung}, is {days} away at best; something must be found out first", rung=rung, days=days
        )
    if len(following.steps) == 1:
        return say("One step leads to the next rung, {rung}: {days} of work", rung=rung, days=days)
    return say(
        "{count} steps lead to the next rung, {rung}: {days} of work in all",
        count=len(following.steps),
        rung=rung,
        days=days,
    )


def _way(context: ReportContext, cut: _Cut) -> WayView:
    way, say = cut.way, context.say
    before = sum(step.days for step in cut.above)
    steps = tuple(_steps(context, cut.steps, len(cut.above), before))
    shown = steps if len(steps) <= STEPS_SHOWN + 1 else steps[:STEPS_SHOWN]
    return WayView(
        rank=way.rank,
        title=_title(context, cut),
        steps=shown,
        later=steps[len(shown) :],
        more=say("{count} more steps to this rung", count=len(steps) - len(shown)),
        takes=_takes(context, way),
        missing=say(
            "What stays in the way when all that actions can change is done: {caps}.",
            caps=", ".join(_cap_title(context, name) for name in way.missing),
        )
        if way.missing
        else "",
        remark=_remark(context, cut),
        other=_other(context, way) if cut.is_lowest else None,
    )


def _other(context: ReportContext, way: WayResult) -> OtherView | None:
    """Set out the way by published hours beside the one that gives somebody authority at night."""
    other, say = way.by_hours, context.say
    if other is None:
        return None
    days = context.locale.days(other.days)
    amount = context.locale.amount
    return OtherView(
        title=say("Or by the hours that you publish: {days} of work", days=days),
        compared=say(
            "From then on this way costs {other} hours a week, the one above {way} (our estimate). Outside the published hours nobody has to speak; an alert or a phone still reaches somebody when it cannot wait.",
            other=amount(sum((step.weekly for step in other.steps), Fraction(0))),
            way=amount(sum((step.weekly for step in way.steps), Fraction(0))),
        ),
        steps=tuple(_steps(context, other.steps, 0, 0)),
    )


def _takes(context: ReportContext, way: WayResult) -> str:
    """Say who works for how long; empty where nobody does."""
    if not way.weeks:
        return ""
    each = ", ".join(f"{context.owner(role)} {length_of_work(context, weeks)}" for role, weeks in way.weeks.items())
    return context.say("The whole way takes {each}.", each=each)


def length_of_work(context: ReportContext, weeks: Fraction) -> str:
    """Write working weeks as people say them: days below two weeks, then whole weeks."""
    days = half_away(weeks * DAYS_A_WEEK, 1)
    if weeks < WEEKS_AS_DAYS:
        return context.locale.days(days)
    whole = half_away(weeks, 1)
    return (
        context.say("{count} weeks", count=whole) if weeks == whole else context.say("about {count} weeks", count=whole)
    )


def _remark(context: ReportContext, cut: _Cut) -> str:
    """Say what a way counts on, and what it can do without."""
    way, say = cut.way, context.say
    if not way.reachable:
        return ""
    said = []
    # Said once: what holds for the lowest rung holds for those above it.
    if way.if_you_want and cut.is_lowest:
        said.append(say("If you come to want to hear, and write it down (L01 at level 1)."))
    if way.ends_open:
        said.append(say("It counts on the best that finding out can bring. Once you know, assess again."))
    if cut.spared:
        said.append(
            say(
                "This rung alone would take {days}: it can do without {steps}.",
                days=context.locale.days(way.days),
                steps=", ".join(context.text(step.title) for step in cut.spared),
            )
        )
    return " ".join(said)


def _title(context: ReportContext, cut: _Cut) -> str:
    """Say how much work a rung takes, beyond the rung below."""
    way, say, locale = cut.way, context.say, context.locale
    rung = context.text(way.title)
    if not way.reachable:
        return say("{rung}: out of reach of these actions alone", rung=rung)
    days = sum(step.days for step in cut.steps)
    if not cut.steps:
        return say("{rung}: without any other work", rung=rung)
    if cut.above:
        return say(
            "{rung}: {more} of work more, {days} in all",
            rung=rung,
            more=locale.days(days),
            days=locale.days(days + sum(step.days for step in cut.above)),
        )
    if len(cut.steps) == 1:
        return say("{rung}: {days} of work in 1 step", rung=rung, days=locale.days(days))
    return say("{rung}: {days} of work in {count} steps", rung=rung, days=locale.days(days), count=len(cut.steps))


def _steps(context: ReportContext, steps: Iterable[StepResult], number: int, so_far: int) -> Iterator[StepView]:
    for step in steps:
        number, so_far = number + 1, so_far + step.days
        leads = from_level_to(context, step.start, step.to) if step.to > step.start else ""
        yield StepView(
            number=number,
            href=f"plan.html#{step.action}" if step.action in context.actions else context.question_href(step.question),
            title=context.text(step.title),
            leads=" ".join(part for part in (step.question, leads) if part),
            days=context.locale.days(step.days),
            so_far=context.locale.days(so_far),
            owner=context.owner(step.owner),
        )


def _cap_title(context: ReportContext, name: str) -> str:
    """Name what holds a rung: a gate, a pillar, the total or the top rung."""
    kind, _, pillar = name.partition(":")
    gate = next((gate for gate in context.result.method.gates if gate.id == name), None)
    if gate is not None:
        return context.text(gate.title)
    if pillar in context.result.pillars:
        return context.text(context.result.pillars[pillar].title)
    return context.say("The top rung") if kind == "sustain" else context.say("The total")


def _firm(context: ReportContext) -> FirmView | None:
    firm = context.result.firmness
    if firm is None or context.result.verdict.rung is None:
        return None
    return FirmView(
        finding=firm_finding(context, firm),
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
        ranges=ranges_chart(context),
    )


def firm_finding(context: ReportContext, firm: FirmnessResult) -> str:
    """Say in one sentence what would change the verdict: an answer, the weights, what is unknown, or nothing that was tried."""
    say = context.say
    if len(firm.swings) == 1:
        swing = firm.swings[0]
        return say("One answer carries the verdict: {title}", title=f"{swing.question} {context.text(swing.title)}")
    if firm.swings:
        return say("{count} answers, each by one level, would change the verdict", count=len(firm.swings))
    if len(firm.weights_rungs) > 1:
        return say("No single answer would change the verdict, but other weights would")
    if firm.unknown_best != firm.unknown_worst:
        return say("No single answer would change the verdict, but what is still unknown could")
    return say("Nothing that was varied changes the verdict")


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
