"""When the actions of a plan are due: our own arithmetic, in one place for every page and file that names a date."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from audit.model.result.result import ActionResult

WORKING_DAYS = 5
"""Monday to Friday."""


def with_due_dates(
    actions: Iterable[ActionResult], start: datetime.date, holidays: Iterable[datetime.date] = ()
) -> tuple[ActionResult, ...]:
    """Say when each action is due.

    Nobody told us who can give how much time, so we assume the least that gives a date (ours): every owner works
    through his own actions in the order of the plan, one after the other, from the first working day after the audit,
    full days from Monday to Friday, public holidays left out; owners work side by side.

    Args:
        actions: The actions in the order of the plan; their days are person-days.
        start: The day of the audit.
        holidays: The public holidays that the audit folder names.

    Returns:
        The same actions, each with the last day of work on it.
    """
    off = sorted(day for day in set(holidays) if day > start and day.weekday() < WORKING_DAYS)
    spent: defaultdict[str, int] = defaultdict(int)
    dated = []
    for action in actions:
        spent[action.owner] += action.days
        dated.append(action.model_copy(update={"due": add_working_days(start, spent[action.owner], off)}))
    return tuple(dated)


def add_working_days(start: datetime.date, count: int, off: Sequence[datetime.date] = ()) -> datetime.date:
    """Return the `count`-th working day after `start`; `start` itself for 0, the last day of the calendar where it ends.

    Args:
        start: Any day; a Saturday or Sunday counts as the Friday before it.
        count: Working days, 0 or more.
        off: Holidays after `start` from Monday to Friday, each once, in order.
    """
    day, passed = _weekday(start, count), 0
    while (until := bisect_right(off, day)) > passed:
        day, passed = _weekday(start, count + until), until
    return day if count > 0 else start


def _weekday(start: datetime.date, count: int) -> datetime.date:
    if count <= 0:
        return start
    weekday = min(start.weekday(), WORKING_DAYS - 1)
    weeks, left = divmod(weekday + count, WORKING_DAYS)
    try:
        return start + datetime.timedelta(days=weeks * 7 + left - start.weekday())
    except OverflowError:
        return datetime.date.max
