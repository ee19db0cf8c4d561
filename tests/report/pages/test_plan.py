"""The plan: nothing is lost, and the work adds up."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from audit.model.result.result import Result
from audit.report.charts.timeline import timeline, timeline_finding
from audit.report.pages.plan import finding_of_plan, plan_view
from audit.report.parts.context import ReportContext

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


def test_the_first_six_actions_stand_apart_and_none_is_lost_or_told_twice(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    for name in EXAMPLES:
        result = example(name)
        view = plan_view(context(result))
        told = [row.id for row in view.first] + [row.id for group in view.rest for row in group.rows]
        assert len(view.first) <= 6
        assert sorted(told) == sorted(action.id for action in result.actions)


def test_who_has_how_much_work_adds_up_to_the_plan(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("maple-library")
    drawn = plan_view(context(result)).timeline
    assert drawn is not None
    assert sum(row.actions for row in drawn.rows) == len(result.actions)
    assert sum(len(row.marks) for row in drawn.rows) == sum(action.due is not None for action in result.actions)
    assert all(0 <= mark.at <= row.until <= 100 for row in drawn.rows for mark in row.marks)


def of_first(result: Result, **fields: Any) -> Result:
    """The result with another way to the next rung."""
    first, *others = result.way_up
    return result.model_copy(update={"way_up": (first.model_copy(update=fields), *others)})


def with_one_step(result: Result) -> Result:
    kept = next(action for action in result.actions if action.serves == 1)
    others = tuple(action for action in result.actions if action.serves != 1)
    return of_first(result, days=2).model_copy(update={"actions": (kept, *others)})


@pytest.mark.parametrize(
    ("name", "change", "english", "korean"),
    [
        (
            "maple-library",
            lambda result: result,
            "3 actions lead to the next rung, Launch: 4 days of work, done by 27 November 2026",
            "다음 단계인 ‘개설 가능’까지 3가지, 모두 4일의 일이고, 2026년 11월 27일까지 끝납니다",
        ),
        (
            "maple-library",
            with_one_step,
            "One action leads to the next rung, Launch: 2 days of work, done by 25 November 2026",
            "다음 단계인 ‘개설 가능’까지 한 가지, 2일의 일이고, 2026년 11월 25일까지 끝납니다",
        ),
        (
            "haneul-district",
            lambda result: result,
            "3 things come this week; the other 58 can wait until they are done",
            "이번 주에 할 일은 3가지이고, 나머지 58가지는 그 뒤에 해도 됩니다",
        ),
        (
            "narae-city",
            lambda result: result,
            "You stand on the highest rung; what is left brings points",
            "이미 가장 높은 단계입니다. 남은 일을 하면 점수가 오릅니다",
        ),
        (
            "maple-library",
            lambda result: of_first(result, reachable=False),
            "The next rung cannot be reached by these actions alone",
            "이 조치만으로는 다음 단계로 갈 수 없습니다",
        ),
        (
            "maple-library",
            lambda result: result.model_copy(update={"actions": (), "first": ()}),
            "Nothing is left to do: every level is the highest and can be shown.",
            "남은 일이 없습니다. 모든 수준이 가장 높고 증빙도 있습니다.",
        ),
    ],
)
def test_the_finding_says_what_leads_up_and_until_when(
    name: str,
    change: Callable[[Result], Result],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = change(example(name))
    assert [finding_of_plan(context(result, language)) for language in ("en", "ko")] == [english, korean]


def owned(result: Result, *owners: str) -> Result:
    """The result with so many actions of two days each, one for each owner."""
    actions = tuple(
        action.model_copy(update={"owner": owner, "days": 2, "due": datetime.date(2026, 12, 1 + place)})
        for place, (owner, action) in enumerate(zip(owners, result.actions, strict=False))
    )
    return result.model_copy(update={"actions": actions})


@pytest.mark.parametrize(
    ("owners", "english", "korean"),
    [
        (
            ("legal", "legal"),
            "All of it is with one role, Legal, and the last of it is due on 2 December 2026",
            "모두 법무 담당 한 사람의 몫이고, 마지막 기한은 2026년 12월 2일입니다",
        ),
        (
            ("legal", "legal", "it"),
            "Legal has 4 days of work out of 6 days; the last of the plan is due on 3 December 2026",
            "전체 6일 가운데 4일이 법무 담당 몫이고, 마지막 기한은 2026년 12월 3일입니다",
        ),
        (
            ("legal", "it"),
            "2 roles share the work; the last of it is due on 2 December 2026",
            "2개 담당이 나누어 맡고, 마지막 기한은 2026년 12월 2일입니다",
        ),
        ((), "", ""),
    ],
)
def test_the_line_of_time_says_who_carries_the_plan(
    owners: tuple[str, ...],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = owned(example("maple-library"), *owners)
    assert [timeline_finding(context(result, language)) for language in ("en", "ko")] == [english, korean]
    assert (timeline(context(result)) is None) is not bool(owners)


def test_a_year_is_said_with_the_first_of_its_months(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("maple-library")
    late = tuple(action.model_copy(update={"due": datetime.date(2027, 6, 12)}) for action in result.actions)
    drawn = timeline(context(result.model_copy(update={"actions": late})))
    assert drawn is not None
    assert [month.title for month in drawn.months] == ["Jan 2027", "Mar", "May"]
