"""The result as a workbook: plan, answers, evidence, scores. Everything is a value; no formula is ever written."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import east_asian_width

from audit.errors import Refused, say
from audit.files.workspace import own_temporary_folder
from audit.model.result.result import Figures, Result
from audit.report.alternative import complaints_of
from audit.report.draft import dated, draft_notice
from audit.report.exports.office import packed_steadily
from audit.report.exports.output import need
from audit.report.exports.plain import plain
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.public import PublicPages
from audit.report.reader import Reader, half_away
from audit.report.views import Answered
from audit.report.voice_pages import VoicePages

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


def workbook(result: Result, reader: Reader) -> bytes:
    """Write the workbook.

    Args:
        result: The assessed audit.
        reader: The language to write.

    Raises:
        Refused: openpyxl is not installed, or there is no room for what it writes meanwhile.
    """
    need("excel")
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    page = Pages(result, reader)
    if result.edition == "public":
        _sheet(book, reader.say("Summary"), (28, 90), *_public(result, page))
        return _saved(book, result, reader)
    _sheet(book, reader.say("Plan"), (9, 38, 16, 24, 18, 8, 8, 10, 12, 44, 44, 60, 30), *_plan(result, page))
    _sheet(book, reader.say("All answers"), (8, 14, 30, 44, 22, 9, 9, 9, 9, 44, 60, 30, 40, 60, 40), *_answers(page))
    _sheet(book, reader.say("Evidence"), (8, 30, 60, 50, 12, 26), *_evidence(result, page))
    if result.voices and result.voices.respondents:
        widths = (8, 34, 20, 20, 30, 9, 9, 60, 44, 40, 44, 60, 12, 12)
        _sheet(book, reader.say("Every voice"), widths, *_voices(result, page))
    _sheet(book, reader.say("Scores"), (10, 36, 10, 10, 10, 14, 12, 12), *_scores(result, page))
    if result.clock:
        _sheet(book, reader.say("Response clock"), (14, *(11,) * 24), *_clock(result, page))
    _sheet(book, reader.say("About"), (28, 90), *_about(result, page))
    return _saved(book, result, reader)


def _saved(book: Workbook, result: Result, reader: Reader) -> bytes:
    book.properties.title = dated(result, reader) if result.draft else None
    if result.draft:
        for sheet in book.worksheets:
            if sheet.oddHeader is not None:
                sheet.oddHeader.center.text = draft_notice(result, reader)
    book.properties.creator = f"Listen First {result.product}"
    book.properties.language = reader.language
    out = io.BytesIO()
    try:
        # openpyxl writes every sheet into a temporary file; what is in it must not stay if we are killed.
        with own_temporary_folder():
            book.save(out)
    except (OSError, _lxml_error()) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise Refused(
            say("the workbook cannot be made: {reason}", reason=reason),
            say("make room in the temporary folder, or name another one in TMPDIR"),
        ) from None
    return packed_steadily(out.getvalue(), result.date)


def _lxml_error() -> type[Exception]:
    """Return what lxml raises where a disk is full; openpyxl writes with it where it is installed."""
    try:
        from lxml.etree import LxmlError
    except ImportError:
        return OSError
    error: type[Exception] = LxmlError
    return error


# -- what each sheet says ---------------------------------------------------------------------------------------


def _plan(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    reader = page.reader
    heads = [
        reader.say("Id"),
        reader.say("Action"),
        reader.say("Pillar"),
        reader.say("Question"),
        reader.say("Owner"),
        reader.say("Effort"),
        reader.say("Days"),
        reader.say("Points in the total"),
        reader.say("Due"),
        reader.say("Done when"),
        reader.say("Why"),
        reader.say("How"),
        reader.say("Why now"),
    ]

    def rows() -> Iterator[list[Cell]]:
        for action in result.actions:
            row = page.row(action)
            pillar = reader.text(result.pillars[action.pillar].title)
            how = "\n".join(f"{number}. {step}" for number, step in enumerate(row.how, 1))
            start: list[Cell] = [row.id, row.title, pillar, row.question, row.owner, row.effort, action.days]
            gain = half_away(action.gain, 1000) / 10
            yield [*start, gain, action.due, row.done_when, row.why, how, row.reason]

    return heads, rows()


def _answers(page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    reader = page.reader
    heads = [
        reader.say("Code"),
        reader.say("Pillar"),
        reader.say("Title"),
        reader.say("Question"),
        reader.say("State"),
        reader.say("Shown"),
        reader.say("Claimed"),
        reader.say("Possible"),
        reader.say("Weight"),
        reader.say("Answer"),
        reader.say("Own words"),
        reader.say("Reason given"),
        reader.say("Why it does not apply"),
        reader.say("Note"),
        reader.say("Remark"),
    ]

    def rows() -> Iterator[list[Cell]]:
        for item in page.inputs_of_profile:
            yield [item.id, reader.say("The agency"), *_given(item.title, item.ask, item.value, item.note)]
        for pillar in page.pillars:
            for view in pillar.questions:
                yield [view.id, pillar.title, *_answered(view)]
            for item in pillar.inputs:
                if item.state != "hidden":
                    yield [item.id, pillar.title, *_given(item.title, item.ask, item.value, item.note)]

    def _given(title: str, ask: str, value: str, note: str | None) -> list[Cell]:
        nothing: list[Cell] = [None] * 5
        return [title, ask, *nothing, plain(value), None, None, None, plain(note) or None, None]

    def _answered(view: Answered) -> list[Cell]:
        figures: list[Cell] = [view.shown, view.claimed, view.possible, view.weight]
        texts: list[Cell] = [plain(view.own_words), view.choice, plain(view.reason), plain(view.note), view.remark]
        return [view.title, view.ask, view.head, *figures, view.statement, *(text or None for text in texts)]

    return heads, rows()


def _evidence(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    reader = page.reader
    heads = [
        reader.say("Code"),
        reader.say("Title"),
        reader.say("Evidence"),
        reader.say("Where"),
        reader.say("Date"),
        reader.say("Counts"),
    ]
    dates = {question.id: [piece.date for piece in question.evidence] for question in result.questions}

    def rows() -> Iterator[list[Cell]]:
        for pillar in page.pillars:
            for view in pillar.questions:
                for piece, day in zip(view.evidence, dates[view.id], strict=True):
                    yield [view.id, view.title, plain(piece.what), plain(piece.where) or None, day, piece.state]

    return heads, rows()


def _voices(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    """Give every answer of every respondent; the client's edition has no names."""
    reader, people = page.reader, VoicePages(result, page.reader, page)
    heads = [
        reader.say("Code"),
        reader.say("Title"),
        reader.say("Role"),
        reader.say("Respondent"),
        reader.say("Answer"),
        reader.say("Shown"),
        reader.say("Claimed"),
        reader.say("Note"),
        reader.say("Own words"),
        reader.say("Why it does not apply"),
        reader.say("Why it was decided so"),
        reader.say("Evidence"),
        reader.say("Answered"),
        reader.say("What counts"),
    ]

    def rows() -> Iterator[list[Cell]]:
        for row in people.each:
            voice = row.voice
            start: list[Cell] = [row.id, row.title, row.role, voice.respondent or None, row.answer]
            texts = (voice.note, voice.text, voice.reason, voice.because, "\n".join(row.evidence))
            end: list[Cell] = [voice.answered, reader.say("counts") if voice.counts else None]
            yield [*start, voice.shown, voice.claimed, *(plain(text).strip() or None for text in texts), *end]

    return heads, rows()


