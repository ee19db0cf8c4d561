"""The line of the week: exact between its breakpoints, with the hours of looking and of speaking under it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from audit.assess.clock.curve import curve, looked, speaking
from audit.assess.clock.schedule import WEEK, Span, merged
from audit.assess.clock.walk import Approval, ClockNumbers, clock, said_at
from audit.model.result.numbers import Breakpoint, ClockResult, Interval

pytestmark = pytest.mark.sampled

DAY, HOUR = 24 * 60, 60
WEEKDAYS_9_TO_18 = tuple((day * DAY + 9 * HOUR, day * DAY + 18 * HOUR) for day in range(5))
MORNINGS = tuple((day * DAY + 510, day * DAY + 540) for day in range(5))
QUIET = ClockNumbers(
    watch=MORNINGS,
    windows=MORNINGS,
    every=None,
    alerts_always=False,
    alerts_watched=False,
    pickup=0,
    check=30,
    draft=60,
    approvals=(Approval(120, False),),
    office=WEEKDAYS_9_TO_18,
    publish=10,
    publish_any_hour=False,
)
"""Ten minutes before nine somebody looks; approvals and publishing wait for the office."""


def drawn(points: Sequence[Breakpoint], minute: float) -> set[Fraction]:
    """Read the waits off a drawn line: two where it jumps."""
    found: set[Fraction] = set()
    for one, other in pairwise(points):
        if one.minute <= minute <= other.minute and one.minute < other.minute:
            assert one.wait is not None
            assert other.wait is not None
            share = (Fraction(minute) - one.minute) / (other.minute - one.minute)
            found.add(one.wait + share * (other.wait - one.wait))
    return found


def some_numbers(seed: int) -> ClockNumbers:
    """Invent an agency."""
    dice = random.Random(seed)
    windows: list[Span] = []
    for day in range(7):
        if dice.random() < 0.7:
            begin = day * DAY + dice.randrange(0, DAY)
            windows.append((begin, begin + dice.randrange(1, 16 * HOUR)))
    office = merged((day * DAY + dice.randrange(0, 720), day * DAY + dice.randrange(720, 1440)) for day in range(5))
    return replace(
        QUIET,
        windows=tuple(windows),
        watch=merged(windows),
        every=dice.choice((None, 7, 30, 60, 120, 480)),
        alerts_watched=dice.random() < 0.3,
        alerts_always=dice.random() < 0.2,
        pickup=dice.randrange(0, 90),
        check=dice.randrange(0, 90),
        draft=dice.randrange(0, 90),
        approvals=tuple(Approval(dice.randrange(0, 240), dice.random() < 0.4) for _ in range(dice.randrange(0, 4))),
        office=office,
        publish=dice.randrange(0, 30),
        publish_any_hour=dice.random() < 0.5,
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_drawn_line_is_the_walk_of_the_clock_at_any_minute(seed: int) -> None:
    numbers = some_numbers(seed)
    points = curve(clock(numbers).pieces, WEEK)
    if points[0].wait is None:
        assert said_at(numbers, seed) is None
        return
    assert (points[0].minute, points[-1].minute) == (0, WEEK)
    assert all(one.minute <= other.minute for one, other in pairwise(points))
    dice = random.Random(seed)
    edges = {point.minute for point in points}
    for minute in [*dice.sample(range(WEEK), 60), *list(edges)[:20]]:
        said = said_at(numbers, minute)
        assert said is not None
        # A post of the very minute of a jump may stand on either side of it.
        assert said - minute in drawn(points, minute)
        if minute not in edges:
            assert drawn(points, minute) == {said - minute}


@pytest.mark.parametrize("seed", range(20))
def test_the_line_has_no_point_that_could_be_left_out(seed: int) -> None:
    points = curve(clock(some_numbers(seed)).pieces, WEEK)
    for one, middle, other in zip(points, points[1:], points[2:], strict=False):
        if one.minute < middle.minute < other.minute:
            before = ((middle.wait or 0) - (one.wait or 0)) / (middle.minute - one.minute)
            assert before != ((other.wait or 0) - (middle.wait or 0)) / (other.minute - middle.minute)


def test_the_168_figures_are_the_highest_points_of_their_hours(
    clock_of: Callable[..., ClockResult], office: Mapping[str, object], ready: Mapping[str, object]
) -> None:
    for given in (office, ready):
        found = clock_of(given)
        for hour in range(168):
            begin, end = hour * HOUR, hour * HOUR + HOUR
            inside = [Fraction(point.wait) for point in found.curve if begin < point.minute < end and point.wait]
            # At the edges of the hour only what lies in it counts, and not what a jump at its end brings.
            edge = [wait for minute in (begin + 0.5, end - 0.5) for wait in drawn(found.curve, minute)]
            assert abs(max(inside + edge) - (found.week[hour // 24][hour % 24] or 0)) <= Fraction(1, 2)


def test_where_nothing_is_ever_said_the_line_says_never() -> None:
    assert curve((), WEEK) == (Breakpoint(0, None), Breakpoint(WEEK, None))


def test_the_line_after_the_best_change_is_the_clock_run_again(
    clock_of: Callable[..., ClockResult], office: Mapping[str, object]
) -> None:
    found = clock_of(office)
    assert max(point.wait or 0 for point in found.curve_after) == found.levers[0].worst
    area = sum(
        (other.minute - one.minute) * ((one.wait or 0) + (other.wait or 0)) / 2
        for one, other in pairwise(found.curve_after)
    )
    assert found.levers[0].said is not None
    assert area / WEEK == pytest.approx(float(found.levers[0].said))


def test_a_single_look_is_a_moment_and_looks_within_an_hour_are_a_stretch() -> None:
    assert looked(replace(QUIET, windows=((540, 1080),), watch=((540, 1080),))) == (
        Interval(540, 540),
        Interval(1080, 1080),
    )
    assert looked(replace(QUIET, windows=((540, 1080),), watch=((540, 1080),), every=60)) == (Interval(540, 1080),)
    assert looked(QUIET)[:2] == (Interval(510, 540), Interval(510 + DAY, 540 + DAY))


def test_alerts_count_as_looking() -> None:
    assert looked(replace(QUIET, alerts_always=True)) == (Interval(0, WEEK),)
    assert looked(replace(QUIET, windows=((540, 1080),), watch=((540, 1080),), alerts_watched=True)) == (
        Interval(540, 1080),
    )


def test_a_watch_over_the_end_of_the_week_is_drawn_at_both_ends() -> None:
    night = ((6 * DAY + 22 * HOUR, 7 * DAY + 6 * HOUR),)
    assert looked(replace(QUIET, windows=night, watch=night, every=30)) == (
        Interval(0, 6 * HOUR),
        Interval(6 * DAY + 22 * HOUR, WEEK),
    )


def test_words_go_out_in_office_hours_unless_nothing_waits_for_them() -> None:
    assert speaking(QUIET)[0] == Interval(9 * HOUR, 18 * HOUR)
    assert speaking(replace(QUIET, approvals=(Approval(5, True),), publish_any_hour=True)) == (Interval(0, WEEK),)
    assert speaking(replace(QUIET, office=())) == ()
