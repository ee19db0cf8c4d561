"""What MkDocs need not do for a report, and what it can do faster; the pages and the search come out the same."""

from __future__ import annotations

import functools
import html
import importlib
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import FileSystemLoader

from audit.report.site.template_cache import TemplateCache

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'`<>/=]+(?:="[^"]*")?)*)\s*(/?)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:="([^"]*)")?""")
_OF_THEIR_OWN = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
"""Elements in which a tag can be text."""
_LOOSE = re.compile(r"&(?!#[0-9]+;|#[xX][0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)")
"""A character reference that is not written in full, or none."""


class _Theme(FileSystemLoader):
    """Finds the theme's templates, and lists none of its thousands of icons: what lies in a hidden folder is no page."""

    def list_templates(self) -> list[str]:
        """Return the names of all templates outside hidden folders."""
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update((Path(folder) / name).relative_to(top).as_posix() for name in files)
        return sorted(found)


def speed_up(config: MkDocsConfig) -> None:
    """Spare MkDocs what is the same in every report.

    Args:
        config: The configuration of one build, loaded.
    """
    theme = config.theme
    # What these would make is taken out of a report again.
    theme.static_templates.clear()
    env = theme.get_env()
    env.loader = _Theme(theme.dirs)
    env.bytecode_cache = TemplateCache("site")
    theme.get_env = lambda: env  # type: ignore[method-assign] # MkDocs has no setting for it
    _quicken_readers()


@functools.cache
def _quicken_readers() -> None:
    """Let what reads pages read them quickly, once in a process."""
    for where, name, quicker in _READERS:
        module = importlib.import_module(where)
        parser = getattr(module, name, None)
        # A version that calls it otherwise builds the same pages, slowly.
        if isinstance(parser, type) and hasattr(parser, "handle_starttag"):
            setattr(module, name, quicker(parser))


def quickened(parser: type[HTMLParser]) -> type[HTMLParser]:
    """Return a parser that is told the same as another one, sooner where HTML is written as strictly as ours.

    Args:
        parser: A parser of Python's, or of Markdown's copy of it, that neither asks where a tag stands nor how it was
            written.
    """

    def feed(self: HTMLParser, data: str) -> None:
        pieces = _TAG.split(data)
        texts, names = pieces[0::5], pieces[2::5]
        strict = not self.rawdata and not any("<" in text for text in texts) and _OF_THEIR_OWN.isdisjoint(names)
        if strict:
            _tell(self, pieces)
        else:
            parser.feed(self, data)

    return type(parser.__name__, (parser,), {"feed": feed})


def _tell(parser: HTMLParser, pieces: list[str]) -> None:
    """Tell a parser what stands in a page: texts, and between them the four parts of a tag."""
    if pieces[0]:
        parser.handle_data(html.unescape(pieces[0]))
    for ends, name, written, closed, text in zip(*(pieces[place::5] for place in range(1, 6)), strict=True):
        tag = name.lower()
        if ends:
            parser.handle_endtag(tag)
        else:
            attributes = [
                (key.lower(), None if value is None else html.unescape(value)) for key, value in _attributes(written)
            ]
            if closed:
                parser.handle_startendtag(tag, attributes)
            else:
                parser.handle_starttag(tag, attributes)
        if text:
            parser.handle_data(html.unescape(text))


@functools.lru_cache(maxsize=4096)
def _attributes(written: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((found[1], found[2]) for found in _ATTRIBUTE.finditer(written))


class _Extractor(Protocol):
    """What `HTMLExtractorExtra` remembers: the page, the block that it is in, and the elements that are open there."""

    rawdata: str
    inraw: bool
    intail: bool
    stack: list[str]
    _cache: list[str]


def in_blocks(parser: type[Any]) -> type[Any]:
    """Return a parser that takes a block of HTML out of Markdown as another one does, but in one piece.

    Args:
        parser: `HTMLExtractorExtra` of Markdown. What is inside a block it keeps as it was written, tag by tag.
    """

    def parse_starttag(self: _Extractor, start: int) -> int:
        inside, tail = self.inraw, self.intail
        after: int = parser.parse_starttag(self, start)
        if inside or tail or not self.inraw or len(self.stack) != 1 or after < 0:
            return after
        end = _end_of(self.stack[0], self.rawdata, after)
        if end is None:
            return after
        self._cache.append(self.rawdata[after:end])
        return end

    return type(parser.__name__, (parser,), {"parse_starttag": parse_starttag})


def _end_of(element: str, page: str, start: int) -> int | None:
    """Return where the tag stands that ends an element; None where what is inside is not written strictly."""
    depth, last = 1, start
    for tag in _TAG.finditer(page, start):
        name = tag[2].lower()
        if page.find("<", last, tag.start()) >= 0 or name in _OF_THEIR_OWN or "markdown" in tag[3]:
            return None
        last = tag.end()
        if name == element and not tag[4]:
            depth += -1 if tag[1] else 1
        if not depth:
            return None if _LOOSE.search(page, start, tag.start()) else tag.start()
    return None


_READERS: tuple[tuple[str, str, Callable[[type[Any]], type[Any]]], ...] = (
    ("markdown.extensions.md_in_html", "HTMLExtractorExtra", in_blocks),
    ("mkdocs.structure.pages", "_HTMLHandler", quickened),
    ("material.plugins.search.plugin", "Parser", quickened),
)
"""Who reads the HTML of every page: to take it out of the Markdown, for the places that links lead to, for the search."""
