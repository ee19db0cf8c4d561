"""YAML out, where there are no comments to keep: every text in double quotes, many files in a moment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from audit.files.yaml.reader import Data

STEP = "  "
"""By how much more what stands inside is indented, where a file does not say."""

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
"""What YAML readers take for something else than a text."""
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What JSON writes as it is and YAML does not."""
_HALF = re.compile("[\ud800-\udfff]")


def written(data: Mapping[str, Any]) -> bytes:
    """Write a table of texts, numbers, tables and lists; texts are quoted, so that nobody guesses at them (RULES 10).

    A library that can write all of YAML takes ten times as long.
    """
    return ("\n".join(table_lines(data, "")) + "\n").encode()


def table_lines(data: Mapping[str, Any], indent: str, step: str = STEP) -> Iterator[str]:
    """Write a table that is not empty, in lines.

    Args:
        data: The table.
        indent: What stands before each of its keys.
        step: By how much more what stands in its tables is indented.
    """
    for key, value in data.items():
        name = written_name(key)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{name}:"
            yield from table_lines(value, indent + step, step)
        elif isinstance(value, list | tuple) and value:
            yield f"{indent}{name}:"
            yield from list_lines(value, indent, step)
        else:
            yield f"{indent}{name}: {in_line(value)}"


@lru_cache(maxsize=1024)
def written_name(key: str) -> str:
    """Write a key."""
    return key if _PLAIN_KEY.fullmatch(key) and key.lower() not in _WORDS else _text(key)


def list_lines(entries: list[Any] | tuple[Any, ...], indent: str, step: str = STEP) -> Iterator[str]:
    """Write a list that is not empty, in lines; see `table_lines`."""
    for entry in entries:
        if isinstance(entry, Mapping | list | tuple) and entry:
            inside = indent + STEP
            lines = table_lines(entry, inside, step) if isinstance(entry, Mapping) else list_lines(entry, inside, step)
            yield f"{indent}- {next(lines)[len(inside) :]}"
            yield from lines
        else:
            yield f"{indent}- {in_line(entry)}"


def in_line(value: object) -> str:
    """Write anything in one line: a table as `{level: 3}`, a list as `[1, 2]`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{written_name(key)}: {in_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(in_line(entry) for entry in value) + "]"
    return _text(value) if isinstance(value, str) else _plain(value)


def as_read(value: object) -> Data:
    """Return what the reader makes of a value when it has been written."""
    if isinstance(value, Mapping):
        return {key: as_read(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(entry) for entry in value]
    return whole(value) if isinstance(value, str) else _plain(value)


def whole(text: str) -> str:
    """Return a text without halves of letters, which no file can hold: a terminal makes them of bytes that are no text."""
    return _HALF.sub("\ufffd", text)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return format(Decimal(str(value)), "f") if isinstance(value, float | Decimal) else str(value)


def _text(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", encode_basestring(whole(text)))
