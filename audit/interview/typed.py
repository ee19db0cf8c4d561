"""Values as people type them: numbers, hours of a week, approvals, dates. Read by the model, explained where wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.errors import Message, Translate
from audit.interview.asker import Move
from audit.interview.prompts import LATER, UNKNOWN, Prompts, Turn, Unknown
from audit.interview.spoken import DAY_NAMES, UNIT_NAMES, WORK_DAYS
from audit.interview.widgets import Option
from audit.model.pack import Day, Input, Moment, Part, Unit
from audit.model.values import (
    NO_WORDS,
    Layer,
    Value,
    WrongValue,
    read_number,
    read_value,
    read_windows,
    write_value,
    written_number,
)

NONE = "none"
_DIFFERS = ("d", "D", "ㅇ")
"""Typed instead of the hours of Monday to Friday: the days differ."""


@dataclass(frozen=True)
class _Field:
    """One line to fill in: its name, what stands before it, and what reads it (raising `WrongValue`)."""

    name: str
    label: str
    before: str
    check: Callable[[str], object]


class TypedValues:
    """Reads the value of an input.

    Args:
        prompts: The prompts.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """

    def __init__(self, prompts: Prompts, translate: Translate, language: str) -> None:
        self.prompts = prompts
        self.terminal = prompts.terminal
        self._ = translate
        self.language = language

    def read(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        """Read the value of an input.

        Args:
            item: The input.
            value: What it is so far.
            note: Whether a note can be written from here.

        Returns:
            The value, `UNKNOWN`, or None where the lines were left empty.

        Raises:
            Turn: Back, leave, later, or stay for a note.
        """
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
        """Read a number, a date or a text."""
        if item.range:
            self.terminal.write(self._range(item.unit, item.range))
        before = "" if value is None else str(write_value(value, written_number))
        while True:
            # In a free text a lone letter is a letter.
            text = self.prompts.line(before, name=item.id, letters=item.kind != "text", note=note)
            if isinstance(text, Unknown) or not text:
                return text or None
            try:
                return read_value(item, self._word(item, text))
            except WrongValue as wrong:
                self._wrong(wrong)
                before = ""

    def _word(self, item: Input, text: str) -> str:
        """Return a word of the pack for what people write in its place: `None`, `없음`."""
        lowered = text.lower()
        if NONE in item.words and lowered in NO_WORDS:
            return NONE
        return lowered if lowered in item.words else text

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
        self.terminal.write(self._("Monday to Friday. Type d if the days differ."))
        while True:
            text = self.prompts.line(before, name=item.id, note=note)
            if isinstance(text, Unknown) or not text:
                return text or None
            if text in _DIFFERS:
                return {}
            if self._word(item, text) in item.words:
                return self._word(item, text)
            try:
                read_windows(text)
            except WrongValue as wrong:
                self._wrong(wrong)
                before = ""
            else:
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
            )
            for part in item.parts
        ]
        fields += [
            _Field(
                moment.id,
                moment.title[self.language],
                str(before.get(moment.id, "")),
                _reads_moment(item, moment, typed),
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
            marks[index:] = [self.terminal.mark()]
            self.terminal.write(field.label)
            try:
                text = self._field(field, begun.get(field.name, field.before), note and index == 0)
            except Turn as turn:
                if turn.move is not Move.BACK or index == 0:
                    raise
                index -= 1
                self.terminal.back_to(marks[index])
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

    def _field(self, field: _Field, before: str, note: bool) -> str | Unknown:
        while True:
            text = self.prompts.line(before, name=field.name, note=note)
            if isinstance(text, Unknown) or not text:
                return text
            try:
                field.check(text)
            except WrongValue as wrong:
                self._wrong(wrong)
                before = ""
            else:
                return text

    def _layers(self, item: Input, value: Value | None, note: bool) -> Value | Unknown | None:
        before = list(value) if isinstance(value, tuple) else []
        line = str(len(before)) if isinstance(value, tuple) else ""
        while True:
            count = self._layer_count(item, line, note)
            if not isinstance(count, int):
                return count
            layers = self._all_layers(item, count, before)
            if layers is not None:
                return layers
            line = str(count)

    def _layer_count(self, item: Input, line: str, note: bool) -> int | Unknown | None:
        most = Fraction(item.most or 9)
        self.terminal.write(self._("How many approvals, one after the other? (0 to {most}; none: 0)").format(most=most))
        while True:
            text = self.prompts.line(line, name=item.id, note=note)
            if isinstance(text, Unknown) or not text:
                return text or None
            self._echo(text)
            try:
                return 0 if text.lower() in NO_WORDS else int(read_number(text, Fraction(0), most, whole=True))
            except WrongValue as wrong:
                self._wrong(wrong)
                line = ""

    def _all_layers(self, item: Input, count: int, before: list[Layer]) -> tuple[Layer, ...] | None:
        """Read the approvals one by one; None where somebody went back from the first.

        What was read before going back is put into `before`, so that nobody has to type it again.
        """
        layers: list[Layer] = []
        while len(layers) < count:
            number = len(layers)
            self.terminal.write()
            self.terminal.write(self._("Approval {number} of {count}").format(number=number + 1, count=count))
            try:
                layers.append(self._layer(item, number, before[number] if number < len(before) else None))
            except Turn as turn:
                if turn.move is not Move.BACK:
                    raise
                if not layers:
                    return None
                before[number - 1 : number] = [layers.pop()]
        return tuple(layers)

    def _layer(self, item: Input, number: int, before: Layer | None) -> Layer:
        def check(text: str) -> object:
            return read_value(item, [{"minutes": text}])

        self.terminal.write(self._("How many minutes does it take while that person is at work?"))
        written = str(before.minutes) if before and before.minutes is not None else ""
        minutes = self._field(_Field(f"minutes {number}", "", written, check), written, False)
        self._echo(minutes)
        self.terminal.write(self._("Can that person be reached out of hours?"))
        options = [
            Option("1", self._("Yes"), True),
            Option("2", self._("No"), False),
            Option("?", self._("I don't know (counts as no)"), UNKNOWN),
        ]
        reached = self.prompts.choose(options, before.out_of_hours if before else False)
        self._echo(self._("Yes") if reached is True else self._("No"))
        return Layer(int(minutes) if isinstance(minutes, str) and minutes else None, reached is True)

    def _range(self, unit: Unit | None, bounds: tuple[Fraction, Fraction]) -> str:
        numbers = self._("{lowest} to {highest}").format(
            lowest=written_number(bounds[0]), highest=written_number(bounds[1])
        )
        return f"{self._(UNIT_NAMES[unit])}, {numbers}" if unit else numbers

    def _echo(self, text: str | Unknown) -> None:
        """Write down what was typed; the line it was typed in is gone."""
        self.terminal.write("?" if isinstance(text, Unknown) else text or "-", "   ")

    def _wrong(self, wrong: WrongValue) -> None:
        self.terminal.complain(self.prompts.said(Message(wrong.text, wrong.values)))


def _reads_part(part: Part) -> Callable[[str], object]:
    return lambda text: read_number(text, *part.range, whole=part.whole)


def _reads_moment(item: Input, moment: Moment, before: Mapping[str, str]) -> Callable[[str], object]:
    """Return what reads one of several times: together with those before it, because they come in order."""
    return lambda text: read_value(item, {**before, moment.id: text})
