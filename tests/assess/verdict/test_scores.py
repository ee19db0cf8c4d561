"""Pillars and total (RULES 1.3, 1.4)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.assess.verdict.scores import band, mean
from audit.model.answers import Answers
from audit.model.pack import Bands, Pack
from audit.model.result.result import Figures, Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("level", range(5))
def test_a_level_everywhere_is_that_share_of_every_pillar_and_of_the_total(
    plain: Pack, answers_at: Make, judged: Assess, level: int, mode: str
) -> None:
    result = judged(answers_at(plain, level), mode)
    assert {pillar.shown for pillar in result.pillars.values()} == {Fraction(level, 4)}
    assert result.total.shown == Fraction(level, 4)


def test_the_eight_gate_questions_weigh_two_and_all_others_one(plain: Pack) -> None:
    assert {question.id for question in plain.questions if question.weight == 2} == {
        "L01", "L04", "M01", "T01", "T08", "T09", "T11", "E04"
    }  # fmt: skip
    assert {question.weight for question in plain.questions} == {1, 2}
    assert plain.gate_questions == {question.id for question in plain.questions if question.weight == 2}


def test_every_figure_follows_from_the_answers_below_it(plain: Pack, answers_at: Make, judged: Assess) -> None:
    result = judged(answers_at(plain, 3, M02=1, M05="unknown", M06="on word 4", M07="not applicable", E04=0))
    for name, pillar in result.pillars.items():
        counted = [question for question in result.questions if question.id in pillar.assessed]
        assert {question.pillar for question in counted} == {name}
        assert pillar.maximum == sum(4 * question.weight for question in counted)
        assert pillar.points_shown == sum(question.weight * (question.shown or 0) for question in counted)
        assert pillar.points_claimed == sum(question.weight * (question.claimed or 0) for question in counted)
        assert pillar.points_possible == sum(question.weight * (question.possible or 0) for question in counted)
        assert pillar.shown == Fraction(pillar.points_shown, pillar.maximum)
        assert pillar.claimed == Fraction(pillar.points_claimed, pillar.maximum)
        assert pillar.possible == Fraction(pillar.points_possible, pillar.maximum)
    assert result.total.shown == sum((pillar.shown or 0 for pillar in result.pillars.values()), Fraction(0)) / 4


def test_the_total_is_the_plain_mean_of_the_pillars_whatever_their_size(
    plain: Pack, answers_at: Make, judged: Assess
) -> None:
    zero_in_listening = {question.id: 0 for question in plain.in_pillar("listening")}
    assert judged(answers_at(plain, 4, **zero_in_listening)).total.shown == Fraction(3, 4)


def test_what_is_left_out_is_listed_with_its_share_of_the_weight(plain: Pack, answers_at: Make, judged: Assess) -> None:
    pillar = judged(answers_at(plain, 3, M07="not applicable")).pillars["monitoring"]
    assert pillar.not_applicable == ("M07",)
    assert pillar.not_applicable_share == Fraction(1, 11)
    assert pillar.maximum == 4 * 10


@pytest.mark.parametrize(
    ("percent", "name"),
    [(0, "stop"), (24, "stop"), (25, "weak"), (49, "weak"), (50, "fair"), (74, "fair"), (75, "good"), (100, "good")],
)
def test_bands_begin_at_25_50_and_75_percent(plain: Pack, percent: int, name: str) -> None:
    assert band(Fraction(percent, 100), plain.verdict.bands) == name


def test_a_mean_of_nothing_is_no_figure() -> None:
    bands = Bands(weak=25, fair=50, good=75)
    nothing = Figures(shown=None, claimed=None, possible=None, band=None)
    assert mean([], bands) == nothing
    assert mean([nothing, nothing], bands) == nothing
