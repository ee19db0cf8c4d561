"""What one change, or two, would buy: the same clock run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from audit.model.result.numbers import ClockResult, LeverResult
from audit.report.parts.context import ReportContext
from audit.wording.locale import HOUR

FIRST_HOUR = "60"
"""The key of the share within the hour."""
NO_BREAK = "\u00a0"
NOTICED = Fraction(19, 20)
"""Nobody notices what comes sooner by less than a twentieth."""


@dataclass(frozen=True)
class LeverRow:
    """What one change, or two, would buy."""

    change: str
    seen: str
    said: str
    worst: str
    within_hour: str
    """The share of the week whose first words are out within the hour."""
    seen_more: str
    """More on seeing; may be empty."""


@dataclass(frozen=True)
class LeversFinding:
    """What the best change buys, or what a change does not buy."""

    heading: str
    detail: str
    """Which change that is, with its numbers; empty where none helps."""


def _name(context: ReportContext, name: str) -> str:
    """Name a change."""
    say = context.say
    return {
        "weekend-look": say("ten-minute looks on Saturday and Sunday"),
        "saturday-look": say("a ten-minute look on Saturday"),
        "sunday-look": say("a ten-minute look on Sunday"),
        "alert-phone": say("an alert phone (answered in 15 minutes at any hour)"),
        "prepared-line": say("a holding statement prepared in advance"),
        "one-approval-fewer": say("one approval fewer"),
        "night-authority": say("authority at night (prepared statements need no approval)"),
        "reachable-approver": say("approvers who can be reached at any hour"),
        "look-twice": say("looking twice as often"),
        "login-tried": say("a login that was tried (5 minutes to publish)"),
    }.get(name, name)


def short_name(context: ReportContext, lever: LeverResult) -> str:
    """Name a change, or two, as a row of a chart has room for."""
    say = context.say
    names = {
        "weekend-look": say("looks at the weekend too"),
        "saturday-look": say("a look on Saturday too"),
        "sunday-look": say("a look on Sunday too"),
        "alert-phone": say("alert phone"),
        "prepared-line": say("statement prepared in advance"),
        "one-approval-fewer": say("one approval fewer"),
        "night-authority": say("authority at night"),
        "reachable-approver": say("approvers always within reach"),
        "look-twice": say("looking twice as often"),
        "login-tried": say("login that was tried"),
    }
    return " + ".join(names.get(name, name) for name in lever.levers)


def _short_name(context: ReportContext, name: str) -> str:
    """Name a change in the key of a picture."""
    say = context.say
    return {
        "weekend-look": say("looks at the weekend"),
        "saturday-look": say("a look on Saturday"),
        "sunday-look": say("a look on Sunday"),
        "alert-phone": say("an alert phone"),
        "prepared-line": say("a prepared statement"),
        "one-approval-fewer": say("one approval fewer"),
        "night-authority": say("authority at night"),
        "reachable-approver": say("approvers within reach"),
        "look-twice": say("looking twice as often"),
        "login-tried": say("a login that was tried"),
    }.get(name, name)


def short_change_name(context: ReportContext, lever: LeverResult) -> str:
    """Name a change, or two together, in as few words as there is room for."""
    return " + ".join(_short_name(context, name) for name in lever.levers)


def change_name(context: ReportContext, lever: LeverResult) -> str:
    """Name a change, or two, with what it takes."""
    return " + ".join(_name(context, name) for name in lever.levers)


def lever_row(context: ReportContext, lever: LeverResult) -> LeverRow:
    """Set out what a change would buy."""
    locale, share = context.locale, lever.seen_within_hour
    if share is None or lever.seen is None:
        seen_more = ""
    else:
        words = locale.say(
            "at worst {longest}, {share} within the hour",
            longest=locale.length(lever.seen_worst),
            share=locale.percent(share),
        )
        # In a narrow column it may break at its comma only.
        seen_more = words.replace(" ", NO_BREAK).replace(f",{NO_BREAK}", ", ")
    return LeverRow(
        change=change_name(context, lever),
        seen=locale.length(lever.seen),
        said=locale.length(lever.said),
        worst=locale.length(lever.worst),
        within_hour=locale.percent(lever.within_hour),
        seen_more=seen_more,
    )


def as_it_is(context: ReportContext, clock: ClockResult) -> LeverRow:
    """Set out the clock as it stands, in the row above the changes (RULES 3.7)."""
    locale, seen, said = context.locale, clock.seen, clock.said
    hour = said.within[FIRST_HOUR] if said else Fraction(0)
    row = LeverResult(
        levers=(),
        seen=seen.mean if seen else None,
        said=said.mean if said else None,
        worst=said.worst if said else None,
        within_hour=hour,
        seen_worst=seen.worst if seen else None,
        seen_within_hour=seen.within[FIRST_HOUR] if seen else None,
    )
    return replace(lever_row(context, row), change=locale.say("as it is"))


def noticeable(clock: ClockResult) -> tuple[LeverResult, ...]:
    """Return what a reader would notice: single changes that help, and pairs that do more than each half of them; quickest first.

    A change is noticed where the first statement, or seeing it, comes sooner by a twentieth of what it takes now.
    """
    alone: dict[tuple[str, ...], LeverResult] = {
        lever.levers: lever for lever in clock.levers if len(lever.levers) == 1
    }
    return tuple(
        lever for lever in clock.levers if _is_noticed(clock, lever) and _does_more_than_its_halves(lever, alone)
    )


def _is_noticed(clock: ClockResult, lever: LeverResult) -> bool:
    said, seen = clock.said.mean if clock.said else None, clock.seen.mean if clock.seen else None
    is_alone = len(lever.levers) == 1
    return _is_sooner(lever.said, said) or (is_alone and _is_sooner(lever.seen, seen))


def _does_more_than_its_halves(lever: LeverResult, alone: Mapping[tuple[str, ...], LeverResult]) -> bool:
    halves = [alone[name,] for name in lever.levers if (name,) in alone]
    return len(lever.levers) == 1 or all(_is_sooner(lever.said, half.said) for half in halves)


def _is_sooner(then: Fraction | None, now: Fraction | None) -> bool:
    """Whether a length of time is shorter by a twentieth at least; None is never."""
    if then is None or now is None:
        return then is not None and now is None
    return then <= now * NOTICED


def levers_finding(context: ReportContext, clock: ClockResult) -> LeversFinding:
    """Say what the best change buys, what a change does not buy, or that none buys anything."""
    say, length = context.say, context.locale.length
    if not clock.levers:
        return LeversFinding("", "")
    best = clock.levers[0]
    if best.said is None:
        return LeversFinding(say("No change alone, and no two, bring a first statement"), "")
    change, said = change_name(context, best), length(best.said)
    if clock.said is None:
        return LeversFinding(
            say("With the best change, your first statement is out after {said}", said=said),
            say(
                "What helps most: {change}. Your first statement is then out after {said} on average.",
                change=change,
                said=said,
            ),
        )
    now = length(clock.said.mean)
    if not _is_sooner(best.said, clock.said.mean):
        return LeversFinding(_nothing_helps(context, clock.said.worst), "")
    detail = say(
        "What helps most: {change}. Your first statement is then out after {said} on average, instead of {now}.",
        change=change,
        said=said,
        now=now,
    )
    if (waits := _phone_and_pair(clock)) is not None:
        phone, pair = waits
        if not _is_sooner(phone, clock.said.mean):
            heading = say(
                "An alert phone alone saves hardly anything; with authority at night too it saves {pair}",
                pair=length(clock.said.mean - pair),
            )
        else:
            heading = say(
                "An alert phone alone saves {phone}, with authority at night too it saves {pair}",
                phone=length(clock.said.mean - phone),
                pair=length(clock.said.mean - pair),
            )
        return LeversFinding(heading, detail)
    return LeversFinding(
        say("The best change brings your first statement from {now} to {said} on average", said=said, now=now), detail
    )


def _nothing_helps(context: ReportContext, worst: int) -> str:
    """Say that no change is worth its while: the clock is quick already, or something else holds it."""
    if worst <= HOUR:
        return context.say(
            "You speak within {worst} at any hour; no change makes that noticeably quicker",
            worst=context.locale.exact_length(worst),
        )
    return context.say("No change alone, and no two, make you noticeably quicker")


def _phone_and_pair(clock: ClockResult) -> tuple[Fraction, Fraction] | None:
    """The mean time to first words with an alert phone, and with authority at night too, where the phone alone buys little of it."""
    if clock.said is None:
        return None
    by_name = {frozenset(lever.levers): lever for lever in clock.levers}
    phone = by_name.get(frozenset(("alert-phone",)))
    pair = by_name.get(frozenset(("alert-phone", "night-authority")))
    if (
        phone
        and pair
        and phone.said is not None
        and pair.said is not None
        and clock.said.mean - phone.said < (clock.said.mean - pair.said) / 2
    ):
        return phone.said, pair.said
    return None
