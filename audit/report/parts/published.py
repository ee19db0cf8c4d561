"""Published hours beside the clock: both yardsticks, always together (RULES 3.10, 4)."""

from __future__ import annotations

from audit.model.result.numbers import ClockResult
from audit.report.parts.context import ReportContext
from audit.report.parts.week import clock_figures
from audit.report.parts.week_findings import published_sentence, which_finding


def published_hours(context: ReportContext) -> str:
    """Say how long a wait is within the hours promised in public, and how long in all; empty where none are promised, or where the clock's finding says it."""
    figures = clock_figures(context)
    if figures is None or figures.longest is None or figures.promised is None:
        return ""
    return "" if which_finding(figures) == "published" else f"{published_sentence(figures, context.locale)}."


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
