"""The register of accounts as it is typed: list, add, import, export."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped

EN = ["--lang", "en"]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example with a register; the user stands beside it."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path / "maple"))


def test_from_an_empty_folder_to_a_table_that_is_taken_in_and_back(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "accounts.yml").unlink()
    assert run(["accounts", "maple", "list", *EN]) == 0
    assert "listenfirst accounts maple add" in capsys.readouterr().out
    assert run(["accounts", "maple", "export", *EN]) == 1
    assert "no register" in capsys.readouterr().err
    assert run(["accounts", "maple", "add", "--platform", "Facebook", "--name", "Maple", "--two-step", "yes", *EN]) == 0
    assert "In the register as A1: Facebook, Maple" in capsys.readouterr().out
    assert run(["accounts", "maple", "add", "--platform", "facebook", "--name", "@maple", *EN]) == 1
    assert "already, as A1" in capsys.readouterr().err
    assert run(["accounts", "maple", "export", *EN]) == 0
    assert "export/accounts-en.csv" in capsys.readouterr().out
    table = Path("more.csv")
    table.write_text("platform,name,owner,hat\nFacebook,Maple,Kim,9\nX,maple,,\nX,@Maple,,\n", encoding="utf-8")
    before = (library / "accounts.yml").read_bytes()
    assert run(["accounts", "maple", "import", "more.csv", *EN]) == 1
    told = capsys.readouterr()
    assert "--yes" in told.err
    assert "new entries: 1; changed entries: 1; twice in the table and left out: 1" in told.out
    assert "left out: hat" in told.out
    assert "Who answers for it: - -> Kim" in told.out
    assert "the same as line 3" in told.out
    assert (library / "accounts.yml").read_bytes() == before
    assert run(["accounts", "maple", "import", "more.csv", "--yes", *EN]) == 0
    assert run(["accounts", "maple", "list", "--json", *EN]) == 0
    out = capsys.readouterr().out
    listed = json.loads(out[out.index("{") :])
    assert [(account["id"], account["owner"]) for account in listed["accounts"]] == [("A1", "Kim"), ("A2", "")]
    assert run(["accounts", "maple", "import", "--undo", *EN]) == 0
    assert (library / "accounts.yml").read_bytes() == before


def test_a_list_says_what_the_register_shows_and_suggests_and_can_be_searched(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["accounts", str(library), "list", *EN]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "N19 People who can sign in and publish: The register names 2 people" in out
    assert "The answer agrees with it." in out
    assert "A1 Facebook, Maple Street Library" in out
    assert run(["accounts", str(library), "list", "--find", "nowhere", *EN]) == 0
    assert "Facebook" not in capsys.readouterr().out


def test_status_names_only_suggestions_that_are_open_or_say_something_else(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", str(library), *EN]) == 0
    assert "suggests" not in capsys.readouterr().out
    register = library / "accounts.yml"
    register.write_text(
        register.read_text(encoding="utf-8").replace('"The second librarian"]', '"A", "B"]'), encoding="utf-8"
    )
    assert run(["status", str(library), *EN]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "names 3 people who can publish" in out
    assert "The answer says something else" in out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["add"], 2, "--platform"),
        (["add", "--platform", "X"], 1, "this is missing"),
        (["add", "--platform", "X", "--name", "a", "--followers", "lots"], 1, "not a whole number"),
        (["import"], 2, "--undo"),
        (["import", "nothing.csv"], 1, "does not exist"),
        (["import", "--undo"], 1, "no import to take back"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    library: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert run(["accounts", str(library), *arguments, *EN]) == code
    assert said in capsys.readouterr().err


def test_a_register_that_is_wrong_is_named_by_check_and_by_every_command_that_reads_it(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "accounts.yml").write_text("format: 1\naccounts:\n  A1: {platform: X}\n", encoding="utf-8")
    assert run(["check", str(library), *EN]) == 1
    assert "accounts.yml:3  accounts.A1.name  this is missing" in capsys.readouterr().out
    assert run(["score", str(library), *EN]) == 1
    assert "accounts.yml:3" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_only_be_read_is_a_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library.chmod(0o500)
    try:
        assert run(["accounts", str(library), "add", "--platform", "X", "--name", "a", *EN]) == 1
        assert "may write to" in capsys.readouterr().err
    finally:
        library.chmod(0o700)
