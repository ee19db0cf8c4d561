"""Files of an older format: read as if they were new, written only when something is saved."""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest

from audit.errors import BadFiles, Refused
from audit.files.answers_file import open_answers, read_answers
from audit.files.upgrades import Formats
from audit.model.answers import Answer, Respondent
from audit.model.pack import Pack

OLD = '# by hand\nformat: 1\npack: listen-first\nversion: "1.0.0"\nreplies:\n  M02: {level: 3}  # seen\n'


def renamed(data: MutableMapping[str, Any]) -> None:
    data["answers"] = data.pop("replies")


TWO = Formats(newest=2, steps={1: renamed})


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An answers file of a format before ours."""
    path = tmp_path / "lead.yml"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_an_older_format_is_read_and_nothing_is_written(old: Path, pack: Pack) -> None:
    answers = read_answers(old, pack, TWO)
    assert answers.answers["M02"].level == 3
    assert answers.format == 2
    with open_answers(old, pack, Respondent(), TWO) as file:
        assert file.answers["M02"].level == 3
    assert old.read_text(encoding="utf-8") == OLD
    assert not list(old.parent.glob("*.format-*"))


def test_the_old_file_is_kept_once_beside_the_new_one(old: Path, pack: Pack) -> None:
    for level in (1, 2):
        with open_answers(old, pack, Respondent(), TWO) as file:
            file.put("M05", Answer(level=level))
    kept = old.with_name("lead.yml.format-1")
    assert kept.read_text(encoding="utf-8") == OLD
    written = old.read_text(encoding="utf-8")
    assert "format: 2" in written
    assert "# by hand" in written, "what a person wrote into it stays"
    assert read_answers(old, pack, TWO).answers["M02"].level == 3


def test_formats_outside_what_we_read_are_refused(old: Path, pack: Pack) -> None:
    old.write_text(OLD.replace("format: 1", "format: 3"), encoding="utf-8")
    with pytest.raises(Refused, match="format 3"):
        read_answers(old, pack, TWO)
    old.write_text(OLD, encoding="utf-8")
    with pytest.raises(BadFiles):
        read_answers(old, pack, Formats(newest=3, steps={2: renamed}))
