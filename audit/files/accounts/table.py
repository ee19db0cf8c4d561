"""A table of accounts that came from elsewhere: CSV, with semicolons or tabs too, in the encodings that offices save."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from audit.errors import BadFiles, Message, Problem, say
from audit.files.accounts.headings import KIND, field_of, word_in
from audit.files.accounts.register import too_many
from audit.files.yaml.reader import read_bytes
from audit.locale_data import all_locale_data
from audit.model.accounts import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_ENTRIES,
    UNKNOWN,
    Account,
    Entry,
    Impostor,
    Reserved,
    Unused,
)
from audit.model.reading.languages import TYPED, any_of, listed
from audit.model.reading.words import is_none, is_unknown
from audit.model.text import nfc
from audit.model.values import WrongValue, read_date, yes_or_no

MOST_BYTES = 20 * 2**20
KINDS: Mapping[str, type[Entry]] = {"account": Account, "reserved": Reserved, "impostor": Impostor, "unused": Unused}
_ADAPTERS: Mapping[str, TypeAdapter[Entry]] = {kind: TypeAdapter(model) for kind, model in KINDS.items()}
DAYS = ("last_post", "last_answer", "seen", "reported")
YES_NO = ("two_step", "agency_mail", "archive")
LONG = ("address", "purpose", "because", "note")
_SEPARATORS = (",", ";", "\t")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FORMULA = re.compile(r"'(?=[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
"""What `guarded` puts before a cell that a spreadsheet would read as a formula."""
_BETWEEN_PEOPLE = re.compile(
    rf"[,;/·、\n]+|\s+(?:{any_of(listed(*(typed.and_between for typed in TYPED)))})\s+", re.IGNORECASE
)
_COUNTERS = any_of(listed(*(data.register.counters for data in all_locale_data())))
_COUNT = re.compile(rf"([0-9]{{1,12}}|[0-9]{{1,3}}(?:[,.'’ ][0-9]{{3}}){{1,3}}) ?(?:{_COUNTERS})?")
_LOST = "\ufffd"
_MOJIBAKE = re.compile(r"[\u00c3\u00c2\u00ec\u00eb\u00ed\u00ea][\u0080-\u00bf\u2018-\u2026]|[\u5360\uc3d9]{2}")
"""How text looks that was read in a wrong encoding once and saved so."""


_SIGNS = {
    True: frozenset(("o", "○", "●", "true", "1", "on", *listed(*(data.register.yes for data in all_locale_data())))),
    False: frozenset(
        ("x", "×", "✕", "false", "0", "off", "none", "-", *listed(*(data.register.no for data in all_locale_data())))
    ),
}
"""What is ticked in tables instead of yes and no."""


@dataclass(frozen=True)
class Line:
    """One line of a table that was understood.

    Attributes:
        number: Where it stands in the file, from 1.
        identity: The id that it names, or empty.
        entry: What it holds.
        given: The fields that its cells speak of.
    """

    number: int
    identity: str
    entry: Entry
    given: frozenset[str]


@dataclass
class Table:
    """What a table holds.

    Attributes:
        lines: What was understood.
        ignored: Headings of columns that nobody knows.
        notices: What a person should look at: letters that were lost, days in the future.
    """

    lines: list[Line] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    notices: list[Problem] = field(default_factory=list)


def read_table(path: Path, today: datetime.date) -> Table:
    """Read a table of accounts.

    Args:
        path: The file.
        today: The day of the import; nothing was posted later.

    Raises:
        BadFiles: It is no table, or anything in it is wrong: every problem at once, each with its line.
    """
    text = _text(path, read_bytes(path, MOST_BYTES))
    rows = list(_rows(path, text))
    if not rows:
        raise _bad(path, 1, say("{file} is empty", file=path.name), _HOW)
    number, heads = rows[0]
    columns = [field_of(_cell(head)) for head in heads]
    if "platform" not in columns:
        raise _bad(path, number, say("no column of {file} is called platform", file=path.name), _HOW)
    if len(rows) - 1 > MOST_ENTRIES:
        raise _bad(path, 0, *too_many(len(rows) - 1))
    twice = next((name for name in columns if name and columns.count(name) > 1), None)
    if twice is not None:
        where = ", ".join(_cell(head) for head, name in zip(heads, columns, strict=True) if name == twice)
        raise _bad(
            path,
            number,
            say("several columns mean the same: {columns}", columns=where[:200]),
            say("keep one of them, or give the others another heading"),
        )
    table = Table(ignored=tuple(_cell(h) for h, name in zip(heads, columns, strict=True) if name is None and h.strip()))
    problems: list[Problem] = []
    for line, cells in rows[1:]:
        if any(cell.strip() for cell in cells[len(columns) :]):
            problems.append(
                Problem(
                    path,
                    line,
                    "",
                    say(
                        "the line has {cells} cells under {headings} headings", cells=len(cells), headings=len(columns)
                    ),
                    say("put a text that holds the separator in quotes"),
                )
            )
            continue
        found = _Row(path, line, dict(zip([c or "" for c in columns], map(_cell, cells), strict=False)), today)
        entry = found.read()
        problems += found.problems
        table.notices += found.notices
        if entry is not None:
            table.lines.append(entry)
    if problems:
        raise BadFiles(problems)
    return table


def read_line(path: Path, cells: Mapping[str, str], today: datetime.date) -> Entry:
    """Read one entry whose fields were typed one by one.

    Args:
        path: For messages.
        cells: What was typed, by field.
        today: Nothing was posted later.

    Raises:
        BadFiles: Anything of it is wrong; every problem at once.
    """
    row = _Row(path, 0, {name: _cell(text) for name, text in cells.items()}, today)
    line = row.read()
    if line is None:
        raise BadFiles(row.problems)
    return line.entry


_HOW = say(
    "the first line names the columns, such as: platform, name, address, owner; accounts FOLDER export writes one"
)


def _bad(path: Path, line: int, what: Message, remedy: Message | None = None) -> BadFiles:
    return BadFiles([Problem(path, line, "", what, remedy)])


def _text(path: Path, content: bytes) -> str:
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise _bad(
            path,
            0,
            say("{file} is a workbook, not a table of text", file=path.name),
            say("open it and save it as CSV (UTF-8), then import that file"),
        )
    encodings = ["utf-8-sig", "cp949"]
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _bad(
        path,
        0,
        say("{file} is text neither in UTF-8 nor in the Korean code page (cp949)", file=path.name),
        say("save it as CSV (UTF-8), then import that file"),
    )


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that hold something, each with its number."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error:
        raise _bad(
            path,
            number,
            say("a quote is opened here and never closed, or a cell is longer than any text may be"),
            say("look at this line in the file; a quote inside a cell is written twice"),
        ) from None


def _separator(text: str) -> str:
    """Return what stands between the cells: of the three that which yields most known headings in the first line."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(separator: str) -> int:
        heads = next(csv.reader([first], delimiter=separator), [])
        return sum(field_of(_cell(head)) is not None for head in heads)

    return max(_SEPARATORS, key=known)


