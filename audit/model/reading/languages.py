"""What people type in any of the installed languages, put together: a list, a table or a pattern of all of them.

Whoever types may use any language, whatever the report is written in, and files hold what they typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.locale_data import TypedWords, all_locale_data

TYPED: tuple[TypedWords, ...] = tuple(data.typed for data in all_locale_data())
"""How people type values, language by language."""

NEVER = "(?!)"
"""A pattern that nothing matches."""


def any_of(patterns: Iterable[str]) -> str:
    """Return a pattern that matches what one of several patterns matches; the first that does wins."""
    return f"(?:{'|'.join(dict.fromkeys(patterns)) or NEVER})"


def longest_of(words: Iterable[str]) -> str:
    """Return the inside of a pattern of words without marks in them, the longest first, so that none hides another."""
    return "|".join(sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))) or NEVER


def listed(*lists: Iterable[str]) -> tuple[str, ...]:
    """Join the lists of all languages; what stands in several stands once."""
    return tuple(dict.fromkeys(word for words in lists for word in words))


def merged(tables: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """Join the tables of all languages; the first language wins."""
    found: dict[str, int] = {}
    for table in tables:
        found = {**found, **{word: number for word, number in table.items() if word not in found}}
    return found
