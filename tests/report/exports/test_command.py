"""`listenfirst export` and `listenfirst build --single`: where files go, what is never overwritten, what is missing."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from audit.cli import run
from audit.files.installing import install_command
from audit.report.exports import FORMATS, SINGLE, format_of
from audit.report.exports.output import slug

DATE = ("--date", "2026-11-23")


@pytest.mark.slow
def test_a_file_is_named_after_the_agency_and_lies_in_export(
    export_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("docx", "xlsx", "csv", "json", "ics"):
        assert run(["export", str(export_folder), "--to", kind, *DATE]) == 0
        path = export_folder / "export" / f"maple-library.{kind}"
        assert path.is_file()
        assert str(path) in capsys.readouterr().out
    assert run(["build", str(export_folder), "--single", *DATE]) == 0
    assert (export_folder / "export" / "maple-library.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_only_its_owner_can_read_it(export_folder: Path) -> None:
    assert run(["export", str(export_folder), "--to", "csv", *DATE]) == 0
    assert (export_folder / "export" / "maple-library.csv").stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_further_language_has_a_name_of_its_own(export_folder: Path) -> None:
    assert run(["export", str(export_folder), "--to", "csv", "--lang", "ko", *DATE]) == 0
    assert run(["build", str(export_folder), "--single", "--lang", "all", *DATE]) == 0
    names = sorted(path.name for path in (export_folder / "export").iterdir())
    assert names == ["maple-library.html", "단풍도서관-ko.csv", "단풍도서관-ko.html"]
    assert 'lang="ko"' in (export_folder / "export" / "단풍도서관-ko.html").read_text(encoding="utf-8")[:100]


def test_json_has_all_languages_unless_one_is_asked_for(export_folder: Path, tmp_path: Path) -> None:
    assert run(["export", str(export_folder), "--to", "json", *DATE]) == 0
    assert run(["export", str(export_folder), "--to", "json", "--lang", "ko", "--out", str(tmp_path / "k"), *DATE]) == 0
    both = json.loads((export_folder / "export" / "maple-library.json").read_text(encoding="utf-8"))
    one = json.loads((tmp_path / "k").read_text(encoding="utf-8"))
    assert (both["languages"], one["languages"]) == (["en", "ko"], ["ko"])


@pytest.mark.slow
def test_a_file_that_is_there_is_kept_unless_force_says_otherwise(
    export_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan.csv"
    out.write_text("mine", encoding="utf-8")
    for command in (["export", "--to", "csv"], ["build", "--single"]):
        arguments = [command[0], str(export_folder), *command[1:], "--out", str(out), *DATE]
        assert run(arguments) == 1
        assert "--force" in capsys.readouterr().err
        assert out.read_text(encoding="utf-8") == "mine"
        assert run([*arguments, "--force"]) == 0
        assert out.read_text(encoding="utf-8") != "mine"
        out.write_text("mine", encoding="utf-8")


def test_a_folder_is_never_written_over(export_folder: Path, tmp_path: Path) -> None:
    assert run(["export", str(export_folder), "--to", "csv", "--out", str(tmp_path), "--force", *DATE]) == 1


def test_a_link_out_of_the_audit_folder_is_refused(export_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (export_folder / "export").symlink_to(tmp_path / "elsewhere")
    assert run(["export", str(export_folder), "--to", "csv", *DATE]) == 1
    assert not any((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize(
    ("kind", "module", "extra"),
    [("pdf", "typst", "pdf"), ("docx", "docxtpl", "word"), ("docx", "typst", "word"), ("xlsx", "openpyxl", "excel")],
)
def test_a_missing_extra_says_which_command_installs_it(
    export_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    module: str,
    extra: str,
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert run(["export", str(export_folder), "--to", kind, *DATE]) == 1
    said = capsys.readouterr().err
    assert f"Install it with: {install_command(extra)} (" in said
    assert sys.executable in said
    assert "Traceback" not in said
    assert not (export_folder / "export").exists()


def test_what_is_only_half_installed_is_to_be_installed_again(
    export_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "docxtpl"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    assert run(["export", str(export_folder), "--to", "docx", *DATE]) == 1
    assert install_command("word") in capsys.readouterr().err


def test_no_password_is_asked_where_it_could_not_be_used(
    export_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.ciphers.aead", None)
    assert run(["build", str(export_folder), "--single", "--password", *DATE]) == 1
    said = capsys.readouterr().err
    assert install_command("password") in said
    assert "a password is asked for" not in said, "it would have been refused here, where nobody sits"


def test_options_that_do_not_go_together_are_wrong_usage(export_folder: Path, tmp_path: Path) -> None:
    assert run(["export", str(export_folder), "--to", "csv", "--template", "x.docx"]) == 2
    assert run(["build", str(export_folder), "--single", "--source", str(tmp_path / "s")]) == 2
    assert run(["export", str(export_folder)]) == 2
    assert run(["export", str(export_folder), "--to", "odt"]) == 2


def test_every_format_says_how_its_files_end_and_is_made_of_its_own_module() -> None:
    assert [format_of(ending).ending for ending in (*FORMATS, SINGLE)] == [*FORMATS, SINGLE]
    extras = {extra.name for ending in FORMATS if (extra := format_of(ending).extra)}
    project = tomllib.loads((Path(__file__).resolve().parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert extras < set(project["project"]["optional-dependencies"])


@pytest.mark.slow
def test_a_page_of_ones_own_is_in_every_file_for_readers_without_a_line_of_theirs(
    export_folder: Path, words_of_docx: Callable[[bytes], str]
) -> None:
    own = export_folder / "site_template" / "pages" / "our-terms.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(
        '---\ntitle: "Our terms"\n---\n\n# Our terms {#terms}\n\n<p class="mine">For {{ page.agency }}</p>\n\n'
        "| When | What |\n|---|---|\n| at once | nothing |\n",
        encoding="utf-8",
    )
    said = {}
    for kind in ("pdf", "docx"):
        assert run(["export", str(export_folder), "--to", kind, *DATE]) == 0
        said[kind] = (export_folder / "export" / f"maple-library.{kind}").read_bytes()
    document = PdfReader(io.BytesIO(said["pdf"]))
    assert "Our terms" in [str(mark.title) for mark in document.outline if not isinstance(mark, list)]
    for words in ("".join(page.extract_text() for page in document.pages), words_of_docx(said["docx"])):
        assert [line for line in ("For Maple Library", "When", "at once", "nothing") if line not in words] == []


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("Maple Library", "maple-library"),
        ("하늘구청", "하늘구청"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "report-con"),
        ("<<<>>>", "report"),
        ("a\x00b\n_c", "a-b-c"),
        ("길" * 200, "길" * 60),
        ("가".encode().decode() + "\u1100\u1161", "가가"),
    ],
)
def test_any_name_of_an_agency_makes_the_name_of_a_file(agency: str, name: str) -> None:
    assert slug(agency) == name


def test_the_help_names_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "--help"]) == 0
    said = capsys.readouterr().out
    for option in ("--to", "--lang", "--out", "--template", "--force", "--date"):
        assert option in said
