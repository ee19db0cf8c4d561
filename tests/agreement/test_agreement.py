"""Two readers of one dossier: what they answered can be counted, holds the promise, and gives one verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from bench.agreement import PROMISED, SETS, Pair, answers_of, pairs, sets

COUNTS = "third"
"""The set after which no word was changed."""
BODIES = [
    ("7", "run", "safety-critical"),
    ("8", "run", "citizen-service"),
    ("9", "plan", "citizen-service"),
]
"""Dossier, whether accounts are live, and what people depend on the body for."""


@pytest.fixture(scope="module")
def counting() -> list[Pair]:
    return pairs(COUNTS)


@pytest.mark.parametrize("name", sets())
def test_every_answer_of_a_set_is_a_level_or_says_that_there_is_none(name: str) -> None:
    found = pairs(name)
    answered: dict[str, list[str]] = {}
    for pair in found:
        answered.setdefault(pair.dossier, []).append(pair.question)
    assert len(answered) == len(list((SETS / name).glob("dossier-*.md"))) == 3
    assert len({tuple(questions) for questions in answered.values()}) == 1
    assert {answer for pair in found for answer in (pair.strict, pair.lenient)} <= {0, 1, 2, 3, 4, "unknown", "na"}


def test_one_set_was_mended_by_nothing_and_answers_every_question_of_the_pack(pack: Pack, counting: list[Pair]) -> None:
    assert [name for name, mended in sets().items() if not mended] == [COUNTS]
    assert {pair.question for pair in counting} == {question.id for question in pack.questions if not question.computed}


def test_a_level_against_unknown_is_a_disagreement() -> None:
    assert not Pair("a", "L01", "unknown", 0).agrees
    assert Pair("a", "L01", "unknown", "unknown").agrees


def test_the_readers_choose_the_same_level_as_often_as_was_promised(counting: list[Pair]) -> None:
    assert 100 * sum(pair.agrees for pair in counting) >= PROMISED * len(counting)


def test_on_no_gate_do_they_differ_by_two_levels(pack: Pack, counting: list[Pair]) -> None:
    gates = set(pack.gate_conditions)
    seen = [pair for pair in counting if pair.question in gates]
    assert {pair.question for pair in seen} >= {"L01", "L04", "M01", "T01", "T08", "T09", "T11", "E04"}
    for pair in seen:
        assert pair.agrees or abs(int(pair.strict) - int(pair.lenient)) < 2, pair


@pytest.mark.parametrize(("dossier", "mode", "depends"), BODIES)
def test_both_readers_come_to_one_verdict(
    pack: Pack,
    answers_at: Callable[..., Answers],
    judged: Callable[..., Result],
    dossier: str,
    mode: str,
    depends: str,
) -> None:
    def rung(reader: str) -> str | None:
        given = answers_of(SETS / COUNTS / f"{reader}-{dossier}.yml")
        levels = {question: level if level != "na" else "not applicable" for question, level in given.items()}
        return judged(answers_at(pack, 0, **levels), mode, pack=pack, X1=depends).verdict.rung

    assert rung("strict") == rung("lenient")


def test_the_pack_prints_what_the_answers_give(pack: Pack, counting: list[Pair]) -> None:
    alike: Counter[str] = Counter()
    for pair in counting:
        alike[pair.question] += pair.agrees
    assert pack.head.agreement is not None
    assert pack.head.agreement.dossiers == len({pair.dossier for pair in counting})
    assert dict(pack.head.agreement.agreed) == dict(alike)
