"""form, import and questions as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped
from audit.language import LANGUAGES
from audit.model.pack import Pack

MOST_BYTES = 300 * 1024


@pytest.fixture
def narae(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example audit; the user stands beside it, and nobody is at a keyboard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    return Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae"))


def data_of(page: Path) -> dict[str, object]:
    """Return what stands in a form as data."""
    text = page.read_text(encoding="utf-8")
    found: dict[str, object] = json.loads(text.split('id="data">')[1].split("</script>")[0])
    return found


def test_every_form_is_small_and_asks_a_role_what_the_pack_puts_to_it(
    narae: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in LANGUAGES:
        monkeypatch.setenv("LANGUAGE", language)
        assert run(["form", str(narae), "--with-answers"]) == 0
        page = narae / "export" / f"form-나래시-lead-{language}.html"
        assert page.stat().st_size <= MOST_BYTES
        assert len(data_of(page)["given"]) > 50  # type: ignore[arg-type] # a table
    for role in pack.head.roles:
        assert run(["form", str(narae), "--as", role.id, "--out", f"{role.id}.html"]) == 0
        data = data_of(Path(f"{role.id}.html"))
        assert {item["id"] for item in data["items"]} == {  # type: ignore[attr-defined] # a list of tables
            item.id for item in pack.by_id.values() if role.id in item.roles and not getattr(item, "computed", ())
        }
        assert data["given"] == {}


def test_a_form_is_refused_with_a_reason(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["form", str(narae), "--as", "king"]) == 1
    assert "the roles are: head" in capsys.readouterr().err.lower()
    assert run(["form", str(narae), "--name", "Kim"]) == 2
    assert run(["form", str(narae), "--out", "x.html"]) == 0
    assert run(["form", str(narae), "--out", "x.html"]) == 1
    assert "--force" in capsys.readouterr().err


def test_an_import_shows_asks_and_is_taken_back(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = Path("sent.yml")
    sent.write_text(
        'format: 1\npack: listen-first\nversion: "1.0.0"\nrespondent: {role: it, name: "\x9b31mKim"}\n'.replace(
            "\x9b", ""
        )
        + 'answers:\n  M01: {level: 2, note: "\\e[31mred", answered: "2026-11-20"}\n',
        encoding="utf-8",
    )
    assert run(["import", str(narae), str(sent)]) == 1
    said = capsys.readouterr()
    assert "+ M01  new: level 2" in said.out
    assert "--yes" in said.err
    assert not (narae / "answers" / "2026-11" / "it-31mkim.yml").exists()
    assert run(["import", str(narae), str(sent), "--yes"]) == 0
    sent.write_text(sent.read_text(encoding="utf-8").replace("level: 2", "level: 3"), encoding="utf-8")
    capsys.readouterr()
    assert run(["import", str(narae), str(sent), "--yes"]) == 0
    said = capsys.readouterr()
    assert "! M01  conflict: here: level 2; sent: level 3" in said.out
    assert "Nothing would change." in said.out
    assert run(["check", str(narae)]) == 0
    assert run(["import", str(narae), "--undo"]) == 0
    assert not (narae / "answers" / "2026-11" / "it-31mkim.yml").exists()
    sent.write_text(sent.read_text(encoding="utf-8").replace('name: "31mKim"', 'name: ""'), encoding="utf-8")
    assert run(["import", str(narae), str(sent), "--yes"]) == 0
    other = sent.read_text(encoding="utf-8").replace("mred", "mblue").replace("2026-11-20", "2026-11-21")
    sent.write_text(other, encoding="utf-8")
    capsys.readouterr()
    assert run(["import", str(narae), str(sent), "--yes"]) == 0
    said = capsys.readouterr()
    assert "M01  changed: level 3 (Note)" in said.out
    assert "If another person sent it" in said.out
    for wrong in (["--undo", "x"], [], ["a.yml", "b.yml", "--name", "Kim"]):
        assert run(["import", str(narae), *wrong]) == 2


def test_the_questions_to_prepare_say_who_when_and_what_to_bring(
    narae: Path, pack: Pack, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["questions", "--to", "md"]) == 0
    text = Path("questions-en.md").read_text(encoding="utf-8")
    assert "Only asked if: X4 “Before opening, or already open”: “At least one account of ours is open" in text
    assert "Legal: X5" in text
    assert "## Before opening" in text
    for item in pack.questions:
        assert (f"### {item.id} " in text) is not bool(item.computed)
    monkeypatch.setenv("LANGUAGE", "ko")
    assert run(["questions", str(narae), "--as", "it"]) == 0
    page = Path("questions-it-ko.html").read_text(encoding="utf-8")
    assert "L01" not in page
    assert "가져올 것" in page
    assert "개설 전</h4>" not in page
    assert run(["questions", "--as", "king"]) == 1
    monkeypatch.setenv("LANGUAGE", "en")
    assert run(["questions", "--to", "md"]) == 1
    assert "--force" in capsys.readouterr().err
