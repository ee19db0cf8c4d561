"""Every answer, note and piece of evidence is in every file that is meant to be complete, in both languages (Z14)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest
from jinja2 import FileSystemLoader
from pypdf import PdfReader

from audit.files.shipped import shipped
from audit.language import translator
from audit.model.result.result import Result
from audit.report.editions import free_texts
from audit.report.exports.excel import workbook
from audit.report.exports.format import Order
from audit.report.exports.pdf import pdf
from audit.report.exports.word import word_document
from audit.report.joined.single import single_html
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
    kinds = {text.place.rpartition(", ")[2] for text in listed if not text.place.startswith(("alternative.", "about."))}
    assert {kind for kind in kinds if re.search("[a-z]{2}", kind)} == set()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_pages_of_the_site_have_all_of_them(audit: Marked, language: str, missing: Missing) -> None:
    pages = render(audit[0], locale(language), FileSystemLoader(shipped("site_template")))
    assert missing(" ".join(pages.values()), on_the_pages(audit)) == []


@dataclass(frozen=True)
class Written:
    """An audit as one page, as a Word document and as a PDF, in one language."""

    audit: Marked
    page: str
    word: str
    """What the Word document says."""
    pdf: str
    """What the PDF says."""


@pytest.fixture(scope="module", params=["en", "ko"])
def written(request: pytest.FixtureRequest, audit: Marked, words_of_docx: Callable[[bytes], str]) -> Written:
    """All files, made once for all that is asked of them."""
    order = Order(audit[0], request.param)
    made = pdf(order)
    assert made.unshown == ""
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    return Written(audit, single_html(audit[0], request.param), words_of_docx(word_document(order)), said)


@pytest.mark.parametrize("file", ["page", "word", "pdf"])
def test_the_files_for_readers_have_all_of_them(written: Written, file: str, missing: Missing) -> None:
    assert missing(getattr(written, file), on_the_pages(written.audit)) == []


class Said(HTMLParser):
    """Gathers what a page says on paper, piece by piece."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(f"{tag} {dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(ON_A_SCREEN.search(place) for place in self._open) and not IN_A_SUMMARY.search("|".join(self._open)):
            self.pieces.append("".join(data.split()))


VOID = frozenset({"br", "img", "meta", "hr", "col", "input", "link"})
ON_A_SCREEN = re.compile("lf-hidden|lf-brand|^svg |lf-wait-swatch")
"""What is only heard, the words of a picture, which is a picture there too, and the brand, which stands on the cover."""
IN_A_SUMMARY = re.compile(r"summary [^|]*\|span lf-action-facts")
"""The facts of an action that a screen shows before it is opened; on paper it is open."""


def test_word_and_pdf_say_what_every_page_says(written: Written) -> None:
    pages = r'<section class="lf-page" id="([\w-]+)">(.*?)</section>\s*(?=<section class="lf-page"|</main>)'
    chapters = dict(re.findall(pages, written.page, re.DOTALL))
    assert {"index", "plan", "answers", "method", "sources", *written.audit[0].pillars} <= set(chapters)
    if "letter" in chapters:
        # What stands over the letter on a screen would be handed over with it.
        chapters["letter"] = re.sub(r'<p class="lf-eye">.*?</p>', "", chapters["letter"], count=1)
    pieces = {piece for chapter in chapters.values() for piece in Said(chapter).pieces}
    assert len(pieces) > 800
    for words in ("".join(written.word.split()), "".join(written.pdf.split())):
        assert sorted(piece for piece in pieces if piece not in words) == []


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
