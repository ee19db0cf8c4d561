"""Answers to check: both sides of a pair, with their addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Result
from audit.report.pages.contradictions import contradictions_view
from audit.report.parts.context import ReportContext


def test_both_sides_of_a_pair_are_told_as_they_were_claimed_with_where_they_stand(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0].model_copy(update={"claim": ("M01",), "against": ("N12", "X2"), "lowers": "M01"})
    view = contradictions_view(context(whole.model_copy(update={"contradictions": (pair,)})))
    assert view.finding == "1 contradiction: both answers cannot hold"
    assert view.to_check == ()
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
    assert view.finding == "2 pairs of answers to check: unusual together"
    assert view.contradictions == ()
    assert view.to_check[0].follows == "This lowers nothing. Are both answers right as they stand?"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_two_kinds_stand_under_headings_of_their_own_and_are_counted_apart(
    language: str, example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0]
    one, other = (pair.model_copy(update={"id": name, "lowers": low}) for name, low in (("a", "M01"), ("b", None)))
    pages = rendered(whole.model_copy(update={"contradictions": (other, one)}), language)
    page = pages["contradictions.md"]
    places = [page.index(mark) for mark in ("{#lowering}", "{#check-a}", "{#to-check}", "{#check-b}")]
    assert places == sorted(places)
    counts = {
        "en": "1 contradiction: both answers cannot hold · 1 pair of answers to check: unusual together",
        "ko": "모순 1건(두 답이 모두 맞을 수 없음) · 확인할 답 1쌍(함께 나오는 일이 드묾)",
    }[language]
    assert counts in page
