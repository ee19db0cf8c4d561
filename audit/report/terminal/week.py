"""The week on a terminal: a row a day, a figure an hour or for a few, in as few rows as there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.result.numbers import ClockResult
from audit.wording.locale import HOUR, TWO_HOURS, Locale
from audit.wording.names import WEEKDAYS
from audit.wording.terminal_text import cells, pad, wrap

INDENT = 2
HOURS_A_COLUMN = (1, 2, 3, 4, 6, 8, 12)
NEVER = "--"
Waits = tuple[int | None, ...]


@dataclass(frozen=True)
class Row:
    """Days that wait alike, one after the other, and the longest wait of each hour in minutes; None: never."""

    first: int
    last: int
    waits: Waits


def week_lines(clock: ClockResult, locale: Locale, width: int, most: int | None = None) -> list[str]:
    """Return the week as rows of figures: hours rounded up, or minutes where nobody waits longer than two hours.

    Args:
        clock: The clock.
        locale: The reader's language.
        width: Columns of the terminal.
        most: Lines that there is room for; None: a row for each day. Days that are alike share a row where that is
            needed, then only the longest wait of each day is left, then nothing.
    """
    if len(clock.week) != len(WEEKDAYS):
        return []
    days = [Row(day, day, tuple(waits)) for day, waits in enumerate(clock.week)]
    waits = {wait for row in days for wait in row.waits}
    if len(waits) == 1:
        always = wrap(locale.say("Whatever the hour, a post waits: {length}", length=locale.length(waits.pop())), width)
        return always if most is None or len(always) <= most else []
    if len(joined := _joined(days)) == 1:
        days = joined
    for lines in (
        list(_table(days, locale, width)),
        list(_table(joined, locale, width)),
        _short(days, locale, width),
    ):
        if most is None or len(lines) <= most:
            return lines
    return []


def _joined(days: Sequence[Row]) -> list[Row]:
    """Put days that follow one another and wait alike into one row."""
    found: list[Row] = []
    for day in days:
        if found and found[-1].waits == day.waits:
            found[-1] = Row(found[-1].first, day.last, day.waits)
        else:
            found.append(day)
    return found


def _table(rows: Sequence[Row], locale: Locale, width: int) -> Iterator[str]:
    waits = [wait for row in rows for wait in row.waits]
    minutes = _in_minutes(waits)
    figures = [[_figure(wait, minutes=minutes) for wait in row.waits] for row in rows]
    wide = max(2, *(len(figure) for row in figures for figure in row))
    titles = [_title(row, locale) for row in rows]
    widest = max(map(cells, titles))
    room = width - INDENT - widest - 1
    each = next((hours for hours in HOURS_A_COLUMN if 24 // hours * (wide + 1) <= room), 24)
    yield from wrap(_caption(locale, minutes=minutes, each=each), width)
    yield " " * (INDENT + widest + 1) + _line([f"{hour:02d}" for hour in range(0, 24, each)], wide)
    for row, title in zip(rows, titles, strict=True):
        longest = [_longest(row.waits[hour : hour + each]) for hour in range(0, 24, each)]
        yield (
            " " * INDENT + pad(title, widest) + " " + _line([_figure(wait, minutes=minutes) for wait in longest], wide)
        )


def _short(days: Sequence[Row], locale: Locale, width: int) -> list[str]:
    """Return only the longest wait of each day."""
    minutes = _in_minutes([wait for row in days for wait in row.waits])
    pieces = [f"{_title(row, locale)} {_figure(_longest(row.waits), minutes=minutes)}" for row in days]
    caption = locale.say("Minutes a post waits at most:") if minutes else locale.say("Hours a post waits at most:")
    return wrap(caption + " " + ", ".join(pieces), width)


def _caption(locale: Locale, *, minutes: bool, each: int) -> str:
    if minutes:
        return locale.say("Minutes that a post waits at most, by day and hour:")
    if each == 1:
        return locale.say("Hours that a post waits at most, by day and hour:")
    return locale.say("Hours that a post waits at most, by day and from which hour on:")


def _in_minutes(waits: Sequence[int | None]) -> bool:
    return None not in waits and max(filter(None, waits), default=0) <= TWO_HOURS


def _figure(wait: int | None, *, minutes: bool) -> str:
    return NEVER if wait is None else f"{wait if minutes else -(-wait // HOUR):02d}"


def _longest(waits: Sequence[int | None]) -> int | None:
    return None if None in waits else max((wait for wait in waits if wait is not None), default=0)


def _title(row: Row, locale: Locale) -> str:
    first, last = (locale.short_day(WEEKDAYS[day]) for day in (row.first, row.last))
    return first if row.first == row.last else f"{first}-{last}"


def _line(figures: Sequence[str], wide: int) -> str:
    return " ".join(figure.rjust(wide) for figure in figures)
