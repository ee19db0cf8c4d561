"""The consultant's own words: Markdown without raw HTML, set apart on the page that a note is named after."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from audit.errors import Message, say

if TYPE_CHECKING:
    from markdown import Markdown

SUMMARY = "summary"
"""What a note for the first page is called."""
FIRST = "index"
"""What the first page's file is called."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_WEB = re.compile(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)
_PAGE = re.compile(r"(?P<page>[A-Za-z0-9_-]+)\.(?:md|html)(?P<fragment>#[^\s]*)?")
_FRAGMENT = re.compile(r"#[^\s]*")
_HEADING = re.compile(r"h([1-6])")
_TOP = 2
"""The highest heading in a note: the page's own title stands above it."""
_PRE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


@dataclass(frozen=True)
class Note:
    """One note.

    Attributes:
        path: Its file.
        page: The page that it stands on, such as `index` or `plan`.
        language: The language of the pages that show it; None: of all that have no note of their own.
        text: The Markdown.
        public: Whether the public may read it.
        line: The line of the file on which the text begins.
    """

    path: Path
    page: str
    language: str | None
    text: str
    public: bool
    line: int = 1


@dataclass(frozen=True)
class Fault:
    """Something in a note that a report cannot show.

    Attributes:
        words: What stands in the file, to find its line by.
        what: What is wrong.
        remedy: What to do.
    """

    words: str
    what: Message
    remedy: Message


def note_html(text: str, pages: Collection[str]) -> str:
    """Turn a note into HTML on one line; what would be raw HTML shows as text.

    Args:
        text: The Markdown.
        pages: The pages that the report has, such as `index` and `plan`. A link to another is only its words.
    """
    converted, _ = _converted(text, pages)
    return converted


def faults(text: str, pages: Collection[str]) -> tuple[Fault, ...]:
    """Return what a note holds that a report cannot show.

    Args:
        text: The Markdown.
        pages: The pages that the whole report has.
    """
    _, found = _converted(text, pages)
    return found


def _converted(text: str, pages: Collection[str]) -> tuple[str, tuple[Fault, ...]]:
    found: list[Fault] = []
    converter = _converter(lambda root: _mend(root, pages, found))
    written = converter.convert(_CONTROL.sub("", text.replace("\r\n", "\n")))
    # A page is put together line by line: what must keep its lines writes their ends as numbers.
    steady = _PRE.sub(lambda pre: pre.group().replace("\n", "&#10;"), written)
    return " ".join(steady.split("\n")), tuple(found)


def _converter(mend: Callable[[Element], None]) -> Markdown:
    from markdown import Markdown
    from markdown.treeprocessors import Treeprocessor

    class Mender(Treeprocessor):
        def run(self, root: Element) -> None:
            mend(root)

    converter = Markdown(extensions=["tables", "sane_lists", "fenced_code"], output_format="html")
    # Without these two raw HTML is text; without the third addresses are not written as riddles.
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.inlinePatterns.deregister("automail")
    converter.treeprocessors.register(Mender(converter), "listen-first", 15)
    return converter


def _mend(root: Element, pages: Collection[str], found: list[Fault]) -> None:
    level = _TOP - 1
    for element in root.iter():
        element.attrib.pop("style", None)
        heading = _HEADING.fullmatch(str(element.tag))
        if heading:
            # No step is left out, so that who listens does not miss one.
            level = max(_TOP, min(int(heading[1]) + 1, level + 1))
            element.tag = f"h{level}"
        elif element.tag == "img":
            address = element.get("src", "")
            found.append(
                Fault(
                    address,
                    say("a note cannot hold a picture"),
                    say("describe it in words, or make a page of your own in site_template/pages/"),
                )
            )
            element.tag, element.text = "span", element.get("alt", "")
            element.attrib.clear()
        elif element.tag == "a":
            _mend_link(element, pages, found)


def _mend_link(link: Element, pages: Collection[str], found: list[Fault]) -> None:
    address = html.unescape(link.get("href", ""))
    if _WEB.fullmatch(address):
        link.set("rel", "noreferrer")
        return
    if _FRAGMENT.fullmatch(address):
        return
    named = _PAGE.fullmatch(address)
    page = FIRST if named and named["page"] == SUMMARY else named["page"] if named else ""
    if named and page in pages:
        link.set("href", f"{page}.html{named['fragment'] or ''}")
        return
    found.append(
        Fault(
            address,
            say("this link leads neither to the web nor to a page of the report: {address}", address=address[:80]),
            say("the pages are: {pages}", pages=", ".join(f"{name}.md" for name in pages)),
        )
    )
    link.tag = "span"
    link.attrib.clear()
