"""The plan's dates for a calendar: iCalendar (RFC 5545), one all-day entry for each action and for the day to ask again."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from audit.model.result.result import Result
from audit.report.file_texts import one_line, printable
from audit.report.parts.actions import action_view
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import verdict_view
from audit.wording.locale import Locale

LONGEST_LINE = 75
"""Bytes of a line, as RFC 5545 asks."""
NAME_LENGTH = 120
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://listen-first.invalid/plan")
_ASK_AGAIN, _FALLS = "ask-again", "falls-on"


def plan_calendar(result: Result, locale: Locale) -> bytes:
    """Write the calendar.

    An entry keeps its identity as long as the agency and the action are the same, so that a calendar that took an
    earlier export moves the entry instead of showing it twice.
    """
    return "".join(_folded(line) for line in _lines(result, locale)).encode()


def _lines(result: Result, locale: Locale) -> Iterator[str]:
    context = ReportContext(result, locale)
    agency = one_line(result.agency_in(locale.language), NAME_LENGTH)
    name = (
        locale.say("{agency}: plan (draft)", agency=agency)
        if result.draft
        else locale.say("{agency}: plan", agency=agency)
    )
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Listen First//Listen First {_escaped(result.product)}//{locale.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{_escaped(name)}"
    yield f"X-WR-CALNAME:{_escaped(name)}"
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
        yield from _entry(result, action.id, action.due or result.date, f"{row.id} {row.title}", "\n".join(words))
    if result.verdict.ask_again is not None:
        title = locale.say("Ask again:") + " " + one_line(result.agency_in(locale.language), NAME_LENGTH)
        yield from _entry(result, _ASK_AGAIN, result.verdict.ask_again, title, verdict_view(context).title)
    fall = result.verdict.falls_on
    if fall is not None:
        title = locale.say("The verdict stands no longer: {rung}", rung=locale.text(fall.title))
        yield from _entry(result, _FALLS, fall.date, title, verdict_view(context).stands_through)
    yield "END:VCALENDAR"


def _entry(result: Result, name: str, day: datetime.date, title: str, words: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    # The name that was given first: an entry is the same in every language.
    agency = next(iter(result.agency_names.values()), result.agency)
    identity = f"{agency}\n{name}"
    yield f"UID:{uuid.uuid5(_NAMESPACE, identity)}"
    # The day of the audit and not the moment of writing: the same result gives the same file.
    yield f"DTSTAMP:{_day(result.date)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(day)}"
    if day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(day + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(title)}"
    yield f"DESCRIPTION:{_escaped(words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: datetime.date) -> str:
    # Not strftime: it writes years below 1000 with fewer than four digits.
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    text = printable(text).replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line so that none is longer than 75 bytes, and no character is cut in two."""
    pieces = [""]
    size = 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            pieces.append("")
            # The space that begins a folded line counts.
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces) + "\r\n"
