"""Windows of time that come round again (RULES 3.2, 3.3)."""

from __future__ import annotations

import pytest

from audit.assess.clock.schedule import WEEK, OfficeHours, Span, covers_all, looks, merged, spans_of_week
from audit.model.pack import DAYS
from audit.model.values import Window, read_windows

DAY = 24 * 60
MON, TUE, WED, THU, FRI, SAT, SUN = (day * DAY for day in range(7))


def hours(day: int, begin: int, end: int) -> Span:
    """Return a window of whole hours on a day that begins at minute `day`."""
    return (day + begin * 60, day + end * 60)


OFFICE = tuple(hours(day, 9, 18) for day in (MON, TUE, WED, THU, FRI))


def test_windows_of_named_days_are_placed_on_the_week_and_a_holiday_has_no_place_there() -> None:
    nine = (Window(540, 1080),)
    assert spans_of_week({"tue": nine, "sun": (Window(600, 610),), "holiday": nine}) == [
        hours(TUE, 9, 18),
        (SUN + 600, SUN + 610),
    ]
    assert spans_of_week(dict.fromkeys(DAYS, ())) == []


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], ()),
        ([hours(TUE, 9, 12), hours(MON, 9, 12)], (hours(MON, 9, 12), hours(TUE, 9, 12))),
        ([hours(MON, 9, 12), hours(MON, 12, 18)], (hours(MON, 9, 18),)),
        ([hours(MON, 9, 14), hours(MON, 12, 18)], (hours(MON, 9, 18),)),
        ([hours(MON, 9, 18), hours(MON, 10, 11)], (hours(MON, 9, 18),)),
        ([hours(MON, 9, 12), (MON + 721, MON + 780)], (hours(MON, 9, 12), (721, 780))),
        ([hours(MON, 22, 30)], (hours(MON, 22, 30),)),
        ([hours(MON, 22, 30), hours(TUE, 6, 9)], (hours(MON, 22, 33),)),
        ([hours(SUN, 22, 30)], (hours(SUN, 22, 30),)),
        ([hours(SUN, 22, 30), hours(MON, 5, 9)], (hours(SUN, 22, 33),)),
        ([hours(SUN, 20, 24), hours(MON, 0, 3)], (hours(SUN, 20, 27),)),
        ([hours(MON, 0, 24)], (hours(MON, 0, 24),)),
    ],
)
def test_windows_that_touch_or_overlap_are_one_also_across_midnight_and_across_the_end_of_the_week(
    spans: list[Span], expected: tuple[Span, ...]
) -> None:
    assert merged(spans) == expected
    assert merged(reversed(spans)) == expected


@pytest.mark.parametrize(
    "spans",
    [
        [hours(day, 0, 24) for day in range(0, WEEK, DAY)],
        [hours(day, 9, 33) for day in range(0, WEEK, DAY)],
        [*(hours(day, 22, 30) for day in range(0, WEEK, DAY)), *(hours(day, 6, 22) for day in range(0, WEEK, DAY))],
        [(0, WEEK)],
    ],
)
def test_windows_that_leave_no_gap_are_a_watch_around_the_clock(spans: list[Span]) -> None:
    assert covers_all(merged(spans))
    assert merged(spans) == ((0, WEEK),)


def test_one_minute_without_a_watch_is_a_gap() -> None:
    assert not covers_all(merged([(1, WEEK)]))
    assert not covers_all(merged([]))


def test_somebody_looks_at_opening_at_every_interval_after_it_and_at_closing() -> None:
    assert looks((hours(MON, 9, 12),), 60) == (540, 600, 660, 720)
    assert looks((hours(MON, 9, 12),), 100) == (540, 640, 720)


def test_an_interval_longer_than_the_window_means_the_opening_and_the_closing_look() -> None:
    assert looks((hours(MON, 9, 12),), 1440) == (540, 720)
    assert looks((hours(MON, 9, 12),), None) == (540, 720)


def test_intervals_are_counted_from_the_opening_of_the_joined_window() -> None:
    assert looks(merged([hours(MON, 9, 12), hours(MON, 11, 13)]), 150) == (540, 690, 780)


def test_a_window_across_the_end_of_the_week_is_looked_at_as_one() -> None:
    assert looks((hours(SUN, 22, 26),), 90) == (60, 120, SUN + 22 * 60, SUN + 23 * 60 + 30)
    assert looks((hours(SUN, 22, 24),), 120) == (0, SUN + 22 * 60)


def test_a_watch_around_the_clock_looks_from_monday_0000_and_has_no_closing() -> None:
    assert looks(((0, WEEK),), 1440) == tuple(range(0, WEEK, DAY))
    assert looks(((0, WEEK),), 5000) == (0, 5000, 10000)
    assert looks(((0, WEEK),), None) == (0,)


def test_nobody_looks_where_nothing_is_watched() -> None:
    assert looks((), 60) == ()
    assert looks((), None) == ()


@pytest.mark.parametrize(
    ("start", "minutes", "done"),
    [
        (hours(MON, 9, 9)[0], 0, MON + 540),
        (MON + 539, 0, MON + 540),
        (MON + 1079, 0, MON + 1079),
        (MON + 1080, 0, TUE + 540),  # at closing it is out of hours, also for a layer of 0 minutes
        (MON + 540, 540, MON + 1080),  # done at closing, not at the next opening
        (MON + 541, 540, TUE + 541),
        (MON + 1080, 60, TUE + 600),
        (FRI + 1020, 120, WEEK + MON + 600),
        (SAT, 1, WEEK + MON + 541),
        (MON + 540, 45 * 60, FRI + 1080),
        (MON + 540, 45 * 60 + 1, WEEK + MON + 541),
        (TUE + 540, 3 * 45 * 60, 3 * WEEK + MON + 1080),
        (5 * WEEK + MON + 1000.5, 100, 5 * WEEK + TUE + 560.5),
    ],
)
def test_a_layer_begins_goes_on_and_ends_inside_office_hours(start: float, minutes: int, done: float) -> None:
    assert OfficeHours(OFFICE).advance(start, minutes) == done


def test_office_hours_across_midnight_and_across_the_end_of_the_week_are_one_stretch() -> None:
    night = OfficeHours(merged([hours(SUN, 22, 30)]))
    assert night.advance(SUN + 23 * 60, 120) == WEEK + 60
    assert night.advance(WEEK + 5 * 60, 120) == WEEK + SUN + 23 * 60
    assert night.advance(0, 0) == 0


def test_office_hours_around_the_clock_never_wait() -> None:
    always = OfficeHours(((0, WEEK),))
    for start, minutes in ((0, 0), (5000, 300), (WEEK - 1, 2), (WEEK - 0.5, 2880), (3 * WEEK, WEEK)):
        assert always.advance(start, minutes) == start + minutes


@pytest.mark.parametrize("text", ["09:00-09:00", "0-0", "12-12"])
def test_a_window_of_no_minutes_is_refused_with_the_way_to_write_a_whole_day(text: str) -> None:
    with pytest.raises(ValueError, match="opens and closes at the same time; for the whole day write 00:00-24:00"):
        read_windows(text)


def test_a_whole_day_is_written_from_0_to_24() -> None:
    assert read_windows("00:00-24:00") == (Window(0, 1440),)
    assert read_windows("9-8") == (Window(540, 1440 + 480),)
