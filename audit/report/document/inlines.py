"""The words of a paragraph: runs that look alike, links, line breaks and small pictures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from audit.locale_data import locale_data
from audit.report.document.blocks import Figure, Inline, LineBreak, Link, Text
from audit.report.document.charts import CELL_WIDTH, StyleSheet
from audit.report.document.html_tree import classes

FACTS_GAP = "\u2003"
TONES = frozenset({"stop", "weak", "fair", "good", "none"})
"""The bands: each with a colour, and always with a shape and a word beside it."""
_BAND = frozenset(f"lf-{tone}" for tone in TONES)

_SPACE = re.compile(r"[ \t\n\r\f]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TURNS = re.compile(r"[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that are written from right to left, and the signs that turn the direction."""
_ISOLATED = ("\u2068", "\u2069")
"""What keeps a text's direction from reaching its neighbours, as `<bdi>` does on a page."""

_STRONG = frozenset({"b", "strong", "dt"})
_EMPHASIS = frozenset({"em", "cite", "dfn"})
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_LOOKS_NO_OTHERWISE = frozenset({"p", "td", "th", "tr", "li", "a", "div", "span", "bdi", "ul", "ol", "table", "tbody"})
UNREAD = frozenset({"script", "style", "nav", "template", "input", "button", "select", "textarea", "noscript", "title"})
"""What is not for paper: what runs, paints or is pressed, and what leads from page to page."""
NOT_ON_PAPER = frozenset(
    {"lf-more", "lf-onward", "lf-tools", "lf-tick", "lf-brand", "lf-patterns", "lf-hidden-text", "lf-wait-swatch"}
)
_OWN_LINE = frozenset({"lf-chain-title", "lf-chain-here"})
_SMALL = frozenset({"lf-small", "lf-action-facts", "lf-cap-name", "lf-chain-title"})
_STRONG_CLASSES = frozenset(
    {"lf-band", "lf-action-title", "lf-chain-id", "lf-chain-points", "lf-chain-here", "lf-strong"}
)
_TONED = {"lf-evidence-fresh": "good", "lf-evidence-stale": "stop"}
_SIGNS = {
    "lf-key-shown": '<rect x=".5" y=".5" width="17" height="8" fill="{muted}"/>',
    "lf-key-claimed": '<rect x=".5" y=".5" width="17" height="8" fill="{wash}" stroke="{muted}"/>'
    '<path d="M2 9L8 0M7 9L13 0M12 9L17 1" stroke="{muted}" stroke-width="1.6"/>',
    "lf-key-possible": '<rect x=".5" y=".5" width="17" height="8" fill="{wash}" stroke="{muted}"/>'
    '<path d="M3 3h0M8 3h0M13 3h0M5.500 6.500h0M10.500 6.500h0M15 6.500h0" '
    'stroke="{muted}" stroke-width="1.800" stroke-linecap="round"/>',
    "lf-key-mark": '<path d="M9 0V9" stroke="{ink}" stroke-dasharray="2 2"/>',
    "lf-key-before": '<rect x="1" y="1" width="16" height="7" fill="none" stroke="{ink}" stroke-dasharray="3 2"/>',
    "lf-key-sky-low": '<rect width="18" height="9" fill="{sky-lo}"/><path d="M0 .5H18" stroke="{ink}"/>',
    "lf-key-sky-high": '<rect width="18" height="9" fill="{sky-hi}"/>',
    "lf-key-sky-ok": '<rect width="18" height="9" fill="{sky-ok}"/>',
    "lf-key-sky-after": '<path d="M0 4.500H18" stroke="{fair-f}" stroke-width="3"/>',
    "lf-key-sky-before": '<rect y=".5" width="18" height="8.500" fill="{hair}"/>'
    '<path d="M0 .5H18" stroke="{muted}" stroke-dasharray="4 2"/>',
    "lf-key-was": '<rect x="4" y="0" width="9" height="9" fill="none" stroke="{ink}" stroke-dasharray="3 2"/>',
}
"""What a style sheet paints for a legend, as drawings."""


