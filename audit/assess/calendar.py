"""Calendar arithmetic: shelf lives and the date to ask again."""

from __future__ import annotations

import calendar
import datetime
import functools

from audit.model.pack import Span


@functools.cache
def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of the month `months` calendar months later; the month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def later(day: datetime.date, span: Span) -> datetime.date:
    """Return the day that lies a span of months and days later; the calendar's last day where there is none."""
    try:
        return months_later(day, span.months) + datetime.timedelta(days=span.days)
    except OverflowError:
        return datetime.date.max
