"""Values as people type them: numbers, hours of a week, approvals, dates. Read by the model, explained where wrong."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, TypeVar, cast

from audit.countries import country_names
from audit.errors import Message, Translate
from audit.interview.asker import Move
from audit.interview.drill_prompts import DrillRows
from audit.interview.prompts import LATER, UNKNOWN, Prompts, Turn, Unknown, keys_of
from audit.interview.widgets import Option
from audit.model.pack import Day, Input, Moment, Part, Unit
from audit.model.reading.amounts import rounded
from audit.model.reading.approvals import is_list_of_approvals
from audit.model.reading.words import NONE, is_none, read_country
from audit.model.values import (
    MESSAGES,
    MOST_LAYERS,
    MOST_MINUTES,
    Drill,
    Layer,
    Value,
    Window,
    WrongValue,
    read_number,
    read_value,
    read_windows,
    typed_word,
    write_value,
    written_number,
)
from audit.wording.names import DAY_NAMES, UNIT_NAMES, WORK_DAYS
from audit.wording.values import spoken_country, spoken_value, understood

T = TypeVar("T")

_Read = Fraction | datetime.date | tuple[Window, ...]
"""What one line of several holds."""

_DIFFERS = keys_of("d")
"""Typed instead of the hours of Monday to Friday: the days differ."""


@dataclass(frozen=True)
class _Field:
    """One line to fill in.

    Attributes:
        name: What it is called.
        label: What stands above it.
        before: What stands in it at first.
        read: Reads it, or raises `WrongValue`.
        unit: In which unit it is.
    """

    name: str
    label: str
    before: str
    read: Callable[[str], _Read]
    unit: Unit | None = None


@dataclass(frozen=True)
class _Line(Generic[T]):
    """What was typed in one line, and what it means."""

    text: str
    found: T


@dataclass
class TypedValues:
    """Reads the value of an input.

    Attributes:
        prompts: The prompts.
        _: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    prompts: Prompts
    _: Translate
    language: str
    _today: datetime.date = field(default=datetime.date.min, init=False)

    def read(self, item: Input, value: Value | None, note: bool, today: datetime.date) -> Value | Unknown | None:
        """Read the value of an input.

        Args:
            item: The input.
            value: What it is so far.
            note: Whether a note can be written from here.
            today: The day on which it is typed.

        Returns:
            The value, `UNKNOWN`, or None where the lines were left empty.

        Raises:
            Turn: Back, leave, later, or stay for a note; with what was read before somebody left.
        """
        self._today = today
        if item.kind == "choice":
            return self._choice(item, value, note)
        self.prompts.line_keys(letters=item.kind != "text", empty=self._("empty line: leave it open"), note=note)
        match item.kind:
            case "week":
                return self._week(item, value, note)
            case "layers":
                return self._layers(item, value, note)
            case "parts" | "moments":
                return self._parts(item, value, note)
            case "drills":
                drills = tuple(row for row in value if isinstance(row, Drill)) if isinstance(value, tuple) else ()
                return DrillRows(self.prompts, self._, self.language).read(item, drills, note, today)
        return self._one(item, value, note)

    def _choice(self, item: Input, value: Value | None, note: bool) -> Value | Unknown:
        options = [
            Option(str(number), choice.title[self.language], choice.id) for number, choice in enumerate(item.choices, 1)
        ]
        options += [
            Option("", "", heading=True),
            Option("?", self._("I don't know"), UNKNOWN),
            Option("s", self._("Leave it open for now"), Move.LATER, LATER),
        ]
        picked = self.prompts.choose(options, value, note=note)
        return picked if isinstance(picked, Unknown) else str(picked)

    def _one(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        """Read a number, a date, a country or a text."""
        if item.range:
            self.prompts.terminal.write(self._range(item.unit, item.range))
        before = "" if value is None else str(write_value(value, written_number))

        def read(text: str) -> Value:
            if item.kind == "country":
                return text if text == before else read_country(text, country_names())
            # What stood there before may be older than what can be typed.
            return read_value(item, text, None if text == before else self._today)

        # In a free text a lone letter is a letter.
        letters = item.kind != "text"
        line = self._line(before, read, lambda found: self._meant(item, found), item.id, note, letters=letters)
        return line.found if isinstance(line, _Line) else line

    def _meant(self, item: Input, value: Value) -> str:
        """Return what was understood, in words."""
        if isinstance(value, str) and item.kind == "country":
            return spoken_country(value, self._, self.language)
        if isinstance(value, str):
            return item.words[value][self.language] if value in item.words else ""
        return understood(value, item.unit, self._)

    def _week(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        written = write_value(value, written_number) if value is not None else {}
        hours: dict[Day, str] = (
            {day: str(written[day]) for day in item.days if day in written} if isinstance(written, dict) else {}
        )
        if not all(day in item.days for day in WORK_DAYS):
            return self._days(item, item.days, hours, {}, note)
        together = self._five_days(item, value, hours, note)
        if not isinstance(together, dict):
            return together
        days = [day for day in item.days if day not in together]
        return self._days(item, days, hours, together, False) if days else read_value(item, together)

    def _five_days(
        self, item: Input, value: Value | None, hours: dict[Day, str], note: bool
    ) -> dict[str, str] | str | Unknown | None:
        """Read Monday to Friday in one line.

        Returns:
            The five days; a word for the whole; an empty table where the days differ; unknown; None for an empty line.
        """
        same = {hours.get(day) for day in WORK_DAYS}
        before = value if isinstance(value, str) else (hours.get("mon", "") if len(same) == 1 else "d" if hours else "")
        self.prompts.terminal.write(self._("Monday to Friday. Type d if the days differ."))

        def read(text: str) -> tuple[Window, ...]:
            return () if text in _DIFFERS or typed_word(item, text) is not None else read_windows(text)

        text = self._field(_Field("together", "", before, read), before, note, plain=_DIFFERS)
        if isinstance(text, Unknown) or not text:
            return text or None
        if text in _DIFFERS:
            return {}
        word = typed_word(item, text)
        if word is not None:
            return word
        self._echo(text)
        return dict.fromkeys(WORK_DAYS, text)

    def _days(
        self, item: Input, days: Sequence[Day], hours: dict[Day, str], typed: dict[str, str], note: bool
    ) -> Value | Unknown | None:
        fields = [_Field(day, self._(DAY_NAMES[day]), hours.get(day, ""), read_windows) for day in days]
        return self._together(item, fields, typed, note)

    def _parts(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        written = write_value(value, written_number) if value is not None else {}
        before = written if isinstance(written, dict) else {}
        typed: dict[str, str] = {}
        fields = [
            _Field(
                part.id,
                f"{part.title[self.language]} ({self._range(part.unit, part.range)})",
                str(before.get(part.id, "")),
                _reads_part(part),
                part.unit,
            )
            for part in item.parts
        ]
        fields += [
            _Field(
                moment.id,
                moment.title[self.language],
                str(before.get(moment.id, "")),
                _reads_moment(item, moment, typed, lambda: self._today, before),
            )
            for moment in item.moments
        ]
        return self._together(item, fields, typed, note)

    def _together(
        self, item: Input, fields: Sequence[_Field], typed: dict[str, str], note: bool
    ) -> Value | Unknown | None:
        """Read several lines into one value; each may stay empty, and going back leads to the line before."""
        any_unknown = False
        begun: dict[str, str] = {}
        marks: list[int] = []
        index = 0
        while index < len(fields):
            field = fields[index]
            marks[index:] = [self.prompts.terminal.mark()]
            self.prompts.terminal.write(field.label)
            try:
                text = self._field(field, begun.get(field.name, field.before), note and index == 0)
            except Turn as turn:
                if turn.move is not Move.BACK or index == 0:
                    # One part that is still missing takes nothing from the others.
                    turn.kept = read_value(item, typed) if typed else None
                    raise
                index -= 1
                self.prompts.terminal.back_to(marks[index])
                typed.pop(fields[index].name, None)
                continue
            self._echo(text)
            any_unknown = any_unknown or isinstance(text, Unknown)
            typed.pop(field.name, None)
            if isinstance(text, str) and text:
                typed[field.name] = begun[field.name] = text
            index += 1
        if not typed:
            return UNKNOWN if any_unknown else None
        return read_value(item, typed)

    def _field(self, field: _Field, line: str, note: bool, plain: Sequence[str] = ()) -> str | Unknown:
        """Read one line until it can be read.

        Args:
            field: The line.
            line: What stands in it at first.
            note: Whether a note can be written from here.
            plain: What is returned as it is typed.

        Returns:
            What is saved of it, in its plain form; empty for an empty line.
        """

        def read(text: str) -> _Read | None:
            return None if text in plain else field.read(text)

        def said(found: _Read | None) -> str:
            return "" if found is None else understood(found, field.unit, self._)

        while True:
            typed = self._line(line, read, said, field.name, note)
            if not isinstance(typed, _Line):
                return typed or ""
            found, text = typed.found, typed.text
            if found is None:
                return text
            corrected = self._asked_back(found, text) if isinstance(found, tuple) and text != field.before else None
            if corrected is None:
                return _written(found)
            line = corrected

    def _line(
        self,
        line: str,
        read: Callable[[str], T],
        said: Callable[[T], str],
        name: str,
        note: bool,
        *,
        letters: bool = True,
    ) -> _Line[T] | Unknown | None:
        """Let one line be typed until it can be read.

        Args:
            line: What stands in it at first.
            read: Reads it, or raises `WrongValue`.
            said: Puts what was understood into words, to be shown beside the line.
            name: What the line is called.
            note: Whether a note can be written from here.
            letters: Whether a lone letter means its key.

        Returns:
            What was typed and what it means; unknown; None for an empty line.
        """
        while True:
            text = self.prompts.line(line, name=name, letters=letters, note=note, echo=lambda typed: said(read(typed)))
            if isinstance(text, Unknown) or not text:
                return text or None
            try:
                return _Line(text, read(text))
            except WrongValue as wrong:
                self._wrong(wrong)
                line = text

    def _asked_back(self, windows: tuple[Window, ...], text: str) -> str | None:
        """Ask whether hours that close before they open are meant so.

        Returns:
            What stands in the line to be corrected; None where it is meant so.
        """
        for window in windows:
            if not window.crosses_midnight:
                continue
            opening, _, closing = str(window).partition("-")
            mark = self.prompts.terminal.mark()
            self.prompts.terminal.write(
                self._(MESSAGES["next_day"]).format(
                    open=opening, close=closing, hours=written_number(rounded(window.hours))
                )
            )
            instead = ", ".join(str(other.instead if other is window and other.instead else other) for other in windows)
            no = self._("No, {hours}").format(hours=instead) if window.instead else self._("No, let me correct it")
            options = [Option("1", self._("Yes, as it stands"), True), Option("2", no, False)]
            try:
                meant_so = self.prompts.choose(options, False if window.instead else None)
            except Turn as turn:
                if turn.move is not Move.BACK:
                    raise
                return text
            finally:
                self.prompts.terminal.back_to(mark)
            if meant_so is not True:
                return instead if window.instead else text
        return None

    def _layers(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        before = [layer for layer in value if isinstance(layer, Layer)] if isinstance(value, tuple) else []
        line = str(len(before)) if isinstance(value, tuple) else ""
        while True:
            count = self._layer_count(item, line, note)
            if not isinstance(count, int):
                return count
            layers = self._all_layers(item, count, before)
            if layers is not None:
                return layers
            line = str(count)

    def _layer_count(self, item: Input, line: str, note: bool) -> int | tuple[Layer, ...] | Unknown | None:
        """Read how many approvals there are, or all of them in one line."""
        most = Fraction(item.most or MOST_LAYERS)

        def read(text: str) -> int | tuple[Layer, ...]:
            if is_none(text):
                return 0
            if is_list_of_approvals(text):
                return cast("tuple[Layer, ...]", read_value(item, text))
            return int(read_number(text, Fraction(0), most, whole=True, unit="layers"))

        def said(found: int | tuple[Layer, ...]) -> str:
            if isinstance(found, int):
                return understood(Fraction(found), "layers", self._)
            return spoken_value(item, found, self._, self.language)

        self.prompts.terminal.write(
            self._("How many approvals, one after the other? (0 to {most}; none: 0)").format(most=most)
            + " "
            + self._("Or all in one line, as in the example.")
        )
        typed = self._line(line, read, said, item.id, note)
        if not isinstance(typed, _Line):
            return typed
        self._echo(typed.text)
        return typed.found

    def _all_layers(self, item: Input, count: int, before: list[Layer]) -> tuple[Layer, ...] | None:
        """Read the approvals one by one; None where somebody went back from the first.

        What was read before going back is put into `before`, so that nobody has to type it again.
        """
        layers: list[Layer] = []
        while len(layers) < count:
            number = len(layers)
            self.prompts.terminal.write()
            self.prompts.terminal.write(self._("Approval {number} of {count}").format(number=number + 1, count=count))
            try:
                layers.append(self._layer(item, number, before[number] if number < len(before) else None))
            except Turn as turn:
                if turn.move is not Move.BACK:
                    # Those that are not told yet are there all the same.
                    missing = [Layer(None, False)] * (count - number)
                    turn.kept = (*layers, *missing) if layers else None
                    raise
                if not layers:
                    return None
                before[number - 1 : number] = [layers.pop()]
        return tuple(layers)

    def _layer(self, item: Input, number: int, before: Layer | None) -> Layer:
        bounds = item.range or (Fraction(0), Fraction(MOST_MINUTES))

        def read(text: str) -> Fraction:
            return read_number(text, *bounds, whole=True, unit="minutes")

        self.prompts.terminal.write(self._("How many minutes does it take while that person is at work?"))
        written = str(before.minutes) if before and before.minutes is not None else ""
        minutes = self._field(_Field(f"minutes {number}", "", written, read, "minutes"), written, False)
        self._echo(minutes)
        self.prompts.terminal.write(self._("Can that person be reached out of hours?"))
        options = [
            Option("1", self._("Yes"), True),
            Option("2", self._("No"), False),
            Option("?", self._("I don't know (counts as no)"), UNKNOWN),
        ]
        reached = self.prompts.choose(options, bool(before and before.out_of_hours))
        self._echo(self._("Yes") if reached is True else self._("No"))
        return Layer(int(minutes) if isinstance(minutes, str) and minutes else None, reached is True)

    def _range(self, unit: Unit | None, bounds: tuple[Fraction, Fraction]) -> str:
        numbers = self._("{lowest} to {highest}").format(
            lowest=written_number(bounds[0]), highest=written_number(bounds[1])
        )
        return f"{self._(UNIT_NAMES[unit])}, {numbers}" if unit else numbers

    def _echo(self, text: str | Unknown) -> None:
        """Write down what was typed; the line it was typed in is gone."""
        said = self._("none") if text == NONE else text
        self.prompts.terminal.write("?" if isinstance(said, Unknown) else said or "-", "   ")

    def _wrong(self, wrong: WrongValue) -> None:
        self.prompts.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))


def _reads_part(part: Part) -> Callable[[str], Fraction]:
    return lambda text: read_number(text, *part.range, whole=part.whole, unit=part.unit)


def _reads_moment(
    item: Input,
    moment: Moment,
    typed: Mapping[str, str],
    today: Callable[[], datetime.date],
    before: Mapping[str, object],
) -> Callable[[str], datetime.date]:
    """Return what reads one of several times: together with those before it, because they come in order."""

    def read(text: str) -> datetime.date:
        day = None if text == before.get(moment.id) else today()
        moments = cast("Mapping[str, datetime.datetime]", read_value(item, {**typed, moment.id: text}, day))
        return moments[moment.id]

    return read


def _written(value: _Read) -> str:
    """Return the plain form of what was read in one line."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or NONE
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    return str(write_value(value, written_number))
