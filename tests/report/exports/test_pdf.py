"""The PDF: tagged, named, with bookmarks; charts in their colours; Korean words whole."""

from __future__ import annotations

import contextlib
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, OutlineItem

from audit.language import translator
from audit.model.result import Result
from audit.report.exports.painting import SVG, paint_charts
from audit.report.exports.pdf import MAY_BREAK, WORD_JOINER, guide_breaks, has_hangul, laid_out, pdf
from audit.report.reader import Reader
from audit.report.render import nav

Marked = tuple[Result, Mapping[str, str]]
ALTERNATIVE = ("service", "amount", "complaints")
"""What only a report says that advises against accounts."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


@pytest.fixture(scope="module")
def long() -> str:
    """A text without a single space over several pages; ten times as much takes minutes to lay out and to read back."""
    return "길" * 5_000 + "x" * 5_000


@pytest.fixture(scope="module")
def result(
    spoken: Callable[..., Result], lean: Callable[[Result], Result], hostile: Mapping[str, str], long: str
) -> Result:
    """An audit with hostile notes and a very long one."""
    notes = [text for kind, text in hostile.items() if kind != "emoji"]
    return lean(spoken(*notes, long, agency="나래시 & <Söhne>"))


@pytest.fixture(scope="module")
def content(result: Result, unmeasured: Callable[[], contextlib.AbstractContextManager[None]]) -> bytes:
    with unmeasured():
        return pdf(result, "ko").content


@pytest.fixture(scope="module")
def document(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def words(document: PdfReader, unmeasured: Callable[[], contextlib.AbstractContextManager[None]]) -> str:
    """What the document says."""
    with unmeasured():
        return "".join(page.extract_text() for page in document.pages)


def titles(document: PdfReader) -> list[str]:
    """The bookmarks of the first level."""
    return [str(item.title) for item in document.outline if isinstance(item, OutlineItem | Destination)]


@pytest.mark.no_cover
def test_it_is_tagged_and_says_so(document: PdfReader) -> None:
    root = document.root_object
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index] # a PDF dictionary
    assert root["/StructTreeRoot"]["/K"]  # type: ignore[index] # as above
    assert str(root["/Lang"]) == "ko"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index] # as above
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()  # type: ignore[attr-defined] # as above


def test_its_title_and_bookmarks_are_those_of_the_report(document: PdfReader, result: Result) -> None:
    assert document.metadata is not None
    assert document.metadata.title == "나래시 & <Söhne> · 2026년 11월 23일 점검"
    pages = nav(result, Reader("ko", translator("ko"))).values()
    assert set(pages) <= set(titles(document))
    assert titles(document)[0] == "나래시 & <Söhne>"


def test_every_chart_says_what_it_shows(document: PdfReader) -> None:
    def figures(node: object) -> list[object]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return [figure for child in node for figure in figures(child)]
        if not isinstance(node, dict):
            return []
        own = [node.get("/Alt")] if node.get("/S") == "/Figure" else []
        return own + figures(node.get("/K"))

    found = figures(document.root_object["/StructTreeRoot"]["/K"])  # type: ignore[index] # a PDF dictionary
    assert len(found) >= 4
    assert all(found)


def test_pages_are_numbered_and_have_running_heads(document: PdfReader) -> None:
    last = len(document.pages)
    for number in (2, last // 2, last):
        text = document.pages[number - 1].extract_text()
        assert f"{number} / {last}" in text
        assert "나래시 & <Söhne>" in text


def test_hostile_texts_are_shown_as_they_were_written(words: str, hostile: Mapping[str, str], long: str) -> None:
    text = re.sub(r"\s", "", words)
    # A PDF keeps the order of what is seen, so letters from right to left stand the other way round.
    # Emoji need a typeface that not every machine has, and pypdf reads no text beside a letter that is missing.
    left_to_right = [words for kind, words in hostile.items() if kind not in ("right to left", "emoji")]
    for words in left_to_right:
        assert re.sub(r"\s", "", CONTROLS.sub("", words)) in text
    assert text.count("길") >= 5_000
    assert WORD_JOINER not in text
    assert MAY_BREAK not in text


def test_every_answer_note_and_piece_of_evidence_is_in_it(
    words: str, result: Result, launch: Marked, missing: Callable[[str, Mapping[str, str]], list[str]]
) -> None:
    replaced = {f"{item.id} note" for item in result.questions if not str(item.note).startswith("qz")}
    marks = {place: mark for place, mark in launch[1].items() if place not in {*replaced, "agency", *ALTERNATIVE}}
    assert len(marks) > 150
    assert missing(words, marks) == []


def test_nothing_in_it_runs_and_links_go_to_named_sources_only(document: PdfReader) -> None:
    assert "/OpenAction" not in document.root_object
    assert "/AA" not in document.root_object
    links = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in document.pages
        for annotation in page.get("/Annots", [])
        if "/URI" in annotation.get_object().get("/A", {})
    ]
    assert all(link.startswith("https://") for link in links)


def test_the_same_page_gives_the_same_bytes() -> None:
    page = """<html lang="ko"><head><title>점검</title><style>.bar { fill: #123456 }</style></head><body>
    <h1 id="a">요약 Summary</h1><p><a href="#a">가</a> <a href="https://example.invalid/">b</a></p>
    <svg width="100%" height="20" role="img" aria-label="50 of 100"><rect class="bar" width="50%" height="20"/></svg>
    <table><tr><th scope="col">c</th></tr><tr><td>다</td></tr></table></body></html>"""
    assert laid_out(page).content == laid_out(page).content


def test_letters_that_no_typeface_has_are_named() -> None:
    made = laid_out('<html lang="en"><head><title>t</title><style></style></head><body>a\U000f0000b</body></html>')
    assert made.unshown == "\U000f0000"


class TestPainting:
    CSS = """
    :root { --ink: #111; --wash: #eee }
    .weak { --band: var(--ink) }
    .bar { fill: var(--band, #fff); stroke-width: 1 }
    svg .bar { stroke: url(#dots); font-size: 2rem }
    .dots { fill: var(--wash) }
    @media screen { .bar { fill: red } }
    @media print { .ink { fill: blue } }
    .bar:is(.nothing:hover::part(x)) { fill: green }
    """

    def chart(self, body: str) -> ET.Element:
        root = ET.fromstring(f'<html xmlns:s="{SVG[1:-1]}"><body>{body}</body></html>')
        paint_charts(root, self.CSS, 10)
        return root

    def test_the_sheet_is_written_onto_the_shapes(self) -> None:
        root = self.chart(
            '<div class="weak"><s:svg aria-label="what it says"><s:rect class="bar"/><s:rect class="ink"/></s:svg></div>'
        )
        bar, ink = root.findall(f".//{SVG}rect")
        assert (bar.get("fill"), bar.get("stroke-width"), bar.get("font-size")) == ("#111", "1", "20px")
        assert ink.get("fill") == "blue"

    def test_a_chart_carries_its_words_and_the_patterns_that_it_names(self) -> None:
        root = self.chart(
            '<s:svg><s:defs><s:pattern id="dots"><s:rect class="dots"/></s:pattern></s:defs></s:svg>'
            '<s:svg aria-label="what it says"><s:rect class="bar"/></s:svg>'
        )
        (chart,) = root.findall(f".//{SVG}svg")
        assert chart[0].tag == f"{SVG}title"
        assert chart[0].text == "what it says"
        inner = chart.find(f"{SVG}defs/{SVG}pattern/{SVG}rect")
        assert inner is not None
        assert inner.get("fill") == "#eee"

    def test_a_chart_without_words_of_its_own_has_those_of_its_heading(self) -> None:
        root = self.chart('<h3>Where the <b>time</b> goes</h3><s:svg aria-hidden="true"><s:rect/></s:svg>')
        assert root.findtext(f".//{SVG}title") == "Where the time goes"

    def test_a_variable_that_names_itself_ends(self) -> None:
        root = ET.fromstring(f'<html xmlns:s="{SVG[1:-1]}"><s:svg><s:rect class="x"/></s:svg></html>')
        paint_charts(root, ".x { --a: var(--b); --b: var(--a); fill: var(--a) }", 10)


class TestBreaks:
    def guided(self, text: str) -> str:
        element = ET.Element("p")
        element.text = text
        guide_breaks(element)
        return element.text

    def test_korean_words_stay_whole(self) -> None:
        assert self.guided("계정을 2026년").replace(WORD_JOINER, "|") == "계|정|을 2026|년"
        assert self.guided("SNS를 (홍보) plain").replace(WORD_JOINER, "|") == "SNS|를 (홍|보) plain"

    def test_words_without_end_may_break(self) -> None:
        assert self.guided("가" * 100).replace(MAY_BREAK, "") == "가" * 100
        assert max(len(piece) for piece in self.guided("x" * 1000).split(MAY_BREAK)) <= 30

    def test_bookmarks_are_made_of_the_text_as_it_was(self) -> None:
        body = ET.fromstring("<body><h2>요약 <b>하나</b></h2></body>")
        guide_breaks(body)
        assert body[0].get("data-bookmark") == "요약 하나"

    def test_korean_letters_are_told_from_others(self) -> None:
        assert has_hangul("a가")
        assert has_hangul("ㄱ")
        assert not has_hangul("a漢あ1")
