"""Public holidays of the agency's country, filled into `audit.yml` by the package `holidays`."""

from __future__ import annotations

import datetime
from typing import Any

from audit.errors import AuditError, Refused, say

MONTHS_AHEAD = 13
"""The coming year, and a month so that a stretch at its end is whole."""


def public_holidays(country: str, date: datetime.date) -> list[datetime.date]:
    """Return the public holidays of a country from a day on, for the coming year and a month.

    Args:
        country: Two letters, such as KR or GB.
        date: The first day.

    Raises:
        AuditError: The package that knows them is not installed.
        Refused: It does not know the country.
    """
    try:
        import holidays
    except ImportError:
        raise AuditError(
            say("the holidays of a country come from the package holidays, which is not installed"),
            say("install it with: pipx inject listen-first holidays, or write the dates into audit.yml by hand"),
        ) from None
    last = date + datetime.timedelta(days=MONTHS_AHEAD * 31)
    known: Any
    try:
        known = holidays.country_holidays(country.strip().upper(), years=range(date.year, last.year + 1))
    except NotImplementedError:
        raise Refused(
            say("no holidays are known for the country {country}", country=country),
            say(
                "write the two letters of the country (X5), such as KR or GB, or write the dates into audit.yml by hand"
            ),
        ) from None
    return sorted(day for day in known if date <= day <= last)
