"""The register of accounts on the disk: every problem at once, and one entry changed without another byte."""

from __future__ import annotations

import datetime
import os
import stat
from pathlib import Path

import pytest

from audit.errors import BadFiles, NotSaved, Refused
from audit.files.accounts.register import Changes, add_account, change_register, read_register, register_in
from audit.files.archive import pack_up, unpack
from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.files.locks import only_one
from audit.files.rounds.notices import notices
from audit.model.accounts import Account, Reserved, Unused

WRITTEN = """# ours
format: 1
accounts:
  A1:
    platform: YouTube
    name: "하늘구청"   # the old one
    two_step: no

  A7: {platform: X, name: haneul, followers: unknown, publishers: [Kim, Lee]}
# reserved names come here
reserved:
  - platform: Band
    name: haneul
"""


@pytest.fixture
def folder(tmp_path: Path) -> AuditFolder:
    create_folder(tmp_path / "haneul", "Haneul", ("en",), "listen-first", {"X4": "run"})
    return open_folder(tmp_path / "haneul")


def write(folder: AuditFolder, text: str) -> Path:
    path = folder.path / "accounts.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_was_not_asked_is_nothing_and_what_nobody_knows_is_unknown(folder: AuditFolder) -> None:
    assert read_register(folder) is None
    write(folder, WRITTEN)
    register = read_register(folder)
    assert register is not None
    assert register.accounts["A1"] == Account(platform="YouTube", name="하늘구청", two_step="no")
    assert register.accounts["A1"].followers is None
    assert register.accounts["A7"].followers == "unknown"
    assert register.accounts["A7"].publishers == ("Kim", "Lee")


def test_every_problem_is_named_at_once_with_its_line(folder: AuditFolder) -> None:
    write(
        folder,
        "format: 1\naccounts:\n  A1:\n    platform: X\n    owners: Kim\n  A2: {platform: X, name: y, last_post: 2026-02-30}\n"
        "  A3: {platform: X, name: z, decision: burn}\n  9: {platform: X, name: w}\n  A4: {platform: X, name: v, publishers: Kim}\n"
        "  A5: {platform: X, name: u, followers: many}\n",
    )
    with pytest.raises(BadFiles) as bad:
        read_register(folder)
    assert [(problem.line, problem.where.split(".")[-1]) for problem in bad.value.problems] == [
        (3, "name"),
        (5, "owners"),
        (6, "last_post"),
        (7, "decision"),
        (8, "9"),
        (9, "publishers"),
        (10, "followers"),
    ]


def test_saving_one_entry_changes_no_other_byte(folder: AuditFolder) -> None:
    path = write(folder, WRITTEN)
    path.chmod(0o640)
    old = read_register(folder)
    assert old is not None
    change_register(folder, Changes(accounts={"A1": old.accounts["A1"].model_copy(update={"two_step": "yes"})}))
    assert path.read_text(encoding="utf-8") == WRITTEN.replace("two_step: no", 'two_step: "yes"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    change_register(folder, Changes(gone=("A7",), others=(Unused(platform="TikTok"),)))
    after = path.read_text(encoding="utf-8")
    assert "# reserved names come here" in after
    assert "# the old one" in after
    assert "A7" not in after
    assert 'unused:\n- platform: "TikTok"\n' in after


def test_a_new_account_gets_an_id_behind_the_last_and_the_same_one_is_refused(folder: AuditFolder) -> None:
    write(folder, WRITTEN)
    assert add_account(folder, Account(platform="Facebook", name="하늘", address="https://fb.example/h/")) == "A8"
    with pytest.raises(Refused, match="as A8"):
        add_account(folder, Account(platform="FB", name="other", address="http://www.fb.example/h"))
    with pytest.raises(Refused, match="as A1"):
        add_account(folder, Account(platform="youtube", name="@하늘구청"))


def test_letters_are_stored_in_one_spelling(folder: AuditFolder) -> None:
    add_account(folder, Account(platform="X", name="\u1112\u1161\u1102\u1173\u11af"))
    assert "하늘" in (folder.path / "accounts.yml").read_text(encoding="utf-8")


def test_two_at_once_and_a_file_that_cannot_be_written_are_sentences_and_lose_nothing(
    folder: AuditFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder, WRITTEN)
    with only_one(path), pytest.raises(Refused, match="another window"):
        add_account(folder, Account(platform="X", name="new"))
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(NotSaved, match="No space"):
        add_account(folder, Account(platform="X", name="new"))
    assert path.read_text(encoding="utf-8") == WRITTEN


def _full(descriptor: int) -> None:
    del descriptor
    raise OSError(28, "No space left on device")


def test_a_reserved_name_that_is_there_is_changed_and_not_doubled(folder: AuditFolder) -> None:
    write(folder, WRITTEN)
    change_register(folder, Changes(others=(Reserved(platform="band", name="Haneul", owner="IT"),), reviewed=_DAY))
    register = read_register(folder)
    assert register is not None
    assert register.reserved == (Reserved(platform="band", name="Haneul", owner="IT"),)
    assert register.reviewed == _DAY


_DAY = datetime.date(2026, 11, 20)


def test_more_entries_than_a_register_takes_are_refused(tmp_path: Path) -> None:
    many = "format: 1\nunused:\n" + "  - platform: X\n" * 5001
    with pytest.raises(BadFiles) as bad:
        register_in(tmp_path / "accounts.yml", many.encode())
    assert "5001" in str(bad.value.problems[0].what)


def test_a_link_out_of_the_folder_is_not_followed(folder: AuditFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text("format: 1\n", encoding="utf-8")
    (folder.path / "accounts.yml").symlink_to(tmp_path / "elsewhere.yml")
    with pytest.raises(Refused):
        read_register(folder)


def test_a_zip_of_the_folder_holds_the_register_and_a_copy_beside_it_is_named(
    folder: AuditFolder, tmp_path: Path
) -> None:
    path = write(folder, WRITTEN)
    (folder.path / "accounts (1).yml").write_text(WRITTEN, encoding="utf-8")
    assert [problem.path.name for problem in notices(folder, None)] == ["accounts (1).yml"]
    packed = pack_up(folder)
    assert "accounts.yml" in packed.files
    (tmp_path / "a.zip").write_bytes(packed.content)
    out = unpack(tmp_path / "a.zip", tmp_path / "out").folder
    assert (out / "accounts.yml").read_bytes() == path.read_bytes()
