"""What lapses next in one audit or many is said before it happens, and a job can act on it."""

from __future__ import annotations

import datetime
import json
import shutil
from pathlib import Path

import pytest

from audit.cli import run
from audit.files.shipped import shipped
from audit.watching import watch

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def audits(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A city that can launch, and a district that must not."""
    root = tmp_path_factory.mktemp("audits")
    made = [shutil.copytree(shipped("examples") / name, root / name) for name in ("narae-city", "haneul-district")]
    return Path(made[0]), Path(made[1])


def test_what_lapses_is_said_in_the_order_of_its_days_and_not_beyond_the_days_asked_for(
    audits: tuple[Path, Path],
) -> None:
    (city,) = watch(audits[:1], DAY, 90)
    days = [lapse.day for lapse in city.lapses]
    assert days == sorted(days)
    assert max(days) <= DAY + datetime.timedelta(days=90)
    (fall,) = [lapse for lapse in city.lapses if lapse.kind == "verdict"]
    assert city.through == fall.day - datetime.timedelta(days=1)
    assert {lapse.kind for lapse in city.lapses} >= {"verdict", "evidence", "risk"}
    (near,) = watch(audits[:1], DAY, 0)
    assert all(lapse.day <= DAY for lapse in near.lapses)


def test_the_verdict_is_that_of_the_day_and_not_of_the_audit(audits: tuple[Path, Path]) -> None:
    (now,), (later,) = watch(audits[:1], DAY, 0), watch(audits[:1], datetime.date(2027, 3, 1), 0)
    assert (now.rung, later.rung) == ("launch", "pilot")


def test_a_job_learns_by_the_exit_code_that_a_verdict_is_below_what_was_asked_for(
    audits: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["watch", *map(str, audits), "--date", DAY.isoformat(), "--lang", "en"]
    assert run(order) == 0
    assert run([*order, "--require", "pilot"]) == 3
    said = capsys.readouterr().out
    assert "below what was asked for" in said
    assert "21 February 2027: the verdict becomes “Pilot”" in said


def test_a_broken_folder_is_named_and_the_rest_goes_on(
    audits: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "audit.yml").write_text("format: 2\nagency: [", encoding="utf-8")
    order = ["watch", str(tmp_path / "broken"), str(tmp_path / "none"), str(audits[0]), "--date", DAY.isoformat()]
    assert run([*order, "--lang", "en", "--require", "sustain"]) == 1
    out, err = capsys.readouterr()
    assert "audit.yml:3" in err
    assert "is not a folder" in err
    assert "stands through" in out


def test_a_program_reads_it_and_a_calendar_takes_it(
    audits: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = tmp_path / "lapses.ics"
    order = ["watch", *map(str, audits), "--date", DAY.isoformat(), "--json", "--ics", str(calendar)]
    assert run(order) == 0
    data = json.loads(capsys.readouterr().out)
    assert [audit["rung"] for audit in data["audits"]] == ["launch", "do-not-launch"]
    count = sum(len(audit["lapses"]) for audit in data["audits"])
    text = calendar.read_text(encoding="utf-8")
    assert text.count("BEGIN:VEVENT") == count > 5
    assert run(order) == 0
    assert calendar.read_text(encoding="utf-8") == text
