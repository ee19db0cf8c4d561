"""What the app runs on: written so that every mail leaves it alone, trimmed to what is used, and with the licence of each part."""

from __future__ import annotations

import json
import lzma
import re
import zlib
from pathlib import Path

import pytest

from audit.app.file import RUNTIME, read_about
from tools.app_keep import Imports, Used, kept_packages, kept_project
from tools.app_parts import LETTERS, as_letters, as_script, packed, together

ROOT = Path(__file__).parents[2]
MOST = 9_000_000
"""Bytes of a whole app."""
PAGE = 900_000
"""Bytes of an app beside its runtime."""


def bytes_of(letters: bytes) -> bytes:
    """Read letters as the worker does: each two hold thirteen bits."""
    plain = letters.decode("ascii").replace("\n", "")
    pairs = (LETTERS.index(plain[at]) * 91 + LETTERS.index(plain[at + 1]) for at in range(0, len(plain), 2))
    bits = "".join(f"{pair:013b}" for pair in pairs)
    return int(bits[: len(bits) // 8 * 8], 2).to_bytes(len(bits) // 8, "big")


@pytest.mark.parametrize("content", [b"a", bytes(range(256)) * 3, b"\xff" * 1000, b"\0" * 29])
def test_bytes_come_back_out_of_the_letters(content: bytes) -> None:
    assert bytes_of(as_letters(content)).startswith(content)


def test_letters_end_no_element_and_are_ascii_without_blanks() -> None:
    text = as_letters(bytes(range(256)) * 200)
    assert re.fullmatch(rb"[!-~\n]*", text)
    assert not set(b'<&"') & set(text)
    assert max(map(len, text.split(b"\n"))) <= 4000


def test_a_part_is_lzma_that_says_its_size(tmp_path: Path) -> None:
    content = b"what is in a part " * 500
    written = bytes_of(packed(content, tmp_path))
    whole = written[8 : 8 + int.from_bytes(written[:4], "little")]
    assert int.from_bytes(written[4:8], "little") == zlib.adler32(whole)
    assert int.from_bytes(whole[5:13], "little") == len(content)
    assert lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(whole) == content


def test_files_stand_one_after_another_behind_their_list() -> None:
    part = together({"/a/one.txt": b"first", "/b.txt": "둘".encode()})
    length = int.from_bytes(part[:4], "little")
    assert json.loads(part[4 : 4 + length]) == [["/a/one.txt", 5], ["/b.txt", 3]]
    assert part[4 + length :] == "first둘".encode()


def test_a_module_becomes_a_script_that_leaves_its_export_in_a_global() -> None:
    named = as_script(b"var a=1;export{b as other,a as thing};\n//# end", "thing").decode()
    assert "self.thing = a;" in named
    default = as_script(b"const here=import.meta.url;export default here;", "made").decode()
    assert "self.made = here;" in default
    assert "export" not in named + default
    assert "import.meta" not in default
    with pytest.raises(ValueError, match="0 times"):
        as_script(b"export{a as other};", "thing")


def test_of_a_package_only_what_was_used_stays(tmp_path: Path) -> None:
    for name in (
        "pack/__init__.pyc",
        "pack/used.pyc",
        "pack/never.pyc",
        "pack/read.dat",
        "pack/unread.dat",
        "pack/part.so",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    used = Used(frozenset({"pack", "pack.used"}), frozenset({"/host/compiled/app/pack/read.dat"}))
    assert sorted(kept_packages(tmp_path, used)) == [
        "pack/__init__.pyc",
        "pack/part.so",
        "pack/read.dat",
        "pack/used.pyc",
    ]


def test_what_the_engine_can_come_to_import_stays_even_where_it_was_not_used() -> None:
    reached = Imports(ROOT).reached("audit.app.engine")
    assert "audit.files.upgrades" in reached
    assert not [module for module in reached if module.startswith(("audit.cli", "audit.report.site.build"))]


def test_of_the_project_no_sources_of_catalogues_and_no_page_stay(tmp_path: Path) -> None:
    for name in (
        "_data/site_template/app/app.js",
        "_data/site_template/pages/plan.md.j2",
        "_data/questions/p/pack.yml",
    ):
        (tmp_path / "audit" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "audit" / name).write_bytes(b"x")
    kept, _ = kept_project(tmp_path, ROOT, Used(frozenset(), frozenset()))
    assert sorted(kept) == ["audit/_data/questions/p/pack.yml", "audit/_data/site_template/pages/plan.md.j2"]


@pytest.mark.slow
def test_the_runtime_leaves_room_for_the_page_and_names_every_licence() -> None:
    if not RUNTIME.is_dir():
        pytest.skip("make app-runtime was not run")
    about = read_about()
    assert sum((RUNTIME / name).stat().st_size for name in about["parts"].values()) < MOST - PAGE
    assert {"Pyodide", "Python", "pydantic", "pydantic_core", "Jinja2"} <= {part["name"] for part in about["licences"]}
    assert not [part["name"] for part in about["licences"] if not part["licence"] or len(part["text"]) < 500]
