"""The page of the response clock."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.numbers import IncidentResult
from audit.model.result.result import Result
from audit.report.pages.clock import clock_view, week_late, week_sentence
from audit.report.parts.context import ReportContext


@pytest.mark.parametrize(
    ("late", "prompt", "heading", "below"),
    [
        (0, 168, "Whatever the hour, your first statement is out within an hour", ""),
        (0, 40, "In 40 of 168 hours every post gets a first statement within an hour", ""),
        (
            1,
            0,
            "In no hour of the week is every post answered",
            "In 1 hour of the week some posts wait longer than a day.",
        ),
        (88, 5, "In 5 of 168 hours", "In 88 hours of the week some posts wait longer than a day."),
        (168, 0, "Whatever the hour, some posts wait longer than a day, or for ever", ""),
    ],
)
def test_the_week_is_said_in_a_short_heading_and_the_late_hours_below_it(
    late: int,
    prompt: int,
    heading: str,
    below: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    hours = [*[Fraction(30)] * prompt, *[Fraction(3000)] * late, *[Fraction(300)] * (168 - prompt - late)]
    week = tuple(tuple(hours[day * 24 : day * 24 + 24]) for day in range(7))
    clock = result.clock.model_copy(update={"week": week})
    made = context(result)
    assert week_sentence(made, clock).startswith(heading)
    assert week_late(made, clock) == below


@pytest.mark.parametrize(
    ("real", "beats", "counts", "said", "unsaid"),
    [
        (50, False, True, "Levels and gates read the longer", "more than twice"),
        (90, True, True, "That is more than twice as long. It may be that somebody was away", "too old"),
        (90, True, False, "It is too old to count: levels and gates read the clock alone.", "read the longer"),
    ],
)
def test_the_last_real_case_stands_beside_the_clock_also_where_it_does_not_count(
    real: int,
    beats: bool,
    counts: bool,
    said: str,
    unsaid: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    posted = datetime.datetime(2026, 6, 13, 9, 0)
    incident = IncidentResult(real=real, computed=40, beats=beats, posted=posted, counts=counts)
    clock = result.clock.model_copy(update={"incident": incident})
    remarks = " ".join(clock_view(context(result.model_copy(update={"clock": clock}))).remarks)
    assert f"of 13 June 2026, took {real} min; the clock says 40 min for that moment." in remarks
    assert said in remarks
    assert unsaid not in remarks


def test_a_real_case_that_was_far_quicker_than_the_clock_is_no_proof(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    posted = datetime.datetime(2026, 6, 13, 9, 0)
    for real, is_said in ((24, True), (600, False)):
        incident = IncidentResult(real=real, computed=2214, beats=False, posted=posted)
        clock = result.clock.model_copy(update={"incident": incident})
        remarks = " ".join(clock_view(context(result.model_copy(update={"clock": clock}))).remarks)
        assert ("That is far quicker than these numbers allow" in remarks) is is_said


def test_the_page_says_in_its_paragraph_what_its_finding_left_out_of_the_published_hours(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    said_first, said_below = example("maple-library"), example("narae-city")
    assert "Within your published hours" not in clock_view(context(said_first)).hours
    assert clock_view(context(said_first)).finding.startswith("Within your published hours")
    below = clock_view(context(said_below))
    assert below.finding.startswith("In June 2026")
    assert "published hours" in below.hours


def test_nobody_is_all_the_readers_of_a_half_life(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    remarks = " ".join(clock_view(context(example("haneul-district"))).remarks)
    assert "100%" not in remarks
    assert "nearly all" in remarks


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"published": True, "stand": True}, "These hours are published and kept"),
        ({"published": True, "stand": False, "assumed": ()}, "These hours are published but not kept"),
        ({"published": True, "stand": False, "assumed": ("N06",)}, "cannot be told while numbers are assumed"),
        ({"published": False, "stand": False}, "They do not count as published hours"),
        ({"promised_worst": None}, ""),
    ],
)
def test_the_page_says_whether_gates_read_the_published_hours(
    changes: dict[str, object], said: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("maple-library")
    assert result.clock is not None
    clock = result.clock.model_copy(update={"promised_worst": 100, **changes})
    verdict = clock_view(context(result.model_copy(update={"clock": clock}))).hours
    assert said in verdict
    assert bool(verdict) is bool(said)
