"""Answers in a few words, for lists and for "so far"."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction

from audit.countries import country_name
from audit.errors import Translate
from audit.model.answers import Answer, Evidence
from audit.model.pack import Day, Input, Question, Unit
from audit.model.values import N_, Layer, Value, Window, write_value, written_number

DAY_NAMES: Mapping[Day, str] = {
    "mon": N_("Monday"),
    "tue": N_("Tuesday"),
    "wed": N_("Wednesday"),
    "thu": N_("Thursday"),
    "fri": N_("Friday"),
    "sat": N_("Saturday"),
    "sun": N_("Sunday"),
    "holiday": N_("holidays"),
}
WORK_DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
MONTH_NAMES = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
ALTERNATIVE_NOTE = N_(
    "Put into a note which other service could use the same money, how much it is, and how many complaints there were about it, of how many in all."
)
"""Said to everybody but the lead, who is asked part by part."""
TYPED_WORDS: Mapping[str, str] = {"none": N_("none"), "alerts": N_("alerts")}
"""The words of the pack that are typed, as a reader of another language types them."""
UNIT_NAMES: Mapping[Unit, str] = {
    "minutes": N_("minutes"),
    "hours": N_("hours"),
    "people": N_("people"),
    "accounts": N_("accounts"),
    "messages": N_("messages"),
    "percent": N_("per cent"),
    "times": N_("times"),
    "days": N_("days"),
    "layers": N_("layers"),
    "platforms": N_("platforms"),
}


def spoken(item: Question | Input, answer: Answer, translate: Translate, language: str) -> str:
    """Return an answer in a few words; empty where there is none."""
    if answer.unknown:
        return translate("I don't know")
    if answer.not_applicable is not None:
        return translate("not applicable: {reason}").format(reason=answer.not_applicable)
    if isinstance(item, Input):
        return spoken_value(item, answer.value, translate, language) if answer.value is not None else ""
    said = []
    if item.opening is not None and answer.choice is not None:
        said += [choice.title[language] for choice in item.opening.choices if choice.id == answer.choice]
    if answer.level is not None:
        said.append(translate("level {level}").format(level=answer.level))
    return ", ".join(said)


def spoken_value(item: Input, value: Value, translate: Translate, language: str) -> str:
    """Return the value of an input in a few words."""
    if isinstance(value, str) and item.kind == "country":
        return translate("{name} ({code})").format(name=country_name(value, language), code=value)
    if isinstance(value, datetime.date):
        return spoken_date(value, translate)
    if isinstance(value, str):
        titles = {choice.id: choice.title for choice in item.choices} | dict(item.words)
        return titles[value][language] if value in titles else value
    if isinstance(value, tuple):
        return "; ".join(_layer(layer, translate) for layer in value) or translate("no approval")
    written = write_value(value, written_number)
    if item.kind == "moments" and isinstance(value, Mapping):
        written = {key: understood(moment, None, translate) for key, moment in value.items()}
    if not isinstance(written, Mapping):
        return _with_unit(written, item.unit, translate)
    if item.kind == "week":
        return _week({str(day): str(hours) for day, hours in written.items()}, translate)
    titles = {part.id: part.title for part in item.parts} | {moment.id: moment.title for moment in item.moments}
    units = {part.id: part.unit for part in item.parts}
    return "; ".join(
        f"{titles[key][language]}: {_with_unit(inner, units.get(key), translate)}" for key, inner in written.items()
    )


def spoken_date(date: datetime.date, translate: Translate) -> str:
    """Return a day in full: `12 March 2026`."""
    return translate("{day} {month} {year}").format(
        day=date.day, month=translate(MONTH_NAMES[date.month - 1]), year=date.year
    )


def spoken_windows(windows: tuple[Window, ...], translate: Translate) -> str:
    """Return the windows of a day, or that nobody watches."""
    return ", ".join(map(str, windows)) or translate("nobody")


def understood(value: object, unit: Unit | None, translate: Translate) -> str:
    """Return what was understood of one line that was typed, to be shown beside it."""
    if isinstance(value, Fraction):
        return _with_unit(written_number(value), unit, translate)
    if isinstance(value, datetime.datetime):
        return f"{spoken_date(value, translate)} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return spoken_date(value, translate)
    if isinstance(value, tuple):
        return spoken_windows(value, translate)
    return str(value)


def _with_unit(number: object, unit: Unit | None, translate: Translate) -> str:
    return translate("{number} {unit}").format(number=number, unit=translate(UNIT_NAMES[unit])) if unit else str(number)


def _layer(layer: Layer, translate: Translate) -> str:
    minutes = (
        translate("minutes not known") if layer.minutes is None else _with_unit(layer.minutes, "minutes", translate)
    )
    reached = translate("at any hour") if layer.out_of_hours else translate("office hours only")
    return f"{minutes}, {reached}"


def _week(hours: Mapping[str, str], translate: Translate) -> str:
    nobody = translate("nobody")
    said = {day: nobody if windows == "none" else windows for day, windows in hours.items()}
    same = {said.get(day) for day in WORK_DAYS}
    together = len(same) == 1 and None not in same
    five_days = translate("Monday to Friday")
    parts = [f"{five_days} {said['mon']}"] if together else []
    parts += [
        f"{translate(DAY_NAMES[day])} {said[day]}"
        for day in DAY_NAMES
        if day in said and not (together and day in WORK_DAYS)
    ]
    return "; ".join(parts)


def spoken_evidence(piece: Evidence) -> str:
    """Return a piece of evidence in one line."""
    return ", ".join(part for part in (piece.what, piece.where, piece.date.isoformat() if piece.date else "") if part)
