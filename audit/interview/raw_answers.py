"""What somebody put into the fields of one question, as an answer: read by the readers of the terminal, field by field.

The fields are those of the form (`audit.interview.item_data.raw_answer` writes an answer into them). Each stands for itself: what is
wrong with one takes nothing from another, and what cannot be read leaves what was saved there as it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

from audit.assess.verdict.evidence import is_complete
from audit.countries import country_names
from audit.errors import Message, Translate
from audit.interview.form_texts import TEXTS
from audit.interview.item_data import raw_answer
from audit.interview.proving import sample_of
from audit.model.answers import Answer, Checked, Evidence, Sample, standing, takes_level
from audit.model.asked import Item
from audit.model.pack import LEVELS, Input, Opening, Question, Unit
from audit.model.reading.amounts import rounded
from audit.model.reading.approvals import is_list_of_approvals
from audit.model.reading.words import is_none, is_unknown, read_country
from audit.model.text import whole
from audit.model.values import (
    MESSAGES,
    MOST_LAYERS,
    MOST_MINUTES,
    Drill,
    Layer,
    Value,
    Window,
    WrongValue,
    read_date,
    read_moment,
    read_number,
    read_value,
    read_windows,
    typed_word,
    write_value,
    written_number,
)
from audit.wording.names import WORK_DAYS
from audit.wording.values import spoken_date, spoken_sample, spoken_value, understood

T = TypeVar("T")

Raw = Mapping[str, Any]
"""What stands in the fields of one question, by their names."""

_OBEYED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What a screen would obey instead of showing it; a line break belongs to a text of several lines."""
_DECIDING = ("level", "purposes", "without_voice", "choice", "value", "unknown", "not_applicable")
_HOW = ("seen", "tested")


@dataclass(frozen=True)
class AskedBack:
    """Hours that close before they open, which are asked back before they are believed.

    Attributes:
        question: The question.
        window: The window; it counts once it stands among the `sure` ones of the raw answer.
        instead: What was probably meant; empty where nothing was.
    """

    question: Message
    window: str
    instead: str


@dataclass(frozen=True)
class Understood:
    """What was understood of the fields of one question.

    Attributes:
        answer: The answer.
        problems: What is wrong, by field.
        asks: What is asked back, by field.
        meant: What was understood, in words, by field.
    """

    answer: Answer
    problems: Mapping[str, Message]
    asks: Mapping[str, AskedBack]
    meant: Mapping[str, str]


def read_raw(
    item: Item,
    raw: Raw,
    before: Answer,
    *,
    today: datetime.date,
    checkers: Collection[str],
    translate: Translate,
    language: str,
) -> Understood:
    """Read what was put into the fields of one question.

    Args:
        item: What is asked.
        raw: The fields.
        before: The answer that stands there so far. A text that stood in a field is believed even where it could not be typed.
        today: The day on which it was typed; no evidence, check or drill is younger.
        checkers: Who can have looked at evidence: roles that somebody else holds, and `outside`.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """
    fields = _Fields(item, raw, before, today, checkers, translate, language)
    return fields.read()


def harmless(text: object) -> str:
    """Return a text as it is kept: without what a screen would obey, and without the space around it."""
    if not isinstance(text, str):
        return ""
    return _OBEYED.sub("", whole(text).replace("\r\n", "\n").replace("\r", "\n")).strip()


def _table(raw: object) -> Mapping[str, Any]:
    return raw if isinstance(raw, Mapping) else {}


def _list(raw: object) -> list[Mapping[str, Any]]:
    return [_table(entry) for entry in raw] if isinstance(raw, list) else []


