"""Public holidays of the agency's country, filled into `audit.yml` by the package `holidays`."""

from __future__ import annotations

import datetime
from typing import Any

from audit.errors import AuditError, Refused, say
from audit.files.installing import install_command

MONTHS_AHEAD = 13
"""The coming year, and a month so that a stretch at its end is whole."""


def public_holidays(country: str, date: datetime.date) -> list[datetime.date]:
    """Return the public holidays of a country from a day on, for the coming year and a month.

    Args:
        country: Two letters, such as KR or GB.
        date: The first day.

    Raises:
        AuditError: The package that knows them is not installed.
        Refused: It does not know the country, or no holiday of that year.
    """
    try:
        import holidays
    except ImportError:
        raise AuditError(
            say("the holidays of a country come from the package holidays, which is not installed"),
            say(
                "install it with: {command} (or write the dates into audit.yml by hand)",
                command=install_command("holidays"),
            ),
        ) from None
    ahead = datetime.timedelta(days=MONTHS_AHEAD * 31)
    last = date + ahead if datetime.date.max - date > ahead else datetime.date.max
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
    days = sorted(day for day in known if date <= day <= last)
    if not days:
        # An empty list would take away those that stand in the file.
        raise Refused(
            say(
                "no holidays of {country} are known from {first} to {last}",
                country=country,
                first=date.isoformat(),
                last=last.isoformat(),
            ),
            say("name another day with --date, or write the dates into audit.yml by hand; nothing was changed"),
        )
    return days
