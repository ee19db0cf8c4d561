"""What somebody answered can be erased, with all that was made of it; a receipt says so and names nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.errors import Refused
from audit.files.erasing import erase, erasure_of, erasure_of_all
from audit.files.folder import open_folder
from audit.files.shipped import shipped

KIM = """format: 1
pack: "listen-first"
version: "2.0.0"
respondent: {role: "it", name: "Kim"}
answers:
  M01: {level: 2}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An audit in which Kim of IT answered in two rounds, with an export and a site."""
    monkeypatch.chdir(tmp_path)
    made = Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path / "maple"))
    for name in ("2026-05", "2026-11"):
        place = made / "answers" / name
        place.mkdir(exist_ok=True)
        (place / "it-kim.yml").write_text(KIM, encoding="utf-8")
    (made / "notes").mkdir(exist_ok=True)
    (made / "notes" / "summary.md").write_text("A note.\n\nAsk KIM of IT.\n", encoding="utf-8")
    (made / "export").mkdir()
    (made / "export" / "maple.csv").write_text("of all answers", encoding="utf-8")
    (made / "site").mkdir()
    (made / "site" / ".listen-first.json").write_text('{"files": ["index.html"]}', encoding="utf-8")
    (made / "site" / "index.html").write_text("of all answers", encoding="utf-8")
    (made / "mine.txt").write_text("a file of my own", encoding="utf-8")
    return made


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_answers_of_one_go_in_every_round_with_what_was_made_of_them(folder: Path) -> None:
    before = names(folder)
    erase(erasure_of(open_folder(folder), "it-kim"))
    gone = before - names(folder)
    assert gone == {
        "answers/2026-05/it-kim.yml",
        "answers/2026-11/it-kim.yml",
        "export/maple.csv",
        "site/.listen-first.json",
        "site/index.html",
    }
    assert not (folder / "site").exists()
    assert open_folder(folder).rounds() == ["2026-11"]


def test_where_the_name_still_stands_is_said(folder: Path) -> None:
    assert erasure_of(open_folder(folder), "it-kim").named_in == ("notes/summary.md:3",)


def test_who_never_answered_is_no_reason_to_erase_anything(folder: Path) -> None:
    before = names(folder)
    with pytest.raises(Refused, match="nobody called it has answered") as refused:
        erasure_of(open_folder(folder), "it")
    assert "it-kim, lead" in str(refused.value.remedy)
    assert names(folder) == before


def test_the_whole_audit_goes_and_files_of_ones_own_stay(folder: Path) -> None:
    found = erasure_of_all(open_folder(folder))
    assert found.stays == ("mine.txt",)
    erase(found)
    assert names(folder) == {"mine.txt"}


def test_what_changed_since_it_was_shown_is_not_erased(folder: Path) -> None:
    found = erasure_of(open_folder(folder), "it-kim")
    (folder / "answers" / "2026-11" / "it-kim.yml").write_text(KIM.replace("2}", "3}"), encoding="utf-8")
    before = names(folder)
    with pytest.raises(Refused, match="changed since"):
        erase(found)
    assert names(folder) == before


def test_without_a_yes_and_without_a_person_nothing_goes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = names(folder)
    assert run(["erase", str(folder), "--respondent", "it-kim"]) == 1
    assert "nobody is here to be asked" in capsys.readouterr().err
    assert run(["erase", str(folder)]) == 2
    assert run(["erase", str(folder), "--all", "--respondent", "it-kim", "--yes"]) == 2
    assert names(folder) == before
    assert not list(folder.parent.glob("*.txt"))


def test_the_receipt_says_what_went_and_names_nobody_and_none_is_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["erase", str(folder), "--respondent", "it-kim", "--yes", "--lang", "ko"]) == 0
    (receipt,) = folder.parent.glob("maple-erased-*.txt")
    said = receipt.read_text(encoding="utf-8")
    assert "kim" not in said.casefold()
    assert open_folder(folder).settings.id in said
    assert "지움" in said or "지웠" in said
    assert run(["erase", str(folder), "--all", "--yes"]) == 0
    assert len(list(folder.parent.glob("maple-erased-*.txt"))) == 2
    assert receipt.read_text(encoding="utf-8") == said


def test_a_receipt_that_is_there_stops_it_before_anything_goes(folder: Path) -> None:
    there = folder.parent / "receipt.txt"
    there.write_text("of another day", encoding="utf-8")
    before = names(folder)
    assert run(["erase", str(folder), "--all", "--yes", "--receipt", str(there)]) == 1
    assert names(folder) == before