@dataclass(frozen=True)
class Look:
    """How the words of a place look, handed down from what is around them."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    small: bool = False
    tone: str = ""
    band: str = ""
    """The band whose colour shapes here have."""
    language: str | None = None


def look_inside(element: Element, look: Look, document_language: str) -> Look:
    """Return how words inside an element look.

    Args:
        element: The element.
        look: How those around it do.
        document_language: What needs no saying.
    """
    if element.tag in _LOOKS_NO_OTHERWISE and not element.attrib.keys() & {"class", "lang"}:
        return look
    names = classes(element)
    band = next((name.removeprefix("lf-") for name in names & _BAND), look.band)
    language = element.get("lang") or None
    toned = next((_TONED[name] for name in names if name in _TONED), "")
    return replace(
        look,
        strong=look.strong or element.tag in _STRONG or bool(names & _STRONG_CLASSES) or bool(toned),
        # Syllables in blocks, as those of Hangul, have no italics.
        emphasis=look.emphasis
        or (element.tag in _EMPHASIS and not locale_data(language or look.language or document_language).syllabic),
        code=look.code or element.tag in _CODE,
        small=look.small or element.tag == "small" or bool(names & _SMALL),
        tone=toned or (band if names & {"lf-shape", "lf-band", "lf-chain-here"} else look.tone),
        band=band,
        language=(None if language == document_language else language) if language else look.language,
    )


class InlineReader:
    """Reads what stands inside paragraphs."""

    def __init__(self, sheet: StyleSheet, language: str, palette: dict[str, str], anchors: frozenset[str]) -> None:
        """Prepare to read.

        Args:
            sheet: The style sheet.
            language: The document's.
            palette: Its colours.
            anchors: What links inside the document may lead to.
        """
        self._sheet = sheet
        self._language = language
        self._palette = palette
        self._anchors = anchors

    def inside(self, element: Element, look: Look) -> Iterator[Inline]:
        """Give what stands in an element, without the element itself."""
        if element.text:
            yield self.text(element.text, look)
        for child in element:
            yield from self.of(child, look)
            if child.tail:
                yield self.text(child.tail, look)

    def of(self, element: Element, look: Look) -> Iterator[Inline]:
        """Give what an element says."""
        names = classes(element)
        if element.tag in UNREAD or names & NOT_ON_PAPER:
            return
        inner = look_inside(element, look, self._language)
        if element.tag == "br":
            yield LineBreak()
        elif element.tag == "svg":
            yield self._sheet.figure(element, CELL_WIDTH)
        elif element.tag == "img":
            yield from picture(element)
        elif sign := self._sign(element, names):
            yield sign
        elif element.tag == "a" and self._target(element):
            yield Link(self._target(element), tidy(self.inside(element, inner), trim=False))
        elif "lf-facts" in names:
            yield from self._facts(element, inner)
        elif element.tag == "bdi":
            yield from _isolated(list(self.inside(element, inner)))
        else:
            if names & _OWN_LINE or (element.tag == "span" and "lf-action-facts" in names and look.small is False):
                yield Text(" ")
            yield from self.inside(element, inner)
            if "lf-key-item" in names:
                # Else a sign looks like the end of the words before it.
                yield Text("\u2003", small=look.small)

    def _facts(self, element: Element, look: Look) -> Iterator[Inline]:
        """Give facts that stand in a row; a gap parts them, as on the page."""
        for number, fact in enumerate(element):
            if number:
                yield self.text(FACTS_GAP, look)
            yield from self.of(fact, look)

    def text(self, words: str, look: Look) -> Text:
        """Return a run."""
        return Text(
            _SPACE.sub(" ", _CONTROL.sub("", words)),
            look.strong,
            look.emphasis,
            look.code,
            look.small,
            look.tone,
            look.language,
        )

    def _target(self, element: Element) -> str:
        address = element.get("href", "").strip()
        if address.startswith("#"):
            return address if address[1:] in self._anchors else ""
        return address if re.match(r"(?:https?://|mailto:)", address, re.IGNORECASE) else ""

    def _sign(self, element: Element, names: frozenset[str]) -> Figure | None:
        """Draw what a style sheet paints on an empty element: a sign of a legend, the colour of a row."""
        drawing = next((_SIGNS[name] for name in names if name in _SIGNS), "")
        width = 18
        if "lf-swatch" in names:
            drawing, width = f'<rect width="9" height="9" fill="{self._sheet.value(element, "fill") or "{muted}"}"/>', 9
        if not drawing:
            return None
        for name, color in self._palette.items():
            drawing = drawing.replace(f"{{{name}}}", color)
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9" viewBox="0 0 {width} 9">{drawing}</svg>'
        return Figure(svg, "", width, 9, is_wide=False)


def picture(element: Element) -> Iterator[Figure]:
    """Give the picture of an `<img>` as an SVG that holds it; none where its address is no `data:`."""
    address = element.get("src", "")
    if not address.startswith("data:image/"):
        return
    width, height = (_pixels(element.get(side, ""), otherwise) for side, otherwise in (("width", 320), ("height", 200)))
    yield Figure(
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width:g}" '
        f'height="{height:g}" viewBox="0 0 {width:g} {height:g}"><image width="{width:g}" height="{height:g}" '
        f'xlink:href="{html.escape(address)}"/></svg>',
        " ".join(element.get("alt", "").split()),
        width,
        height,
        is_wide=False,
    )


def _pixels(value: str, otherwise: float) -> float:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", value)
    return float(found.group(1)) or otherwise if found else otherwise


def _isolated(pieces: Sequence[Inline]) -> Iterator[Inline]:
    words = "".join(piece.words for piece in pieces if isinstance(piece, Text))
    if not _TURNS.search(words):
        yield from pieces
        return
    yield Text(_ISOLATED[0])
    yield from pieces
    yield Text(_ISOLATED[1])


def tidy(pieces: Iterator[Inline] | Sequence[Inline], *, trim: bool = True) -> tuple[Inline, ...]:
    """Put runs that look alike together, and take out spaces that a page would not show.

    Args:
        pieces: What was read.
        trim: Whether spaces at both ends go too.
    """
    found: list[Inline] = []
    spaced = trim
    for piece in pieces:
        if isinstance(piece, Text):
            words = piece.words.lstrip(" ") if spaced else piece.words
            if not words:
                continue
            if found and isinstance(found[-1], Figure) and words.startswith(" "):
                # A sign stays with the words that it is the sign of.
                words = "\u00a0" + words[1:]
            spaced = words.endswith(" ")
            last = found[-1] if found else None
            if isinstance(last, Text) and _looks(last) == _looks(piece):
                found[-1] = Text(last.words + words, *_looks(last))
            else:
                found.append(piece if words == piece.words else Text(words, *_looks(piece)))
            continue
        if isinstance(piece, LineBreak):
            _trim_end(found)
        spaced = isinstance(piece, LineBreak)
        found.append(piece)
    if trim:
        _trim_end(found)
        while found and isinstance(found[-1], LineBreak):
            found.pop()
            _trim_end(found)
    return tuple(found)


def _looks(piece: Text) -> tuple[bool, bool, bool, bool, str, str | None]:
    return piece.strong, piece.emphasis, piece.code, piece.small, piece.tone, piece.language


def _trim_end(found: list[Inline]) -> None:
    while found and isinstance(last := found[-1], Text):
        words = last.words.rstrip(" ")
        if words == last.words:
            return
        if words:
            found[-1] = Text(words, *_looks(last))
            return
        found.pop()
