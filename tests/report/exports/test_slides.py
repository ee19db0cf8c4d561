"""The report on a wall: the verdict first, then one finding a screen, in a file that fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from audit.cli import run
from audit.model.result.result import Result
from audit.report.document.report import document_of
from audit.report.document.slides import LONGEST_SENTENCE, MOST_ROWS, Slide, slides_of
from audit.report.exports.format import Order
from audit.report.exports.slides import slides_page

Marked = tuple[Result, Mapping[str, str]]


@pytest.fixture(scope="module")
def slides(launch: Marked) -> tuple[Slide, ...]:
    """The screens of a report."""
    return slides_of(document_of(launch[0], "en", part="report"))


def test_the_verdict_comes_first_with_its_sign_and_the_week(slides: tuple[Slide, ...], launch: Marked) -> None:
    title = launch[0].verdict.title
    assert title is not None
    assert slides[0].finding == title["en"]
    assert slides[0].shape
    assert slides[0].picture is not None


def test_every_screen_has_one_finding_of_its_own_and_something_that_carries_it(slides: tuple[Slide, ...]) -> None:
    findings = [slide.finding for slide in slides]
    assert len(set(findings)) == len(findings) > 8
    assert all(slide.topic and slide.finding for slide in slides)
    assert all(slide.picture or slide.rows or slide.entries or slide.sentence for slide in slides)


def test_nothing_on_a_screen_is_too_much_to_be_read_from_the_last_row(slides: tuple[Slide, ...]) -> None:
    assert all(len(slide.sentence) <= LONGEST_SENTENCE for slide in slides)
    assert all(len(slide.rows) <= MOST_ROWS for slide in slides)


def test_the_file_fetches_nothing_runs_only_its_own_script_and_escapes_what_people_wrote(launch: Marked) -> None:
    hostile = launch[0].model_copy(update={"agency": '<img src=x onerror=alert(1)>"'})
    page = slides_page(Order(hostile, "ko")).decode()
    assert "<img src=x" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert '<html lang="ko">' in page


def test_it_is_written_beside_the_other_files_with_a_name_that_a_browser_opens(export_folder: Path) -> None:
    assert run(["export", str(export_folder), "--to", "slides", "--date", "2026-11-23"]) == 0
    assert (export_folder / "export" / "maple-library-slides.html").is_file()
