"""The tables of a page, with the shares of their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from audit.report.document import columns
from audit.report.document.block_reader import BlockReader
from audit.report.document.blocks import Block, Cell, Heading, Paragraph, Row, Table, Text
from audit.report.document.charts import CELL_WIDTH
from audit.report.document.html_tree import classes, words_of
from audit.report.document.inlines import Look, look_inside

GRID = 12
"""A table of so many columns is a grid of narrow cells."""


class TableReader:
    """Reads tables.

    Args:
        page: Reads what stands in their cells.
    """

    def __init__(self, page: BlockReader) -> None:
        self._page = page

    def read(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a table; a caption that is seen stands over it as a paragraph."""
        captioned = next((child for child in element if child.tag == "caption"), None)
        caption = words_of(captioned) if captioned is not None else ""
        if captioned is not None and caption and "lf-hidden" not in classes(captioned):
            yield Paragraph((self._page.inlines.text(caption, look),), "small", keeps_with_next=True)
        before, self._page.width = self._page.width, CELL_WIDTH
        head: list[Row] = []
        rows: list[Row] = []
        for part in element:
            lines = [part] if part.tag == "tr" else [line for line in part if line.tag == "tr"]
            for line in lines:
                row = self._row(line, look)
                is_head = part.tag == "thead" or (not rows and bool(row.cells) and all(c.is_head for c in row.cells))
                (head if is_head and not rows else rows).append(row)
        self._page.width = before
        count = max((sum(cell.columns for cell in row.cells) for row in (*head, *rows)), default=0)
        if not count or not rows:
            return
        head, rows = [_filled(row, count) for row in head], [_filled(row, count) for row in rows]
        kind = "signature" if "lf-signature" in classes(element) else "grid" if count >= GRID else ""
        # What is filled in by hand asks for room by what will stand there.
        shares = (
            tuple(1 / count for _ in range(count)) if kind == "signature" else columns.shares([*head, *rows], count)
        )
        yield Table(tuple(head), tuple(rows), shares, caption, kind)

    def _row(self, line: Element, look: Look) -> Row:
        self._page.wait_for(line)
        inner = look_inside(line, look, self._page.language)
        cells = tuple(self._cell(cell, inner) for cell in line if cell.tag in ("td", "th"))
        return Row(cells, "lf-here" in classes(line))

    def _cell(self, element: Element, look: Look) -> Cell:
        names = classes(element)
        inner = look_inside(element, look, self._page.language)
        self._page.wait_for(element)
        anchors = self._page.take()
        for small in [child for child in element if child.tag == "small" and (len(element) > 1 or element.text)]:
            element.insert(list(element).index(small), Element("br"))
        # A cell has no headings: they would tear the table's place in the outline.
        blocks = tuple(_without_heading(block) for block in self._page.blocks(element, inner))
        span = element.get("colspan", "1")
        return Cell(
            blocks,
            is_head=element.tag == "th",
            is_number="lf-number" in names or "right" in element.get("style", ""),
            tone=inner.band,
            columns=max(1, min(int(span), 100)) if span.isdigit() else 1,
            anchors=anchors,
        )


def _filled(row: Row, count: int) -> Row:
    missing = count - sum(cell.columns for cell in row.cells)
    return replace(row, cells=(*row.cells, *(Cell(()) for _ in range(missing)))) if missing > 0 else row


def _without_heading(block: Block) -> Block:
    if isinstance(block, Heading):
        content = tuple(replace(piece, strong=True) if isinstance(piece, Text) else piece for piece in block.content)
        return Paragraph(content, "", block.anchors)
    return block
