"""Parts on paper: one sheet to decide on, a report of at most thirty, an annex with numbers of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from audit.cli import run
from audit.model.result.result import Result
from audit.report.document.blocks import Paper
from audit.report.document.parts import Part
from audit.report.exports.format import Order
from audit.report.exports.pdf import pdf
from audit.report.exports.word import word_document

pytestmark = pytest.mark.sampled

Marked = tuple[Result, Mapping[str, str]]
MOST_PAGES = 30
SIZES: Mapping[Paper, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}
DATE = ("--date", "2026-11-23")


def said_of(words: Mapping[str, str] | None, language: str) -> str:
    """A text of the result, on one line."""
    assert words is not None
    return " ".join(words[language].split())


def pages(result: Result, part: Part, language: str = "en", paper: Paper = "a4") -> list[str]:
    """What each sheet says."""
    made = pdf(Order(result, language, part=part, paper=paper)).content
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("which", ["refusal", "launch"])
def test_a_memo_is_one_sheet_with_verdict_reason_and_room_to_sign(
    request: pytest.FixtureRequest, which: str, language: str, paper: Paper
) -> None:
    result: Result = request.getfixturevalue(which)[0]
    made = PdfReader(io.BytesIO(pdf(Order(result, language, part="memo", paper=paper)).content))
    (sheet,) = made.pages
    assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == SIZES[paper]
    said = " ".join(sheet.extract_text().split())
    assert said_of(result.verdict.title, language) in said
    assert {"en": "Signature", "ko": "서명"}[language] in said
    assert said_of(result.verdict.headline, language)[:20] in said


def test_a_memo_stays_one_sheet_whatever_people_wrote(refusal: Marked, long: str) -> None:
    result = refusal[0]
    questions = tuple(question.model_copy(update={"text": "아주 긴 말 " * 400}) for question in result.questions)
    wordy = result.model_copy(update={"agency": long[:400], "questions": questions})
    (sheet,) = pages(wordy, "memo", "ko")
    assert "서명" in sheet


def test_a_memo_names_the_first_steps_with_who_and_by_when(launch: Marked) -> None:
    result = launch[0]
    assert result.first
    said = " ".join(pages(result, "memo")[0].split())
    for action in (action for action in result.actions if action.id in result.first):
        assert " ".join(action.title["en"].split()) in said
        assert action.due is not None


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("which", ["several", "launch", "refusal"])
def test_a_report_has_at_most_thirty_sheets_and_one_of_them_is_contents(
    request: pytest.FixtureRequest, which: str, language: str
) -> None:
    result: Result = request.getfixturevalue(which)[0]
    found = pages(result, "report", language)
    assert len(found) <= MOST_PAGES
    contents = {"en": "Contents", "ko": "차례"}[language]
    assert sum(contents in page.splitlines() for page in found) == 1
    assert said_of(result.verdict.title, language) in found[1], "the sheet for those who read one follows the cover"


@pytest.mark.slow
def test_report_and_annex_together_hold_every_answer_note_and_piece_of_evidence(
    launch: Marked, missing: Callable[[str, Mapping[str, str]], list[str]]
) -> None:
    result, marks = launch
    report, annex = pages(result, "report"), pages(result, "annex")
    other = ("service", "amount", "complaints")
    assert missing("".join(report + annex), {place: mark for place, mark in marks.items() if place not in other}) == []
    assert f"Annex 2 / {len(annex)}" in annex[1]
    assert "Annex: all answers, sources and method" in annex[0]
    assert "document of its own" in " ".join(report)


@pytest.mark.slow
def test_a_letter_stands_on_a_sheet_of_its_own(refusal: Marked) -> None:
    found = pages(refusal[0], "report")
    (sheet,) = [page for page in found if "Subject:" in page]
    assert "To:" in sheet
    assert "Contents" not in sheet.splitlines()
    assert "What decides it" not in sheet


@pytest.mark.slow
def test_a_memo_in_word_shows_the_verdict_in_its_colour_and_boxes_to_tick(launch: Marked) -> None:
    made = Document(io.BytesIO(word_document(Order(launch[0], "en", part="memo", paper="letter"))))
    section = made.sections[0]
    assert (round((section.page_width or 0) / 12700), round((section.page_height or 0) / 12700)) == SIZES["letter"]
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    assert said.count("\u2610") == 2
    (verdict,) = [p for p in made.paragraphs if p.style and p.style.name == "Verdict"]
    assert said_of(launch[0].verdict.title, "en") in verdict.text
    assert verdict.runs[0].font.color.rgb is not None
    assert not re.search(r"\(\s*\)", said)


@pytest.mark.slow
def test_the_cover_of_word_shows_the_verdict_in_its_colour_and_the_week_from_edge_to_edge(refusal: Marked) -> None:
    made = Document(io.BytesIO(word_document(Order(refusal[0], "en", part="report"))))
    (verdict,) = [p for p in made.paragraphs if p.style and p.style.name == "Verdict"][:1]
    shape = verdict.runs[0]
    assert shape.text.strip() == "■"
    assert shape.font.color.rgb is not None
    picture = next(made.element.body.iter(qn("wp:inline")))
    assert picture.extent.cx == pytest.approx(made.sections[0].page_width, rel=0.01)


@pytest.mark.thorough
def test_the_name_of_a_file_says_which_part_it_is_and_the_report_says_where_the_rest_is(
    export_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(export_folder), "--to", "pdf", "--part", "memo", *DATE]) == 0
    assert (export_folder / "export" / "maple-library-memo.pdf").is_file()
    assert "--part" not in capsys.readouterr().out
    assert run(["export", str(export_folder), "--to", "pdf", *DATE]) == 0
    assert (export_folder / "export" / "maple-library.pdf").is_file()
    assert "--part annex" in capsys.readouterr().out


def test_parts_are_for_paper_and_the_public_has_neither_memo_nor_annex(
    export_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(export_folder), "--to", "csv", "--part", "memo"]) == 2
    assert run(["export", str(export_folder), "--to", "json", "--paper", "letter"]) == 2
    capsys.readouterr()
    for part in ("memo", "annex"):
        assert run(["export", str(export_folder), "--to", "pdf", "--part", part, "--edition", "public"]) == 1
        assert "no memo and no annex" in capsys.readouterr().err
    assert not (export_folder / "export").exists()
