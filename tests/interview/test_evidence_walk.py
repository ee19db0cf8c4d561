"""Through all evidence that nobody else has looked at: a few keys for each piece, saved at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from audit.files.answers_file import read_answers
from audit.interview.evidence_walk import EvidenceWalk, Walked
from audit.language import translator
from audit.model.answers import Answer, Checked, Evidence, Sample

TODAY = datetime.date(2026, 11, 23)
ENTER, BACK, LEAVE = "\r", "\x1b[Z", "\x03"
LOG = Evidence(what="duty log", where="shelf 2", date=datetime.date(2026, 10, 2))
OLD = Evidence(what="minutes", where="shelf 3", date=datetime.date(2026, 9, 2))
SEEN = LOG.model_copy(update={"checked": Checked(how="seen", by="it", date=TODAY)})


@pytest.fixture
def walked(files: Any, at_keyboard: Any) -> Any:
    """Go through the evidence of three questions with some keys; return what came of it and what is on the disk."""
    answers = {
        "M01": Answer(level=3, evidence=(LOG, OLD)),
        "M02": Answer(level=3, evidence=(SEEN, Evidence(what="a list"))),
        "T01": Answer(level=2, evidence=(OLD,)),
    }
    for identity, answer in answers.items():
        files.answers.put(identity, answer)

    def go(keys: str, only: str | None = None) -> tuple[Walked, dict[str, Answer], str]:
        with at_keyboard(80, 24) as keyboard:
            keyboard.type(keys)
            walk = EvidenceWalk(files.folder, translator("en"), "en", TODAY, keyboard.terminal())
            found = walk.through(files.answers, "lead", "lead", only)
            seen = " ".join(keyboard.seen.split())
        return found, dict(read_answers(files.answers.path, files.folder.pack).answers), seen

    return go


def test_every_piece_that_counts_and_nobody_else_has_seen_is_asked_about(walked: Any) -> None:
    found, saved, seen = walked("2" + ENTER + "1" + ENTER * 3 + ENTER + "3" + ENTER + "0" + ENTER * 3)
    assert found == Walked(3, left=False)
    assert [piece.checked for piece in saved["M01"].evidence] == [Checked(how="seen", by="head", date=TODAY), None]
    assert saved["T01"].evidence[0].checked == Checked(how="tested", by="outside", date=TODAY)
    assert "a list" not in seen, "what counts as none is not asked about"
    assert "Audit lead" not in seen, "nobody checks what they answered themselves"


def test_enter_passes_a_piece_over_and_nothing_is_written(walked: Any, files: Any) -> None:
    before = files.answers.path.read_bytes()
    assert walked(ENTER * 3)[0] == Walked(3, left=False)
    assert files.answers.path.read_bytes() == before


def test_back_leads_to_the_piece_before_and_leaving_keeps_what_was_said(walked: Any) -> None:
    found, saved, _ = walked(ENTER + BACK + "2" + ENTER + "1" + ENTER * 3 + LEAVE)
    assert found == Walked(3, left=True)
    assert saved["M01"].evidence[0].checked is not None
    assert saved["T01"].evidence[0].checked is None


@pytest.mark.parametrize(("before", "question", "piece"), [("", "M01", 0), (ENTER, "M01", 0), (ENTER * 2, "M01", 1)])
def test_back_is_one_piece_back_and_at_the_first_nothing(walked: Any, before: str, question: str, piece: int) -> None:
    _, saved, _ = walked(before + BACK + "2" + ENTER + "1" + ENTER * 3 + LEAVE)
    looked_at = {
        (identity, number)
        for identity in ("M01", "T01")
        for number, shown in enumerate(saved[identity].evidence)
        if shown.checked is not None
    }
    assert looked_at == {(question, piece)}


def test_of_one_question_what_was_seen_already_can_be_changed(walked: Any) -> None:
    _, saved, _ = walked("1" + ENTER, "M02")
    assert saved["M02"].evidence[0].checked is None


def test_of_a_check_it_is_said_how_much_was_looked_at(walked: Any) -> None:
    _, saved, seen = walked("2" + ENTER + "1" + ENTER + ENTER + "posts" + ENTER + "\x15" + "12 of 40" + ENTER + LEAVE)
    check = saved["M01"].evidence[0].checked
    assert check is not None
    assert check.sample == Sample(looked=12, of=40)
    assert "does not say how many of how many" in seen
