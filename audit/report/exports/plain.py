"""Texts for files that are not web pages: the views' markup taken back to what was written."""

from __future__ import annotations

import html
import re

from markupsafe import Markup

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula; the last four are their full-width forms."""


def plain(value: str | Markup | None) -> str:
    """Return the text that a view shows, without markup and without characters that no file may hold.

    Args:
        value: A text, or the markup of `free_text`; None is no text.
    """
    if value is None:
        return ""
    if isinstance(value, Markup):
        # The three tags are those that `free_text` writes; a user's own are numbers by then.
        value = html.unescape(str(value).replace("<br>", "\n").replace("<bdi>", "").replace("</bdi>", ""))
    return _NOT_IN_XML.sub("", value).replace("\r\n", "\n")


def one_line(value: str | Markup | None, most: int) -> str:
    """Return a text on one line, cut to `most` characters."""
    text = " ".join(plain(value).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would read as a formula."""
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell
