"""Texts for a Word template: made safe, and a consultant's note taken apart into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html.parser import HTMLParser

from markupsafe import Markup

from audit.report.branding.notes import note_html
from audit.report.exports.plain import plain

_SPECIAL = re.compile(r"[&<>\"'{}]")
_TURNS = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that are written from right to left, and the signs that turn the direction."""
_ISOLATED = ("\u2068", "\u2069")
"""What keeps a text's direction from reaching its neighbours, as `<bdi>` does on a page."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("p", "li", "pre", "tr", "blockquote", "ul", "ol", "table", "caption"),
    *("div", "section", "details", "summary", "figure", "figcaption", "dl", "dt", "dd"),
}
_UNREAD = frozenset({"script", "style", "nav", "svg"})
"""What is not read out: what runs or paints, and what leads from page to page."""
_CELLS = frozenset({"td", "th"})


def written(value: str | Markup | None) -> Markup:
    """Make a text safe for the template: markup and placeholders in it are shown and never read.

    Braces go in as numbers, because docxtpl reads what it has rendered once more.
    """
    text = plain(value)
    if _TURNS.search(text):
        text = text.join(_ISOLATED)
    return Markup(_SPECIAL.sub(lambda match: f"&#{ord(match.group())};", text))


def note_paragraphs(text: str, pages: Collection[str]) -> tuple[Mapping[str, object], ...]:
    """Take a note apart for a document without its links and types: each paragraph, and whether it is a heading.

    Args:
        text: The Markdown.
        pages: The pages of the report, as `note_html` wants them.
    """
    return paragraphs_of(note_html(text, pages))


def paragraphs_of(page: str, title: str = "") -> tuple[Mapping[str, object], ...]:
    """Take HTML apart likewise.

    Args:
        page: The HTML.
        title: What stands above the paragraphs already: it is not said twice.
    """
    reader = _Paragraphs()
    reader.feed(page)
    reader.close()
    found = list(reader.found())
    if found and found[0] == (title, True):
        found = found[1:]
    return tuple({"words": written(words), "heading": heading} for words, heading in found)


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[tuple[str, list[str]]] = [("p", [])]
        self._pre = False
        self._address = ""
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = dict(attrs)
        if tag in _UNREAD:
            self._unread += 1
        if tag == "img" or (tag == "svg" and self._unread == 1):
            self._paragraphs[-1][1].append(words.get("alt") or words.get("aria-label") or "")
        self._pre = self._pre or tag == "pre"
        if tag in _BLOCKS and not (tag == "p" and self._paragraphs[-1][1] == ["– "]):
            self._paragraphs.append((tag, ["– "] if tag == "li" else []))
        elif tag in _CELLS and "".join(self._paragraphs[-1][1]).strip():
            self._paragraphs[-1][1].append(" · ")
        elif tag == "br":
            self._paragraphs[-1][1].append("\n")
        elif tag == "a":
            address = words.get("href") or ""
            self._address = address if address.startswith("http") else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._address:
            self._paragraphs[-1][1].append(f" ({self._address})")
            self._address = ""
        if tag == "pre":
            self._pre = False
        if tag in _UNREAD:
            self._unread -= 1
        if tag in _BLOCKS:
            self._paragraphs.append(("p", []))

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        self._paragraphs[-1][1].append(data if self._pre else re.sub(r"\s+", " ", data))

    def found(self) -> Iterator[tuple[str, bool]]:
        for tag, pieces in self._paragraphs:
            words = "".join(pieces).strip() if tag == "pre" else re.sub(r" +", " ", "".join(pieces)).strip()
            if words and words != "–":
                yield words, tag in _HEADINGS
