"""Numbers, dates, times and texts, formatted for one language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from audit.errors import Translate
from audit.locale_data import locale_data
from audit.wording.names import DAY_TITLES, ONE_UNIT, PER_CENT, UNIT_NAMES, WEEKDAYS

if TYPE_CHECKING:
    from audit.model.pack import Day
    from audit.model.result.result import BandName

SHAPES: Mapping[str, str] = {"stop": "■", "weak": "▲", "fair": "◆", "good": "●", "none": "○"}
"""Bands differ by shape, word and colour, always together."""

RANK_BANDS: Mapping[int, BandName] = {0: "stop", 1: "weak", 2: "fair", 3: "good", 4: "good"}
"""Which band a rung of the ladder looks like."""

HOUR, TWO_HOURS, DAY = 60, 120, 1440
"""Minutes."""
WEEK_LONG = 7 * DAY
"""Minutes from which a length is told in days."""


ALL = 100
"""Per cent."""


def half_away(share: Fraction, scale: int = 100) -> int:
    """Round a share times `scale` to a whole number, halves away from zero."""
    scaled = share * scale
    return int(scaled + Fraction(1, 2)) if scaled >= 0 else -int(-scaled + Fraction(1, 2))


def tenths(number: Fraction) -> str:
    """Write a number with one digit after the point, halves away from zero."""
    whole, rest = divmod(half_away(number, 10), 10)
    return f"{whole}.{rest}"


def band_of_minutes(minutes: int | Fraction | None) -> BandName:
    """Name the band of a time to first own words (RULES 3.9): within one hour, two hours, a day, above or never."""
    if minutes is None or minutes > DAY:
        return "stop"
    return "good" if minutes <= HOUR else "fair" if minutes <= TWO_HOURS else "weak"


class Locale:
    """Format numbers, dates, times and texts for one language.

    Attributes:
        language: The code of the language.
        translate: Turns English message ids into it.
        data: What is known of it beyond its words.
    """

    def __init__(self, language: str, translate: Translate) -> None:
        self.language = language
        self.translate = translate
        self.data = locale_data(language)

    def say(self, text: str, **values: object) -> str:
        """Return a fixed text with its placeholders filled."""
        translated = self.translate(text)
        return translated.format_map(values) if values else translated

    def text(self, words: Mapping[str, str] | None) -> str:
        """Return a pack's text in this language; empty where there is none."""
        return words[self.language] if words else ""

    def date(self, day: datetime.date | None) -> str:
        """Write a date in full: 23 November 2026."""
        if day is None:
            return self.say("no date")
        from babel.dates import format_date

        return format_date(day, self.data.date, locale=self.data.cldr)

    def short_month(self, day: datetime.date, *, with_year: bool) -> str:
        """Write the month of a day as short as it can be: Nov, or Nov 2026."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMM" if with_year else "MMM", day, locale=self.data.cldr))

    def digits(self, number: str) -> str:
        """Put the marks of this language into a number that is written with `,` between thousands and `.` before a fraction."""
        return number.translate({ord(","): self.data.thousands, ord("."): self.data.decimal})

    def points(self, share: Fraction | None) -> str:
        """Write a share as points of 100."""
        return self.say("not assessed") if share is None else str(half_away(share))

    def percent(self, share: Fraction | None) -> str:
        """Write a share in per cent; one that would be all only when it is rounded is "nearly all" (RULES 3.9)."""
        if share is None:
            return self.say("not assessed")
        number = half_away(share)
        return self.say("nearly all") if number == ALL and share < 1 else self.data.percent.format(number=number)

    def band(self, name: str | None) -> str:
        """Name a band."""
        return {
            "stop": self.say("missing"),
            "weak": self.say("weak"),
            "fair": self.say("fair"),
            "good": self.say("good"),
        }.get(name or "", self.say("not assessed"))

    def shape(self, name: str | None) -> str:
        """Return the shape of a band."""
        return SHAPES[name or "none"]

    def days(self, count: int) -> str:
        """Write a number of working days."""
        return self.say("1 day") if count == 1 else self.say("{count} days", count=count)

    def unit(self, name: str | None, number: object = None) -> str:
        """Name a unit as it stands behind a number; empty for a unit that there is not.

        Args:
            name: The unit, as a pack names it.
            number: The number before it.
        """
        if name == "percent":
            return PER_CENT
        names = {**UNIT_NAMES, **ONE_UNIT} if str(number) == "1" else UNIT_NAMES
        return self.translate(names.get(name or "", ""))

    def amount(self, number: Fraction | None, unit: str = "") -> str:
        """Write an amount with at most two digits after the point, and its unit."""
        if number is None:
            return self.say("not known")
        whole, rest = divmod(half_away(number), 100)
        digits = f"{whole:,}.{rest:02d}".rstrip("0").rstrip(".")
        return self.say("{number} {unit}", number=self.digits(digits), unit=self.unit(unit, digits)).strip()

    def day_of_week(self, name: str) -> str:
        """Name a day of a weekly schedule."""
        return self.translate(DAY_TITLES.get(name, name))

    def length(self, minutes: int | Fraction | None) -> str:
        """Write a length of time as `exact_length` does, to the nearest minute: 35 min, 7 h 24 min, never."""
        return self.say("never") if minutes is None else self.exact_length(half_away(Fraction(minutes), 1))

    def exact_length(self, minutes: int) -> str:
        """Write a length of time to the minute: 65 min, 2 h 10 min, 8 h."""
        hours, rest = self._hours_and_minutes(minutes)
        parts = [self.say("{hours} h", hours=hours)] if hours else []
        if rest or not hours:
            parts.append(self.say("{minutes} min", minutes=rest))
        return " ".join(parts)

    def spoken_length(self, minutes: int) -> str:
        """Write a length of time as a sentence says it: 65 minutes, 1 hour, 79 hours 20 minutes, 9 days."""
        if minutes >= WEEK_LONG:
            return self.days(half_away(Fraction(minutes, DAY), 1))
        hours, rest = self._hours_and_minutes(minutes)
        if not hours:
            return self.say("1 minute") if rest == 1 else self.say("{count} minutes", count=rest)
        whole = self.say("1 hour") if hours == 1 else self.say("{count} hours", count=hours)
        if not rest:
            return whole
        left = self.say("1 minute") if rest == 1 else self.say("{count} minutes", count=rest)
        return self.say("{hours} {minutes}", hours=whole, minutes=left)

    @staticmethod
    def _hours_and_minutes(minutes: int) -> tuple[int, int]:
        """Part a length as people do: below two hours it is told in minutes, but for the hour itself."""
        return (0, minutes) if minutes < TWO_HOURS and minutes != HOUR else divmod(minutes, HOUR)

    def counted_days(self, days: int) -> str:
        """Name a number of days as people count them: a day, two days, a week; from there on in weeks where it is even."""
        say = self.say
        if days % 7 == 0:
            return say("a week") if days == 7 else say("{count} weeks", count=days // 7)
        words = {
            1: say("a day"),
            2: say("two days"),
            3: say("three days"),
            4: say("four days"),
            5: say("five days"),
            6: say("six days"),
        }
        return words.get(days) or self.days(days)

    def moment(self, minute: int) -> str:
        """Write a moment of the week, in minutes since Monday 00:00: Friday 18:00."""
        day, rest = divmod(minute % (7 * DAY), DAY)
        return self.day_and_time(self.day_of_week(WEEKDAYS[day]), self.time_of_day(rest))

    def time_of_day(self, minute: int) -> str:
        """Write a time of day, in minutes since midnight: 16:20."""
        hour, rest = divmod(minute % DAY, HOUR)
        return (self.data.time if rest else self.data.full_hour).format(hour=hour, minute=rest)

    def short_day(self, name: str) -> str:
        """Name a day of the week as short as a calendar does: Mon."""
        from babel.dates import get_day_names

        return str(get_day_names("abbreviated", locale=self.data.cldr)[WEEKDAYS.index(cast("Day", name))])

    def month(self, day: datetime.date) -> str:
        """Name the month of a date, with its year: November 2026."""
        from babel.dates import format_skeleton

        return str(format_skeleton("yMMMM", day, locale=self.data.cldr))

    def day_and_time(self, day: str, time: str) -> str:
        """Put a day and a time of it together."""
        return self.say("{day} {time}", day=day, time=time)
