"""How a round is named: by its month, or by its day (RULES 7)."""

from __future__ import annotations

import datetime
import re

_ROUND = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_NEARLY = re.compile(r"(?P<year>[0-9]{4})[-./_ ]?(?P<month>[0-9]{1,2})(?:[-./_ ](?P<day>[0-9]{1,2}))?")
_BEGINS_WITH = re.compile(rf"{_ROUND.pattern}(?![0-9])")


def is_round_name(name: str) -> bool:
    """Return whether a folder of this name is a round: a month of the calendar as YYYY-MM, or a day as YYYY-MM-DD.

    Sorted as texts, these names stand in the order of their days; a month stands before every day in it.
    """
    return round_day(name) is not None


def round_day(name: str) -> datetime.date | None:
    """Return the day that a round is named after, of a month its first; None where the name is no round's."""
    return _day(_ROUND.fullmatch(name))


def new_round_name(today: datetime.date) -> str:
    """Return the name of a round that begins today, such as `2026-11`."""
    return f"{today.year:04d}-{today.month:02d}"


def nearly_round_name(name: str) -> str | None:
    """Return the round that somebody meant who wrote a date in another way, such as `2026-9`; None where it is none."""
    match = _NEARLY.fullmatch(name)
    day = _day(match)
    if match is None or day is None:
        return None
    return day.isoformat() if match["day"] else new_round_name(day)


def round_in(name: str) -> str | None:
    """Return the round that a name begins with, as the copies that people and programs make do: `2026-11.bak`."""
    match = _BEGINS_WITH.match(name)
    return match[0] if match and _day(match) is not None else None


def _day(match: re.Match[str] | None) -> datetime.date | None:
    if match is None:
        return None
    try:
        return datetime.date(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    except ValueError:
        return None
