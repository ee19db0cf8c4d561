"""The audits of which pictures are taken: the examples, and the ends of what a report can look like."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CROWD = 40
"""Voices in the round of the crowd."""
_ROLES = ("communications", "marketing", "it", "legal", "duty-officer")
_NO_LOGIN = "T09"
"""The question about signing in: who runs accounts and has little of it is held."""


def cases(work: Path) -> Iterator[tuple[str, Path]]:
    """Give the audit folders with their names.

    Args:
        work: An empty folder for those that are made here.
    """
    for example in sorted(path.parent for path in (ROOT / "examples").glob("*/audit.yml")):
        yield example.name, example
    yield "do-not-launch", _changed(work / "do-not-launch", "maple-library", _nothing_done)
    yield "hold", _changed(work / "hold", "narae-city", _running_without_login)
    yield "blank", _changed(work / "blank", "maple-library", dict[str, Any].clear)
    yield "crowd", _crowd(work / "crowd")


def _changed(place: Path, example: str, change: Any) -> Path:  # noqa: ANN401 # changes a table of YAML in place
    shutil.copytree(ROOT / "examples" / example, place)
    lead = max(place.glob("answers/*/lead.yml"))
    (lead.parent / "round.yml").unlink(missing_ok=True)
    written = _read(lead)
    change(written["answers"])
    _write(lead, written)
    if example == "narae-city":
        settings = _read(place / "audit.yml")
        settings["profile"]["X4"] = "run"
        _write(place / "audit.yml", settings)
    return place


def _nothing_done(answers: dict[str, Any]) -> None:
    for answer in answers.values():
        if "level" in answer:
            answer["level"] = 0
            for key in ("evidence", "note"):
                answer.pop(key, None)
        if "purposes" in answer:
            answer["purposes"] = ["everyone-has-one"]
            del answer["level"]


def _running_without_login(answers: dict[str, Any]) -> None:
    answers[_NO_LOGIN]["level"] = 1


def _crowd(place: Path) -> Path:
    shutil.copytree(ROOT / "examples" / "narae-city", place)
    lead = max(place.glob("answers/*/lead.yml"))
    (lead.parent / "round.yml").unlink(missing_ok=True)
    for number in range(CROWD - 1):
        written = _read(lead)
        role = _ROLES[number % len(_ROLES)]
        written["respondent"] = {"role": role, "name": f"No. {number + 2}"}
        for at, answer in enumerate(written["answers"].values()):
            if "level" in answer:
                answer["level"] = max(0, min(4, answer["level"] + (number * 7 + at * 3) % 4 - 2))
        _write(lead.with_name(f"{role}-no-{number + 2}.yml"), written)
    return place


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
