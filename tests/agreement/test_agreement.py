"""What readers answered to the dossiers can be counted: every question once, with a level that there is."""

from __future__ import annotations

from audit.model.pack import Pack
from bench.agreement import DOSSIERS, pairs


def test_both_readers_answered_every_question_that_is_asked_once_per_dossier(pack: Pack) -> None:
    asked = {question.id for question in pack.questions if not question.computed}
    answered: dict[str, list[str]] = {}
    for pair in pairs():
        answered.setdefault(pair.dossier, []).append(pair.question)
    assert len(answered) == len(list(DOSSIERS.glob("*/dossier-*.md"))) >= 3
    assert {dossier: set(questions) == asked for dossier, questions in answered.items()} == dict.fromkeys(
        answered, True
    )
    assert all(len(questions) == len(set(questions)) for questions in answered.values())


def test_an_answer_is_a_level_or_says_that_there_is_none() -> None:
    allowed = {0, 1, 2, 3, 4, "unknown", "na"}
    assert {answer for pair in pairs() for answer in (pair.strict, pair.lenient)} <= allowed


def test_a_level_against_unknown_is_a_disagreement() -> None:
    found = [pair for pair in pairs() if "unknown" in (pair.strict, pair.lenient) and pair.strict != pair.lenient]
    assert found
    assert not any(pair.agrees for pair in found)
