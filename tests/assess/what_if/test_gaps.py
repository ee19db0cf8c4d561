"""The range: the rung as it stands, and with the gaps filled at their best (RULES 1.6)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.what_if.gaps import filled
from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result, RungRange

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]


def range_of(result: Result) -> RungRange:
    assert result.verdict.range is not None
    return result.verdict.range


@pytest.mark.parametrize(
    ("others", "profile", "now", "best", "gaps"),
    [
        ({}, {}, "launch", "launch", 0),
        ({"M01": "open"}, {}, "do-not-launch", "launch", 1),
        ({"L01": "unknown"}, {}, "do-not-launch", "launch", 1),
        ({"L01": 0}, {}, "do-not-launch", "do-not-launch", 0),
        ({"T09": "open", "T01": 1}, {}, "listen-only", "listen-only", 1),
        ({"N12": Answer(unknown=True)}, {}, "pilot", "launch", 1),
        ({"N09": Answer(unknown=True), "N04": Answer()}, {}, "pilot", "launch", 2),
        ({"E04": 1}, {"X1": None}, "listen-only", "pilot", 1),
        ({"T11": 0}, {"X6": None}, "listen-only", "launch", 1),
        ({"T09": "on word 3"}, {}, "pilot", "pilot", 0),
    ],
)
def test_the_range_is_from_the_rung_to_what_the_gaps_allow(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    others: dict[str, Any],
    profile: dict[str, None],
    now: str,
    best: str,
    gaps: int,
) -> None:
    found = range_of(assessed(answers_at(pack, 3, **others), pack=pack, **profile))
    assert (found.rung, found.best_rung, found.gaps) == (now, best, gaps)


def test_nothing_answered_at_all_is_from_the_lowest_to_the_highest(
    pack: Pack, answers_at: Make, assessed: Assess
) -> None:
    for mode, lowest, highest in (("plan", "do-not-launch", "launch"), ("run", "stop", "sustain")):
        found = range_of(assessed(answers_at(pack, "open"), mode, pack=pack, X1=None, X6=None))
        assert found.best_rung == highest
        assert (found.rank, found.best_rank) == (0, 3 if mode == "plan" else 4)
        assert lowest in found.rung


def test_what_was_answered_stays_as_it_is(pack: Pack, answers_at: Make, day: datetime.date) -> None:
    draft = Answer(value={"plain": Fraction(90)})
    layers: Any = Answer(value=(pack_layer(None), pack_layer(45)))
    told = Answer(purposes=("hear", "inform"))
    answers = answers_at(pack, 3, N07=draft, N09=layers, L01=told, M02="unknown")
    (best,) = filled(pack, answers.answers, day)
    assert best["N07"].value == {"plain": 90, "prepared": 0}
    assert [layer.minutes for layer in best["N09"].value] == [0, 45]  # type: ignore[union-attr]
    assert (best["L01"].purposes, best["L01"].without_voice, best["L01"].level) == (("hear", "inform"), "yes", 4)
    assert best["M02"].level == 4
    assert {name for name in best if best[name] != answers.of(name)} == {"N07", "N09", "L01", "M02"}


def pack_layer(minutes: int | None) -> Any:
    from audit.model.values import Layer

    return Layer(minutes, False)


def test_promised_hours_that_nobody_knows_are_none_or_those_that_are_watched(
    pack: Pack, answers_at: Make, written: Written, day: datetime.date
) -> None:
    watch = written(N01={"mon": "09:00-18:00"}, N02={"sat": "10:00-12:00", "holiday": "10:00-12:00"})
    answers = answers_at(pack, 3, **watch, N18=Answer(unknown=True))
    none, watched = filled(pack, answers.answers, day)
    assert none["N18"].value == "none"
    assert watched["N18"] == written(N18={"mon": "09:00-18:00", "sat": "10:00-12:00"})["N18"]


def test_without_a_verdict_there_is_no_range(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    assert assessed(answers_at(pack, 3), None, pack=pack).verdict.range is None
