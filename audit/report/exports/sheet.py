"""One sheet of a workbook: every cell a value that Excel shows as it is, and never a formula."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import east_asian_width

from audit.report.file_texts import printable

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

Cell: TypeAlias = str | int | float | datetime.date | None

LONGEST_CELL = 32_000
"""UTF-16 units in one cell; Excel cuts at 32,767. What is longer goes on in the next row."""
LINE_HEIGHT = 15
"""Points."""
TALLEST_ROW = 409
"""Points; Excel takes no more."""
HEAD_GROUND = "F1F2F4"
_DATE = "yyyy-mm-dd"
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads `_x0041_` in a text as the character of that number."""


def add_sheet(book: Workbook, title: str, widths: Sequence[int], rows: Iterator[list[Cell]]) -> None:
    """Add a sheet.

    Args:
        book: The workbook.
        title: Names the sheet.
        widths: The width of every column, in letters.
        rows: What stands in the cells; the first row is the head.
    """
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Worksheet = book.create_sheet(title)
    # Numbers too begin on the left: at the right they would touch the text of the next column.
    top = Alignment(horizontal="left", vertical="top", wrap_text=True)
    ground = PatternFill("solid", fgColor=HEAD_GROUND)
    lines = (part for row in rows for part in split_long(row))
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(number, column)
            if value == "":
                continue
            if isinstance(value, str):
                cell.value = excel_text(value)
                # Whatever a text begins with, it stays a text.
                cell.data_type = "s"
                cell.quotePrefix = value.startswith("=")
            elif value is not None:
                cell.value = value
            if isinstance(value, datetime.date):
                cell.number_format = _DATE
            cell.alignment = top
            if number == 1:
                cell.font = Font(name="Calibri", size=11, bold=True)
                cell.fill = ground
        # A reader that does not work the heights out itself would show the first line only.
        lines_shown = max(lines_of(value, width) for value, width in zip(line, widths, strict=True))
        if lines_shown > 1:
            sheet.row_dimensions[number].height = min(TALLEST_ROW, LINE_HEIGHT * lines_shown)
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def lines_of(value: Cell, width: int) -> int:
    """Return about how many lines a value takes.

    Args:
        value: What stands in the cell.
        width: The width of its column, in letters; a letter of Hangul is as wide as two.
    """
    if not isinstance(value, str):
        return 1
    return sum(max(1, -(-sum(map(_width, line)) // (width - 1))) for line in value.split("\n"))


def _width(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1


def excel_text(text: str) -> str:
    """Write a text so that Excel shows it as it is."""
    return _ESCAPE_LIKE.sub("_x005F_", printable(text))


def split_long(row: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Split a row whose texts are longer than a cell can be into several; each begins with the first cell."""
    pieces = [pieces_of(value) if isinstance(value, str) else [value] for value in row]
    for index in range(max(len(piece) for piece in pieces)):
        rest: list[Cell] = [piece[index] if index < len(piece) else None for piece in pieces]
        yield rest if index == 0 else [row[0], *rest[1:]]


def pieces_of(text: str) -> list[Cell]:
    """Cut a text into pieces that a cell can hold, never inside a character."""
    pieces: list[Cell] = []
    start = size = 0
    for index, character in enumerate(text):
        width = 2 if ord(character) > 0xFFFF else 1
        if size + width > LONGEST_CELL:
            pieces.append(text[start:index])
            start, size = index, 0
        size += width
    return [*pieces, text[start:]]
