"""Every answer, note and piece of evidence is in every file that is meant to be complete, in both languages (Z14)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping

import pytest
from jinja2 import FileSystemLoader

from audit.files.shipped import shipped
from audit.language import translator
from audit.model.result.result import Result
from audit.report.editions import free_texts
from audit.report.exports.excel import workbook
from audit.report.exports.pdf import pdf
from audit.report.exports.single import single_html
from audit.report.result_json import result_json
from audit.report.site.render import render
from audit.wording.locale import Locale

pytestmark = pytest.mark.slow

Marked = tuple[Result, Mapping[str, str]]
Missing = Callable[[str, Mapping[str, str]], list[str]]

ALTERNATIVE = ("service", "amount", "complaints")


def locale(language: str) -> Locale:
    return Locale(language, translator(language))


def on_the_pages(marked: Marked) -> Mapping[str, str]:
    """What the pages say: the alternative stands only where a report advises against accounts."""
    result, marks = marked
    advises_against = result.verdict.reason == "intent"
    return {place: mark for place, mark in marks.items() if advises_against or place not in ALTERNATIVE}


@pytest.fixture(scope="module", params=["refusal", "launch", "several"])
def audit(request: pytest.FixtureRequest) -> Marked:
    marked: Marked = request.getfixturevalue(request.param)
    return marked


def test_the_marked_audits_have_every_kind_of_free_text(refusal: Marked, launch: Marked, several: Marked) -> None:
    places = " ".join([*refusal[1], *launch[1], *several[1]])
    for kind in ("note", "own words", "reason", "evidence 1", "place 1", "agency", "reason of the lead", *ALTERNATIVE):
        assert kind in places


def test_the_list_for_a_human_look_has_all_of_them_in_the_readers_language(audit: Marked, missing: Missing) -> None:
    listed = list(free_texts(audit[0], locale("ko")))
    assert missing(" ".join(text.text for text in listed), audit[1]) == []
    kinds = {text.place.rpartition(", ")[2] for text in listed if not text.place.startswith("alternative.")}
    assert {kind for kind in kinds if re.search("[a-z]{2}", kind)} == set()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_pages_of_the_site_have_all_of_them(audit: Marked, language: str, missing: Missing) -> None:
    pages = render(audit[0], locale(language), FileSystemLoader(shipped("site_template")))
    assert missing(" ".join(pages.values()), on_the_pages(audit)) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_single_page_has_all_of_them(audit: Marked, language: str, missing: Missing) -> None:
    assert missing(single_html(audit[0], language), on_the_pages(audit)) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_workbook_has_all_of_them(
    audit: Marked, language: str, missing: Missing, sheets_of: Callable[[bytes], Mapping[str, list[list[object]]]]
) -> None:
    sheets = sheets_of(workbook(audit[0], locale(language)))
    assert missing(" ".join(str(value) for rows in sheets.values() for row in rows for value in row), audit[1]) == []


def test_the_result_file_has_all_of_them_once_for_both_languages(audit: Marked, missing: Missing) -> None:
    text = result_json(audit[0])
    assert missing(text, audit[1]) == []
    assert Result.model_validate_json(text) == audit[0]


def test_the_english_pdf_has_all_of_them(refusal: Marked, missing: Missing, lean: Callable[[Result], Result]) -> None:
    """The Korean one stands beside the other tests of a PDF: laying out a whole report takes long."""
    from pypdf import PdfReader

    made = pdf(lean(refusal[0]), "en")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert missing(text, on_the_pages(refusal)) == []
    assert made.unshown == ""
