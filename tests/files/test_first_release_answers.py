"""Audit folders that the first release wrote are opened and assessed for ever, and L01 counts there as it did."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from audit.audits import assess_round
from audit.cli import run
from audit.files.folder import open_folder
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

FIRST_RELEASE = Path(__file__).parent / "fixtures" / "first-release"
"""The examples of the first release, as they were; never changed."""
ROUNDS = [
    ("haneul-district", "2026-11"),
    ("maple-library", "2026-11"),
    ("narae-city", "2026-06"),
    ("narae-city", "2026-11"),
]

SINCE = {"L13", "M13", "M14", "T14", "T15", "T16", "T17", "E15", "E16", "E17"}


def assessed(name: str, round_name: str, day: datetime.date) -> Result:
    return assess_round(open_folder(FIRST_RELEASE / name), day, ("en", "ko"), round_name=round_name)


@pytest.mark.parametrize("name", ["haneul-district", "maple-library", "narae-city"])
def test_a_folder_of_the_first_release_has_no_fault(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(FIRST_RELEASE / name), "--lang", "en"]) == 0
    assert "No problem" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "round_name", "level", "rung"),
    [
        ("haneul-district", "2026-11", 0, "do-not-launch"),
        ("maple-library", "2026-11", 3, "pilot"),
        ("narae-city", "2026-06", 0, "do-not-launch"),
        ("narae-city", "2026-11", 4, "pilot"),
    ],
)
def test_its_one_reason_decides_l01_as_it_did(
    name: str, round_name: str, level: int, rung: str, day: datetime.date
) -> None:
    result = assessed(name, round_name, day)
    assert next(question.shown for question in result.questions if question.id == "L01") == level
    assert result.verdict.rung == rung


@pytest.mark.parametrize("name", ["haneul-district", "maple-library", "narae-city"])
def test_what_is_asked_since_is_open_in_its_newest_round(name: str, day: datetime.date) -> None:
    open_ones = {question.id for question in assessed(name, "2026-11", day).questions if question.state == "open"}
    assert open_ones >= SINCE


def test_what_is_asked_since_is_not_asked_of_a_round_that_another_followed(day: datetime.date) -> None:
    assert not {question.id for question in assessed("narae-city", "2026-06", day).questions} & SINCE


@pytest.mark.parametrize(("name", "round_name"), ROUNDS)
def test_nobody_is_said_to_have_seen_its_evidence(name: str, round_name: str, day: datetime.date) -> None:
    pieces = [piece for question in assessed(name, round_name, day).questions for piece in question.evidence]
    assert {piece.how for piece in pieces} == {"told"}


@pytest.mark.parametrize(("name", "round_name"), ROUNDS)
def test_what_is_no_longer_asked_is_not_counted(name: str, round_name: str, day: datetime.date) -> None:
    asked = {question.id for question in assessed(name, round_name, day).questions}
    assert not asked & {"L07", "M09", "T04", "T06", "T07", "T10", "T13", "E05", "E13", "E14"}
