"""The report as a PDF for people and their screen readers: tagged (PDF/UA-1), with bookmarks and running heads."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from audit.files.shipped import shipped
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.exports.output import need
from audit.report.exports.painting import SVG, paint_charts
from audit.report.exports.single import single_html
from audit.report.exports.tagging import HEADINGS, link_words, mend_tags

if TYPE_CHECKING:
    from pydyf import PDF
    from weasyprint.document import Document
    from weasyprint.pdf.fonts import Font

ROOT_FONT_SIZE = 16.5
"""Pixels of one rem on paper, as `document.css` sets it for print."""
LONGEST_WORD = 60
"""Characters of a word that may be longer than a line."""
SHORT = 1500
"""Characters that fit on a page several times, in a column too."""
MAY_BREAK = "\u200b"
WORD_JOINER = "\u2060"
_HANGUL = "\uac00-\ud7a3"
_BREAK = re.compile(rf"(?<=[\w%)\]”’'\"])(?=[{_HANGUL}])|(?<=[{_HANGUL}])(?=[\w(\[“‘'\"])")
"""Where a line could break inside a Korean word."""
_WORD = re.compile(r"\S+")
_PIECE = re.compile("\\S{30}(?![\u0300-\u036f\u200d\ufe00-\ufe0f])")
"""A piece of a word without end; marks that belong to the letter before them stay with it."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, and what it could not show."""

    content: bytes
    unshown: str
    """The characters that no typeface of this machine has, each once, in order."""


def has_hangul(text: str) -> bool:
    """Say whether a text has Korean letters."""
    return any(
        "가" <= character <= "힣" or "\u1100" <= character <= "\u11ff" or "ㄱ" <= character <= "ㆎ"
        for character in text
    )


def pdf(result: Result, language: str, presentation: Presentation = PLAIN) -> Pdf:
    """Make the PDF.

    Args:
        result: The assessed audit.
        language: The language to write.
        presentation: What the audit folder adds.

    Raises:
        Refused: WeasyPrint is not installed, or the libraries that it draws with are not.
    """
    _weasyprint()
    return laid_out(single_html(result, language, presentation))


def laid_out(page: str) -> Pdf:
    """Lay the single page out for paper.

    Args:
        page: The HTML document; its style sheet stands inside.

    Raises:
        Refused: WeasyPrint is not installed, or the libraries that it draws with are not.
    """
    weasyprint = _weasyprint()
    own = (shipped("site_template") / "export" / "pdf.css").read_text(encoding="utf-8")
    document = weasyprint.HTML(
        string=page, base_url=None, url_fetcher=weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    )
    sheet = document.etree_element.find(".//style").text or ""
    paint_charts(document.etree_element, sheet, ROOT_FONT_SIZE)
    words = link_words(document.etree_element)
    body = document.etree_element.find("body")
    keep_short_together(body)
    guide_breaks(body)
    fonts: list[Font] = []

    def finish(drawn: Document, made: PDF) -> None:
        fonts.extend(drawn.fonts.values())
        mend_tags(made, words)

    content = document.write_pdf(
        stylesheets=[weasyprint.CSS(string=own)],
        pdf_variant="pdf/ua-1",
        presentational_hints=True,
        finisher=finish,
    )
    return Pdf(content, _unshown(fonts))


def guide_breaks(element: Element) -> None:
    """Keep Korean words whole at the ends of lines, and let words without end break.

    WeasyPrint does not know `word-break: keep-all`; a word joiner between two letters forbids the break. In a word longer
    than a line it would try every place, which takes time with the square of the length; there a zero-width space says
    where. Both are drawn as nothing and are not in the text that a PDF gives away.

    Args:
        element: The part of the document to go through; it is changed.
    """
    for inner in element.iter():
        if inner.tag in HEADINGS:
            # Bookmarks are made of the text as it was.
            inner.set("data-bookmark", " ".join("".join(inner.itertext()).split()))
    for inner in element.iter():
        if inner.text and not str(inner.tag).startswith(SVG):
            inner.text = _WORD.sub(_breakable, inner.text)
        if inner.tail:
            inner.tail = _WORD.sub(_breakable, inner.tail)


def keep_short_together(body: Element) -> None:
    """Keep what a style sheet lets break on one page where it is short: it breaks only for what would not fit on one.

    Args:
        body: The part of the document to go through; it is changed.
    """
    rows = [row for table in body.iter("table") if "lf-answers" in table.get("class", "") for row in table.iter("tr")]
    actions = [part for part in body.iter("div") if part.get("class") == "lf-action"]
    for part in (*rows, *actions):
        if sum(map(len, part.itertext())) < SHORT:
            part.set("style", "break-inside: avoid")


def _breakable(word: re.Match[str]) -> str:
    text = word.group()
    return _BREAK.sub(WORD_JOINER, text) if len(text) <= LONGEST_WORD else _PIECE.sub(rf"\g<0>{MAY_BREAK}", text)


def _unshown(fonts: Iterable[Font]) -> str:
    return "".join(chr(point) for point in sorted({point for font in fonts for point in font.missing}))


def _weasyprint() -> ModuleType:
    weasyprint = need("pdf")
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        # It talks about every rule of a browser that paper does not need; what matters is in the document.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return weasyprint
