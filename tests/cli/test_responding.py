"""respond, form --respond and what comes back, as they are typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audit.audits import assess_round
from audit.cli import run
from audit.files.folder import open_folder
from audit.files.shipped import shipped

PLAN = Path("narae") / "answers" / "2026-11" / "plan.yml"


@pytest.fixture
def narae(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of an example audit; the user stands beside it, and nobody is at a keyboard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")
    return Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path / "narae"))


def test_a_response_is_written_read_and_taken_back(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = PLAN.read_text(encoding="utf-8")
    verdict = assess_round(open_folder(narae), before=None).verdict
    assert run(["respond", "narae", "E08-3", "--state", "agreed", "--by", "IT", "--due", "2099-01-05"]) == 0
    assert PLAN.read_text(encoding="utf-8").startswith(before)
    result = assess_round(open_folder(narae), before=None)
    assert (result.responses["E08-3"].state, result.responses["E08-3"].track) == ("agreed", "agreed")
    assert result.verdict == verdict
    assert run(["respond", "narae", "E08-3", "--because", "after the move"]) == 0
    assert run(["respond", "narae"]) == 0
    said = capsys.readouterr().out
    assert "E08-3  Hold two drills a year" in said
    assert "Responses to the 45 actions:" in said
    assert run(["respond", "narae", "E08-3", "--clear"]) == 0
    assert PLAN.read_text(encoding="utf-8").rstrip() == before.rstrip()
    assert run(["status", "narae"]) == 0
    assert "Responses to the 45 actions: 11 agreed, 1 risk accepted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["E08-3", "--state", "refused"], "it needs a reason"),
        (["E08-3", "--state", "accepted", "--because", "x"], "needs a day on which it comes back"),
        (["E08-3", "--state", "accepted", "--because", "x", "--until", "2020-01-01"], "2020-01-01 is past"),
        (["Z99-1", "--state", "agreed"], "has no action Z99-1"),
        (["--state", "agreed"], "Name the action"),
        (["E08-3", "--due", "soon"], "soon is not a date"),
        (["E08-3", "--clear", "--by", "IT"], "--clear goes without"),
    ],
)
def test_what_cannot_be_written_is_a_sentence_and_changes_nothing(
    narae: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = PLAN.read_bytes()
    assert run(["respond", str(narae), *words]) in (1, 2)
    assert said.lower() in capsys.readouterr().err.lower()
    assert PLAN.read_bytes() == before


def test_the_day_of_the_response_is_written_into_the_round(narae: Path) -> None:
    assert run(["respond", "narae", "--sent", "2026-11-22"]) == 0
    result = assess_round(open_folder(narae), before=None)
    assert str(result.response_sent) == "2026-11-22"
    assert not result.draft, "a response is no answer: the round stays finished"


def test_the_page_for_responses_holds_the_plan_and_what_was_said(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["form", str(narae), "--respond", "--lang", "en"]) == 0
    page = narae / "export" / "respond-narae-city-2026-11-en.html"
    text = page.read_text(encoding="utf-8")
    data = json.loads(text.split('id="data">')[1].split("</script>")[0])
    assert len(data["actions"]) == 45
    assert data["actions"][0]["said"]["state"] == "agreed"
    assert (data["audit"], data["round"]) == ("c86f41a09e3d7b52", "2026-11")
    assert "http" not in text.replace("http-equiv", "")
    assert page.stat().st_size <= 150 * 1024
    assert run(["form", str(narae), "--respond", "--as", "it"]) == 2
    assert run(["form", str(narae), "--round", "2026-11"]) == 2
    assert run(["form", str(narae), "--respond", "--round", "2020-01"]) == 1
    assert "there is no round 2020-01" in capsys.readouterr().err.lower()


def test_what_comes_back_is_shown_taken_in_and_taken_back(narae: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent = Path("sent.yml")
    sent.write_text(
        '# listenfirst response 1; round 2026-11\naudit: {id: "c86f41a09e3d7b52"}\nsent: "2026-11-25"\n'
        'responses:\n  E08-3: {state: "refused", by: "head", because: "no staff"}\n# end 1\n',
        encoding="utf-8",
    )
    before = PLAN.read_bytes()
    assert run(["import", "narae", "sent.yml"]) == 1
    shown = capsys.readouterr()
    assert "+ E08-3  new: refused, head, no staff" in shown.out
    assert PLAN.read_bytes() == before
    assert run(["import", "narae", "sent.yml", "--yes"]) == 0
    assert assess_round(open_folder(narae), before=None).responses["E08-3"].because == "no staff"
    assert run(["import", "narae", "--undo"]) == 0
    assert PLAN.read_bytes() == before
    assert run(["import", "narae", "sent.yml", "--name", "Kim"]) == 2
    answers = narae / "answers" / "2026-11" / "lead.yml"
    assert run(["import", "narae", "sent.yml", str(answers), "--yes"]) == 1
    assert "take the two kinds in one after the other" in capsys.readouterr().err


def test_whoever_hands_the_report_on_is_told_what_it_does_not_say_of_itself(
    narae: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "narae"]) == 0
    assert "does not say" not in capsys.readouterr().err
    settings = narae / "audit.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("  scope:")] + "  kept: {}\n".replace("{}", '"two years"'), encoding="utf-8")
    assert run(["check", "narae"]) == 0
    assert "does not say: scope, limits." in capsys.readouterr().err
