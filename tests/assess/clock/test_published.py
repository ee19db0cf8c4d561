"""Hours that are published and kept: the second yardstick of the clock (RULES 3.10 and 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.assess.clock.promised import Promised, PromisedWait
from audit.assess.clock.schedule import WEEK, merged
from audit.assess.clock.walk import Piece
from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]

DAY = 1440
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
NINE_TO_SIX = dict.fromkeys(WEEKDAYS, "09:00-18:00")
HOURS: dict[str, object] = {
    "N01": NINE_TO_SIX,
    "N02": {"sat": "none", "sun": "none", "holiday": "none"},
    "N03": "60",
    "N04": "others-ring",
    "N05": None,
    "N06": "15",
    "N07": {"plain": "15", "prepared": "5"},
    "N09": [{"minutes": "30", "out_of_hours": "no"}],
    "N10": "5",
    "N15": None,
    "N16": NINE_TO_SIX,
    "N18": NINE_TO_SIX,
}
"""An office that publishes its hours, and answers within them in two hours and five minutes at most."""


def week(*windows: tuple[int, int]) -> Promised:
    return Promised(merged(windows))


def test_only_minutes_inside_promised_hours_are_counted() -> None:
    office = week(*((day * DAY + 540, day * DAY + 1080) for day in range(5)))
    friday, monday = 4 * DAY, 7 * DAY
    assert office.minutes(friday + 17 * 60, monday + 10 * 60) == 60 + 60
    assert office.minutes(friday + 18 * 60, monday + 9 * 60) == 0
    assert office.minutes(0, WEEK) == 5 * 540
    assert office.minutes(600, 600 + 2 * WEEK) == 2 * 5 * 540
    night = week((22 * 60, 30 * 60))
    assert night.minutes(23 * 60, 25 * 60) == 120
    assert week((0, WEEK)).minutes(5, 5 + 3 * WEEK + 7) == 3 * WEEK + 7


def test_the_worst_is_found_also_where_the_end_moves_along_with_the_arrival() -> None:
    office = week((600, 660), (700, 730))
    for length in (10, 45, 90, 200):
        piece = Piece(0, WEEK, length, True)
        every_minute = max(office.minutes(at, at + length) for at in range(WEEK))
        assert office.longest_wait([piece]).minutes == every_minute
    assert office.longest_wait([Piece(590, 650, 720, False), Piece(650, 710, 725, False)]) == PromisedWait(80, 590)


@pytest.fixture
def verdict_of(pack: Pack, answers_at: Make, assessed: Assess, written: Callable[..., Any]) -> Callable[..., Result]:
    """Assess an agency that is good at everything but the night; what is named differs."""

    def make(
        profile: Mapping[str, object] | None = None, levels: Mapping[str, Any] | None = None, **given: object
    ) -> Result:
        answers = answers_at(pack, 4, **{"E04": 2, "E06": 2, **(levels or {})}, **written(**{**HOURS, **given}))
        return assessed(answers, pack=pack, **{"X1": "citizen-service", **(profile or {})})

    return make


def caps(result: Result) -> set[str]:
    return {cap.name for cap in (*result.verdict.caps, *result.verdict.other_caps)}


def test_an_office_that_publishes_and_keeps_its_hours_is_held_neither_by_its_nights_nor_by_its_clock(
    verdict_of: Callable[..., Result],
) -> None:
    result = verdict_of()
    assert result.clock is not None
    assert result.clock.worst is not None
    assert result.clock.worst > 63 * 60
    assert not {"GF", "GH"} & caps(result)
    assert result.verdict.rung == "launch"
    assert not {"GF"} & caps(verdict_of(levels={"E04": 0}))


@pytest.mark.parametrize(
    ("name", "profile", "levels", "given"),
    [
        ("safety hangs on it", {"X1": "safety-critical"}, {}, {}),
        ("nobody said what hangs on it", {"X1": None}, {}, {}),
        ("the hours are not shown on every account", {}, {"L09": 2}, {}),
        ("the hours stand there on the word alone", {}, {"L09": "on word 4"}, {}),
        ("no hours are promised", {}, {}, {"N18": "none"}),
        ("hours on three days", {}, {}, {"N18": dict.fromkeys(WEEKDAYS[:3], "09:00-18:00")}),
        ("hours of less than four a day", {}, {}, {"N18": dict.fromkeys(WEEKDAYS, "09:00-12:59")}),
        ("hours in which nobody looks", {}, {}, {"N18": {**NINE_TO_SIX, "mon": "08:00-18:00"}}),
        ("nobody can be rung when it cannot wait", {}, {}, {"N04": "nobody"}),
        ("a number is assumed", {}, {}, {"N10": None}),
        ("more than a working day within the hours", {}, {}, {"N09": [{"minutes": "480", "out_of_hours": "no"}]}),
        ("more than a weekend and a working day in all", {}, {}, {"N16": dict.fromkeys(WEEKDAYS[1:], "14:00-18:00")}),
    ],
)
def test_hours_that_are_not_published_or_not_kept_excuse_nothing(
    verdict_of: Callable[..., Result],
    name: str,
    profile: dict[str, object],
    levels: dict[str, Any],
    given: dict[str, object],
) -> None:
    result = verdict_of(profile, {"E04": 1, **levels}, **given)
    assert {"GF", "GH"} <= caps(result), name


def test_four_hours_on_four_days_are_enough(verdict_of: Callable[..., Result]) -> None:
    result = verdict_of(N18=dict.fromkeys(WEEKDAYS[:4], "09:00-13:00"))
    assert not {"GF", "GH"} & caps(result)


def test_a_case_that_took_longer_within_the_hours_counts_against_them(verdict_of: Callable[..., Result]) -> None:
    def took(said: str, posted: str = "2026-11-02 09:00") -> Result:
        return verdict_of(N15={"posted": posted, "seen": posted, "decided": posted, "said": said})

    assert not {"GF", "GH"} & caps(took("2026-11-02 17:00"))
    assert {"GF", "GH"} & caps(took("2026-11-02 17:01")) == {"GH"}
    old = took("2024-11-04 17:01", "2024-11-04 09:00")
    assert not {"GF", "GH"} & caps(old), "what is older than the shelf life does not count"


def test_the_clock_says_how_long_within_the_hours_when_and_whether_they_count(
    verdict_of: Callable[..., Result],
) -> None:
    clock = verdict_of().clock
    assert clock is not None
    assert (clock.promised_worst, clock.published, clock.stand) == (125, True, True)
    # Just after the look of Monday 09:00; whoever looks at ten needs 65 minutes from there.
    assert clock.promised_moment == 9 * 60
    told = verdict_of(levels={"L09": "on word 4"}).clock
    assert told is not None
    assert (told.promised_worst, told.published, told.stand) == (125, False, False)
    slow = verdict_of(N09=[{"minutes": "480", "out_of_hours": "no"}]).clock
    assert slow is not None
    assert (slow.published, slow.stand) == (True, False)
    none = verdict_of(N18="none").clock
    assert none is not None
    assert (none.promised_worst, none.promised_moment, none.published) == (None, None, False)
    never = verdict_of(N16=dict.fromkeys(WEEKDAYS, "none")).clock
    assert never is not None
    assert (never.worst, never.promised_worst) == (None, None)
