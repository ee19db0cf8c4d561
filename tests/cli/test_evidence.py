"""status --evidence, ask --quick and build --short as they are typed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped

DAY = ["--date", "2026-11-23", "--lang", "en"]


@pytest.fixture
def narae(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example audit; the user stands beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    return Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae"))


def test_every_piece_of_evidence_is_listed_with_how_long_it_counts_and_who_has_looked(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", str(narae), "--evidence", *DAY]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "counts until" in said
    assert re.search(r"Pieces: [0-9]+\. Only told: [0-9]+, seen by somebody else: [0-9]+, tested: [0-9]+\.", said)
    assert run(["status", str(narae), "--evidence", "--json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"question", "what", "where", "date", "until", "fresh", "checked", "checked_by"} <= set(found["evidence"][0])
    assert len(found["evidence"]) > 20


@pytest.mark.parametrize("options", [["--only", "M02"], ["--as", "it"], ["--evidence"]])
def test_quick_goes_with_nothing_else(narae: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    assert run(["ask", str(narae), "--quick", *options]) == 2
    assert "--quick goes with no other option." in capsys.readouterr().err


@pytest.mark.slow
def test_a_short_report_has_five_pages_and_what_says_how_it_can_be_read_and_no_link_leads_nowhere(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(narae), "--short", "--lang", "en", "--date", "2026-11-23"]) == 0
    capsys.readouterr()
    site = narae / "site"
    pages = sorted(path.stem for path in site.glob("*.html") if path.stem != "404")
    assert pages == ["accessibility", "answers", "clock", "index", "method", "plan"]
    for path in site.glob("*.html"):
        for link in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8")):
            assert (site / link).exists() or link.startswith("/"), (path.name, link)
    assert run(["build", str(narae), "--short", "--single"]) == 2
