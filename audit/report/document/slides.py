"""The report on a wall: one finding a screen, read out of the tree of blocks. What has no finding has no screen."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audit.report.document.blocks import (
    Block,
    Chapter,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Table,
    text_of,
)

FINDINGS = ("title", "subtitle")
"""Kinds of paragraphs that say what was found, right after the heading that names the topic."""
SENTENCES = ("", "lead")
"""Kinds of paragraphs of which the first stands on the screen, under the picture."""
MOST_ROWS, ROWS_WITH_A_SENTENCE, MOST_COLUMNS = 9, 6, 5
"""A table that is larger can't be read from the last row of chairs."""
MOST_ENTRIES = 6
LONGEST_SENTENCE = 220
"""Characters; of a longer paragraph its first sentences."""


@dataclass(frozen=True)
class Picture:
    """A picture on a screen.

    Attributes:
        address: It, as an address of its own: no script and no style of the page reaches it.
        alternative: What it says to those who do not see it.
        width: CSS pixels, as is the height.
        height: As above.
    """

    address: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True)
class Slide:
    """One screen.

    Attributes:
        topic: What it is about, in a word or two.
        finding: The sentence.
        picture: The picture that carries it; None where there is none.
        head: The heads of a small table in place of a picture.
        rows: Its rows.
        entries: A short list in place of both.
        sentence: One more sentence, under the picture; empty for none.
        shape: The sign of the verdict, on the first screen.
        tone: Its colour.
    """

    topic: str
    finding: str
    picture: Picture | None = None
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    entries: tuple[str, ...] = ()
    sentence: str = ""
    shape: str = ""
    tone: str = ""

    @property
    def shows_something(self) -> bool:
        """Whether there is more on it than its finding."""
        return bool(self.picture or self.rows or self.entries or self.sentence)


def slides_of(document: Document) -> tuple[Slide, ...]:
    """Return the screens of a report: the verdict first, then each finding in the order of the pages.

    Args:
        document: The report, with its cover.
    """
    found = [slide for chapter in document.chapters for slide in _of_chapter(chapter) if slide.shows_something]
    # What the summary says first, a page of its own says again.
    first = {slide.finding: slide for slide in reversed(found)}
    return (*_first(document), *(slide for slide in found if first[slide.finding] is slide))


def _first(document: Document) -> Iterator[Slide]:
    cover = document.cover
    if cover is None:
        return
    yield Slide(
        topic=" · ".join(part for part in (cover.agency, cover.dated) if part),
        finding=cover.verdict,
        picture=_picture(cover.chart) if cover.chart else None,
        sentence=" ".join(part for part in (cover.so_far, cover.headline) if part),
        shape=cover.shape,
        tone=cover.tone,
    )


def _of_chapter(chapter: Chapter) -> Iterator[Slide]:
    """Give a screen for every heading that a finding follows."""
    blocks = chapter.blocks
    starts = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        heading, inside = blocks[start], blocks[start + 1 : end]
        finding = inside[0] if inside else None
        if isinstance(finding, Paragraph) and finding.kind in FINDINGS:
            yield _slide(_line(heading), _line(finding), inside[1:])


def _slide(topic: str, finding: str, blocks: tuple[Block, ...]) -> Slide:
    figure = next((block for block in blocks if isinstance(block, Figure)), None)
    table = next((block for block in blocks if isinstance(block, Table) and _is_small(block)), None)
    words = next((_line(b) for b in blocks if isinstance(b, Paragraph) and b.kind in SENTENCES and _line(b)), "")
    made = Slide(topic, finding, sentence=_shortened(words))
    if figure is not None:
        return Slide(topic, finding, _picture(figure), sentence=made.sentence)
    if table is None:
        return replace(made, entries=_entries(blocks))
    head = tuple(_line(*cell.blocks) for row in table.head[:1] for cell in row.cells)
    rows = tuple(tuple(_line(*cell.blocks) for cell in row.cells) for row in table.rows)
    # A column of pictures alone says nothing here.
    kept = [
        index
        for index in range(max((len(row) for row in rows), default=0))
        if any(len(row) > index and row[index] for row in rows)
    ]
    return Slide(
        topic,
        finding,
        head=tuple(head[index] for index in kept if index < len(head)),
        rows=tuple(tuple(row[index] for index in kept if index < len(row)) for row in rows),
        sentence=made.sentence if len(rows) <= ROWS_WITH_A_SENTENCE else "",
    )


def _entries(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the first list of a section: of each entry what stands on its first line."""
    listed = next((block for block in blocks if isinstance(block, Items)), None)
    if listed is None:
        return ()
    lines = (text_of(item.blocks).strip().partition("\n")[0] for item in listed.items[:MOST_ENTRIES])
    return tuple(shortened for line in lines if (shortened := _shortened(" ".join(line.split()))))


def _is_small(table: Table) -> bool:
    plain = all(cell.columns == 1 for row in (*table.head, *table.rows) for cell in row.cells)
    return plain and 0 < len(table.rows) <= MOST_ROWS and len(table.shares) <= MOST_COLUMNS and not table.kind


def _picture(figure: Figure) -> Picture:
    address = "data:image/svg+xml;base64," + base64.b64encode(figure.svg.encode()).decode()
    return Picture(address, figure.alternative, round(figure.width), round(figure.height))


def _line(*blocks: Block) -> str:
    return " ".join(text_of(blocks).split())


def _shortened(words: str) -> str:
    """Cut a paragraph after the last sentence that fits on a screen."""
    if len(words) <= LONGEST_SENTENCE:
        return words
    cut = words[:LONGEST_SENTENCE]
    end = max(cut.rfind(". "), cut.rfind("? "))
    return cut[: end + 1] if end > 0 else ""
