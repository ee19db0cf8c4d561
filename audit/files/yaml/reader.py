"""YAML in: strings, lists and mappings only, with the line of everything, in one pass of bounded depth.

Nothing is guessed: `No`, `1.10` and `2026-02-30` stay the strings that were written, and the model converts them
(RULES 10). Anchors and aliases are refused, so that a small file cannot grow in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.resolver import Resolver

from audit.errors import BadFiles, Message, Problem, say

MOST_BYTES = 20 * 1024 * 1024
"""Room for every question with a note of 100 000 Korean characters."""
MOST_DEPTH = 40

Place = tuple[str | int, ...]
"""Keys and indexes from the top of a document."""

Data = Any
"""Strings, lists of data and mappings from strings to data."""

_Event = Any
"""What the parser found. The one in C has types of its own, and marks that are always there."""

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_GUESSES = Resolver.yaml_implicit_resolvers


BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line of YAML."""
_COLON = re.compile(f"(?:[ \\t{BREAKS}]|#[^{BREAKS}]*)*:")


@dataclass(slots=True)
class Span:
    """Where a value stands in the text of a file, in characters from its beginning.

    Attributes:
        key_start: Where its key begins; -1 where it has none.
        key_end: Where its key ends.
        start: Where it begins, its tag included.
        end: Where it ends: behind its last character, or that of the last thing in it.
        style: `block` or `flow` for lists and tables; of a text its quote, `|` or `>`; empty where it has none.
    """

    key_start: int
    key_end: int
    start: int
    end: int
    style: str


@dataclass
class Document:
    """What a YAML file holds.

    Attributes:
        path: The file.
        data: Strings, lists, mappings. An empty file is an empty mapping.
        lines: The line (from 1) of each place.
        guessed: Places whose unquoted word other YAML readers take for something that is not a string.
        text: The text that was read, without a byte order mark.
        spans: Where each place stands in the text, in its order; empty unless it was asked for.
        files: Of what was put together from several files: places that stand in another one, with all that is in them.
    """

    path: Path
    data: Data
    lines: dict[Place, int] = field(default_factory=dict)
    guessed: dict[Place, str] = field(default_factory=dict)
    text: str = ""
    spans: dict[Place, Span] = field(default_factory=dict)
    files: dict[Place, Path] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest thing around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def file(self, place: Place) -> Path:
        """Return the file in which a place stands, or the nearest thing around it that has a line."""
        while place and place not in self.lines:
            place = place[:-1]
        while place and place not in self.files:
            place = place[:-1]
        return self.files.get(place, self.path)


