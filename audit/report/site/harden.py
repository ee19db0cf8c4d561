"""What is done to a site after an engine has written it: a policy that lets nothing in or out, and the language of every passage."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import AuditError, say
from audit.installation import installed_languages
from audit.locale_data import kept_together, locale_data

LATIN = "Latn"
_CHARSET = '<meta charset="utf-8">'

_RULES = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src {styles}",
    # The theme's icons are masks in its style sheet.
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)

_TAG = re.compile(
    r"(<!--.*?-->|<(script|style|title|svg|code|pre)\b.*?</\2\s*>|<(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>)", re.DOTALL
)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_LANGUAGE = re.compile(r"\slang=[\"']?([\w-]+)")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_AHEAD = re.compile(r'\s*<link rel="(?:next|alternate)"[^>]*>')
"""What makes a browser or the theme fetch what nobody asked for: Firefox the next page, the theme's script a list of the pages in
other languages, which a report has not. The policy would refuse it, and the console would say so on every page."""
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

_TORN = tuple(re.compile(pattern) for pattern in kept_together())
"""What ends up on two lines and should not. A number longer than any line is left to wrap.

One after the other, and most with a first character that a search can run to: as one pattern they cost five times as much.
"""
_HEARD = 'class="lf-hidden-text"'
_DRAWN = ("<text", "<tspan", "</tspan")
"""Tags before the words of a drawing, which have lines of their own and can hold no element of HTML."""
_NOTHING = "\0"
"""The one character that no page may hold."""


@dataclass(frozen=True)
class Foreign:
    """What is in another script than the page, and in which language it probably is.

    Attributes:
        pattern: Finds passages; one named group for each language.
        tags: The languages, by the names of the groups.
        latin: Whether a text in ASCII can hold one.
    """

    pattern: re.Pattern[str]
    tags: Mapping[str, str]
    latin: bool

    def marked(self, text: str) -> str:
        """Return a text with each passage in an element that says its language."""
        if not text or text.isspace() or (text.isascii() and not self.latin):
            return text
        return self.pattern.sub(
            lambda match: f'<span lang="{self.tags[match.lastgroup or ""]}">{match[0]}</span>', text
        )


@functools.cache
def foreign_to(language: str) -> Foreign | None:
    """Return what tells passages in other languages by their letters; None where there is nothing to tell.

    Letters tell a script, not a language: of several languages in one script the first that is installed is meant.
    """
    by_script: dict[str, str] = {}
    for tag in installed_languages():
        by_script.setdefault(locale_data(tag).script, tag)
    others = [tag for script, tag in by_script.items() if script != locale_data(language).script]
    if language not in installed_languages() or not others:
        return None
    tags = {f"other{number}": tag for number, tag in enumerate(others)}
    pattern = "|".join(f"(?P<{group}>{locale_data(tag).passage})" for group, tag in tags.items())
    return Foreign(re.compile(pattern), tags, any(locale_data(tag).script == LATIN for tag in others))


def policy(scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """Return the `<meta>` of a Content-Security-Policy that allows the site's own files, and nothing from elsewhere.

    Args:
        scripts: The texts of the inline scripts that may run.
        styles: The texts of the inline style sheets that hold.
    """
    rules = "; ".join(_RULES).format(scripts=_sources(scripts), styles=_sources(styles))
    return f'<meta http-equiv="Content-Security-Policy" content="{html.escape(rules)}">'


def _sources(texts: Iterable[str]) -> str:
    hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(["'self'", *(f"'sha256-{digest}'" for digest in dict.fromkeys(hashes))])


def harden(site: Path, language: str, theme: str = "material", styles: Sequence[str] = ()) -> None:
    """Give every page of a built site its policy, and mark what is in another language than the page.

    Args:
        site: The folder that was built.
        language: The language of its pages.
        theme: The package whose templates wrote its pages.
        styles: The style sheets that the theme's scripts insert.

    Raises:
        AuditError: A page does not begin as the theme begins its pages.
    """
    for path in sorted(site.rglob("*.html")):
        path.write_text(
            hardened(path.read_text(encoding="utf-8"), language, path.name, theme, styles),
            encoding="utf-8",
            newline="\n",
        )


def hardened(page: str, language: str, name: str = "", theme: str = "material", styles: Sequence[str] = ()) -> str:
    """Return one page with its policy and its languages.

    Only the theme's own inline scripts get leave to run: whatever else should ever look like one stays dead. Nothing is
    fetched before somebody asks for it.

    Raises:
        AuditError: The page does not say its encoding first; the message calls it `name`.
    """
    if page.count(_CHARSET) != 1:
        raise AuditError(
            say("the page {page} does not begin as expected, so it cannot be made safe", page=name),
            say("this is a fault of Listen First; please report it"),
        )
    scripts = [
        text for text in _INLINE_SCRIPT.findall(page) if any(own.fullmatch(text) for own in theme_scripts(theme))
    ]
    head, body = page.split(_CHARSET)
    start = body.find("<body")
    rest = _AHEAD.sub("", body[:start])
    # Scripts at the end of a page wait until it is read, so that a telephone shows it first.
    shown = body[start:].replace('<script src="', '<script defer src="')
    return head + _CHARSET + policy(scripts, styles) + rest + with_languages(shown, language, joined=True)


def with_policy(page: str) -> str:
    """Return a page of our own, without scripts, with a policy that lets its own style sheets hold."""
    return page.replace(_CHARSET, _CHARSET + "\n" + policy(styles=_STYLE.findall(page)), 1)


@functools.cache
def theme_scripts(theme: str = "material") -> tuple[re.Pattern[str], ...]:
    """Return what the theme's inline scripts look like; only the way to the site's root differs from page to page."""
    spec = importlib.util.find_spec(theme)
    folders = spec.submodule_search_locations if spec is not None else None
    patterns = []
    for folder in folders or ():
        partials = Path(folder, "templates/partials")
        # The other folder holds only words, a hundred files of them.
        for path in sorted((*partials.glob("*.html"), *partials.glob("[!l]*/**/*.html"))):
            for text in _INLINE_SCRIPT.findall(path.read_text(encoding="utf-8")):
                fixed = [re.escape(part) for part in _EXPRESSION.split(text)]
                patterns.append(re.compile(r"[\w./-]*".join(fixed)))
    return tuple(patterns)


def with_languages(body: str, language: str, *, joined: bool = False) -> str:
    """Return the body of a page with each passage in another language than the page's in a `<span lang>`.

    Args:
        body: The body.
        language: The language of the page.
        joined: Whether words, dates and numbers with their units are kept whole at the end of a line too, by elements,
            so that what is copied stays as it was written.
    """
    foreign = foreign_to(language)
    # Text, tag, and the name of an element that was taken whole, in turn: the text of a place stands before its tag.
    pieces = _TAG.split(body)
    texts, tags, whole = pieces[0::3], pieces[1::3], pieces[2::3]
    begin = 0
    for first, last in (*_marked_already(tags, whole), (len(tags), len(tags))) if foreign else ():
        for place in range(begin, first + 1):
            if texts[place] and not (place and tags[place - 1].startswith(_DRAWN)):
                texts[place] = foreign.marked(texts[place]) if foreign else texts[place]
        begin = last + 1
    if joined:
        _keep_whole(texts, tags)
    together = [""] * (len(texts) + len(tags))
    together[0::2], together[1::2] = texts, tags
    return "".join(together)


def _keep_whole(texts: list[str], tags: Sequence[str]) -> None:
    """Put what must not end up on two lines into elements of its own."""
    # Most texts are only the line breaks between two tags.
    seen = [
        place
        for place, text in enumerate(texts)
        if text and not text.isspace() and not (place and _is_beside_lines(tags[place - 1]))
    ]
    # All at once: a page has thousands of texts, most of them a few letters long.
    together = _NOTHING.join([texts[place].replace(_NOTHING, "") for place in seen])
    for pattern in _TORN:
        together = pattern.sub(r'<span class="lf-whole">\g<0></span>', together)
    for place, text in zip(seen, together.split(_NOTHING), strict=False):
        texts[place] = text


def _is_beside_lines(tag: str) -> bool:
    """Return whether the text after a tag has no lines to be torn: it is only heard, or drawn where a picture puts it."""
    return _HEARD in tag or tag.startswith(_DRAWN)


def _marked_already(tags: Sequence[str], whole: Sequence[str | None]) -> Iterator[tuple[int, int]]:
    """Give the places of the tags that begin and end an element whose language is said.

    Args:
        tags: All tags of a page.
        whole: For each the name of the element, where it was taken whole.
    """
    after = 0
    for place, tag in enumerate(tags):
        if place < after or "lang=" not in tag or whole[place] or not _LANGUAGE.search(tag):
            continue
        element, depth, last = _NAME.match(tag), 1, place
        if element is None:
            continue
        while depth and last + 1 < len(tags):
            last += 1
            name = None if whole[last] else _NAME.match(tags[last])
            if name is not None and name[1] == element[1]:
                depth += -1 if tags[last].startswith("</") else 1
        # An element that never ends holds all that follows.
        yield place, last + 1 if depth else last
        after = last + 1
