"""The pack that ships holds the whole question map: every question, every input, every sentence of the essays."""

from __future__ import annotations

import pytest

from audit.model.pack import Pack

QUESTIONS = {"L": 12, "M": 12, "T": 13, "E": 14}
NOT_ASKED = "N08"
"""It is computed from the watch windows."""
LANGUAGES = {"en", "ko"}


def test_every_question_of_the_map_is_asked_and_no_other(pack: Pack) -> None:
    expected = [f"{pillar}{number:02}" for pillar, count in QUESTIONS.items() for number in range(1, count + 1)]
    assert [question.id for question in pack.questions] == expected


def test_every_number_and_every_line_of_the_profile_is_asked_for(pack: Pack) -> None:
    numbers = {f"N{number:02}" for number in range(1, 22)} - {NOT_ASKED}
    profile = {f"X{number}" for number in range(1, 7)}
    asked = {identity for identity in pack.by_id if identity[0] in "NX"}
    assert asked == numbers | profile


def test_every_question_has_five_described_levels_and_an_action_from_each_below_the_top(pack: Pack) -> None:
    for question in pack.questions:
        assert len(question.levels) == 5, question.id
        assert all(question.action_from(level) is not None for level in range(4)), question.id


def test_every_sentence_of_the_essays_is_used_or_listed_as_context(pack: Pack) -> None:
    seeds = pack.seeds
    assert [seed.id for seed in seeds.seeds] == [f"S{number:02}" for number in range(1, 87)]
    used = {seed for question in pack.questions for seed in question.seeds}
    used |= {seed for lens in pack.lenses for link in lens.links for seed in link.seeds}
    used |= {seed for gate in pack.verdict.gates for seed in gate.seeds}
    used |= {seed for item in pack.numbers for seed in item.seeds}
    used |= set(seeds.pages)
    assert used >= {seed.id for seed in seeds.seeds} - set(seeds.context)


@pytest.mark.parametrize("identity", ["L01", "M05", "T03", "E08"])
def test_questions_speak_both_languages_in_full(pack: Pack, identity: str) -> None:
    question = next(question for question in pack.questions if question.id == identity)
    for text in (question.title, question.ask, question.why, *question.levels):
        assert set(text) == LANGUAGES
        assert all(text.values())
