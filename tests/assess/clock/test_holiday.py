"""The longest stretch of days off of the coming year (RULES 3.5)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.assess.assess import assess
from audit.assess.clock.holiday import holiday, longest_stretch
from audit.assess.context import Context
from audit.model.answers import Agency, Answers, Settings
from audit.model.pack import Pack
from audit.model.result.numbers import HolidayResult
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Day = datetime.date
HolidayOf = Callable[..., HolidayResult | None]

TODAY = Day(2026, 11, 23)
SEOLLAL = [Day(2027, 2, 6), Day(2027, 2, 7), Day(2027, 2, 8), Day(2027, 2, 9)]
"""Saturday to Tuesday."""
CHRISTMAS = [Day(2026, 12, 25)]
"""A Friday."""


@pytest.fixture(scope="session")
def holiday_of(standing_of: Callable[..., Context]) -> HolidayOf:
    def make(given: Mapping[str, object], days: list[Day], **others: int) -> HolidayResult | None:
        # Somebody may publish at any hour, but needs the approvals; where all are closed, that cannot be.
        reading = standing_of(given, 2, **{"E04": 3, **others}).reading
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
    assert found.worst_moment == datetime.datetime(2027, 2, 6, 0, 0)


def test_approvers_are_out_of_hours_on_holidays_even_where_somebody_looks(
    holiday_of: HolidayOf, office: Mapping[str, object]
) -> None:
    watched = {**office, "N02": {"sat": "09:00-18:00", "sun": "09:00-18:00", "holiday": "09:00-18:00"}}
    found = holiday_of(watched, SEOLLAL)
    assert found is not None
    assert found.worst_moment == datetime.datetime(2027, 2, 6, 0, 0)
    # Seen on Saturday 09:00, but the approvals begin on Wednesday 09:00 and end at 15:00.
    assert found.worst == 105 * 60 + 360 + 10
    reachable = {**watched, "N09": [{"minutes": "120", "out_of_hours": "yes"}]}
    soon = holiday_of(reachable, SEOLLAL)
    assert soon is not None
    # Just after 18:00, seen at 09:00.
    assert soon.worst == 15 * 60 + 60 + 120 + 10


def test_approvers_who_come_on_sundays_do_not_come_on_holidays(
    holiday_of: HolidayOf, ready: Mapping[str, object]
) -> None:
    sundays = {
        **ready,
        "N05": "1",
        "N07": {"plain": "0"},
        "N09": [{"minutes": "60", "out_of_hours": "no"}],
        "N10": "0",
        "N16": {"sun": "09:00-18:00", "mon": "09:00-18:00", "tue": "09:00-18:00"},
    }
    found = holiday_of(sundays, [Day(2027, 2, 8)])
    assert found is not None
    # What the approver gets just after Sunday 17:00 is not done by 18:00; Monday is a holiday, so it ends on Tuesday.
    assert (found.worst, found.worst_moment) == (40 * 60 + 1, datetime.datetime(2027, 2, 7, 16, 59))


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
    assert (found.worst, found.worst_moment) == (60 * 60, datetime.datetime(2027, 2, 6, 0, 0))


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
    assert (found.worst, found.worst_moment) == (None, None)
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


MONDAYS_OFF = [Day(2027, 3, 1), Day(2027, 5, 3), Day(2027, 10, 4)]
"""Single Mondays, so that the stretch stays Seollal's."""


@pytest.mark.parametrize(
    ("hours", "mondays", "closing"),
    [
        # Nine layers of 48 hours, nine hours on a Monday: 48 Mondays; publishing takes ten minutes of the next.
        ("09:00-18:00", 49, 9 * 60 + 10),
        # Seven minutes on a Monday, 25,930 in all: 3,705 Mondays, far beyond the calendar, the last for two minutes.
        ("10:00-10:07", 3705, 10 * 60 + 2),
    ],
)
def test_every_holiday_of_the_coming_year_delays_layers_that_take_longer_and_none_comes_twice(
    holiday_of: HolidayOf, office: Mapping[str, object], hours: str, mondays: int, closing: int
) -> None:
    slow = {**office, "N09": [{"minutes": "2880", "out_of_hours": "no"}] * 9, "N16": {"mon": hours}}
    found = holiday_of(slow, [*SEOLLAL, *MONDAYS_OFF])
    assert found is not None
    assert (found.first, found.last) == (SEOLLAL[0], SEOLLAL[-1])
    # The first Monday after Seollal is 15 February; publishing takes ten minutes, of the same hours.
    weeks = mondays - 1 + len(MONDAYS_OFF)
    done = Day(2027, 2, 15) + datetime.timedelta(weeks=weeks)
    assert found.worst == (done - SEOLLAL[0]).days * 1440 + closing


