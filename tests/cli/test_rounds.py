"""status, round, compare, pack and unpack as they are typed."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped

pytestmark = pytest.mark.sampled

DAY = ["--date", "2027-05-20", "--lang", "en"]
FIRST_RELEASE = Path(__file__).resolve().parents[1] / "files" / "fixtures" / "first-release"
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


@pytest.mark.slow
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
    begun = 'format: 1\npack: listen-first\nversion: "2.0.0"\n'
    (narae / "answers" / "2027-05" / "lead.yml").write_text(begun, encoding="utf-8")
    assert run(["compare", str(narae), *DAY]) == 1
    assert "nobody has answered in the round 2027-05" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-02-20", "Verdict of 23 November 2026: Launch. It stands through 20 February 2027."),
        (
            "2027-02-21",
            "Verdict of 23 November 2026: Launch. Evidence has grown old since; as of 21 February 2027: Pilot.",
        ),
    ],
)
def test_status_compares_the_verdict_with_the_day_that_is_looked_at(
    narae: Path, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    assert run(["finish", str(narae), "--date", "2026-11-23"]) == 0
    capsys.readouterr()
    assert run(["status", str(narae), "--date", day, "--lang", "en"]) == 0
    assert said in " ".join(capsys.readouterr().out.split())
    assert run(["status", str(narae), "--date", day, "--json"]) == 0
    verdict = json.loads(capsys.readouterr().out)["verdict"]
    assert (verdict["rung"], verdict["through"]) == ("launch", "2027-02-20")
    assert (verdict["now"] is not None) == (day > "2027-02-20")


@pytest.mark.parametrize(("day", "both"), [("2027-02-20", False), ("2027-02-21", True)])
def test_a_report_of_a_day_after_the_verdict_fell_says_both_verdicts(
    narae: Path, capsys: pytest.CaptureFixture[str], day: str, both: bool
) -> None:
    assert run(["finish", str(narae), "--date", "2026-11-23"]) == 0
    capsys.readouterr()
    assert run(["score", str(narae), "--date", day, "--lang", "en"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert ("On 23 November 2026, when the round was finished, it was: Launch." in said) is both
    assert run(["score", str(narae), "--date", day, "--json"]) == 0
    assert (json.loads(capsys.readouterr().out)["verdict"]["as_finished"] is not None) is both


def test_status_names_respondents_and_what_nobody_answered(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'format: 1\npack: listen-first\nversion: "2.0.0"\nrespondent: {role: it, name: "\x1b[31mKim"}\n'
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


def test_in_answers_of_the_first_release_a_level_without_its_choice_is_warned_of_and_open_for_every_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    narae = Path(shutil.copytree(FIRST_RELEASE / "narae-city", tmp_path / "narae", ignore=ONE_ROUND))
    path = narae / "answers" / "2026-11" / "lead.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count('    choice: "hear"\n') == 1
    path.write_text(text.replace('    choice: "hear"\n', ""), encoding="utf-8")
    line = text[: text.index('    choice: "hear"\n')].count("\n") + 1
    warning = f"lead.yml:{line}  L01.level  the level of L01 hangs on "
    for command in ("check", "score", "status"):
        assert run([command, str(narae), "--lang", "en"]) == 0
        said = capsys.readouterr()
        assert warning in (said.out if command == "check" else said.err), command
        if command == "score":
            assert "So far: 12 questions open" in said.out
        if command == "status":
            assert "Nobody answered: 12\n  L01" in said.out


@pytest.mark.slow
def test_everything_that_is_made_of_a_finished_round_bears_its_day_and_of_a_draft_says_so(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made: dict[str, bytes] = {}

    def make(state: str) -> None:
        assert run(["score", str(narae), "--lang", "en"]) == 0
        made[f"score {state}"] = capsys.readouterr().out.encode()
        assert run(["status", str(narae), "--lang", "en"]) == 0
        made[f"status {state}"] = capsys.readouterr().out.encode()
        for kind in ("csv", "ics", "json", "docx", "xlsx"):
            assert run(["export", str(narae), "--to", kind, "--lang", "en"]) == 0
            name = capsys.readouterr().out.splitlines()[0].rpartition(" ")[2]
            made[f"{kind} {state}"] = Path(name).name.encode() if kind == "csv" else words_of(Path(name))
        shutil.rmtree(narae / "export")

    assert run(["finish", str(narae), "--date", "2026-11-23", "--lang", "en"]) == 0
    assert "is finished, as of 23 November 2026: Launch." in capsys.readouterr().out
    make("finished")
    path = narae / "answers" / "2026-11" / "lead.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("level: 3", "level: 2", 1), encoding="utf-8")
    make("changed")
    for name in ("score", "status", "docx", "xlsx"):
        assert b"Draft:" not in made[f"{name} finished"], name
        assert b"answers changed after 23 November 2026" in made[f"{name} changed"], name
    assert b"Audit of 23 November 2026" in made["score finished"]
    assert [made[f"csv {state}"].decode() for state in ("finished", "changed")] == [
        "narae-city-en.csv",
        "narae-city-draft-en.csv",
    ]
    assert b"plan (draft)" in made["ics changed"]
    assert b"(draft)" not in made["ics finished"]
    finished, changed = (json.loads(made[f"json {state}"]) for state in ("finished", "changed"))
    assert (finished["draft"], finished["date"], finished["finished"]) == (False, "2026-11-23", "2026-11-23")
    assert (changed["draft"], changed["finished"]) == (True, "2026-11-23")


def words_of(path: Path) -> bytes:
    """Return what stands in a file: of an office file all of its parts."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_of_a_draft_says_that_it_is_one(
    narae: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    source = tmp_path / "source"
    assert run(["build", str(narae), "--lang", language, "--out", str(tmp_path / "s"), "--source", str(source)]) == 0
    word = {"en": "Draft: this round is not finished.", "ko": "초안입니다. 이 회차는 아직 마감하지 않았습니다."}
    pages = [page for page in source.rglob("*.md") if page.name != "README.md"]
    assert len(pages) > 10
    assert [page.name for page in pages if word[language] not in page.read_text(encoding="utf-8")] == []
    capsys.readouterr()
    assert run(["build", str(narae), "--single", "--lang", language, "--out", str(tmp_path / "one.html")]) == 0
    assert word[language] in (tmp_path / "one.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_earlier_round_can_still_be_shown_with_its_own_day(
    narae: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["finish", str(narae), "--date", "2026-11-23", "--lang", "en"]) == 0
    assert run(["round", str(narae), "2027-05", *DAY]) == 0
    assert "is a draft" not in capsys.readouterr().out
    assert run(["score", str(narae), "--lang", "en"]) == 0
    new = " ".join(capsys.readouterr().out.split())
    assert "Most of this round is not confirmed yet: 66 of 71 answers were carried over" in new
    assert run(["score", str(narae), "--round", "2026-11", "--lang", "en"]) == 0
    old = capsys.readouterr().out
    assert "Audit of 23 November 2026" in old
    assert "Launch" in old
    assert run(["status", str(narae), "--round", "2026-11", "--lang", "en"]) == 0
    assert "Round 2026-11, as of 23 November 2026" in capsys.readouterr().out
    out = tmp_path / "old.json"
    assert run(["export", str(narae), "--to", "json", "--round", "2026-11", "--out", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["round"] == "2026-11"
    assert run(["build", str(narae), "--single", "--round", "2026-11", "--out", str(tmp_path / "old.html")]) == 0
    assert "2026년 11월 23일 점검" in (tmp_path / "old.html").read_text(encoding="utf-8")
    capsys.readouterr()
    for command in ("score", "status", "build", "finish"):
        assert run([command, str(narae), "--round", "2020-01"]) == 1
        said = capsys.readouterr().err
        assert "there is no round 2020-01" in said
        assert "2026-11, 2027-05" in said


def test_a_round_that_waits_to_be_confirmed_is_no_fall(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["round", str(narae), "2027-05", *DAY]) == 0
    assert "listenfirst finish" in capsys.readouterr().out, "the round before was never finished"
    assert run(["compare", str(narae), *DAY]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "66 answers of last time wait to be confirmed and count as open until then. Last time: Launch." in said
    assert "Launch → Do not launch" not in said
    assert "What changed" not in said, "nobody has answered anything yet"
    assert "Not confirmed yet, neither worse nor better: 51" in said
    assert "slipped back" not in said
    assert "Clock and load are compared once their numbers are confirmed." in said


def test_what_cannot_be_finished_is_refused_with_a_reason(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["finish", str(narae), "--reopen", "--lang", "en"]) == 1
    assert "is not finished" in capsys.readouterr().err
    assert run(["finish", str(narae), "--reopen", *DAY]) == 2
    shutil.rmtree(narae / "answers")
    assert run(["finish", str(narae), "--lang", "en"]) == 1
    assert "no round yet" in capsys.readouterr().err
