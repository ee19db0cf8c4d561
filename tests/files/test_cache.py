"""What is worked out once is kept: from one run to the next where that is possible, and within a run everywhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from audit.files import cache


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"]


def test_what_was_stored_is_there_and_the_newest_counts(elsewhere: Path) -> None:
    assert cache.load("thing") is None
    for content in (b"first", b"second"):
        cache.store("thing", content)
        assert cache.load("thing") == content
    assert files(elsewhere) == ["thing"]


def test_what_python_may_not_write_is_kept_until_the_program_ends(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.store("thing", b"of an earlier run")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache.store("thing", b"newer")
    assert cache.load("thing") == b"newer", "what an earlier run left is not taken for it"
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    cache.store("thing", b"newest")
    assert cache.load("thing") == b"newest"
    assert [path.read_bytes() for path in elsewhere.rglob("thing")] == [b"newest"]


def test_where_no_folder_can_be_made_it_is_kept_until_the_program_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    cache.store("thing", b"content")
    assert cache.load("thing") == b"content"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_each_place_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache.store("thing", b"content")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "other"))
    assert cache.load("thing") is None
