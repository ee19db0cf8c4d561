"""The PDF: tagged, named, with bookmarks; charts in their colours; Korean words whole."""

from __future__ import annotations

import html
import io
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, OutlineItem

from audit.language import translator
from audit.model.result.result import Result
from audit.report.exports.painting import SVG, paint_charts
from audit.report.exports.pdf import (
    MAY_BREAK,
    WORD_JOINER,
    guide_breaks,
    has_hangul,
    keep_short_together,
    laid_out,
    pdf,
)
from audit.report.site.render import nav
from audit.wording.locale import Locale

pytestmark = pytest.mark.slow

Marked = tuple[Result, Mapping[str, str]]
ALTERNATIVE = ("service", "amount", "complaints")
"""What only a report says that advises against accounts."""
KINDS = frozenset(
    {
        *(
            "/Document",
            "/Part",
            "/Sect",
            "/Div",
            "/P",
            "/H1",
            "/H2",
            "/H3",
            "/H4",
            "/H5",
            "/H6",
            "/BlockQuote",
            "/Caption",
        ),
        *(
            "/L",
            "/LI",
            "/Lbl",
            "/LBody",
            "/Table",
            "/THead",
            "/TBody",
            "/TR",
            "/TH",
            "/TD",
            "/Span",
            "/Link",
            "/Figure",
        ),
        "/NonStruct",
    }
)
KIDS: Mapping[str, frozenset[str]] = {
    "/L": frozenset({"/LI", "/L", "/Caption"}),
    "/LI": frozenset({"/Lbl", "/LBody"}),
    "/Table": frozenset({"/Caption", "/THead", "/TBody", "/TR"}),
    "/THead": frozenset({"/TR"}),
    "/TBody": frozenset({"/TR"}),
    "/TR": frozenset({"/TH", "/TD"}),
}
PARENTS: Mapping[str, frozenset[str]] = {
    "/LI": frozenset({"/L"}),
    "/LBody": frozenset({"/LI"}),
    "/Lbl": frozenset({"/LI"}),
    "/TR": frozenset({"/Table", "/THead", "/TBody"}),
    "/TH": frozenset({"/TR"}),
    "/TD": frozenset({"/TR"}),
    "/THead": frozenset({"/Table"}),
    "/TBody": frozenset({"/Table"}),
    "/Caption": frozenset({"/Table", "/L", "/Figure"}),
}
DRAWING = frozenset(b"Tj TJ ' \" f F f* B B* b b* S s sh Do".split())
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
def content(result: Result) -> bytes:
    return pdf(result, "ko").content


