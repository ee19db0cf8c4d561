"""When the actions of a plan are due: our own arithmetic, in one place for every page and file that names a date."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from audit.model.answers import Person
from audit.model.result.result import ActionResult

WORKING_DAYS = 5
"""Monday to Friday."""


def with_due_dates(
    actions: Iterable[ActionResult],
    start: datetime.date,
    holidays: Iterable[datetime.date] = (),
    people: Mapping[str, Person] | None = None,
) -> tuple[ActionResult, ...]:
    """Say when each action is due.

    Nobody told us who can give how much time, so we assume the least that gives a date (ours): every person works
    through his own actions in the order of the plan, one after the other, from the first working day after the audit,
    full days from Monday to Friday, public holidays left out; persons work side by side. An action is due at the end of
    the work on it, or where it has to wait, so many calendar days after its first day of work if that is later. It
    begins only when every earlier action of its question is due, whoever owns that one: nobody can show what is not
    there yet. While an action waits its owner does what comes next.

    Args:
        actions: The actions in the order of the plan; their days are person-days.
        start: The day of the audit.
        holidays: The public holidays that the audit folder names.
        people: Who holds which role: roles of one person share a calendar. A role without a person has its own.

    Returns:
        The same actions, each with the day on which it is due.
    """
    off = sorted(day for day in set(holidays) if day > start and day.weekday() < WORKING_DAYS)
    planned = tuple(actions)
    owners = [holder(action.owner, people or {}) for action in planned]
    left: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, action in enumerate(planned):
        left[action.question].append(place)
    # From which working day on each person, and the next action of each question, can begin.
    free: dict[object, int] = dict.fromkeys(owners, 1)
    ready: dict[str, int] = dict.fromkeys(left, 1)
    dates: dict[int, datetime.date] = {}
    while left:
        # Whatever begins first is settled first: nothing that is settled later can come before it.
        first, place = min((max(free[owners[places[0]]], ready[name]), places[0]) for name, places in left.items())
        action = planned[place]
        free[owners[place]] = first + action.days
        end = add_working_days(start, first + action.days - 1, off)
        dates[place] = max(end, _days_later(add_working_days(start, first, off), action.waits))
        ready[action.question] = working_days_through(start, dates[place], off) + 1
        left[action.question].popleft()
        if not left[action.question]:
            del left[action.question]
    return tuple(action.model_copy(update={"due": dates[place]}) for place, action in enumerate(planned))


def holder(role: str, people: Mapping[str, Person]) -> object:
    """Return who holds a role, so that equal ones are one person; the role itself where nobody is named."""
    person = people.get(role)
    if person is None or not (person.name.strip() or person.email.strip()):
        return role
    # One address is one person, however the name is written.
    return ("email", person.email.strip().casefold()) if person.email.strip() else ("name", person.name.strip())


def _days_later(day: datetime.date, days: int) -> datetime.date:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return datetime.date.max


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


def working_days_through(start: datetime.date, day: datetime.date, off: Sequence[datetime.date] = ()) -> int:
    """Return how many working days there are after `start`, up to and including `day`.

    Args:
        start: Any day.
        day: `start` or a later day.
        off: As for `add_working_days`.
    """
    counts = range(1, (day - start).days + 1)
    return bisect_right(counts, day, key=lambda count: add_working_days(start, count, off))


def _weekday(start: datetime.date, count: int) -> datetime.date:
    if count <= 0:
        return start
    weekday = min(start.weekday(), WORKING_DAYS - 1)
    weeks, left = divmod(weekday + count, WORKING_DAYS)
    try:
        return start + datetime.timedelta(days=weeks * 7 + left - start.weekday())
    except OverflowError:
        return datetime.date.max
