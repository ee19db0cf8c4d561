"""The longest stretch of days off of the coming year (RULES 3.5)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest

from audit.assess.assess import Standings, assess
from audit.assess.holiday import Holiday, holiday, longest_stretch
from audit.model.answers import Agency, Answers, Settings
from audit.model.pack import Pack
from audit.model.result import Result

Day = datetime.date
HolidayOf = Callable[..., Holiday | None]

TODAY = Day(2026, 11, 23)
SEOLLAL = [Day(2027, 2, 6), Day(2027, 2, 7), Day(2027, 2, 8), Day(2027, 2, 9)]
"""Saturday to Tuesday."""
CHRISTMAS = [Day(2026, 12, 25)]
"""A Friday."""


@pytest.fixture(scope="session")
def holiday_of(standing_of: Callable[..., Standings]) -> HolidayOf:
    def make(given: Mapping[str, object], days: list[Day], **others: int) -> Holiday | None:
        reading = standing_of(given, 2, **others).reading
        assert reading is not None
        return holiday(reading.source, reading.numbers, days, TODAY)

    return make


@pytest.mark.parametrize(
    ("days", "stretch"),
    [
        ([], None),
        (CHRISTMAS, (Day(2026, 12, 25), Day(2026, 12, 27))),
        ([*CHRISTMAS, *SEOLLAL], (Day(2027, 2, 6), Day(2027, 2, 9))),
        # Good Friday to Easter Monday.
        ([Day(2027, 3, 26), Day(2027, 3, 29)], (Day(2027, 3, 26), Day(2027, 3, 29))),
        # A Thursday alone is one day; a Monday lengthens a weekend.
        ([Day(2027, 1, 7)], (Day(2027, 1, 7), Day(2027, 1, 7))),
        ([Day(2027, 1, 7), Day(2027, 1, 11)], (Day(2027, 1, 9), Day(2027, 1, 11))),
        # Of two that are as long, the first.
        ([Day(2027, 5, 3), *CHRISTMAS], (Day(2026, 12, 25), Day(2026, 12, 27))),
        # What is over or more than a year away does not count.
        ([Day(2026, 9, 24), Day(2026, 9, 25), Day(2026, 9, 26)], None),
        ([Day(2027, 11, 22), *CHRISTMAS], (Day(2026, 12, 25), Day(2026, 12, 27))),
        ([Day(2028, 1, 27)], None),
    ],
)
def test_the_longest_run_of_weekends_and_holidays_with_a_holiday_in_it(
    days: list[Day], stretch: tuple[Day, Day] | None
) -> None:
    assert longest_stretch(days, TODAY) == stretch
    assert longest_stretch(reversed(days), TODAY) == stretch


def test_a_weekend_alone_is_no_holiday(holiday_of: HolidayOf, office: Mapping[str, object]) -> None:
    assert holiday_of(office, []) is None


def test_a_post_before_the_first_day_off_is_not_counted_one_just_after_midnight_is(
    holiday_of: HolidayOf, office: Mapping[str, object]
) -> None:
    found = holiday_of(office, SEOLLAL)
    assert found is not None
    assert (found.first, found.last, found.as_sunday) == (Day(2027, 2, 6), Day(2027, 2, 9), False)
    # Saturday 00:00 to Wednesday 09:00 is 105 hours; then a draft, three approvals and publishing until 16:10.
    assert found.worst == 105 * 60 + 60 + 360 + 10
    assert found.moment == datetime.datetime(2027, 2, 6, 0, 0)


def test_approvers_are_out_of_hours_on_holidays_even_where_somebody_looks(
    holiday_of: HolidayOf, office: Mapping[str, object]
) -> None:
    watched = {**office, "N02": {"sat": "09:00-18:00", "sun": "09:00-18:00", "holiday": "09:00-18:00"}}
    found = holiday_of(watched, SEOLLAL)
    assert found is not None
    assert found.moment == datetime.datetime(2027, 2, 6, 0, 0)
    # Seen on Saturday 09:00, but the approvals begin on Wednesday 09:00 and end at 15:00.
    assert found.worst == 105 * 60 + 360 + 10
    reachable = {**watched, "N09": [{"minutes": "120", "out_of_hours": "yes"}]}
    soon = holiday_of(reachable, SEOLLAL)
    assert soon is not None
    # Just after 18:00, seen at 09:00.
    assert soon.worst == 15 * 60 + 60 + 120 + 10


def test_the_watch_of_holidays_counts_on_holidays_only(holiday_of: HolidayOf, office: Mapping[str, object]) -> None:
    quick = {
        **office,
        "N09": [],
        "N07": {"plain": "0"},
        "N10": "0",
        "N01": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "00:00-24:00"),
    }
    found = holiday_of({**quick, "N02": {"sat": "none", "sun": "none", "holiday": "12:00-12:10"}}, [Day(2027, 2, 8)])
    assert found is not None
    assert (found.first, found.last) == (Day(2027, 2, 6), Day(2027, 2, 8))
    # Saturday and Sunday are no holidays here; Monday's look at noon ends the wait.
    assert (found.worst, found.moment) == (60 * 60, datetime.datetime(2027, 2, 6, 0, 0))


def test_without_hours_for_holidays_those_of_sunday_stand_in_and_are_named(
    holiday_of: HolidayOf, office: Mapping[str, object]
) -> None:
    watched = {**office, "N09": [], "N07": {"plain": "0"}, "N10": "0"}
    named = holiday_of({**watched, "N02": {"sat": "none", "sun": "10:00-10:10", "holiday": "none"}}, SEOLLAL)
    blank = holiday_of({**watched, "N02": {"sat": "none", "sun": "10:00-10:10"}}, SEOLLAL)
    assert named is not None
    assert blank is not None
    # All four days are holidays: nobody looks until Wednesday, or at ten each day as on a Sunday.
    assert (named.worst, named.as_sunday) == (105 * 60, False)
    assert (blank.worst, blank.as_sunday) == (24 * 60 - 10, True)


def test_a_day_of_the_week_that_is_a_holiday_has_not_its_own_hours(
    holiday_of: HolidayOf, office: Mapping[str, object]
) -> None:
    found = holiday_of({**office, "N09": [], "N07": {"plain": "0"}, "N10": "0"}, CHRISTMAS)
    assert found is not None
    # Friday to Monday 09:00, from midnight on, for the stretch begins then.
    assert found.worst == 81 * 60


def test_where_nobody_looks_and_nothing_rings_it_is_never(holiday_of: HolidayOf, office: Mapping[str, object]) -> None:
    nothing = {**office, "N01": {"mon": "none"}, "N02": {"sat": "none"}}
    found = holiday_of(nothing, SEOLLAL)
    assert found is not None
    assert (found.worst, found.moment) == (None, None)
    asleep = {**office, "N16": {"mon": "none"}}
    unreachable = holiday_of(asleep, SEOLLAL)
    assert unreachable is not None
    assert unreachable.worst is None


def test_alerts_ring_on_holidays_too(holiday_of: HolidayOf, ready: Mapping[str, object]) -> None:
    found = holiday_of(ready, SEOLLAL)
    assert found is not None
    assert found.worst == 40


def test_layers_that_take_weeks_end_after_the_holidays(holiday_of: HolidayOf, office: Mapping[str, object]) -> None:
    found = holiday_of({**office, "N09": [{"minutes": "2700", "out_of_hours": "no"}]}, SEOLLAL)
    assert found is not None
    # 45 hours: from Wednesday 10:00, after the draft, to the next Wednesday 10:00.
    assert found.worst == (4 + 7) * 1440 + 600 + 10


def test_holidays_are_no_part_of_a_level_a_gate_or_the_clock(
    pack: Pack, answers_of: Callable[..., Answers], office: Mapping[str, object]
) -> None:
    answers = answers_of(office, 3)

    def assessed(days: list[Day]) -> Result:
        settings = Settings(
            format=1,
            agency=Agency(name="Haneul"),
            languages=("en", "ko"),
            pack=pack.head.id,
            profile={"X1": "information", "X4": "plan", "X6": "yes"},
            holidays=tuple(days),
        )
        return assess(pack, settings, {"lead": answers}, TODAY, product="0", answers_digest="0")

    without, with_them = assessed([]), assessed(SEOLLAL)
    assert without.clock is not None
    assert with_them.clock is not None
    assert without.clock.holiday is None
    assert with_them.clock.holiday is not None
    assert (with_them.clock.holiday.days, with_them.clock.holiday.first) == (4, SEOLLAL[0])
    assert with_them.model_copy(update={"clock": with_them.clock.model_copy(update={"holiday": None})}) == without
