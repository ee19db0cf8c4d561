"""What people type is understood, or refused with its reason: one table of examples, and what holds for all of them."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest

from audit.countries import country_names
from audit.model.pack import Input, Pack
from audit.model.reading.words import read_country
from audit.model.values import (
    MESSAGES,
    Value,
    Window,
    WrongValue,
    read_date,
    read_number,
    read_value,
    read_windows,
    write_value,
)

TODAY = datetime.date(2026, 11, 23)
NEVER_TYPED = {"not_in_order", "next_day", "needs_today", "not_days", "not_layers", "not_choice"}
"""Messages that need more than one line, or a place that the pack does not have."""


def raw_of(row: Any) -> object:
    """Return what is typed in the shape in which an input is read."""
    return {row.field: row.text} if row.field and row.field != "together" else row.text


def saved(row: Any, pack: Pack, today: datetime.date | None = TODAY, raw: object = None) -> Any:
    """Read a line of the table and return what is saved of it."""
    raw = raw_of(row) if raw is None else raw
    if row.item == "evidence":
        return read_date(str(raw), today).isoformat()
    item = pack.by_id[row.item]
    assert isinstance(item, Input)
    if item.kind == "country":
        return read_country(str(raw), country_names())
    if item.kind == "layers" and row.value == []:
        return []
    value = write_value(read_value(item, raw, today))
    if row.field == "together":
        return {"word": value}
    if isinstance(value, dict):
        value = value[row.field]
    if isinstance(value, list):
        return [[layer.get("minutes", ""), layer["out_of_hours"]] for layer in value]
    return str(value)


def test_what_people_type_is_understood_or_refused_with_its_reason(typed_values: Any, pack: Pack) -> None:
    found = []
    for row in typed_values:
        try:
            found.append((row.item, row.text, saved(row, pack)))
        except WrongValue as wrong:
            found.append((row.item, row.text, wrong.text))
    expected = [(row.item, row.text, MESSAGES[row.refused] if row.refused else row.value) for row in typed_values]
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


def test_the_table_has_an_example_of_every_refusal(typed_values: Any) -> None:
    assert {row.refused for row in typed_values if row.refused} == set(MESSAGES) - NEVER_TYPED


def test_what_is_saved_is_read_the_same_in_a_file_that_knows_no_today(typed_values: Any, pack: Pack) -> None:
    for row in typed_values:
        if row.refused or row.field == "together" or isinstance(row.value, list):
            continue
        raw = {row.field: row.value} if row.field else row.value
        assert saved(row, pack, None, raw) == row.value, row


def test_hours_that_close_before_they_open_are_told_with_what_was_probably_meant(typed_values: Any) -> None:
    for row in typed_values:
        if row.field not in ("mon", "sat", "sun") or row.refused:
            continue
        windows = read_windows(row.text)
        odd = [window for window in windows if window.crosses_midnight]
        assert bool(odd) == (row.asked_back is not None), row
        if row.asked_back:
            instead = (window.instead if window.crosses_midnight and window.instead else window for window in windows)
            assert ", ".join(map(str, instead)) == row.asked_back


def test_a_window_knows_how_long_it_is() -> None:
    assert Window(540, 1740).hours == 20
    assert Window(540, 570).hours == Fraction(1, 2)


@pytest.mark.parametrize("text", ["9" * 100_000, "9-18," * 50_000, "1h" * 50_000, "오전 " * 50_000, "(" * 100_000])
def test_the_longest_text_is_refused_at_once(text: str) -> None:
    for read in (
        read_windows,
        read_date,
        lambda text: read_number(text, Fraction(0), Fraction(9), True, "minutes"),
    ):
        with pytest.raises(WrongValue):
            read(text)


@pytest.mark.parametrize(
    ("item", "raw", "value"),
    [
        ("N03", "2 hours", Fraction(120)),
        ("N03", "알림", "alerts"),
        ("N04", "알림", "alerts"),
        ("N04", "Nobody", "nobody"),
        ("N04", "당직 전화", "others-ring"),
        ("N04", "없음", "nobody"),
        ("X4", "이미 공개된 계정을 하나 이상 운영하고 있습니다", "run"),
        ("X6", "예", "yes"),
        ("X1", "정보 제공", "information"),
        ("N20", "2026년 3월 12일", datetime.date(2026, 3, 12)),
        ("N09", "120 아니요, 30 예", None),
    ],
)
def test_whoever_writes_files_by_hand_is_understood_too(pack: Pack, item: str, raw: str, value: Value | None) -> None:
    found = pack.by_id[item]
    assert isinstance(found, Input)
    read = read_value(found, raw)
    assert read == value if value is not None else isinstance(read, tuple)
