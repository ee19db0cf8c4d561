"""When the actions of a plan are due: our own arithmetic, in one place for every format that names a date."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping

from audit.model.result import ActionResult

WORKING_DAYS = 5
"""Monday to Friday."""


def due_dates(actions: Iterable[ActionResult], start: datetime.date) -> Mapping[str, datetime.date]:
    """Say when each action is due.

    Nobody told us who can give how much time, so we assume the least that gives a date (ours): every owner works
    through his own actions in the order of the plan, one after the other, from the first working day after the audit,
    full days from Monday to Friday; owners work side by side; holidays are not counted out.

    Args:
        actions: The actions in the order of the plan; their days are person-days.
        start: The day of the audit.

    Returns:
        The last day of work on each action, by id.
    """
    spent: defaultdict[str, int] = defaultdict(int)
    due: dict[str, datetime.date] = {}
    for action in actions:
        spent[action.owner] += action.days
        due[action.id] = add_working_days(start, spent[action.owner])
    return due


def add_working_days(start: datetime.date, count: int) -> datetime.date:
    """Return the `count`-th working day after `start`; `start` itself for 0, the last day of the calendar where it ends.

    Args:
        start: Any day; a Saturday or Sunday counts as the Friday before it.
        count: Working days, 0 or more.
    """
    if count <= 0:
        return start
    weekday = min(start.weekday(), WORKING_DAYS - 1)
    weeks, left = divmod(weekday + count, WORKING_DAYS)
    try:
        return start + datetime.timedelta(days=weeks * 7 + left - start.weekday())
    except OverflowError:
        return datetime.date.max
