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
from docx.oxml.ns import qn

from audit.errors import Refused
from audit.files.shipped import shipped
from audit.language import translator
from audit.model.answers import Brand
from audit.model.result.result import Result
from audit.report.branding.logo import Logo, read_logo
from audit.report.branding.notes import Note
from audit.report.branding.presentation import Presentation
from audit.report.editions import cut_down
from audit.report.exports.word import TEMPLATE, word_document
from audit.report.reader import Reader

Marked = tuple[Result, Mapping[str, str]]
Words = Callable[[bytes], str]
PAGES = ("index", "listening", "clock", "load", "chain", "way-up", "plan", "answers", "method", "accessibility")
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


def reader(language: str = "en") -> Reader:
    return Reader(language, translator(language))


def template(folder: Path, *lines: str) -> Path:
    """A consultant's template of some paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(folder / "own.docx"))
    return folder / "own.docx"


@pytest.mark.slow
def test_it_has_a_title_a_language_and_headings(launch: Marked) -> None:
    for language, tag in (("en", "en-GB"), ("ko", "ko-KR")):
        document = Document(io.BytesIO(word_document(launch[0], reader(language))))
        assert launch[0].agency in document.core_properties.title
        assert {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))} == {tag}
        heads = [
            paragraph.text
            for paragraph in document.paragraphs
            if paragraph.style and paragraph.style.name == "Heading 1"
        ]
        assert [pillar.title[language] for pillar in launch[0].pillars.values()] == heads[1:5]


def test_hostile_texts_are_shown_as_they_were_written(
    spoken: Callable[..., Result], hostile: Mapping[str, str], long: str, words_of_docx: Words
) -> None:
    words = words_of_docx(word_document(spoken(*hostile.values(), long, agency=hostile["a template"]), reader()))
    for text in (*hostile.values(), long):
        assert CONTROLS.sub("", text) in words


def test_a_text_from_right_to_left_does_not_turn_its_neighbours(
    spoken: Callable[..., Result], words_of_docx: Words
) -> None:
    words = words_of_docx(word_document(spoken("\u202eabc", "plain"), reader()))
    assert "\u2068\u202eabc\u2069" in words
    assert "\u2068plain" not in words


def test_a_consultant_can_bring_his_own_template(launch: Marked, tmp_path: Path, words_of_docx: Words) -> None:
    own = template(
        tmp_path, "{{ agency }}", "{%p for action in first %}", "{{ action.id }} {{ action.due }}", "{%p endfor %}"
    )
    words = words_of_docx(word_document(launch[0], reader("ko"), own))
    assert launch[0].agency in words
    assert all(identity in words for identity in launch[0].first)
    assert "2026년" in words


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{{ agancy }}", "agancy"),
        ("{% if %}", "Expected"),
        ("{{ agency.__class__.__mro__ }}", "unsafe"),
        ("{{ verdict.update({}) }}", "unsafe"),
    ],
)
def test_a_template_that_cannot_be_filled_or_reaches_too_far_is_refused(
    launch: Marked, tmp_path: Path, line: str, reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        word_document(launch[0], reader(), template(tmp_path, line))
    assert reason in str(refused.value.what)
    assert refused.value.remedy is not None


def test_what_is_no_word_file_is_refused(launch: Marked, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("no", encoding="utf-8")
    for path in (tmp_path / "own.docx", tmp_path / "none.docx", tmp_path):
        with pytest.raises(Refused, match="Word template"):
            word_document(launch[0], reader(), path)


@pytest.mark.slow
def test_the_same_result_gives_the_same_bytes(refusal: Marked) -> None:
    assert word_document(refusal[0], reader("ko")) == word_document(refusal[0], reader("ko"))


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
    content = word_document(launch[0], reader(), None, dressed)
    words = words_of_docx(content)
    for text in (
        "Prepared by Kim & Partners",
        "Cover words",
        "Internal edition",
        "{{ 7*7 }}",
        "– one",
        "c · d",
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
    public = words_of_docx(word_document(cut_down(launch[0], "public"), reader(), None, dressed))
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
    made = Document(io.BytesIO(word_document(launch[0], reader(), tmp_path / "own.docx", dressed)))
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
        empty = part.related_parts[picture.graphic.graphicData.pic.blipFill.blip.embed]
        assert (empty.content_type, empty.image.px_width, empty.image.px_height) == ("image/png", 240, 12)
