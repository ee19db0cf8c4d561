"""Days as people write them: `2026. 3. 12.`, `12 March 2026`, `yesterday`, and in the ways of each language."""

from __future__ import annotations

import datetime
import re

from audit.locale_data import PartOfDate
from audit.model.reading.hours import (
    HALF_A_DAY,
    HALF_HOUR,
    HOUR,
    MARK,
    MARK_BEFORE,
    MINUTE,
    MINUTES_A_DAY,
    TIME_WORDS,
    read_time,
)
from audit.model.reading.languages import NEVER, TYPED, any_of, listed, longest_of, merged
from audit.model.reading.letters import plain
from audit.model.reading.wrong import wrong

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
"""No day that an audit asks for lies outside; a year outside is a slip of the finger."""

LONGEST_TEXT = 60

DAYS_AGO = merged(typed.days_ago for typed in TYPED)
MONTHS = merged(typed.months for typed in TYPED)
_MONTH = longest_of(MONTHS)
_DAY = "([0-9]{1,2})"
_NTH = f"(?:{any_of(listed(*(typed.ordinals for typed in TYPED)))})?"
_OF = f"(?:{any_of(listed(*(typed.of_month for typed in TYPED)))} )?"
_IN = f"(?:{any_of(listed(*(typed.before_month for typed in TYPED)))} )?"
# The browser uses the same patterns.
WEEKDAY = "|".join(listed(*(typed.weekdays for typed in TYPED))) or NEVER
DATES = tuple((f"^{date.pattern}$", date.parts) for typed in TYPED for date in typed.dates)
"""The ways of the languages to write a day, and what the groups of each pattern are."""
YEAR_FIRST = rf"^([0-9]{{4}})(?: ?([-./]) ?{_DAY} ?\2 ?{_DAY}[.]?|([0-9]{{2}})([0-9]{{2}}))$"
NAMED_MONTH = rf"^(?:{_DAY}{_NTH} {_OF}({_MONTH})[.]?|({_MONTH})[.]? {_DAY}{_NTH})(?:,? ([0-9]{{4}}))?$"
YEAR_LAST = rf"^{_DAY} ?([-./]) ?{_DAY}(?: ?\2 ?([0-9]{{4}}))?[.]?$"
SHORT_YEAR = rf"^(?:'?[0-9]{{1,2}} ?([-./]) ?[0-9]{{1,2}} ?\1 ?[0-9]{{1,2}}[.]?|{any_of(listed(*(typed.short_year for typed in TYPED)))})$"
NO_DAY = rf"^(?:[0-9]{{4}}(?: ?[-./] ?[0-9]{{1,2}}[.]?)?|{_IN}(?:{_MONTH})(?:,? [0-9]{{4}})?|{any_of(listed(*(typed.no_day for typed in TYPED)))})$"
AGO = rf"^([0-9]{{1,4}}) ?{any_of(listed(*(typed.ago for typed in TYPED)))}$"
# A moment ends with a time that says that it is one.
_HOURED = rf"{HOUR}(?: ?[0-9]{{1,2}} ?{MINUTE}| ?{HALF_HOUR})?"
_NOON = any_of(word for word, minute in TIME_WORDS.items() if minute == HALF_A_DAY)
AT = rf"^(.+?)(?:,? {any_of(listed(*(typed.at_between for typed in TYPED)))} |, | |t(?=[0-9]))((?:{MARK_BEFORE}) ?[0-9]{{1,2}}(?::[0-9]{{2}}|{_HOURED})?|[0-9]{{1,2}}(?::[0-9]{{2}} ?(?:{MARK})?|{_HOURED}| ?(?:{MARK}))|{_NOON})$"
_WEEKDAY, _YEAR_FIRST, _NAMED, _YEAR_LAST, _SHORT, _NO_DAY, _AGO, _AT = (
    re.compile(pattern) for pattern in (WEEKDAY, YEAR_FIRST, NAMED_MONTH, YEAR_LAST, SHORT_YEAR, NO_DAY, AGO, AT)
)
_DATES = tuple((re.compile(pattern), parts) for pattern, parts in DATES)


