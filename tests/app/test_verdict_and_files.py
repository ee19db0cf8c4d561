"""The verdict beside the answers, the report inside and the files: the same as the commands give."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from audit.audits import assess_round, report_of
from audit.files.archive import unpack
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.report.exports.format import Order
from audit.report.exports.single_page import FORMAT as SINGLE_PAGE
from audit.report.result_json import result_json

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


def content_of(exported: Any) -> bytes:
    """Return the bytes of a file that was given."""
    return base64.b64decode(exported["bytes"])


def test_the_verdict_is_said_before_and_behind_every_answer(page: Any) -> None:
    identity = page.new()
    nothing = page.get("verdict", id=identity, scope="first")
    assert (nothing["rung"], nothing["title"], nothing["best"]) == (None, "No verdict yet", None)
    assert nothing["headline"].endswith("whether accounts are live (X4).")
    page.answer(identity, "X4", {"pick": "value", "choice": "plan"})
    low = page.get("verdict", id=identity, scope="first")
    assert (low["title"], low["rank"], low["refuses"]) == ("Do not launch", 0, True)
    assert low["waits_for"] == ["L01", "M01"]
    assert low["best"]["title"] == "Launch"
    assert "points" not in str(low), "never a score"


def test_with_evidence_still_to_be_asked_the_best_counts_it_as_shown(page: Any) -> None:
    identity = page.open_example("maple-library")
    stand = page.get("questionnaire", id=identity, scope="first")["unproved"]
    page.answer(identity, "M01", {"pick": "3"})
    assert page.get("questionnaire", id=identity, scope="first")["unproved"] == sorted([*stand, "M01"])
    first, whole = (page.get("verdict", id=identity, scope=scope)["best"] for scope in ("first", "all"))
    assert first["rank"] >= whole["rank"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_line_says_what_the_whole_assessment_says(page: Any, example: str) -> None:
    identity = page.open_example(example)
    folder = open_folder(shipped("examples") / example)
    for date in (None, "2027-09-01"):
        day = None if date is None else datetime.date.fromisoformat(date)
        whole = assess_round(folder, day, ("en",), before=None)
        line = page.get("verdict", id=identity, date=date)
        verdict = whole.verdict
        assert (line["rung"], line["rank"], line["open"]) == (verdict.rung, verdict.rank, len(verdict.open))
        assert [cap["id"] for cap in line["why"] if cap["id"]] == [
            cap.name for cap in verdict.caps if cap.name in {gate.id for gate in whole.method.gates}
        ]
        assert bool(line["stands_through"]) == (verdict.falls_on is not None)
        assert line["best"]["rung"] == (verdict.range.best_rung if verdict.range else None)


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "ko"])
def test_the_report_is_the_single_page_that_build_writes(page: Any, language: str) -> None:
    identity = page.open_example("maple-library")
    told = page.get("report", id=identity, languages=[language])["pages"]
    report = report_of(open_folder(shipped("examples") / "maple-library"), "internal", (language,))
    made = SINGLE_PAGE.write(Order(report.result, language, report.presentation)).content.decode()
    assert [(one["language"], one["html"]) for one in told] == [(language, made)]
    assert told[0]["name"] == {"en": "maple-library.html", "ko": "단풍도서관-ko.html"}[language]


def test_every_file_that_is_demanded_is_given(page: Any, tmp_path: Path) -> None:
    identity = page.open_example("maple-library")
    given = {what: page.get("export", id=identity, what=what) for what in ("csv", "ics", "xlsx", "json", "zip")}
    assert {what: file["name"] for what, file in given.items()} == {what: f"maple-library.{what}" for what in given}
    assert content_of(given["ics"]).startswith(b"BEGIN:VCALENDAR")
    assert b"E04" in content_of(given["csv"])
    assert len(load_workbook(io.BytesIO(content_of(given["xlsx"]))).sheetnames) > 1
    (tmp_path / "a.zip").write_bytes(content_of(given["zip"]))
    unpack(tmp_path / "a.zip", tmp_path / "a")
    assert content_of(given["json"]).decode() == result_json(assess_round(open_folder(tmp_path / "a")))


def test_a_client_or_the_public_gets_its_own_edition_or_is_told_that_there_is_none(page: Any) -> None:
    identity = page.open_example("maple-library")
    assert page.get("export", id=identity, what="csv", edition="client")["name"] == "maple-library-client.csv"
    assert page.refused("export", id=identity, what="json", edition="public")["code"] == "refused"
    assert page.refused("export", id=identity, what="pdf")["code"] == "bad-call"
    assert page.refused("report", id=identity, languages=["fr"])["code"] == "refused"


def test_a_finished_round_is_no_draft_until_it_is_answered_again(page: Any) -> None:
    identity = page.open_example("maple-library")
    assert not page.get("verdict", id=identity)["draft"]
    page.answer(identity, "N03", {"text": "45"})
    assert page.get("verdict", id=identity)["draft"]
    assert list(page.get("finish", id=identity, date="2026-11-27")["changed"]) == ["answers/2026-11/round.yml"]
    assert not page.get("verdict", id=identity)["draft"]
    page.get("reopen", id=identity)
    assert page.get("verdict", id=identity)["draft"]
    assert page.refused("reopen", id=identity)["message"] == "The round 2026-11 is not finished."


def test_the_same_audit_gives_the_same_zip(page: Any, new_page: Any) -> None:
    first = page.get("export", id=page.open_example("narae-city"), what="zip")
    other = new_page()
    second = other.get("export", id=other.open_example("narae-city"), what="zip")
    assert content_of(first) == content_of(second)
    with zipfile.ZipFile(io.BytesIO(content_of(first))) as archive:
        assert "audit.yml" in archive.namelist()
