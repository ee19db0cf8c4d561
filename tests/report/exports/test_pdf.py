"""The PDF: tagged as the compiler checks it, named, with bookmarks; Korean words whole; nothing in it read as a program."""

from __future__ import annotations

import datetime
import html
import io
import itertools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, OutlineItem

from audit.language import translator
from audit.model.answers import Brand
from audit.model.result.result import Result
from audit.report.branding.logo import read_logo
from audit.report.branding.notes import Note
from audit.report.branding.presentation import Presentation
from audit.report.document.reading import read_page
from audit.report.document.typst import Pdf, has_hangul, write_pdf
from audit.report.editions import cut_down
from audit.report.exports.format import Order
from audit.report.exports.pdf import pdf
from audit.report.site.render import nav
from audit.wording.locale import Locale

pytestmark = pytest.mark.slow

Marked = tuple[Result, Mapping[str, str]]
DAY = datetime.date(2026, 11, 23)
ALTERNATIVE = ("service", "amount", "complaints")
"""What only a report says that advises against accounts."""
KIDS: Mapping[str, frozenset[str]] = {
    "/L": frozenset({"/LI", "/L", "/Caption"}),
    "/LI": frozenset({"/Lbl", "/LBody"}),
    "/Table": frozenset({"/THead", "/TBody", "/TFoot", "/Caption", "/TR"}),
    "/THead": frozenset({"/TR"}),
    "/TBody": frozenset({"/TR"}),
    "/TR": frozenset({"/TH", "/TD"}),
    "/TOC": frozenset({"/TOC", "/TOCI"}),
    "/TOCI": frozenset({"/Reference", "/TOC", "/Lbl", "/P"}),
}
"""What may stand in an element of these kinds."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


@pytest.fixture(scope="module")
def result(
    launch: Marked,
    spoken: Callable[..., Result],
    lean: Callable[[Result], Result],
    hostile: Mapping[str, str],
    long: str,
) -> Result:
    """An audit with hostile notes and a very long one."""
    # Where one shape stands for several letters, a PDF says so beside it, and pypdf does not read that.
    notes = [text for kind, text in hostile.items() if kind not in ("right to left", "emoji")]
    return lean(spoken(*notes, long, agency="나래시 & <Söhne> #set"))


@pytest.fixture(scope="module")
def made(result: Result) -> Pdf:
    return pdf(Order(result, "ko"))


@pytest.fixture(scope="module")
def document(made: Pdf) -> PdfReader:
    return PdfReader(io.BytesIO(made.content))


@pytest.fixture(scope="module")
def words(document: PdfReader) -> str:
    """What the document says."""
    return "".join(page.extract_text() for page in document.pages)


def titles(document: PdfReader) -> list[str]:
    """The bookmarks of the first level."""
    return [str(item.title) for item in document.outline if isinstance(item, OutlineItem | Destination)]


def page_pdf(body: str, language: str = "en") -> Pdf:
    """A PDF of a page with some words in it."""
    page = f'<html lang="{language}"><head><title>t</title></head><body><main><h1>Title</h1>{body}</main></body></html>'
    return write_pdf(read_page(page), DAY)


def text_in(made: Pdf) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)


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
    """The compiler refuses what is no PDF/UA-1; here is what a reader of tags finds."""

    def test_it_says_that_it_is_tagged_and_what_it_is_called(self, document: PdfReader) -> None:
        root: Any = document.root_object
        assert root["/MarkInfo"]["/Marked"]
        assert str(root["/MarkInfo"].get("/Suspects", False)) == "False"
        assert str(root["/Lang"]) == "ko"
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        metadata = root["/Metadata"].get_data().decode()
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert document.metadata is not None
        assert re.findall(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", metadata) == [
            html.escape(str(document.metadata.title), quote=False)
        ]

    def test_its_elements_stand_where_they_may(self, tree: list[Tagged]) -> None:
        allowed = {(tagged.kind, kid) for tagged in tree for kid in tagged.kids if tagged.kind in KIDS}
        assert {(kind, kid) for kind, kid in allowed if kid not in KIDS[kind]} == set()
        assert {"/TOC", "/L", "/Table", "/Link", "/Figure", "/P", "/H1", "/H2"} <= {tagged.kind for tagged in tree}

    def test_every_page_is_read_in_the_order_of_its_elements(self, document: PdfReader) -> None:
        assert {str(page.get("/Tabs")) for page in document.pages if page.get("/Annots")} == {"/S"}

    def test_no_heading_leaves_a_level_out(self, tree: list[Tagged]) -> None:
        levels = [int(tagged.kind[2]) for tagged in tree if re.fullmatch(r"/H[1-6]", tagged.kind)]
        assert levels[0] == 1
        assert [(one, next_) for one, next_ in itertools.pairwise(levels) if next_ > one + 1] == []

    def test_every_head_of_a_column_says_so_and_is_named_by_its_cells(self, tree: list[Tagged]) -> None:
        def attributes(tagged: Tagged) -> Mapping[str, Any]:
            given: Any = tagged.element["/A"]
            return next(one for one in given if one["/O"] == "/Table")

        heads = [tagged for tagged in tree if tagged.kind == "/TH"]
        assert len(heads) > 30
        assert {str(attributes(head)["/Scope"]) for head in heads} == {"/Column"}
        named = {str(head) for cell in tree if cell.kind == "/TD" for head in attributes(cell)["/Headers"]}
        assert named <= {str(head.element["/ID"]) for head in heads}

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
            assert link["/Contents"] not in ("", link.get("/Dest"))
            assert "/StructParent" in link

    def test_a_link_says_the_heading_that_it_leads_to(self) -> None:
        made = page_pdf('<p><a href="#there">see</a></p><h2 id="there">Where it is</h2>')
        (link,) = [a.get_object() for p in PdfReader(io.BytesIO(made.content)).pages for a in p.get("/Annots", [])]
        assert str(link["/Contents"]).startswith("Where it is")

    def test_every_typeface_is_in_it_and_its_shapes_can_be_read_as_letters(self, document: PdfReader) -> None:
        fonts: dict[str, Any] = {}
        for page in document.pages:
            resources: Any = page["/Resources"]
            fonts.update({str(font["/BaseFont"]): font for font in map(_object, resources["/Font"].values())})
        assert fonts
        for font in fonts.values():
            drawn = font.get("/DescendantFonts", [font])[0].get_object()["/FontDescriptor"]
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(drawn)
            assert "/ToUnicode" in font

    def test_a_passage_in_another_language_is_marked(self) -> None:
        made = page_pdf('<p>words <span lang="ko">가나다</span></p>')
        contents = PdfReader(io.BytesIO(made.content)).pages[0].get_contents()
        assert contents is not None
        assert contents.get_data().count(b"/Lang(ko)") == 1

    def test_a_picture_says_what_it_shows_and_one_that_repeats_a_text_is_set_apart(self) -> None:
        drawn = '<svg width="100%" height="20" {}><rect width="50%" height="20"/></svg>'
        made = page_pdf(drawn.format('role="img" aria-label="half of it"') + drawn.format('aria-hidden="true"'))
        figures = [tag for tag in tags_of(PdfReader(io.BytesIO(made.content))) if tag.kind == "/Figure"]
        assert [str(tagged.element["/Alt"]) for tagged in figures] == ["half of it"]


def _object(reference: Any) -> Any:
    return reference.get_object()


def test_its_title_and_bookmarks_are_those_of_the_report(document: PdfReader, result: Result) -> None:
    assert document.metadata is not None
    assert document.metadata.title == "나래시 & <Söhne> #set · 2026년 11월 23일 점검"
    summary, *pages = nav(result, Locale("ko", translator("ko"))).values()
    assert titles(document) == ["나래시 & <Söhne> #set", summary, "차례", *pages], "who reads one sheet need not leaf"


def test_pages_but_the_cover_are_numbered_and_have_running_heads(document: PdfReader) -> None:
    numbers = [re.findall(r"(부록 )?(\d+) / (\d+)$", page.extract_text().strip()) for page in document.pages]
    assert not numbers[0], "the cover"
    found = [(bool(annex), int(number), int(last)) for ((annex, number, last),) in numbers[1:]]
    annex = sum(is_annex for is_annex, _, _ in found)
    report = len(document.pages) - annex
    assert annex
    assert found == [
        *((False, number, report) for number in range(2, report + 1)),
        *((True, number, annex) for number in range(1, annex + 1)),
    ]
    for page in document.pages[1:]:
        assert "나래시 & <Söhne> #set" in page.extract_text()


def test_no_sheet_of_the_report_is_less_than_a_third_full_but_the_last(example: Callable[[str], Result]) -> None:
    sheets = PdfReader(io.BytesIO(pdf(Order(example("haneul-district"), "en", part="report")).content)).pages
    for number, sheet in enumerate(sheets[1:-1], 2):
        heights: list[float] = []

        def note(words: str, place: list[float], at: list[float], *_: object, found: list[float] = heights) -> None:
            if words.strip():
                found.append(at[4] * place[1] + at[5] * place[3] + place[5])

        sheet.extract_text(visitor_text=note)
        # Above the line of the number at its foot.
        text = [height for height in heights if height > 60]
        assert min(text) < float(sheet.mediabox.height) * 2 / 3, f"sheet {number}"


def test_hostile_texts_are_shown_as_they_were_written(words: str, hostile: Mapping[str, str], long: str) -> None:
    text = re.sub(r"\s", "", words)
    left_to_right = [words for kind, words in hostile.items() if kind not in ("right to left", "emoji")]
    for words in left_to_right:
        assert re.sub(r"\s", "", CONTROLS.sub("", words)) in text
    assert text.count("길") >= 50_000


@pytest.mark.parametrize(
    "hostile",
    [
        '#panic("x")',
        '"); panic("x")',
        "\\u{41} \\",
        '#import "/etc/passwd": *',
        "$x^2$ = heading <label> @reference",
        "// comment /* comment",
        "https://example.invalid/#x",
        "*strong* _emphasis_ `raw` - list\n+ list\n/ term: x",
    ],
)
def test_no_text_is_read_as_a_program_or_as_markup(hostile: str) -> None:
    said = re.sub(r"\s", "", text_in(page_pdf(f"<p>{html.escape(hostile)}</p><h2>{html.escape(hostile)}</h2>")))
    assert said.count(re.sub(r"\s", "", hostile)) == 2


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


def test_the_same_page_gives_the_same_bytes_and_bears_the_day_of_the_audit() -> None:
    body = '<p>가 <a href="https://example.invalid/">b</a></p><svg width="100%" height="20"><rect width="9"/></svg>'
    one = page_pdf(body)
    assert one.content == page_pdf(body).content
    metadata = PdfReader(io.BytesIO(one.content)).metadata
    assert metadata is not None
    assert metadata.creation_date is not None
    assert metadata.creation_date.date() == DAY


def test_korean_words_are_whole_at_the_ends_of_lines_and_can_be_searched_for() -> None:
    sentence = (
        "계정을 운영한다는 것은 듣겠다는 약속이며, 2026년에도 11월 3일까지 SNS를(홍보용) 그대로 유지하겠다는 뜻입니다. "
        * 30
    )
    made = text_in(page_pdf(f"<p>{sentence}</p><table><tr><td>{sentence}</td><td>x</td></tr></table>", "ko"))
    assert {word for word in made.split() if has_hangul(word)} == set(sentence.split())
    assert made.count("운영한다는") == 60


def test_a_word_without_end_breaks_where_it_must(made: Pdf, document: PdfReader) -> None:
    assert len(document.pages) < 120
    assert "길" not in made.unshown


def test_letters_that_no_typeface_has_are_named_and_stand_as_empty_boxes() -> None:
    made = page_pdf("<p>a\U000f0000b</p>")
    assert made.unshown == "\U000f0000"
    assert "a□b" in text_in(made)


def test_a_machine_without_korean_type_still_writes_a_pdf_and_says_what_is_missing() -> None:
    page = read_page('<html lang="ko"><head><title>점검</title></head><body><main><h1>점검</h1></main></body></html>')
    made = write_pdf(page, DAY, with_system_fonts=False)
    assert has_hangul(made.unshown)
    assert "□□" in text_in(made)


def test_colours_of_a_document_are_its_palettes() -> None:
    page = read_page(
        "<html><head><title>t</title></head><body><main><h1>t</h1><p class='lf-answer lf-stop'>x</p></main>"
    )
    red, green = (
        write_pdf(replace(page, palette={**page.palette, "stop": color}), DAY).content
        for color in ("#ff0000", "#00ff00")
    )
    assert red != green


def test_it_shows_the_consultants_name_logo_cover_words_footer_and_notes(launch: Marked) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10"/></svg>'
    brand = Brand(consultant="Kim & Partners", primary="#7a1f5c", cover={"": "Cover words"}, footer={"": "word " * 60})
    note = Note(Path("plan.md"), "plan", None, "# Head\n\nSee **this** `x`.\n\n| a | b |\n|---|---|\n| c | d |", True)
    dressed = Presentation(brand=brand, logo=read_logo(drawing), notes=(note,))
    document = PdfReader(io.BytesIO(pdf(Order(cut_down(launch[0], "client"), "en", dressed)).content))
    cover = document.pages[0].extract_text()
    for words in ("Prepared by Kim & Partners", "Cover words", "Edition for the client"):
        assert words in cover
    assert (
        next(str(tagged.element["/Alt"]) for tagged in tags_of(document) if tagged.kind == "/Figure")
        == "Kim & Partners"
    )
    said = "".join(page.extract_text() for page in document.pages)
    assert "A word from Kim & Partners" in said
    assert "See this x." in said
    assert "Head" not in " ".join(titles(document)), "a note is no part of the report's own outline"
    assert document.pages[-1].extract_text().count("word word word") > 1, "a long footer stands in full at the end"


def test_a_draft_says_so_on_every_chapter(launch: Marked) -> None:
    draft = pdf(Order(launch[0].model_copy(update={"draft": True}), "en")).content
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(draft)).pages)
    assert said.count("Draft") > 10


def test_korean_letters_are_told_from_others() -> None:
    assert has_hangul("a가")
    assert has_hangul("ㄱ")
    assert not has_hangul("a漢あ1")
