"""Which questions are asked at all."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.answers import Answer
from audit.model.condition import parse_condition
from audit.model.pack import Pack
from audit.model.values import Value
from audit.model.visibility import visible


@pytest.fixture
def shown(pack: Pack, changed: Callable[..., Pack]) -> Callable[..., frozenset[str]]:
    """Return what is shown of a pack whose questions have conditions, such as `M05={"M02": {"at_least": 2}}`."""

    def make(profile: dict[str, Value | None], answers: dict[str, Answer], **when: dict[str, Any]) -> frozenset[str]:
        questions = [
            q.model_copy(update={"when": parse_condition(when[q.id])}) if q.id in when else q for q in pack.questions
        ]
        return visible(changed(questions=questions), profile, answers)

    return make


ON_M02 = {"M02": {"at_least": 2}}


@pytest.mark.parametrize(
    ("answer", "seen"),
    [
        (Answer(level=2), True),
        (Answer(level=1), False),
        (Answer(unknown=True), True),
        (Answer(), True),
        (Answer(not_applicable="so"), True),
        (Answer(level=1, confirm=True), True),
    ],
)
def test_a_question_is_hidden_only_where_its_condition_certainly_does_not_hold(
    shown: Callable[..., frozenset[str]], answer: Answer, seen: bool
) -> None:
    assert ("M05" in shown({}, {"M02": answer}, M05=ON_M02)) is seen


@pytest.mark.parametrize(
    ("profile", "seen"), [({"X4": "run"}, True), ({"X4": "plan"}, False), ({"X4": None}, True), ({}, True)]
)
def test_a_condition_on_the_profile_reads_what_the_agency_said(
    shown: Callable[..., frozenset[str]], profile: dict[str, Value | None], seen: bool
) -> None:
    assert ("E12" in shown(profile, {}, E12={"X4": {"is": "run"}})) is seen
    assert ("X3" in shown(profile, {})) is seen


@pytest.mark.parametrize(
    ("value", "seen"), [(Fraction(60), True), (Fraction(61), False), ("alerts", False), (None, True)]
)
def test_a_condition_on_a_number_compares_the_number(
    shown: Callable[..., frozenset[str]], value: Value | None, seen: bool
) -> None:
    answers = {"N03": Answer(value=value)} if value is not None else {}
    assert ("M05" in shown({}, answers, M05={"N03": {"below": 61}})) is seen


def test_what_is_hidden_counts_as_never_answered_in_other_conditions(shown: Callable[..., frozenset[str]]) -> None:
    when = {"M02": {"X4": {"is": "run"}}, "M05": ON_M02}
    assert "M05" not in shown({"X4": "run"}, {"M02": Answer(level=0)}, **when)
    assert "M05" in shown({"X4": "plan"}, {"M02": Answer(level=0)}, **when)


def test_two_conditions_that_name_each_other_come_to_an_end(shown: Callable[..., frozenset[str]]) -> None:
    seen = shown({}, {"M02": Answer(level=3), "M05": Answer(level=3)}, M02={"M05": {"at_least": 1}}, M05=ON_M02)
    assert {"M02", "M05"} <= seen


def test_everything_without_a_condition_is_shown(pack: Pack) -> None:
    always = {identity for identity, item in pack.by_id.items() if item.when is None}
    assert always <= visible(pack, {"X4": "plan"}, {})
