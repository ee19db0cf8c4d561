"""What MkDocs need not do for a report, and what it can do faster; the pages and the search come out the same."""

from __future__ import annotations

import functools
import html
import importlib
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

from audit.report.site.template_cache import TemplateCache

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_READERS = (("material.plugins.search.plugin", "Parser"), ("mkdocs.structure.pages", "_HTMLHandler"))
"""Who reads the HTML of every page once more, for the search and for the places that links lead to."""
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*(/?)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:="([^"]*)")?""")
_OF_THEIR_OWN = frozenset(
    {"iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp"}
)
"""Elements in which a tag can be text."""


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
    """Let what reads pages again read them quickly, once in a process."""
    for where, name in _READERS:
        module = importlib.import_module(where)
        parser = getattr(module, name, None)
        # A version that calls it otherwise builds the same pages, slowly.
        if isinstance(parser, type) and hasattr(parser, "handle_starttag"):
            setattr(module, name, quickened(parser))


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
