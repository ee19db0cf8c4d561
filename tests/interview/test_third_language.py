"""What the terminal asks in a language that is a catalogue, the pack's texts and one entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ENGLISH = re.compile(r"(?<![\w.-])[A-Za-z]{2,}(?!\w|[.-]\w)")


def test_the_guide_begins_with_every_language(third: Path, tmp_path: Path, person_at: Callable[..., Any]) -> None:
    here = tmp_path / "desk"
    here.mkdir()
    for name in ("audit", "site_template", "questions"):
        (here / name).symlink_to(third / name)
    person = person_at(cwd=here)
    for name in ("English", "한국어", "[Éñĝļîšĥ ẋẋẋ]"):
        person.reads(name)
    person.types("2")
    person.child.send("\r")
    person.reads("[Ŵĥåţ îš ţĥé ñåɱé öƒ ţĥé åĝéñçý?")


def test_a_question_in_the_terminal_is_asked_in_it(
    third: Path, tmp_path: Path, command_in: Callable[..., Any], person_at: Callable[..., Any]
) -> None:
    assert command_in(third, "new", str(tmp_path / "a"), "--name", "나래시", "--languages", "en-XA,ko").returncode == 0
    person = person_at("ask", str(tmp_path / "a"), "--only", "M02", "--lang", "en-XA", cwd=third)
    seen = person.reads("M02  [")
    assert set(ENGLISH.findall(seen)) == set()
