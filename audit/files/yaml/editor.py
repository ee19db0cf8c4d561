"""Changing what a YAML file says by changing its text: only the words of what is new, every other character stays.

The reader says where each place stands; what differs between what a file says and what it shall say becomes a few
replacements in its text. The result is read again: it must say what was meant, or another way of writing it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from audit.errors import BadFiles
from audit.files.yaml.reader import BREAKS, Document, Place, Span, parse_yaml
from audit.files.yaml.writer import STEP, as_read, in_line, list_lines, table_lines, written, written_name

_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_BLANK_LINES = re.compile(f"(?:[ \t]*(?:\r\n|[{BREAKS}]))*")
_COMMA = re.compile(f"(?:[ \t{BREAKS}]|#[^{BREAKS}]*)*,")
_COLON = re.compile(f"(?:[ \t{BREAKS}]|#[^{BREAKS}]*)*:")
_DASH = re.compile(r" *-[ \t]+")
_MOST_COMPARED = 2000
"""Entries of a list that are compared one by one; a longer list is written anew."""


@dataclass(frozen=True)
class _Way:
    """How a change is written.

    Attributes:
        fine: Whether keys inside a value are changed one by one, so that comments beside them stay.
        last: Whether what is new stands behind the last entry; else it stands before it.
    """

    fine: bool
    last: bool


_WAYS = (_Way(True, True), _Way(True, False), _Way(False, True), _Way(False, False))
"""From the one that reads best. The others are for texts in block style at the end of a file, and stranger ones."""


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def changed(document: Document, wanted: Mapping[str, Any]) -> Document | None:
    """Change the text of a file so that it says something else.

    Args:
        document: The file as it was read, with spans; its outermost value is a table, or nothing at all.
        wanted: All that it shall say.

    Returns:
        The changed text, read again; None where no safe way was found.
    """
    meant = as_read(wanted)
    for text in _candidates(document, wanted):
        try:
            after = parse_yaml(document.path, text.encode(), spans=True)
        except BadFiles:
            continue
        if after.data == meant:
            return after
    return None


def _candidates(document: Document, wanted: Mapping[str, Any]) -> Iterator[str]:
    if document.data in ({}, ""):
        between = "" if not document.text or document.text[-1] in BREAKS else "\n"
        yield document.text + between + written(wanted).decode()
        return
    for way in _WAYS:
        text = _applied(document.text, list(_Changes(document, way).of_table((), document.data, wanted)))
        if text is not None:
            yield text


def _applied(text: str, edits: list[_Edit]) -> str | None:
    """Make replacements that do not overlap; None where they do."""
    pieces = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            return None
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


class _Changes:
    """Finds the replacements for one document, in one way of writing."""

    def __init__(self, document: Document, way: _Way) -> None:
        self.text = document.text
        self.spans = document.spans
        self.way = way
        self.children: dict[Place, list[Place]] = {}
        for place in document.spans:
            if place:
                self.children.setdefault(place[:-1], []).append(place)
        found = _BREAK.search(self.text)
        self.line_end = found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"
        self.step = self._step()
        self.in_block = [span for span in document.spans.values() if span.style in ("|", ">")]

    def of_table(self, place: Place, before: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[_Edit]:
        """Change a table key by key."""
        gone = [key for key in before if key not in wanted]
        new = {key: value for key, value in wanted.items() if key not in before}
        for key in list(gone):
            # The same under another name: only the name changes.
            other = next((name for name, value in new.items() if as_read(value) == before[key]), None)
            if other is not None:
                span = self.spans[*place, key]
                yield _Edit(span.key_start, span.key_end, written_name(other))
                gone.remove(key)
                del new[other]
        for key, value in before.items():
            if key in wanted and as_read(wanted[key]) != value:
                yield from self._of_value((*place, key), value, wanted[key])
        yield from (self._without((*place, key)) for key in gone)
        if new:
            kept = [child for child in self.children.get(place, []) if child[-1] not in gone]
            yield self._with(place, kept, new)

    def _of_value(self, place: Place, before: object, wanted: object) -> Iterator[_Edit]:
        span = self.spans[place]
        if isinstance(before, dict) and isinstance(wanted, Mapping) and self._goes_inside(place, before, wanted):
            yield from self.of_table(place, before, wanted)
        elif (
            isinstance(before, list)
            and isinstance(wanted, list | tuple)
            and (edits := self._of_list(place, before, wanted)) is not None
        ):
            yield from edits
        else:
            yield from self._anew(place, span, before, wanted)

    def _goes_inside(self, place: Place, before: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
        """Tell whether a table is changed key by key, rather than written anew."""
        if not before or not wanted:
            return bool(wanted) and self.spans[place].style == "flow" and not self._is_bare(place)
        if len(place) == 1 and (self.spans[place].style != "flow" or all(key in wanted for key in before)):
            # All answers, the whole profile: what else stands there is not ours to write. Out of a line no key is taken alone.
            return True
        if not self.way.fine or not any(key in wanted for key in before):
            return False
        whole = all(key in wanted for key in before)
        if self.spans[place].style == "flow":
            return whole
        return whole or all(self._begins_its_line(self.spans[*place, key].key_start) for key in before)

    def _of_list(self, place: Place, before: list[Any], wanted: list[Any] | tuple[Any, ...]) -> list[_Edit] | None:
        """Change a list in block style entry by entry; None where it has to be written anew."""
        entries = self.children.get(place, [])
        lines = [self._line_start(self.spans[entry].start) for entry in entries]
        plain = self.way.fine and self.spans[place].style == "block" and len(entries) + len(wanted) < _MOST_COMPARED
        if not plain or not all(
            _DASH.fullmatch(self.text, line, self.spans[entry].start)
            for line, entry in zip(lines, entries, strict=True)
        ):
            return None
        here, there = [repr(entry) for entry in before], [repr(as_read(entry)) for entry in wanted]
        codes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
        if not any(code[0] == "equal" for code in codes):
            return None
        indent = re.match(" *", self.text[lines[0] :])
        edits = []
        for kind, one, other, first, last in codes:
            fresh = list(list_lines(wanted[first:last], indent[0] if indent else "", self.step))
            if kind == "equal":
                continue
            if other > one:
                # Of what is replaced the end of its last line stays.
                end = self._line_end(self.spans[entries[other - 1]].end)
                edits.append(
                    _Edit(lines[one], end, self.line_end.join(fresh)) if fresh else self._lines(lines[one], end)
                )
            elif one:
                at = self._line_end(self._behind(entries[one - 1]))
                edits.append(_Edit(at, at, "".join(self.line_end + line for line in fresh)))
            else:
                edits.append(_Edit(lines[0], lines[0], "".join(line + self.line_end for line in fresh)))
        return edits

    def _anew(self, place: Place, span: Span, before: object, wanted: object) -> Iterator[_Edit]:
        """Write a value anew in the place of the old one."""
        colon = self._colon(span)
        if colon < 0:
            yield self._first_value(place, span, wanted)
            return
        in_block = self.spans[place[:-1]].style == "block"
        below = self.way.fine and bool(wanted)
        if span.style == "block":
            first = self.spans[self.children[place][0]].key_start if isinstance(before, dict) else span.start
            line = self._line_start(first)
            indent = self.text[line:first]
            if below and isinstance(wanted, Mapping) and isinstance(before, dict) and not indent.strip(" "):
                lines = "".join(self.line_end + line for line in table_lines(wanted, indent, self.step))
                yield _Edit(first, span.end, lines[len(self.line_end) + len(indent) :])
                return
            if below and isinstance(wanted, list | tuple) and isinstance(before, list):
                indent = re.match(" *", self.text[line:])[0]  # type: ignore[index] # it always matches
                yield _Edit(line, span.end, self.line_end.join(list_lines(wanted, indent, self.step)))
                return
            yield _Edit(colon, span.end, f" {in_line(wanted)}")
        elif below and isinstance(wanted, Mapping | list | tuple) and in_block and self._is_bare(place):
            end = self._line_end(span.end)
            yield _Edit(colon, span.end, "")
            yield _Edit(end, end, "".join(self.line_end + line for line in self._block(place, wanted)))
        else:
            yield _Edit(span.start, span.end, f"{' ' if span.start == colon else ''}{in_line(wanted)}")

    def _is_bare(self, place: Place) -> bool:
        """Tell whether nothing, a text or an empty list or table stands behind a key, in the same line."""
        span = self.spans[place]
        inside = self.text[self._colon(span) : span.end]
        return (
            not self.children.get(place)
            and not _BREAK.search(inside)
            and "#" not in inside
            and span.style not in ("|", ">")
        )

    def _block(self, place: Place, wanted: Mapping[str, Any] | list[Any] | tuple[Any, ...]) -> Iterator[str]:
        """Write a list or table that stands below its key."""
        indent = " " * self._column(place[:-1])
        if isinstance(wanted, Mapping):
            return table_lines(wanted, indent + self.step, self.step)
        return list_lines(wanted, indent, self.step)

    def _first_value(self, place: Place, span: Span, wanted: object) -> _Edit:
        """Write a value behind a key that has not even a colon."""
        if self.spans[place[:-1]].style == "flow":
            return _Edit(span.key_end, span.key_end, f": {in_line(wanted)}")
        end = self._line_end(span.key_end)
        return _Edit(end, end, f"{self.line_end}{' ' * self._column(place[:-1])}: {in_line(wanted)}")

    def _with(self, place: Place, kept: list[Place], new: Mapping[str, Any]) -> _Edit:
        """Put new keys into a table."""
        if self.spans[place].style == "flow":
            return self._with_in_line(place, kept, new)
        lines = list(table_lines(new, " " * self._column(place), self.step))
        if not self.way.last:
            kept = kept[:-1]
        if not kept and not place:
            at = self._line_start(self.spans[self.children[place][0]].key_start)
            return _Edit(at, at, "".join(line + self.line_end for line in lines))
        behind = self._behind(kept[-1]) if kept else self._colon(self.spans[place])
        at = self._line_end(behind)
        if kept and behind > self.spans[kept[-1]].end and self._line_start(behind) == behind:
            return _Edit(behind, behind, "".join(line + self.line_end for line in lines))
        return _Edit(at, at, "".join(self.line_end + line for line in lines))

    def _with_in_line(self, place: Place, kept: list[Place], new: Mapping[str, Any]) -> _Edit:
        entries = in_line(new)[1:-1]
        if not kept:
            at = self.text.index("{", self.spans[place].start) + 1
            return _Edit(at, at, entries)
        last = self.spans[kept[-1]]
        at = max(last.end, last.key_end)
        comma = _COMMA.match(self.text, at)
        if comma:
            return _Edit(comma.end(), comma.end(), f" {entries}")
        return _Edit(at, at, f"{' ' if last.start == last.end else ''}, {entries}")

    def _without(self, place: Place) -> _Edit:
        """Take a key out, with its lines and nothing above or below them."""
        span = self.spans[place]
        return self._lines(self._line_start(span.key_start), self._line_end(span.end))

    def _lines(self, start: int, end: int) -> _Edit:
        found = _BREAK.match(self.text, end)
        return _Edit(start, found.end() if found else end, "")

    def _behind(self, place: Place) -> int:
        """Return where something new can stand behind a value: not among the blank lines that belong to a text."""
        end = self.spans[place].end
        for span in self.in_block:
            if span.end == end and "+" in self.text[span.start : span.start + 3]:
                found = _BREAK.match(self.text, end)
                blank = _BLANK_LINES.match(self.text, found.end()) if found else None
                return blank.end() if blank else end
        return end

    def _colon(self, span: Span) -> int:
        """Return where the colon behind a key ends; -1 where there is none."""
        found = _COLON.match(self.text, span.key_end)
        return found.end() if found and found.end() <= max(span.start, span.key_end) else -1

    def _column(self, place: Place) -> int:
        """Return how far the keys of a table in block style are indented."""
        first = self.spans[self.children[place][0]].key_start
        before = self.text[self._line_start(first) : first]
        return len(before) - len(before.lstrip(" ")) if before.strip() == "?" else len(before)

    def _step(self) -> str:
        for place in self.children:
            if place and self.spans[place].style == "block" and self.spans[place].key_start >= 0:
                child = self.spans[self.children[place][0]]
                if child.key_start >= 0 and self.spans[place[:-1]].style == "block":
                    return " " * max(1, self._column(place) - self._column(place[:-1]))
        return STEP

    def _begins_its_line(self, at: int) -> bool:
        return not self.text[self._line_start(at) : at].strip(" ")

    def _line_start(self, at: int) -> int:
        return max(self.text.rfind(letter, 0, at) for letter in BREAKS) + 1

    def _line_end(self, at: int) -> int:
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)
