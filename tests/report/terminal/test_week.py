"""The week on a terminal: figures, not signs, in as few lines as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from audit.model.result.numbers import ClockResult
from audit.model.result.result import Result
from audit.report.terminal.week import week_lines
from audit.wording.locale import Locale
from audit.wording.terminal_text import cells

Week = Sequence[Sequence[int | None]]
OFFICE_DAY = (*[600] * 9, *[90] * 9, *[900] * 6)
"""Longest waits of a day, in minutes."""
WEEKEND_DAY = (1800,) * 24


@pytest.fixture
def clock_with(example: Callable[[str], Result]) -> Callable[[Week], ClockResult]:
    """A clock with the longest waits of 168 hours."""

    def make(week: Week) -> ClockResult:
        clock = example("maple-library").clock
        assert clock is not None
        return clock.model_copy(update={"week": tuple(tuple(day) for day in week)})

    return make


WORK_WEEK: Week = (*[OFFICE_DAY] * 5, WEEKEND_DAY, WEEKEND_DAY)


def test_every_hour_has_its_figure_on_80_columns(
    clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    lines = week_lines(clock_with(WORK_WEEK), locale("en"), 80)
    assert lines[0] == "Hours that a post waits at most, by day and hour:"
    assert lines[1].split() == [f"{hour:02d}" for hour in range(24)]
    assert lines[2].split() == ["Mon", *["10"] * 9, *["02"] * 9, *["15"] * 6]
    assert len(lines) == 9


def test_fewer_columns_share_the_longest_wait_of_some_hours(
    clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    lines = week_lines(clock_with(WORK_WEEK), locale("ko"), 40)
    assert all(cells(line) <= 40 for line in lines)
    header = next(line for line in lines if line.split()[0] == "00")
    assert header.split() == ["00", "03", "06", "09", "12", "15", "18", "21"]
    assert next(line for line in lines if "월" in line).split() == [
        "월",
        "10",
        "10",
        "10",
        "02",
        "02",
        "02",
        "15",
        "15",
    ]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (9, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
        (8, ["Mon-Fri", "Sat-Sun"]),
        (4, ["Mon-Fri", "Sat-Sun"]),
        (1, ["Hours a post waits at most: Mon 15, Tue 15, Wed 15, Thu 15, Fri 15, Sat 30, Sun 30"]),
        (0, []),
    ],
)
def test_where_there_is_little_room_days_that_are_alike_share_a_row_then_each_has_one_figure(
    most: int, expected: list[str], clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    lines = week_lines(clock_with(WORK_WEEK), locale("en"), 100, most)
    assert len(lines) <= most
    assert [line.split()[0] for line in lines[2:]] == expected if len(lines) > 1 else lines == expected


def test_a_week_without_a_wait_over_two_hours_is_told_in_minutes(
    clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    lines = week_lines(clock_with((*[(5, *[30] * 23)] * 6, (120,) * 24)), locale("en"), 120)
    assert lines[0] == "Minutes that a post waits at most, by day and hour:"
    assert lines[2].split()[:3] == ["Mon", "05", "30"]
    assert lines[8].split()[:2] == ["Sun", "120"]


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (65, "Whatever the hour, a post waits: 65 min"),
        (None, "Whatever the hour, a post waits: never"),
    ],
)
def test_where_all_hours_are_alike_one_line_says_it(
    wait: int | None, said: str, clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    assert week_lines(clock_with([(wait,) * 24] * 7), locale("en"), 80) == [said]


def test_an_hour_without_an_end_has_no_figure(
    clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    lines = week_lines(clock_with((*[OFFICE_DAY] * 6, (None,) * 24)), locale("en"), 80)
    assert lines[-1].split() == ["Sun", *["--"] * 24]


def test_an_edition_without_hours_has_no_rows(
    clock_with: Callable[[Week], ClockResult], locale: Callable[[str], Locale]
) -> None:
    assert week_lines(clock_with(()), locale("en"), 80) == []
