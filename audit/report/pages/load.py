"""The load: hours of work against hours of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.model.known import ALL_LOAD_INPUTS
from audit.model.result.numbers import LoadResult
from audit.report.charts.work import WorkChart, work_chart
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.answers import input_links
from audit.report.parts.context import Link, ReportContext


@dataclass(frozen=True)
class LoadView:
    """The page of the load."""

    finding: str
    chart: WorkChart | None
    """None where nobody knows how much work there is."""
    people: str
    """How many people would do; empty where that cannot be said."""
    sentences: tuple[str, ...]
    """What else follows: what would fit, promised hours, one person away, a seat."""
    inputs: tuple[Link, ...]


def load_view(context: ReportContext) -> LoadView:
    """Make the page of the load.

    Raises:
        ValueError: The result has none.
    """
    load = context.result.load
    if load is None:
        raise ValueError("this result has no load")
    return LoadView(
        finding=load_finding(context, load),
        chart=work_chart(context),
        people=people_that_fit(context, load),
        sentences=tuple(_sentences(context, load)),
        inputs=input_links(context, ALL_LOAD_INPUTS),
    )


def load_finding(context: ReportContext, load: LoadResult) -> str:
    """Say in one sentence whether the people suffice, on a normal day and on the busiest."""
    say, amount = context.say, context.locale.amount
    if load.needed is None:
        return say(
            "Nobody knows yet how many messages come on a normal day, so nobody knows whether the people suffice"
        )
    values = {
        "needed": amount(load.needed, "hours"),
        "available": amount(load.available, "hours"),
        "left": amount(load.backlog, "hours"),
        "surge": amount(load.surge_backlog, "hours"),
    }
    if load.nobody:
        return say("A normal day brings {needed} of work, and nobody has time for it", **values)
    if load.backlog:
        return say("A normal day brings {needed} of work for {available} of people, and leaves {left} undone", **values)
    if load.surge_backlog:
        if load.needed == load.available:
            return say("A normal day takes every hour that there is; a surge day leaves {surge} undone", **values)
        return say("A normal day fits, {needed} of {available}; a surge day leaves {surge} undone", **values)
    return say("Even a surge day fits: on a normal day the work takes {needed} of {available}", **values)


def people_that_fit(context: ReportContext, load: LoadResult) -> str:
    """Say how many people would do, beside those who are there; empty where it is not known, or where they suffice for both days."""
    locale, say = context.locale, context.say
    if load.people is None or load.people_fit is None or load.surge_people_fit is None:
        return ""
    values = {
        "there": locale.amount(load.people, "people"),
        "people": locale.amount(Fraction(load.people_fit), "people"),
        "surge": locale.amount(Fraction(load.surge_people_fit), "people"),
    }
    if load.people >= load.surge_people_fit:
        return say("You have {there}; {surge} would do even for a surge day.", **values)
    if load.people >= load.people_fit:
        return say("You have {there}, enough for a normal day; a surge day would take {surge}.", **values)
    return say(
        "You have {there}; to do it at ease, a normal day takes {people} and a surge day {surge}.",
        **values,
    )


def _sentences(context: ReportContext, load: LoadResult) -> Iterator[str]:
    say, amount = context.say, context.locale.amount
    if load.assumed:
        names = (f"{context.text(context.inputs[identity].title)} ({identity})" for identity in load.assumed)
        yield say(
            "Not answered in full: {names}. Our defaults stand in; a default earns no level and passes no gate.",
            names=", ".join(names),
        )
    yield (
        say("A surge day is counted as {times} times a normal day (our default).", times=amount(load.surge))
        if load.surge_assumed
        else say("A surge day is counted as {times} times a normal day.", times=amount(load.surge))
    )
    if load.fits is not None and load.fits < 1:
        yield say("At a load of 0.85, {share} of these messages would fit.", share=context.locale.percent(load.fits))
        if load.accounts is not None and load.accounts_fit is not None:
            yield say(
                "Of your {accounts} accounts that is about {fit}, if all take the same work.",
                accounts=load.accounts,
                fit=load.accounts_fit,
            )
    if load.one_away_nobody:
        yield say("When one person is away, nobody is left.")
    elif load.one_away_ratio is not None:
        yield say("When one person is away, the load is {load}.", load=amount(load.one_away_ratio))
    yield from _promised(context, load)
    if load.seat_people is not None:
        yield say(
            "One seat for the promised hours takes {people}, leave included (B24).",
            people=amount(load.seat_people, "people"),
        )


def _promised(context: ReportContext, load: LoadResult) -> Iterator[str]:
    """Hold the hours that were promised in public against those that are watched."""
    if load.promised_hours is None or load.outside_hours is None:
        return
    amount = context.locale.amount
    hours = {
        "promised": amount(load.promised_hours, "hours"),
        "watched": amount(load.watched_hours, "hours"),
        "outside": amount(load.outside_hours, "hours"),
    }
    yield (
        context.say(
            "You promise {promised} a week in public and watch {watched}; {outside} of the promise are not watched.",
            **hours,
        )
        if load.outside_hours
        else context.say(
            "You promise {promised} a week in public and watch {watched}; no hour of the promise goes unwatched.",
            **hours,
        )
    )


PAGE = Page(
    path="load",
    title=lambda context: context.say("Load"),
    group=Group.TESTS,
    template="pages/load.md.j2",
    when=lambda result: result.load is not None,
    view=load_view,
)
