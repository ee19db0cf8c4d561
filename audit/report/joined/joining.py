"""Many pages become parts of one document: headings one step down, ids that are unique in the whole, links inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

SHARED_IDS = frozenset({"lf-hatch", "lf-dots", "lf-levels"})
"""The fill patterns of bars and columns: the style sheet names them, so they are there once and keep their names."""

_LEFT_OUT = (("nav", "lf-onward"), ("p", "lf-more"), ("div", "lf-brand"), ("div", "lf-tools"))
"""What leads from page to page has no place in one document, and the brand stands on its cover."""

_HEADING = re.compile(r"^h([1-6])$")
_ATTRIBUTE = re.compile(r"""(\s)([\w:-]+)="([^"]*)\"""")
_LABEL = re.compile(r'(?<=\saria-label=")[^"]*')
_TAG = re.compile(r"<[^>]*>")
_REFERENCES = frozenset({"aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"})
_PAINT = re.compile(r"url\(#([^)]+)\)")
_ABSOLUTE = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    level: int
    """1 for a page, 2 for a section of it."""
    href: str
    title: Markup


@dataclass(frozen=True)
class Part:
    """One page as a part of the document."""

    id: str
    body: Markup
    entries: tuple[Entry, ...]


def join(pages: Mapping[str, str], picture: Callable[[str], str | None], *, opened: bool = True) -> tuple[Part, ...]:
    """Make parts of pages.

    Args:
        pages: The HTML of every page by its address, such as `plan.html`, in reading order.
        picture: Turns the address of a picture into a `data:` address; None where there is no such picture.
        opened: Whether everything that is folded on a page is open.
    """
    names = {address: address.removesuffix(".html") for address in pages}
    ids = {address: _ids(body) for address, body in pages.items()}
    parts = []
    has_patterns = False
    regions: set[str] = set()
    for address, body in pages.items():
        joiner = _Joiner(address, names, ids, picture, regions, keep_patterns=not has_patterns, opened=opened)
        joiner.feed(body)
        joiner.close()
        has_patterns = has_patterns or joiner.saw_patterns
        parts.append(Part(names[address], Markup("".join(joiner.out)), tuple(joiner.entries)))
    return tuple(parts)


class _IdReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 # the parser's own
        self.ids.update(value for name, value in attrs if name == "id" and value)


def _ids(body: str) -> frozenset[str]:
    reader = _IdReader()
    reader.feed(body)
    return frozenset(reader.ids)


class _Joiner(HTMLParser):
    """Writes a page again as a part. Whatever needs no change is copied as it stands."""

    def __init__(
        self,
        address: str,
        names: Mapping[str, str],
        ids: Mapping[str, frozenset[str]],
        picture: Callable[[str], str | None],
        regions: set[str],
        *,
        keep_patterns: bool,
        opened: bool,
    ) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.entries: list[Entry] = []
        self.saw_patterns = False
        self._address = address
        self._names = names
        self._ids = ids
        self._picture = picture
        self._regions = regions
        self._keep_patterns = keep_patterns
        self._opened = opened
        self._skipping: tuple[str, int] | None = None
        self._heading: tuple[int, str, list[str]] | None = None

    # -- what the parser finds ----------------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, dict(attrs), is_closed=False)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, dict(attrs), is_closed=True)

    def _start(self, tag: str, attributes: Mapping[str, str | None], *, is_closed: bool) -> None:
        if self._skipping is not None:
            if tag == self._skipping[0] and not is_closed:
                self._skipping = (tag, self._skipping[1] + 1)
            return
        if self._is_left_out(tag, (attributes.get("class") or "").split()):
            self._skipping = (tag, 1)
            return
        raw = self.get_starttag_text() or ""
        raw = _ATTRIBUTE.sub(self._attribute, raw)
        if attributes.get("role") == "region":
            raw = _LABEL.sub(self._label, raw, count=1)
        heading = _HEADING.match(tag)
        if heading:
            level = int(heading.group(1))
            self._heading = (level, attributes.get("id") or "", [])
            raw = f"<h{min(6, level + 1)}{raw[len(tag) + 1 :]}"
        elif tag == "details" and self._opened and "open" not in attributes:
            raw = f"<details open{raw[len('<details') :]}"
        self.out.append(raw)

    def _is_left_out(self, tag: str, classes: Iterable[str]) -> bool:
        if tag == "svg" and "lf-patterns" in classes:
            self.saw_patterns = True
            return not self._keep_patterns
        return any(tag == name and word in classes for name, word in _LEFT_OUT)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping is not None:
            if tag == self._skipping[0]:
                depth = self._skipping[1] - 1
                self._skipping = (tag, depth) if depth else None
            return
        heading = _HEADING.match(tag)
        if heading and self._heading is not None:
            level, identity, words = self._heading
            if level <= 2 and identity:
                href = f"#{self._names[self._address]}" if level == 1 else f"#{self._own(identity)}"
                self.entries.append(Entry(level, href, Markup("".join(words).strip())))
            self._heading = None
            tag = f"h{min(6, level + 1)}"
        self.out.append(f"</{tag}>")

    def _text(self, raw: str) -> None:
        if self._skipping is None:
            self.out.append(raw)
            if self._heading is not None:
                self._heading[2].append(raw)

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    # -- addresses ----------------------------------------------------------------------------------------------

    def _own(self, identity: str, address: str | None = None) -> str:
        return identity if identity in SHARED_IDS else f"{self._names[address or self._address]}--{identity}"

    def _attribute(self, match: re.Match[str]) -> str:
        space, name, value = match.groups()
        if name == "id":
            value = self._own(value)
        elif name in _REFERENCES:
            value = " ".join(self._own(word) if word in self._ids[self._address] else word for word in value.split(" "))
        elif name in ("href", "xlink:href"):
            target = self._target(value)
            if target is None:
                return ""
            value = target
        elif name == "src" and not _ABSOLUTE.match(value):
            value = self._picture(value) or ""
        elif "url(#" in value:
            value = _PAINT.sub(lambda paint: f"url(#{self._own(paint.group(1))})", value)
        return f'{space}{name}="{value}"'

    def _label(self, match: re.Match[str]) -> str:
        """Name a region after its page where an earlier page has one of that name: each can be told from the others."""
        label = match.group()
        if label in self._regions and self.entries:
            label = f"{_TAG.sub('', self.entries[0].title)}: {label}"
        self._regions.add(label)
        return label

    def _target(self, href: str) -> str | None:
        """Return where a link leads in the document; None where it leads to a file beside the site's pages."""
        if _ABSOLUTE.match(href):
            return href
        page, _, fragment = href.partition("#")
        address = page.removesuffix(".md") + ".html" if page.endswith(".md") else page or self._address
        if address not in self._names:
            return None
        return f"#{self._own(fragment, address)}" if fragment in self._ids[address] else f"#{self._names[address]}"