def _scores(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    reader = page.reader
    heads = [
        reader.say("Code"),
        reader.say("Title"),
        reader.say("Shown"),
        reader.say("Claimed"),
        reader.say("Possible"),
        reader.say("Band"),
        reader.say("Points"),
        reader.say("Maximum"),
    ]

    def figures(of: Figures) -> list[Cell]:
        return [_points(of.shown), _points(of.claimed), _points(of.possible), reader.band(of.band)]

    def rows() -> Iterator[list[Cell]]:
        for pillar in result.pillars.values():
            yield [None, reader.text(pillar.title), *figures(pillar), pillar.points_shown, pillar.maximum]
        yield [None, reader.say("Total"), *figures(result.total), None, None]
        for lens in result.lenses:
            for link in lens.links:
                yield [link.id, reader.text(link.title), *figures(link), None, None]

    return heads, rows()


def _points(share: Fraction | None) -> int | None:
    return None if share is None else half_away(share)


def _clock(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    """Give the longest time to the first words, by day and hour of the post."""
    numbers = NumberPages(result, page.reader)
    heads = [page.reader.say("Day"), *(f"{hour:02d}:00" for hour in range(24))]
    return heads, ([day, *(cell.words for cell in cells)] for day, cells in numbers.week)


def _about(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    reader = page.reader

    def rows() -> Iterator[list[Cell]]:
        yield [reader.say("Agency"), result.agency_in(reader.language)]
        if result.draft:
            yield [None, draft_notice(result, reader)]
        yield [reader.say("Day of the audit"), result.date]
        yield [reader.say("Verdict"), page.verdict_title]
        yield [None, page.headline]
        if page.so_far:
            yield [None, page.so_far]
        if page.without:
            yield [None, page.without]
        for cap in page.caps:
            yield [reader.say("What holds you here"), f"{cap.code}: {cap.text}" if cap.code else cap.text]
        if page.effort:
            yield [reader.say("Effort against gain"), f"{page.effort_finding}."]
        if result.clock:
            numbers = NumberPages(result, reader)
            yield [reader.say("Response clock"), numbers.clock_finding]
            yield [None, reader.say("The longest time to your first statement, by day and hour of the post")]
        if page.ask_again:
            yield [reader.say("Ask again"), result.verdict.ask_again]
        words = result.alternative_in(reader.language)
        yield [reader.say("What the same money can do"), words.service or None]
        yield [reader.say("Money:"), words.amount or None]
        yield [reader.say("Complaints about it:"), complaints_of(words, reader) or None]
        yield [
            reader.say("Due"),
            reader.say(
                "The date is our arithmetic: working days from the audit on, the actions of one owner one after the other."
            ),
        ]
        yield [reader.say("Listen First"), result.product]
        yield [reader.say("Question pack"), f"{result.pack.id} {result.pack.version}"]
        yield [reader.say("Digest of the pack"), result.pack.digest]
        yield [reader.say("Digest of the answers"), result.answers_digest]
        if result.round:
            yield [reader.say("Round"), result.round]

    return [reader.say("What"), reader.say("Value")], rows()


def _public(result: Result, page: Pages) -> tuple[list[str], Iterator[list[Cell]]]:
    """Give what the public may see: rung, pillars in words, the clock as one sentence, promises, themes of the plan."""
    reader, public = page.reader, PublicPages(result, page.reader)

    def rows() -> Iterator[list[Cell]]:
        yield [reader.say("Agency"), result.agency_in(reader.language)]
        if result.draft:
            yield [None, draft_notice(result, reader)]
        yield [reader.say("Day of the audit"), result.date]
        yield [reader.say("Verdict"), page.verdict_title]
        yield [None, plain(page.headline) or None]
        yield [None, page.so_far or None]
        for pillar in public.pillars:
            yield [pillar.title, pillar.bar.word]
        yield [reader.say("If a problem came up now"), public.clock or None]
        for promise in public.promises:
            yield [reader.say("What you can count on"), promise]
        for theme in public.themes:
            yield [reader.say("What is being worked on"), theme]
        yield [reader.say("Listen First"), result.product]
        yield [reader.say("Question pack"), f"{result.pack.id} {result.pack.version}"]

    return [reader.say("What"), reader.say("Value")], (row for row in rows() if row[1] is not None)


# -- putting it into cells --------------------------------------------------------------------------------------


def _sheet(book: Workbook, title: str, widths: Sequence[int], heads: Sequence[str], rows: Iterator[list[Cell]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet: Worksheet = book.create_sheet(title)
    # Numbers too begin on the left: at the right they would touch the text of the next column.
    top = Alignment(horizontal="left", vertical="top", wrap_text=True)
    ground = PatternFill("solid", fgColor=HEAD_GROUND)
    lines = (part for row in rows for part in split_long(row))
    for number, line in enumerate(chain((heads,), lines), 1):
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
    return _ESCAPE_LIKE.sub("_x005F_", plain(text))


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
