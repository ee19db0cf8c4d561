"""From the joined pages to the tree of blocks: the one place that knows what the classes of a page mean on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from audit.installation import SOURCE_LANGUAGE
from audit.report.document import columns
from audit.report.document.blocks import (
    Block,
    Cell,
    Chapter,
    Cover,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Items,
    LineBreak,
    Link,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    text_of,
)
from audit.report.document.charts import CELL_WIDTH, TEXT_WIDTH, StyleSheet
from audit.report.document.html_tree import classes, element_tree, words_of
from audit.report.document.inlines import NOT_ON_PAPER, UNREAD, InlineReader, Look, look_inside, picture, tidy

PALETTE = {
    "ink": "#1b1f24",
    "soft": "#3b424a",
    "muted": "#555e68",
    "paper": "#ffffff",
    "wash": "#f4f5f6",
    "line": "#c9ced4",
    "hair": "#e7e3da",
    "accent": "#0b4f8a",
    "brand": "#0b4f8a",
    "stop": "#a3162c",
    "weak": "#9a4d00",
    "fair": "#5c5800",
    "good": "#0d6132",
    "none": "#5b636c",
    "stop-f": "#8f1025",
    "weak-f": "#c25a0c",
    "fair-f": "#b98600",
    "good-f": "#1a6b41",
    "none-f": "#6b737c",
    "sky-lo": "#e9c9ad",
    "sky-hi": "#a8122b",
    "sky-ok": "#1a6b41",
}
"""The colours that a style sheet names `--lf-…`, and what they are where it does not."""
ANNEX = frozenset({"lf-annex", "lf-guards", "lf-case"})
"""What a page shows that paper keeps for the annex, as it keeps what is folded."""
COLUMNS_ACROSS = 14
"""Columns of the row that has most: all stand on one grid."""
PILLAR_SHARES = (0.16, 0.62, 0.22)
STAIR_SHARES = (0.42, 0.58)
STAIR_WIDTH, SQUARES_WIDTH = 130, 330
"""CSS pixels."""
COVER_CHART = (794, 300)
"""CSS pixels of the week on the cover: from edge to edge of a sheet of A4."""
GRID = 12
"""A table of so many columns is a grid of narrow cells."""

_HEADING = re.compile(r"h([1-6])")
_LOWEST = 6
_NOTES = {
    "lf-commentary": "commentary",
    "lf-letter": "letter",
    "lf-hero": "hero",
    "lf-decides": "decides",
    "lf-answer": "answer",
    "lf-done": "done",
    "lf-draft": "draft",
    **dict.fromkeys(("lf-remark", "lf-evidence-none", "lf-left-out", "lf-without", "lf-word"), "remark"),
    "lf-action": "together",
    "lf-case": "together",
    "lf-levels": "aside",
    "lf-later": "later",
    "lf-foot-of-sheet": "foot",
    "lf-worked": "aside",
}
_PARAGRAPHS = {
    "lf-eye": "eye",
    "lf-finding": "finding",
    "lf-ask": "question",
    "lf-key": "key",
    "lf-rule": "finding",
    "lf-hero-title": "verdict",
    "lf-hero-headline": "lead",
    "lf-hero-open": "strong",
    "lf-letter-sign": "sign",
    "lf-lede": "lead",
    "lf-stairs-title": "small",
    "lf-alternative": "lead",
    "lf-commentary-by": "by",
    "lead": "lead",
    "note": "small",
    **dict.fromkeys(("lf-small", "lf-hero-meta", "lf-action-facts"), "small"),
}
_LISTS = {"lf-chain": "cards", "lf-caps": "plain", "lf-evidence": "plain", "choices": "choices"}
_LINES = "lines"
"""Room to write by hand."""
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "caption", "center", "details", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "ol"),
        *("p", "pre", "section", "summary", "table", "ul"),
    }
)


def read_report(page: str, edition: str = "", titles: Mapping[str, str] | None = None) -> Document:
    """Read the report as one document.

    Args:
        page: The single page, as `audit.report.joined.single` writes it.
        edition: A sentence that says for whom it is; it stands on the cover.
        titles: What each page is called in a menu, by its name.
    """
    reader = _PageReader(page)
    root = reader.root
    header = _first(root, "lf-cover")
    foot = _first(root, "lf-foot")
    return Document(
        language=reader.language,
        title=reader.title,
        agency_short=header.get("data-agency", ""),
        foot=header.get("data-foot", ""),
        footer="" if "lf-foot-short" in classes(foot) else words_of(foot),
        contents_title=words_of(_with_id(root, "contents")),
        cover=replace(reader.cover(header), edition=edition),
        # On the single page the agency's name is the first heading, and a chapter's title the second.
        chapters=tuple(
            _named(reader.chapter(part, 2), (titles or {}).get(part.get("id", ""), ""))
            for part in root.iter("section")
            if "lf-page" in classes(part)
        ),
        palette=reader.palette,
    )


def read_page(page: str) -> Document:
    """Read any other page as a document without cover and contents.

    Args:
        page: The HTML.
    """
    reader = _PageReader(page)
    chapter = reader.chapter(next(reader.root.iter("main"), reader.root), 1)
    return Document(reader.language, reader.title, chapter.title, "", "", "", None, (chapter,), palette=reader.palette)


def _first(root: Element, name: str) -> Element:
    return next((element for element in root.iter() if name in classes(element)), Element("div"))


def _with_id(root: Element, identity: str) -> Element:
    return next((element for element in root.iter() if element.get("id") == identity), Element("div"))


class _PageReader:
    """Reads blocks. What an element is called waits until the next block that can bear a name."""

    def __init__(self, page: str) -> None:
        self.root = element_tree(page)
        self._sheet = StyleSheet(self.root, "".join(style.text or "" for style in self.root.iter("style")))
        self.language = self.root.get("lang", SOURCE_LANGUAGE)
        title = next(self.root.iter("title"), None)
        self.title = words_of(title) if title is not None else ""
        said = {name: self._sheet.value(self.root, f"--lf-{name}") for name in PALETTE}
        self.palette = {name: value or PALETTE[name] for name, value in said.items()}
        ids = {element.get("id", "") for element in self.root.iter()}
        addresses = {link.get("href", "") for link in self.root.iter("a")}
        self._anchors = frozenset({name for name in ids if name and f"#{name}" in addresses})
        self._inlines = InlineReader(self._sheet, self.language, self.palette, self._anchors)
        self._waiting: list[str] = []
        self._used: set[str] = set()
        self._top = 1
        self._level = 0
        self._width: float = TEXT_WIDTH

    @property
    def _drawn_lists(self) -> Mapping[str, Callable[[Element, Look], Iterable[Block]]]:
        """What a style sheet lays out side by side, and paper draws or puts into rows."""
        return {
            "lf-columns": self._columns,
            "lf-pillar-rows": self._pillar_rows,
            "lf-stairs": self._stairs,
            "lf-rope": self._rope,
            "lf-squares": self._squares,
            "lf-verdict": self._beside,
            "lf-alternative-box": self._beside,
            "lf-decides": self._decides,
        }

    def cover(self, header: Element) -> Cover:
        """Read the cover."""

        def said(name: str) -> str:
            return words_of(_first(header, name))

        shape = said("lf-shape")
        logo = next(iter(header.iter("img")), None)
        chart = next(iter(_first(header, "lf-cover-week").iter("svg")), None)
        if chart is not None:
            chart.attrib.update({"width": f"{COVER_CHART[0]}", "height": f"{COVER_CHART[1]}"})
        return Cover(
            agency=words_of(next(header.iter("h1"), Element("h1"))),
            dated=said("lf-cover-dated"),
            product=said("lf-cover-made"),
            shape=shape,
            verdict=said("lf-cover-verdict").removeprefix(shape).strip(),
            so_far=said("lf-cover-open"),
            headline=said("lf-cover-headline"),
            pack=said("lf-cover-pack"),
            made_by=said("lf-brand-name"),
            words=said("lf-brand-cover"),
            logo=next(picture(logo), None) if logo is not None else None,
            chart=self._sheet.figure(chart, COVER_CHART[0]) if chart is not None else None,
            chart_words=said("lf-cover-week-words"),
            tone=look_inside(header, Look(), self.language).band,
        )

    def chapter(self, part: Element, top: int) -> Chapter:
        """Read a page of the report, in which a heading of the level `top` is its title."""
        self._top, self._level = top, 0
        blocks = list(_with_topics(self._blocks(part, Look(), names=True)))
        title = next((text_of(block.content) for block in blocks if isinstance(block, Heading)), part.get("id", ""))
        if not blocks or not isinstance(blocks[0], Heading):
            first = next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), None)
            head = blocks.pop(first) if first is not None else Heading(1, (Text(title),))
            blocks.insert(0, head)
        return Chapter(part.get("id", ""), title, tuple(_kept_with_pictures(list(_letters_apart(blocks)))))

    # -- blocks -------------------------------------------------------------------------------------------------

    def _blocks(self, element: Element, look: Look, *, names: bool = False) -> list[Block]:
        """Read what stands in an element: blocks, and words between them as paragraphs."""
        if names:
            self._wait_for(element)
        found: list[Block] = []
        words: list[Inline] = []

        def flush() -> None:
            content = tidy(words)
            words.clear()
            if content:
                found.append(self._paragraph(content))

        if element.text:
            words.append(self._inlines.text(element.text, look))
        for child in element:
            if self._is_block(child):
                flush()
                found.extend(self._block(child, look))
            else:
                self._wait_for_all(child)
                words.extend(self._inlines.of(child, look))
            if child.tail:
                words.append(self._inlines.text(child.tail, look))
        flush()
        return found

    def _is_block(self, element: Element) -> bool:
        if element.tag in _BLOCKS or element.tag in UNREAD:
            return True
        if element.tag == "svg":
            return element.get("width", "").endswith("%")
        return any(self._is_block(child) for child in element) and element.tag in ("a", "span", "bdi", "b", "em", "i")

    def _block(self, element: Element, look: Look) -> Iterable[Block]:
        names = classes(element)
        if element.tag in UNREAD or names & NOT_ON_PAPER:
            return ()
        self._wait_for(element)
        inner = look_inside(element, look, self.language)
        if heading := _HEADING.fullmatch(str(element.tag)):
            return self._heading(element, int(heading.group(1)) - self._top + 1, inner)
        if special := next((reader for name, reader in self._drawn_lists.items() if name in names), None):
            return special(element, inner)
        read = {
            **dict.fromkeys(("p", "figcaption", "summary", "caption"), self._words),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._definitions,
            "table": self._table,
            "pre": self._preformatted,
            "details": self._details,
        }.get(str(element.tag), self._container)
        if names & ANNEX:
            return (Note(tuple(read(element, inner)), is_folded=True),)
        return read(element, inner)

    def _container(self, element: Element, look: Look) -> Iterator[Block]:
        names = classes(element)
        if element.tag == "svg":
            yield self._sheet.figure(element, self._width)
            return
        if _LINES in names:
            yield Paragraph((), "lines", self._take())
            return
        kind = next((_NOTES[name] for name in names if name in _NOTES), "")
        blocks = tuple(self._blocks(element, look))
        if element.tag == "blockquote" and "lf-rule" in names:
            blocks = tuple(
                replace(block, kind="finding") if isinstance(block, Paragraph) else block for block in blocks
            )
        elif element.tag == "blockquote":
            kind = kind or "quote"
        if kind and blocks:
            yield Note(blocks, kind, look.band)
        else:
            yield from blocks

    def _heading(self, element: Element, level: int, look: Look) -> Iterator[Block]:
        content = tidy(self._inlines.inside(element, look))
        self._wait_for_all(element)
        if content:
            # No level is left out on the way down, whatever a page of somebody's own does.
            self._level = max(1, min(level, self._level + 1, _LOWEST))
            yield Heading(self._level, content, self._take())

    def _words(self, element: Element, look: Look) -> Iterator[Block]:
        names = classes(element)
        self._wait_for_all(element)
        if any(self._is_block(child) for child in element):
            yield from self._blocks(element, look)
            return
        content = tidy(self._inlines.inside(element, look))
        if not content:
            return
        kind = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), "")
        note = next((_NOTES[name] for name in names if name in _NOTES), "")
        paragraph = self._paragraph(content, kind)
        yield Note((paragraph,), note, look.band) if note else paragraph

    def _paragraph(self, content: tuple[Inline, ...], kind: str = "") -> Paragraph:
        return Paragraph(content, kind, self._take(), keeps_with_next=kind == "question")

    def _list(self, element: Element, look: Look) -> Iterator[Block]:
        items = []
        kind = next((_LISTS[name] for name in classes(element) if name in _LISTS), "")
        for child in element:
            if child.tag != "li":
                continue
            inner = look_inside(child, look, self.language)
            names = classes(child)
            blocks = tuple(self._blocks(child, inner, names=True))
            if blocks:
                items.append(Item(blocks, inner.band, bool(names & {"lf-here", "lf-breaks"})))
        start = element.get("start", "")
        if items:
            yield Items(tuple(items), element.tag == "ol" and not kind, int(start) if start.isdigit() else 1, kind)

    def _definitions(self, element: Element, look: Look) -> Iterator[Block]:
        rows: list[Row] = []
        for child in element.iter():
            if child.tag == "dt":
                rows.append(Row((Cell(tuple(self._blocks(child, look, names=True)), is_head=True), Cell(()))))
            elif child.tag == "dd" and rows:
                head, before = rows[-1].cells
                said = tuple(self._blocks(child, look, names=True))
                rows[-1] = Row((head, replace(before, blocks=before.blocks + said)))
        if rows:
            yield Table((), tuple(rows), columns.shares(rows, 2))

    def _preformatted(self, element: Element, look: Look) -> Iterator[Block]:
        pieces: list[Inline] = []
        for number, line in enumerate("".join(element.itertext()).strip("\n").split("\n")):
            if number:
                pieces.append(LineBreak())
            pieces.append(Text(line.replace(" ", "\u00a0"), code=True, language=look.language))
        yield Paragraph(tuple(pieces), "code", self._take())

    def _details(self, element: Element, look: Look) -> Iterator[Block]:
        names = classes(element)
        blocks: list[Block] = []
        facts: tuple[str, ...] = ()
        for child in list(element):
            if child.tag == "summary" and "lf-later" in names:
                # Where the whole action is printed, it says these facts itself.
                beside = [inner for inner in child if "lf-action-facts" in classes(inner)]
                facts = tuple(words_of(inner) for inner in beside)
                for inner in beside:
                    child.remove(inner)
            if child.tag == "summary":
                content = tidy(self._inlines.inside(child, replace(look, strong=True)))
                blocks.append(Paragraph(content, "summary", self._take(), keeps_with_next=True))
                element.remove(child)
                break
        blocks.extend(self._blocks(element, look))
        kind = next((_NOTES[name] for name in names if name in _NOTES), "aside")
        yield Note(tuple(blocks), kind, look.band, is_folded=True, facts=facts)

    # -- what stands side by side ---------------------------------------------------------------------------------

    def _columns(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a row of columns as one picture, which says what all of them say."""
        del look
        charts = list(element.iter("svg"))
        said = [link.get("aria-label", "") for link in element.iter("a")]
        if charts:
            slot = self._width / max(len(charts), COLUMNS_ACROSS)
            yield self._sheet.strip(charts, slot, self._width, ". ".join(filter(None, said)))

    def _pillar_rows(self, element: Element, look: Look) -> Iterator[Block]:
        """Read pillars with their columns and points as rows of a table."""
        before, self._width = self._width, round(self._width * PILLAR_SHARES[1])
        rows = [Row(tuple(self._pillar_cells(row, look))) for row in element if "lf-pillar-row" in classes(row)]
        self._width = before
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
            blocks = list(self._block(part, look))
            if is_last and blocks and isinstance(blocks[0], Paragraph):
                blocks[0] = replace(blocks[0], kind="points")
            yield Cell(tuple(blocks), is_head=number == 0, is_number=is_last)
        yield from (Cell(()) for _ in range(len(PILLAR_SHARES) - len(row)))

    def _stairs(self, element: Element, look: Look) -> Iterator[Block]:
        """Read the ladder as a table: a rung, and what leads to it."""
        rows = []
        for stair in element:
            inner = look_inside(stair, look, self.language)
            charts = list(stair.iter("svg"))
            for chart in charts:
                stair.remove(chart)
            fact = _first(stair, "lf-stair-fact")
            if fact in list(stair):
                stair.remove(fact)
            is_here = "lf-stair-here" in classes(stair)
            name = Paragraph(tidy(self._inlines.inside(stair, replace(inner, strong=is_here))))
            # Drawn to scale in its column; the words beside it say the same.
            bars = tuple(replace(self._sheet.figure(chart, STAIR_WIDTH), alternative="") for chart in charts)
            said = tidy(self._inlines.inside(fact, replace(inner, strong=is_here)))
            rows.append(Row((Cell((name, *bars)), Cell((Paragraph(said),) if said else (), is_number=True))))
        if rows:
            yield Table((), tuple(rows), STAIR_SHARES, kind="rows")

    def _rope(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a chain as a picture of the rope, and its links under it."""
        links = [link for link in element if link.tag == "li"]
        slot = self._width / max(len(links), 1)
        charts, cells = [], []
        for link in links:
            inner = look_inside(link, look, self.language)
            for chart in [child for child in link if child.tag == "svg"]:
                if "lf-rope-piece" in classes(chart):
                    charts.append(chart)
                link.remove(chart)
            shape = _first(link, "lf-shape")
            if charts:
                knot = SubElement(
                    charts[-1], "text", {"x": "11", "y": "16", "text-anchor": "middle", "font-size": "15"}
                )
                knot.text = words_of(shape)
                knot.set("fill", self.palette.get(f"{inner.band}-f", self.palette["ink"]))
            _break_before(link, ("lf-chain-title", "lf-chain-here"))
            content = tidy(self._inlines.inside(link, inner))
            cells.append(Cell((Paragraph(tuple(_narrow(content))),)))
        if charts:
            yield self._sheet.strip(charts, slot, self._width, "", gap=0)
        if cells:
            yield Table((), (Row(tuple(cells)),), tuple(1 / len(cells) for _ in cells), kind="strip")

    def _squares(self, element: Element, look: Look) -> Iterator[Block]:
        """Read squares, of which each is one of something, at a size that leaves room for the words."""
        for block in self._blocks(element, look):
            if isinstance(block, Figure) and block.is_wide and self._width == TEXT_WIDTH:
                height = block.height * SQUARES_WIDTH / block.width
                yield replace(block, is_wide=False, width=SQUARES_WIDTH, height=height)
            else:
                yield block

    def _beside(self, element: Element, look: Look) -> Iterator[Block]:
        """Read what stands side by side; the heading of a page is among it, and still the first of its chapter."""
        before, self._width = self._width, round(self._width / 2)
        items: list[Item] = []
        for part in element:
            blocks: list[Block] = []
            for block in self._block(part, look):
                if isinstance(block, Heading) and block.level == 1:
                    yield replace(block, is_topic=True)
                    block = Paragraph(block.content, "verdict")
                blocks.append(block)
            if blocks:
                items.append(Item(tuple(blocks), look.band))
        self._width = before
        if len(items) == 1:
            yield from items[0].blocks
        elif items:
            yield Items(tuple(items), kind="beside")

    def _decides(self, element: Element, look: Look) -> Iterator[Block]:
        """Read a rule and, beside it, the answers that it rests on."""
        blocks = tuple(self._beside(element, look)) if len(element) > 1 else tuple(self._blocks(element, look))
        if blocks:
            yield Note(blocks, "decides", look.band)

    # -- tables -------------------------------------------------------------------------------------------------

    def _table(self, element: Element, look: Look) -> Iterator[Block]:
        captioned = next((child for child in element if child.tag == "caption"), None)
        caption = words_of(captioned) if captioned is not None else ""
        if captioned is not None and caption and "lf-hidden" not in classes(captioned):
            yield Paragraph((self._inlines.text(caption, look),), "small", keeps_with_next=True)
        before, self._width = self._width, CELL_WIDTH
        head: list[Row] = []
        rows: list[Row] = []
        for part in element:
            lines = [part] if part.tag == "tr" else [line for line in part if line.tag == "tr"]
            for line in lines:
                row = self._row(line, look)
                is_head = part.tag == "thead" or (not rows and bool(row.cells) and all(c.is_head for c in row.cells))
                (head if is_head and not rows else rows).append(row)
        self._width = before
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
        self._wait_for(line)
        inner = look_inside(line, look, self.language)
        cells = tuple(self._cell(cell, inner) for cell in line if cell.tag in ("td", "th"))
        return Row(cells, "lf-here" in classes(line))

    def _cell(self, element: Element, look: Look) -> Cell:
        names = classes(element)
        inner = look_inside(element, look, self.language)
        self._wait_for(element)
        anchors = self._take()
        for small in [child for child in element if child.tag == "small" and (len(element) > 1 or element.text)]:
            element.insert(list(element).index(small), Element("br"))
        # A cell has no headings: they would tear the table's place in the outline.
        blocks = tuple(_without_heading(block) for block in self._blocks(element, inner))
        span = element.get("colspan", "1")
        return Cell(
            blocks,
            is_head=element.tag == "th",
            is_number="lf-number" in names or "right" in element.get("style", ""),
            tone=inner.band,
            columns=max(1, min(int(span), 100)) if span.isdigit() else 1,
            anchors=anchors,
        )

    # -- anchors ------------------------------------------------------------------------------------------------

    def _wait_for(self, element: Element) -> None:
        identity = element.get("id", "")
        if identity in self._anchors and identity not in self._used:
            self._used.add(identity)
            self._waiting.append(identity)

    def _wait_for_all(self, element: Element) -> None:
        for inner in element.iter():
            self._wait_for(inner)

    def _take(self) -> tuple[str, ...]:
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken


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


def _with_topics(blocks: Sequence[Block]) -> Iterator[Block]:
    """Turn a topic over a heading into the heading, and the heading, which is a sentence, into what is said under it.

    Contents, bookmarks and running heads then name the topic in a word or two.
    """
    topic: Paragraph | None = None
    for block in blocks:
        if topic is not None and isinstance(block, Heading):
            yield Heading(block.level, topic.content, (*block.anchors, *topic.anchors), is_topic=True)
            yield Paragraph(block.content, "title" if block.level == 1 else "subtitle")
            topic = None
            continue
        if topic is not None:
            yield topic
            topic = None
        if isinstance(block, Paragraph) and block.kind == "eye":
            topic = block
        else:
            yield block
    if topic is not None:
        yield topic


def _named(chapter: Chapter, title: str) -> Chapter:
    """Give a chapter the name of its page: what it says first is a sentence, which no contents have room for."""
    head, *rest = chapter.blocks
    if not title or not isinstance(head, Heading):
        return chapter
    if head.is_topic and rest and isinstance(rest[0], Paragraph) and rest[0].kind == "title":
        said, *rest = rest
    elif head.is_topic:
        # What it says stands in what follows.
        return replace(chapter, title=title, blocks=(replace(head, content=(Text(title),)), *rest))
    else:
        said = Paragraph(head.content, "title")
    is_said_twice = " ".join(text_of((said,)).split()) == title
    name = replace(head, content=(Text(title),), is_topic=not is_said_twice)
    return replace(chapter, title=title, blocks=(name, *(() if is_said_twice else (said,)), *rest))


def _letters_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Put every letter, with the heading over it, on a sheet of its own that can be handed over."""
    for index, block in enumerate(blocks):
        before, after = blocks[index - 1] if index else None, blocks[index + 1] if index + 1 < len(blocks) else None
        if _is_letter(after) and isinstance(block, Heading) and before is not None and not isinstance(before, Heading):
            yield PageBreak()
        yield block
        if _is_letter(block) and after is not None and not isinstance(after, Heading):
            yield PageBreak()


def _kept_with_pictures(blocks: Sequence[Block]) -> Iterator[Block]:
    """Keep what is said over a picture or a short table on the sheet where that is."""
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, Figure | Table) and not block.keeps_with_next:
            yield replace(block, keeps_with_next=True)
        else:
            yield block


def _is_letter(block: Block | None) -> bool:
    return isinstance(block, Note) and block.kind == "letter"


def _filled(row: Row, count: int) -> Row:
    missing = count - sum(cell.columns for cell in row.cells)
    return replace(row, cells=(*row.cells, *(Cell(()) for _ in range(missing)))) if missing > 0 else row


def _without_heading(block: Block) -> Block:
    if isinstance(block, Heading):
        content = tuple(replace(piece, strong=True) if isinstance(piece, Text) else piece for piece in block.content)
        return Paragraph(content, "", block.anchors)
    return block
