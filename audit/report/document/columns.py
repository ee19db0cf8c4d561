"""How the width of a table is dealt out to its columns: by what stands in them, once, for every writer of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audit.report.document.blocks import Figure, Row, text_of

LINE = 62.0
"""Ems of a line of small type across the text: about what a sheet of A4 holds."""
GAP = 1.2
"""Ems between two columns."""
LONGEST_WORD = 14.0
"""Ems that one word may ask for; a longer one breaks."""
CHART = 0.41
"""Share of the text that a column of charts has, so that they are drawn as large as on a page."""
FIGURE = 23.0
"""Ems that a chart asks for: as wide as it is drawn for a cell."""
_FULL, _HALF = 1.0, 0.56


def shares(rows: Sequence[Row], count: int, line: float = LINE) -> tuple[float, ...]:
    """Return the share of every column; together 1.

    Every column has room for its longest word; the rest goes to those that have more to say, less than in proportion,
    so that a column of long texts does not starve the others.

    Args:
        rows: All rows, heads too.
        count: How many columns there are.
        line: Ems that all of them have together.
    """
    charted = [column for column in range(count) if _holds_charts(rows, column)]
    if len(charted) == 1 and count > 1:
        dealt = shares([_without(row, charted[0]) for row in rows], count - 1, line * (1 - CHART))
        beside = tuple(share * (1 - CHART) for share in dealt)
        return (*beside[: charted[0]], CHART, *beside[charted[0] :])
    least, most, area = [GAP] * count, [GAP] * count, [0.0] * count
    for row in rows:
        column = 0
        for cell in row.cells:
            if cell.columns == 1 and column < count:
                words = text_of(cell.blocks)
                widest = max((width(line) for line in words.split("\n")), default=0.0)
                longest = max((width(word) for word in words.split()), default=0.0)
                if any(isinstance(block, Figure) for block in cell.blocks):
                    longest, widest = max(longest, FIGURE), max(widest, FIGURE)
                least[column] = max(least[column], min(longest, LONGEST_WORD) + GAP)
                most[column] = max(most[column], widest + GAP)
                area[column] = max(area[column], sum(width(line) for line in words.split("\n")))
            column += cell.columns
    return _dealt(least, most, area, line)


def _holds_charts(rows: Sequence[Row], column: int) -> bool:
    """Say whether charts as wide as their place stand in a column."""
    return any(
        isinstance(block, Figure) and block.is_wide
        for row in rows
        if len(row.cells) > column and all(cell.columns == 1 for cell in row.cells)
        for block in row.cells[column].blocks
    )


def _without(row: Row, column: int) -> Row:
    kept = all(cell.columns == 1 for cell in row.cells)
    return replace(row, cells=(*row.cells[:column], *row.cells[column + 1 :])) if kept else row


def _dealt(least: Sequence[float], most: Sequence[float], area: Sequence[float], line: float) -> tuple[float, ...]:
    if sum(most) <= line:
        # What is left over goes to the columns with words; figures stay beside their names.
        wanted = [wide + (line - sum(most)) * wide**2 / sum(other**2 for other in most) for wide in most]
    else:
        more = [
            min(wide - small, max(0.0, total**0.62 * 1.8)) for small, wide, total in zip(least, most, area, strict=True)
        ]
        rest = max(0.0, line - sum(least))
        wanted = [small + rest * extra / (sum(more) or 1.0) for small, extra in zip(least, more, strict=True)]
    return tuple(round(wide / sum(wanted), 4) for wide in wanted)


def width(words: str) -> float:
    """Return about how many ems a text takes, and rather too many: letters beyond Latin ones are as wide as high."""
    # In UTF-8 Latin letters take one byte, Korean ones three; twenty times as quick as asking for the width of each.
    wide = (len(words.encode()) - len(words)) / 2
    return wide * _FULL + (len(words) - wide) * _HALF
