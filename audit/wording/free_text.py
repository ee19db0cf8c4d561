"""What a person wrote, told apart from what we wrote: plain text, never markup."""

from __future__ import annotations

from collections.abc import Iterable


class FreeText(str):
    """A text with what a person wrote in it; a page shows it as that text, in its own direction and with its lines.

    It is the plain text: whoever needs no more than that takes it for any other `str`.

    Attributes:
        pieces: The text in the pieces that a page keeps apart, so that the direction of one never turns the next.
    """

    __slots__ = ("pieces",)
    pieces: tuple[str, ...]

    def __new__(cls, *pieces: str) -> FreeText:
        """Make the text of its pieces."""
        text = super().__new__(cls, "".join(pieces))
        text.pieces = pieces
        return text


def free_text(value: str) -> FreeText:
    """Return what a person wrote; line ends are made one kind, and those at the beginning and the end are left out."""
    return FreeText(_lines(value))


def optional_text(value: str) -> FreeText | None:
    """Return what a person wrote; None where that is nothing."""
    return free_text(value) if value.strip() else None


def filled(text: str, fills: Iterable[tuple[str, str]]) -> FreeText:
    """Fill a text's placeholders with what a person wrote; what is filled in is never read as a placeholder again.

    Args:
        text: The text of a pack.
        fills: Placeholder, such as `{agency}`, and what stands for it.
    """
    pieces: list[tuple[str, bool]] = [(text, False)]
    for name, value in fills:
        split: list[tuple[str, bool]] = []
        for piece, is_filled in pieces:
            if is_filled:
                split.append((piece, True))
                continue
            for index, part in enumerate(piece.split(name)):
                if index:
                    split.append((value, True))
                split.append((part, False))
        pieces = split
    return FreeText(*(_lines(piece) for piece, is_filled in pieces if piece or is_filled))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "").strip("\n")
