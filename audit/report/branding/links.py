"""Links of a consultant's own pages and parts that lead nowhere: told with their file, before the site is put in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from audit.errors import BadFiles, Problem, say
from audit.report.branding.presentation import Template

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            elif value and ((name == "href" and tag == "a") or (name == "src" and tag in ("img", "source"))):
                self.links.append(value)


def refuse_broken(site: Path, own: Mapping[str, Template]) -> None:
    """Refuse a site in which a link of the consultant's leads nowhere.

    Args:
        site: The folder of one language, as MkDocs wrote it.
        own: The consultant's templates, by name.

    Raises:
        BadFiles: There are such links; every one with its file.
    """
    if not own:
        return
    read = {path.name: _Links(path.read_text(encoding="utf-8")) for path in sorted(site.glob("*.html"))}
    pages = ", ".join(read)
    problems: dict[tuple[Path, str], Problem] = {}
    for name, link in _broken(site, read):
        template = _template(name, link, own)
        if template is not None:
            problems.setdefault(
                (template.path, link),
                Problem(
                    template.path,
                    _line(template, link),
                    "",
                    say("this link leads nowhere: {address}", address=link[:80]),
                    say("mend it, or take it out; the pages are: {pages}", pages=pages),
                ),
            )
    if problems:
        raise BadFiles(list(problems.values()))


def _broken(site: Path, read: Mapping[str, _Links]) -> Iterator[tuple[str, str]]:
    for name, page in read.items():
        for link in page.links:
            if _ELSEWHERE.match(link):
                continue
            address, _, fragment = link.partition("#")
            address = unquote(address.partition("?")[0]) or name
            leads_up = address.startswith(("../", "/"))
            if leads_up and re.fullmatch(r"\.\./\w+/[\w-]+\.html", address):
                # The same page in another language; it is built beside this one.
                continue
            known = read.get(address)
            if not (site / address).is_file() or (known and fragment and unquote(fragment) not in known.ids):
                yield name, link


def _template(page: str, link: str, own: Mapping[str, Template]) -> Template | None:
    """Find whose link it is: that of the page's own template, else of the one that has its words."""
    name = f"pages/{page.removesuffix('.html')}.md.j2"
    return own.get(name) or next((template for template in own.values() if _line(template, link)), None)


def _line(template: Template, link: str) -> int:
    """Return the line of a link in its template; 0 where a template makes it."""
    written = (link, link.replace(".html", ".md"))
    lines = enumerate(template.text.split("\n"), 1)
    return next((number for number, line in lines if any(words in line for words in written)), 0)
