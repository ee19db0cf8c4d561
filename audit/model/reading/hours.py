"""Hours as people write them: `9-18`, `9am to 5pm`, `09:00～18:00`, `0900-1800`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.locale_data import TimeOfDay
from audit.model.reading.languages import NEVER, TYPED, any_of, listed, merged
from audit.model.reading.letters import plain
from audit.model.reading.words import is_none
from audit.model.reading.wrong import wrong

MINUTES_A_DAY = 24 * 60
HALF_A_DAY = MINUTES_A_DAY // 2

_CLOCK_FACE: Mapping[TimeOfDay, tuple[int, ...]] = {
    "morning": (*range(1, 12), 0),
    "afternoon": (*range(13, 24), 12),
    "midday": (*range(13, 19), *range(7, 13)),
    "night": (*range(1, 6), *range(18, 24), 0),
}
_TIMES_OF_DAY = {word: time for typed in TYPED for word, time in typed.times_of_day.items()}
MORNING_MARKS = tuple(word for word, time in _TIMES_OF_DAY.items() if time == "morning")
HOURS_OF: Mapping[str, tuple[int, ...]] = {word: _CLOCK_FACE[time] for word, time in _TIMES_OF_DAY.items()}
"""What the hours 1 to 12 of a clock mean beside a word for the time of day, in hours of the day."""
DAY_WORDS = listed(*(typed.whole_day for typed in TYPED))
TIME_WORDS = merged(typed.times for typed in TYPED)
# The browser uses the same patterns. Hour and minutes: 9:30, 9.30, 9h30, or 0930; and with the words of a language.
MARK = "|".join(listed(*(typed.mark_after for typed in TYPED))) or NEVER
MARK_BEFORE = "|".join(listed(*(typed.mark_before for typed in reversed(TYPED)))) or NEVER
HOUR, MINUTE, HALF_HOUR = (
    any_of(listed(*words))
    for words in (
        [typed.hour for typed in TYPED],
        [typed.minute for typed in TYPED],
        [typed.half_hour for typed in TYPED],
    )
)
_ALONE = any_of(listed(*(typed.hour_alone for typed in TYPED)))
TIME = rf"^(?:({MARK_BEFORE}) ?)?(?:([0-9]{{1,2}})(?:[:.]([0-9]{{2}})| ?{HOUR}(?: ?([0-9]{{1,2}}) ?{MINUTE}| ?({HALF_HOUR}))?| ?h([0-9]{{2}})?|{_ALONE})?|([0-9]{{1,2}})([0-9]{{2}}))(?: ?({MARK}))?$"
BETWEEN = rf" ?(?:-|~|{any_of(listed(*(typed.until_between for typed in TYPED)))}) ?"
LISTED = rf" ?(?:,|;|/|&|{any_of(listed(*(typed.listed for typed in TYPED)))}) ?"
FROM = rf"^{any_of(listed(*(typed.before_hours for typed in TYPED)))}"
UNTIL = rf" ?{any_of(listed(*(typed.behind_hours for typed in TYPED)))}$"
BETWEEN_HOURS = tuple(f"^{pattern}$" for typed in TYPED for pattern in typed.between_hours)
"""A sentence about hours; its two groups are the beginning and the end."""
_TIME, _BETWEEN, _LISTED, _FROM, _UNTIL = (re.compile(pattern) for pattern in (TIME, BETWEEN, LISTED, FROM, UNTIL))
_SENTENCES = tuple(map(re.compile, BETWEEN_HOURS))


@dataclass(frozen=True)
class Window:
    """Watched time on one day, in minutes from its midnight: `open` 0-1439, `close` up to 24 h after `open`."""

    open: int
    close: int

    def __str__(self) -> str:
        close = self.close - MINUTES_A_DAY if self.close > MINUTES_A_DAY else self.close
        return f"{written_time(self.open)}-{written_time(close)}"

    @property
    def hours(self) -> Fraction:
        """How long it is, in hours."""
        return Fraction(self.close - self.open, 60)

    @property
    def crosses_midnight(self) -> bool:
        """Whether it closes on the next day; whoever types such a window is asked back."""
        return self.close > MINUTES_A_DAY

    @property
    def instead(self) -> Window | None:
        """What was probably meant by a window that closes before it opens: 09:00-17:00 for 9-5; None where that is no window."""
        close = self.close - MINUTES_A_DAY + HALF_A_DAY
        return Window(self.open, close) if self.crosses_midnight and self.open < close <= MINUTES_A_DAY else None


@dataclass(frozen=True)
class Time:
    """A time as it was written.

    Attributes:
        minute: Minutes from midnight, 0 to 1440.
        mark: Whether a word said which half of the day it is.
        bare: Whether it could as well be twelve hours later: an hour of a clock face, written without a zero before it.
    """

    minute: int
    mark: bool
    bare: bool


def written_time(minute: int) -> str:
    """Write minutes from midnight as `09:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def read_windows(text: str) -> tuple[Window, ...]:
    """Read `09:00-18:00`, `9-18`, `9am-5pm`, `22-06`, `09-12, 13-18` or `none`.

    Returns:
        The windows in order; none for `none`. Those that touch or overlap are one where time is counted.

    Raises:
        WrongValue: It is not a list of windows; a window opens and closes at the same time.
    """
    if is_none(text):
        return ()
    said = plain(text)
    if said in DAY_WORDS:
        return (Window(0, MINUTES_A_DAY),)
    for sentence in _SENTENCES:
        said = sentence.sub(r"\1-\2", said)
    windows = [_window(piece) for piece in _LISTED.split(said)]
    return tuple(sorted(windows, key=lambda window: window.open))


def _window(piece: str) -> Window:
    times = _BETWEEN.split(_UNTIL.sub("", _FROM.sub("", piece)))
    if len(times) != 2:
        raise wrong("not_window", piece)
    opening, closing = (_time(time, piece) for time in times)
    start, end = opening.minute, closing.minute
    if closing.mark and opening.bare and start + HALF_A_DAY < end:
        # 1-5pm
        start += HALF_A_DAY
    elif opening.mark and closing.bare and end <= start < end + HALF_A_DAY:
        # 1pm-5
        end += HALF_A_DAY
    if start >= MINUTES_A_DAY:
        raise wrong("not_time", piece)
    if start == end:
        raise wrong("no_length", piece)
    return Window(start, end if end > start else end + MINUTES_A_DAY)


def _time(text: str, piece: str) -> Time:
    time = read_time(text)
    if time is None:
        raise wrong("not_window", piece)
    if time.minute < 0 or time.minute > MINUTES_A_DAY:
        raise wrong("not_time", piece)
    return time


def read_time(text: str) -> Time | None:
    """Read a time of day from a plain text; None where it is none, minute -1 where no clock shows it."""
    if text in TIME_WORDS:
        return Time(TIME_WORDS[text], mark=False, bare=False)
    match = _TIME.match(text)
    if match is None or (match[1] and match[9]):
        return None
    written = match[2] or match[7]
    hour = int(written)
    minute = 30 if match[5] else int(match[3] or match[4] or match[6] or match[8] or 0)
    mark = (match[1] or match[9] or "").replace(".", "")
    if mark and 1 <= hour <= 12:
        hour = HOURS_OF[mark][hour - 1]
    elif mark in MORNING_MARKS and hour > 0:
        hour = -1
    total = hour * 60 + minute
    bare = not mark and 1 <= hour < 12 and not written.startswith("0")
    return Time(total if 0 <= total <= MINUTES_A_DAY and minute < 60 else -1, bool(mark), bare)
