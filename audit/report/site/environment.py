"""The template environment: whatever a page prints is escaped here, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined
from markupsafe import Markup

from audit.report.branding.presentation import Presentation
from audit.report.branding.sandbox import CarefulEnvironment, own_first
from audit.wording.free_text import FreeText
from audit.wording.locale import Locale

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"[&<>\"'\\`*_{}\[\]|~^$]")
_LINE_START = re.compile(r"^(\s*)([-+#=:!]|\d+[.)])", re.MULTILINE)
_PLAIN = re.compile(r"[^\s\d\x00-\x1f\x7f&<>\"'\\`*_{}\[\]|~^$+#=:!-][^\x00-\x1f\x7f&<>\"'\\`*_{}\[\]|~^$]*")
"""A text that stays as it is: nine of ten."""


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def escaped(value: object) -> Markup:
    """Make any text show as itself in Markdown, in HTML and in an attribute: the one filter for all output.

    Every character that means something to either is written as its number. Line ends become spaces.
    """
    if isinstance(value, Markup):
        return value
    if _PLAIN.fullmatch(text := str(value)):
        # `Markup(text)` would look for an HTML form of its own first, thirty thousand times a report.
        return str.__new__(Markup, text)
    text = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\n", " ")
    text = _SPECIAL.sub(_entity, text)
    return Markup(
        _LINE_START.sub(
            lambda m: m.group(1) + "".join(f"&#{ord(c)};" if not c.isdigit() else c for c in m.group(2)), text
        )
    )  # this is the escape itself


def shown(value: object) -> Markup:
    """Escape a text; what a person wrote is kept apart, in its own direction and with its lines."""
    if not isinstance(value, FreeText):
        return escaped(value)
    pieces = (Markup("<br>").join(map(escaped, piece.split("\n"))) for piece in value.pieces)
    return Markup("").join(Markup("<bdi>") + piece + Markup("</bdi>") for piece in pieces)


def environment(
    loader: BaseLoader,
    locale: Locale,
    kind: type[Environment] = Environment,
    bytecode_cache: BytecodeCache | None = None,
) -> Environment:
    """Make the template environment: whatever is printed goes through the one escape, and what is missing is an error.

    Args:
        loader: Finds the templates.
        locale: Puts the fixed texts into a language.
        kind: The environment to make: a sandbox where templates of somebody else run.
        bytecode_cache: Keeps our compiled templates from one run to the next.
    """
    env = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        bytecode_cache=bytecode_cache,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # `{#id}` is how Markdown names a heading.
        comment_start_string="{//",
        comment_end_string="//}",
    )
    env.globals["_"] = lambda text, **values: _filled(locale.translate(text), values)
    return env


def own_environment(
    loader: BaseLoader, locale: Locale, presentation: Presentation, bytecode_cache: BytecodeCache | None = None
) -> Environment:
    """Make the template environment in which a consultant's own templates come first, in the sandbox.

    Args:
        loader: Finds our templates.
        locale: Puts the fixed texts into a language.
        presentation: What the audit folder adds.
        bytecode_cache: Keeps our compiled templates from one run to the next; nothing of a consultant's is kept.
    """
    if not presentation.templates:
        return environment(loader, locale, bytecode_cache=bytecode_cache)
    return environment(own_first(presentation.templates, loader), locale, CarefulEnvironment)


def _finalize(value: object) -> object:
    return shown(value) if isinstance(value, str) else value


def _filled(text: str, values: Mapping[str, object]) -> Markup:
    """Escape a fixed text and what fills its placeholders; what is filled in is never read as a placeholder."""
    if not values:
        return escaped(text)
    return Markup("").join([escaped(part) if is_text else shown(values[part]) for part, is_text in _parts(text)])


@cache
def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a fixed text and the names of its placeholders, in order."""
    found: list[tuple[str, bool]] = []
    for literal, name, _, _ in Formatter().parse(text):
        found.append((literal, True))
        if name is not None:
            found.append((name, False))
    return tuple(found)
