"""The plan's dates for a calendar: iCalendar (RFC 5545), one all-day entry for each action and for the day to ask again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from audit.model.result.result import Result
from audit.report.file_texts import one_line
from audit.report.icalendar import Entry, calendar_file
from audit.report.parts.actions import action_view
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import verdict_view
from audit.wording.locale import Locale

NAME_LENGTH = 120
_ASK_AGAIN, _FALLS = "ask-again", "falls-on"


def plan_calendar(result: Result, locale: Locale) -> bytes:
    """Write the calendar.

    An entry keeps its identity as long as the agency and the action are the same, so that a calendar that took an
    earlier export moves the entry instead of showing it twice.
    """
    agency = one_line(result.agency_in(locale.language), NAME_LENGTH)
    name = (
        locale.say("{agency}: plan (draft)", agency=agency)
        if result.draft
        else locale.say("{agency}: plan", agency=agency)
    )
    return calendar_file(name, result.product, locale.language, _entries(result, locale))


def _entries(result: Result, locale: Locale) -> Iterator[Entry]:
    context = ReportContext(result, locale)
    rule = locale.say(
        "The date is our arithmetic: working days from the audit on, the actions of one person one after the other, the steps of one question in their order, and the days that something has to wait."
    )
    for action in result.actions:
        row = action_view(context, action)
        words = [
            locale.say("{owner}, {days}", owner=row.owner, days=row.days),
            *(words for words in (row.decides, row.waits, row.weekly, row.reason) if words),
            row.why,
            *(f"{number}. {step}" for number, step in enumerate(row.how, 1)),
            locale.say("Done when:") + " " + row.done_when,
            rule,
        ]
        yield _entry(result, action.id, action.due or result.date, f"{row.id} {row.title}", "\n".join(words))
    if result.verdict.ask_again is not None:
        title = locale.say("Ask again:") + " " + one_line(result.agency_in(locale.language), NAME_LENGTH)
        yield _entry(result, _ASK_AGAIN, result.verdict.ask_again, title, verdict_view(context).title)
    fall = result.verdict.falls_on
    if fall is not None:
        title = locale.say("The verdict stands no longer: {rung}", rung=locale.text(fall.title))
        yield _entry(result, _FALLS, fall.date, title, verdict_view(context).stands_through)


def _entry(result: Result, name: str, day: datetime.date, title: str, words: str) -> Entry:
    # The name that was given first: an entry is the same in every language.
    agency = next(iter(result.agency_names.values()), result.agency)
    return Entry(f"{agency}\n{name}", day, title, words, made=result.date)
