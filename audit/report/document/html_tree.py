"""HTML as a tree of elements: the standard library's parser, and what it leaves to whoever uses it.

lxml writes the names of SVG in small letters, so that a `viewBox` is none; html5lib keeps them, and takes longer for a
report than everything else together.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_CLOSE_A_PARAGRAPH = frozenset(
    {
        *("address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "ul"),
    }
)
_CLOSED_BY = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"td", "th", "tr"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tbody": frozenset({"td", "th", "tr", "thead", "tbody"}),
    "tfoot": frozenset({"td", "th", "tr", "thead", "tbody"}),
}
"""What ends where an element begins."""
_SCOPE = frozenset({"table", "td", "th", "li", "ul", "ol", "dl", "div", "section", "svg", "details", "blockquote"})
"""What keeps a beginning inside from ending something outside."""


def element_tree(page: str) -> Element:
    """Read HTML as a tree; what its writer left open is closed, and what closes nothing is passed over.

    Args:
        page: A page or a part of one.

    Returns:
        The `<html>` element; names of SVG are written as in the page, without a namespace.
    """
    builder = _Builder()
    builder.feed(page)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._begin(tag, attrs)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        if tag == "html":
            self.root.attrib.update((name, value or "") for name, value in attrs)
            return self.root
        if any(element.tag == "svg" for element in self._open) or tag == "svg":
            raw = self.get_starttag_text() or ""
            tag = raw[1 : 1 + len(tag)]
            attrs = [(_as_written(name, raw), value) for name, value in attrs]
        else:
            self._close_before(tag)
        return SubElement(self._open[-1], tag, {name: value or "" for name, value in attrs})

    def _close_before(self, tag: str) -> None:
        ends = _CLOSED_BY.get(tag, frozenset())
        while self._open[-1].tag in ends or (self._open[-1].tag == "p" and tag in _CLOSE_A_PARAGRAPH):
            self._open.pop()
        if tag in _CLOSE_A_PARAGRAPH or ends:
            # A paragraph, or an entry, is often left open with a word in bold in it.
            for depth, element in enumerate(reversed(self._open), 1):
                if element.tag == "p" or element.tag in ends:
                    del self._open[-depth:]
                    break
                if element.tag in _SCOPE:
                    break

    def handle_endtag(self, tag: str) -> None:
        for depth, element in enumerate(reversed(self._open[1:]), 1):
            if element.tag.lower() == tag:
                del self._open[-depth:]
                return

    def handle_data(self, data: str) -> None:
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + data
        else:
            parent.text = (parent.text or "") + data


def _as_written(name: str, raw: str) -> str:
    found = re.search(rf"(?<=\s){re.escape(name)}(?=[\s=/>])", raw, re.IGNORECASE)
    return found.group() if found else name


def classes(element: Element) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset(element.get("class", "").split())


def words_of(element: Element) -> str:
    """Return the words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def first_of_class(element: Element, name: str) -> Element:
    """Return the first element of a class inside another; an empty one where there is none."""
    return next((inner for inner in element.iter() if name in classes(inner)), Element("div"))
