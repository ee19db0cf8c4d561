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


def test_every_form_is_small_and_asks_a_role_what_the_pack_puts_to_it(narae: Path, pack: Pack) -> None:
    for language in LANGUAGES:
        assert run(["form", str(narae), "--with-answers", "--lang", language]) == 0
        called = {"en": "narae-city", "ko": "나래시"}[language]
        page = narae / "export" / f"form-{called}-lead-{language}.html"
        assert data_of(page)["called"] == f"{called}-", "what is sent back is called after the name of its readers too"
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
        'format: 1\npack: listen-first\nversion: "2.0.0"\nrespondent: {role: it, name: "\x9b31mKim"}\n'.replace(
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


def test_a_form_is_named_after_the_agency_and_carries_its_id(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = narae / "audit.yml"
    text = settings.read_text(encoding="utf-8").replace('format: 2\nid: "c86f41a09e3d7b52"\n', "format: 1\n")
    settings.write_text(text, encoding="utf-8")
    assert run(["form", str(narae), "--as", "it", "--name", "Kim"]) == 0
    data = data_of(narae / "export" / "form-나래시-it-kim-ko.html")
    assert f'id: "{data["audit"]}"' in settings.read_text(encoding="utf-8")
    assert data["called"] == "나래시-"
    assert "id" not in capsys.readouterr().err


def test_an_import_says_whose_it_is_and_what_only_the_lead_changes(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = '# listenfirst form 2; round 2026-11\nformat: 1\npack: listen-first\nversion: "2.0.0"\n'
    body = (
        'respondent: {role: it}\nprofile:\n  X4: "run"\nanswers:\n  M01: {level: 2, answered: "2026-11-20"}\n# end 2\n'
    )
    sent = Path("sent.yml")
    sent.write_text(head + 'audit: {id: "0123456789abcdef", agency: "하늘구청"}\n' + body, encoding="utf-8")
    assert run(["import", str(narae), "sent.yml", "--yes"]) == 1
    assert "it was answered for 하늘구청, and this is the audit of 나래시 / Narae City" in capsys.readouterr().err
    before = (narae / "audit.yml").read_bytes()
    assert run(["import", str(narae), "sent.yml", "--yes", "--from-other-audit"]) == 0
    said = capsys.readouterr().out
    assert "X4  about the agency, for the lead to answer: here: " in said
    assert f"answer it with: listenfirst ask {narae} --only X4" in said
    assert "()" not in said
    assert (narae / "audit.yml").read_bytes() == before
    sent.write_text(head + body, encoding="utf-8")
    assert run(["import", str(narae), "sent.yml", "--yes"]) == 0
    assert "sent.yml:1  it does not say for which audit it was answered" in capsys.readouterr().err


def test_an_unchanged_answer_to_a_decided_question_is_no_conflict(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = narae / "answers" / "2026-11" / "it.yml"
    head = 'format: 1\npack: listen-first\nversion: "2.0.0"\nrespondent: {role: it}\nanswers:\n'
    answer = '  M01:\n    level: 2\n    note: "n"\n    answered: "2026-11-20"\n'
    path.write_text(f'{head}{answer}    decided: {{because: "the log"}}\n', encoding="utf-8")
    Path("sent.yml").write_text(head + answer, encoding="utf-8")
    assert run(["import", str(narae), "sent.yml"]) == 0
    said = capsys.readouterr().out
    assert "the same as here" in said
    assert "conflict" not in said
