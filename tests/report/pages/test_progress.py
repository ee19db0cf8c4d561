"""The round before beside this one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.progress import ProgressResult
from audit.model.result.result import Result
from audit.report.pages.progress import progress_view
from audit.report.parts.context import ReportContext


@pytest.fixture
def before(example: Callable[[str], Result]) -> ProgressResult:
    """The round before that of an example."""
    found = example("narae-city").before
    assert found is not None
    return found


def test_without_a_round_before_there_is_no_such_page(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    with pytest.raises(ValueError, match="no round before"):
        progress_view(context(example("maple-library")))


def test_the_causes_of_a_pillar_add_up_to_its_difference(
    example: Callable[[str], Result], context: Callable[..., ReportContext], before: ProgressResult
) -> None:
    view = progress_view(context(example("narae-city")))
    for row, change in zip(view.pillars, before.pillars.values(), strict=True):
        assert change.now is not None
        assert change.then is not None
        assert (row.then, row.now) == (str(round(change.then * 100)), str(round(change.now * 100)))
        told = sum(Fraction(cause.points.replace("−", "-").replace("±", "").replace("+", "")) for cause in row.causes)
        assert abs(told - (change.now - change.then) * 100) < 1, "each cause is rounded to a tenth"


def test_a_verdict_that_changed_is_told_from_one_to_the_other_and_each_on_one_line(
    example: Callable[[str], Result], context: Callable[..., ReportContext], before: ProgressResult
) -> None:
    then = before.model_copy(
        update={"rank": 0, "title": {"en": "Do not launch", "ko": "열지 마십시오"}, "to_confirm": 0}
    )
    result = example("narae-city").model_copy(update={"before": then})
    finding = progress_view(context(result)).finding
    assert finding.startswith("From “Do\u00a0not\u00a0launch” to “")


@pytest.mark.parametrize(("waiting", "said"), [(1, "1 answer of last time"), (7, "7 answers of last time")])
def test_answers_that_wait_to_be_confirmed_are_no_fall(
    waiting: int,
    said: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
    before: ProgressResult,
) -> None:
    result = example("narae-city").model_copy(update={"before": before.model_copy(update={"to_confirm": waiting})})
    view = progress_view(context(result))
    assert view.finding.startswith(said)
    assert view.total == ""


def test_times_whose_numbers_wait_are_not_compared(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("narae-city")
    first, *rest = whole.inputs
    waits = whole.model_copy(update={"inputs": (first.model_copy(update={"confirm": True, "state": "open"}), *rest)})
    assert progress_view(context(whole)).week is not None
    assert progress_view(context(waits)).week is None
    assert {row.now for row in progress_view(context(waits)).times} == {"not confirmed yet"}
