"""The three figures of a question, and which evidence counts (RULES 1)."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from audit.assess.verdict.evidence import expires, heard, is_checked, is_complete, is_fresh
from audit.assess.verdict.levels import Levels, levels_of
from audit.model.answers import OUTSIDE, Answer, Checked, Evidence, Person
from audit.model.pack import Pack, Question, Span

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


@pytest.mark.parametrize(
    "purposes",
    [
        ("warn",),
        ("inform",),
        ("promote",),
        ("told-to",),
        ("everyone-has-one",),
        ("evaluation",),
        ("not-sure",),
        ("warn", "inform", "told-to"),
    ],
)
@pytest.mark.parametrize("without_voice", [None, "yes", "no", "not-sure"])
def test_whoever_wants_neither_to_hear_nor_to_answer_is_at_level_zero_whatever_else_he_says(
    l01: Question, day: datetime.date, purposes: tuple[str, ...], without_voice: str | None
) -> None:
    given = Answer(purposes=purposes, without_voice=without_voice, text="so")
    assert figures(levels_of(l01, given, True, day)) == ("answered", 0, 0, 0)


@pytest.mark.parametrize("purpose", ["hear", "serve"])
@pytest.mark.parametrize("without_voice", ["no", "not-sure"])
def test_hesitation_is_an_answer(l01: Question, day: datetime.date, purpose: str, without_voice: str) -> None:
    given = Answer(purposes=(purpose, "inform"), without_voice=without_voice)
    assert figures(levels_of(l01, given, True, day)) == ("answered", 0, 0, 0)


@pytest.mark.parametrize(
    "given",
    [
        Answer(without_voice="yes"),
        Answer(without_voice="no"),
        Answer(purposes=("hear", "inform")),
        Answer(purposes=("serve",), without_voice="yes"),
        Answer(level=3),
        Answer(level=3, without_voice="yes"),
    ],
)
def test_the_wish_to_hear_is_open_until_its_three_steps_are_answered(
    l01: Question, day: datetime.date, given: Answer
) -> None:
    assert figures(levels_of(l01, given, True, day)) == ("open", 0, 0, 4)


def test_every_purpose_is_covered_above(l01: Question) -> None:
    assert l01.opening is not None
    assert [purpose.id for purpose in l01.opening.purposes] == [
        "hear", "serve", "warn", "inform", "promote", "told-to", "everyone-has-one", "evaluation", "not-sure"
    ]  # fmt: skip
    assert l01.opening.hearing == ("hear", "serve")


@pytest.mark.parametrize("choice", ["inform", "promote", "told-to", "everyone-has-one", "evaluation", "it-depends"])
def test_in_an_answer_of_the_first_version_any_reason_but_to_hear_is_level_zero(
    l01: Question, day: datetime.date, choice: str
) -> None:
    assert figures(levels_of(l01, Answer(choice=choice, text="so"), True, day)) == ("answered", 0, 0, 0)


def test_an_answer_of_the_first_version_keeps_its_level(l01: Question, proof: Evidence, day: datetime.date) -> None:
    given = Answer(choice="hear", level=3, evidence=(proof,))
    assert figures(levels_of(l01, given, True, day)) == ("answered", 3, 3, 3)


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
    ("written", "life", "audit", "fresh"),
    [
        ("2026-08-23", Span(months=3), "2026-11-23", True),  # the last day
        ("2026-08-22", Span(months=3), "2026-11-23", False),  # the day after
        ("2026-11-23", Span(months=3), "2026-11-23", True),  # of today
        ("2026-11-24", Span(months=3), "2026-11-23", False),  # of tomorrow
        ("2026-08-31", Span(months=3), "2026-11-30", True),  # November has no 31st
        ("2026-08-31", Span(months=3), "2026-12-01", False),
        ("2025-11-30", Span(months=3), "2026-02-28", True),
        ("2024-02-29", Span(months=12), "2025-02-28", True),
        ("2024-02-29", Span(months=12), "2025-03-01", False),
        ("2026-11-16", Span(days=7), "2026-11-23", True),
        ("2026-11-15", Span(days=7), "2026-11-23", False),
        (None, Span(months=12), "2026-11-23", False),  # without a date
    ],
)
def test_evidence_counts_from_its_date_to_the_end_of_its_shelf_life(
    written: str | None, life: Span, audit: str, fresh: bool
) -> None:
    piece = Evidence(what="a log", where="shelf", date=datetime.date.fromisoformat(written) if written else None)
    piece = piece.model_copy(update={"what": "the log"})
    assert is_fresh(piece, [life], datetime.date.fromisoformat(audit)) is fresh


def test_evidence_without_a_date_never_expires_and_never_counts() -> None:
    assert expires(Evidence(what="the log", where="shelf"), [Span(months=12)]) is None


@pytest.mark.parametrize(
    ("what", "where", "complete"),
    [
        ("the log", "shelf 2", True),
        ("x", "shelf 2", False),
        ("12345", "shelf 2", False),
        ("123456", "shelf 2", True),
        ("회의록", "문서함", True),  # a syllable counts two
        ("기록", "문서함", False),
        ("      x     ", "shelf 2", False),
        ("the log", "", False),
        ("the log", "  ", False),
    ],
)
def test_a_piece_says_what_it_is_and_where_it_lies_or_counts_as_none(
    m02: Question, day: datetime.date, what: str, where: str, complete: bool
) -> None:
    piece = Evidence(what=what, where=where, date=day)
    assert is_complete(piece) is complete
    assert levels_of(m02, Answer(level=4, evidence=(piece,)), True, day).shown == (4 if complete else 2)


def within(question: Question, **lives: Span) -> Question:
    """Return a question some levels of which name a time: `within(question, level3=Span(days=7))`."""
    levels = tuple(
        words.model_copy(update={"within": lives.get(f"level{number}")}) for number, words in enumerate(question.levels)
    )
    return question.model_copy(update={"levels": levels})


def test_a_level_that_names_a_time_is_proved_only_by_what_is_as_new(m02: Question, day: datetime.date) -> None:
    question = within(m02, level4=Span(days=7))
    old = Evidence(what="the log", where="shelf 2", date=day - datetime.timedelta(days=8))
    new = Evidence(what="the log", where="shelf 2", date=day - datetime.timedelta(days=7))
    assert levels_of(question, Answer(level=4, evidence=(old,)), True, day).shown == 3
    assert levels_of(question, Answer(level=4, evidence=(old, new)), True, day).shown == 4
    assert levels_of(question, Answer(level=3, evidence=(old,)), True, day).shown == 3


def test_the_shortest_time_up_to_a_level_counts_and_never_a_longer_one_than_the_questions(m02: Question) -> None:
    question = within(m02, level2=Span(days=30), level3=Span(months=240), level4=Span(days=90))
    day = datetime.date(2026, 1, 1)
    piece = Evidence(what="the log", where="shelf 2", date=day)
    assert expires(piece, question.life_at(1)) == expires(piece, [m02.shelf_life])
    assert [expires(piece, question.life_at(level)) for level in (2, 3, 4)] == [day + datetime.timedelta(days=30)] * 3


def test_a_check_counts_from_the_pieces_day_to_the_audits(m02: Question, day: datetime.date) -> None:
    def checked(when: datetime.date) -> bool:
        check = Checked(how="tested", by=OUTSIDE, date=when)
        piece = Evidence(what="the log", where="shelf 2", date=day - datetime.timedelta(days=3), checked=check)
        assert is_checked(piece, day) == levels_of(m02, Answer(level=3, evidence=(piece,)), True, day).checked
        return is_checked(piece, day)

    days = [day - datetime.timedelta(days=before) for before in (4, 3, 0, -1)]
    assert [checked(when) for when in days] == [False, True, True, False]


def test_one_piece_must_be_both_fresh_and_checked(m02: Question, proof: Evidence, day: datetime.date) -> None:
    stale = proof.model_copy(update={"date": datetime.date(2020, 1, 1)})
    fresh = proof.model_copy(update={"checked": None})
    assert not levels_of(m02, Answer(level=3, evidence=(stale, fresh)), True, day).checked
    assert levels_of(m02, Answer(level=3, evidence=(stale, proof)), True, day).checked


@pytest.mark.parametrize(
    ("by", "holds"),
    [("outside", True), ("legal", True), ("it", False), ("head", False), ("nobody-known", False)],
)
def test_whoever_answered_checks_nothing_of_his_own_under_another_role_neither(
    proof: Evidence, by: str, holds: bool
) -> None:
    people = {"it": Person(name="J. Doe"), "head": Person(name="J. Doe"), "legal": Person(name="R. Roe")}
    assert proof.checked is not None
    piece = proof.model_copy(update={"checked": proof.checked.model_copy(update={"by": by})})
    kept = heard(Answer(level=3, evidence=(piece,)), frozenset({"it"}), frozenset({"it", "head", "legal"}), people)
    assert (kept.evidence[0].checked is not None) is holds
    assert kept.evidence[0].what == piece.what


def test_one_fresh_piece_among_stale_ones_is_enough(m02: Question, proof: Evidence, day: datetime.date) -> None:
    stale = Evidence(what="an old log", where="shelf 1", date=datetime.date(2020, 1, 1))
    coming = Evidence(what="a new plan", where="shelf 1", date=day + datetime.timedelta(days=1))
    undated = Evidence(what="a word of mouth")
    assert levels_of(m02, Answer(level=4, evidence=(stale, coming, undated)), True, day).shown == 2
    assert levels_of(m02, Answer(level=4, evidence=(stale, proof, coming)), True, day).shown == 4
