"""The ladder: where the audit stands, and the work to each rung to scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest

from audit.model.result.result import Result
from audit.report.charts.ladder import ladder_chart, ladder_finding
from audit.report.parts.context import ReportContext

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_highest_rung_comes_first_and_only_one_is_where_the_audit_stands(
    name: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example(name)
    stairs = ladder_chart(context(result)).stairs
    titles = [rung.title["en"] for rung in result.method.rungs]
    assert [stair.title for stair in stairs] == titles[::-1]
    assert [stair.title for stair in stairs if stair.place == "here"] == [
        result.verdict.title and result.verdict.title["en"]
    ]
    places = [stair.place for stair in stairs]
    assert places == sorted(places, key=["above", "here", "below"].index)


def test_what_is_above_is_drawn_in_outline_and_what_is_reached_is_full(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    stairs = ladder_chart(context(example("maple-library"))).stairs
    assert [(stair.place, stair.shape) for stair in stairs] == [
        ("above", "○"),
        ("here", "◆"),
        ("below", "▲"),
        ("below", "■"),
    ]


def test_the_bars_are_days_of_work_to_scale(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("haneul-district")
    days = {way.title["en"]: way.days for way in result.way_up if way.reachable and way.days}
    most = max(days.values())
    drawn = {stair.title: stair.width for stair in ladder_chart(context(result)).stairs if stair.width is not None}
    assert drawn == {title: max(2, round(100 * count / most)) for title, count in days.items()}
    assert max(drawn.values()) == 100


def test_where_the_round_before_stood_its_day_is_named(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("narae-city")
    assert result.before is not None
    (was,) = [stair for stair in ladder_chart(context(result)).stairs if "2026" in stair.fact]
    assert was.fact == "12 June 2026"
    assert result.before.title is not None
    assert was.title == result.before.title["en"]


def changed(result: Result, **what: Any) -> Result:
    """Return a result with another way up, round before or total."""
    verdict = result.verdict.model_copy(update={"rank": what["rank"]}) if "rank" in what else result.verdict
    ways = tuple(
        way.model_copy(update={key: what[key] for key in ("reachable", "if_you_want") if key in what})
        for way in result.way_up
    )
    total = result.total.model_copy(update={"shown": what.get("now", result.total.shown)})
    before = result.before and result.before.model_copy(update={"total": what.get("then", result.before.total)})
    return result.model_copy(
        update={
            "verdict": verdict,
            "way_up": () if what.get("top") else ways,
            "total": total,
            "before": None if what.get("first") else before,
        }
    )


THIRD, HALF = Fraction(1, 3), Fraction(1, 2)


@pytest.mark.parametrize(
    ("name", "what", "finding"),
    [
        ("narae-city", {"then": THIRD, "now": HALF}, {"en": "Since the round before: from 33 to 50 of 100 points", "ko": "100점 만점에 지난 회차 33점에서 50점으로"}),
        ("narae-city", {"then": HALF, "now": THIRD}, {"en": "Since the round before: from 50 to 33 of 100 points", "ko": "100점 만점에 지난 회차 50점에서 33점으로"}),
        ("narae-city", {"then": HALF, "now": HALF}, {"en": "As many points as in the round before: 50", "ko": "지난 회차와 같은 50점"}),
        ("narae-city", {"then": None, "top": True}, {"en": "The highest rung is reached", "ko": "가장 높은 단계입니다"}),
        ("narae-city", {"rank": 0, "top": True}, {"en": "The highest rung is reached", "ko": "가장 높은 단계입니다"}),
        ("maple-library", {"rank": None}, {"en": "No rung yet", "ko": "아직 단계가 정해지지 않았습니다"}),
        ("maple-library", {"first": True}, {"en": "Our estimate of the work to each rung", "ko": "각 단계까지 드는 일(이 점검의 추정)"}),
        ("maple-library", {"reachable": False}, {"en": "The next rung cannot be reached by these actions alone", "ko": "이 조치만으로는 다음 단계로 갈 수 없습니다"}),
        ("haneul-district", {}, {"en": "Our estimate of the work, if you come to want to hear", "ko": "들으려는 뜻이 생긴다면 단계마다 드는 일(이 점검의 추정)"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_finding_of_the_ladder(
    name: str,
    what: Mapping[str, Any],
    finding: Mapping[str, str],
    language: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    assert ladder_finding(context(changed(example(name), **what), language)) == finding[language]


def test_a_rung_that_only_a_wish_parts_one_from_is_not_said_to_be_there_already(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    facts = {stair.title: stair.fact for stair in ladder_chart(context(example("haneul-district"))).stairs}
    assert facts["Listen only"] == "once you want to hear"
