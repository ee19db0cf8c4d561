"""The writer of Word: the tree becomes paragraphs, lists, tables and pictures of a document that a template began."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from audit.locale_data import locale_data
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
    Paragraph,
    Row,
    Table,
    Text,
    anchors_in,
    figures_in,
    text_of,
)
from audit.report.document.contents import listed
from audit.report.document.docx_parts import (
    EMU_OF_A_TWIP,
    Lists,
    Pictures,
    element,
    ensured_style,
    text_width,
    without_east_asian_spacing,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

STYLES = {
    "": "Normal",
    "title": "Page Title",
    "subtitle": "Section Title",
    "eye": "Small",
    "finding": "Finding",
    "verdict": "Verdict",
    "lead": "Lead",
    "question": "Question",
    "small": "Small",
    "key": "Small",
    "by": "Commentary Head",
    "summary": "Level Head",
    "code": "Code",
}
"""The style of a paragraph by what it is; a kind that is not here has that of its place."""
NOTES = {
    "remark": "Remark",
    "draft": "Remark",
    "quote": "Words",
    "letter": "Letter",
    "aside": "Level",
    "answer": "Answer",
    "decides": "Answer",
    "done": "Answer",
    "hero": "Answer",
}
CARD, COMMENTARY = "Answer", "Commentary"
ITEM, TABLE_TEXT, TABLE_HEAD, TABLE = "List Paragraph", "Table Text", "Table Head", "Report Table"
CONTENTS = ("toc 1", "toc 2")
EMPTY_BOX = "\u2610"
"""What somebody ticks by hand."""
ROOM_FOR_CONTENTS = 48
"""Lines of one sheet."""
_FIXED_TONE = {"done": "good", "decides": "stop"}
_ON_ONE_SHEET = 0.62
"""Share of the width that a picture has where all must stand on one sheet."""
_BETWEEN = 280
"""Twentieths of a point between what stands side by side."""
_INDENT = 284
"""Twentieths of a point by which a list goes in."""
_BESIDE_A_BAR = 170
_ROOM_TO_SIGN = 680
"""Twentieths of a point of a row that is filled in by hand."""
_SMALL = 17
"""Half points."""


@dataclass(frozen=True)
class _Place:
    """Where paragraphs are written."""

    width: int
    """Twentieths of a point."""
    style: str = ""
    """What plain paragraphs look like here; empty: as everywhere."""
    tone: str = ""
    """The colour of a bar on their left, or of the words in a cell."""
    bar: bool = False
    indent: int = 0
    depth: int = 0
    strong: bool = False
    right: bool = False
    plain: bool = False
    """Whether links look like other words."""


class DocxWriter:
    """Writes blocks as elements of one Word document."""

    def __init__(self, target: WordDocument, document: Document, styles: WordDocument) -> None:
        """Prepare a document.

        Args:
            target: What is written into; styles that it lacks are taken over.
            document: The tree.
            styles: Has every style that is asked for.
        """
        self._target = target
        self._document = document
        self._styles = styles
        self._lists = Lists(target)
        self._pictures = Pictures(
            target,
            (
                *((document.cover.chart,) if document.cover and document.cover.chart else ()),
                *(figure for chapter in document.chapters for figure in figures_in(chapter.blocks)),
            ),
        )
        without_east_asian_spacing(target)
        self._known: dict[str, str] = {}
        anchors = [name for chapter in document.chapters for name in anchors_in(chapter.blocks)]
        anchors += [name for heading in self._listed() for name in self._names_of(heading)]
        # Word wants names of at most forty letters and signs.
        self._bookmarks = {name: f"lf_{number}" for number, name in enumerate(dict.fromkeys(anchors), 1)}
        self._written: set[str] = set()
        self._followed = False

    def chapter(self, chapter: Chapter) -> list[Any]:
        """Return the elements of a chapter."""
        made = list(self._blocks(chapter.blocks, _Place(text_width(self._target))))
        if chapter.follows_on and made and not self._followed:
            # The first of those that share pages begins one; the next go on.
            self._followed = True
        elif chapter.follows_on and made:
            made[0].pPr.append(element("w:pageBreakBefore", val="0"))
        else:
            self._followed = False
        return made

    def cover_verdict(self, cover: Cover) -> list[Any]:
        """Return the verdict of the cover: its shape in its colour, and its words."""
        paragraph = self._paragraph_element("Verdict")
        shape = Text(f"{cover.shape} ", tone=f"{cover.tone}-f")
        self._runs(paragraph, (shape, Text(cover.verdict)), _Place(text_width(self._target)))
        return [paragraph]

    def cover_week(self, cover: Cover) -> list[Any]:
        """Return the week of the cover, as wide as the sheet, and what it says; nothing where there is none."""
        if cover.chart is None:
            return []
        section = self._target.sections[-1]
        sheet = round((section.page_width or 0) / EMU_OF_A_TWIP)
        left = round((section.left_margin or 0) / EMU_OF_A_TWIP)
        picture = self._paragraph_element("Normal")
        picture.pPr.append(element("w:spacing", before="1400", after="900"))
        picture.pPr.append(element("w:ind", left=str(-left), right=str(-left)))
        run = element("w:r")
        run.append(self._pictures.drawing(replace(cover.chart, is_wide=True), sheet))
        picture.append(run)
        words = self._paragraph_element("Small")
        self._runs(words, (Text(cover.chart_words),), _Place(text_width(self._target)))
        return [picture, words]

    def contents(self) -> list[Any]:
        """Return the contents, on one sheet: each line leads to its place and says on which page that is."""
        made = []
        for heading in self._listed():
            paragraph = self._paragraph_element(CONTENTS[heading.level - 1])
            words = Text(text_of(heading.content))
            target = next((f"#{name}" for name in self._names_of(heading)), "")
            self._runs(paragraph, (Link(target, (words,)) if target else words,), _Place(0, plain=True))
            if target:
                self._page_of(paragraph, target)
            made.append(paragraph)
        return made

    def _listed(self) -> Iterator[Heading]:
        """Give the headings that the contents name."""
        sections_of = listed(self._document.chapters, ROOM_FOR_CONTENTS)
        for index, chapter in enumerate(self._document.chapters):
            for block in chapter.blocks:
                if isinstance(block, Heading) and (block.level == 1 or (block.level == 2 and index in sections_of)):
                    yield block

    def _names_of(self, heading: Heading) -> tuple[str, ...]:
        """Return by what names a heading can be led to; one that no link of a page leads to has one for the contents."""
        return heading.anchors or (f"heading-{id(heading)}",)

    def _page_of(self, paragraph: Any, target: str) -> None:  # noqa: ANN401 # python-docx types its XML as Any
        """Add the number of the page that a name stands on; whoever opens the document counts the pages."""
        tab = element("w:r")
        tab.append(element("w:tab"))
        paragraph.append(tab)
        _field_start(paragraph, f" PAGEREF {self._bookmarks[target[1:]]} \\h ", is_dirty=True)
        end = element("w:r")
        end.append(element("w:fldChar", fldCharType="end"))
        paragraph.append(end)

    # -- blocks -------------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block], place: _Place) -> Iterator[Any]:
        begins_a_page = False
        for block in blocks:
            if isinstance(block, PageBreak):
                begins_a_page = True
                continue
            for made in self._block(block, place):
                if begins_a_page and made.tag == qn("w:p"):
                    made.pPr.append(element("w:pageBreakBefore"))
                    begins_a_page = False
                yield made

    def _block(self, block: Block, place: _Place) -> Iterator[Any]:
        match block:
            case Heading() if place.style == COMMENTARY:
                # No part of the report's own outline.
                yield self._paragraph(Paragraph(block.content, "strong", block.anchors), place)
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block, place)
            case Items():
                yield from self._items(block, place)
            case Table():
                yield self._table(block, place)
                yield self._gap()
            case Note():
                yield from self._note(block, place)
            case Figure():
                made = self._paragraph(Paragraph((block,)), place)
                # A style with lines of one height would cut it off.
                made.pPr.append(element("w:spacing", line="240", lineRule="auto"))
                yield made

    def _heading(self, block: Heading) -> Any:  # noqa: ANN401 # python-docx types its XML as Any
        paragraph = self._paragraph_element(f"Heading {min(block.level, 6)}")
        with_anchors = self._anchored(paragraph, self._names_of(block))
        content = block.content
        if block.is_topic:
            # In the outline it is a heading; on the sheet the sentence under it is the larger one.
            content = tuple(replace(one, small=True) if isinstance(one, Text) else one for one in content)
            paragraph.pPr.append(element("w:spacing", after="20"))
        self._runs(with_anchors, content, _Place(text_width(self._target)))
        return paragraph

    def _paragraph(self, block: Paragraph, place: _Place) -> Any:  # noqa: ANN401 # as above
        own = STYLES.get(block.kind, "")
        inside = place.style or "Normal"
        style = inside if own in ("", "Normal") or place.style in (TABLE_TEXT, TABLE_HEAD) else own
        paragraph = self._paragraph_element(style)
        properties = paragraph.pPr
        if block.keeps_with_next:
            properties.append(element("w:keepNext"))
        if place.bar:
            color = self._color(place.tone or "line")
            borders = element("w:pBdr")
            borders.append(element("w:left", val="single", sz="18", space="8", color=color))
            properties.append(borders)
        # A style of its own does not know of the bar.
        if indent := place.indent or (_BESIDE_A_BAR if place.bar and style != CARD else 0):
            properties.append(element("w:ind", left=str(indent)))
        if place.right:
            properties.append(element("w:jc", val="right"))
        strong = place.strong or block.kind == "strong"
        self._runs(self._anchored(paragraph, block.anchors), block.content, replace(place, strong=strong))
        return paragraph

    def _items(self, block: Items, place: _Place) -> Iterator[Any]:
        if block.kind == "beside":
            yield self._beside(block, place)
            yield self._gap()
            return
        if block.kind in ("cards", "plain"):
            for item in block.items:
                marked = replace(place, tone=item.tone, bar=True, style=CARD) if block.kind == "cards" else place
                yield from self._blocks(item.blocks, marked)
            return
        if block.kind == "choices":
            for item in block.items:
                for made in self._blocks(item.blocks, replace(place, indent=_INDENT)):
                    box = element("w:r")
                    box.append(element("w:t"))
                    box[0].text = f"{EMPTY_BOX}\u00a0\u00a0"
                    if made.tag == qn("w:p"):
                        made.pPr.addnext(box)
                    yield made
            return
        number = self._lists.new(ordered=block.is_ordered, start=block.start)
        inner = replace(
            place,
            style=place.style if place.style in (TABLE_TEXT, COMMENTARY, "Level") else ITEM,
            depth=place.depth + 1,
            indent=_INDENT * (place.depth + 1),
        )
        for item in block.items:
            for index, made in enumerate(self._blocks(item.blocks, inner)):
                if index == 0 and made.tag == qn("w:p"):
                    numbering = made.pPr.get_or_add_numPr()
                    numbering.append(element("w:ilvl", val=str(min(place.depth, 8))))
                    numbering.append(element("w:numId", val=str(number)))
                    for indent in made.pPr.findall(qn("w:ind")):
                        made.pPr.remove(indent)
                yield made

    def _beside(self, block: Items, place: _Place) -> Any:  # noqa: ANN401 # as above
        """Set blocks side by side: a table without lines, which says nothing by being one."""
        table = OxmlElement("w:tbl")
        properties = element("w:tblPr")
        properties.append(element("w:tblW", w=str(place.width), type="dxa"))
        properties.append(element("w:tblLayout", type="fixed"))
        margins = element("w:tblCellMar")
        margins.extend([element("w:left", w="0", type="dxa"), element("w:right", w=str(_BETWEEN), type="dxa")])
        properties.append(margins)
        table.append(properties)
        width = place.width // len(block.items)
        grid, row = element("w:tblGrid"), element("w:tr")
        grid.extend(element("w:gridCol", w=str(width)) for _ in block.items)
        for item in block.items:
            cell, inside = element("w:tc"), element("w:tcPr")
            inside.append(element("w:tcW", w=str(width), type="dxa"))
            cell.append(inside)
            content = list(self._blocks(item.blocks, replace(place, width=width - _BETWEEN)))
            cell.extend(content if content and content[-1].tag == qn("w:p") else [*content, self._gap()])
            row.append(cell)
        table.extend([grid, row])
        return table

    def _note(self, block: Note, place: _Place) -> Iterator[Any]:
        if block.kind == "commentary":
            yield self._framed(block, place)
            yield self._gap()
            return
        style = NOTES.get(block.kind)
        if style is None or place.style in (TABLE_TEXT, TABLE_HEAD):
            yield from self._blocks(block.blocks, place)
            return
        tone = _FIXED_TONE.get(block.kind, block.tone)
        yield from self._blocks(block.blocks, replace(place, style=style, tone=tone, bar=style == CARD))

    def _framed(self, block: Note, place: _Place) -> Any:  # noqa: ANN401 # as above
        """Set blocks apart in a frame: a table of one cell, so that lists and tables in them stay inside."""
        table = OxmlElement("w:tbl")
        properties = element("w:tblPr")
        properties.append(element("w:tblW", w=str(place.width), type="dxa"))
        borders = element("w:tblBorders")
        borders.append(element("w:left", val="single", sz="24", space="0", color=self._color("brand")))
        properties.append(borders)
        properties.append(element("w:tblLayout", type="fixed"))
        margins = element("w:tblCellMar")
        margins.extend(element(f"w:{side}", w=str(_BESIDE_A_BAR), type="dxa") for side in ("left", "right"))
        properties.append(margins)
        table.append(properties)
        grid = element("w:tblGrid")
        grid.append(element("w:gridCol", w=str(place.width)))
        table.append(grid)
        row, cell, inside = element("w:tr"), element("w:tc"), element("w:tcPr")
        inside.append(element("w:tcW", w=str(place.width), type="dxa"))
        inside.append(element("w:shd", val="clear", color="auto", fill=self._color("wash")))
        cell.append(inside)
        content = list(self._blocks(block.blocks, replace(place, width=place.width - 2 * _INDENT, style=COMMENTARY)))
        cell.extend([*content, self._gap()] if not content or content[-1].tag == qn("w:tbl") else content)
        row.append(cell)
        table.append(row)
        return table

    def _gap(self) -> Any:  # noqa: ANN401 # as above
        """Two tables would grow together, and a cell must end with a paragraph."""
        return self._paragraph_element("Table Gap")

    # -- tables -------------------------------------------------------------------------------------------------

    def _table(self, block: Table, place: _Place) -> Any:  # noqa: ANN401 # as above
        table = OxmlElement("w:tbl")
        properties = element("w:tblPr")
        properties.append(element("w:tblStyle", val=self._style(TABLE)))
        properties.append(element("w:tblW", w=str(place.width), type="dxa"))
        # The words of the first column, not the edge of the table, stand at the margin of the text.
        properties.append(element("w:tblInd", w="0", type="dxa"))
        properties.append(element("w:tblLayout", type="fixed"))
        properties.append(element("w:tblLook", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"))
        if block.caption:
            properties.append(element("w:tblCaption", val=block.caption))
        table.append(properties)
        grid = element("w:tblGrid")
        widths = [round(share * place.width) for share in block.shares]
        grid.extend(element("w:gridCol", w=str(width)) for width in widths)
        table.append(grid)
        narrow = block.kind == "grid"
        table.extend(self._row(row, widths, narrow, head=True) for row in block.head)
        table.extend(self._row(row, widths, narrow, head=False) for row in block.rows)
        return table

    def _row(self, row: Row, widths: list[int], narrow: bool, *, head: bool) -> Any:  # noqa: ANN401 # as above
        made = OxmlElement("w:tr")
        properties = element("w:trPr")
        # A row that holds what people wrote may be longer than a page.
        if head or sum(len(text_of(cell.blocks)) for cell in row.cells) < 1500:
            properties.append(element("w:cantSplit"))
        if head:
            properties.append(element("w:tblHeader"))
        elif not any(cell.blocks for cell in row.cells):
            properties.append(element("w:trHeight", val=str(_ROOM_TO_SIGN), hRule="atLeast"))
        made.append(properties)
        at = 0
        for cell in row.cells:
            width = sum(widths[at : at + cell.columns])
            at += cell.columns
            made.append(self._cell(cell, width, narrow, head, row.is_marked))
        return made

    def _cell(self, cell: Cell, width: int, narrow: bool, head: bool, marked: bool) -> Any:  # noqa: ANN401 # as above
        made = OxmlElement("w:tc")
        properties = element("w:tcPr")
        properties.append(element("w:tcW", w=str(width), type="dxa"))
        if cell.columns > 1:
            properties.append(element("w:gridSpan", val=str(cell.columns)))
        if marked:
            properties.append(element("w:shd", val="clear", color="auto", fill=self._color("wash")))
        if narrow:
            margins = element("w:tcMar")
            margins.append(element("w:left", w="0", type="dxa"))
            margins.append(element("w:right", w="0", type="dxa"))
            properties.append(margins)
        made.append(properties)
        place = _Place(
            max(width - 160, 100),
            TABLE_HEAD if head else TABLE_TEXT,
            cell.tone,
            strong=cell.is_head and not head,
            right=cell.is_number,
        )
        content = list(self._blocks(cell.blocks, place))
        if content and content[-1].tag == qn("w:tbl"):
            content.append(self._gap())
        made.extend(content or [self._paragraph_element(place.style)])
        if cell.anchors:
            first = next(made.iter(qn("w:p")))
            self._anchored(first, cell.anchors)
        return made

    # -- runs ---------------------------------------------------------------------------------------------------

    def _runs(self, parent: Any, pieces: Iterable[Inline], place: _Place) -> None:  # noqa: ANN401 # as above
        for piece in pieces:
            match piece:
                case Text():
                    parent.append(self._run(piece, place))
                case LineBreak():
                    run = element("w:r")
                    run.append(element("w:br"))
                    parent.append(run)
                case Link():
                    self._link(parent, piece, place)
                case Figure():
                    run = element("w:r")
                    # On one sheet Word cannot draw everything smaller, as the PDF does: the pictures give way.
                    room = round(place.width * _ON_ONE_SHEET) if self._document.is_one_sheet else place.width
                    run.append(self._pictures.drawing(piece, room))
                    parent.append(run)

    def _run(self, piece: Text, place: _Place, color: str = "") -> Any:  # noqa: ANN401 # as above
        run = element("w:r")
        looks = element("w:rPr")
        if piece.code:
            looks.append(element("w:rFonts", ascii="Consolas", hAnsi="Consolas"))
        if piece.strong or place.strong:
            looks.append(element("w:b"))
        if piece.emphasis:
            looks.append(element("w:i"))
        tone = piece.tone or ("muted" if piece.small else "") or ("" if place.bar else place.tone)
        if color or tone:
            looks.append(element("w:color", val=self._color(color or tone)))
        if piece.small:
            looks.append(element("w:sz", val=str(_SMALL)))
        if piece.language:
            script = "eastAsia" if locale_data(piece.language).syllabic else "val"
            looks.append(element("w:lang", **{script: piece.language}))
        if len(looks):
            run.append(looks)
        words = element("w:t")
        words.text = piece.words
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        return run

    def _link(self, parent: Any, link: Link, place: _Place) -> None:  # noqa: ANN401 # as above
        made = element("w:hyperlink")
        if link.target.startswith("#"):
            made.set(qn("w:anchor"), self._bookmarks.get(link.target[1:], ""))
        else:
            from docx.opc.constants import RELATIONSHIP_TYPE

            identity = self._target.part.relate_to(link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            made.set(qn("r:id"), identity)
        for piece in link.content:
            if isinstance(piece, Text):
                made.append(self._run(piece, place, "" if place.plain else "accent"))
            else:
                self._runs(made, (piece,), place)
        parent.append(made)

    # -- names --------------------------------------------------------------------------------------------------

    def _anchored(self, paragraph: Any, anchors: tuple[str, ...]) -> Any:  # noqa: ANN401 # as above
        for anchor in anchors:
            name = self._bookmarks.get(anchor)
            if name is None or name in self._written:
                continue
            self._written.add(name)
            number = name.removeprefix("lf_")
            paragraph.append(element("w:bookmarkStart", id=number, name=name))
            paragraph.append(element("w:bookmarkEnd", id=number))
        return paragraph

    def _paragraph_element(self, style: str) -> Any:  # noqa: ANN401 # as above
        paragraph = OxmlElement("w:p")
        properties = element("w:pPr")
        properties.append(element("w:pStyle", val=self._style(style)))
        paragraph.append(properties)
        return paragraph

    def _style(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = ensured_style(self._target, self._styles, name)
        return self._known[name]

    def _color(self, tone: str) -> str:
        return self._document.palette.get(tone, "#000000").removeprefix("#")


def _field_start(paragraph: Any, instruction: str, *, is_dirty: bool = False) -> None:  # noqa: ANN401 # as above
    begin, command, separate = element("w:r"), element("w:r"), element("w:r")
    # What is dirty is worked out when the document is opened.
    begin.append(element("w:fldChar", fldCharType="begin", **({"dirty": "true"} if is_dirty else {})))
    text = element("w:instrText")
    text.text = instruction
    text.set(qn("xml:space"), "preserve")
    command.append(text)
    separate.append(element("w:fldChar", fldCharType="separate"))
    paragraph.extend([begin, command, separate])
