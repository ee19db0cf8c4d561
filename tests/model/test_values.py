"""The written form of numbers, hours, layers and dates, and back."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from audit.model.pack import Input, Pack
from audit.model.values import (
    Drill,
    Layer,
    Window,
    WrongValue,
    read_date,
    read_moment,
    read_number,
    read_value,
    read_windows,
    write_value,
    yes_or_no,
)


def item(pack: Pack, identity: str) -> Input:
    found = pack.by_id[identity]
    assert isinstance(found, Input)
    return found


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("09:00-18:00", [(540, 1080)]),
        ("9-18", [(540, 1080)]),
        ("9:30 - 18", [(570, 1080)]),
        ("09:00~18:00", [(540, 1080)]),
        ("09:00–18:00", [(540, 1080)]),
        ("22:00-06:00", [(1320, 1800)]),
        ("00:00-24:00", [(0, 1440)]),
        ("18:00-00:00", [(1080, 1440)]),
        ("13-18, 09-12", [(540, 720), (780, 1080)]),
        ("09-12, 12-18", [(540, 720), (720, 1080)]),
        ("none", []),
        ("None", []),
        ("없음", []),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, windows: list[tuple[int, int]]) -> None:
    assert read_windows(text) == tuple(Window(*window) for window in windows)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not a window"),
        ("morning", "not a window"),
        ("09:00", "not a window"),
        ("09:00-18:00,", "not a window"),
        ("25-26", "not a time of day"),
        ("09:60-10:00", "not a time of day"),
        ("09:00-24:01", "not a time of day"),
        ("24:00-06:00", "not a time of day"),
        ("09:00-09:00", "opens and closes at the same time"),
        ("00:00-00:00", "opens and closes at the same time"),
    ],
)
def test_what_is_no_hours_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(WrongValue, match=why):
        read_windows(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("60", 60), (" 60 ", 60), ("0.5", Fraction(1, 2)), ("1,200", 1200), ("+7", 7), ("1000", 1000)],
)
def test_numbers_are_read_exactly(text: str, number: Fraction) -> None:
    assert read_number(text, Fraction(0), Fraction(2000), whole=False) == number


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not a number"),
        ("many", "not a number"),
        ("1e3", "not a number"),
        ("nan", "not a number"),
        ("1,2", "not a number"),
        ("12:30", "not a number"),
        ("9" * 30, "not a number"),
        ("1.5", "not a whole number"),
        ("-1", "out of range; it goes from 0 to 2000"),
        ("2001", "out of range"),
    ],
)
def test_what_is_no_number_here_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(WrongValue, match=why):
        read_number(text, Fraction(0), Fraction(2000), whole=True)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "", "soon", "2026-11-02-01"])
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="not a date"):
        read_date(text)


@pytest.mark.parametrize("text", ["today", "yesterday", "어제", "3 days ago", "11월 2일", "2 November", "25/12"])
def test_in_a_file_a_day_that_hangs_on_today_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="another day each time it is read"):
        read_date(text)


def test_a_file_may_hold_papers_older_than_any_audit_and_a_typed_year_may_not_slip() -> None:
    assert read_date("1995-04-01") == datetime.date(1995, 4, 1)
    with pytest.raises(WrongValue, match="the year is out of range; it goes from 2000 to 2100"):
        read_date("1995-04-01", datetime.date(2026, 11, 23))


def test_a_moment_of_any_year_is_read_back_as_it_was_written() -> None:
    moment = read_moment("0206-03-07 21:00")
    assert write_value({"posted": moment}) == {"posted": "0206-03-07 21:00"}


def test_a_leap_day_is_a_day() -> None:
    assert read_date("2028-02-29") == datetime.date(2028, 2, 29)


@pytest.mark.parametrize("text", ["2026-03-07", "2026-03-07 24:00", "2026-03-07 21:00:30", "21:00", ""])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="not a date with a time"):
        read_moment(text)


@pytest.mark.parametrize(
    ("text", "meant"), [("yes", True), ("예", True), ("TRUE", True), ("no", False), ("아니요", False)]
)
def test_yes_and_no_are_read_in_both_languages(text: str, meant: bool) -> None:
    assert yes_or_no(text) is meant


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(WrongValue, match="maybe is neither yes nor no"):
        yes_or_no("maybe")


DESIGN = [
    # input, as DESIGN 5 writes it (all strings, as YAML is read), the value
    (
        "N01",
        {"mon": "09:00-18:00", "tue": "09:00-12:00, 13:00-18:00"},
        {"mon": (Window(540, 1080),), "tue": (Window(540, 720), Window(780, 1080))},
    ),
    (
        "N02",
        {"sat": "10:00-10:10", "sun": "none", "holiday": "none"},
        {"sat": (Window(600, 610),), "sun": (), "holiday": ()},
    ),
    ("N03", "60", Fraction(60)),
    ("N03", "alerts", "alerts"),
    ("N04", "nobody", "nobody"),
    ("N04", "others-ring", "others-ring"),
    ("N04", "alerts", "alerts"),
    ("N05", "15", Fraction(15)),
    ("N06", "30", Fraction(30)),
    ("N07", {"plain": "60", "prepared": "5"}, {"plain": Fraction(60), "prepared": Fraction(5)}),
    ("N07", {"plain": "60", "prepared": ""}, {"plain": Fraction(60)}),
    ("N09", [{"minutes": "120", "out_of_hours": "false"}], (Layer(120, False),)),
    ("N09", [{"minutes": "", "out_of_hours": "true"}, {"minutes": "0"}], (Layer(None, True), Layer(0, None))),
    ("N09", [], ()),
    ("N09", "120 no, 30 yes", (Layer(120, False), Layer(30, True))),
    ("N10", "10", Fraction(10)),
    ("N11", {"people": "2", "hours": "4"}, {"people": Fraction(2), "hours": Fraction(4)}),
    ("N11", {"people": "2", "hours": "0.5"}, {"people": Fraction(2), "hours": Fraction(1, 2)}),
    ("N12", "50", Fraction(50)),
    ("N13", {"share": "40", "minutes": "8.5"}, {"share": Fraction(40), "minutes": Fraction(17, 2)}),
    ("N14", "10", Fraction(10)),
    (
        "N15",
        {"posted": "2026-03-07 21:00", "said": "2026-03-07 22:10"},
        {"posted": datetime.datetime(2026, 3, 7, 21, 0), "said": datetime.datetime(2026, 3, 7, 22, 10)},
    ),
    ("N16", {"mon": "09:00-18:00", "sun": "none"}, {"mon": (Window(540, 1080),), "sun": ()}),
    ("N17", "60", Fraction(60)),
    ("N17", "none", "none"),
    ("N18", "none", "none"),
    ("N18", {"sat": "00:00-24:00"}, {"sat": (Window(0, 1440),)}),
    ("N19", "2", Fraction(2)),
    ("N20", "2026-11-02", datetime.date(2026, 11, 2)),
    ("N21", "2026-09-30", datetime.date(2026, 9, 30)),
    (
        "N22",
        [{"date": "2026-10-17", "announced": "예", "exercised": ["surge", "surge"]}],
        (Drill(datetime.date(2026, 10, 17), True, ("surge",)),),
    ),
    ("N22", "없음", ()),
    ("X4", "run", "run"),
    ("X5", "대한민국", "대한민국"),
]


@pytest.mark.parametrize(("identity", "raw", "value"), DESIGN, ids=lambda given: str(given)[:40])
def test_every_shape_of_a_number_is_read_and_written_back_the_same(
    pack: Pack, identity: str, raw: object, value: Any
) -> None:
    assert read_value(item(pack, identity), raw) == value
    assert read_value(item(pack, identity), _as_read(write_value(value))) == value


def _as_read(written: object) -> object:
    """Turn a written value into what reading its YAML gives: strings, lists and tables of strings."""
    if isinstance(written, dict):
        return {key: _as_read(inner) for key, inner in written.items()}
    if isinstance(written, list):
        return [_as_read(inner) for inner in written]
    return str(written).lower() if isinstance(written, bool) else str(written)


def test_every_input_of_the_pack_has_its_shape_above(pack: Pack) -> None:
    assert {identity for identity, _, _ in DESIGN if identity.startswith("N")} == {number.id for number in pack.numbers}


@pytest.mark.parametrize(
    ("identity", "raw", "where", "why"),
    [
        ("N01", {"sat": "09-18"}, "sat", "sat is not a day here"),
        ("N01", {"mon": "morning"}, "mon", "not a window"),
        ("N01", {"mon": ["09-18"]}, "mon", "one value is expected"),
        ("N01", "09-18", "", "written per day"),
        ("N03", "0", "", "out of range"),
        ("N03", "bell", "", "not a number"),
        ("N03", {"minutes": "60"}, "", "one value is expected"),
        ("N04", "somebody", "", "somebody is not one of nobody, others-ring, alerts"),
        ("N07", {"plain": "60", "fast": "5"}, "fast", "fast is not known here"),
        ("N07", {"plain": "soon"}, "plain", "not a number"),
        ("N07", "60", "", "several numbers are expected"),
        ("N09", "2", "", "approval layers are a list"),
        ("N09", [{"minutes": "10"}] * 10, "", "10 layers are too many; 9 at most"),
        ("N09", [{"minutes": "10"}, {"hours": "1"}], "[1]", "two keys"),
        ("N09", [{"minutes": "10"}, {"minutes": "-1"}], "[1]", "out of range"),
        ("N09", [{"minutes": "10", "out_of_hours": "perhaps"}], "[0]", "neither yes nor no"),
        ("N15", {"posted": "yesterday"}, "posted", "not a date with a time"),
        ("N15", {"posted": "yesterday 21:00"}, "posted", "another day each time it is read"),
        ("N15", {"posted": "2026-03-07 21:00", "seen": "2026-03-07 20:59"}, "seen", "the times come in order"),
        ("N15", {"began": "2026-03-07 21:00"}, "began", "not known here"),
        ("N15", "2026-03-07 21:00", "", "several times are expected"),
        ("N20", "2026-02-30", "", "not a date"),
        ("X5", "  ", "", "the text is empty"),
    ],
)
def test_what_an_input_does_not_take_is_refused_with_its_place_and_a_reason(
    pack: Pack, identity: str, raw: object, where: str, why: str
) -> None:
    with pytest.raises(WrongValue, match=why.replace("[", r"\[")) as caught:
        read_value(item(pack, identity), raw)
    assert caught.value.where == where
