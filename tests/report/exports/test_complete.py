"""Every answer, note and piece of evidence is in every file that is meant to be complete, in both languages (Z14)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from jinja2 import FileSystemLoader

from audit.files.shipped import shipped
from audit.language import translator
from audit.model.result.result import Result
from audit.report.editions import free_texts
from audit.report.exports.excel import workbook
from audit.report.exports.pdf import pdf
from audit.report.exports.single import single_html
from audit.report.exports.word import word_document
from audit.report.reader import Reader
from audit.report.result_json import result_json
from audit.report.site.render import render

pytestmark = pytest.mark.slow

Marked = tuple[Result, Mapping[str, str]]
Missing = Callable[[str, Mapping[str, str]], list[str]]

ALTERNATIVE = ("service", "amount", "complaints")


def reader(language: str) -> Reader:
    return Reader(language, translator(language))


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
    listed = list(free_texts(audit[0], reader("ko")))
    assert missing(" ".join(text.text for text in listed), audit[1]) == []
    kinds = {text.place.rpartition(", ")[2] for text in listed if not text.place.startswith("alternative.")}
    assert {kind for kind in kinds if re.search("[a-z]{2}", kind)} == set()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_pages_of_the_site_have_all_of_them(audit: Marked, language: str, missing: Missing) -> None:
    pages = render(audit[0], reader(language), FileSystemLoader(shipped("site_template")))
    assert missing(" ".join(pages.values()), on_the_pages(audit)) == []


@dataclass(frozen=True)
class Written:
    """An audit as one page and as a Word document, in one language."""

    audit: Marked
    page: str
    words: str
    """What the document says."""


@pytest.fixture(scope="module", params=["en", "ko"])
def written(request: pytest.FixtureRequest, audit: Marked, words_of_docx: Callable[[bytes], str]) -> Written:
    """Both files, made once for all that is asked of them."""
    result = audit[0]
    document = word_document(result, reader(request.param))
    return Written(audit, single_html(result, request.param), words_of_docx(document))


def test_the_single_page_has_all_of_them(written: Written, missing: Missing) -> None:
    assert missing(written.page, on_the_pages(written.audit)) == []


def test_the_word_document_has_all_of_them(written: Written, missing: Missing) -> None:
    assert missing(written.words, written.audit[1]) == []


class Said(HTMLParser):
    """Gathers what a report says, piece by piece, by the class that the piece stands in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, str]] = []
        self._open = [""]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(f"{tag} {dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._open[-1], "".join(data.split())))


VOID = frozenset({"br", "img", "meta", "hr", "col", "input", "link"})
SET_OUT_ANEW = re.compile("lf-key|lf-action-facts|lf-hidden|lf-hero-meta|^th|^dt|^summary")
"""What a document says in another order: legends, heads of columns, the facts of an action; the hours stand as shapes."""


def test_the_word_document_says_what_every_page_says(written: Written) -> None:
    words = "".join(written.words.split())
    pages = r'<section class="lf-page" id="([\w-]+)">(.*?)</section>\s*(?=<section class="lf-page"|</main>)'
    chapters = dict(re.findall(pages, written.page, re.DOTALL))
    assert {"index", "plan", "method", "sources", *written.audit[0].pillars} <= set(chapters)
    unsaid = {
        piece
        for name in set(chapters) - {"answers", "accessibility"}
        for place, piece in Said(chapters[name]).pieces
        if not SET_OUT_ANEW.search(place) and piece not in words
    }
    assert sorted(unsaid) == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_workbook_has_all_of_them(
    audit: Marked, language: str, missing: Missing, sheets_of: Callable[[bytes], Mapping[str, list[list[object]]]]
) -> None:
    sheets = sheets_of(workbook(audit[0], reader(language)))
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
