"""The plan as a table and as a calendar, the result as a workbook: right shapes, and nothing that a program would run."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Callable, Mapping

import pytest

from audit.language import translator
from audit.model.result.responses import ResponseResult
from audit.model.result.result import Result
from audit.report.editions import cut_down
from audit.report.exports.excel import workbook
from audit.report.exports.sheet import LINE_HEIGHT, LONGEST_CELL, excel_text, lines_of
from audit.report.file_texts import guarded
from audit.report.plan_calendar import plan_calendar
from audit.report.plan_csv import plan_csv
from audit.wording.locale import Locale

Marked = tuple[Result, Mapping[str, str]]
Sheets = Callable[[bytes], Mapping[str, list[list[object]]]]
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


def locale(language: str = "en") -> Locale:
    return Locale(language, translator(language))


def renamed(result: Result, title: str) -> Result:
    """The same audit; its first action has another title, as an overlay of a pack could give it."""
    first = result.actions[0].model_copy(update={"title": {"en": title, "ko": title}})
    return result.model_copy(update={"actions": (first, *result.actions[1:])})


class TestPlanTable:
    def rows(self, result: Result) -> list[list[str]]:
        text = plan_csv(result, locale()).decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))

    def test_it_has_every_action_in_the_order_of_the_plan(self, refusal: Marked) -> None:
        rows = self.rows(refusal[0])
        assert [row[0] for row in rows[1:]] == [action.id for action in refusal[0].actions]
        assert [row[4] for row in rows[1:]] == [str(action.due) for action in refusal[0].actions]
        assert {len(row) for row in rows} == {7}

    def test_excel_sees_utf_8_and_lines_end_as_the_standard_says(self, refusal: Marked) -> None:
        content = plan_csv(refusal[0], locale("ko"))
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＠"])
    def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(self, start: str, refusal: Marked) -> None:
        assert self.rows(renamed(refusal[0], f"{start}1+1"))[1][1] == f"'{start}1+1"

    def test_other_cells_are_as_they_were_written(self, refusal: Marked) -> None:
        for text in ('a, "b"', "a\nb", "1-1", "오전=오후", "\u202eabc"):
            assert self.rows(renamed(refusal[0], text))[1][1] == text
        assert guarded("") == ""


class TestCalendar:
    def lines(self, result: Result, language: str = "en") -> list[str]:
        return plan_calendar(result, locale(language)).decode().replace("\r\n ", "").split("\r\n")

    def test_it_has_an_entry_for_each_action_and_for_the_day_to_ask_again(self, refusal: Marked) -> None:
        lines = self.lines(refusal[0])
        due = [*(action.due for action in refusal[0].actions), refusal[0].verdict.ask_again]
        starts = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
        ends = [line.removeprefix("DTEND;VALUE=DATE:") for line in lines if line.startswith("DTEND")]
        assert starts == [day.strftime("%Y%m%d") for day in due if day is not None]
        assert ends == [(day + datetime.timedelta(days=1)).strftime("%Y%m%d") for day in due if day is not None]
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(due)
        assert (lines[0], lines[1], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR", "")

    @pytest.mark.parametrize("language", ["en", "ko"])
    def test_no_line_is_longer_than_75_bytes_and_no_character_is_cut(self, refusal: Marked, language: str) -> None:
        content = plan_calendar(renamed(refusal[0], "👩‍🚒" * 40), locale(language))
        assert max(len(line) for line in content.split(b"\r\n")) <= 75
        assert b"\n" not in content.replace(b"\r\n", b"")
        for line in content.split(b"\r\n"):
            line.decode()

    def test_texts_are_escaped(self, refusal: Marked) -> None:
        lines = self.lines(renamed(refusal[0], "a,b;c\\d\nEND:VEVENT\r\nx\x07y"))
        title = next(line for line in lines if line.startswith("SUMMARY:"))
        assert title == f"SUMMARY:{refusal[0].actions[0].id} a\\,b\\;c\\\\d\\nEND:VEVENT\\nxy"

    def test_an_entry_keeps_its_identity_when_dates_and_words_change(self, refusal: Marked) -> None:
        def identities(result: Result) -> list[str]:
            return [line for line in self.lines(result) if line.startswith("UID:")]

        before = identities(refusal[0])
        later = refusal[0].model_copy(update={"date": datetime.date(2027, 5, 3), "round": "2027-05"})
        assert len(set(before)) == len(before)
        assert identities(renamed(later, "other words")) == before
        assert not set(identities(refusal[0].model_copy(update={"agency": "Another"}))) & set(before)


class TestWorkbook:
    def test_it_has_plan_answers_evidence_scores_clock_and_what_it_is(self, launch: Marked, sheets_of: Sheets) -> None:
        sheets = sheets_of(workbook(launch[0], locale()))
        plan, answers, evidence, scores, clock, about = sheets.values()
        assert [row[0] for row in plan[1:]] == [action.id for action in launch[0].actions]
        asked = {item.id for item in launch[0].questions if item.state != "hidden"}
        asked |= {item.id for item in launch[0].inputs if item.state != "hidden"}
        assert {row[0] for row in answers[1:]} == asked
        assert len(evidence) - 1 == sum(len(question.evidence) for question in launch[0].questions)
        assert {row[1] for row in scores[1:]} >= {
            *(pillar.title["en"] for pillar in launch[0].pillars.values()),
            "Total",
        }
        assert [len(row) for row in clock] == [1 + 24] * 8
        assert all(cell for row in clock for cell in row)
        assert about[1][1] == launch[0].agency
        assert {"Effort against gain", "Response clock"} <= {row[0] for row in about}

    def test_numbers_and_dates_are_numbers_and_dates(self, launch: Marked, sheets_of: Sheets) -> None:
        plan, answers, evidence, *_ = sheets_of(workbook(launch[0], locale())).values()
        assert [str(row[8]) for row in plan[1:]] == [f"{action.due} 00:00:00" for action in launch[0].actions]
        assert all(isinstance(row[6], int) for row in plan[1:])
        # What an action costs and what it brings can be sorted by.
        assert [row[7] for row in plan[1:]] == [float(round(100 * action.gain, 1)) for action in launch[0].actions]
        levels = {question.id: question.shown for question in launch[0].questions}
        assert all(row[5] == levels.get(str(row[0])) for row in answers[1:])
        assert any(isinstance(row[4], datetime.datetime) for row in evidence[1:])

    def test_every_sheet_can_be_filtered_keeps_its_heads_in_sight_and_shows_all_lines(self, launch: Marked) -> None:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(workbook(launch[0], locale("ko"))))
        # The steps of an action stand below each other.
        assert book.worksheets[0].row_dimensions[2].height >= 3 * LINE_HEIGHT
        assert lines_of("가나다라마", 6) == lines_of("a\nb", 6) == 2
        for sheet in book.worksheets:
            assert sheet.auto_filter.ref == sheet.dimensions
            assert sheet.freeze_panes == "B2"

    def test_no_cell_is_a_formula_whatever_people_wrote(
        self, spoken: Callable[..., Result], hostile: Mapping[str, str], sheets_of: Sheets
    ) -> None:
        from openpyxl import load_workbook

        content = workbook(spoken(*hostile.values(), "=1+1", "+1", agency="=1+1"), locale())
        book = load_workbook(io.BytesIO(content))
        assert {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row} == {
            "s",
            "n",
            "d",
        }
        values = {value for rows in sheets_of(content).values() for row in rows for value in row}
        assert {excel_text(text) for text in (*hostile.values(), "=1+1", "+1")} <= values

    def test_what_excel_reads_as_an_escape_stays_a_text(self) -> None:
        assert excel_text("_x0041_ _xyz_ x_000") == "_x005F_x0041_ _xyz_ x_000"

    def test_a_text_longer_than_a_cell_goes_on_in_the_next_row(
        self, spoken: Callable[..., Result], long: str, sheets_of: Sheets
    ) -> None:
        for text in (long, "👩" * 50_000):
            answers = list(sheets_of(workbook(spoken(text), locale())).values())[1]
            note = answers[0].index("Note")
            parts = [str(row[note]) for row in answers if row[0] == "L01"]
            assert "".join(parts) == text
            assert max(len(part.encode("utf-16-le")) // 2 for part in parts) <= LONGEST_CELL


def test_what_the_agency_says_has_a_sheet_where_it_says_something_and_names_nobody_to_the_client(
    refusal: Marked, sheets_of: Sheets
) -> None:
    action = refusal[0].actions[0]
    said = ResponseResult(
        state="refused", track="refused", by="Kim", because="=1+1", question=action.question, title=action.title
    )
    answered = refusal[0].model_copy(update={"responses": {action.id: said}})
    assert "Responses" not in sheets_of(workbook(refusal[0], locale()))
    row = sheets_of(workbook(answered, locale()))["Responses"][1]
    assert row[:5] == [action.id, action.title["en"], "refused", "Kim", "=1+1"]
    from openpyxl import load_workbook

    cell = load_workbook(io.BytesIO(workbook(answered, locale())))["Responses"]["E2"]
    assert cell.data_type == "s", "a text and no formula"
    assert sheets_of(workbook(cut_down(answered, "client"), locale()))["Responses"][1][3] is None
    assert "Responses" not in sheets_of(workbook(cut_down(answered, "public"), locale()))


@pytest.mark.parametrize("write", [plan_csv, plan_calendar, workbook])
def test_the_same_result_gives_the_same_bytes(refusal: Marked, write: Callable[[Result, Locale], bytes]) -> None:
    assert write(refusal[0], locale("ko")) == write(refusal[0], locale("ko"))
