"""A pack of one's own, from its first minute to everything that is made of an audit with it."""

from __future__ import annotations

import datetime
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from audit.app.folders import Folders
from audit.app.prepared import taken_along
from audit.cli import run
from audit.errors import Refused
from audit.files.archive import pack_up
from audit.files.folder import open_folder
from audit.files.shipped import shipped

DAY = ["--date", "2026-11-28", "--lang", "en"]


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example audit with a pack of its own beside it; the user stands beside both."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    assert run(["pack-new", "house", "--lang", "en"]) == 0
    folder = Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "acme"))
    use(folder, "../house")
    return folder


def use(folder: Path, pack: str) -> None:
    path = folder / "audit.yml"
    text = path.read_text(encoding="utf-8")
    before = next(line for line in text.splitlines() if line.startswith("pack:"))
    path.write_text(text.replace(before, f'pack: "{pack}"'), encoding="utf-8")


def test_everything_is_made_with_a_pack_of_ones_own(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "house", "--lang", "en"]) == 0
    assert run(["check", "acme", "--lang", "en"]) == 0
    assert "no problem" in capsys.readouterr().out.casefold()
    assert run(["score", "acme", "--json", *DAY]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["pack"]["id"], result["pack"]["version"]) == ("house", "1.0.0+2.0.0")
    mine = next(question for question in result["questions"] if question["id"] == "L51")
    assert mine["state"] == "open"
    # The round before was answered without it: it is new, and not a fall.
    assert run(["compare", "acme", "--lang", "en"]) == 0
    assert "new in this version of the questions" in capsys.readouterr().out
    assert result["before"]["version"] == "2.0.0"
    # What was finished under the pack below stays finished: nobody answered anything else.
    assert run(["status", "acme", "--lang", "en"]) == 0
    assert "answers changed after" not in capsys.readouterr().out
    assert run(["questions", "acme", "--lang", "en", "--out", "blank.html"]) == 0
    assert run(["form", "acme", "--lang", "en", "--out", "form.html"]) == 0
    for name in ("blank.html", "form.html"):
        assert "what no other body has to watch" in Path(name).read_text(encoding="utf-8")
    sent = 'format: 1\npack: "house"\nversion: "1.0.0+2.0.0"\nrespondent: {role: "lead", name: ""}\nanswers:\n  L51: {level: 2}\n'
    Path("back.yml").write_text(sent, encoding="utf-8")
    capsys.readouterr()
    assert run(["import", "acme", "back.yml", "--yes", "--lang", "en"]) == 0
    assert run(["score", "acme", "--json", *DAY]) == 0
    taken = json.loads(capsys.readouterr().out.partition("\n{")[2].join(["{", ""]))
    assert next(question for question in taken["questions"] if question["id"] == "L51")["shown"] == 2
    assert run(["round", "acme", "2027-05", "--date", "2027-05-20", "--lang", "en"]) == 0
    begun = (acme / "answers" / "2027-05" / "lead.yml").read_text(encoding="utf-8")
    assert begun.startswith('format: 1\npack: "house"\nversion: "1.0.0+2.0.0"')


def test_a_zip_carries_the_pack_inside_and_names_the_one_beside(
    acme: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["pack", "acme", "--lang", "en"]) == 0
    assert "send this folder along: house" in capsys.readouterr().err
    (tmp_path / "there").mkdir()
    assert run(["unpack", "acme.zip", "there/acme", "--lang", "en"]) == 1
    assert "there is no pack in ../house" in capsys.readouterr().err
    assert not (tmp_path / "there" / "acme").exists()
    shutil.copytree("house", "there/house")
    assert run(["unpack", "acme.zip", "there/acme", "--lang", "en"]) == 0
    shutil.move("house", "acme/packs/house")
    use(acme, "packs/house")
    (acme / "packs" / "stray.yml").write_text("- 1", encoding="utf-8")
    capsys.readouterr()
    assert run(["pack", "acme", "--out", "inside.zip", "--lang", "en"]) == 0
    said = capsys.readouterr().err
    assert "send this folder along" not in said
    assert "packs/stray.yml" in said
    with zipfile.ZipFile("inside.zip", "a") as archive:
        assert "packs/house/listening.yml" in archive.namelist()
        archive.writestr("packs/other/pack.yml", "a: b")
    assert run(["unpack", "inside.zip", "copy", "--lang", "en"]) == 0
    assert "packs/other/pack.yml" in capsys.readouterr().err
    assert sorted(path.name for path in Path("copy").rglob("*.yml") if "packs" in path.parts) == [
        "listening.yml",
        "pack.yml",
    ]


def test_an_audit_in_one_file_takes_a_pack_that_lies_inside(acme: Path) -> None:
    shutil.move("house", "acme/packs/house")
    use(acme, "packs/house")
    files = {path.relative_to(acme).as_posix(): path.read_bytes() for path in acme.rglob("*.yml")}
    audit = Folders(Path("root"), lambda: datetime.date(2026, 11, 28)).open(files)
    assert "L51" in audit.folder.pack.by_id
    assert "packs/house/pack.yml" in pack_up(audit.folder).files


def test_an_audit_in_one_file_cannot_take_a_pack_beside_it(acme: Path) -> None:
    with pytest.raises(Refused, match="lie beside the audit folder, and one file cannot hold them: house"):
        taken_along(open_folder(acme), "en", with_answers=True)


def test_a_pack_that_is_called_as_one_that_ships_is_refused(acme: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(shipped("questions") / "listen-first", "copied")
    use(acme, "../copied")
    assert run(["check", "acme", "--lang", "en"]) == 1
    assert "is called listen-first, as one that ships" in capsys.readouterr().out


@pytest.mark.slow
def test_the_report_and_the_papers_are_made_with_it(acme: Path) -> None:
    assert run(["build", "acme", "--single", *DAY]) == 0
    page = (acme / "export" / "narae-city-en.html").read_text(encoding="utf-8")
    assert "What only we have to watch" in page
    assert run(["documents", "acme", "--only", "rota", "--to", "md", *DAY]) == 0
    assert run(["build", "acme", "--edition", "public", "--single", "--out", "public.html", *DAY]) == 0
