"""The longest wait as a bar: what takes most of it, to scale, and the rest magnified."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.numbers import PartsResult
from audit.model.result.result import Result
from audit.report.charts.wait import wait_chart, wait_finding
from audit.report.parts.context import ReportContext


def parts(
    look: int = 0, check: int = 0, draft: int = 0, approvals: tuple[int, ...] = (), office: int = 0, publish: int = 0
) -> PartsResult:
    """Where a wait goes, in minutes."""
    return PartsResult(
        look=Fraction(look),
        check=Fraction(check),
        draft=Fraction(draft),
        approvals=tuple(map(Fraction, approvals)),
        office=Fraction(office),
        publish=Fraction(publish),
    )


def test_the_first_bar_is_to_scale_and_the_work_is_magnified(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    view = wait_chart(context(example("haneul-district")))
    assert view is not None
    looking, rest = view.whole
    assert looking.width == pytest.approx(4290 / 4760 * 100, abs=0.01)
    assert looking.width + rest.width == pytest.approx(100, abs=0.01)
    assert view.tail_x == rest.x
    assert sum(part.width for part in view.tail) == pytest.approx(100, abs=0.01)
    assert [part.number for part in view.tail] == [2, 3, 4, 5, 6, 7, 8]
    assert (view.begin, view.end) == ("Friday 09:00", "Monday 16:20")


def test_waiting_and_working_are_told_apart_and_so_are_neighbours(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    view = wait_chart(context(example("haneul-district")))
    assert view is not None
    assert [part.kind for part in view.parts] == ["wait", *["work"] * 7]
    assert [part.is_second for part in view.tail] == [False, True, False, True, False, True, False]


def test_parts_that_can_be_seen_are_not_magnified(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    view = wait_chart(context(example("narae-city")))
    assert view is not None
    assert view.tail == ()
    assert len(view.whole) == len(view.parts)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            parts(look=4290, check=60, draft=60, approvals=(30, 60, 120, 120), publish=20),
            "Of 79 h 20 min, 71 h 30 min go into waiting until somebody looks, 5 h 30 min into 4 approvals",
        ),
        (parts(check=5, draft=55), "Of 1 h, 1 h go into checking and drafting"),
        (parts(look=10, approvals=(600,)), "Of 10 h 10 min, 10 h go into one approval"),
        (
            parts(look=120, draft=30, office=3000),
            "Of 52 h 30 min, 50 h go into waiting for office hours",
        ),
        (
            parts(look=60, publish=30),
            "Of 90 min, 1 h go into waiting until somebody looks, 30 min into publishing",
        ),
    ],
)
def test_the_finding_names_the_two_things_that_take_most(
    found: PartsResult, expected: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    assert wait_finding(context(example("maple-library")), found) == expected


def test_what_never_ends_has_no_bar(example: Callable[[str], Result], context: Callable[..., ReportContext]) -> None:
    result = example("maple-library")
    assert result.clock is not None
    never = result.model_copy(update={"clock": result.clock.model_copy(update={"said": None, "at_worst": None})})
    assert wait_chart(context(never)) is None
