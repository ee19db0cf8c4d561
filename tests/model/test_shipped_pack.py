"""The pack that ships holds the whole question map: every question, every input, every sentence of the essays."""

from __future__ import annotations

from audit.model.pack import Pack

QUESTIONS = {"L": 12, "M": 12, "T": 13, "E": 14}
NOT_ASKED = "N08"
"""It is computed from the watch windows."""


def test_every_question_of_the_map_is_asked_and_no_other(pack: Pack) -> None:
    expected = [f"{pillar}{number:02}" for pillar, count in QUESTIONS.items() for number in range(1, count + 1)]
    assert [question.id for question in pack.questions] == expected


def test_every_number_and_every_line_of_the_profile_is_asked_for(pack: Pack) -> None:
    numbers = {f"N{number:02}" for number in range(1, 23)} - {NOT_ASKED}
    profile = {f"X{number}" for number in range(1, 7)}
    asked = {identity for identity in pack.by_id if identity[0] in "NX"}
    assert asked == numbers | profile


def test_every_sentence_of_the_essays_has_a_row(pack: Pack) -> None:
    assert [seed.id for seed in pack.seeds.seeds] == [f"S{number:02}" for number in range(1, 87)]
