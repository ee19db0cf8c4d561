"""How a round is named."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.files.rounds.names import is_round_name, nearly_round_name, new_round_name, round_day, round_in


@pytest.mark.parametrize("name", ["2026-11", "2026-11-15", "2028-02-29", "1999-12"])
def test_a_round_is_a_month_or_a_day_of_the_calendar(name: str) -> None:
    assert is_round_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("archive", "autumn", "2026", "2026-9", "2026-13", "2026-00", "2026-11-31", "2027-02-29", "2026-11-1"),
        *("2026-11.bak", "2026-11-copy", "2026-11 (1)", " 2026-11", "2026-11\n", "２０２６-１１", "٢٠٢٦-١١", ""),
    ],
)
def test_nothing_else_is_a_round(name: str) -> None:
    assert not is_round_name(name)


@given(st.lists(st.dates(min_value=datetime.date(1900, 1, 1)), min_size=2, max_size=6), st.data())
def test_rounds_sorted_as_texts_stand_in_the_order_of_their_days(
    days: list[datetime.date], data: st.DataObject
) -> None:
    names = [data.draw(st.sampled_from([new_round_name(day), day.isoformat()])) for day in days]
    found = [round_day(name) for name in sorted(names)]
    assert found == sorted(day for day in found if day is not None)


def test_a_month_stands_before_every_day_in_it() -> None:
    assert sorted(["2026-11-15", "2026-12", "2026-11", "2026-11-01"]) == [
        *("2026-11", "2026-11-01", "2026-11-15", "2026-12")
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("2026-9", "2026-09"), ("2026.11", "2026-11"), ("202611", "2026-11"), ("2026-11-5", "2026-11-05")],
)
def test_a_date_in_another_form_is_understood_and_not_taken(name: str, meant: str) -> None:
    assert nearly_round_name(name) == meant
    assert not is_round_name(name)


def test_a_copy_names_the_round_that_it_was_made_of() -> None:
    names = ["2026-11.bak", "2026-11-copy", "2026-11 - 복사본", "2026-11-15 (1)", "2026-111"]
    assert [round_in(name) for name in names] == ["2026-11", "2026-11", "2026-11", "2026-11-15", None]
