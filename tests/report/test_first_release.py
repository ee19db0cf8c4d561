"""Results of the first release are read and rendered for ever."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Edition, Result
from audit.report.editions import EDITIONS, cut_down
from audit.report.exports.excel import workbook
from audit.report.terminal.summary import Commands, Reader, all_lines
from audit.wording.locale import Locale

NAMES = ("haneul-district", "maple-library", "narae-city")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_result_of_the_first_release_is_still_a_report_in_every_edition(
    name: str, edition: Edition, first_release: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    result = first_release(name)
    pages = rendered(cut_down(result, edition), result.languages[0])
    assert len(pages) >= (2 if edition == "public" else 14)
    if edition != "public":
        held = [answer.question for cap in result.verdict.caps for answer in cap.answers]
        assert [identity for identity in held if f"{identity} " not in pages["index.md"]] == []


def test_its_one_reason_is_told_as_before(
    first_release: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    page = rendered(first_release("haneul-district"), "ko")["listening.md"]
    assert "답은 ‘하라는 지시가 있어서’" in page


def test_its_evidence_counts_as_it_did_and_nobody_is_said_to_have_seen_it(
    first_release: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    result = first_release("maple-library")
    counting = sum(piece.fresh for question in result.questions for piece in question.evidence)
    page = rendered(result)["answers.md"]
    assert f"Of {counting} pieces of evidence that count: {counting} told, 0 seen by somebody else, 0 tested." in page
    assert "counted as none" not in page


def test_its_terminal_summary_and_its_workbook_are_made(
    first_release: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    result = first_release("narae-city")
    lines = "\n".join(
        all_lines(result, Reader(locale("ko"), 80, False, Commands("listenfirst score", "listenfirst build")))
    )
    assert result.agency in lines
    assert workbook(result, locale("en")).startswith(b"PK")
