"""Hours of work against hours of people: the examples of facts 5.6, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from audit.assess.clock.figures import load_result
from audit.assess.context import Context
from audit.model.result.numbers import LoadResult

LoadOf = Callable[..., LoadResult]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = {"N01": dict.fromkeys(WEEKDAYS, "09:00-18:00"), "N02": {"sat": "none", "sun": "none"}}
ALL_HOURS = dict.fromkeys((*WEEKDAYS, "sat", "sun"), "00:00-24:00")


def values(*found: object) -> tuple[object, ...]:
    """Hold exact numbers against whole ones."""
    return found


@pytest.fixture(scope="session")
def load_of(standing_of: Callable[..., Context]) -> LoadOf:
    """Set out the load of an audit whose numbers are named."""

    def make(given: Mapping[str, object], accounts: int | None = None) -> LoadResult:
        reading = standing_of(given).reading
        assert reading is not None
        return load_result(reading.source, reading.load, reading.numbers.watch, accounts)

    return make


def numbers(
    volume: object, share: str = "40", minutes: str = "8.4", people: str = "1", hours: str = "8", **others: object
) -> dict[str, object]:
    return {
        "N11": {"people": people, "hours": hours},
        "N12": volume,
        "N13": {"share": share, "minutes": minutes},
        **others,
    }


def two(number: Fraction | None) -> str:
    """Write a number with two digits, halves away from zero."""
    assert number is not None
    hundredths = int(number * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


EXAMPLES = [
    # volume, share, hours of people, hours needed, load: as printed in facts 5.6
    ("50", "40", "3", "2.80", "0.93"),
    ("132", "40", "8", "7.39", "0.92"),
    ("132", "100", "8", "18.48", "2.31"),
    ("1320", "40", "8", "73.92", "9.24"),
]


@pytest.mark.parametrize(("volume", "share", "hours", "needed", "ratio"), EXAMPLES)
def test_the_examples_of_the_facts(
    load_of: LoadOf, volume: str, share: str, hours: str, needed: str, ratio: str
) -> None:
    found = load_of(numbers(volume, share, hours=hours))
    assert (two(found.needed), two(found.ratio), found.assumed) == (needed, ratio, ())


def test_the_backlog_grows_by_what_is_left_over(load_of: LoadOf) -> None:
    over, under = load_of(numbers("132", "100")), load_of(numbers("50", "40"))
    assert over.backlog == Fraction("10.48")
    assert under.backlog == 0


def test_a_surge_day_is_so_many_times_a_normal_day(load_of: LoadOf) -> None:
    found = load_of(numbers("132", "40", N14="10"))
    assert (two(found.surge_needed), two(found.surge_ratio), found.surge_assumed) == ("73.92", "9.24", False)
    assert found.surge_backlog == Fraction("65.92")
    five = load_of(numbers("132", "40", N14="5"))
    assert five.surge_ratio == 5 * (five.ratio or 0)


def test_a_blank_surge_takes_the_default_and_says_so_but_the_normal_day_stays_known(load_of: LoadOf) -> None:
    found = load_of(numbers("132", N14=None))
    assert values(found.surge, found.surge_assumed, found.assumed) == (10, True, ())


def test_nobody_there_has_no_load_but_is_named(load_of: LoadOf) -> None:
    for found in (load_of(numbers("50", people="0")), load_of(numbers("50", hours="0"))):
        assert values(found.nobody, found.available, found.ratio, found.surge_ratio, found.fits) == (
            True,
            0,
            None,
            None,
            None,
        )
        assert (two(found.needed), two(found.backlog)) == ("2.80", "2.80")
        assert (found.one_away_nobody, found.one_away_ratio) == (True, None)


def test_no_messages_are_no_load_and_all_of_them_fit(load_of: LoadOf) -> None:
    found = load_of(numbers("0"), accounts=3)
    assert values(found.needed, found.ratio, found.backlog, found.surge_needed, found.fits, found.accounts_fit) == (
        0,
        0,
        0,
        0,
        1,
        3,
    )


def test_a_million_messages_are_counted_exactly(load_of: LoadOf) -> None:
    found = load_of(numbers("1000000", N14="1000"), accounts=7)
    assert found.needed == 56_000
    assert found.ratio == 7_000
    assert found.surge_needed == 56_000_000
    assert found.fits == Fraction(85, 700_000)
    assert found.accounts_fit == 0


def test_an_unknown_number_of_messages_leaves_everything_open_that_hangs_on_it(load_of: LoadOf) -> None:
    found = load_of(numbers(None), accounts=2)
    assert (found.needed, found.ratio, found.backlog, found.surge_needed, found.surge_backlog) == (None,) * 5
    assert (found.fits, found.accounts_fit, found.one_away_ratio) == (None, None, None)
    assert values(found.assumed, found.nobody, found.available) == (("N12",), False, 8)


@pytest.mark.parametrize(
    ("given", "available", "needed", "assumed"),
    [
        ({"N11": None}, 2, "2.80", ("N11",)),
        ({"N11": {"people": "3"}}, 6, "2.80", ("N11",)),
        ({"N11": {"hours": "5"}}, 5, "2.80", ("N11",)),
        ({"N13": None}, 8, "2.67", ("N13",)),
        ({"N13": {"share": "50"}}, 8, "3.33", ("N13",)),
        ({"N11": None, "N13": None}, 2, "2.67", ("N11", "N13")),
    ],
)
def test_blank_parts_take_the_defaults_of_the_facts_and_are_named(
    load_of: LoadOf, given: dict[str, object], available: int, needed: str, assumed: tuple[str, ...]
) -> None:
    found = load_of({**numbers("50"), **given})
    assert values(found.available, two(found.needed), found.assumed) == (available, needed, assumed)


def test_what_would_fit_is_counted_at_a_load_of_85_per_cent(load_of: LoadOf) -> None:
    found = load_of(numbers("200", "100", "6"), accounts=5)  # 20 hours of work for 8 hours of people
    assert found.fits == Fraction(85, 250)
    assert (found.accounts, found.accounts_fit) == (5, 1)
    assert load_of(numbers("40", "100", "6")).fits == 1
    assert load_of(numbers("70", "100", "6")).fits == Fraction(68, 70)


def test_when_one_person_is_away_the_others_carry_all_of_it(load_of: LoadOf) -> None:
    found = load_of(numbers("40", "100", "6", people="3", hours="2"))
    assert values(found.ratio, found.one_away_ratio, found.one_away_nobody) == (Fraction(2, 3), 1, False)
    alone = load_of(numbers("40", "100", "6", people="1"))
    assert (alone.one_away_ratio, alone.one_away_nobody) == (None, True)


def test_promised_hours_are_set_against_watched_ones(load_of: LoadOf) -> None:
    wide = dict.fromkeys((*WEEKDAYS, "sat"), "08:00-20:00")
    found = load_of({**OFFICE, "N18": wide})
    assert values(found.promised_hours, found.watched_hours, found.outside_hours) == (72, 45, 27)
    within = load_of({**OFFICE, "N18": dict.fromkeys(WEEKDAYS, "10:00-17:00")})
    assert values(within.promised_hours, within.outside_hours) == (35, 0)


def test_promised_and_watched_hours_meet_across_midnight_and_across_the_week(load_of: LoadOf) -> None:
    found = load_of({**OFFICE, "N02": {"sun": "22:00-02:00"}, "N18": {"sun": "23:00-03:00"}})
    assert values(found.promised_hours, found.watched_hours, found.outside_hours) == (4, 49, 1)


def test_without_a_promise_there_is_no_seat_to_hold(load_of: LoadOf) -> None:
    for nothing in ("none", None):
        found = load_of({**OFFICE, "N18": nothing})
        assert (found.promised_hours, found.outside_hours, found.seat_people) == (None, None, None)


def test_a_seat_around_the_clock_takes_five_people_leave_included(load_of: LoadOf) -> None:
    assert two(load_of({**OFFICE, "N18": ALL_HOURS}).seat_people) == "5.10"
    assert two(load_of({**OFFICE, "N18": dict.fromkeys(WEEKDAYS, "09:00-17:00")}).seat_people) == "1.21"
    assert load_of({**OFFICE, "N18": dict.fromkeys(WEEKDAYS, "none")}).seat_people == 0
