"""The writer of HWPX, the file of Hangul: the tree becomes paragraphs, lists, tables and pictures of a new document."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hwpx import HwpxDocument

from audit.report.document.blocks import (
    Block,
    Cell,
    Chapter,
    Cover,
    Document,
    Figure,
    Heading,
    Inline,
    Items,
    LineBreak,
    Link,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
    anchors_in,
    figures_in,
    text_of,
)
from audit.report.document.hwpx_looks import (
    UNITS_OF_A_MILLIMETRE,
    UNITS_OF_A_PIXEL,
    Letters,
    Lines,
    Looks,
)
from audit.report.document.raster import pngs_of

if TYPE_CHECKING:
    from hwpx.oxml import HwpxOxmlParagraph, HwpxOxmlTable, HwpxOxmlTableCell

SHEETS: dict[Paper, tuple[float, float]] = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Millimetres."""
PRODUCT = "Listen First"
MARGIN, MARGIN_OF_ONE_SHEET = 20.0, 15.0
EMPTY_BOX = "\u2610"
"""What somebody ticks by hand."""
SIZE, SIZE_OF_ONE_SHEET, SMALL = 10.0, 9.0, 8.5
"""Points of the letters."""
HEADINGS = (18.0, 14.0, 12.0, 11.0, 10.5, 10.0)
KINDS = {"verdict": 18.0, "finding": 14.0, "lead": 11.5, "title": 18.0, "subtitle": 14.0, "summary": 10.5}
"""Points of the letters of a paragraph by what it is; others have those of their place."""
QUIET = ("small", "eye", "key")
"""Kinds of paragraphs that stand back."""
CARDS = ("aside", "answer", "decides", "done", "hero", "letter", "quote", "remark", "draft")
"""Kinds of notes that a bar on the left sets apart."""
_FIXED_TONE = {"done": "good", "decides": "stop"}
_INDENT = 1000
_GAP = 300
_CELL_INSET = 1020
"""What the left and right of a cell take of its width."""
_ON_ONE_SHEET = 0.62
"""Share of the width that a picture has where all must stand on one sheet."""
_HEIGHT_OF_A_SHEET = 0.8
"""Share of the height that a picture may have at most."""


@dataclass(frozen=True)
class _Place:
    """Where blocks are written.

    Attributes:
        inside: What takes paragraphs: the document or a cell.
        width: Hundredths of a point.
        size: Points of the letters.
        tone: The colour of a bar on the left, or of the words in a cell.
        bar: Whether there is a bar.
        indent: By how much paragraphs go in.
        depth: How deep in lists.
        strong: Whether words are bold.
        right: Whether they stand on the right.
        tight: Whether there is no room between paragraphs.
    """

    inside: HwpxOxmlTableCell | None
    width: int
    size: float = SIZE
    tone: str = ""
    bar: bool = False
    indent: int = 0
    depth: int = 0
    strong: bool = False
    right: bool = False
    tight: bool = False


def write_hwpx(document: Document, paper: Paper, day: datetime.date) -> bytes:
    """Write a document as a .hwpx.

    Args:
        document: The tree.
        paper: The size of its sheets.
        day: When the file shall say that it was made: the day of the audit.
    """
    return _HwpxWriter(document, paper).written(day)


