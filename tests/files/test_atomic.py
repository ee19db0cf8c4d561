"""Writing that never harms what was there before."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from audit.files.atomic import make_folder, remove_leftovers, temporary_prefix, write_durably


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_by_its_new_content_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "lead.yml"
    write_durably(path, b"one")
    write_durably(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["lead.yml"]


def test_only_the_owner_may_read_a_new_file(tmp_path: Path) -> None:
    write_durably(tmp_path / "lead.yml", b"new")
    assert stat.S_IMODE((tmp_path / "lead.yml").stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o666, 0o755])
def test_a_file_that_is_there_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "lead.yml"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == mode


def _fail(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_where_writing_fails_the_old_file_is_as_it_was_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "lead.yml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, _fail)
    with pytest.raises(OSError, match="No space left"):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["lead.yml"]


def test_what_a_killed_process_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "lead.yml"
    keep = ["lead.yml", ".lead.yml.lock", ".legal.yml.abc.tmp", "lead.yml.tmp", "notes.tmp"]
    for name in [*keep, f"{temporary_prefix(path)}abc.tmp", f"{temporary_prefix(path)}def.tmp"]:
        (tmp_path / name).write_bytes(b"")
    remove_leftovers(path)
    assert names(tmp_path) == sorted(keep)


def test_a_new_folder_and_those_above_it_are_for_the_owner_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "acme" / "answers" / "2026-11")
    for part in ("acme", "acme/answers", "acme/answers/2026-11"):
        assert stat.S_IMODE((tmp_path / part).stat().st_mode) == 0o700


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir(mode=0o755)
    before = (tmp_path / "acme").stat().st_mode
    make_folder(tmp_path / "acme")
    assert (tmp_path / "acme").stat().st_mode == before