def read_yaml(path: Path) -> Document:
    """Read one YAML file.

    Raises:
        BadFiles: It is missing, unreadable, too large, not UTF-8, or not YAML of the plain kind described above.
    """
    return parse_yaml(path, read_bytes(path))


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a file of bounded size.

    Raises:
        BadFiles: It is missing, no ordinary file, unreadable or larger than `most` bytes.
    """
    try:
        if not path.is_file():
            if path.exists():
                raise _bad(path, say("this is not an ordinary file"))
            raise _bad(path, say("this file does not exist"))
        if path.stat().st_size > most:
            raise _bad(
                path,
                say("the file is larger than {most} MB", most=most // 2**20),
                say("keep notes short and put long papers beside the audit folder"),
            )
        return path.read_bytes()
    except OSError as error:
        raise _bad(
            path,
            say("the file cannot be read: {reason}", reason=error.strerror or str(error)),
            say("check who may read it"),
        ) from None


def parse_yaml(path: Path, content: bytes, *, spans: bool = False) -> Document:
    """Read YAML from memory.

    Args:
        path: Only for messages.
        content: The bytes of the file.
        spans: Whether to say where each place stands, for whoever changes the text.

    Raises:
        BadFiles: See `read_yaml`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _bad(path, say("the file is not UTF-8 text"), say("save it as UTF-8"), line) from None
    try:
        return _Reader(path, text, spans=spans).read(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _bad(
            path,
            say("this is not YAML: {reason}", reason=error.problem or error.context or ""),
            say("look at this line and the one above it: a colon, a quote or the indent is wrong"),
            mark.line + 1 if mark else 1,
        ) from None
    except yaml.YAMLError as error:
        # A character that YAML does not allow carries its position (in bytes, from the C parser), not its line.
        line = text.encode()[: getattr(error, "position", 0) or 0].count(b"\n") + 1
        raise _bad(
            path, say("the file holds a character that YAML does not allow"), say("delete the control characters"), line
        ) from None


def _bad(path: Path, what: Message, remedy: Message | None = None, line: int = 0) -> BadFiles:
    return BadFiles([Problem(path, line, "", what, remedy)])


@dataclass(slots=True)
class _Key:
    """A key whose value is still to come: its words, its line, and where it stands in the text."""

    name: str
    line: int
    start: int
    end: int


class _Reader:
    """Builds the document from the parser's events, without recursion."""

    def __init__(self, path: Path, text: str, *, spans: bool) -> None:
        self.document = Document(path, {}, text=text)
        self.spans = spans
        self.problems: list[Problem] = []
        self.stack: list[tuple[Data, Place]] = []
        self.keys: list[_Key | None] = []
        self.last = 0
        """Where the last text or flow collection ended."""

    def read(self, events: Iterator[Any]) -> Document:
        documents = 0
        for event in events:
            name = type(event).__name__
            line = event.start_mark.line + 1 if event.start_mark else 1
            if name == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise _bad(
                        self.document.path,
                        say("the file holds a second document (---)"),
                        say("keep one document per file"),
                        line,
                    )
            elif name == "AliasEvent" or getattr(event, "anchor", None):
                raise _bad(
                    self.document.path,
                    say("anchors and aliases (& and *) are not allowed"),
                    say("write the text out; a text that begins with & or * goes in quotes"),
                    line,
                )
            elif name == "ScalarEvent":
                self._scalar(event, line)
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                self._open({} if name == "MappingStartEvent" else [], event, line)
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(event)
        if self.problems:
            raise BadFiles(self.problems)
        return self.document

    def _place(self) -> Place:
        container, place = self.stack[-1]
        if isinstance(container, list):
            return (*place, len(container))
        key = self.keys[-1]
        return (*place, key.name) if key else place

    def _awaits_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None

    def _put(self, value: Data, event: _Event, line: int, style: str) -> Place:
        key: _Key | None = None
        place: Place = ()
        if not self.stack:
            self.document.data = value
        else:
            place = self._place()
            container, _ = self.stack[-1]
            if isinstance(container, list):
                container.append(value)
            else:
                key = self.keys[-1]
                assert key is not None
                container[key.name] = value
                line = key.line
                self.keys[-1] = None
        self.document.lines[place] = line
        if self.spans:
            self._span(place, key, event, style)
        return place

    def _span(self, place: Place, key: _Key | None, event: _Event, style: str) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if style in ("|", ">"):
            # The parser counts the blank lines below to a text in block style.
            end = start + len(self.document.text[start:end].rstrip(f" \t{BREAKS}"))
        elif not style and start == end and key is not None:
            # Nothing stands there; the parser may name the place of whatever comes next.
            colon = _COLON.match(self.document.text, key.end)
            start = end = colon.end() if colon and colon.end() <= start else key.end
        span = Span(key.start if key else -1, key.end if key else -1, start, end, style)
        self.document.spans[place] = span
        self.last = end

    def _scalar(self, event: _Event, line: int) -> None:
        value = event.value
        if self._awaits_key():
            if value in self.stack[-1][0]:
                where = written_place(self.document.data, (*self.stack[-1][1], value))
                self.problems.append(
                    Problem(
                        self.document.path, line, where, say("this key stands here twice"), say("keep one of the two")
                    )
                )
            self.keys[-1] = _Key(value, line, event.start_mark.index, event.end_mark.index)
            return
        place = self._put(value, event, line, event.style or "")
        if event.style in (None, "") and event.implicit[0] and _guessed(value):
            self.document.guessed[place] = value

    def _open(self, container: Data, event: _Event, line: int) -> None:
        if self._awaits_key():
            raise _bad(self.document.path, say("a list or a table cannot be a key"), None, line)
        if len(self.stack) >= MOST_DEPTH:
            raise _bad(self.document.path, say("lists and tables are nested too deeply"), None, line)
        place = self._put(container, event, line, "flow" if event.flow_style else "block")
        self.stack.append((container, place))
        self.keys.append(None)

    def _close(self, event: _Event) -> None:
        _, place = self.stack.pop()
        self.keys.pop()
        if self.spans:
            span = self.document.spans[place]
            if span.style == "flow":
                self.last = event.end_mark.index
            span.end = self.last


def _guessed(value: str) -> bool:
    """Tell whether other YAML readers take this unquoted word for something that is not a string."""
    if value == "":
        return True
    resolvers = [*_GUESSES.get(value[0], []), *_GUESSES.get(None, [])]
    return any(pattern.match(value) for _, pattern in resolvers)


def written_place(data: Data, place: Place) -> str:
    """Write a place the way people name it: `M01.levels[2].ko`; list items that have an id go by it."""
    written = ""
    current = data
    for key in place:
        step = f"[{key}]" if isinstance(key, int) else (f".{key}" if written else str(key))
        if isinstance(current, list) and isinstance(key, int) and key < len(current):
            current = current[key]
            identity = current.get("id") if isinstance(current, Mapping) else None
            if isinstance(identity, str) and identity:
                step = f".{identity}" if written else identity
        elif isinstance(current, Mapping):
            current = current.get(key)
        written += step
    return written
