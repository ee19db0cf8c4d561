"""The longest stretch of days off of the coming year, and how long first words take in it (RULES 3.5)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from audit.assess.clock.numbers import Given
from audit.assess.clock.schedule import WEEKDAYS, CalendarHours, OfficeHours, Span, looks
from audit.assess.clock.walk import ClockNumbers, longest_wait, said_pieces, seen_between
from audit.model.known import OFFICE, WATCH_WEEKDAYS, WATCH_WEEKEND
from audit.model.pack import Day
from audit.model.result.numbers import HolidayResult
from audit.model.values import MINUTES_A_DAY, Week

DAYS_A_YEAR = 365
SATURDAY = 5
LAST_DAY = datetime.date.max.toordinal()


def longest_stretch(
    holidays: Iterable[datetime.date], date: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Return the longest run of weekends and holidays, with at least one holiday, in the year from `date`; the first of equals."""
    off = {day.toordinal() for day in holidays}
    today = date.toordinal()
    best: tuple[int, int] | None = None
    for day in sorted(off):
        if not today <= day <= today + DAYS_A_YEAR:
            continue
        first = last = day
        while first > 1 and _is_off(first - 1, off):
            first -= 1
        while last < LAST_DAY and _is_off(last + 1, off):
            last += 1
        if best is None or last - first > best[1] - best[0]:
            best = first, last
    return None if best is None else (datetime.date.fromordinal(best[0]), datetime.date.fromordinal(best[1]))


def _is_off(day: int, holidays: set[int]) -> bool:
    return day in holidays or _weekday(day) >= SATURDAY


def _weekday(day: int) -> int:
    """Return the day of the week, 0 for Monday, of a proleptic ordinal."""
    return (day + 6) % 7


@dataclass(frozen=True)
class _Calendar:
    """Whole weeks from a Monday on; ordinary weeks follow.

    Attributes:
        monday: The ordinal of its first day.
        days: How many days it has.
        off: Its holidays, counted from the first day.
    """

    monday: int
    days: int
    off: frozenset[int]

    @property
    def end(self) -> int:
        """The minute of its end."""
        return self.days * MINUTES_A_DAY

    def windows(self, week: Week, on_holidays: Day | None) -> tuple[Span, ...]:
        """Return the windows of a week on its days, in the order in which they open; on holidays those of another day, or none."""
        found: list[Span] = []
        for number in range(self.days):
            name = on_holidays if number in self.off else WEEKDAYS[number % 7]
            for window in sorted(week.get(name, ()), key=lambda w: w.open) if name is not None else ():
                begin = number * MINUTES_A_DAY
                found.append((begin + window.open, min(begin + window.close, self.end)))
        return tuple(found)


def _joined(windows: Sequence[Span]) -> tuple[Span, ...]:
    """Return windows joined where they touch."""
    spans: list[Span] = []
    for begin, end in windows:
        if spans and begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((begin, end))
    return tuple(spans)


def _looks(windows: Sequence[Span], every: int | None, begin: int, end: int) -> tuple[int, ...]:
    """Return the looks of a calendar from `begin` to the first at `end` or later, in order (RULES 3.2).

    Args:
        windows: The windows as they were typed, in the order in which they open.
        every: Minutes between two looks; None for opening and closing only.
        begin: The first moment.
        end: The last.
    """
    found: set[int] = set()
    after: int | None = None
    for opening, closing in windows:
        if closing < begin:
            continue
        if after is not None and opening > after:
            break
        first = opening + max(0, -(-(begin - opening) // every)) * every if every else opening
        for at in (*(range(first, closing, every) if every else (opening,)), closing):
            if at >= end:
                after = at if after is None else min(after, at)
                break
            if at >= begin:
                found.add(at)
    return (*sorted(found), *(() if after is None else (after,)))


def holiday(
    source: Given, numbers: ClockNumbers, holidays: Iterable[datetime.date], date: datetime.date
) -> HolidayResult | None:
    """Work out the longest wait in the longest stretch of days off; None where no holiday is known.

    The calendar begins with the week of the audit and goes on for a year after the stretch, with every holiday in it;
    after that, weeks are ordinary.

    Args:
        source: The inputs.
        numbers: The numbers of an ordinary week.
        holidays: The public holidays that the audit folder names.
        date: The day of the audit.
    """
    days_off = tuple(holidays)
    stretch = longest_stretch(days_off, date)
    if stretch is None:
        return None
    first, last = stretch
    days = (last - first).days + 1
    monday = min(date, first).toordinal()
    monday -= _weekday(monday)
    weeks = (last.toordinal() + DAYS_A_YEAR - monday) // 7 + 1
    calendar = _Calendar(monday, weeks * 7, frozenset(day.toordinal() - monday for day in days_off))
    weekend = cast("Week", source.values.get(WATCH_WEEKEND, {}))
    weekdays = cast("Week", source.values.get(WATCH_WEEKDAYS, {}))
    as_sunday = "holiday" not in weekend
    windows = calendar.windows({**weekdays, **weekend}, "sun" if as_sunday else "holiday")
    begin = (first.toordinal() - monday) * MINUTES_A_DAY
    end = begin + days * MINUTES_A_DAY
    at = _looks(windows, numbers.every, begin, end)
    if not at or at[-1] < end:
        at = (*at, *(calendar.end + look for look in looks(numbers.windows, numbers.every)[:1]))
    near = tuple((opening, closing) for opening, closing in windows if closing > begin and opening < end)
    of_days = replace(numbers, watch=_joined(near), windows=near, period=calendar.end)
    seen = seen_between(begin, end, at, of_days)
    if numbers.never_out or sum(piece.end - piece.begin for piece in seen) < end - begin:
        return HolidayResult(first=first, last=last, days=days, worst=None, worst_moment=None, as_sunday=as_sunday)
    office = (
        _joined(calendar.windows(cast("Week", source.values.get(OFFICE, weekdays)), None)) if numbers.office else ()
    )
    hours = CalendarHours(office, calendar.end, OfficeHours(numbers.office))
    found = longest_wait(said_pieces(seen, numbers, hours), begin, end)
    assert found is not None
    wait, minute = found
    moment = datetime.datetime.combine(first, datetime.time()) + datetime.timedelta(minutes=minute - begin)
    return HolidayResult(first=first, last=last, days=days, worst=wait, worst_moment=moment, as_sunday=as_sunday)
