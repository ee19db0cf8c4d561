"""The values of inputs: numbers, weekly hours, layers, dates. Read from their written form and back."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from audit.model.pack import Day, Input, Part
from audit.model.reading.amounts import read_number, written_number
from audit.model.reading.approvals import Layer, is_list_of_approvals, read_approvals
from audit.model.reading.days import read_date, read_moment
from audit.model.reading.drills import Drill, read_drills
from audit.model.reading.hours import MINUTES_A_DAY, Window, read_windows
from audit.model.reading.words import NO_WORDS, YES_WORDS, word_of, yes_or_no
from audit.model.reading.wrong import MESSAGES, N_, WrongValue
from audit.model.text import nfc

__all__ = [
    "MESSAGES",
    "MINUTES_A_DAY",
    "MOST_LAYERS",
    "MOST_MINUTES",
    "NO_WORDS",
    "N_",
    "YES_WORDS",
    "Drill",
    "Layer",
    "Value",
    "Week",
    "Window",
    "WrongValue",
    "dated",
    "exact_number",
    "json_number",
    "read_date",
    "read_moment",
    "read_number",
    "read_value",
    "read_windows",
    "typed_word",
    "write_value",
    "written_number",
    "yes_or_no",
]


MOST_LAYERS = 9
"""Where a pack does not say how many approvals are taken."""
MOST_MINUTES = 10**6
"""Where a pack does not say how long one approval may take."""

Week = Mapping[Day, tuple[Window, ...]]
"""The windows of each named day; a day that is named with no window is not watched."""


Value = (
    Fraction
    | str
    | Week
    | tuple[Layer, ...]
    | tuple[Drill, ...]
    | datetime.date
    | Mapping[str, Fraction]
    | Mapping[str, datetime.datetime]
)


def exact_number(number: Fraction) -> int | Decimal:
    """Return a number as files hold it."""
    return number.numerator if number.denominator == 1 else Decimal(written_number(number))


def json_number(number: Fraction) -> int | float:
    """Return a number as a result holds it."""
    return number.numerator if number.denominator == 1 else float(number)


def read_value(item: Input, raw: object, today: datetime.date | None = None) -> Value:
    """Read an input as somebody wrote it, into a terminal, a form or an answers file.

    Args:
        item: The input.
        raw: Strings, mappings and lists of strings.
        today: The day on which it was typed; None in a file.

    Raises:
        WrongValue: It is not what the input takes; `where` names the place inside.
    """
    if item.kind in ("number", "choice", "date", "text", "country") and not isinstance(raw, str):
        raise WrongValue(N_("one value is expected here, not a list or a table"))
    if isinstance(raw, str) and (word := typed_word(item, raw)) is not None:
        return word
    match item.kind:
        case "number":
            lowest, highest = item.range or (Fraction(0), Fraction(10**9))
            return read_number(str(raw), lowest, highest, item.whole, item.unit)
        case "choice":
            return _read_choice(item, str(raw))
        case "date":
            return read_date(str(raw), today)
        case "text" | "country":
            return _read_text(str(raw))
        case "week":
            return _read_week(item, raw)
        case "layers":
            return _read_layers(item, raw)
        case "drills":
            return read_drills(raw, [choice.id for choice in item.choices])
        case "parts":
            return _read_parts(item.parts, raw)
        case "moments":
            return _read_moments(item, raw, today)


def _read_text(raw: str) -> str:
    # A country typed at the terminal or in the form is a code; a file of the first release may hold any words.
    if not raw.strip():
        raise WrongValue(N_("the text is empty"))
    return nfc(raw)


def typed_word(item: Input, text: str) -> str | None:
    """Return the word or the choice of an input that a text means, in any language; None where it means none."""
    if item.kind == "drills":
        return None
    if item.words:
        return word_of(text, {word: title.values() for word, title in item.words.items()})
    return word_of(text, {choice.id: choice.title.values() for choice in item.choices})


def _read_choice(item: Input, raw: str) -> str:
    ids = ", ".join(choice.id for choice in item.choices)
    raise WrongValue(MESSAGES["not_choice"], text=raw[:40], choices=ids)


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
    lowest, highest = bounds = item.range or (Fraction(0), Fraction(MOST_MINUTES))
    if isinstance(raw, str) and is_list_of_approvals(raw):
        return read_approvals(raw, bounds, item.most or MOST_LAYERS)
    if not isinstance(raw, list):
        raise WrongValue(N_("approval layers are a list; write [] where none is needed"))
    if item.most is not None and len(raw) > item.most:
        raise WrongValue(MESSAGES["too_many_approvals"], count=len(raw), most=item.most)
    layers = []
    for index, entry in enumerate(raw):
        if not isinstance(entry, Mapping) or not set(entry) <= {"minutes", "out_of_hours"}:
            raise WrongValue(N_("a layer has two keys, minutes and out_of_hours"), f"[{index}]")
        try:
            minutes = entry.get("minutes", "")
            layers.append(
                Layer(
                    int(read_number(str(minutes), lowest, highest, True, "minutes")) if minutes != "" else None,
                    yes_or_no(str(entry["out_of_hours"])) if "out_of_hours" in entry else None,
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
            values[part.id] = read_number(str(text), *part.range, part.whole, part.unit)
        except WrongValue as wrong:
            raise WrongValue(wrong.text, part.id, **wrong.values) from None
    return values


def _read_moments(item: Input, raw: object, today: datetime.date | None) -> Mapping[str, datetime.datetime]:
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
            value = read_moment(str(text), today)
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
        return [_written_drill(entry) if isinstance(entry, Drill) else _written_layer(entry) for entry in value]
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


def _written_layer(layer: Layer) -> dict[str, object]:
    pairs = (("minutes", layer.minutes), ("out_of_hours", layer.out_of_hours))
    return {key: given for key, given in pairs if given is not None}


def _written_drill(drill: Drill) -> dict[str, object]:
    return {"date": drill.date.isoformat(), "announced": drill.announced, "exercised": list(drill.exercised)}
