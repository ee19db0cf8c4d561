"""Texts for files that are not web pages: without characters that no file may hold, on one line, never a formula."""

from __future__ import annotations

import re

from markupsafe import Markup

BYTE_ORDER_MARK = "\ufeff"
"""At the beginning of a table: without it Excel takes UTF-8 for the system's own encoding."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"[&<>\"'{}]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula; the last four are their full-width forms."""


def printable(text: str) -> str:
    """Return a text without the characters that no file may hold."""
    return _NOT_IN_XML.sub("", text).replace("\r\n", "\n")


def one_line(text: str, most: int) -> str:
    """Return a text on one line, cut to `most` characters."""
    line = " ".join(printable(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would read as a formula."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def marked_up(text: str) -> Markup:
    """Make a text safe for a Word template: markup and placeholders in it are shown and never read.

    Braces go in as numbers, because docxtpl reads what it has rendered once more.
    """
    escaped = _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", printable(text))
    return Markup(escaped)  # this is the escape itself