def read_date(text: str, today: datetime.date | None = None) -> datetime.date:
    """Read a day.

    Args:
        text: What somebody wrote.
        today: The day on which it was typed; without it, in a file, `today` and days without a year are refused, and any
            year is taken: old papers are older than any audit.

    Returns:
        The day; of one without a year the latest that is not after today.

    Raises:
        WrongValue: Not a day of the calendar, or it could be another one as well.
    """
    return _read_day(plain(text), text, today)


def needs_today(text: str) -> bool:
    """Tell whether a text means another day on another day."""
    said = _WEEKDAY.sub("", plain(text))
    named = _NAMED.match(said)
    last = _YEAR_LAST.match(said)
    parts = _parts_of(said)
    relative = said in DAYS_AGO or bool(_AGO.match(said)) or (parts is not None and "year" not in parts)
    return relative or bool(named and not named[5]) or bool(last and not last[4])


def _read_day(said: str, text: str, today: datetime.date | None) -> datetime.date:
    if len(said) > LONGEST_TEXT:
        raise wrong("not_date", text)
    said = _WEEKDAY.sub("", said)
    ago = _AGO.match(said)
    if said in DAYS_AGO or ago:
        if today is None:
            raise wrong("needs_today", text)
        back = int(ago[1]) if ago else DAYS_AGO[said]
        return today - datetime.timedelta(days=back)
    if first := _YEAR_FIRST.match(said):
        month, day = first[3] or first[5], first[4] or first[6]
        return _day(int(first[1]), int(month), int(day), text, today)
    if named := _NAMED.match(said):
        year, month_name, day = named[5], named[2] or named[3], named[1] or named[4]
        return _of_year(year, MONTHS[month_name], int(day), text, today)
    if parts := _parts_of(said):
        return _of_year(parts.get("year"), int(parts["month"]), int(parts["day"]), text, today)
    if last := _YEAR_LAST.match(said):
        one, other = int(last[1]), int(last[3])
        if one != other and one <= 12 and other <= 12:
            raise wrong("two_days", text)
        return _of_year(last[4], *((one, other) if one <= 12 else (other, one)), text, today)
    if _SHORT.match(said):
        raise wrong("short_year", text)
    raise wrong("no_day" if _NO_DAY.match(said) else "not_date", text)


def _parts_of(said: str) -> dict[PartOfDate, str] | None:
    """Return the parts of a day that is written in a way of one language; None where it is not."""
    found = ((pattern.match(said), parts) for pattern, parts in _DATES)
    return next((dict(zip(parts, match.groups(), strict=True)) for match, parts in found if match), None)


def _of_year(year: str | None, month: int, day: int, text: str, today: datetime.date | None) -> datetime.date:
    if year is not None:
        return _day(int(year), month, day, text, today)
    if today is None:
        raise wrong("needs_today", text)
    # A leap day comes again after eight years at the latest.
    for back in range(9):
        try:
            found = datetime.date(today.year - back, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise wrong("not_date", text)


def _day(year: int, month: int, day: int, text: str, today: datetime.date | None) -> datetime.date:
    try:
        found = datetime.date(year, month, day)
    except ValueError:
        raise wrong("not_date", text) from None
    if today is not None and not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise wrong("year_out_of_range", text, lowest=EARLIEST_YEAR, highest=LATEST_YEAR)
    return found


def read_moment(text: str, today: datetime.date | None = None) -> datetime.datetime:
    """Read a day with a time: `2026-03-07 21:00`, `7 March 2026 at 9pm`.

    Raises:
        WrongValue: Not a date with a time.
    """
    said = plain(text)
    match = _AT.match(said) if len(said) <= LONGEST_TEXT else None
    time = read_time(match[2]) if match else None
    if match is None or time is None or not 0 <= time.minute < MINUTES_A_DAY:
        raise wrong("not_moment", text)
    day = _read_day(match[1], text, today)
    return datetime.datetime.combine(day, datetime.time(time.minute // 60, time.minute % 60))
