"""Days as people write them: `2026. 3. 12.`, `12 March 2026`, `2026년 3월 12일`, `11월 2일`, `yesterday`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from audit.model.reading.hours import MINUTES_A_DAY, read_time
from audit.model.reading.letters import plain
from audit.model.reading.wrong import wrong

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
"""No day that an audit asks for lies outside; a year outside is a slip of the finger."""

LONGEST_TEXT = 60

DAYS_AGO: Mapping[str, int] = {
    "today": 0,
    "now": 0,
    "오늘": 0,
    "금일": 0,
    "yesterday": 1,
    "어제": 1,
    "작일": 1,
    "the day before yesterday": 2,
    "그제": 2,
    "그저께": 2,
    "엊그제": 2,
}
MONTHS: Mapping[str, int] = {
    name[:length]: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        1,
    )
    for length in (3, len(name))
} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
_DAY = "([0-9]{1,2})"
# The browser uses the same patterns.
WEEKDAY = r" ?[(](?:[월화수목금토일]|mon|tue|wed|thu|fri|sat|sun)[)]$| [월화수목금토일]요일$|^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? (?=[0-9a-z])"
YEAR_FIRST = rf"^([0-9]{{4}})(?: ?([-./]) ?{_DAY} ?\2 ?{_DAY}[.]?|([0-9]{{2}})([0-9]{{2}})|년 ?{_DAY}월 ?{_DAY}일)$"
NAMED_MONTH = (
    rf"^(?:{_DAY}(?:st|nd|rd|th)? (?:of )?({_MONTH})[.]?|({_MONTH})[.]? {_DAY}(?:st|nd|rd|th)?)(?:,? ([0-9]{{4}}))?$"
)
NO_YEAR = rf"^{_DAY}월 ?{_DAY}일$"
YEAR_LAST = rf"^{_DAY} ?([-./]) ?{_DAY}(?: ?\2 ?([0-9]{{4}}))?[.]?$"
SHORT_YEAR = r"^'?[0-9]{1,2} ?([-./]) ?[0-9]{1,2} ?\1 ?[0-9]{1,2}[.]?$|^'?[0-9]{2}년 ?[0-9]{1,2}월 ?[0-9]{1,2}일$"
NO_DAY = rf"^[0-9]{{4}} ?[-./] ?[0-9]{{1,2}}[.]?$|^(?:[0-9]{{4}}년 ?)?[0-9]{{1,2}}월$|^(?:last |in )?(?:{_MONTH})(?:,? [0-9]{{4}})?$|^[0-9]{{4}}년?$"
AGO = r"^([0-9]{1,4}) ?(?:days? ago|일 ?전)$"
# A moment ends with a time that says that it is one.
AT = r"^(.+?)(?:,? at |, | |t(?=[0-9]))((?:오전|오후|새벽|아침|낮|저녁|밤|[ap][.]?m[.]?) ?[0-9]{1,2}(?::[0-9]{2}|시(?: ?[0-9]{1,2} ?분| ?반)?)?|[0-9]{1,2}(?::[0-9]{2} ?(?:[ap][.]?m[.]?)?|시(?: ?[0-9]{1,2} ?분| ?반)?| ?[ap][.]?m[.]?)|noon|정오)$"
_WEEKDAY, _YEAR_FIRST, _NAMED, _NO_YEAR, _YEAR_LAST, _SHORT, _NO_DAY, _AGO, _AT = (
    re.compile(pattern)
    for pattern in (WEEKDAY, YEAR_FIRST, NAMED_MONTH, NO_YEAR, YEAR_LAST, SHORT_YEAR, NO_DAY, AGO, AT)
)


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
    relative = said in DAYS_AGO or bool(_AGO.match(said)) or bool(_NO_YEAR.match(said))
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
        month, day = first[3] or first[5] or first[7], first[4] or first[6] or first[8]
        return _day(int(first[1]), int(month), int(day), text, today)
    if named := _NAMED.match(said):
        year, month_name, day = named[5], named[2] or named[3], named[1] or named[4]
        return _of_year(year, MONTHS[month_name], int(day), text, today)
    if korean := _NO_YEAR.match(said):
        return _of_year(None, int(korean[1]), int(korean[2]), text, today)
    if last := _YEAR_LAST.match(said):
        one, other = int(last[1]), int(last[3])
        if one != other and one <= 12 and other <= 12:
            raise wrong("two_days", text)
        return _of_year(last[4], *((one, other) if one <= 12 else (other, one)), text, today)
    if _SHORT.match(said):
        raise wrong("short_year", text)
    raise wrong("no_day" if _NO_DAY.match(said) else "not_date", text)


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
    """Read a day with a time: `2026-03-07 21:00`, `7 March 2026 at 9pm`, `2026년 3월 7일 오후 9시`.

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
