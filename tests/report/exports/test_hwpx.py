"""A Hangul document holds what the report says, opens by the package's own checks, and is the same for the same audit."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_package

from audit.cli import run
from audit.model.result.result import Result
from audit.report.document.parts import Part
from audit.report.exports.format import Order
from audit.report.exports.hwpx import hwpx_document

Marked = tuple[Result, Mapping[str, str]]
Missing = Callable[[str, Mapping[str, str]], list[str]]
A4_WIDTH, LETTER_WIDTH = 59528, 61200
"""In hundredths of a point."""
OF_THE_PACKAGE = "manifest does not reference a version part"
"""The package's own empty document has this too."""


def opened(content: bytes) -> HwpxDocument:
    return HwpxDocument.open(io.BytesIO(content))


def written(result: Result, part: Part, language: str = "ko") -> bytes:
    return hwpx_document(Order(result, language, part=part))


def problems(content: bytes) -> list[str]:
    """What the package's own checks object to, of the file and of the format's schema."""
    found = [issue.message for issue in validate_package(content).issues if OF_THE_PACKAGE not in issue.message]
    return found + [issue.message for issue in opened(content).validate().issues]


@pytest.fixture(scope="module")
def memo(refusal: Marked) -> bytes:
    return written(refusal[0], "memo")


def test_a_memo_passes_the_checks_of_the_format_and_says_verdict_and_room_to_sign(memo: bytes, refusal: Marked) -> None:
    assert problems(memo) == []
    said = opened(memo).text.plain()
    title = refusal[0].verdict.title
    assert title is not None
    assert title["ko"] in said
    assert "서명" in said
    assert said.count("☐") == 2


def test_a_memo_is_the_same_for_the_same_audit_and_bears_its_day(memo: bytes, refusal: Marked) -> None:
    assert written(refusal[0], "memo") == memo
    content = zipfile.ZipFile(io.BytesIO(memo)).read("Contents/content.hpf").decode()
    assert f"{refusal[0].date.isoformat()}T00:00:00Z" in content
    assert "synthetic" not in content


def test_the_first_thing_in_the_file_says_what_it_is_unpacked(memo: bytes) -> None:
    first = zipfile.ZipFile(io.BytesIO(memo)).infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_a_memo_can_stand_on_letter(refusal: Marked, memo: bytes) -> None:
    wide = hwpx_document(Order(refusal[0], "ko", part="memo", paper="letter"))
    assert opened(memo).page.size().width == pytest.approx(A4_WIDTH, abs=20)
    assert opened(wide).page.size().width == pytest.approx(LETTER_WIDTH, abs=20)


@pytest.mark.slow
def test_a_plan_alone_holds_every_step_and_no_cover(launch: Marked) -> None:
    said = opened(written(launch[0], "plan", "en")).text.plain()
    squeezed = "".join(said.split())
    for action in launch[0].actions:
        assert "".join(action.title["en"].split()) in squeezed
    assert "Contents" not in said.splitlines()


@pytest.mark.slow
def test_report_and_annex_hold_every_answer_note_and_piece_of_evidence(launch: Marked, missing: Missing) -> None:
    result, marks = launch
    made = written(result, "all", "en")
    assert problems(made) == []
    said = opened(made).text.plain()
    other = ("service", "amount", "complaints")
    assert missing(said, {place: mark for place, mark in marks.items() if place not in other}) == []


@pytest.mark.slow
def test_headings_are_headings_pictures_have_words_and_heads_of_tables_stand_on_every_page(launch: Marked) -> None:
    made = opened(written(launch[0], "report"))
    section = made.sections[0].element
    headed = {
        look.get("id")
        for look in made.oxml.headers[0].element.iter("{*}paraPr")
        if any(heading.get("type") == "OUTLINE" for heading in look.iter("{*}heading"))
    }
    outline = [p for p in section.iter("{*}p") if p.get("paraPrIDRef") in headed]
    assert len(outline) > 10
    pictures = list(section.iter("{*}pic"))
    assert pictures
    assert any((picture.findtext("{*}shapeComment") or "").strip() for picture in pictures)
    with_heads = [
        table for table in section.iter("{*}tbl") if any(cell.get("header") == "1" for cell in table.iter("{*}tc"))
    ]
    assert with_heads
    assert all(table.get("repeatHeader") == "1" for table in with_heads)


def test_the_file_is_named_after_the_agency_and_says_what_is_missing_where_the_package_is(
    export_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["export", str(export_folder), "--to", "hwpx", "--part", "memo", "--date", "2026-11-23"]
    assert run(order) == 0
    assert (export_folder / "export" / "maple-library-memo.hwpx").is_file()
    monkeypatch.setitem(sys.modules, "hwpx", None)
    capsys.readouterr()
    assert run([*order, "--force"]) == 1
    said = capsys.readouterr().err
    assert "python-hwpx" in said
    assert "python-hwpx<7,>=6.9" in said
