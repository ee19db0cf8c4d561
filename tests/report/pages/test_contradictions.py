"""Answers to check: both sides of a pair, with their addresses."""

from __future__ import annotations

from collections.abc import Callable

from audit.model.result.result import Result
from audit.report.pages.contradictions import contradictions_view
from audit.report.parts.context import ReportContext


def test_both_sides_of_a_pair_are_told_as_they_were_claimed_with_where_they_stand(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0].model_copy(update={"claim": ("M01",), "against": ("N12", "X2"), "lowers": "M01"})
    view = contradictions_view(context(whole.model_copy(update={"contradictions": (pair,)})))
    assert view.finding == "Two of your answers do not fit together"
    (shown,) = view.contradictions
    assert [side.href for side in shown.sides] == ["monitoring.html#M01", "staffing.html#N12", "answers.html#X2"]
    question = next(question for question in whole.questions if question.id == "M01")
    assert question.claimed is not None
    assert shown.sides[0].answer == f"Level {question.claimed} of 4: {question.levels[question.claimed]['en']}"
    assert shown.follows == "Until that is known, M01 counts as 2 at most."


def test_a_pair_that_is_only_unusual_lowers_nothing(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0].model_copy(update={"lowers": None})
    view = contradictions_view(context(whole.model_copy(update={"contradictions": (pair, pair)})))
    assert view.finding == "2 pairs of your answers do not fit together"
    assert view.contradictions[0].follows == "This lowers no level."
