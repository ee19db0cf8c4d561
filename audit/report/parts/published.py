"""Published hours beside the clock: both yardsticks, always together (RULES 3.10, 4)."""

from __future__ import annotations

from audit.model.result.numbers import ClockResult, TimesResult
from audit.report.parts.context import ReportContext


def published_hours(context: ReportContext) -> str:
    """Say how long a wait is within the hours promised in public, and how long in all; empty where none are promised."""
    clock, locale = context.result.clock, context.locale
    if clock is None or clock.said is None or clock.promised_worst is None:
        return ""
    promised, said = locale.exact_length(clock.promised_worst), clock.said
    if clock.promised_worst == said.worst:
        return locale.say(
            "Your first statement is out within {promised}, in your published hours as at any other", promised=promised
        )
    if is_the_same_always(said):
        return locale.say(
            "Within your published hours at most {promised}; in all, a post at any hour waits {worst}",
            promised=promised,
            worst=locale.exact_length(said.worst),
        )
    values = {
        "promised": promised,
        "moment": locale.moment(said.worst_moment),
        "answer": locale.moment(said.worst_moment + said.worst),
    }
    if said.just_after:
        return locale.say(
            "Within your published hours at most {promised}; a post just after {moment} waits until {answer}", **values
        )
    return locale.say(
        "Within your published hours at most {promised}; a post of {moment} waits until {answer}", **values
    )


def hours_verdict(context: ReportContext) -> str:
    """Say whether gates read published hours as a second yardstick, and what is missing; empty where none are promised."""
    clock = context.result.clock
    if clock is None or clock.said is None or clock.promised_worst is None:
        return ""
    if clock.stand:
        return context.say(
            "These hours are published and kept, so a longer silence outside them is no broken promise: no gate holds it against you."
        )
    if clock.published:
        return _not_kept(context, clock)
    return context.say(
        "They do not count as published hours: for that, L09 must be shown at level 3, X1 must say that no lives hang on a silence of yours, the hours must be at least 4 on at least 4 days and lie inside the watch, and outside them an alert or a phone must reach somebody."
    )


def _not_kept(context: ReportContext, clock: ClockResult) -> str:
    if clock.assumed:
        return context.say("These hours are published; whether they are kept cannot be told while numbers are assumed.")
    return context.say(
        "These hours are published but not kept: within them nobody may wait longer than 8 hours, and in all nobody longer than 80 (both lines are ours)."
    )


def is_the_same_always(said: TimesResult) -> bool:
    """Whether every moment of the week waits as long as every other."""
    return said.mean == said.worst
