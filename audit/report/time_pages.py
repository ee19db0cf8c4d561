"""Lengths and moments of time in the reader's words."""

from __future__ import annotations

from fractions import Fraction

from audit.report.base_pages import Speaking
from audit.report.reader import half_away

HOUR, TWO_HOURS, DAY = 60, 120, 1440
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def band_of_minutes(minutes: int | Fraction | None) -> str:
    """Name the band of a time to first own words (RULES 3.9): within one hour, two hours, a day, above or never."""
    if minutes is None or minutes > DAY:
        return "stop"
    return "good" if minutes <= HOUR else "fair" if minutes <= TWO_HOURS else "weak"


class TimePages(Speaking):
    """Lengths, moments and shares."""

    def length(self, minutes: int | Fraction | None) -> str:
        """Write a length of time: 35 min, 7.4 h, never."""
        if minutes is None:
            return self._say("never")
        if minutes < TWO_HOURS:
            return self._say("{minutes} min", minutes=half_away(Fraction(minutes), 1))
        tenths = half_away(Fraction(minutes) / HOUR, 10)
        return self._say("{hours} h", hours=f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10))

    def moment(self, minute: int) -> str:
        """Write a moment of the week: Friday 18:00."""
        day, rest = divmod(minute % (7 * DAY), DAY)
        return self._say(
            "{day} {time}", day=self.reader.day_of_week(WEEKDAYS[day]), time=f"{rest // 60:02d}:{rest % 60:02d}"
        )

    def per_cent(self, share: Fraction) -> str:
        """Write a share in per cent."""
        return self.reader.percent(share)
