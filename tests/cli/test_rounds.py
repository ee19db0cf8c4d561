"""status, round, compare, pack and unpack as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped

DAY = ["--date", "2027-05-20", "--lang", "en"]
ONE_ROUND = shutil.ignore_patterns("2026-06", "round.yml")
"""The example without its earlier round."""


@pytest.fixture
def narae(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example audit; the user stands beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    return Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae", ignore=ONE_ROUND))


def confirm(folder: Path, round_name: str) -> None:
    for path in (folder / "answers" / round_name).glob("*.yml"):
        text = path.read_text(encoding="utf-8").replace("    confirm: true\n", "")
        path.write_text(text, encoding="utf-8")


def test_from_one_round_to_the_next(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", str(narae), *DAY]) == 1
    assert "only one round" in capsys.readouterr().err
    assert run(["round", str(narae), "2027-05", *DAY]) == 0
    assert "wait to be confirmed" in capsys.readouterr().out
    assert run(["status", str(narae), "--json", *DAY]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["format"], status["round"]) == (1, "2027-05")
    assert status["respondents"][0]["to_confirm"] > 50
    confirm(narae, "2027-05")
    assert run(["compare", str(narae), *DAY]) == 0
    assert "evidence expired" in capsys.readouterr().out
    assert run(["compare", str(narae), "2027-05", "2026-11", "--json", *DAY]) == 0
    assert json.loads(capsys.readouterr().out)["round"] == "2026-11"
    assert run(["score", str(narae), "--json", *DAY]) == 0
    assert json.loads(capsys.readouterr().out)["before"]["round"] == "2026-11"
    assert run(["check", str(narae)]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["2026-11"], 2, "Name two rounds"),
        (["2026-11", "2020-01"], 1, "no round 2020-01"),
        (["2026-11", "2026-11"], 1, "with itself"),
    ],
)
def test_rounds_that_cannot_be_compared_are_named(
    narae: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str
) -> None:
    assert run(["compare", str(narae), *arguments, *DAY]) == code
    assert said in capsys.readouterr().err


def test_a_round_without_answers_says_so(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (narae / "answers" / "2027-05").mkdir()
    assert run(["status", str(narae), *DAY]) == 0
    said = capsys.readouterr()
    assert "Round 2026-11" in said.out
    assert "2027-05  nobody has an answers file in it, so it does not count as a round" in said.err
    begun = 'format: 1\npack: listen-first\nversion: "1.0.0"\n'
    (narae / "answers" / "2027-05" / "lead.yml").write_text(begun, encoding="utf-8")
    assert run(["compare", str(narae), *DAY]) == 1
    assert "nobody has answered in the round 2027-05" in capsys.readouterr().err


def test_status_names_respondents_and_what_nobody_answered(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'format: 1\npack: listen-first\nversion: "1.0.0"\nrespondent: {role: it, name: "\x1b[31mKim"}\n'
    path = narae / "answers" / "2027-05" / "it-31mkim.yml"
    path.parent.mkdir()
    path.write_text(text.replace("\x1b", "\\e") + "answers: {M02: {level: 1}}\n", encoding="utf-8")
    assert run(["status", str(narae), *DAY]) == 0
    out = capsys.readouterr().out
    assert "it-31mkim (IT" in out
    assert "\x1b" not in out, "a terminal never obeys a name"
    assert "Nobody answered:" in out


def test_a_folder_travels_as_one_zip(narae: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", str(narae), "--lang", "en"]) == 0
    assert (tmp_path / "narae.zip").exists()
    assert run(["pack", str(narae), "--lang", "en"]) == 1
    assert "--force" in capsys.readouterr().err
    assert run(["pack", str(narae), "--force", "--lang", "en"]) == 0
    assert run(["unpack", "narae.zip", "back", "--lang", "en"]) == 0
    assert run(["check", "back"]) == 0
    assert run(["unpack", "narae.zip", "--lang", "en"]) == 1
    assert "not empty" in capsys.readouterr().err


def test_name_and_all_need_a_role(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", str(narae), "--all"]) == 2
    assert "--as" in capsys.readouterr().err


def test_what_does_not_count_is_named_beside_the_output_and_never_in_it(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lead = (narae / "answers" / "2026-11" / "lead.yml").read_text(encoding="utf-8")
    for number in range(12):
        (narae / "answers" / "2026-11" / f"lead ({number}).yml").write_text(lead, encoding="utf-8")
    for command in (["status", "--json"], ["score", "--json"]):
        assert run([command[0], str(narae), *command[1:], *DAY]) == 0
        said = capsys.readouterr()
        json.loads(said.out)
        assert len(said.err.splitlines()) == 11
        assert "lead (0).yml  it does not count: it looks like a copy of lead.yml" in said.err
        assert "and 2 more; listenfirst check names them all" in said.err
    assert run(["check", str(narae)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 13
    assert lines[-1].endswith("No problem. To look at, as named above: 12.")


@pytest.mark.parametrize("name", ["autumn", "2026-13", "2027-5", "2027-05.bak", "archive", "2027-02-30"])
def test_a_round_begins_under_a_date_only(narae: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["round", str(narae), name, *DAY]) == 1
    assert "write its month as YYYY-MM or its day as YYYY-MM-DD, such as 2027-05" in " ".join(
        capsys.readouterr().err.split()
    ).replace("Write", "write")
    assert not (narae / "answers" / name).exists()