def _cell(raw: str) -> str:
    """Return a cell without what a spreadsheet needs, in the one spelling of its letters."""
    return _FORMULA.sub("", nfc(_CONTROL.sub("", raw)).strip(), count=1).strip()


class _Row:
    """One line of a table, cell by cell."""

    def __init__(self, path: Path, number: int, cells: Mapping[str, str], today: datetime.date) -> None:
        self.path = path
        self.number = number
        self.cells = {name: text for name, text in cells.items() if name and text}
        self.today = today
        self.problems: list[Problem] = []
        self.notices: list[Problem] = []

    def _problem(self, name: str, what: Message, remedy: Message | None = None) -> None:
        self.problems.append(Problem(self.path, self.number, name, what, remedy))

    def read(self) -> Line | None:
        """Return what the line holds; None where something is wrong with it."""
        kind = self._kind()
        if kind is None:
            return None
        if any(_LOST in text or _MOJIBAKE.search(text) for text in self.cells.values()):
            self.notices.append(
                Problem(
                    self.path,
                    self.number,
                    "",
                    say("letters of this line were lost when the file was saved: {text}", text=self._named()),
                    say("look at it before you take it in; save the table anew as CSV (UTF-8)"),
                )
            )
        fields = KINDS[kind].model_fields
        cells = dict(self.cells)
        for written, meant in (("because", "note"), ("note", "because")):
            # A column of remarks serves every kind of entry.
            if meant in fields and meant not in cells and written in cells and written not in fields:
                cells[meant] = cells.pop(written)
        values = {name: self._value(name, text) for name, text in cells.items() if name in fields}
        for name in ("platform", "name"):
            if name in fields and name not in cells:
                self._problem(
                    name, say("this is missing"), say("every line names its platform and what it is called there")
                )
        if self.problems:
            return None
        try:
            entry = _ADAPTERS[kind].validate_python(values)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                most = LONGEST_TEXT if detail["loc"][0] in LONG else LONGEST_NAME
                self._problem(
                    str(detail["loc"][0]),
                    say("the text is longer than {most} characters", most=most),
                    say("shorten it"),
                )
            return None
        return Line(self.number, cells.get("id", ""), entry, frozenset(values))

    def _named(self) -> str:
        return " ".join(self.cells.get(name, "") for name in ("platform", "name")).strip()[:80]

    def _kind(self) -> str | None:
        said = self.cells.get(KIND, "")
        kind = word_in(KIND, said) if said else "account"
        if kind is None:
            self._problem(
                KIND,
                say("{text} is not a kind of entry", text=said[:40]),
                say("write account, reserved, impostor or unused, or leave the cell empty for an account"),
            )
        return kind

    def _value(self, name: str, text: str) -> Any:  # noqa: ANN401 # what the model reads
        if is_unknown(text) and name not in ("platform", "name"):
            return UNKNOWN
        if name in DAYS:
            return self._day(name, text)
        if name in YES_NO:
            return self._yes_no(name, text)
        if name == "publishers":
            return [] if is_none(text) else [part.strip() for part in _BETWEEN_PEOPLE.split(text) if part.strip()]
        if name == "followers":
            return self._count(name, text)
        if name == "decision":
            return self._decision(name, text)
        if name in ("contractor", "deputy", "owner") and is_none(text):
            return "none" if name != "owner" else ""
        return text

    def _day(self, name: str, text: str) -> str:
        if is_none(text):
            return ""
        try:
            day = read_date(text.split("T")[0] if re.match(r"\d{4}-\d\d-\d\dT", text) else text, self.today)
        except WrongValue as wrong:
            self._problem(name, Message(wrong.text, wrong.values))
            return ""
        if day > self.today:
            self._problem(
                name,
                say("{date} is in the future", date=day.isoformat()),
                say("write the day on which it happened, or leave the cell empty"),
            )
        return day.isoformat()

    def _yes_no(self, name: str, text: str) -> str:
        try:
            sign = next((meant for meant, signs in _SIGNS.items() if text.casefold() in signs), None)
            return "yes" if (yes_or_no(text) if sign is None else sign) else "no"
        except WrongValue as wrong:
            self._problem(name, Message(wrong.text, wrong.values), say("write yes, no or unknown"))
            return ""

    def _count(self, name: str, text: str) -> str:
        found = _COUNT.fullmatch(text)
        if found is None:
            self._problem(name, say("{given} is not a whole number", given=text[:40]))
            return ""
        return re.sub("[^0-9]", "", found[1])

    def _decision(self, name: str, text: str) -> str:
        word = word_in("decision", text)
        if word is None:
            self._problem(
                name,
                say("{text} is not a decision", text=text[:40]),
                say("write keep, merge, close or open, or leave the cell empty"),
            )
        return word or ""
