"""The tree of blocks that every writer of paper takes: what a report says, and what kind of thing each piece is.

A writer draws the kinds that it knows and shows any other as what it holds, so that a new page, a new note or a chart needs
no line of a writer's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Text:
    """A run of letters that look alike."""

    words: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    small: bool = False
    tone: str = ""
    """A colour of the palette, such as `stop`; empty: the ink."""
    language: str | None = None
    """The language of the passage, where it is not the document's."""


@dataclass(frozen=True)
class LineBreak:
    """The end of a line inside a paragraph."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere."""

    target: str
    """An address of the web, or `#` and an anchor; every such anchor is in the document."""
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Figure:
    """A picture: one self-contained SVG, which every writer shows."""

    svg: str
    alternative: str
    """What it says to those who do not see it; empty where the text beside it says the same."""
    width: float
    """In CSS pixels, as is the height."""
    height: float
    is_wide: bool = True
    """Whether it takes the width of what it stands in; else its own."""


Paper: TypeAlias = Literal["a4", "letter"]
"""The size of a sheet."""

Inline: TypeAlias = Text | LineBreak | Link | Figure


@dataclass(frozen=True)
class Heading:
    """A heading: level 1 begins a chapter, and no level is left out on the way down."""

    level: int
    content: tuple[Inline, ...]
    anchors: tuple[str, ...] = ()
    is_topic: bool = False
    """Whether it only names the topic, small, over the sentence that is found: a paragraph of the kind `title`."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]
    kind: str = ""
    """What it is, such as `finding`, `question`, `small` or `lines`, where somebody writes by hand."""
    anchors: tuple[str, ...] = ()
    keeps_with_next: bool = False


@dataclass(frozen=True)
class Item:
    """One entry of a list."""

    blocks: tuple[Block, ...]
    tone: str = ""
    is_marked: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Item, ...]
    is_ordered: bool = False
    start: int = 1
    kind: str = ""
    """`cards`: short entries that stand side by side; `plain`: without bullets; `choices`: with boxes to tick."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    blocks: tuple[Block, ...]
    is_head: bool = False
    is_number: bool = False
    tone: str = ""
    columns: int = 1
    """How many it takes."""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    is_marked: bool = False


@dataclass(frozen=True)
class Table:
    """A table."""

    head: tuple[Row, ...]
    """Rows that stand again on every page."""
    rows: tuple[Row, ...]
    shares: tuple[float, ...]
    """How the width is dealt out to the columns; together 1."""
    caption: str = ""
    kind: str = ""
    """`grid`: narrow cells of one sign each, side by side."""


@dataclass(frozen=True)
class Note:
    """Blocks that are set apart from the rest."""

    blocks: tuple[Block, ...]
    kind: str = ""
    """What it is, such as `commentary`, `remark`, `quote`, `answer`, `letter`, `hero`, `aside` or `together`."""
    tone: str = ""
    anchors: tuple[str, ...] = ()
    is_folded: bool = False
    """Whether a page shows it only to those who ask: on paper it belongs to the annex."""
    facts: tuple[str, ...] = ()
    """What its title says beside it, where it leaves that in the report: who, how long, until when."""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block: TypeAlias = Heading | Paragraph | Items | Table | Figure | Note | PageBreak


@dataclass(frozen=True)
class Cover:
    """What stands on the first page, each piece by its name."""

    agency: str
    dated: str = ""
    product: str = ""
    shape: str = ""
    """The sign of the verdict."""
    verdict: str = ""
    so_far: str = ""
    """How many questions are open, where some are."""
    headline: str = ""
    pack: str = ""
    """With which questions, in which round."""
    made_by: str = ""
    """The consultant's name, in a sentence."""
    words: str = ""
    """The consultant's own words for the cover."""
    logo: Figure | None = None
    edition: str = ""
    tone: str = ""
    chart: Figure | None = None
    """The week, from edge to edge."""
    chart_words: str = ""
    """What the chart shows."""
    part: str = ""
    """Which part of a report this is, where it is not all of it."""


@dataclass(frozen=True)
class Chapter:
    """A page of the report."""

    name: str
    """Such as `plan` or `way-up`."""
    title: str
    blocks: tuple[Block, ...]
    """The first is its heading."""
    is_annex: bool = False
    """Whether it stands in the annex, whose pages have numbers of their own."""
    follows_on: bool = False
    """Whether it goes on where the chapter before it ends, instead of on a new page."""


@dataclass(frozen=True)
class Document:
    """A report as one document."""

    language: str
    title: str
    """For the reader's window and shelf."""
    agency_short: str
    """The agency's name, cut to one line."""
    foot: str
    """One line for the foot of every page."""
    footer: str
    """What a consultant wants at the end, where it is more than that line."""
    contents_title: str
    cover: Cover | None
    """None for a document that is no report; it has no list of contents either."""
    chapters: tuple[Chapter, ...]
    elsewhere: str = ""
    """What is not in it, and where that stands; empty where all is."""
    annex_page: str = "{page}"
    """The number of a page of the annex; `{page}` stands for the figure."""
    is_one_sheet: bool = False
    """Whether all of it must stand on one sheet."""
    palette: Mapping[str, str] = field(default_factory=dict)
    """Colours as `#rrggbb` by the names that `tone` uses, and `ink`, `muted`, `line`, `wash`, `accent`, `brand`."""


def figures_in(pieces: Iterable[Block | Inline]) -> Iterator[Figure]:
    """Give the pictures in blocks, in the order of reading."""
    for piece in pieces:
        match piece:
            case Figure():
                yield piece
            case Heading(content=inner) | Paragraph(content=inner) | Link(content=inner):
                yield from figures_in(inner)
            case Note(blocks=inner):
                yield from figures_in(inner)
            case Items(items=items):
                yield from (figure for item in items for figure in figures_in(item.blocks))
            case Table(head=head, rows=rows):
                yield from (
                    figure for row in (*head, *rows) for cell in row.cells for figure in figures_in(cell.blocks)
                )


def anchors_in(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the names that links can lead to, in the order of reading."""
    for block in blocks:
        match block:
            case Heading(anchors=anchors) | Paragraph(anchors=anchors):
                yield from anchors
            case Note(anchors=anchors, blocks=inner):
                yield from anchors
                yield from anchors_in(inner)
            case Items(items=items):
                for item in items:
                    yield from anchors_in(item.blocks)
            case Table(head=head, rows=rows):
                for row in (*head, *rows):
                    for cell in row.cells:
                        yield from cell.anchors
                        yield from anchors_in(cell.blocks)


def text_of(blocks: Iterable[Block | Inline]) -> str:
    """Return the words of blocks, without looks; blocks stand on lines of their own."""
    return "".join(_words(piece) for piece in blocks)


def _words(piece: Block | Inline) -> str:
    match piece:
        case Text(words=words):
            return words
        case LineBreak():
            return "\n"
        case Link(content=content):
            return text_of(content)
        case Figure() | PageBreak():
            return ""
        case Heading(content=content) | Paragraph(content=content):
            return text_of(content) + "\n"
        case Note(blocks=blocks):
            return text_of(blocks)
        case Items(items=items):
            return "".join(text_of(item.blocks) for item in items)
        case Table(head=head, rows=rows):
            return "".join(text_of(cell.blocks) for row in (*head, *rows) for cell in row.cells)
