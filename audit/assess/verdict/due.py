"""When the actions of a plan are due: our own arithmetic, in one place for every page and file that names a date."""

from __future__ import annotations

import datetime
from bisect import bisect_right, insort
from collections import defaultdict
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

    Nobody told us who can give how much time, so we assume the least that gives a date (ours): every person takes one
    of his own actions after the other, the earlier in the plan first, from the first working day after the audit, full
    days from Monday to Friday, public holidays left out; persons work side by side. An action is due at the end of the
    work on it, or where it has to wait, so many calendar days after its first day of work if that is later. It begins
    only when every earlier action of its question is due, whoever owns that one: nobody can show what is not there yet.
    While an action waits its owner does what comes next, as far as that holds up nothing that stands before it.

    Args:
        actions: The actions in the order of the plan; their days are person-days.
        start: The day of the audit.
        holidays: The public holidays that the audit folder names.
        people: Who holds which role: roles of one person share a calendar. A role without a person has its own.

    Returns:
        The same actions, each with the day on which it is due.
    """
    off = sorted(day for day in set(holidays) if day > start and day.weekday() < WORKING_DAYS)
    calendars: defaultdict[object, Calendar] = defaultdict(Calendar)
    done: dict[str, int] = {}
    """By the end of which working day the last action of each question is due."""
    dated = []
    for action in actions:
        ready = done.get(action.question, 0) + 1
        first = calendars[holder(action.owner, people or {})].take(ready, action.days)
        end = add_working_days(start, first + action.days - 1, off)
        due = max(end, _days_later(add_working_days(start, first, off), action.waits))
        done[action.question] = working_days_through(start, due, off)
        dated.append(action.model_copy(update={"due": due}))
    return tuple(dated)


class Calendar:
    """The working days of one person, counted from 1, that nothing is planned for."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def take(self, ready: int, days: int) -> int:
        """Take the first days in a row that are free, and return the first of them.

        Args:
            ready: Not before this day.
            days: So many days.
        """
        first = ready
        for start, end in self._taken:
            if end < first:
                continue
            if start >= first + days:
                break
            first = end + 1
        insort(self._taken, (first, first + days - 1))
        return first


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
