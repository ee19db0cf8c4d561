"""Answers to check: both sides of a pair, with their addresses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Result
from audit.report.pages.contradictions import contradictions_finding, contradictions_view
from audit.report.parts.context import ReportContext


def test_both_sides_of_a_pair_are_told_as_they_were_claimed_with_where_they_stand(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0].model_copy(update={"claim": ("M01",), "against": ("N12", "X2"), "lowers": "M01"})
    view = contradictions_view(context(whole.model_copy(update={"contradictions": (pair,)})))
    assert view.finding.startswith("Two answers cannot both hold: ")
    assert view.to_check == ()
    (shown,) = view.contradictions
    assert [side.href for side in shown.claim] == ["monitoring.html#M01"]
    assert [side.href for side in shown.against] == ["staffing.html#N12", "answers.html#X2"]
    question = next(question for question in whole.questions if question.id == "M01")
    assert question.claimed is not None
    assert shown.claim[0].answer == f"Level {question.claimed} of 4: {question.levels[question.claimed]['en']}"
    assert shown.follows == "Until that is known, it counts as 2 at most: Regular checks"


def test_a_pair_that_is_only_unusual_lowers_nothing(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    pair = whole.contradictions[0].model_copy(update={"lowers": None})
    view = contradictions_view(context(whole.model_copy(update={"contradictions": (pair, pair)})))
    assert view.finding == "2 pairs of answers are unusual together; nothing is lowered for it"
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
    said = {"en": "1 of 2 pairs of answers cannot both hold", "ko": "답 2쌍 가운데 1쌍은 둘 다 맞을 수 없고"}[language]
    assert said in page


@pytest.mark.parametrize(
    ("lowers", "english", "korean"),
    [
        (
            ("E04",),
            "Two answers cannot both hold: The target is an hour, the approvals take longer",
            "두 답이 모두 맞을 수는 없습니다: 목표는 한 시간인데 결재는 그보다 오래 걸립니다",
        ),
        (("E04", "T02", "L09"), "3 pairs of answers cannot both hold", "답 3쌍은 둘 다 맞을 수 없습니다"),
        (
            (None,),
            "Two answers are unusual together: The target is an hour, the approvals take longer",
            "좀처럼 함께 나오지 않는 두 답이 있습니다: 목표는 한 시간인데 결재는 그보다 오래 걸립니다",
        ),
        (
            (None, None),
            "2 pairs of answers are unusual together; nothing is lowered for it",
            "좀처럼 함께 나오지 않는 답이 2쌍 있습니다. 이 때문에 낮추는 것은 없습니다",
        ),
        (
            ("E04", None, None),
            "1 of 3 pairs of answers cannot both hold; the others are only unusual together",
            "답 3쌍 가운데 1쌍은 둘 다 맞을 수 없고, 나머지는 좀처럼 함께 나오지 않습니다",
        ),
    ],
)
def test_the_finding_says_what_does_not_fit_together(
    lowers: tuple[str | None, ...],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    whole = example("haneul-district")
    pairs = tuple(whole.contradictions[0].model_copy(update={"lowers": low}) for low in lowers)
    result = whole.model_copy(update={"contradictions": pairs})
    assert [contradictions_finding(context(result, language)) for language in ("en", "ko")] == [english, korean]
