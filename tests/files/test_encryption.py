"""An audit behind a password: what was locked comes out with the password, and with nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from audit.errors import Refused
from audit.files.archive import pack_up, unpack
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.report.exports.locked import locked_zip

PASSWORD = "four words of mine"


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An example as a page that asks for a password."""
    folder = Path(shutil.copytree(shipped("examples") / "maple-library", tmp_path_factory.mktemp("audit") / "maple"))
    content = pack_up(open_folder(folder)).content
    path = tmp_path_factory.mktemp("locked") / "maple-locked.html"
    path.write_bytes(locked_zip(content, "maple.zip", PASSWORD, "en"))
    return path


def test_the_audit_comes_out_as_it_went_in(locked: Path, tmp_path: Path) -> None:
    done = unpack(locked, tmp_path / "maple", ask_password=lambda: PASSWORD)
    example = shipped("examples") / "maple-library"
    for path in done.folder.rglob("*.yml"):
        assert path.read_bytes() == (example / path.relative_to(done.folder)).read_bytes()


def test_another_password_opens_nothing(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not the password"):
        unpack(locked, tmp_path / "maple", ask_password=lambda: PASSWORD + " ")
    assert not (tmp_path / "maple").exists()


def test_where_nobody_can_be_asked_it_stays_shut(locked: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="opens with a password"):
        unpack(locked, tmp_path / "maple")


@pytest.mark.parametrize(
    "change",
    [
        {"iterations": 10**12},
        {"iterations": -1},
        {"iterations": "many"},
        {"nonce": "AAAA"},
        {"content": "?"},
        {"salt": None},
    ],
)
def test_what_was_changed_or_cut_off_is_a_sentence_and_takes_no_time(
    locked: Path, tmp_path: Path, change: dict[str, object]
) -> None:
    text = locked.read_text(encoding="utf-8")
    found = re.search(r'id="locked">(\{.*?\})<', text)
    assert found is not None
    broken = tmp_path / "broken.html"
    broken.write_text(text.replace(found[1], json.dumps({**json.loads(found[1]), **change})), encoding="utf-8")
    with pytest.raises(Refused, match="changed or cut off"):
        unpack(broken, tmp_path / "maple", ask_password=lambda: PASSWORD)
    assert not (tmp_path / "maple").exists()


def test_the_page_holds_nothing_of_the_audit_in_the_clear(locked: Path) -> None:
    text = locked.read_text(encoding="utf-8")
    assert "audit.yml" not in text
    assert "Maple" not in text
