"""What of a page is on the screen: everything where there is room, and what matters most where there is not."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audit.wording.terminal_text import shorten


class Part(enum.IntEnum):
    """What a piece of a page is for. Where room is short, the greater gives way before the smaller."""

    HEAD = 0
    """Where one is, and what is asked: stays as long as anything stays."""
    BODY = 1
    """What was answered so far, and what stands right above the line that is typed in."""
    EXAMPLE = 2
    WORDS = 3
    FIND = 4
    WHY = 5
    CHOOSING = 6
    """How a level is chosen: only ever behind the key; it is read before the first one."""

    @property
    def helps(self) -> bool:
        """Whether it can be shown behind a key instead."""
        return self > Part.BODY


@dataclass(frozen=True)
class Block:
    """A piece of a page.

    Attributes:
        draw: Gives its lines for a screen that is so many cells wide.
        part: What it is for.
        bold: Whether it is in bold type.
    """

    draw: Callable[[int], Sequence[str]]
    part: Part = Part.BODY
    bold: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the screen."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Fitted:
    """A page as it is drawn.

    Attributes:
        lines: The lines.
        hidden: Whether help was left out.
    """

    lines: tuple[Line, ...]
    hidden: bool = False


KEPT_OF_A_LONG_TEXT = 2
"""Lines that are left of a long answer where room is short."""


def fit(blocks: Sequence[Block], width: int, room: int, *, labelled: bool, brief: bool = False) -> Fitted:
    """Choose what of a page is shown.

    Args:
        blocks: The pieces of the page, in order.
        width: Cells of a line.
        room: The lines that are free for the page.
        labelled: Whether the last piece says what is to be typed below it, so that it must stay.
        brief: Whether why something is asked is left out even where there is room.

    Returns:
        What is shown; the head stays whole, so it may still be higher than there is room.
    """
    last = blocks[-1] if blocks else None
    blocks = [block for block in blocks if block.part is not Part.CHOOSING]
    helping = sorted({block.part for block in blocks if block.part.helps}, reverse=True)
    fewest = 1 if brief and Part.WHY in helping else 0
    for count in range(fewest, len(helping) + 1):
        kept = [block for block in blocks if block.part not in helping[:count]]
        lines = _lines([(block, list(block.draw(width))) for block in kept])
        if len(lines) <= room:
            return Fitted(lines, hidden=count > 0)
    says_what_to_type = labelled and bool(kept) and kept[-1] is last
    return Fitted(_squeezed(kept, width, room, says_what_to_type), hidden=bool(helping))


def _squeezed(blocks: Sequence[Block], width: int, room: int, labelled: bool) -> tuple[Line, ...]:
    """Shorten what was answered, then leave out the oldest of it."""
    drawn = [(block, list(block.draw(width))) for block in blocks]
    label = drawn[-1:] if labelled else []
    for index, (block, lines) in enumerate(drawn):
        if block.part is Part.BODY and drawn[index] not in label and len(lines) > KEPT_OF_A_LONG_TEXT:
            more = lines[KEPT_OF_A_LONG_TEXT - 1] + ".."
            drawn[index] = (block, [*lines[: KEPT_OF_A_LONG_TEXT - 1], shorten(more, width)])
    while len(_lines(drawn)) > room:
        oldest = next((entry for entry in drawn if entry[0].part is Part.BODY and entry not in label), None)
        if oldest is None:
            break
        drawn.remove(oldest)
    return _lines(drawn)


def _lines(drawn: Sequence[tuple[Block, Sequence[str]]]) -> tuple[Line, ...]:
    """Put pieces one below the other, without two empty lines in a row and without one at the end."""
    lines: list[Line] = []
    for block, texts in drawn:
        for text in texts:
            if text.strip() or (lines and lines[-1].text.strip()):
                lines.append(Line(text, block.bold))
    while lines and not lines[-1].text.strip():
        lines.pop()
    return tuple(lines)
