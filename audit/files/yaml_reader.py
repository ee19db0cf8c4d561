"""YAML in: strings, lists and mappings only, with the line of everything, in one pass of bounded depth.

Nothing is guessed: `No`, `1.10` and `2026-02-30` stay the strings that were written, and the model converts them
(RULES 10). Anchors and aliases are refused, so that a small file cannot grow in memory.
"""

from __future__ import annotations

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

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_GUESSES = Resolver.yaml_implicit_resolvers


@dataclass
class Document:
    """What a YAML file holds.

    Attributes:
        path: The file.
        data: Strings, lists, mappings. An empty file is an empty mapping.
        lines: The line (from 1) of each place.
        guessed: Places whose unquoted word other YAML readers take for something that is not a string.
    """

    path: Path
    data: Data
    lines: dict[Place, int] = field(default_factory=dict)
    guessed: dict[Place, str] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest thing around it that stands in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


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


def parse_yaml(path: Path, content: bytes) -> Document:
    """Read YAML from memory; `path` is only for messages.

    Raises:
        BadFiles: See `read_yaml`.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _bad(path, say("the file is not UTF-8 text"), say("save it as UTF-8"), line) from None
    try:
        return _Reader(path).read(yaml.parse(text, Loader=_Loader))
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


class _Reader:
    """Builds the document from the parser's events, without recursion."""

    def __init__(self, path: Path) -> None:
        self.document = Document(path, {})
        self.problems: list[Problem] = []
        self.stack: list[tuple[Data, Place]] = []
        self.keys: list[tuple[str, int] | None] = []

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
                self._open({} if name == "MappingStartEvent" else [], line)
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                self.stack.pop()
                self.keys.pop()
        if self.problems:
            raise BadFiles(self.problems)
        return self.document

    def _place(self) -> Place:
        container, place = self.stack[-1]
        if isinstance(container, list):
            return (*place, len(container))
        key = self.keys[-1]
        return (*place, key[0]) if key else place

    def _put(self, value: Data, line: int) -> Place:
        if not self.stack:
            self.document.data = value
            self.document.lines[()] = line
            return ()
        place = self._place()
        container, _ = self.stack[-1]
        if isinstance(container, list):
            container.append(value)
            self.document.lines[place] = line
        else:
            key = self.keys[-1]
            assert key is not None
            container[key[0]] = value
            self.document.lines[place] = key[1]
            self.keys[-1] = None
        return place

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        value = event.value
        if self.stack and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None:
            if value in self.stack[-1][0]:
                where = written_place(self.document.data, (*self.stack[-1][1], value))
                self.problems.append(
                    Problem(
                        self.document.path, line, where, say("this key stands here twice"), say("keep one of the two")
                    )
                )
            self.keys[-1] = (value, line)
            return
        place = self._put(value, line)
        if event.style in (None, "") and event.implicit[0] and _guessed(value):
            self.document.guessed[place] = value

    def _open(self, container: Data, line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None:
            raise _bad(self.document.path, say("a list or a table cannot be a key"), None, line)
        if len(self.stack) >= MOST_DEPTH:
            raise _bad(self.document.path, say("lists and tables are nested too deeply"), None, line)
        place = self._put(container, line)
        self.stack.append((container, place))
        self.keys.append(None)


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
