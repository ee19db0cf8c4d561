"""The load: hours of work against hours of people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.known import ALL_LOAD_INPUTS
from audit.model.result.numbers import LoadResult
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.answers import input_links
from audit.report.parts.context import Link, ReportContext


@dataclass(frozen=True)
class LoadRow:
    """One figure of a day."""

    title: str
    normal: str
    surge: str


@dataclass(frozen=True)
class LoadView:
    """The page of the load."""

    finding: str
    rows: tuple[LoadRow, ...]
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
        finding=_finding(context, load),
        rows=_rows(context, load),
        sentences=tuple(_sentences(context, load)),
        inputs=input_links(context, ALL_LOAD_INPUTS),
    )


def _finding(context: ReportContext, load: LoadResult) -> str:
    """Say in one sentence whether the people suffice."""
    say, amount = context.say, context.locale.amount
    if load.needed is None:
        return say(
            "Nobody knows yet how many messages come on a normal day, so nobody knows whether the people suffice"
        )
    if load.nobody:
        return say("Nobody has time for this work")
    if load.ratio is not None and load.ratio > 1:
        return say("Every normal day leaves {hours} of work undone", hours=amount(load.backlog, "hours"))
    return say(
        "On a normal day the work takes {needed} of {available}",
        needed=amount(load.needed, "hours"),
        available=amount(load.available, "hours"),
    )


def _rows(context: ReportContext, load: LoadResult) -> tuple[LoadRow, ...]:
    say, amount = context.say, context.locale.amount
    available = amount(load.available, "hours")
    return (
        LoadRow(say("hours of work"), amount(load.needed, "hours"), amount(load.surge_needed, "hours")),
        LoadRow(say("hours of people"), available, available),
        LoadRow(say("load (work over people)"), amount(load.ratio), amount(load.surge_ratio)),
        LoadRow(say("backlog that grows in a day"), amount(load.backlog, "hours"), amount(load.surge_backlog, "hours")),
    )


def _sentences(context: ReportContext, load: LoadResult) -> Iterator[str]:
    say, amount = context.say, context.locale.amount
    if load.assumed:
        yield say(
            "Assumed: {ids} were not answered in full, so our defaults stand in. A default earns no level and passes no gate.",
            ids=", ".join(load.assumed),
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
