"""The Word document: filled from a template, and nothing that people wrote is ever read as one."""

from __future__ import annotations

import base64
import io
import re
import runpy
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from audit.errors import Refused
from audit.files.shipped import shipped
from audit.model.answers import Brand
from audit.model.result.result import Result
from audit.report.branding.logo import Logo, read_logo
from audit.report.branding.notes import Note
from audit.report.branding.presentation import Presentation
from audit.report.editions import cut_down
from audit.report.exports.format import Order
from audit.report.exports.word import TEMPLATE, word_document

Marked = tuple[Result, Mapping[str, str]]
Words = Callable[[bytes], str]
PAGES = ("index", "listening", "clock", "load", "chain", "way-up", "plan", "answers", "method", "accessibility")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


def template(folder: Path, *lines: str) -> Path:
    """A consultant's template of some paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "own.docx"))
    return folder / "own.docx"


@pytest.fixture(scope="module")
def korean(launch: Marked) -> WordDocument:
    return Document(io.BytesIO(word_document(Order(launch[0], "ko"))))


@pytest.mark.slow
class TestDocument:
    def test_it_has_a_title_and_says_its_languages_as_word_asks_for_them(
        self, launch: Marked, korean: WordDocument
    ) -> None:
        assert launch[0].agency in korean.core_properties.title
        tags = {(tag.get(qn("w:val")), tag.get(qn("w:eastAsia"))) for tag in korean.styles.element.iter(qn("w:lang"))}
        assert tags == {("en-GB", "ko-KR")}, "Latin letters and figures of a Korean report are not Korean"

    def test_its_chapters_and_sections_are_headings(self, launch: Marked, korean: WordDocument) -> None:
        heads = [
            (p.style.name, p.text) for p in korean.paragraphs if p.style and str(p.style.name).startswith("Heading")
        ]
        chapters = [text for name, text in heads if name == "Heading 1"]
        assert [pillar.title["ko"] for pillar in launch[0].pillars.values()] == chapters[1:5]
        assert any(text.startswith("L01 ") for name, text in heads if name == "Heading 2")

    def test_its_contents_are_a_list_that_leads_to_every_chapter(self, korean: WordDocument) -> None:
        names = {mark.get(qn("w:name")) for mark in korean.element.body.iter(qn("w:bookmarkStart"))}
        entries = [p for p in korean.paragraphs if p.style and p.style.name == "toc 1"]
        chapters = [p.text for p in korean.paragraphs if p.style and p.style.name == "Heading 1"]
        assert [entry.text for entry in entries] == [f"{chapter}\t" for chapter in chapters]
        for entry in entries:
            (link,) = entry._p.iter(qn("w:hyperlink"))
            assert link.get(qn("w:anchor")) in names
            (page,) = entry._p.iter(qn("w:instrText"))
            assert f"PAGEREF {link.get(qn('w:anchor'))} " in page.text, "whoever opens it sees the numbers of pages"

    def test_every_link_inside_it_leads_somewhere(self, korean: WordDocument) -> None:
        marks = [mark.get(qn("w:name")) for mark in korean.element.body.iter(qn("w:bookmarkStart"))]
        links = {link.get(qn("w:anchor")) for link in korean.element.body.iter(qn("w:hyperlink"))} - {None}
        assert len(marks) == len(set(marks))
        assert len(links) > 100
        assert links <= set(marks)

    def test_tables_repeat_their_heads_and_fit_between_the_margins(self, korean: WordDocument) -> None:
        section = korean.sections[0]
        room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        with_heads = [t for t in korean.tables if t._tbl.find(f".//{qn('w:tblHeader')}") is not None]
        assert len(with_heads) > 30
        for table in korean.tables:
            widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
            assert sum(widths) * 635 <= room * 1.01
        for table in with_heads:
            repeated = [row.find(f".//{qn('w:tblHeader')}") is not None for row in table._tbl.tr_lst]
            assert repeated == sorted(repeated, reverse=True), "only the first rows stand on every sheet"
            assert not repeated[-1], "what is listed is no heading"

    def test_lists_are_lists_and_each_numbered_one_begins_anew(self, korean: WordDocument) -> None:
        numbers = [int(number.get(qn("w:val"))) for number in korean.element.body.iter(qn("w:numId"))]
        assert len(numbers) > 300
        assert len(set(numbers)) > 50
        known = {int(num.get(qn("w:numId"))) for num in korean.part.numbering_part.element.iter(qn("w:num"))}
        assert set(numbers) <= known

    def test_every_picture_has_its_drawing_a_picture_for_others_and_its_words(self, korean: WordDocument) -> None:
        pictures = list(korean.element.body.iter(qn("wp:inline")))
        assert len(pictures) > 10
        for picture in pictures:
            (named,) = picture.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
            assert korean.part.related_parts[named.get(qn("r:embed"))].content_type == "image/svg+xml"
            shown = korean.part.related_parts[picture.graphic.graphicData.pic.blipFill.blip.embed]
            assert shown.image.px_width > picture.extent.cx / 12700, "sharper than the screen"
            is_decoration = "decorative" in etree.tostring(picture.docPr).decode()
            assert bool(picture.docPr.get("descr")) != is_decoration

    def test_no_gap_is_put_between_korean_and_latin_letters_and_no_bracket_is_empty(self, korean: WordDocument) -> None:
        defaults = korean.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        assert {defaults.find(qn(name)).get(qn("w:val")) for name in ("w:autoSpaceDE", "w:autoSpaceDN")} == {"0"}
        assert not re.search(r"\(\s*\)|\[\s*\]", "\n".join(p.text for p in korean.paragraphs))


@pytest.mark.thorough
def test_hostile_texts_are_shown_as_they_were_written(
    spoken: Callable[..., Result],
    lean: Callable[[Result], Result],
    hostile: Mapping[str, str],
    long: str,
    words_of_docx: Words,
) -> None:
    content = word_document(Order(lean(spoken(*hostile.values(), long, agency=hostile["a template"])), "en"))
    words = re.sub(r"[\s\u2068\u2069]+", " ", words_of_docx(content))
    for text in (*hostile.values(), long):
        assert re.sub(r"\s+", " ", CONTROLS.sub("", text)) in words


@pytest.mark.thorough
def test_a_text_from_right_to_left_does_not_turn_its_neighbours(
    spoken: Callable[..., Result], lean: Callable[[Result], Result], words_of_docx: Words
) -> None:
    words = words_of_docx(word_document(Order(lean(spoken("\u202eabc", "plain")), "en")))
    assert "\u2068\u202eabc\u2069" in words
    assert "\u2068plain" not in words


@pytest.mark.thorough
def test_a_consultant_can_bring_a_template_of_their_own(
    launch: Marked, lean: Callable[[Result], Result], tmp_path: Path, words_of_docx: Words
) -> None:
    own = template(tmp_path, "{{ agency }}, {{ dated }}", "{{p page.plan }}", "between", "{{p page.way_up }}")
    content = word_document(Order(lean(launch[0]), "ko", template=own))
    words = words_of_docx(content)
    assert launch[0].agency in words
    assert all(action.title["ko"] in words for action in launch[0].actions[:6])
    assert words.index("실행 계획") < words.index("between") < words.rindex("다음 단계로 가는 길")
    assert "판정 방법" not in [line.strip() for line in words.splitlines()], "a chapter that is not named is not there"
    names = {p.style.name for p in Document(io.BytesIO(content)).paragraphs if p.style}
    assert {"Heading 1", "Page Title", "Answer"} <= names, "styles that the template lacks are brought along"


@pytest.mark.thorough
def test_a_template_can_go_through_all_chapters_and_leave_out_what_a_report_lacks(
    launch: Marked, lean: Callable[[Result], Result], tmp_path: Path, words_of_docx: Words
) -> None:
    loop = ("{%p for one in pages %}", "§ {{ one.name }}: {{ one.title }}", "{%p endfor %}", "{{p page.progress }}")
    words = words_of_docx(word_document(Order(lean(launch[0]), "en", template=template(tmp_path, *loop))))
    named = re.findall(r"§ ([\w-]+): ", words)
    assert named[:2] == ["index", "listening"]
    assert "progress" not in named


@pytest.mark.thorough
def test_a_chapter_in_the_middle_of_a_line_is_refused(
    launch: Marked, lean: Callable[[Result], Result], tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=r"page\.plan"):
        word_document(Order(lean(launch[0]), "en", template=template(tmp_path, "see {{ page.plan }}")))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ agancy }}", "agancy"),
        ("{% if %}", "Expected"),
        ("{{ agency.__class__.__mro__ }}", "unsafe"),
        ("{{ verdict.update({}) }}", "unsafe"),
        ("{{p page.nothing }}", "nothing"),
    ],
)
def test_a_template_that_cannot_be_filled_or_reaches_too_far_is_refused(
    launch: Marked, tmp_path: Path, line: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        word_document(Order(cut_down(launch[0], "public"), "en", template=template(tmp_path, line)))
    assert reason in str(refused.value.what)
    assert refused.value.remedy is not None


def test_what_is_no_word_file_is_refused(launch: Marked, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("no", encoding="utf-8")
    for path in (tmp_path / "own.docx", tmp_path / "none.docx", tmp_path):
        with pytest.raises(Refused, match="Word template"):
            word_document(Order(cut_down(launch[0], "public"), "en", template=path))


@pytest.mark.slow
def test_the_same_result_gives_the_same_bytes(refusal: Marked) -> None:
    assert word_document(Order(refusal[0], "ko")) == word_document(Order(refusal[0], "ko"))


@pytest.mark.slow
def test_the_template_that_ships_is_the_one_that_the_script_builds() -> None:
    script = runpy.run_path(str(Path(__file__).resolve().parents[3] / "tools" / "word_template.py"))
    assert script["build"]() == (shipped("site_template") / TEMPLATE).read_bytes()


@pytest.mark.slow
def test_it_shows_the_consultants_name_logo_cover_words_notes_and_which_edition_it_is(
    launch: Marked, words_of_docx: Words
) -> None:
    note = "# Head\n\nSee [the plan](plan.md) and <b>this</b> {{ 7*7 }}.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |"
    notes = tuple(Note(Path(f"{page}.md"), page, None, f"{page}: {note}", page == "index") for page in PAGES)
    brand = Brand(consultant="Kim & Partners", cover={"": "Cover words"}, footer={"": "Foot words"})
    dressed = Presentation(brand=brand, logo=Logo(DOT, "png", 120, 40), notes=notes)
    content = word_document(Order(launch[0], "en", dressed))
    words = words_of_docx(content)
    for text in (
        "Prepared by Kim & Partners",
        "Cover words",
        "Internal edition",
        "{{ 7*7 }}",
        "one",
        "c",
    ):
        assert text in words
    foot = Document(io.BytesIO(content)).sections[0].footer.paragraphs[0].text
    assert foot.startswith("Foot words\t")
    assert "Foot words" not in words
    assert [page for page in PAGES if f"{page}: # Head" not in words] == []
    assert words.count("A word from Kim & Partners") == len(PAGES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert any(archive.read(name) == DOT for name in archive.namelist() if name.startswith("word/media/"))
        assert 'descr="Kim &amp; Partners"' in archive.read("word/document.xml").decode()
    public = words_of_docx(word_document(Order(cut_down(launch[0], "public"), "en", dressed)))
    assert public.count("A word from Kim & Partners") == 1
    assert "This is the edition for the public." in public


def test_an_svg_logo_is_drawn_in_its_proportions_and_the_pictures_of_a_template_stay_as_they_are(
    launch: Marked, tmp_path: Path
) -> None:
    own = Document()
    own.add_paragraph("{{ logo }}")
    own.add_picture(io.BytesIO(DOT))
    own.inline_shapes[0]._inline.docPr.set("descr", "a picture of the template's own")
    own.sections[0].header.paragraphs[0].text = "{{ logo }}"
    own.save(str(tmp_path / "own.docx"))
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 15"><rect width="300" height="15"/></svg>'
    logo = read_logo(drawing)
    dressed = Presentation(brand=Brand(consultant="Kim & Partners"), logo=logo)
    order = Order(cut_down(launch[0], "public"), "en", dressed, tmp_path / "own.docx")
    made = Document(io.BytesIO(word_document(order)))
    assert {picture.get("descr") for picture in made.element.body.iter(qn("wp:docPr"))} == {
        "Kim & Partners",
        "a picture of the template's own",
    }
    for part in (made.part, made.sections[0].header.part):
        (named,) = part.element.iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip")
        svg = part.related_parts[named.get(qn("r:embed"))]
        assert (svg.content_type, svg.blob) == ("image/svg+xml", logo.content)
        picture = next(named.iterancestors(qn("wp:inline")))
        assert picture.extent.cx / picture.extent.cy == pytest.approx(20, rel=0.001)
        drawn = part.related_parts[picture.graphic.graphicData.pic.blipFill.blip.embed]
        assert drawn.content_type == "image/png"
        assert drawn.image.px_width / drawn.image.px_height == pytest.approx(20, rel=0.1)
