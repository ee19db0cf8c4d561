"""What is asked and what of it is open: one count."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.assess.assess import assess
from audit.assess.rounds.status import status
from audit.interview.flow import Stand, progress
from audit.model.answers import Agency, Answer, Answers, Settings
from audit.model.asked import Item, Progress, asked, progress_of, still_open
from audit.model.pack import Input, Pack, Question
from audit.model.values import Value

DAY = datetime.date(2026, 11, 23)


def test_the_profile_and_numbers_are_open_until_they_are_answered(pack: Pack) -> None:
    everything = still_open(pack, {}, {})
    assert {"X1", "L01", "N12"} <= set(everything)
    assert not {question.id for question in pack.questions if question.computed} & set(everything)
    assert set(everything) - set(still_open(pack, {"X1": None}, {"N12": Answer(value=Fraction(1))})) == {"X1", "N12"}


def test_a_wish_without_the_level_it_asks_for_is_open(pack: Pack) -> None:
    wish = Answer(purposes=("hear",), without_voice="yes")
    assert "L01" in still_open(pack, {}, {"L01": wish})
    assert "L01" not in still_open(pack, {}, {"L01": wish.model_copy(update={"without_voice": "no"})})
    assert "L01" not in still_open(pack, {}, {"L01": Answer(purposes=("inform",))})


def test_what_does_not_apply_is_neither_answered_nor_open() -> None:
    assert progress_of(["answered", "unknown", "open", "not applicable"]) == Progress(2, 3)
    assert progress_of([]).percent == 100
    assert Progress(299, 300).percent == 99, "a hundred means that nothing is open"
    assert Progress(3, 5).open == 2


GIVEN = st.sampled_from(["level", "unknown", "confirm", "not applicable", "reason only", ""])


@pytest.mark.thorough
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(GIVEN, min_size=80, max_size=80),
    st.sets(st.sampled_from(["X1", "X2", "X3", "X5"])),
    st.sampled_from(["plan", "run"]),
)
def test_interview_verdict_and_status_count_the_same_as_open(
    pack: Pack, kinds: list[str], known: set[str], mode: str
) -> None:
    items: list[Item] = [*(question for question in pack.questions if not question.computed), *pack.numbers]
    answers: dict[str, Answer] = {}
    for item, kind in zip(items, kinds, strict=False):
        answer = given_answer(item, kind)
        if answer is not None:
            answers[item.id] = answer
    profile: Mapping[str, Value | None] = {"X4": mode, **dict.fromkeys(sorted(known))}
    where = Settings(format=1, agency=Agency(name="Haneul"), languages=("en",), pack=pack.head.id, profile=profile)
    voices = {"lead": Answers(format=1, pack=pack.head.id, version=pack.head.version, answers=answers)}
    stand = Stand(pack, profile, answers)
    listed = [item.id for item in stand.items if stand.state(item) == "open"]
    result = assess(pack, where, voices, DAY, product="0", answers_digest="", advice=False)
    round_ = status(pack, where, voices, DAY, "2026-11")
    assert list(result.verdict.open) == listed == list(round_.nobody)
    assert result.progress == (progress(stand).answered, progress(stand).applicable)
    assert (round_.answered, round_.asked) == result.progress
    assert len(asked(pack, profile, answers)) == len(stand.items)


def given_answer(item: Question | Input, kind: str) -> Answer | None:
    """Make an answer of a kind; None for none. Of a number only whether it is known matters."""
    if not isinstance(item, Question):
        return Answer(unknown=True, confirm=kind == "confirm") if kind else None
    wish: dict[str, Any] = {"purposes": ("hear",), "without_voice": "yes"} if item.opening else {}
    made: dict[str, Callable[[], Answer]] = {
        "level": lambda: Answer(level=2, **wish),
        "unknown": lambda: Answer(unknown=True),
        "confirm": lambda: Answer(level=1, confirm=True, **wish),
        "not applicable": lambda: Answer(not_applicable="so") if item.not_applicable else Answer(unknown=True),
        "reason only": lambda: Answer(note="a note", **wish),
    }
    return made[kind]() if kind in made else None
