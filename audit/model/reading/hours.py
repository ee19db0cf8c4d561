"""Hours as people write them: `9-18`, `9am to 5pm`, `오전 9시~오후 6시`, `09:00～18:00`, `0900-1800`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.model.reading.letters import plain
from audit.model.reading.words import is_none
from audit.model.reading.wrong import wrong

MINUTES_A_DAY = 24 * 60
HALF_A_DAY = MINUTES_A_DAY // 2

_MORNING, _AFTERNOON = (*range(1, 12), 0), (*range(13, 24), 12)
MORNING_MARKS = ("a", "am", "오전", "새벽", "아침")
HOURS_OF: Mapping[str, tuple[int, ...]] = {
    **dict.fromkeys(MORNING_MARKS, _MORNING),
    **dict.fromkeys(("p", "pm", "오후", "저녁"), _AFTERNOON),
    "낮": (*range(13, 19), *range(7, 13)),
    "밤": (*range(1, 6), *range(18, 24), 0),
}
"""What the hours 1 to 12 of a clock mean beside a word for the time of day, in hours of the day."""
DAY_WORDS = ("all day", "24 hours", "24h", "24/7", "around the clock", "24시간", "종일", "하루 종일")
TIME_WORDS: Mapping[str, int] = {"noon": 720, "midday": 720, "정오": 720, "midnight": 0, "자정": 0}
# The browser uses the same patterns. Hour and minutes: 9:30, 9.30, 9시 30분, 9시 반, 9h30; or 0930.
MARK = r"a[.]?m[.]?|p[.]?m[.]?|a|p"
MARK_BEFORE = r"오전|오후|새벽|아침|낮|저녁|밤|a[.]?m[.]?|p[.]?m[.]?"
TIME = rf"^(?:({MARK_BEFORE}) ?)?(?:([0-9]{{1,2}})(?:[:.]([0-9]{{2}})| ?시(?: ?([0-9]{{1,2}}) ?분| ?(반))?| ?h([0-9]{{2}})?| o'clock)?|([0-9]{{1,2}})([0-9]{{2}}))(?: ?({MARK}))?$"
BETWEEN = r" ?(?:-|~|부터|에서|until|till|to) ?"
LISTED = r" ?(?:,|;|/|&|및|그리고| and ) ?"
FROM, UNTIL = r"^from ", r" ?까지$"
BETWEEN_AND = r"^between ([^,]+) and ([^,]+)$"
_TIME, _BETWEEN, _LISTED, _FROM, _UNTIL, _BETWEEN_AND = (
    re.compile(pattern) for pattern in (TIME, BETWEEN, LISTED, FROM, UNTIL, BETWEEN_AND)
)


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
class TimeOfDay:
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
    """Read `09:00-18:00`, `9-18`, `9am-5pm`, `오전 9시~오후 6시`, `22-06`, `09-12, 13-18` or `none`.

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
    windows = [_window(piece) for piece in _LISTED.split(_BETWEEN_AND.sub(r"\1-\2", said))]
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
        # 오후 1시~5시
        end += HALF_A_DAY
    if start >= MINUTES_A_DAY:
        raise wrong("not_time", piece)
    if start == end:
        raise wrong("no_length", piece)
    return Window(start, end if end > start else end + MINUTES_A_DAY)


def _time(text: str, piece: str) -> TimeOfDay:
    time = read_time(text)
    if time is None:
        raise wrong("not_window", piece)
    if time.minute < 0 or time.minute > MINUTES_A_DAY:
        raise wrong("not_time", piece)
    return time


def read_time(text: str) -> TimeOfDay | None:
    """Read a time of day from a plain text; None where it is none, minute -1 where no clock shows it."""
    if text in TIME_WORDS:
        return TimeOfDay(TIME_WORDS[text], mark=False, bare=False)
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
    return TimeOfDay(total if 0 <= total <= MINUTES_A_DAY and minute < 60 else -1, bool(mark), bare)
