"""The round before beside this one."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from audit.model.result.progress import PillarChange, ProgressResult
from audit.model.result.result import Result
from audit.report.charts.slopes import LINE, slopes_finding, spread_out
from audit.report.pages.progress import progress_finding, progress_view
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


@pytest.mark.parametrize(
    ("then", "english", "korean"),
    [
        (
            {"rank": 0, "title": {"en": "Do not launch", "ko": "열지 않기"}, "total": Fraction(44, 100)},
            "From “Do not launch” to “Launch”: 44 points of 100 then, 69 now",
            "지난번 ‘열지 않기’, 이번 ‘개설 가능’: 총점은 44점에서 69점으로 바뀌었습니다",
        ),
        (
            {"rank": 0, "title": {"en": "Do not launch", "ko": "열지 않기"}, "total": None},
            "From “Do not launch” to “Launch”",
            "판정 변화: ‘열지 않기’ → ‘개설 가능’",
        ),
        (
            {"rank": None, "title": None, "total": Fraction(44, 100)},
            "From “No verdict yet” to “Launch”: 44 points of 100 then, 69 now",
            "지난번 ‘아직 판정 없음’, 이번 ‘개설 가능’: 총점은 44점에서 69점으로 바뀌었습니다",
        ),
        (
            {"rank": 3, "total": Fraction(44, 100)},
            "Still “Launch”, though the total went from 44 to 69 of 100",
            "판정은 ‘개설 가능’ 그대로이고, 총점은 44점에서 69점이 되었습니다",
        ),
        (
            {"rank": 3, "total": Fraction(69, 100)},
            "Verdict and total are as they were: “Launch”, 69 of 100",
            "판정도 총점도 지난번 그대로입니다: ‘개설 가능’, 69점",
        ),
        ({"rank": 3, "total": None}, "The verdict is as it was: Launch", "판정은 그대로입니다: 개설 가능"),
        (
            {"to_confirm": 1},
            "1 answer of last time still waits to be confirmed; it counts as open",
            "지난 회차의 답 1건을 아직 확인하지 않았습니다. 확인할 때까지 미응답으로 계산합니다",
        ),
    ],
)
def test_the_finding_says_what_became_of_verdict_and_total(
    then: dict[str, Any],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
    before: ProgressResult,
) -> None:
    changed = before.model_copy(update={"to_confirm": 0, **then})
    result = example("narae-city").model_copy(update={"before": changed})
    found = [progress_finding(context(result, language), changed) for language in ("en", "ko")]
    assert [finding.replace("\u00a0", " ") for finding in found] == [english, korean]


def test_a_verdict_in_quotes_stays_on_one_line(
    example: Callable[[str], Result], context: Callable[..., ReportContext], before: ProgressResult
) -> None:
    then = before.model_copy(update={"rank": 0, "title": {"en": "Do not launch", "ko": "x"}, "to_confirm": 0})
    result = example("narae-city").model_copy(update={"before": then})
    assert progress_finding(context(result), then).startswith("From “Do\u00a0not\u00a0launch” to “")


NAMES = ("listening", "monitoring", "staffing", "escalation")


@pytest.mark.parametrize(
    ("then", "now", "english", "korean"),
    [
        (
            (40, 40, 40, 40),
            (50, 70, 41, 60),
            "All 4 pillars stand higher, Monitoring most: 40 then, 70 now",
            "영역 4개가 모두 올랐습니다. 가장 많이 오른 모니터링 영역은 40점에서 70점이 되었습니다",
        ),
        (
            (40, 40, 40, 40),
            (30, 39, 10, 20),
            "All 4 pillars stand lower, Staffing most: 40 then, 10 now",
            "영역 4개가 모두 내렸습니다. 가장 많이 내린 인력·조직 영역은 40점에서 10점이 되었습니다",
        ),
        (
            (40, 40, 40, 40),
            (40, 55, 40, 40),
            "1 of 4 pillars stand higher, Monitoring most: 40 then, 55 now",
            "영역 4개 가운데 1개가 올랐습니다. 가장 많이 오른 모니터링 영역은 40점에서 55점이 되었습니다",
        ),
        (
            (40, 40, 40, 40),
            (40, 30, 35, 40),
            "2 of 4 pillars stand lower, Monitoring most: 40 then, 30 now",
            "영역 4개 가운데 2개가 내렸습니다. 가장 많이 내린 모니터링 영역은 40점에서 30점이 되었습니다",
        ),
        (
            (40, 40, 40, 40),
            (45, 30, 35, 40),
            "1 of 4 pillars stand higher, 2 lower; Monitoring moved most: 40 then, 30 now",
            "영역 4개 가운데 1개가 오르고 2개가 내렸습니다. 가장 크게 달라진 모니터링 영역은 40점에서 30점이 되었습니다",
        ),
        ((40, 40, 40, 40), (40, 40, 40, 40), "Every pillar stands where it stood", "모든 영역이 지난번 그대로입니다"),
        ((None,) * 4, (40,) * 4, "The pillars cannot be compared yet", "영역은 아직 비교할 수 없습니다"),
    ],
)
def test_the_slopes_say_how_the_pillars_moved(
    then: tuple[int | None, ...],
    now: tuple[int, ...],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
    before: ProgressResult,
) -> None:
    pillars = {
        name: PillarChange(then=None if was is None else Fraction(was, 100), now=Fraction(each, 100), parts={})
        for name, was, each in zip(NAMES, then, now, strict=True)
    }
    changed = before.model_copy(update={"pillars": pillars, "to_confirm": 0})
    result = example("narae-city").model_copy(update={"before": changed})
    assert [slopes_finding(context(result, language)) for language in ("en", "ko")] == [english, korean]


@pytest.mark.parametrize("places", [[100, 100, 100, 100], [100, 110, 115, 240], [30], [50, 200, 60, 205]])
def test_words_at_the_end_of_slopes_never_cover_each_other(places: list[float]) -> None:
    found = spread_out(places)
    apart = sorted(found)
    assert all(second - first >= LINE - 0.1 for first, second in pairwise(apart))
    assert sorted(range(len(places)), key=lambda at: places[at]) == sorted(range(len(found)), key=lambda at: found[at])
    assert sum(found) == pytest.approx(sum(places), abs=1)


def test_what_is_settled_of_the_plan_of_last_time_stands_apart(
    example: Callable[[str], Result], context: Callable[..., ReportContext], before: ProgressResult
) -> None:
    view = progress_view(context(example("narae-city")))
    assert len(view.plan) + len(view.plan_done) == len(before.plan)
    assert {row.became.partition(";")[0] for row in view.plan_done} <= {"done", "dropped"}
    assert not any(row.became.startswith("done") for row in view.plan)


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
    assert view.slopes is None


def test_times_whose_numbers_wait_are_not_compared(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("narae-city")
    first, *rest = whole.inputs
    waits = whole.model_copy(update={"inputs": (first.model_copy(update={"confirm": True, "state": "open"}), *rest)})
    assert progress_view(context(whole)).week is not None
    assert progress_view(context(waits)).week is None
    assert {row.now for row in progress_view(context(waits)).times} == {"not confirmed yet"}
