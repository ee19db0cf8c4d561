"""The writer of Markdown: the tree as plain text that any editor opens. Pictures become their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from audit.report.document.blocks import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE = "\\_" * 40
_ROOM = 12
"""Underscores of an empty cell: room to write."""


def write_markdown(document: Document) -> bytes:
    """Write a document as Markdown.

    Args:
        document: The tree.
    """
    parts = [part for chapter in document.chapters for part in _blocks(chapter.blocks)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=level, content=content):
                yield f"{'#' * level} {_words(content)}"
            case Paragraph(kind="lines"):
                yield _LINE
            case Paragraph(content=content):
                yield _words(content)
            case Items(is_ordered=is_ordered, start=start, items=items, kind=kind):
                box = "[ ] " if kind == "choices" else ""
                marks = (f"{start + number}. " if is_ordered else f"- {box}" for number in range(len(items)))
                yield "\n".join(
                    mark + "\n".join(_blocks(item.blocks)).replace("\n", "\n" + " " * 4)
                    for mark, item in zip(marks, items, strict=True)
                )
            case Table():
                yield _table(block)
            case Note(blocks=inner):
                yield "\n\n".join(_blocks(inner))
            case Figure(alternative=alternative):
                yield _plain(alternative)
            case PageBreak():
                yield "---"


def _table(table: Table) -> str:
    head = [_cell(cell) for row in table.head[:1] for cell in row.cells] or [""] * len(table.shares)
    rows = [[_cell(cell) or "\\_" * _ROOM for cell in row.cells] for row in table.rows]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(cell: Cell) -> str:
    return " ".join(" ".join(_blocks(cell.blocks)).split())


def _words(content: Iterable[Inline]) -> str:
    made = []
    for piece in content:
        match piece:
            case Text(words=words, strong=strong):
                text = _plain(words)
                made.append(f"**{text}**" if strong and words.strip() else text)
            case LineBreak():
                made.append("  \n")
            case Link(content=inner, target=target):
                said = _words(inner)
                made.append(said if target.startswith("#") else f"[{said}]({target})")
            case Figure(alternative=alternative):
                made.append(_plain(alternative))
    return "".join(made).strip()


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
