"""The pack that ships holds the whole question map: every question, every input, every sentence of the essays."""

from __future__ import annotations

from audit.model.pack import Input, Pack, Question

QUESTIONS = {"L": 13, "M": 14, "T": 17, "E": 17}
GONE = {"L07", "M09", "T04", "T06", "T07", "T10", "T13", "E05", "E13", "E14"}
"""They counted a practice again; an id is never used twice."""
NOT_ASKED = "N08"
"""It is computed from the watch windows."""


def test_every_question_of_the_map_is_asked_and_no_other(pack: Pack) -> None:
    expected = [f"{pillar}{number:02}" for pillar, count in QUESTIONS.items() for number in range(1, count + 1)]
    expected = [identity for identity in expected if identity not in GONE]
    assert len(expected) <= 52
    assert [question.id for question in pack.questions] == expected


def test_every_number_and_every_line_of_the_profile_is_asked_for(pack: Pack) -> None:
    numbers = {f"N{number:02}" for number in range(1, 23)} - {NOT_ASKED}
    profile = {f"X{number}" for number in range(1, 7)}
    asked = {identity for identity in pack.by_id if identity[0] in "NX"}
    assert asked == numbers | profile


def test_every_sentence_of_the_essays_has_a_row(pack: Pack) -> None:
    assert [seed.id for seed in pack.seeds.seeds] == [f"S{number:02}" for number in range(1, 87)]


def test_the_title_of_a_step_says_in_every_language_what_it_is_about_without_a_code(pack: Pack) -> None:
    """Nobody has to know the question to understand its step: "Find out whether anybody watches at weekends"."""
    general = pack.verdict.general_actions
    asked: list[Question | Input] = [question for question in pack.questions if not question.computed]
    asked += pack.numbers
    for item in asked:
        assert item.matter is not None, item.id
        for action in (general.find_out, general.show, general.checked, general.which_is_true):
            for title in action.title_for(item).values():
                assert item.id not in title
                assert "{" not in title
    titles = [title for item in asked for title in general.find_out.title_for(item).values()]
    assert "Find out whether anybody watches at weekends and on holidays" in titles
    assert len(set(titles)) == len(titles), "two steps would be called the same"


def test_no_two_actions_are_called_the_same_so_that_each_is_understood_without_its_question(pack: Pack) -> None:
    for language in ("en", "ko"):
        titles = [action.title[language] for question in pack.questions for action in question.actions]
        assert sorted(title for title in set(titles) if titles.count(title) > 1) == []
