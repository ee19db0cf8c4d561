"""YAML out, where there are no comments to keep: every text in double quotes, many files in a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""What YAML readers take for something else than a text."""
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What JSON writes as it is and YAML does not."""


def written(data: Mapping[str, Any]) -> bytes:
    """Write a table of texts, numbers, tables and lists; texts are quoted, so that nobody guesses at them (RULES 10).

    A library that can write all of YAML takes ten times as long.
    """
    return ("\n".join(_table(data, "")) + "\n").encode()


def _table(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        name = _name(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from _table(value, indent + "  ")
        elif isinstance(value, list | tuple) and value:
            yield f"{indent}{name}:"
            yield from _list(value, indent)
        else:
            yield f"{indent}{name}: {_scalar(value)}"


@lru_cache(maxsize=1024)
def _name(key: str) -> str:
    return key if _PLAIN_KEY.fullmatch(key) and key.lower() not in _WORDS else _text(key)


def _list(entries: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Mapping | list | tuple) and entry:
            inside = indent + "  "
            lines = _table(entry, inside) if isinstance(entry, Mapping) else _list(entry, inside)
            yield f"{indent}- {next(lines)[len(inside) :]}"
            yield from lines
        else:
            yield f"{indent}- {_scalar(entry)}"


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _text(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", encode_basestring(text))
