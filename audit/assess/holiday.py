"""The longest stretch of days off of the coming year, and how long first words take in it (RULES 3.5)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from audit.assess.clock import ClockNumbers, longest_wait, stages
from audit.assess.numbers import OFFICE, WATCH_WEEKDAYS, WATCH_WEEKEND, Given
from audit.assess.schedule import WEEKDAYS, Span, merged
from audit.model.pack import Day
from audit.model.values import MINUTES_A_DAY, Week

DAYS_BEFORE, DAYS_IN_ALL = 14, 84
"""The stretch is placed in a calendar of twelve weeks that begins two weeks before it; nothing outside touches it."""
SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """The longest stretch of days off, and the longest wait of a post in it.

    Attributes:
        first: The first day off.
        last: The last day off.
        worst: Minutes to first own words; None: never.
        moment: When such a post arrives; None where there never are words.
        as_sunday: No watch was given for holidays, so Sunday's was taken.
    """

    first: datetime.date
    last: datetime.date
    worst: int | None
    moment: datetime.datetime | None
    as_sunday: bool


def longest_stretch(
    holidays: Iterable[datetime.date], date: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """Return the longest run of weekends and holidays, with at least one holiday, in the year from `date`; the first of equals."""
    off = set(holidays)
    last_day = date + datetime.timedelta(days=365)
    best: tuple[datetime.date, datetime.date] | None = None
    for day in sorted(off):
        if not date <= day <= last_day:
            continue
        first = last = day
        while _is_off(first - datetime.timedelta(days=1), off):
            first -= datetime.timedelta(days=1)
        while _is_off(last + datetime.timedelta(days=1), off):
            last += datetime.timedelta(days=1)
        if best is None or last - first > best[1] - best[0]:
            best = first, last
    return best


def _is_off(day: datetime.date, holidays: set[datetime.date]) -> bool:
    return day in holidays or day.weekday() >= SATURDAY


def holiday(
    source: Given, numbers: ClockNumbers, holidays: Iterable[datetime.date], date: datetime.date
) -> Holiday | None:
    """Work out the longest wait in the longest stretch of days off; None where no holiday is known.

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
    start = first - datetime.timedelta(days=DAYS_BEFORE)
    weekend = cast("Week", source.values.get(WATCH_WEEKEND, {}))
    weekdays = cast("Week", source.values.get(WATCH_WEEKDAYS, {}))
    office = cast("Week", source.values.get(OFFICE, weekdays))
    period = DAYS_IN_ALL * MINUTES_A_DAY
    off = set(days_off)

    def placed(week: Week, on_holidays: Day | None) -> tuple[Span, ...]:
        spans: list[Span] = []
        for number in range(DAYS_IN_ALL):
            day = start + datetime.timedelta(days=number)
            name: Day | None = WEEKDAYS[day.weekday()] if day not in off else on_holidays
            midnight = number * MINUTES_A_DAY
            windows = week.get(name, ()) if name is not None else ()
            spans.extend((midnight + window.open, midnight + window.close) for window in windows)
        return merged(spans, period)

    as_sunday = "holiday" not in weekend
    calendar = replace(
        numbers,
        watch=placed({**weekdays, **weekend}, "sun" if as_sunday else "holiday"),
        office=placed(office, None) if numbers.office else (),
        period=period,
    )
    steps = stages(calendar)
    begin = DAYS_BEFORE * MINUTES_A_DAY
    end = begin + ((last - first).days + 1) * MINUTES_A_DAY
    found = longest_wait(steps[-1], begin, end) if len(steps) > 1 else None
    if found is None:
        return Holiday(first, last, None, None, as_sunday)
    wait, minute = found
    moment = datetime.datetime.combine(start, datetime.time()) + datetime.timedelta(minutes=minute)
    return Holiday(first, last, wait, moment, as_sunday)
