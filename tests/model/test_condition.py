"""Conditions: when something holds, and whether it ever can."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from pydantic_core import PydanticCustomError

from audit.model.condition import Value, can_hold, number_or_word, parse_condition

M01_BELOW_2 = {"M01": {"below": "2"}}
PLAN = {"X4": {"is": "plan"}}


@pytest.mark.parametrize(
    ("raw", "value", "holds"),
    [
        ({"M01": {"below": "2"}}, Fraction(1), True),
        ({"M01": {"below": "2"}}, Fraction(2), False),
        ({"M01": {"at_least": "2"}}, Fraction(2), True),
        ({"M01": {"at_least": "2"}}, Fraction(1), False),
        ({"M01": {"above": "2"}}, Fraction(2), False),
        ({"M01": {"above": "2"}}, Fraction(5, 2), True),
        ({"M01": {"is": "2"}}, Fraction(2), True),
        ({"M01": {"is": "2"}}, Fraction(3), False),
        ({"M01": {"is": "alerts"}}, "alerts", True),
        ({"M01": {"is": "alerts"}}, Fraction(60), False),
        ({"M01": {"at_least": "2"}}, "alerts", False),
        ({"M01": {"below": "0.85"}}, Fraction(84, 100), True),
        ({"M01": {"below": "0.85"}}, Fraction(85, 100), False),
    ],
)
def test_a_comparison_holds_exactly_at_its_boundary(raw: dict[str, Any], value: Value, holds: bool) -> None:
    assert parse_condition(raw).holds({"M01": value}.get) is holds


@pytest.mark.parametrize(
    ("raw", "holds"),
    [
        ({"all": [M01_BELOW_2, PLAN]}, None),
        ({"all": [M01_BELOW_2, {"X4": {"is": "run"}}]}, None),
        ({"any": [M01_BELOW_2, {"N03": {"is": "alerts"}}]}, True),
        ({"any": [{"M01": {"at_least": "2"}}, PLAN]}, None),
        ({"all": [{"M01": {"at_least": "2"}}, PLAN]}, False),
        ({"not": M01_BELOW_2}, False),
        ({"not": PLAN}, None),
        ({"all": [M01_BELOW_2, {"not": {"N03": {"is": "60"}}}]}, True),
    ],
)
def test_what_hangs_on_something_unknown_is_unknown(raw: dict[str, Any], holds: bool | None) -> None:
    known: dict[str, Value] = {"M01": Fraction(1), "N03": "alerts"}
    assert parse_condition(raw).holds(known.get) is holds


@pytest.mark.parametrize(
    "raw",
    [
        "M01",
        [],
        {},
        {"M01": {"below": "2"}, "M02": {"below": "2"}},
        {"M01": "2"},
        {"M01": {}},
        {"M01": {"below": "2", "above": "0"}},
        {"M01": {"under": "2"}},
        {"M01": {"below": "two"}},
        {"M01": {"is": ["a"]}},
        {"all": []},
        {"any": {"M01": {"below": "2"}}},
        {"all": [{"M01": {"under": "2"}}]},
        {"not": []},
    ],
)
def test_what_is_no_condition_is_refused(raw: object) -> None:
    with pytest.raises(PydanticCustomError):
        parse_condition(raw)


@pytest.mark.parametrize("text", ["1e999999999", "nan", "Infinity", "9" * 5000, "1_0", "12:30"])
def test_a_short_text_never_becomes_an_endless_number(text: str) -> None:
    assert number_or_word(text) == text


@pytest.mark.parametrize(
    ("raw", "possible"),
    [
        ({"M01": {"below": "0"}}, False),
        ({"M01": {"below": "1"}}, True),
        ({"M01": {"at_least": "5"}}, False),
        ({"M01": {"at_least": "4"}}, True),
        ({"M01": {"above": "4"}}, False),
        ({"M01": {"is": "high"}}, False),
        ({"X4": {"is": "plan"}}, True),
        ({"X4": {"is": "walk"}}, False),
        ({"all": [{"X4": {"is": "plan"}}, {"X4": {"is": "run"}}]}, False),
        ({"any": [{"X4": {"is": "walk"}}, {"X4": {"is": "run"}}]}, True),
        ({"not": {"any": [{"X4": {"is": "plan"}}, {"X4": {"is": "run"}}]}}, False),
        ({"all": [{"N03": {"below": "60"}}, {"N03": {"above": "58"}}]}, True),
        ({"all": [{"N03": {"below": "60"}}, {"N03": {"at_least": "60"}}]}, False),
        ({"N03": {"below": "0"}}, False),
    ],
)
def test_a_condition_that_can_never_hold_is_recognised(raw: dict[str, Any], possible: bool) -> None:
    domains: dict[str, tuple[Value, ...] | None] = {
        "M01": tuple(Fraction(level) for level in range(5)),
        "X4": ("plan", "run"),
        "N03": None,
    }
    assert can_hold(parse_condition(raw), domains.__getitem__) is possible
