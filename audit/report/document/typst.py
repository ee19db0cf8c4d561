"""The writer of PDF: the tree becomes data for a program in Typst, which lays it out and tags it for screen readers (PDF/UA-1)."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeAlias

from audit.files.shipped import shipped
from audit.locale_data import locale_data
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
    text_of,
)
from audit.report.document.contents import leads, listed

Data: TypeAlias = dict[str, Any] | list[Any] | str
"""What JSON can hold, and the program reads."""

PROGRAM = "export/report.typ"
FONTS = (
    *("Pretendard", "Apple SD Gothic Neo", "Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic", "NanumGothic"),
    *("Segoe UI", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans"),
)
"""Typefaces in the order in which they are taken: those with Korean letters, then those without."""
FALLBACK_FONT = "Libertinus Serif"
"""Comes with Typst: what is left where a machine has no typeface that we know."""
CODE_FONTS = ("D2Coding", "Noto Sans Mono CJK KR", "DejaVu Sans Mono")
SHORT = 1500
"""Characters that fit on a page several times: such a block is not torn."""
EMPTY_BOX = "\u25a1"
"""What stands for a letter that no typeface of this machine has."""
LONGEST_WHOLE = 90
"""Bytes of a word that no end of a line may tear; one that is longer than any line must be."""
FEW_ROWS = 12
BODY, TABLE = 9.5, 8.3
"""Points of type, as in the program."""
HEADINGS = (20.0, 12.5, 10.5, BODY)
CONTENTS = 72
"""Millimetres of a line in the contents."""
SIZES = {"title": 20.0, "subtitle": 12.5, "finding": 11.5, "verdict": 26.0, "lead": 11.0}
_PAPER: Mapping[Paper, str] = {"a4": "a4", "letter": "us-letter"}
"""What Typst calls a size of paper."""
_MILLIMETRES_OF_A_POINT = 0.3528
_PIXELS_OF_AN_EM = 9.0
_SPACES = re.compile(" +")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_UNSHOWN = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


@dataclass(frozen=True)
class Pdf:
    """A PDF, and what it could not show."""

    content: bytes
    unshown: str
    """The characters that no typeface of this machine has, each once, in order."""


def write_pdf(
    document: Document, day: datetime.date | None, *, paper: Paper = "a4", with_system_fonts: bool = True
) -> Pdf:
    """Lay a document out for paper.

    Args:
        document: The tree.
        day: What the file shall say when it was made: the day of the audit; None to say nothing of it.
        paper: The size of the sheets.
        with_system_fonts: Whether this machine's typefaces may be used; without them, only those of Typst are.
    """
    import typst

    fonts = typst.Fonts(include_system_fonts=with_system_fonts)
    here = {family.lower() for family in fonts.families()}
    data = json.dumps(
        {
            **as_data(document),
            "dated": day is not None,
            "paper": _PAPER[paper],
            "fonts": [name for name in FONTS if name.lower() in here] or [FALLBACK_FONT],
            "code_fonts": [name for name in CODE_FONTS if name.lower() in here],
        },
        ensure_ascii=False,
    )
    folder = shipped("site_template")
    compiler = typst.Compiler(str(folder / PROGRAM), root=str(folder), font_paths=fonts)
    noon = datetime.datetime.combine(day or datetime.date(1980, 1, 1), datetime.time(12), datetime.UTC)
    unshown: set[str] = set()
    while True:
        try:
            content = compiler.compile(
                format="pdf", sys_inputs={"report": data}, pdf_standards=["ua-1"], timestamp=noon
            )
        except typst.TypstError as error:
            missing = _unshown_letters(error.diagnostic) - unshown
            if not missing:
                raise
            unshown |= missing
            data = data.translate({ord(letter): _stand_in(letter) for letter in missing})
            continue
        assert isinstance(content, bytes)
        return Pdf(content, "".join(sorted(unshown)))


def has_hangul(text: str) -> bool:
    """Say whether a text has Korean letters."""
    return _HANGUL.search(text) is not None


def _unshown_letters(diagnostic: str) -> set[str]:
    """Return the letters that the compiler refuses to draw, because PDF/UA allows no empty place."""
    texts = " ".join(_UNSHOWN.findall(diagnostic))
    return set(_ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], texts)) - {" ", EMPTY_BOX}


def _stand_in(letter: str) -> str:
    # Marks and joiners belong to the letter before them: a second box would count one letter twice.
    return "" if unicodedata.category(letter) in ("Mn", "Me", "Cf") else EMPTY_BOX


# -- the tree as data -----------------------------------------------------------------------------------------------


def as_data(document: Document) -> dict[str, Any]:
    """Return a document as the program reads it."""
    return {
        "language": document.language,
        "syllabic": locale_data(document.language).syllabic,
        "title": document.title,
        "author": document.cover.made_by if document.cover else "",
        "agency": document.agency_short,
        "foot": document.foot,
        "footer": document.footer,
        "contents": document.contents_title,
        "palette": dict(document.palette),
        "cover": _cover(document.cover) if document.cover else None,
        "elsewhere": document.elsewhere,
        "annex_page": document.annex_page,
        "one_sheet": document.is_one_sheet,
        "leads": leads(document),
        "runs": _runs(document),
    }


def _cover(cover: Cover) -> Data:
    figures = {"logo": cover.logo, "chart": cover.chart}
    words = {field.name: getattr(cover, field.name) for field in fields(cover) if field.name not in figures}
    return {**words, **{name: _figure(figure) for name, figure in figures.items() if figure}}


def _runs(document: Document) -> list[Data]:
    """Return the chapters as they share pages: those that follow on stand in one run with what comes before them."""
    sections_of = listed(document.chapters)
    runs: list[dict[str, Any]] = []
    for index, chapter in enumerate(document.chapters):
        content = _blocks(chapter.blocks, _Room())
        for block in content:
            if isinstance(block, dict) and block["k"] == "heading" and block["level"] > 1 and index not in sections_of:
                block["unlisted"] = True
        for block in content:
            if chapter.follows_on and isinstance(block, dict) and block.get("kind") == "title":
                block["shared"] = True
        before = document.chapters[index - 1] if index else None
        if before and chapter.follows_on and before.follows_on:
            runs[-1]["c"] += content
            runs[-1]["title"] += f" · {chapter.title}"
        else:
            runs.append({"title": chapter.title, "annex": chapter.is_annex, "c": content, **_own_sheet(chapter)})
    for number, run in enumerate(runs):
        is_last = number + 1 == len(runs) or runs[number + 1]["annex"] != run["annex"]
        run["ends"] = ("end-of-annex" if run["annex"] else "end-of-report") if is_last else ""
        run["first_of_annex"] = run["annex"] and number > 0 and not runs[number - 1]["annex"]
    return list(runs)


def _own_sheet(chapter: Chapter) -> dict[str, bool]:
    """Say that nothing else stands on the sheet of a letter, which is handed over."""
    is_letter = any(isinstance(block, Note) and block.kind == "letter" for block in chapter.blocks)
    return {"own_sheet": True} if is_letter else {}


@dataclass(frozen=True)
class _Room:
    """How much fits on a line: what is surely on its first line needs no care at the end of one."""

    millimetres: float = 174
    points: float = BODY

    def narrower(self, millimetres: float) -> _Room:
        return replace(self, millimetres=self.millimetres - millimetres)

    def set_in(self, points: float) -> _Room:
        return replace(self, points=points)

    @property
    def ems(self) -> float:
        return self.millimetres / (self.points * _MILLIMETRES_OF_A_POINT)


def _blocks(blocks: Iterable[Block], room: _Room) -> list[Data]:
    return [_block(block, room) for block in blocks]


def _block(block: Block, room: _Room) -> Data:
    match block:
        case Heading():
            # It stands in the contents too, on shorter lines.
            room = _Room(CONTENTS, HEADINGS[min(block.level, len(HEADINGS)) - 1])
            return _said(
                k="heading",
                level=block.level,
                c=_inlines(block.content, room),
                a=block.anchors,
                topic=block.is_topic,
            )
        case Paragraph():
            content = _inlines(block.content, room.set_in(max(room.points, SIZES.get(block.kind, 0))))
            if block.kind or block.anchors or block.keeps_with_next:
                return _said(k="paragraph", kind=block.kind, c=content, a=block.anchors, sticky=block.keeps_with_next)
            return content
        case Items():
            inner = replace(room, millimetres=38) if block.kind == "cards" else room.narrower(6)
            items = [
                _said(c=_blocks(item.blocks, inner), tone=item.tone, marked=item.is_marked) for item in block.items
            ]
            return _said(k="items", kind=block.kind, ordered=block.is_ordered, start=block.start, items=items)
        case Table():
            return _said(
                k="table",
                kind=block.kind,
                shares=block.shares,
                head=[_row(row, block, room) for row in block.head],
                rows=[_row(row, block, room) for row in block.rows],
                marked=[len(block.head) + index for index, row in enumerate(block.rows) if row.is_marked],
                charted=block.kind == "" and columns.CHART in block.shares,
                short=len(block.rows) <= FEW_ROWS and len(text_of((block,))) < SHORT,
            )
        case Note():
            return _said(
                k="note",
                kind=block.kind,
                tone=block.tone,
                c=_blocks(block.blocks, room.narrower(10)),
                a=block.anchors,
                short=len(text_of(block.blocks)) < SHORT,
            )
        case Figure():
            return _figure(block)
        case PageBreak():
            return {"k": "pagebreak"}


def _said(**values: object) -> dict[str, Any]:
    """Leave out what says nothing: each value that the program keeps takes memory a hundred times over."""
    return {name: value for name, value in values.items() if value or (value == 0 and value is not False)}


def _row(row: Row, table: Table, room: _Room) -> Data:
    cells: list[Data] = []
    for cell in row.cells:
        first = sum(before.columns for before in row.cells[: len(cells)])
        share = sum(table.shares[first : first + cell.columns])
        cells.append(_cell(cell, _Room(room.millimetres * share - 3, TABLE)))
    return cells


def _cell(cell: Cell, room: _Room) -> Data:
    blocks = _blocks(cell.blocks, room)
    # What is one plain paragraph is a line of the cell itself.
    content = blocks[0] if len(blocks) == 1 and isinstance(blocks[0], list) else None
    return _said(
        **({"b": blocks} if content is None else {"c": content}),
        head=cell.is_head,
        number=cell.is_number,
        columns=cell.columns if cell.columns > 1 else None,
        a=cell.anchors,
        long=len(text_of(cell.blocks)) >= SHORT,
        tone=cell.tone,
    )


def _inlines(pieces: Iterable[Inline], room: _Room) -> list[Data]:
    """Return what stands in a paragraph; Korean words that could come to the end of a line are kept whole."""
    made: list[Data] = []
    left = room.ems
    for piece in pieces:
        match piece:
            case Text():
                if made and isinstance(made[-1], dict) and made[-1].get("with") == "":
                    # A sign stands on one line with the first word that it is the sign of.
                    made[-1]["with"], _, rest = piece.words.partition(" ")
                    piece = replace(piece, words=f" {rest}" if rest else "")
                sure, rest = _fitting(piece.words, left)
                left = 0 if rest else left - columns.width(sure)
                made.extend(_text(piece, sure, rest))
            case LineBreak():
                left = room.ems
                made.append({"k": "break"})
            case Link():
                is_shown = piece.target.startswith("http") and piece.target not in text_of(piece.content)
                content = _inlines(
                    piece.content, replace(room, millimetres=left * room.points * _MILLIMETRES_OF_A_POINT)
                )
                left = 0 if is_shown else left - columns.width(text_of(piece.content))
                made.append(_said(k="link", to=piece.target, c=content, shows_address=is_shown))
            case Figure():
                left -= piece.width / _PIXELS_OF_AN_EM
                made.append({**_figure(piece), **({} if piece.is_wide else {"with": ""})})
    return made


def _fitting(words: str, ems: float) -> tuple[str, str]:
    """Part a text into what surely fits into so many ems, and the rest; nothing is kept where nothing is Korean."""
    if not _HANGUL.search(words) or columns.width(words) <= ems:
        return words, ""
    sure = 0
    for space in _SPACES.finditer(words):
        ems -= columns.width(words[sure : space.end()])
        if ems < 0:
            break
        sure = space.end()
    return words[:sure], words[sure:]


def _text(piece: Text, sure: str, rest: str) -> list[Data]:
    """Return a run: words as they are, and in lists of their own those that no end of a line may tear."""
    words = [sure, *_kept(rest)] if sure else _kept(rest)
    looks = _said(
        strong=piece.strong,
        emphasis=piece.emphasis,
        code=piece.code,
        small=piece.small,
        tone=piece.tone,
        language=piece.language,
    )
    if not looks:
        return words
    return [{"k": "text", "t": words, **looks}] if words else []


def _kept(words: str) -> list[Data]:
    made: list[Data] = []
    plain = ""
    for word in re.split("( )", words):
        if len(word) > 1 and len(word.encode()) < LONGEST_WHOLE and _HANGUL.search(word):
            if plain:
                made.append(plain)
            made.append([word])
            plain = ""
        else:
            plain += word
    return [*made, plain] if plain else made


def _figure(piece: Figure) -> dict[str, Any]:
    return _said(
        k="figure",
        svg=piece.svg,
        alternative=piece.alternative,
        width=piece.width,
        height=piece.height,
        wide=piece.is_wide,
    )
