"""What a page lays out side by side, and paper draws as one picture or puts into rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from audit.report.document.block_reader import BlockReader
from audit.report.document.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from audit.report.document.charts import TEXT_WIDTH
from audit.report.document.html_tree import classes, first_of_class, words_of
from audit.report.document.inlines import Look, look_inside, tidy

COLUMNS_ACROSS = 14
"""Columns of the row that has most: all stand on one grid."""
PILLAR_SHARES = (0.16, 0.62, 0.22)
STAIR_SHARES = (0.42, 0.58)
STAIR_WIDTH, SQUARES_WIDTH = 130, 330
"""CSS pixels."""


class SideBySide:
    """Reads what stands side by side.

    Args:
        page: Reads what stands in it.
    """

    def __init__(self, page: BlockReader) -> None:
        self._page = page

    def reader_of(self, names: frozenset[str]) -> Callable[[Element, Look], Iterable[Block]] | None:
        """Return what reads an element of some classes; None where nothing in it stands side by side."""
        readers: Mapping[str, Callable[[Element, Look], Iterable[Block]]] = {
            "lf-columns": self._columns,
            "lf-pillar-rows": self._pillar_rows,
            "lf-stairs": self._stairs,
            "lf-rope": self._rope,
            "lf-squares": self._squares,
            "lf-verdict": self._beside,
            "lf-alternative-box": self._beside,
            "lf-decides": self._decides,
        }
        return next((reader for name, reader in readers.items() if name in names), None)

    def _columns(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a row of columns as one picture, which says what all of them say."""
        del look
        charts = list(element.iter("svg"))
        said = [link.get("aria-label", "") for link in element.iter("a")]
        if charts:
            slot = self._page.width / max(len(charts), COLUMNS_ACROSS)
            yield self._page.sheet.strip(charts, slot, self._page.width, ". ".join(filter(None, said)))

    def _pillar_rows(self, element: Element, look: Look) -> Iterator[Block]:
        """Read pillars with their columns and points as rows of a table."""
        before, self._page.width = self._page.width, round(self._page.width * PILLAR_SHARES[1])
        rows = [Row(tuple(self._pillar_cells(row, look))) for row in element if "lf-pillar-row" in classes(row)]
        self._page.width = before
        if rows:
            yield Table((), tuple(rows), PILLAR_SHARES, kind="rows")

    def _pillar_cells(self, row: Element, look: Look) -> Iterator[Cell]:
        _break_before(row, ("lf-band",))
        for number, part in enumerate(list(row)):
            if number == len(PILLAR_SHARES) - 1:
                for drawn in [child for child in part if "lf-pillar-bar" in classes(child)]:
                    # The figure stands at the end of its columns; a bar between them would part the two.
                    part.remove(drawn)
            is_last = number == len(PILLAR_SHARES) - 1
            blocks = list(self._page.block(part, look))
            if is_last and blocks and isinstance(blocks[0], Paragraph):
                blocks[0] = replace(blocks[0], kind="points")
            yield Cell(tuple(blocks), is_head=number == 0, is_number=is_last)
        yield from (Cell(()) for _ in range(len(PILLAR_SHARES) - len(row)))

    def _stairs(self, element: Element, look: Look) -> Iterator[Block]:
        """Read the ladder as a table: a rung, and what leads to it."""
        rows = []
        for stair in element:
            inner = look_inside(stair, look, self._page.language)
            charts = list(stair.iter("svg"))
            for chart in charts:
                stair.remove(chart)
            fact = first_of_class(stair, "lf-stair-fact")
            if fact in list(stair):
                stair.remove(fact)
            is_here = "lf-stair-here" in classes(stair)
            name = Paragraph(tidy(self._page.inlines.inside(stair, replace(inner, strong=is_here))))
            # Drawn to scale in its column; the words beside it say the same.
            bars = tuple(replace(self._page.sheet.figure(chart, STAIR_WIDTH), alternative="") for chart in charts)
            said = tidy(self._page.inlines.inside(fact, replace(inner, strong=is_here)))
            rows.append(Row((Cell((name, *bars)), Cell((Paragraph(said),) if said else (), is_number=True))))
        if rows:
            yield Table((), tuple(rows), STAIR_SHARES, kind="rows")

    def _rope(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a chain as a picture of the rope, and its links under it."""
        links = [link for link in element if link.tag == "li"]
        slot = self._page.width / max(len(links), 1)
        charts, cells = [], []
        for link in links:
            inner = look_inside(link, look, self._page.language)
            for chart in [child for child in link if child.tag == "svg"]:
                if "lf-rope-piece" in classes(chart):
                    charts.append(chart)
                link.remove(chart)
            shape = first_of_class(link, "lf-shape")
            if charts:
                knot = SubElement(
                    charts[-1], "text", {"x": "11", "y": "16", "text-anchor": "middle", "font-size": "15"}
                )
                knot.text = words_of(shape)
                knot.set("fill", self._page.palette.get(f"{inner.band}-f", self._page.palette["ink"]))
            _break_before(link, ("lf-chain-title", "lf-chain-here"))
            content = tidy(self._page.inlines.inside(link, inner))
            cells.append(Cell((Paragraph(tuple(_narrow(content))),)))
        if charts:
            yield self._page.sheet.strip(charts, slot, self._page.width, "", gap=0)
        if cells:
            yield Table((), (Row(tuple(cells)),), tuple(1 / len(cells) for _ in cells), kind="strip")

    def _squares(self, element: Element, look: Look) -> Iterator[Block]:
        """Read squares, of which each is one of something, at a size that leaves room for the words."""
        for block in self._page.blocks(element, look):
            if isinstance(block, Figure) and block.is_wide and self._page.width == TEXT_WIDTH:
                height = block.height * SQUARES_WIDTH / block.width
                yield replace(block, is_wide=False, width=SQUARES_WIDTH, height=height)
            else:
                yield block

    def _beside(self, element: Element, look: Look) -> Iterator[Block]:
        """Read what stands side by side; the heading of a page is among it, and still the first of its chapter."""
        before, self._page.width = self._page.width, round(self._page.width / 2)
        items: list[Item] = []
        for part in element:
            blocks: list[Block] = []
            for block in self._page.block(part, look):
                if isinstance(block, Heading) and block.level == 1:
                    yield replace(block, is_topic=True)
                    block = Paragraph(block.content, "verdict")
                blocks.append(block)
            if blocks:
                items.append(Item(tuple(blocks), look.band))
        self._page.width = before
        if len(items) == 1:
            yield from items[0].blocks
        elif items:
            yield Items(tuple(items), kind="beside")

    def _decides(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a rule and, beside it, the answers that it rests on."""
        blocks = tuple(self._beside(element, look)) if len(element) > 1 else tuple(self._page.blocks(element, look))
        if blocks:
            yield Note(blocks, "decides", look.band)


def _break_before(element: Element, names: Iterable[str]) -> None:
    """Begin a new line before what a style sheet sets on a line of its own."""
    wanted = frozenset(names)
    for parent in list(element.iter()):
        for index in reversed(range(len(parent))):
            if index and classes(parent[index]) & wanted:
                parent.insert(index, Element("br"))


def _narrow(content: Iterable[Inline]) -> Iterator[Inline]:
    """Give the words of a narrow column: all of one size, and broken at every space."""
    for piece in content:
        if isinstance(piece, Text):
            yield replace(piece, small=False, words=piece.words.replace("\u00a0", " "))
        elif isinstance(piece, Link):
            yield replace(piece, content=tuple(_narrow(piece.content)))
        else:
            yield piece
