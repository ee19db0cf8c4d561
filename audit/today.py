"""The day by this machine's clock: the one place where it is asked for."""

from __future__ import annotations

import datetime


def today() -> datetime.date:
    """Return the day by this machine's clock."""
    return datetime.datetime.now().astimezone().date()
