"""The plan: nothing is lost, and the work adds up."""

from __future__ import annotations

from collections.abc import Callable

from audit.model.result.result import Result
from audit.report.pages.plan import plan_view
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
    assert sum(owner.actions for owner in plan_view(context(result)).owners) == len(result.actions)
