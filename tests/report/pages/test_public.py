"""What the page for the public says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from audit.model.result.result import Result
from audit.report.pages.public import public_view
from audit.report.parts.context import ReportContext

OFFICE = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ({**OFFICE, "sat": "none", "sun": "none"}, ["Somebody reads and answers: Monday to Friday 09:00-18:00"]),
        (
            {**OFFICE, "sat": "10:00-12:00"},
            ["Somebody reads and answers: Monday to Friday 09:00-18:00; Saturday 10:00-12:00"],
        ),
        (dict.fromkeys((*OFFICE, "sat", "sun"), "none"), []),
        ("none", []),
    ],
)
def test_only_hours_in_which_somebody_answers_are_promised(
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
    week: Mapping[str, str] | str,
    said: list[str],
) -> None:
    whole = example("narae-city")
    inputs = tuple(
        item.model_copy(update={"state": "answered", "value": week}) if item.id == "N18" else item
        for item in whole.inputs
    )
    public = public_view(context(whole.model_copy(update={"inputs": inputs})))
    assert list(public.promises) == said


@pytest.mark.parametrize("assumed", [(), ("N05",)])
def test_the_public_is_told_where_the_time_rests_on_assumed_numbers(
    example: Callable[[str], Result], context: Callable[..., ReportContext], assumed: tuple[str, ...]
) -> None:
    whole = example("narae-city")
    assert whole.clock is not None
    changed = whole.model_copy(update={"clock": whole.clock.model_copy(update={"assumed": assumed})})
    assert ("Some of the numbers behind this are assumed." in public_view(context(changed)).clock) is bool(assumed)
