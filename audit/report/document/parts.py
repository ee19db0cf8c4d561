"""The parts of a report on paper: what a committee reads, and the annex that proves it, each a document of its own.

What a page folds away is in the annex, and so are pages and sections that say so; a new page needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, TypeAlias

from audit.report.document.blocks import (
    Block,
    Cell,
    Chapter,
    Document,
    Heading,
    Inline,
    Items,
    Link,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    anchors_in,
)
from audit.report.pages.page import OnPaper

Part: TypeAlias = Literal["memo", "report", "annex", "plan", "all"]
"""One sheet to decide on; the report; what proves it; the plan alone; report and annex whole, one after the other."""
PLAN = "plan"
"""The name of the page that the part of the same name holds."""

ROW_SHARES = (0.56, 0.17, 0.1, 0.17)
"""How the width is dealt out to the rows of what is folded: title, who, how long, until when."""
KEEPS_ITS_TITLE = "later"
"""A folded note of this kind leaves its title in the report."""


def part_of(document: Document, part: Part, places: Mapping[str, OnPaper]) -> Document:
    """Return one part of a report. What leads to the other part is only words then.

    Args:
        document: The whole report, in the order of its pages.
        part: `report`, `annex`, `plan` or `all`.
        places: Where each page stands on paper, by its name; one that is not named stands in the report.
    """
    chosen: list[Chapter] = []
    if part == "plan":
        plan = tuple(chapter for chapter in document.chapters if chapter.name == PLAN)
        return replace(document, cover=None, chapters=_without_dead_links(plan))
    if part != "annex":
        whole = part == "all"
        chosen += [
            chapter if whole else _for_report(chapter, is_head=places.get(chapter.name) == "head")
            for chapter in document.chapters
            if places.get(chapter.name) != "annex"
        ]
    if part != "report":
        chosen += [
            replace(chapter, is_annex=True) for chapter in document.chapters if places.get(chapter.name) == "annex"
        ]
    if part == "annex":
        details = (
            chapter if places.get(chapter.name) == "head" else _folded_of(chapter)
            for chapter in document.chapters
            if places.get(chapter.name) != "annex"
        )
        chosen += [replace(chapter, is_annex=True) for chapter in details if len(chapter.blocks) > 1]
    return replace(document, chapters=tuple(chosen) if part == "all" else _without_dead_links(chosen))


# -- what stays in the report, what goes to the annex ----------------------------------------------------------------


def _for_report(chapter: Chapter, *, is_head: bool) -> Chapter:
    blocks = list(chapter.blocks)
    if is_head:
        first = next((index for index, block in enumerate(blocks) if _begins_a_section(block)), len(blocks))
        blocks = blocks[:first] + [block for block in blocks[first:] if _is_commentary(block)]
    return replace(chapter, blocks=tuple(_without_empty_sections(_unfolded(blocks))), follows_on=is_head)


def _folded_of(chapter: Chapter) -> Chapter:
    """Return what a chapter folds away, under the headings where it stands."""
    kept: list[Block] = []
    for block in chapter.blocks:
        if isinstance(block, Heading):
            kept.append(replace(block, is_topic=False))
        else:
            kept.extend(_folds_in((block,)))
    return replace(chapter, blocks=tuple(_without_empty_sections(kept)))


def _begins_a_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level > 1


def _is_commentary(block: Block) -> bool:
    return isinstance(block, Note) and block.kind == "commentary"


def _unfolded(blocks: Iterable[Block]) -> Iterator[Block]:
    rows: list[Row] = []
    for block in blocks:
        if rows and not (isinstance(block, Note) and block.facts):
            yield Table((), tuple(rows), ROW_SHARES, kind="listed")
            rows = []
        match block:
            case Note(is_folded=True, kind="later", blocks=(Paragraph() as title, *_), facts=facts) if facts:
                rows.append(_titled_row(title, (*block.anchors, *title.anchors), facts))
                continue
            case Note(is_folded=True, kind="later", blocks=(Paragraph() as title, *_)):
                yield replace(title, anchors=(*block.anchors, *title.anchors), keeps_with_next=False)
            case Note(is_folded=True):
                continue
            case Note():
                inner = tuple(_unfolded(block.blocks))
                if inner:
                    yield replace(block, blocks=inner)
            case Items():
                items = (replace(item, blocks=tuple(_unfolded(item.blocks))) for item in block.items)
                yield replace(block, items=tuple(item for item in items if item.blocks))
            case _:
                yield block
    if rows:
        yield Table((), tuple(rows), ROW_SHARES, kind="listed")


def _titled_row(title: Paragraph, anchors: tuple[str, ...], facts: tuple[str, ...]) -> Row:
    """Return the row of what is folded: its title, and what is said beside it, the last two as figures."""
    named = Cell((Paragraph(title.content),), is_head=True, anchors=anchors)
    beside = tuple(
        Cell((Paragraph((Text(words),)),), is_number=index > 0)
        for index, words in enumerate(facts[: len(ROW_SHARES) - 1])
    )
    return Row((named, *beside, *(Cell(()) for _ in range(len(ROW_SHARES) - 1 - len(beside)))))


def _folds_in(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Note(is_folded=True):
                yield block
            case Note():
                yield from _folds_in(block.blocks)
            case Items():
                for item in block.items:
                    yield from _folds_in(item.blocks)


def _without_empty_sections(blocks: Iterable[Block]) -> list[Block]:
    """Take out headings under which nothing is left; the chapter's own stays."""
    kept: list[Block] = []
    level = 0
    for block in reversed(list(blocks)):
        # Read from the end: a heading has something under it where what follows is no heading as high as itself.
        if isinstance(block, Heading):
            if block.level > 1 and (not kept or 0 < level <= block.level):
                continue
            level = block.level
        elif not isinstance(block, PageBreak):
            level = 0
        kept.append(block)
    return kept[::-1]


# -- links -----------------------------------------------------------------------------------------------------------


def _without_dead_links(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    found = tuple(chapters)
    there = {f"#{name}" for chapter in found for name in anchors_in(chapter.blocks)}

    def alive(pieces: tuple[Inline, ...]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        for piece in pieces:
            dead = isinstance(piece, Link) and piece.target.startswith("#") and piece.target not in there
            made.extend(piece.content if isinstance(piece, Link) and dead else (piece,))
        return tuple(made)

    return tuple(replace(chapter, blocks=_rewritten(chapter.blocks, alive)) for chapter in found)


def _rewritten(
    blocks: Iterable[Block], change: Callable[[tuple[Inline, ...]], tuple[Inline, ...]]
) -> tuple[Block, ...]:
    """Change what stands in every paragraph and heading."""

    def inside(block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, content=change(block.content))
            case Note():
                return replace(block, blocks=_rewritten(block.blocks, change))
            case Items():
                items = (replace(item, blocks=_rewritten(item.blocks, change)) for item in block.items)
                return replace(block, items=tuple(items))
            case Table():
                return replace(block, head=tuple(map(row, block.head)), rows=tuple(map(row, block.rows)))
            case _:
                return block

    def row(one: Row) -> Row:
        return replace(one, cells=tuple(map(cell, one.cells)))

    def cell(one: Cell) -> Cell:
        return replace(one, blocks=_rewritten(one.blocks, change))

    return tuple(map(inside, blocks))
