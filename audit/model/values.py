"""The values of inputs: numbers, weekly hours, layers, dates. Read from their written form and back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from audit.model.pack import Day, Input, Part
from audit.model.text import nfc

MINUTES_A_DAY = 24 * 60
_WINDOW = re.compile(r"^\s*(\d{1,2})(?::(\d{2}))?\s*(?:-|–|~)\s*(\d{1,2})(?::(\d{2}))?\s*$")
_MOST_PLACES = 40
_MOMENT = re.compile(r"^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})$")


class WrongValue(ValueError):  # noqa: N818 # named for what it is, like all errors here
    """A value that is not what its input takes.

    Attributes:
        where: The place inside the value, such as `mon` or `[1].minutes`; empty for the whole.
        text: What is wrong, as a message id with placeholders.
        values: What fills the placeholders.
    """

    def __init__(self, text: str, where: str = "", /, **values: object) -> None:
        super().__init__(text.format_map(values))
        self.text = text
        self.where = where
        self.values = values


def N_(text: str) -> str:  # noqa: N802 # the usual gettext name for "translate this later"
    """Mark a message for translation where it will be shown."""
    return text


MESSAGES: Mapping[str, str] = {
    "not_window": N_("{text} is not a window of time; write 09:00-18:00, or 22:00-06:00 across midnight, or none"),
    "not_time": N_("{text} is not a time of day; hours go from 00:00 to 24:00"),
    "no_length": N_("{text} opens and closes at the same time; for the whole day write 00:00-24:00"),
    "not_number": N_("{text} is not a number"),
    "not_whole": N_("{text} is not a whole number"),
    "out_of_range": N_("{text} is out of range; it goes from {lowest} to {highest}"),
    "not_date": N_("{text} is not a date; write it as 2026-11-02"),
    "not_moment": N_("{text} is not a date with a time; write it as 2026-03-07 21:00"),
    "not_in_order": N_("{text} is before the time above it; the times come in order"),
}
"""What is wrong with a value as somebody typed it; the form in the browser says the same."""


@dataclass(frozen=True)
class Window:
    """Watched time on one day, in minutes from its midnight: `open` 0-1439, `close` up to 24 h after `open`."""

    open: int
    close: int

    def __str__(self) -> str:
        close = self.close - MINUTES_A_DAY if self.close > MINUTES_A_DAY else self.close
        return f"{_clock(self.open)}-{_clock(close)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


Week = Mapping[Day, tuple[Window, ...]]
"""The windows of each named day; a day that is named with no window is not watched."""


@dataclass(frozen=True)
class Layer:
    """One approval: minutes when reachable (None: unknown), and whether it can be reached out of hours."""

    minutes: int | None
    out_of_hours: bool


Value = (
    Fraction | str | Week | tuple[Layer, ...] | datetime.date | Mapping[str, Fraction] | Mapping[str, datetime.datetime]
)


def read_windows(text: str) -> tuple[Window, ...]:
    """Read `09:00-18:00`, `9-18`, `22-06`, `09-12, 13-18` or `none`.

    Returns:
        The windows in order; none for `none`. Those that touch or overlap are one where time is counted.

    Raises:
        WrongValue: It is not a list of windows; a window opens and closes at the same time.
    """
    if text.strip().lower() in NO_WORDS:
        return ()
    windows = []
    for piece in text.split(","):
        match = _WINDOW.match(piece)
        if not match:
            raise WrongValue(
                MESSAGES["not_window"],
                text=piece.strip() or "''",
            )
        from_hour, from_minute, to_hour, to_minute = (int(part or 0) for part in match.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if from_minute > 59 or to_minute > 59 or start >= MINUTES_A_DAY or end > MINUTES_A_DAY:
            raise WrongValue(MESSAGES["not_time"], text=piece.strip())
        if start == end:
            raise WrongValue(MESSAGES["no_length"], text=piece.strip())
        windows.append(Window(start, end if end > start else end + MINUTES_A_DAY))
    return tuple(sorted(windows, key=lambda window: window.open))


NO_WORDS = ("none", "no", "없음", "없다", "안함", "안 함")
YES_WORDS = ("yes", "y", "true", "예", "네", "가능")
_NOT_WORDS = ("no", "n", "false", "아니오", "아니요", "불가")


def yes_or_no(text: str) -> bool:
    """Read yes or no in either language."""
    word = text.strip().lower()
    if word in YES_WORDS:
        return True
    if word in _NOT_WORDS:
        return False
    raise WrongValue(N_("{text} is neither yes nor no"), text=text)


def read_number(text: str, lowest: Fraction, highest: Fraction, whole: bool) -> Fraction:
    """Read a number within its range.

    Raises:
        WrongValue: Not a number, not whole where it must be, or out of range.
    """
    cleaned = text.strip().replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", text.strip()) else text.strip()
    try:
        if len(cleaned) > 20 or not re.fullmatch(r"[+-]?\d+(\.\d+)?", cleaned):
            raise InvalidOperation
        number = Fraction(Decimal(cleaned))
    except InvalidOperation:
        raise WrongValue(MESSAGES["not_number"], text=text[:40] or "''") from None
    if whole and number.denominator != 1:
        raise WrongValue(MESSAGES["not_whole"], text=text)
    if not lowest <= number <= highest:
        raise WrongValue(
            MESSAGES["out_of_range"],
            text=text,
            lowest=written_number(lowest),
            highest=written_number(highest),
        )
    return number


def written_number(number: Fraction) -> str:
    """Write a number that has an end, exactly and without needless digits: `60`, `0.5`, `0.00001`.

    Raises:
        ValueError: It has no end, like a third; whoever reads numbers never gets one.
    """
    for places in range(_MOST_PLACES + 1):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            point = len(digits) - places
            return ("-" if number < 0 else "") + digits[:point] + ("." if places else "") + digits[point:]
    raise ValueError(number)


def exact_number(number: Fraction) -> int | Decimal:
    """Return a number as files hold it."""
    return number.numerator if number.denominator == 1 else Decimal(written_number(number))


def json_number(number: Fraction) -> int | float:
    """Return a number as a result holds it."""
    return number.numerator if number.denominator == 1 else float(number)


def read_date(text: str) -> datetime.date:
    """Read `2026-11-02`.

    Raises:
        WrongValue: Not a date of the calendar.
    """
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
            raise ValueError
        return datetime.date.fromisoformat(text.strip())
    except ValueError:
        raise WrongValue(MESSAGES["not_date"], text=text[:40] or "''") from None


def read_moment(text: str) -> datetime.datetime:
    """Read `2026-03-07 21:00`.

    Raises:
        WrongValue: Not a date with a time.
    """
    match = _MOMENT.match(text.strip())
    try:
        if not match:
            raise ValueError
        return datetime.datetime(*(int(part) for part in match.groups()))  # type: ignore[arg-type] # five numbers
    except ValueError:
        raise WrongValue(MESSAGES["not_moment"], text=text[:40] or "''") from None


def read_value(item: Input, raw: object) -> Value:
    """Read the written form of an input, as it stands in an answers file.

    Args:
        item: The input.
        raw: Strings, mappings and lists of strings.

    Raises:
        WrongValue: It is not what the input takes; `where` names the place inside.
    """
    if item.kind in ("number", "choice", "date", "text") and not isinstance(raw, str):
        raise WrongValue(N_("one value is expected here, not a list or a table"))
    if isinstance(raw, str) and raw.strip() in item.words:
        return raw.strip()
    match item.kind:
        case "number":
            lowest, highest = item.range or (Fraction(0), Fraction(10**9))
            return read_number(str(raw), lowest, highest, item.whole)
        case "choice":
            return _read_choice(item, str(raw))
        case "date":
            return read_date(str(raw))
        case "text":
            if not str(raw).strip():
                raise WrongValue(N_("the text is empty"))
            return nfc(str(raw))
        case "week":
            return _read_week(item, raw)
        case "layers":
            return _read_layers(item, raw)
        case "parts":
            return _read_parts(item.parts, raw)
        case "moments":
            return _read_moments(item, raw)


def _read_choice(item: Input, raw: str) -> str:
    ids = [choice.id for choice in item.choices]
    if raw not in ids:
        raise WrongValue(N_("{text} is not one of {choices}"), text=raw[:40], choices=", ".join(ids))
    return raw


def _read_week(item: Input, raw: object) -> Week:
    if not isinstance(raw, Mapping):
        raise WrongValue(N_("weekly hours are written per day: {days}"), days=", ".join(item.days))
    week: dict[Day, tuple[Window, ...]] = {}
    for day, text in raw.items():
        if day not in item.days:
            raise WrongValue(
                N_("{text} is not a day here; the days are {days}"),
                str(day)[:20],
                text=str(day)[:20],
                days=", ".join(item.days),
            )
        if not isinstance(text, str):
            raise WrongValue(N_("one value is expected here, not a list or a table"), day)
        try:
            week[day] = read_windows(text)
        except WrongValue as wrong:
            raise WrongValue(wrong.text, day, **wrong.values) from None
    return week


def _read_layers(item: Input, raw: object) -> tuple[Layer, ...]:
    if not isinstance(raw, list):
        raise WrongValue(N_("approval layers are a list; write [] where none is needed"))
    if item.most is not None and len(raw) > item.most:
        raise WrongValue(N_("{count} layers are too many; {most} at most"), count=len(raw), most=item.most)
    lowest, highest = item.range or (Fraction(0), Fraction(10**6))
    layers = []
    for index, entry in enumerate(raw):
        if not isinstance(entry, Mapping) or not set(entry) <= {"minutes", "out_of_hours"}:
            raise WrongValue(N_("a layer has two keys, minutes and out_of_hours"), f"[{index}]")
        try:
            minutes = entry.get("minutes", "")
            layers.append(
                Layer(
                    int(read_number(str(minutes), lowest, highest, whole=True)) if minutes != "" else None,
                    yes_or_no(str(entry.get("out_of_hours", "no"))),
                )
            )
        except WrongValue as wrong:
            raise WrongValue(wrong.text, f"[{index}]", **wrong.values) from None
    return tuple(layers)


def _read_parts(parts: tuple[Part, ...], raw: object) -> Mapping[str, Fraction]:
    names = ", ".join(part.id for part in parts)
    if not isinstance(raw, Mapping):
        raise WrongValue(N_("several numbers are expected here: {names}"), names=names)
    for key in raw:
        if key not in {part.id for part in parts}:
            raise WrongValue(
                N_("{text} is not known here; the numbers are {names}"), str(key)[:20], text=str(key)[:20], names=names
            )
    values = {}
    for part in parts:
        text = raw.get(part.id, "")
        if text == "":
            continue
        try:
            values[part.id] = read_number(str(text), *part.range, whole=part.whole)
        except WrongValue as wrong:
            raise WrongValue(wrong.text, part.id, **wrong.values) from None
    return values


def _read_moments(item: Input, raw: object) -> Mapping[str, datetime.datetime]:
    names = ", ".join(moment.id for moment in item.moments)
    if not isinstance(raw, Mapping):
        raise WrongValue(N_("several times are expected here: {names}"), names=names)
    for key in raw:
        if key not in {moment.id for moment in item.moments}:
            raise WrongValue(
                N_("{text} is not known here; the times are {names}"), str(key)[:20], text=str(key)[:20], names=names
            )
    values: dict[str, datetime.datetime] = {}
    latest: datetime.datetime | None = None
    for moment in item.moments:
        text = raw.get(moment.id, "")
        if text == "":
            continue
        try:
            value = read_moment(str(text))
        except WrongValue as wrong:
            raise WrongValue(wrong.text, moment.id, **wrong.values) from None
        if latest is not None and value < latest:
            raise WrongValue(MESSAGES["not_in_order"], moment.id, text=str(text))
        values[moment.id] = latest = value
    return values


TODAY = "today"
"""Stands for the day of the audit in what an action sets: a test that is done then."""


def dated(raw: object, date: datetime.date) -> object:
    """Put the day of the audit where an action's numbers say `today`."""
    if isinstance(raw, str):
        return raw.replace(TODAY, date.isoformat(), 1) if raw.startswith(TODAY) else raw
    if isinstance(raw, Mapping):
        return {key: dated(value, date) for key, value in raw.items()}
    return [dated(value, date) for value in raw] if isinstance(raw, list | tuple) else raw


def write_value(value: Value, number: Callable[[Fraction], object] = json_number) -> object:
    """Write a value the way an answers file holds it; `read_value` reads it back the same.

    Args:
        value: The value.
        number: How a number is written: as results hold it, exactly (`exact_number`) for files, or in words.
    """
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, Fraction):
        return number(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [
            {**({"minutes": layer.minutes} if layer.minutes is not None else {}), "out_of_hours": layer.out_of_hours}
            for layer in value
        ]
    written: dict[str, object] = {}
    for key, inner in value.items():
        if isinstance(inner, tuple):
            written[key] = ", ".join(str(window) for window in inner) or "none"
        elif isinstance(inner, datetime.datetime):
            # Not `strftime`: it writes the year 206 in three digits.
            written[key] = inner.isoformat(sep=" ", timespec="minutes")
        else:
            written[key] = number(inner)
    return written
