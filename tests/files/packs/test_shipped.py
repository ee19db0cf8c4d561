"""A pack that ships is read once; what was kept is taken only for the very same pack and program."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from audit.errors import BadFiles
from audit.files.packs.reader import load_pack
from audit.files.packs.shipped import kept_pack, shipped_pack
from audit.files.shipped import pack_folder
from audit.model.pack import Pack


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack to change, and a folder of its own for what is kept."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Path(shutil.copytree(pack_folder("listen-first"), tmp_path / "listen-first"))


def kept(tmp_path: Path) -> list[Path]:
    """The packs that are kept; Python keeps there what it compiles while the test runs."""
    return sorted(path for path in (tmp_path / "kept").rglob("*") if path.is_file() and path.suffix != ".pyc")


def test_what_was_kept_is_the_pack_that_was_read(package: Path, pack: Pack, tmp_path: Path) -> None:
    assert kept_pack(package) == pack
    assert len(kept(tmp_path)) == 1
    assert kept_pack(package) == shipped_pack("listen-first") == pack


def test_a_pack_that_changed_is_read_again(package: Path) -> None:
    before = kept_pack(package)
    path = package / "pack.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Listen First", "Hear Them"), encoding="utf-8")
    assert kept_pack(package).head.title["en"] != before.head.title["en"]


def test_a_pack_that_was_spoilt_is_an_error_although_a_good_one_is_kept(package: Path) -> None:
    kept_pack(package)
    (package / "cases.yml").write_text("cases: [", encoding="utf-8")
    with pytest.raises(BadFiles):
        kept_pack(package)


@pytest.mark.slow
@pytest.mark.parametrize("length", [0, 10, 32, 40, 5000])
def test_what_was_cut_short_is_read_again(package: Path, pack: Pack, tmp_path: Path, length: int) -> None:
    kept_pack(package)
    path = kept(tmp_path)[0]
    path.write_bytes(path.read_bytes()[:length])
    assert kept_pack(package) == pack


def test_where_nothing_can_be_kept_a_change_is_seen_all_the_same(
    package: Path, pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept_pack(package) == kept_pack(package) == pack
    path = package / "pack.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Listen First", "Hear Them"), encoding="utf-8")
    assert "Hear Them" in kept_pack(package).head.title["en"]
    assert kept(tmp_path) == []


def test_a_translation_that_is_under_way_leaves_the_complete_languages(package: Path, pack: Pack) -> None:
    path = package / "seeds.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if "ko: " in line)
    korean = re.compile(r',? *ko: "[^"]*"')
    path.write_text("\n".join([*lines[:at], korean.sub("", lines[at]), *lines[at + 1 :]]), encoding="utf-8")
    english = kept_pack(package)
    assert english.head.languages == ("en",)
    assert english.questions[0].title == {"en": pack.questions[0].title["en"]}
    assert [place.partition("  ")[0] for place in english.unfinished["ko"]] == [f"seeds.yml:{at + 1}"]
    # The check takes it for what it is: a text that is missing.
    with pytest.raises(BadFiles) as bad:
        load_pack(package)
    assert [problem.where.rpartition(".")[2] for problem in bad.value.problems] == ["ko"]


def test_a_pack_of_which_no_language_is_complete_is_an_error(package: Path) -> None:
    path = package / "seeds.yml"
    path.write_text(re.sub(r"text: \{[^}]*\}", "text: {}", path.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    with pytest.raises(BadFiles):
        kept_pack(package)
