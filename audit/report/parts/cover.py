"""What the cover of a report says of the week that it shows."""

from __future__ import annotations

from audit.report.charts.mirrored import MirroredWeek
from audit.report.parts.context import ReportContext


def cover_words(context: ReportContext, week: MirroredWeek | None) -> str:
    """Say how the week of the cover is read, and what it says; empty where there is none.

    Args:
        context: The result and the language.
        week: The week as the cover draws it.
    """
    if week is None:
        return ""
    reading = context.say(
        "The week in 168 hours: each bar is an hour, its height how long a post of that hour waits for the first words of your own."
    )
    if week.high:
        return f"{reading} {context.say('Where it is red, the silence lasts longer than a day.')}"
    return f"{reading} {week.label}."