WALKED: list[tuple[str, dict[str, object]]] = [
    ("the office", {}),
    ("nights", {"N01": dict.fromkeys(("mon", "wed", "fri"), "22:00-06:00"), "N16": {"sun": "20:00-03:00", "tue": "9-12"}}),
    ("around the clock but on holidays", {"N01": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "00:00-24:00"), "N02": {"sat": "00:00-24:00", "sun": "00:00-24:00", "holiday": "none"}, "N03": "1000"}),
    ("always", {"N01": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "00:00-24:00"), "N02": dict.fromkeys(("sat", "sun", "holiday"), "00:00-24:00"), "N03": "1000"}),
    ("alerts and office hours", {"N04": "alerts", "N05": "45"}),
    ("alerts in watched hours", {"N03": "alerts", "N05": "25", "N02": {"sat": "08:00-20:00", "sun": "none", "holiday": "20:00-02:00"}}),
    ("a layer of no time", {"N09": [{"minutes": "540", "out_of_hours": "no"}, {"minutes": "0", "out_of_hours": "no"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("agency", "given"), WALKED, ids=[name for name, _ in WALKED])
def test_the_longest_wait_is_what_a_walk_over_the_calendar_finds(
    standing_of: Callable[..., Context], office: Mapping[str, object], agency: str, given: Mapping[str, object]
) -> None:
    reading = standing_of({**office, **given}, 2).reading
    assert reading is not None
    off = [*CHRISTMAS, Day(2027, 1, 1), *SEOLLAL, Day(2027, 3, 1)]
    found = holiday(reading.source, reading.numbers, off, TODAY)
    assert found is not None, agency
    assert found.worst is not None
    assert found.worst_moment is not None
    start, days = Day(2026, 11, 23), 120
    watch, reach = [False] * (days * 1440), [False] * (days * 1440)
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    values: Mapping[str, Any] = reading.source.values
    weeks: list[tuple[list[bool], Mapping[str, Any], str]] = [
        (watch, {**values["N01"], **values["N02"]}, "holiday"),
        (reach, values["N16"], "nobody"),
    ]
    for which, week, on_holidays in weeks:
        for number in range(days):
            day = start + datetime.timedelta(days=number)
            name = on_holidays if day in off else names[day.weekday()]
            for window in week.get(name, ()):
                for minute in range(number * 1440 + window.open, min(number * 1440 + window.close, days * 1440)):
                    which[minute] = True
    endless = all(watch)
    clock, look, since = reading.numbers, [False] * (days * 1440), 0
    for minute in range(1, days * 1440):
        # A watch that never ends begins anew on Monday.
        opens = watch[minute] and (not watch[minute - 1] or (endless and minute % (7 * 1440) == 0))
        since = minute if opens else since
        every = bool(clock.every) and watch[minute] and (minute - since) % (clock.every or 1) == 0
        look[minute] = opens or every or (watch[minute - 1] and not watch[minute])

    def said(arrival: int) -> int:
        """Walk on from just after a minute, in minutes; what moves along with the arrival gets that moment too."""
        rings = clock.alerts_always or (clock.alerts_watched and watch[arrival])
        at = arrival + 1
        while not look[at] and not (rings and at >= arrival + clock.pickup):
            at += 1
        at += clock.check + clock.draft
        for layer in clock.approvals:
            left = layer.minutes
            while not (layer.out_of_hours or reach[at]):
                at += 1
            while left:
                left -= layer.out_of_hours or reach[at]
                at += 1
        return at + clock.publish

    begin = (found.first - start).days * 1440
    waits = {
        arrival: said(arrival) - arrival
        for arrival in range(begin, begin + ((found.last - found.first).days + 1) * 1440, 7)
    }
    moment = int((found.worst_moment - datetime.datetime.combine(start, datetime.time())).total_seconds()) // 60
    assert max(waits.values()) <= found.worst + 1
    assert abs(said(moment) - moment - found.worst) <= 1


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

    def undated(result: Result) -> Result:
        assert result.clock is not None
        # Nothing is due on a holiday, so days may move.
        actions = tuple(action.model_copy(update={"due": None}) for action in result.actions)
        return result.model_copy(
            update={"clock": result.clock.model_copy(update={"holiday": None}), "actions": actions}
        )

    assert undated(with_them) == undated(without)
