"""A line of time for everybody who has work in the plan: a mark on the day each action is due."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from audit.model.result.result import ActionResult
from audit.report.parts.context import ReportContext

MARGIN = 2.0
"""Per cent left free at both ends, so that no mark is cut."""
_MONTHS_AT_MOST = 4
_NEAR_THE_EDGE = 90
"""Per cent from which a word would reach beyond the right edge."""
_MOST = 2
"""Whoever has more than one in so many days of the work carries most of it."""


@dataclass(frozen=True)
class TimeMark:
    """A day on which something is due; per cent of the width."""

    at: float
    is_first: bool
    """It is on the way to the next rung."""


@dataclass(frozen=True)
class TimeRow:
    """One person, by role."""

    title: str
    marks: tuple[TimeMark, ...]
    until: float
    """Where the last mark stands; per cent of the width."""
    actions: int
    days: str
    last: str
    """The day of the last, in words."""


@dataclass(frozen=True)
class Month:
    """The first day of a month."""

    at: float
    title: str
    anchor: str


@dataclass(frozen=True)
class Timeline:
    """Everybody's line on one scale, from the day of the audit on."""

    finding: str
    months: tuple[Month, ...]
    rows: tuple[TimeRow, ...]
    has_first: bool


def timeline(context: ReportContext) -> Timeline | None:
    """Draw when everybody's actions are due; None where no action has a day."""
    result = context.result
    by_owner = _by_owner(result.actions)
    last = max((day for actions in by_owner.values() for day in _days(actions)), default=None)
    if last is None:
        return None
    months = tuple(_months(result.date, last))
    length = max((last - result.date).days, 1)

    def place(day: datetime.date) -> float:
        return round(MARGIN + max((day - result.date).days, 0) / length * (100 - 2 * MARGIN), 2)

    rows = []
    for role, actions in by_owner.items():
        days = _days(actions)
        rows.append(
            TimeRow(
                title=context.owner(role),
                marks=tuple(TimeMark(place(each.due), each.serves == 1) for each in actions if each.due is not None),
                until=place(max(days)) if days else MARGIN,
                actions=len(actions),
                days=context.locale.days(sum(action.days for action in actions)),
                last=context.locale.date(max(days)) if days else "",
            )
        )
    return Timeline(
        finding=timeline_finding(context),
        months=tuple(
            Month(
                at=place(day),
                # The year is said where it is new.
                title=context.locale.short_month(
                    day, with_year=day.year not in {other.year for other in months[:number]}
                ),
                anchor="end" if place(day) > _NEAR_THE_EDGE else "middle",
            )
            for number, day in enumerate(months)
        ),
        rows=tuple(rows),
        has_first=any(action.serves == 1 for action in result.actions),
    )


def _by_owner(actions: Sequence[ActionResult]) -> Mapping[str, list[ActionResult]]:
    found: dict[str, list[ActionResult]] = {}
    for action in actions:
        found.setdefault(action.owner, []).append(action)
    return found


def _days(actions: Sequence[ActionResult]) -> list[datetime.date]:
    return [action.due for action in actions if action.due is not None]


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Give the first days of months, so few that their names fit beside each other."""
    count = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, -(-count // _MONTHS_AT_MOST))
    for number in range(step, count + 1, step):
        year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
        yield datetime.date(year, month + 1, 1)


def timeline_finding(context: ReportContext) -> str:
    """Say who carries the plan, and until when; empty where no action has a day."""
    by_owner, say = _by_owner(context.result.actions), context.say
    due = [day for actions in by_owner.values() for day in _days(actions)]
    if not due:
        return ""
    work = {role: sum(action.days for action in actions) for role, actions in by_owner.items()}
    most = max(work, key=lambda role: work[role])
    values = {
        "owner": context.owner(most),
        "days": context.locale.days(work[most]),
        "all": context.locale.days(sum(work.values())),
        "last": context.locale.date(max(due)),
        "count": len(work),
    }
    if len(work) == 1:
        return say("All of it is with one role, {owner}, and the last of it is due on {last}", **values)
    if work[most] * _MOST > sum(work.values()):
        return say("{owner} has {days} of work out of {all}; the last of the plan is due on {last}", **values)
    return say("{count} roles share the work; the last of it is due on {last}", **values)
