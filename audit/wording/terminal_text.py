"""Text cut into lines by the cells it takes on a screen: a Korean syllable takes two."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_MARKS = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "·": "/",
    "×": "x",
    "→": "->",
    "±": "+-",
}
_PLAIN = str.maketrans(_MARKS)


def ascii_marks(text: str) -> str:
    """Replace marks that some Korean terminals draw two cells wide; where text is redrawn they would smear it."""
    return text.translate(_PLAIN)


def cells(text: str) -> int:
    """Return how many cells a text takes on a screen."""
    if text.isascii() and text.isprintable():
        # The same, a hundred times faster: every drawing of a page measures thousands of words.
        return len(text)
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def harmless(text: str) -> str:
    """Replace what would steer the screen or cannot be saved: control characters, halves of characters."""
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cc", "Cs") else " "
        for character in text
    )


def one_line(text: str) -> str:
    """Make a text harmless that is quoted in a line, such as the name of a file."""
    return harmless(text).replace("\n", " ")


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Cut a text into lines of at most `width` cells, at spaces where there are any.

    Args:
        text: The text; its line breaks stay.
        width: The most cells of a line, what stands before the text included.
        first: What stands before the first line.
        rest: What stands before every other line.
    """
    import wcwidth

    lines: list[str] = []
    # Below ten cells nothing can be read, so lines grow too long rather than tall beyond measure.
    room = max(width - max(cells(first), cells(rest)), 10)
    for paragraph in harmless(text).split("\n"):
        for line in wcwidth.wrap(paragraph.strip(), room, break_on_hyphens=False) or [""]:
            lines.append((rest if lines else first) + line)
    return lines


def fill(pieces: Sequence[str], width: int, gap: str = "   ") -> list[str]:
    """Put pieces side by side, in as many lines as they need; no piece is cut unless it is wider than the screen."""
    lines: list[str] = []
    for piece in pieces:
        if lines and cells(lines[-1] + gap + piece) <= width:
            lines[-1] += gap + piece
        else:
            lines.extend(wrap(piece, width))
    return lines


def shorten(text: str, width: int) -> str:
    """Cut a text to one line; two dots say that something is missing."""
    if cells(text) <= width:
        return text
    kept = ""
    for character in text:
        if cells(kept + character) > width - 2:
            break
        kept += character
    return kept.rstrip() + ".."


def pad(text: str, width: int) -> str:
    """Fill a text with spaces up to `width` cells."""
    return text + " " * max(width - cells(text), 0)
