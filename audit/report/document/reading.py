"""From the joined pages to the tree of blocks: the one place that knows what the classes of a page mean on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from audit.installation import SOURCE_LANGUAGE
from audit.report.document import columns
from audit.report.document.arranging import kept_with_pictures, letters_apart, named, with_topics
from audit.report.document.blocks import (
    Block,
    Cell,
    Chapter,
    Cover,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    LineBreak,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
    text_of,
)
from audit.report.document.charts import TEXT_WIDTH, StyleSheet
from audit.report.document.html_tree import classes, element_tree, first_of_class, words_of
from audit.report.document.inlines import NOT_ON_PAPER, UNREAD, InlineReader, Look, look_inside, picture, tidy
from audit.report.document.side_by_side import SideBySide
from audit.report.document.tables import TableReader

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
COVER_CHART = (794, 300)
"""CSS pixels of the week on the cover: from edge to edge of a sheet of A4."""
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
    header = first_of_class(root, "lf-cover")
    foot = first_of_class(root, "lf-foot")
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
            named(reader.chapter(part, 2), (titles or {}).get(part.get("id", ""), ""))
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


def _with_id(root: Element, identity: str) -> Element:
    return next((element for element in root.iter() if element.get("id") == identity), Element("div"))


class _PageReader:
    """Reads blocks. What an element is called waits until the next block that can bear a name."""

    def __init__(self, page: str) -> None:
        self.root = element_tree(page)
        self.sheet = StyleSheet(self.root, "".join(style.text or "" for style in self.root.iter("style")))
        self.language = self.root.get("lang", SOURCE_LANGUAGE)
        title = next(self.root.iter("title"), None)
        self.title = words_of(title) if title is not None else ""
        said = {name: self.sheet.value(self.root, f"--lf-{name}") for name in PALETTE}
        self.palette: Mapping[str, str] = {name: value or PALETTE[name] for name, value in said.items()}
        ids = {element.get("id", "") for element in self.root.iter()}
        addresses = {link.get("href", "") for link in self.root.iter("a")}
        self._anchors = frozenset({name for name in ids if name and f"#{name}" in addresses})
        self.inlines = InlineReader(self.sheet, self.language, self.palette, self._anchors)
        self._waiting: list[str] = []
        self._used: set[str] = set()
        self._top = 1
        self._level = 0
        self.width: float = TEXT_WIDTH
        self._side_by_side = SideBySide(self)
        self._tables = TableReader(self)

    def cover(self, header: Element) -> Cover:
        """Read the cover."""

        def said(name: str) -> str:
            return words_of(first_of_class(header, name))

        shape = said("lf-shape")
        logo = next(iter(header.iter("img")), None)
        chart = next(iter(first_of_class(header, "lf-cover-week").iter("svg")), None)
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
            chart=self.sheet.figure(chart, COVER_CHART[0]) if chart is not None else None,
            chart_words=said("lf-cover-week-words"),
            tone=look_inside(header, Look(), self.language).band,
        )

    def chapter(self, part: Element, top: int) -> Chapter:
        """Read a page of the report, in which a heading of the level `top` is its title."""
        self._top, self._level = top, 0
        blocks = list(with_topics(self.blocks(part, Look(), names=True)))
        title = next((text_of(block.content) for block in blocks if isinstance(block, Heading)), part.get("id", ""))
        if not blocks or not isinstance(blocks[0], Heading):
            first = next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), None)
            head = blocks.pop(first) if first is not None else Heading(1, (Text(title),))
            blocks.insert(0, head)
        return Chapter(part.get("id", ""), title, tuple(kept_with_pictures(list(letters_apart(blocks)))))

    # -- blocks -------------------------------------------------------------------------------------------------

    def blocks(self, element: Element, look: Look, *, names: bool = False) -> list[Block]:
        """Read what stands in an element: blocks, and words between them as paragraphs."""
        if names:
            self.wait_for(element)
        found: list[Block] = []
        words: list[Inline] = []

        def flush() -> None:
            content = tidy(words)
            words.clear()
            if content:
                found.append(self._paragraph(content))

        if element.text:
            words.append(self.inlines.text(element.text, look))
        for child in element:
            if self._is_block(child):
                flush()
                found.extend(self.block(child, look))
            else:
                self._wait_for_all(child)
                words.extend(self.inlines.of(child, look))
            if child.tail:
                words.append(self.inlines.text(child.tail, look))
        flush()
        return found

    def _is_block(self, element: Element) -> bool:
        if element.tag in _BLOCKS or element.tag in UNREAD:
            return True
        if element.tag == "svg":
            return element.get("width", "").endswith("%")
        return any(self._is_block(child) for child in element) and element.tag in ("a", "span", "bdi", "b", "em", "i")

    def block(self, element: Element, look: Look) -> Iterable[Block]:
        """Read an element."""
        names = classes(element)
        if element.tag in UNREAD or names & NOT_ON_PAPER:
            return ()
        self.wait_for(element)
        inner = look_inside(element, look, self.language)
        if heading := _HEADING.fullmatch(str(element.tag)):
            return self._heading(element, int(heading.group(1)) - self._top + 1, inner)
        if special := self._side_by_side.reader_of(names):
            return special(element, inner)
        read = {
            **dict.fromkeys(("p", "figcaption", "summary", "caption"), self._words),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._definitions,
            "table": self._tables.read,
            "pre": self._preformatted,
            "details": self._details,
        }.get(str(element.tag), self._container)
        if names & ANNEX:
            return (Note(tuple(read(element, inner)), is_folded=True),)
        return read(element, inner)

    def _container(self, element: Element, look: Look) -> Iterator[Block]:
        names = classes(element)
        if element.tag == "svg":
            yield self.sheet.figure(element, self.width)
            return
        if _LINES in names:
            yield Paragraph((), "lines", self.take())
            return
        kind = next((_NOTES[name] for name in names if name in _NOTES), "")
        blocks = tuple(self.blocks(element, look))
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
        content = tidy(self.inlines.inside(element, look))
        self._wait_for_all(element)
        if content:
            # No level is left out on the way down, whatever a page of somebody's own does.
            self._level = max(1, min(level, self._level + 1, _LOWEST))
            yield Heading(self._level, content, self.take())

    def _words(self, element: Element, look: Look) -> Iterator[Block]:
        names = classes(element)
        self._wait_for_all(element)
        if any(self._is_block(child) for child in element):
            yield from self.blocks(element, look)
            return
        content = tidy(self.inlines.inside(element, look))
        if not content:
            return
        kind = next((_PARAGRAPHS[name] for name in names if name in _PARAGRAPHS), "")
        note = next((_NOTES[name] for name in names if name in _NOTES), "")
        paragraph = self._paragraph(content, kind)
        yield Note((paragraph,), note, look.band) if note else paragraph

    def _paragraph(self, content: tuple[Inline, ...], kind: str = "") -> Paragraph:
        return Paragraph(content, kind, self.take(), keeps_with_next=kind == "question")

    def _list(self, element: Element, look: Look) -> Iterator[Block]:
        items = []
        kind = next((_LISTS[name] for name in classes(element) if name in _LISTS), "")
        for child in element:
            if child.tag != "li":
                continue
            inner = look_inside(child, look, self.language)
            names = classes(child)
            blocks = tuple(self.blocks(child, inner, names=True))
            if blocks:
                items.append(Item(blocks, inner.band, bool(names & {"lf-here", "lf-breaks"})))
        start = element.get("start", "")
        if items:
            yield Items(tuple(items), element.tag == "ol" and not kind, int(start) if start.isdigit() else 1, kind)

    def _definitions(self, element: Element, look: Look) -> Iterator[Block]:
        rows: list[Row] = []
        for child in element.iter():
            if child.tag == "dt":
                rows.append(Row((Cell(tuple(self.blocks(child, look, names=True)), is_head=True), Cell(()))))
            elif child.tag == "dd" and rows:
                head, before = rows[-1].cells
                said = tuple(self.blocks(child, look, names=True))
                rows[-1] = Row((head, replace(before, blocks=before.blocks + said)))
        if rows:
            yield Table((), tuple(rows), columns.shares(rows, 2))

    def _preformatted(self, element: Element, look: Look) -> Iterator[Block]:
        pieces: list[Inline] = []
        for number, line in enumerate("".join(element.itertext()).strip("\n").split("\n")):
            if number:
                pieces.append(LineBreak())
            pieces.append(Text(line.replace(" ", "\u00a0"), code=True, language=look.language))
        yield Paragraph(tuple(pieces), "code", self.take())

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
                content = tidy(self.inlines.inside(child, replace(look, strong=True)))
                blocks.append(Paragraph(content, "summary", self.take(), keeps_with_next=True))
                element.remove(child)
                break
        blocks.extend(self.blocks(element, look))
        kind = next((_NOTES[name] for name in names if name in _NOTES), "aside")
        yield Note(tuple(blocks), kind, look.band, is_folded=True, facts=facts)

    # -- anchors ------------------------------------------------------------------------------------------------

    def wait_for(self, element: Element) -> None:
        """Let the name of an element wait for the next block that can bear one."""
        identity = element.get("id", "")
        if identity in self._anchors and identity not in self._used:
            self._used.add(identity)
            self._waiting.append(identity)

    def _wait_for_all(self, element: Element) -> None:
        for inner in element.iter():
            self.wait_for(inner)

    def take(self) -> tuple[str, ...]:
        """Take the names that wait."""
        taken = tuple(self._waiting)
        self._waiting.clear()
        return taken
