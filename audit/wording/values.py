"""How the value of an answer is said: in a few words while it is asked for, and as a report shows it.

The two differ where the reader does: whoever has just typed a value sees it on one line and in the words of the question;
whoever reads a report sees a line for each part, numbers with their thousands, and units after one and many.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from audit.errors import Translate
from audit.locale_data import locale_data
from audit.model.answers import OUTSIDE, Answer, Evidence, Sample
from audit.model.pack import Input, Question, Role, Span, Unit
from audit.model.values import N_, Drill, Layer, Value, Window, read_date, read_moment, write_value, written_number
from audit.wording.locale import Locale
from audit.wording.names import DAY_NAMES, MONTH_NAMES, PER_CENT, UNIT_NAMES, WORK_DAYS

if TYPE_CHECKING:
    from audit.model.result.result import InputResult

# -- in a few words ---------------------------------------------------------------------------------------------


def spoken(item: Question | Input, answer: Answer, translate: Translate, language: str) -> str:
    """Return an answer in a few words; empty where there is none."""
    if answer.unknown:
        return translate("I don't know")
    if answer.not_applicable is not None:
        return translate("not applicable: {reason}").format(reason=answer.not_applicable)
    if isinstance(item, Input):
        return spoken_value(item, answer.value, translate, language) if answer.value is not None else ""
    said = []
    if item.opening is not None:
        said += [c.title[language] for c in item.opening.first_version.choices if c.id == answer.choice]
        said += [c.title[language] for c in item.opening.purposes if c.id in answer.purposes]
        said += [
            f"{item.opening.without_voice.ask[language]} {c.title[language]}"
            for c in item.opening.without_voice.choices
            if c.id == answer.without_voice
        ]
    if answer.level is not None:
        said.append(translate("level {level}").format(level=answer.level))
    return ", ".join(said)


def spoken_value(item: Input, value: Value, translate: Translate, language: str) -> str:
    """Return the value of an input in a few words."""
    if isinstance(value, str) and item.kind == "country":
        return spoken_country(value, translate, language)
    if isinstance(value, datetime.date):
        return spoken_date(value, translate)
    if isinstance(value, str):
        titles = {choice.id: choice.title for choice in item.choices} | dict(item.words)
        return titles[value][language] if value in titles else value
    if isinstance(value, tuple) and item.kind == "drills":
        drills = [drill for drill in value if isinstance(drill, Drill)]
        return "; ".join(spoken_drill(item, drill, translate, language) for drill in drills) or translate("no drill")
    if isinstance(value, tuple):
        layers = [layer for layer in value if isinstance(layer, Layer)]
        return "; ".join(_layer(layer, translate) for layer in layers) or translate("no approval")
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


def spoken_drill(item: Input, drill: Drill, translate: Translate, language: str) -> str:
    """Return one drill in a line: its day, whether it was announced, what was exercised."""
    titles = {choice.id: choice.title[language] for choice in item.choices}
    return translate("{date}, {announced}: {exercised}").format(
        date=spoken_date(drill.date, translate),
        announced=translate("announced") if drill.announced else translate("not announced"),
        exercised=", ".join(titles.get(what, what) for what in drill.exercised),
    )


def country_name(code: str, language: str) -> str:
    """Return what a country is called in a language; its code where nobody knows."""
    import babel

    return str(babel.Locale.parse(locale_data(language).cldr).territories.get(code, code))


def spoken_country(code: str, translate: Translate, language: str) -> str:
    """Return a country by its name and its code: `Canada (CA)`."""
    return translate("{name} ({code})").format(name=country_name(code, language), code=code)


def spoken_date(date: datetime.date, translate: Translate) -> str:
    """Return a day in full: `12 March 2026`."""
    return translate("{day} {month} {year}").format(
        day=date.day, month=translate(MONTH_NAMES[date.month - 1]), year=date.year
    )


def spoken_span(span: Span, translate: Translate) -> str:
    """Return a length of time: `12 months`, `30 days`."""
    if span.months:
        return translate("one month") if span.months == 1 else translate("{count} months").format(count=span.months)
    return translate("one day") if span.days == 1 else translate("{count} days").format(count=span.days)


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
    """Return a piece of evidence in one line: what, where, date."""
    return ", ".join(part for part in (piece.what, piece.where, piece.date.isoformat() if piece.date else "") if part)


SOMEBODY_OUTSIDE = N_("Somebody outside: a consultant, a partner body, an auditor")


def checker_titles(checkers: Iterable[Role], translate: Translate, language: str) -> dict[str, str]:
    """Return what those are called who can have looked at evidence, by role; and somebody outside."""
    return {**{role.id: role.title[language] for role in checkers}, OUTSIDE: translate(SOMEBODY_OUTSIDE)}


def spoken_piece(piece: Evidence, titles: Mapping[str, str], translate: Translate) -> str:
    """Return a piece of evidence in one line, with who else has seen or tested it.

    Args:
        piece: The piece.
        titles: The names of those who can have looked, by role; and of `outside`.
        translate: Turns English message ids into the reader's language.
    """
    if piece.checked is None:
        return spoken_evidence(piece)
    pattern = (
        translate("seen by {who}, {date}") if piece.checked.how == "seen" else translate("tested by {who}, {date}")
    )
    who = titles.get(piece.checked.by, piece.checked.by)
    said = f"{spoken_evidence(piece)}, {pattern.format(who=who, date=piece.checked.date.isoformat())}"
    return f"{said}, {spoken_sample(piece.checked.sample, translate)}" if piece.checked.sample else said


def spoken_sample(sample: Sample, translate: Translate) -> str:
    """Return how much of something was looked at."""
    return translate("{looked} of {of} looked at").format(looked=sample.looked, of=sample.of)


# -- as a report shows it ---------------------------------------------------------------------------------------


def written_value(item: InputResult, locale: Locale) -> str:
    """Write the value of an answered input, a line for each of its parts."""
    if item.label is not None:
        return locale.text(item.label)
    value = item.value
    if isinstance(value, Mapping):
        return "\n".join(
            f"{_part(item, str(key), locale)}: {_counted(_legible(item.kind, inner, locale), item.units.get(str(key)), locale)}"
            for key, inner in value.items()
        )
    if isinstance(value, list | tuple):
        if item.kind == "drills":
            return "\n".join(_written_drill(item, entry, locale) for entry in value) or locale.say("no drill")
        if not value:
            return locale.say("no approval needed")
        return "\n".join(_numbered_layer(number, layer, locale) for number, layer in enumerate(value, 1))
    return _counted(_legible(item.kind, value, locale), item.unit, locale)


def _part(item: InputResult, key: str, locale: Locale) -> str:
    return locale.text(item.parts[key]) if key in item.parts else locale.day_of_week(key)


def _legible(kind: str, value: object, locale: Locale) -> object:
    """Write what an answers file notes the way the rest of a page writes it: days in words, hours with a dash."""
    if not isinstance(value, str):
        return value
    if value == "none":
        return locale.say("none")
    if kind == "week":
        return value.replace("-", "–")
    if kind == "country":
        return country_name(value, locale.language)
    if kind == "date":
        return locale.date(read_date(value))
    if kind == "moments":
        moment = read_moment(value)
        return locale.day_and_time(locale.date(moment.date()), f"{moment:%H:%M}")
    return value


def _counted(number: object, unit: str | None, locale: Locale) -> str:
    name = locale.unit(unit, number)
    digits = locale.digits(f"{number:,}") if isinstance(number, int | float) else str(number)
    if name == PER_CENT:
        return locale.data.percent.format(number=digits)
    return locale.say("{number} {unit}", number=digits, unit=name) if name else digits


def _written_drill(item: InputResult, entry: object, locale: Locale) -> str:
    assert isinstance(entry, Mapping)
    named = [locale.text(item.options[what]) if what in item.options else str(what) for what in entry["exercised"]]
    return locale.say(
        "{date}, {announced}: {exercised}",
        date=locale.date(read_date(str(entry["date"]))),
        announced=locale.say("announced") if entry["announced"] else locale.say("not announced"),
        exercised=", ".join(named),
    )


def _numbered_layer(number: int, layer: object, locale: Locale) -> str:
    assert isinstance(layer, Mapping)
    reachable = (
        locale.say("reachable out of hours") if layer.get("out_of_hours") else locale.say("not reachable out of hours")
    )
    if layer.get("minutes") is None:
        return locale.say("Layer {number}: time not known, {reachable}", number=number, reachable=reachable)
    return locale.say(
        "Layer {number}: {time}, {reachable}",
        number=number,
        time=_counted(layer["minutes"], "minutes", locale),
        reachable=reachable,
    )
