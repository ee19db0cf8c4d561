"""Hours that a body publishes and keeps: the second yardstick beside the clock of 24 hours (RULES 4)."""

from __future__ import annotations

from audit.assess.clock.computed import Reading, outside_minutes
from audit.assess.clock.numbers import ALERTS, OTHERS_RING
from audit.assess.clock.promised import Promised, promised_spans
from audit.assess.clock.schedule import WEEK, Span, covers_all
from audit.model.known import OUT_OF_HOURS, SAFETY_CRITICAL
from audit.model.pack import NEEDS_EVIDENCE
from audit.model.values import MINUTES_A_DAY

LEAST_MINUTES_A_DAY, LEAST_DAYS = 4 * 60, 4
"""Published hours are at least so many minutes on at least so many days (ours)."""
PROMISED_WORST = 8 * 60
"""The most promised minutes that somebody may wait (ours: one working day)."""
WORST = 80 * 60
"""The most minutes in all that somebody may wait (ours: a weekend and one working day)."""


def hours_published(reading: Reading, level: int, purpose: object) -> bool:
    """Return whether hours are published: enough of them, watched, and with a way to reach somebody when it cannot wait.

    Args:
        reading: Clock and load.
        level: The shown level of L09, 0-4.
        purpose: What X1 was answered; None where it was not.
    """
    spans = promised_spans(reading.source)
    watch = reading.numbers.watch
    return (
        isinstance(purpose, str)
        and purpose != SAFETY_CRITICAL
        and level >= NEEDS_EVIDENCE
        and bool(spans)
        and _enough(spans or ())
        and not outside_minutes(spans or (), watch)
        and (reading.source.values.get(OUT_OF_HOURS) in (ALERTS, OTHERS_RING) or covers_all(watch))
    )


def hours_stand(reading: Reading, level: int, purpose: object) -> bool:
    """Return whether published hours are kept, so that a silence beyond them is no broken promise; see `hours_published`."""
    if reading.assumed or reading.worst > WORST or not hours_published(reading, level, purpose):
        return False
    # What takes longest to work out comes last.
    promised = reading.promised_worst
    return promised is not None and promised <= PROMISED_WORST


def _enough(spans: tuple[Span, ...]) -> bool:
    inside = Promised(spans)
    days = (inside.minutes(day, day + MINUTES_A_DAY) for day in range(0, WEEK, MINUTES_A_DAY))
    return sum(1 for minutes in days if minutes >= LEAST_MINUTES_A_DAY) >= LEAST_DAYS
