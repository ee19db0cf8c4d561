"""The three figures of a question, and which evidence counts (RULES 1)."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from audit.assess.verdict.levels import Levels, expires, is_fresh, levels_of
from audit.model.answers import Answer, Evidence
from audit.model.pack import Pack, Question

Make = Callable[..., Answer]


def figures(levels: Levels) -> tuple[str, int | None, int | None, int | None]:
    return levels.state, levels.shown, levels.claimed, levels.possible


@pytest.fixture(scope="session")
def m02(plain: Pack) -> Question:
    return next(question for question in plain.questions if question.id == "M02")


@pytest.fixture(scope="session")
def l01(plain: Pack) -> Question:
    return next(question for question in plain.questions if question.id == "L01")


@pytest.mark.parametrize("level", range(5))
def test_a_level_with_fresh_evidence_is_shown_as_claimed(
    m02: Question, answer: Make, day: datetime.date, level: int
) -> None:
    assert figures(levels_of(m02, answer(m02, level), True, day)) == ("answered", level, level, level)


@pytest.mark.parametrize(("level", "shown"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 2)])
def test_levels_three_and_four_without_evidence_show_as_two(
    m02: Question, answer: Make, day: datetime.date, level: int, shown: int
) -> None:
    found = levels_of(m02, answer(m02, f"on word {level}"), True, day)
    assert figures(found) == ("answered", shown, level, level)
    assert found.lowered == ("evidence" if level > shown else None)


@pytest.mark.parametrize("state", ["unknown", "open"])
def test_unknown_and_open_count_as_the_worst_and_could_be_the_best(
    m02: Question, answer: Make, day: datetime.date, state: str
) -> None:
    assert figures(levels_of(m02, answer(m02, state), True, day)) == (state, 0, 0, 4)


def test_not_applicable_has_no_level(m02: Question, answer: Make, day: datetime.date) -> None:
    assert figures(levels_of(m02, answer(m02, "not applicable"), True, day)) == ("not applicable", None, None, None)


def test_a_hidden_question_has_no_level_whatever_was_answered(m02: Question, answer: Make, day: datetime.date) -> None:
    assert figures(levels_of(m02, answer(m02, 4), False, day)) == ("hidden", None, None, None)


@pytest.mark.parametrize(
    "given",
    [
        Answer(level=4, confirm=True),
        Answer(unknown=True, confirm=True),
        Answer(not_applicable="so", confirm=True),
    ],
)
def test_an_answer_carried_over_is_open_until_it_is_confirmed(m02: Question, day: datetime.date, given: Answer) -> None:
    assert figures(levels_of(m02, given, True, day)) == ("open", 0, 0, 4)


@pytest.mark.parametrize("choice", ["inform", "promote", "told-to", "everyone-has-one", "evaluation", "it-depends"])
def test_any_reason_but_to_hear_is_level_zero(l01: Question, day: datetime.date, choice: str) -> None:
    assert figures(levels_of(l01, Answer(choice=choice, text="so"), True, day)) == ("answered", 0, 0, 0)


def test_every_choice_of_the_one_question_is_covered_above(l01: Question) -> None:
    assert l01.opening is not None
    assert {choice.id for choice in l01.opening.choices} == {
        "hear", "inform", "promote", "told-to", "everyone-has-one", "evaluation", "it-depends"
    }  # fmt: skip


def test_not_knowing_why_is_level_zero(l01: Question, day: datetime.date) -> None:
    assert figures(levels_of(l01, Answer(unknown=True), True, day))[:3] == ("unknown", 0, 0)


def test_to_hear_without_a_level_is_open(l01: Question, day: datetime.date) -> None:
    assert figures(levels_of(l01, Answer(choice="hear", text="people"), True, day)) == ("open", 0, 0, 4)


def test_words_alone_are_no_answer(l01: Question, day: datetime.date) -> None:
    assert figures(levels_of(l01, Answer(text="people"), True, day)) == ("open", 0, 0, 4)


@pytest.mark.parametrize("level", range(1, 5))
def test_to_hear_has_the_level_that_was_chosen(l01: Question, answer: Make, day: datetime.date, level: int) -> None:
    assert figures(levels_of(l01, answer(l01, level), True, day)) == ("answered", level, level, level)


@pytest.mark.parametrize(
    ("written", "months", "audit", "fresh"),
    [
        ("2026-08-23", 3, "2026-11-23", True),  # the last day
        ("2026-08-22", 3, "2026-11-23", False),  # the day after
        ("2026-11-23", 3, "2026-11-23", True),  # of today
        ("2026-11-24", 3, "2026-11-23", False),  # of tomorrow
        ("2026-08-31", 3, "2026-11-30", True),  # November has no 31st
        ("2026-08-31", 3, "2026-12-01", False),
        ("2025-11-30", 3, "2026-02-28", True),
        ("2024-02-29", 12, "2025-02-28", True),
        ("2024-02-29", 12, "2025-03-01", False),
        (None, 12, "2026-11-23", False),  # without a date
    ],
)
def test_evidence_counts_from_its_date_to_the_end_of_its_shelf_life(
    written: str | None, months: int, audit: str, fresh: bool
) -> None:
    evidence = Evidence(what="a log", date=datetime.date.fromisoformat(written) if written else None)
    assert is_fresh(evidence, months, datetime.date.fromisoformat(audit)) is fresh


def test_evidence_without_a_date_never_expires_and_never_counts() -> None:
    assert expires(Evidence(what="a log"), 12) is None


def test_one_fresh_piece_among_stale_ones_is_enough(m02: Question, proof: Evidence, day: datetime.date) -> None:
    stale = Evidence(what="an old log", date=datetime.date(2020, 1, 1))
    coming = Evidence(what="a plan", date=day + datetime.timedelta(days=1))
    undated = Evidence(what="a word")
    assert levels_of(m02, Answer(level=4, evidence=(stale, coming, undated)), True, day).shown == 2
    assert levels_of(m02, Answer(level=4, evidence=(stale, proof, coming)), True, day).shown == 4