class _HwpxWriter:
    def __init__(self, document: Document, paper: Paper) -> None:
        self._document = document
        self._target = HwpxDocument.new()
        self._section = self._target.sections[0]
        across, down = SHEETS[paper]
        margin = MARGIN_OF_ONE_SHEET if document.is_one_sheet else MARGIN
        self._target.page.setup(
            width_mm=across,
            height_mm=down,
            margins_mm=dict.fromkeys(("left", "right", "top", "bottom"), margin),
            header_margin_mm=8,
            footer_margin_mm=8,
        )
        self._height = round(down * _HEIGHT_OF_A_SHEET * UNITS_OF_A_MILLIMETRE)
        self._looks = Looks(self._target)
        self._body = _Place(
            None,
            round((across - 2 * margin) * UNITS_OF_A_MILLIMETRE),
            size=SIZE_OF_ONE_SHEET if document.is_one_sheet else SIZE,
            tight=document.is_one_sheet,
        )
        figures = list(figures_in(block for chapter in document.chapters for block in chapter.blocks))
        if document.cover is not None:
            figures += [figure for figure in (document.cover.logo, document.cover.chart) if figure is not None]
        drawings = list(dict.fromkeys(figure.svg for figure in figures))
        self._pngs = dict(zip(drawings, pngs_of(drawings), strict=True))
        self._pictures: dict[str, str] = {}
        anchors = [name for chapter in document.chapters for name in anchors_in(chapter.blocks)]
        self._bookmarks = {name: f"lf_{number}" for number, name in enumerate(dict.fromkeys(anchors), 1)}
        self._written: set[str] = set()
        self._followed = False
        self._breaks = False

    def written(self, day: datetime.date) -> bytes:
        if self._document.cover is not None:
            self._cover(self._document.cover)
            self._contents()
        for chapter in self._document.chapters:
            self._chapter(chapter)
        if not self._document.is_one_sheet:
            self._target.page.set_header(text=self._document.agency_short)
        self._target.page.set_page_number(prefix=f"{self._document.foot}  ·  " if self._document.foot else "")
        stamp = f"{day.isoformat()}T00:00:00Z"
        self._target.parts.clear_document_metadata(timestamp=stamp)
        self._target.parts.set_document_metadata(title=self._document.title, creator=PRODUCT)
        self._target.parts.clear_preview()
        return self._target.to_bytes()

    # -- the document -------------------------------------------------------------------------------------------

    def _cover(self, cover: Cover) -> None:
        body = self._body
        self._line(cover.product, Letters(11, self._color("muted"), strong=True), Lines(after=4000))
        if cover.logo is not None:
            self._picture(cover.logo, Lines(after=1500), body)
        self._line(cover.agency, Letters(26, self._color("ink"), strong=True), Lines(after=600))
        self._line(cover.dated, Letters(11, self._color("muted")), Lines(after=3000))
        paragraph = self._paragraph_in(None, Lines(after=600))
        self._write(paragraph, f"{cover.shape} ", Letters(22, self._color(f"{cover.tone}-f"), strong=True))
        self._write(paragraph, cover.verdict, Letters(22, self._color("ink"), strong=True))
        self._line(cover.so_far, Letters(11, self._color("ink"), strong=True), Lines(after=400))
        self._line(cover.headline, Letters(12, self._color("ink")), Lines(after=2000))
        if cover.chart is not None:
            self._picture(replace(cover.chart, is_wide=True), Lines(after=400), body)
            self._line(cover.chart_words, Letters(SMALL, self._color("muted")), Lines(after=2000))
        for words in (cover.part, cover.pack, cover.made_by, cover.words, cover.edition):
            self._line(words, Letters(SIZE, self._color("muted")), Lines(after=300))

    def _contents(self) -> None:
        """List the chapters; each line leads to its place."""
        title = Letters(HEADINGS[1], self._color("ink"), strong=True)
        self._line(self._document.contents_title, title, Lines(after=800, begins_page=True))
        for chapter in self._document.chapters:
            heading = next((block for block in chapter.blocks if isinstance(block, Heading)), None)
            words = Text(text_of(heading.content) if heading else chapter.title)
            target = next((name for name in heading.anchors if name in self._bookmarks), "") if heading else ""
            line: tuple[Inline, ...] = (Link(f"#{target}", (words,)),) if target else (words,)
            self._runs(self._paragraph_in(None, Lines(after=300)), line, self._body)
        if self._document.elsewhere:
            look = Letters(SMALL, self._color("muted"))
            self._line(self._document.elsewhere, look, Lines(before=800))

    def _chapter(self, chapter: Chapter) -> None:
        self._breaks = not (chapter.follows_on and self._followed) and bool(self._section.paragraphs[1:])
        self._followed = chapter.follows_on
        self._blocks(chapter.blocks, self._body)

    def _line(self, words: str, look: Letters, lines: Lines) -> None:
        if words:
            self._write(self._paragraph_in(None, lines), words, look)

    # -- blocks -------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block], place: _Place) -> None:
        for block in blocks:
            match block:
                case PageBreak():
                    self._breaks = True
                case Heading():
                    self._heading(block, place)
                case Paragraph():
                    self._paragraph(block, place)
                case Items():
                    self._items(block, place)
                case Table():
                    self._table(block, place)
                case Note():
                    self._note(block, place)
                case Figure():
                    self._picture(block, self._lines(place), place)

    def _heading(self, block: Heading, place: _Place) -> None:
        level = min(block.level, len(HEADINGS))
        size = SMALL if block.is_topic else min(HEADINGS[level - 1], place.size + 8)
        in_outline = place.inside is None
        look = Lines(
            before=0 if level == 1 else 900,
            after=100 if block.is_topic else 400,
            spacing=130,
            outline=level if in_outline else 0,
            keeps_with_next=True,
        )
        paragraph = self._paragraph_in(place.inside, look)
        self._anchor(paragraph, block.anchors)
        tone = "muted" if block.is_topic else "ink"
        self._runs(paragraph, block.content, replace(place, size=size, strong=True, tone=tone, bar=False))

    def _paragraph(self, block: Paragraph, place: _Place) -> None:
        own = KINDS.get(block.kind)
        size = own if own and place.inside is None else SMALL if block.kind in QUIET else place.size
        lines = self._lines(place)
        if block.keeps_with_next:
            lines = replace(lines, keeps_with_next=True)
        paragraph = self._paragraph_in(place.inside, lines)
        self._anchor(paragraph, block.anchors)
        strong = place.strong or block.kind == "strong" or own is not None
        tone = "muted" if block.kind in QUIET else "" if place.bar else place.tone
        self._runs(paragraph, block.content, replace(place, size=size, strong=strong, tone=tone, bar=False))

    def _lines(self, place: _Place) -> Lines:
        return Lines(
            align="RIGHT" if place.right else "LEFT",
            left=place.indent,
            after=100 if place.tight else 300,
            spacing=130 if place.tight else 150,
            bar=self._color(place.tone or "line") if place.bar else "",
        )

    def _note(self, block: Note, place: _Place) -> None:
        if block.kind in CARDS and place.inside is None:
            tone = _FIXED_TONE.get(block.kind, block.tone)
            inner = replace(place, tone=tone, bar=True, indent=place.indent + _INDENT // 2)
            self._blocks(block.blocks, inner)
        elif block.kind == "commentary" and place.inside is None:
            fill = self._looks.border(self._color("brand"), ("left",), fill=self._color("wash"))
            table = self._new_table(1, 1, place)
            table.set_cell_border_fill(0, 0, fill)
            self._fill(table.cell(0, 0), block.blocks, replace(place, width=place.width - _CELL_INSET, bar=False))
            self._gap()
        else:
            self._blocks(block.blocks, place)

    def _items(self, block: Items, place: _Place) -> None:
        if block.kind == "beside" and place.inside is None:
            self._beside(block, place)
        elif block.kind == "cards" and place.inside is None:
            for item in block.items:
                self._blocks(item.blocks, replace(place, tone=item.tone, bar=True, indent=_INDENT // 2))
        elif block.kind in ("cards", "plain"):
            for item in block.items:
                self._blocks(item.blocks, place)
        elif block.kind == "choices":
            for item in block.items:
                self._blocks(_boxed(item.blocks), replace(place, indent=place.indent + _INDENT))
        else:
            self._list(block, place)

    def _list(self, block: Items, place: _Place) -> None:
        marker = self._looks.numbered(block.start) if block.is_ordered else self._looks.bullet(place.depth)
        inner = replace(place, indent=place.indent + _INDENT, depth=place.depth + 1, bar=False)
        for item in block.items:
            first, rest = item.blocks[:1], item.blocks[1:]
            if first and isinstance(first[0], Paragraph):
                lines = replace(self._lines(inner), marker=marker, left=place.indent, hanging=0, after=150)
                paragraph = self._paragraph_in(place.inside, lines)
                self._anchor(paragraph, (*item.anchors, *first[0].anchors))
                self._runs(paragraph, first[0].content, inner)
                self._blocks(rest, inner)
            else:
                self._blocks(item.blocks, inner)

    def _beside(self, block: Items, place: _Place) -> None:
        """Set blocks side by side: a table without lines."""
        table = self._new_table(1, len(block.items), place)
        nothing = self._looks.border(self._color("line"), ())
        width = place.width // len(block.items) - _CELL_INSET
        for column, item in enumerate(block.items):
            table.set_cell_border_fill(0, column, nothing)
            _set_on_top(table.cell(0, column))
            self._fill(table.cell(0, column), item.blocks, replace(place, width=width))
        self._gap()

    # -- tables -------------------------------------------------------------------------------------------------

    def _table(self, block: Table, place: _Place) -> None:
        columns = len(block.shares)
        rows = [*block.head, *block.rows]
        if not rows:
            return
        table = self._new_table(len(rows), columns, place)
        table.set_column_widths([max(round(share * 10_000), 1) for share in block.shares])
        if block.head:
            table.element.set("repeatHeader", "1")
        for number, row in enumerate(rows):
            self._row(table, number, row, block, place, is_head=number < len(block.head))
        self._gap(place)

    def _row(self, table: HwpxOxmlTable, number: int, row: Row, block: Table, place: _Place, *, is_head: bool) -> None:
        line = self._color("ink" if is_head else "line")
        fill = self._looks.border(line, ("bottom",), fill=self._color("wash") if row.is_marked else None)
        for cell, first, shares in _placed(row, block.shares):
            last = first + cell.columns - 1
            for column in range(first, last + 1):
                table.set_cell_border_fill(number, column, fill)
            if last > first:
                table.merge_cells(number, first, number, last)
            target = table.cell(number, first)
            _set_on_top(target)
            if is_head:
                target.element.set("header", "1")
            inner = replace(
                place,
                width=max(round(sum(shares) * place.width) - _CELL_INSET, 1000),
                size=SMALL,
                tone="muted" if is_head else cell.tone,
                bar=False,
                indent=0,
                depth=0,
                strong=cell.is_head or is_head,
                right=cell.is_number,
                tight=True,
            )
            self._fill(target, cell.blocks, inner)
            if cell.anchors:
                self._anchor(target.paragraphs[0], cell.anchors)

    def _new_table(self, rows: int, columns: int, place: _Place) -> HwpxOxmlTable:
        if place.inside is not None:
            return place.inside.add_table(rows, columns, width=place.width)
        anchor = self._paragraph_in(None, Lines(spacing=100), with_run=False)
        table = anchor.add_table(rows, columns, width=place.width)
        # It goes on over the end of a page.
        table.set_treat_as_char(False)
        table.element.set("textWrap", "TOP_AND_BOTTOM")
        return table

    def _fill(self, cell: HwpxOxmlTableCell, blocks: Iterable[Block], place: _Place) -> None:
        """Write blocks into a cell instead of the empty paragraph that it has."""
        empty = cell.paragraphs[0]
        breaks, self._breaks = self._breaks, False
        self._blocks(blocks, replace(place, inside=cell))
        self._breaks = breaks
        if len(cell.paragraphs) > 1:
            empty.remove()

    def _gap(self, place: _Place | None = None) -> None:
        if place is None or place.inside is None:
            self._paragraph_in(None, Lines(spacing=100, after=_GAP), size=4)

    # -- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph_in(
        self, cell: HwpxOxmlTableCell | None, lines: Lines, *, with_run: bool = False, size: float = SIZE
    ) -> HwpxOxmlParagraph:
        if cell is not None:
            made = cell.add_paragraph("", para_pr_id_ref=self._looks.lines(lines), style_id_ref=self._looks.style(0))
            for run in made.runs:
                run.remove()
            return made
        if self._breaks:
            lines, self._breaks = replace(lines, begins_page=True), False
        return self._target.add_paragraph(
            "",
            section=self._section,
            para_pr_id_ref=self._looks.lines(lines),
            style_id_ref=self._looks.style(lines.outline),
            char_pr_id_ref=self._looks.letters(Letters(size, self._color("ink"))),
            include_run=with_run,
            inherit_style=False,
        )

    def _picture(self, figure: Figure, lines: Lines, place: _Place) -> None:
        self._draw(self._paragraph_in(place.inside, replace(lines, spacing=100)), figure, place)

    def _draw(self, paragraph: HwpxOxmlParagraph, figure: Figure, place: _Place) -> None:
        room = round((place.width - place.indent) * (_ON_ONE_SHEET if self._document.is_one_sheet else 1))
        natural = round(figure.width * UNITS_OF_A_PIXEL)
        width = room if figure.is_wide else min(natural, room)
        height = round(width * figure.height / figure.width)
        if height > self._height:
            width, height = round(width * self._height / height), self._height
        if figure.svg not in self._pictures:
            self._pictures[figure.svg] = str(self._target.media.add_image(self._pngs[figure.svg], "png"))
        drawn = paragraph.add_picture(self._pictures[figure.svg], width=width, height=height)
        for comment in drawn.element.findall("{*}shapeComment"):
            drawn.element.remove(comment)
        comment = drawn.element.makeelement(drawn.element.tag.replace("}pic", "}shapeComment"), {})
        comment.text = figure.alternative
        drawn.element.append(comment)

    # -- runs ---------------------------------------------------------------------------------------------------

    def _runs(self, paragraph: HwpxOxmlParagraph, pieces: Iterable[Inline], place: _Place) -> None:
        for piece in pieces:
            match piece:
                case Text():
                    self._write(paragraph, piece.words, self._letters(piece, place))
                case LineBreak():
                    self._write(paragraph, "\n", self._letters(Text(""), place))
                case Link():
                    self._link(paragraph, piece, place)
                case Figure():
                    self._draw(paragraph, piece, place)

    def _link(self, paragraph: HwpxOxmlParagraph, link: Link, place: _Place) -> None:
        words = text_of(link.content)
        target = link.target
        if target.startswith("#"):
            target = f"#{self._bookmarks[target[1:]]}" if target[1:] in self._bookmarks else ""
        look = Letters(place.size, self._color("accent"), strong=place.strong, underline=True)
        if not target or not words.strip():
            self._runs(paragraph, link.content, place)
        else:
            paragraph.add_hyperlink(target, words, char_pr_id_ref=self._looks.letters(look))

    def _letters(self, piece: Text, place: _Place) -> Letters:
        return Letters(
            min(SMALL, place.size) if piece.small else place.size,
            self._color(piece.tone or place.tone or "ink"),
            strong=piece.strong or place.strong,
            emphasis=piece.emphasis,
        )

    def _write(self, paragraph: HwpxOxmlParagraph, words: str, look: Letters) -> None:
        paragraph.add_run(words, char_pr_id_ref=self._looks.letters(look), expand_special_characters=True)

    def _anchor(self, paragraph: HwpxOxmlParagraph, anchors: Iterable[str]) -> None:
        for anchor in anchors:
            name = self._bookmarks.get(anchor)
            if name is not None and name not in self._written:
                self._written.add(name)
                paragraph.add_bookmark(name)

    def _color(self, tone: str) -> str:
        return self._document.palette.get(tone, "#000000")


def _placed(row: Row, shares: tuple[float, ...]) -> Iterator[tuple[Cell, int, tuple[float, ...]]]:
    at = 0
    for cell in row.cells:
        yield cell, at, shares[at : at + cell.columns]
        at += cell.columns


def _boxed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put a box to tick before the first paragraph."""
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return blocks
    return (replace(first, content=(Text(f"{EMPTY_BOX}\u00a0\u00a0"), *first.content)), *blocks[1:])


def _set_on_top(cell: HwpxOxmlTableCell) -> None:
    for inside in cell.element.findall("{*}subList"):
        inside.set("vertAlign", "TOP")
