"""What is done to a site after MkDocs has written it: a policy that lets nothing in or out, and the language of every passage."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import importlib.util
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.errors import AuditError, say

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
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

_BETWEEN = r"(?:[\s\d.,·:;()'\"“”‘’!?%~/–…-]|&#\d+;)*"
_HANGUL = r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]"
_LATIN = r"(?<![\w&#.])[A-Za-z\u00c0-\u024f]+(?:(?:&#39;|['’-])[A-Za-z\u00c0-\u024f]+)*(?!\w|\.\w)"
_TORN = re.compile(r"(?<=[’”)\]%])(?=[가-힣])|(?<=\w)(?=·\w)")
"""Where browsers end a line within a Korean word: before a particle, and before the dot that joins two words."""
_JOINED = "\u2060"
_FOREIGN = {
    # On a Korean page one Latin word is a name or a short form; two in a row are a passage.
    "ko": ("en", re.compile(rf"{_LATIN}(?:[,.:;!?]?\s(?:\d[\d.,]*\s)*{_LATIN})+")),
    "en": ("ko", re.compile(rf"{_HANGUL}+(?:{_BETWEEN}{_HANGUL}+)*")),
}


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


def harden(site: Path, language: str) -> None:
    """Give every page of a built site its policy, and mark what is in another language than the page.

    Args:
        site: The folder that MkDocs wrote.
        language: The language of its pages.

    Raises:
        AuditError: A page does not begin as the theme begins its pages.
    """
    for path in sorted(site.rglob("*.html")):
        path.write_text(hardened(path.read_text(encoding="utf-8"), language, path.name), encoding="utf-8")


def hardened(page: str, language: str, name: str = "") -> str:
    """Return one page with its policy and its languages.

    Only the theme's own inline scripts get leave to run: whatever else should ever look like one stays dead.

    Raises:
        AuditError: The page does not say its encoding first; the message calls it `name`.
    """
    if page.count(_CHARSET) != 1:
        raise AuditError(
            say("the page {page} does not begin as expected, so it cannot be made safe", page=name),
            say("this is a fault of Listen First; please report it"),
        )
    scripts = [text for text in _INLINE_SCRIPT.findall(page) if any(own.fullmatch(text) for own in theme_scripts())]
    head, body = page.split(_CHARSET)
    start = body.find("<body")
    return (
        head
        + _CHARSET
        + policy(scripts)
        + body[:start]
        + "".join(_spoken(body[start:], language, joined=language == "ko"))
    )


def with_policy(page: str) -> str:
    """Return a page of our own, without scripts, with a policy that lets its own style sheets hold."""
    return page.replace(_CHARSET, _CHARSET + "\n" + policy(styles=_STYLE.findall(page)), 1)


@functools.cache
def theme_scripts() -> tuple[re.Pattern[str], ...]:
    """Return what the theme's inline scripts look like; only the way to the site's root differs from page to page."""
    spec = importlib.util.find_spec("material")
    folders = spec.submodule_search_locations if spec is not None else None
    patterns = []
    for folder in folders or ():
        for path in sorted(Path(folder).glob("templates/partials/**/*.html")):
            for text in _INLINE_SCRIPT.findall(path.read_text(encoding="utf-8")):
                fixed = [re.escape(part) for part in _EXPRESSION.split(text)]
                patterns.append(re.compile(r"[\w./-]*".join(fixed)))
    return tuple(patterns)


def with_languages(body: str, language: str) -> str:
    """Return the body of a page of our own with each passage in another language marked as such."""
    return "".join(_spoken(body, language))


def _spoken(body: str, language: str, *, joined: bool = False) -> Iterator[str]:
    """Yield a body in pieces, each passage in another language than the page's in a `<span lang>`, words not torn if `joined`."""
    if language not in _FOREIGN:
        yield body
        return
    other, passage = _FOREIGN[language]
    marked = rf'<span lang="{other}">\g<0></span>'
    inside, depth = "", 0
    # Text, tag, and the name of an element that was taken whole, in turn.
    pieces = _TAG.split(body)
    for index in range(0, len(pieces), 3):
        text = pieces[index]
        if joined:
            text = _TORN.sub(_JOINED, text)
        yield text if depth or text.isspace() or not text else passage.sub(marked, text)
        if index + 1 == len(pieces):
            return
        tag = pieces[index + 1]
        yield tag
        # Most tags neither end such a passage nor begin one: they are not looked at twice.
        if pieces[index + 2] or not (depth or "lang=" in tag) or (name := _NAME.match(tag)) is None:
            continue
        if depth:
            depth += (-1 if tag.startswith("</") else 1) if name[1] == inside else 0
        elif _LANGUAGE.search(tag):
            inside, depth = name[1], 1