@pytest.fixture(scope="module")
def document(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def words(document: PdfReader) -> str:
    """What the document says."""
    return "".join(page.extract_text() for page in document.pages)


def titles(document: PdfReader) -> list[str]:
    """The bookmarks of the first level."""
    return [str(item.title) for item in document.outline if isinstance(item, OutlineItem | Destination)]


@dataclass(frozen=True)
class Tagged:
    """An element of the tree that a screen reader goes through."""

    kind: str
    element: DictionaryObject
    around: tuple[str, ...]
    """The kinds of the elements that it stands in, from the outermost."""
    kids: tuple[str, ...]
    """The kinds of its kids; none for text and annotations."""


@pytest.fixture(scope="module")
def tree(document: PdfReader) -> list[Tagged]:
    return tags_of(document)


def tags_of(document: PdfReader) -> list[Tagged]:
    """Every element in the order of reading."""
    found: list[Tagged] = []

    def walk(node: DictionaryObject, around: tuple[str, ...]) -> None:
        kids = [kid for kid in inside(node) if isinstance(kid, DictionaryObject)]
        kinds = tuple(str(kid["/S"]) for kid in kids if "/S" in kid)
        found.append(Tagged(str(node["/S"]), node, around, kinds))
        for kid in kids:
            if "/S" in kid:
                walk(kid, (*around, str(node["/S"])))

    for child in inside(document.root_object["/StructTreeRoot"]):
        walk(child, ())
    return found


def inside(node: Any) -> list[Any]:
    """The kids of an element: elements, annotations, numbers of texts."""
    kids = node.get("/K", [])
    return [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]


class TestUniversalAccess:
    """What a machine can check of PDF/UA-1 without a validator of its own."""

    def test_it_says_that_it_is_tagged_and_what_it_is_called(self, document: PdfReader) -> None:
        root: Any = document.root_object
        assert root["/MarkInfo"]["/Marked"]
        assert not root["/MarkInfo"].get("/Suspects", False)
        assert str(root["/Lang"]) == "ko"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        metadata = root["/Metadata"].get_data().decode()
        assert 'pdfuaid:part="1"' in metadata
        assert document.metadata is not None
        assert re.findall(r"<dc:title>.*<rdf:li[^>]*>(.*)</rdf:li>", metadata) == [
            html.escape(str(document.metadata.title), quote=False)
        ]

    def test_its_elements_are_of_kinds_that_every_reader_knows_and_stand_where_they_may(
        self, document: PdfReader, tree: list[Tagged]
    ) -> None:
        root: Any = document.root_object["/StructTreeRoot"]
        assert "/RoleMap" not in root, "no kind of our own that would have to be explained"
        assert {tagged.kind for tagged in tree} <= KINDS
        allowed = {(tagged.kind, kid) for tagged in tree for kid in tagged.kids if tagged.kind in KIDS}
        assert {(kind, kid) for kind, kid in allowed if kid not in KIDS[kind]} == set()
        assert {
            (tagged.around[-1], tagged.kind)
            for tagged in tree
            if tagged.kind in PARENTS and tagged.around[-1] not in PARENTS[tagged.kind]
        } == set()

    def test_every_page_is_read_in_the_order_of_its_elements(self, document: PdfReader) -> None:
        assert {str(page.get("/Tabs")) for page in document.pages} == {"/S"}
        assert [str(page["/StructParents"]) for page in document.pages] == [
            str(number) for number in range(len(document.pages))
        ]

    def test_no_heading_leaves_a_level_out(self, tree: list[Tagged]) -> None:
        levels = [int(tagged.kind[2]) for tagged in tree if re.fullmatch(r"/H[1-6]", tagged.kind)]
        assert levels[0] == 1
        assert [(one, next_) for one, next_ in itertools.pairwise(levels) if next_ > one + 1] == []

    def test_every_heading_cell_says_which_way_it_heads_and_is_found_by_its_cells(
        self, document: PdfReader, tree: list[Tagged]
    ) -> None:
        heads = [tagged for tagged in tree if tagged.kind == "/TH"]
        for head in heads:
            attributes: Any = head.element["/A"]
            assert attributes["/Scope"] == ("/Column" if "/THead" in head.around else "/Row")
        root: Any = document.root_object["/StructTreeRoot"]
        names = [str(part) for part in root["/IDTree"]["/Names"][::2]]
        assert names == sorted({str(head.element["/ID"]) for head in heads})
        named = [cell.element["/A"] for cell in tree if cell.kind == "/TD"]
        assert {str(head) for attributes in named for head in attributes.get("/Headers", [])} <= set(names)  # type: ignore[attr-defined] # a PDF dictionary

    def test_every_link_is_tagged_once_and_says_where_it_leads(self, document: PdfReader, tree: list[Tagged]) -> None:
        tagged_links = [
            (tagged, kid["/Obj"].get_object())
            for tagged in tree
            for kid in inside(tagged.element)
            if isinstance(kid, DictionaryObject) and "/Obj" in kid
        ]
        assert {tagged.kind for tagged, _ in tagged_links} == {"/Link"}
        assert all("/Link" not in tagged.around for tagged, _ in tagged_links)
        on_pages = [link.get_object() for page in document.pages for link in page.get("/Annots", [])]
        assert len(on_pages) == len(tagged_links) > 500
        for link in on_pages:
            assert link["/Contents"] != link.get("/Dest")
            assert "/StructParent" in link

    def test_every_typeface_is_in_it_and_its_shapes_can_be_read_as_letters(self, document: PdfReader) -> None:
        fonts: dict[str, Any] = {}
        for page in document.pages:
            resources: Any = page["/Resources"]
            fonts.update(resources["/Font"])
        assert fonts
        for font in fonts.values():
            drawn = font.get_object().get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(drawn)
            assert "/ToUnicode" in font.get_object()

    def test_whatever_is_drawn_is_tagged_or_set_apart(self, document: PdfReader) -> None:
        for number, page in enumerate(document.pages):
            contents = page.get_contents()
            assert contents is not None
            depth, loose = 0, 0
            for line in contents.get_data().split(b"\n"):
                operator = line.rpartition(b" ")[2]
                depth += {b"BMC": 1, b"BDC": 1, b"EMC": -1}.get(operator, 0)
                loose += operator in DRAWING and not depth
            assert (depth, loose) == (0, 0), f"page {number + 1}"
            # Running heads and the number of a page are no part of what it says; the cover has none.
            assert bool(contents.get_data().count(b"/Pagination")) == bool(number)


def test_its_title_and_bookmarks_are_those_of_the_report(document: PdfReader, result: Result) -> None:
    assert document.metadata is not None
    assert document.metadata.title == "나래시 & <Söhne> · 2026년 11월 23일 점검"
    pages = nav(result, Locale("ko", translator("ko"))).values()
    assert set(pages) <= set(titles(document))
    assert titles(document)[0] == "나래시 & <Söhne>"


def test_every_chart_says_what_it_shows(tree: list[Tagged]) -> None:
    said = [str(tagged.element.get("/Alt", "")) for tagged in tree if tagged.kind == "/Figure"]
    assert len(said) >= 4
    assert all(said)


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


def test_a_link_says_its_words_and_a_caption_stands_in_its_table() -> None:
    page = """<html lang="en"><head><title>t</title><style>.apart { display: block }</style></head><body>
    <h1 id="top">Title</h1><p><a href="#row"><span>The</span> <b>row</b></a> <a href="#top">up</a></p>
    <ul><li>one <span class="apart">beside</span></li></ul>
    <table><caption style="position: absolute">Words</caption><tr><th id="row" scope="row">a</th><td>b</td></tr></table>
    </body></html>"""
    document = PdfReader(io.BytesIO(laid_out(page).content))
    links = [link.get_object() for link in document.pages[0]["/Annots"]]  # type: ignore[attr-defined] # a PDF array
    assert [link["/Contents"] for link in links] == ["The row", "Title"]
    kids = {tagged.kind: tagged.kids for tagged in tags_of(document)}
    assert kids["/Table"] == ("/Caption", "/TBody")
    assert kids["/LI"] == ("/Lbl", "/LBody")


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

    def test_a_row_of_answers_breaks_only_where_it_is_long(self) -> None:
        cell = "<tr><td>{}</td></tr>"
        body = ET.fromstring(
            f'<body><table class="lf-answers">{cell.format("short")}{cell.format("x" * 2000)}</table><table>{cell}</table></body>'
        )
        keep_short_together(body)
        assert [row.get("style") for row in body.iter("tr")] == ["break-inside: avoid", None, None]

    def test_bookmarks_are_made_of_the_text_as_it_was(self) -> None:
        body = ET.fromstring("<body><h2>요약 <b>하나</b></h2></body>")
        guide_breaks(body)
        assert body[0].get("data-bookmark") == "요약 하나"

    def test_korean_letters_are_told_from_others(self) -> None:
        assert has_hangul("a가")
        assert has_hangul("ㄱ")
        assert not has_hangul("a漢あ1")
