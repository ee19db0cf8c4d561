"""Invented bodies of very different kinds get the verdict that a practitioner would expect (docs/verdict.md says why)."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from audit.audits import assess_round
from audit.files.folder import open_folder
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

ROOT = Path(__file__).resolve().parents[3]
BODIES = ROOT / "tests" / "fixtures" / "bodies"
NAMES = ("larch-bakeries", "hanbit-fire", "garam-ministry", "quarry-archive", "deulnyeok-growers")


def assessed(name: str) -> Result:
    return assess_round(open_folder(BODIES / name), datetime.date(2026, 11, 23))


@pytest.mark.parametrize(
    ("name", "rung", "caps"),
    [
        ("larch-bakeries", "pilot", ["GF", "GH", "floor:escalation", "floor:total"]),
        ("hanbit-fire", "pilot", ["GA", "floor:listening"]),
        ("garam-ministry", "launch", ["sustain"]),
        ("quarry-archive", "pilot", ["GF", "GH", "floor:escalation", "floor:total"]),
        ("deulnyeok-growers", "do-not-launch", ["GA"]),
    ],
)
def test_a_body_is_held_where_a_practitioner_would_hold_it(name: str, rung: str, caps: list[str]) -> None:
    verdict = assessed(name).verdict
    assert (verdict.rung, [cap.name for cap in verdict.caps]) == (rung, caps)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_left_open_and_the_round_is_finished(name: str) -> None:
    result = assessed(name)
    assert [question.id for question in result.questions if question.state == "open"] == []
    assert not result.draft


def test_only_the_fire_service_is_told_to_go_on_warning_and_nothing_else() -> None:
    assert [name for name in NAMES if assessed(name).verdict.warnings_only] == ["hanbit-fire"]


@pytest.mark.parametrize("proof", ["law: true, ", ', checked: {how: "seen", by: "legal", date: "2026-10-12"}}]\n  L02'])
def test_without_the_law_seen_by_somebody_else_the_fire_service_stops_in_order(proof: str, tmp_path: Path) -> None:
    result = _changed("hanbit-fire", proof, "}]\n  L02" if proof.endswith("L02") else "", tmp_path)
    assert (result.verdict.rung, [cap.name for cap in result.verdict.caps]) == ("stop-in-order", ["GA"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('N04: {value: "others-ring"', 'N04: {value: "nobody"'),
        ("L09: {level: 3", "L09: {level: 2"),
        ("N18: {value: {mon", "N18: {unknown: true} # {value: {mon"),
    ],
)
def test_without_published_hours_that_stand_silence_at_night_holds_the_ministry(
    old: str, new: str, tmp_path: Path
) -> None:
    result = _changed("garam-ministry", old, new, tmp_path)
    assert (result.verdict.rung, [cap.name for cap in result.verdict.caps]) == ("pilot", ["GF", "GH"])


def test_the_case_of_the_company_is_a_sunday_and_two_days_of_silence() -> None:
    clock = assessed("larch-bakeries").clock
    assert clock is not None
    assert clock.incident is not None
    assert clock.incident.posted.strftime("%A") == "Sunday"
    assert clock.incident.real == 48 * 60


@pytest.mark.parametrize("file", ["audit.yml", "answers/2026-11/lead.yml"])
def test_the_company_never_speaks_of_itself_as_an_agency(file: str) -> None:
    text = (BODIES / "larch-bakeries" / file).read_text(encoding="utf-8")
    assert "agency" not in text.replace("\nagency:\n", "").lower()


@pytest.mark.parametrize("name", NAMES)
def test_why_it_stands_there_is_explained(name: str) -> None:
    explained = (ROOT / "docs" / "verdict.md").read_text(encoding="utf-8")
    assert f"`{name}`" in explained


def _changed(name: str, old: str, new: str, place: Path) -> Result:
    """Assess a body with something in its answers replaced."""
    for file in ("audit.yml", "answers/2026-11/lead.yml"):
        text = (BODIES / name / file).read_text(encoding="utf-8")
        target = place / name / file
        target.parent.mkdir(parents=True, exist_ok=True)
        if file != "audit.yml":
            assert old in text
            text = text.replace(old, new, 1)
        target.write_text(text, encoding="utf-8")
    return assess_round(open_folder(place / name), datetime.date(2026, 11, 23))