def _texts(raw: object) -> Iterable[str]:
    """Give every text in the fields, however deep it stands."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping | list):
        for inner in raw.values() if isinstance(raw, Mapping) else raw:
            yield from _texts(inner)


@dataclass
class _Fields:
    """Reads the fields of one question; see `read_raw`."""

    item: Item
    raw: Raw
    before: Answer
    today: datetime.date
    checkers: Collection[str]
    translate: Translate
    language: str
    problems: dict[str, Message] = field(default_factory=dict)
    asks: dict[str, AskedBack] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._stood = frozenset(_texts(raw_answer(self.item, self.before)))

    def read(self) -> Understood:
        """Read all of them."""
        item = self.item
        decided = self._level(item) if isinstance(item, Question) else self._value(item)
        given = self.before.model_copy(update={**_nothing(), **decided})
        unread = bool(self.problems or self.asks)
        if unread and standing(item, given) == "open" and not self.before.confirm:
            # What cannot be read yet takes the place of nothing.
            given = given.model_copy(update={key: getattr(self.before, key) for key in _DECIDING})
        if self.raw.get("confirm") and self.before.confirm and _decides(given) == _decides(self.before):
            given = given.model_copy(update={"confirm": True})
        words: dict[str, object] = {}
        if item.pillar is not None:
            words["note"] = harmless(self.raw.get("note"))
        if isinstance(item, Question):
            words["evidence"] = tuple(self._evidence())
            if item.opening is not None:
                words["text"] = harmless(self.raw.get("words"))
        return Understood(given.model_copy(update=words), self.problems, self.asks, self.meant)

    def _day_of(self, text: str) -> datetime.date | None:
        """Return the day on which a text was typed; None for what stood there, which may be older than what can be typed."""
        return None if text in self._stood else self.today

    def _try(self, name: str, text: str, read: Callable[[str], T], said: Callable[[T], str]) -> T | None:
        """Read the text of a field; None where it is wrong, and then it is said why."""
        try:
            found = read(text)
        except WrongValue as wrong:
            self.problems[name] = Message(wrong.text, wrong.values)
            return None
        if meant := said(found):
            self.meant[name] = meant
        return found

    def _unknown(self, name: str) -> Mapping[str, object]:
        self.meant[name] = self.translate(TEXTS["unknown"])
        return {"unknown": True}

    # -- levels ---------------------------------------------------------------------------------------------------

    def _level(self, item: Question) -> Mapping[str, object]:
        pick = self.raw.get("pick")
        if pick == "unknown":
            return {"unknown": True}
        if item.opening is not None:
            return self._opening(item, item.opening)
        if pick == "na" and item.not_applicable is not None:
            reason = harmless(self.raw.get("reason"))
            if reason:
                return {"not_applicable": reason}
            self.problems["reason"] = Message(TEXTS["no_reason"])
            return {}
        level = _level_in(pick)
        return {} if level is None else {"level": level}

    def _opening(self, item: Question, opening: Opening) -> Mapping[str, object]:
        """Read what was said before the levels. The one reason of the first version stands until purposes are chosen."""
        ticked, found = _table(self.raw.get("purposes")), dict[str, object]()
        purposes = tuple(choice.id for choice in opening.purposes if ticked.get(choice.id))
        if purposes:
            found["purposes"] = purposes
        elif any(choice.id == self.raw.get("choice") for choice in opening.first_version.choices):
            found["choice"] = self.raw["choice"]
        if any(choice.id == self.raw.get("without") for choice in opening.without_voice.choices):
            found["without_voice"] = self.raw["without"]
        level = _level_in(self.raw.get("level"))
        if level is not None and takes_level(item, Answer().model_copy(update=found)):
            found["level"] = level
        return found

    # -- values ---------------------------------------------------------------------------------------------------

    def _value(self, item: Input) -> Mapping[str, object]:
        if self.raw.get("pick") == "unknown":
            return {"unknown": True}
        match item.kind:
            case "choice":
                choice = self.raw.get("choice")
                return {"value": choice} if any(known.id == choice for known in item.choices) else {}
            case "week":
                return self._week(item)
            case "parts" | "moments":
                return self._parts(item)
            case "layers":
                return self._layers(item)
            case "drills":
                return self._drills(item)
        return self._line(item)

    def _line(self, item: Input) -> Mapping[str, object]:
        """Read a number, a date, a country or a text."""
        text = harmless(self.raw.get("text"))
        if not text:
            return {}
        if is_unknown(text):
            return self._unknown("value")

        def read(typed: str) -> Value:
            if item.kind == "country" and typed not in self._stood:
                return read_country(typed, country_names())
            return read_value(item, typed, self._day_of(typed))

        def said(found: Value) -> str:
            return (
                ""
                if item.kind == "text" and found == text
                else spoken_value(item, found, self.translate, self.language)
            )

        value = self._try("value", text, read, said)
        return {} if value is None else {"value": value}

    def _week(self, item: Input) -> Mapping[str, object]:
        days = _table(self.raw.get("days"))
        together = all(day in item.days for day in WORK_DAYS) and not self.raw.get("differ")
        five = harmless(days.get("together")) if together else ""
        if together and five and (word := typed_word(item, five)) is not None:
            self.meant["together"] = item.words[word][self.language]
            return {"value": word}
        texts: dict[str, str] = {
            day: harmless(days.get(day)) for day in item.days if not (together and day in WORK_DAYS)
        }
        if together:
            texts = {"together": five, **texts}
        read = self._several(texts, self._hours, {})
        plain = {name: _hours_text(windows) for name, windows in read.items()}
        if together:
            hours = plain.pop("together", None)
            plain |= dict.fromkeys(WORK_DAYS, hours) if hours is not None else {}
        wrong = {*self.problems, *self.asks}
        wrong |= set(WORK_DAYS) if "together" in wrong else set()
        return self._joined(item, plain, [day for day in item.days if day in wrong], texts)

    def _hours(self, name: str, text: str) -> tuple[Window, ...] | None:
        """Read the hours of one field; none where they are asked back."""
        windows = read_windows(text)
        sure = self.raw.get("sure")
        believed = sure if isinstance(sure, list) else []
        odd = next((w for w in windows if w.crosses_midnight and str(w) not in believed), None)
        if odd is None:
            return windows
        opening, _, closing = str(odd).partition("-")
        hours = written_number(rounded(odd.hours))
        question = Message(MESSAGES["next_day"], {"open": opening, "close": closing, "hours": hours})
        instead = ", ".join(str(w.instead if w is odd and w.instead else w) for w in windows) if odd.instead else ""
        self.asks[name] = AskedBack(question, str(odd), instead)
        return None

    def _parts(self, item: Input) -> Mapping[str, object]:
        fields = _table(self.raw.get("fields"))
        parts = {part.id: part for part in item.parts}
        names = (*parts, *(moment.id for moment in item.moments))
        texts = {name: harmless(fields.get(name)) for name in names}
        latest = datetime.datetime.min

        def read(name: str, text: str) -> Fraction | datetime.datetime:
            nonlocal latest
            if name in parts:
                part = parts[name]
                return read_number(text, *part.range, part.whole, part.unit)
            moment = read_moment(text, self._day_of(text))
            if moment < latest:
                raise WrongValue(MESSAGES["not_in_order"], name, text=text)
            latest = moment
            return moment

        units = {part.id: part.unit for part in item.parts}
        found: dict[str, Fraction | datetime.datetime] = self._several(texts, read, units)
        plain = {name: _part_text(value) for name, value in found.items()}
        return self._joined(item, plain, [name for name in texts if name in self.problems], texts)

    def _several(
        self, texts: Mapping[str, str], read: Callable[[str, str], T | None], units: Mapping[str, Unit]
    ) -> dict[str, T]:
        """Read the texts of several fields; what is wrong with one takes nothing from another."""
        found: dict[str, T] = {}
        for name, text in texts.items():
            if is_unknown(text):
                self.meant[name] = self.translate(TEXTS["unknown"])
            elif text:
                value = self._try(name, text, partial(read, name), partial(self._said, units.get(name)))
                if value is not None:
                    found[name] = value
        return found

    def _said(self, unit: Unit | None, found: object) -> str:
        return "" if found is None else understood(found, unit, self.translate)

    def _joined(
        self, item: Input, plain: Mapping[str, str], wrong: Iterable[str], texts: Mapping[str, str]
    ) -> Mapping[str, object]:
        """Put several fields into one value; one that cannot be read keeps what was saved of it, where that still fits."""
        written = write_value(self.before.value, written_number) if self.before.value is not None else {}
        stood = written if isinstance(written, Mapping) else {}
        kept = {name: str(stood[name]) for name in wrong if name in stood}
        if not plain and not kept:
            only_unknown = not self.problems and not self.asks and any(map(is_unknown, texts.values()))
            return {"unknown": True} if only_unknown else {}
        try:
            return {"value": read_value(item, {**kept, **plain})}
        except WrongValue:
            return {"value": read_value(item, dict(plain))} if plain else {}

    def _layers(self, item: Input) -> Mapping[str, object]:
        """Read how many approvals there are and then one by one, or all of them in one line."""
        text = harmless(self.raw.get("count"))
        if not text:
            return {}
        if is_unknown(text):
            return self._unknown("count")
        if is_list_of_approvals(text):
            listed = self._try(
                "count",
                text,
                lambda typed: read_value(item, typed),
                lambda found: spoken_value(item, found, self.translate, self.language),
            )
            return {} if listed is None else {"value": listed}
        most = Fraction(item.most or MOST_LAYERS)

        def counted(typed: str) -> Fraction:
            if is_none(typed):
                return Fraction(0)
            return read_number(typed, Fraction(0), most, whole=True, unit="layers")

        def said(found: Fraction) -> str:
            if not found:
                return spoken_value(item, (), self.translate, self.language)
            return understood(found, "layers", self.translate)

        count = self._try("count", text, counted, said)
        if count is None:
            return {}
        rows = _list(self.raw.get("layers"))
        return {"value": tuple(self._layer(item, number, rows) for number in range(int(count)))}

    def _layer(self, item: Input, number: int, rows: list[Mapping[str, Any]]) -> Layer:
        row = rows[number] if number < len(rows) else {}
        text, bounds = harmless(row.get("minutes")), item.range or (Fraction(0), Fraction(MOST_MINUTES))
        minutes = None
        if text and not is_unknown(text):
            minutes = self._try(
                f"minutes-{number}",
                text,
                lambda typed: read_number(typed, *bounds, whole=True, unit="minutes"),
                lambda found: understood(found, "minutes", self.translate),
            )
        if f"minutes-{number}" in self.problems and isinstance(self.before.value, tuple):
            known = self.before.value[number] if number < len(self.before.value) else None
            minutes = Fraction(known.minutes) if isinstance(known, Layer) and known.minutes is not None else None
        return Layer(None if minutes is None else int(minutes), row.get("reached") == "yes")

    def _drills(self, item: Input) -> Mapping[str, object]:
        """Read the register of drills; a row that was begun and not finished is complained of at its day."""
        if self.raw.get("none"):
            return {"value": ()}
        found = [self._drill(item, number, row) for number, row in enumerate(_list(self.raw.get("rows")))]
        drills = [drill for drill in found if drill is not None]
        return {"value": tuple(drills)} if drills else {}

    def _drill(self, item: Input, number: int, row: Mapping[str, Any]) -> Drill | None:
        name, text, ticked = f"drill-{number}", harmless(row.get("date")), _table(row.get("exercised"))
        exercised = tuple(choice.id for choice in item.choices if ticked.get(choice.id))
        announced = row.get("announced")
        if not text and not exercised and not announced:
            return None
        date = self._past_day(name, text, TEXTS["drill_in_the_future"]) if text else None
        if name in self.problems:
            return None
        if date is None or not exercised or announced not in ("yes", "no"):
            self.problems[name] = Message(TEXTS["drill_missing"])
            return None
        return Drill(date, announced == "yes", exercised)

    def _past_day(
        self, name: str, text: str, too_late: str, *, since: datetime.date | None = None
    ) -> datetime.date | None:
        """Read a day that is not to come, and not before another one; None where it is wrong."""

        def read(typed: str) -> datetime.date:
            date = read_date(typed, self._day_of(typed))
            if date > self.today:
                raise WrongValue(too_late, date=date.isoformat())
            if since is not None and date < since:
                raise WrongValue(TEXTS["check_before"], date=date.isoformat(), day=since.isoformat())
            return date

        return self._try(name, text, read, lambda found: spoken_date(found, self.translate))

    # -- evidence -------------------------------------------------------------------------------------------------

    def _evidence(self) -> Iterable[Evidence]:
        for number, piece in enumerate(_list(self.raw.get("evidence"))):
            what, where, text = (harmless(piece.get(key)) for key in ("what", "where", "date"))
            date = self._past_day(f"date-{number}", text, TEXTS["in_the_future"]) if text else None
            if what:
                found = Evidence(what=what, where=where, date=date, law=bool(piece.get("law")))
                yield found.model_copy(update={"checked": self._checked(number, piece, found)})
            elif where or text:
                self.problems[f"what-{number}"] = Message(TEXTS["what_missing"])

    def _checked(self, number: int, piece: Mapping[str, Any], found: Evidence) -> Checked | None:
        """Return who else has looked, and when; nobody unless all of it is said."""
        text = harmless(piece.get("on"))
        if piece.get("how") not in _HOW or not is_complete(found):
            return None
        day = self._past_day(f"on-{number}", text, TEXTS["check_in_the_future"], since=found.date) if text else None
        stood = {other.checked.by for other in self.before.evidence if other.checked is not None}
        part = harmless(piece.get("sample"))
        sample = self._try(f"sample-{number}", part, sample_of, self._said_sample) if part else None
        if day is None or piece.get("by") not in {*self.checkers, *stood}:
            return None
        return Checked.model_validate({"how": piece["how"], "by": piece["by"], "date": day, "sample": sample})

    def _said_sample(self, sample: Sample | None) -> str:
        return spoken_sample(sample, self.translate) if sample else ""


def _level_in(text: object) -> int | None:
    return int(text) if isinstance(text, str) and text in {str(level) for level in LEVELS} else None


def _hours_text(windows: tuple[Window, ...]) -> str:
    return ", ".join(map(str, windows)) or "none"


def _part_text(value: Fraction | datetime.datetime) -> str:
    return written_number(value) if isinstance(value, Fraction) else value.isoformat(" ", "minutes")


def _nothing() -> Mapping[str, object]:
    return {key: Answer.model_fields[key].default for key in (*_DECIDING, "confirm")}


def _decides(answer: Answer) -> tuple[object, ...]:
    return tuple(getattr(answer, key) for key in _DECIDING)
