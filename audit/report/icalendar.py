"""A calendar file (iCalendar, RFC 5545): all-day entries that a later file moves instead of showing twice."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.report.file_texts import printable

LONGEST_LINE = 75
"""Bytes of a line, as RFC 5545 asks."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://listen-first.invalid/plan")


@dataclass(frozen=True)
class Entry:
    """One all-day entry.

    Attributes:
        identity: What stays the same of it from file to file.
        day: When.
        title: What it is called.
        words: What else it says.
        made: The day that it was worked out for: the same audit gives the same file.
    """

    identity: str
    day: datetime.date
    title: str
    words: str
    made: datetime.date


def calendar_file(name: str, product: str, language: str, entries: Iterable[Entry]) -> bytes:
    """Write a calendar.

    Args:
        name: What it is called.
        product: The version of Listen First.
        language: Its language.
        entries: What stands in it.
    """
    return "".join(_folded(line) for line in _lines(name, product, language, entries)).encode()


def _lines(name: str, product: str, language: str, entries: Iterable[Entry]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Listen First//Listen First {_escaped(product)}//{language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"NAME:{_escaped(name)}"
    yield f"X-WR-CALNAME:{_escaped(name)}"
    for entry in entries:
        yield from _entry(entry)
    yield "END:VCALENDAR"


def _entry(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(_NAMESPACE, entry.identity)}"
    yield f"DTSTAMP:{_day(entry.made)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(entry.day)}"
    if entry.day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_day(entry.day + datetime.timedelta(days=1))}"
    yield f"SUMMARY:{_escaped(entry.title)}"
    yield f"DESCRIPTION:{_escaped(entry.words)}"
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
