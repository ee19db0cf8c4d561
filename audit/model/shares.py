"""Exact numbers as JSON holds them: shares from 0 to 1, and minutes."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

LARGEST_DENOMINATOR = 10**9
"""Larger than the denominator of any mean over a pack, and of what a million messages leave of a share."""


def _fraction(raw: object) -> object:
    """Read a JSON number as the simplest fraction that it names: with large amounts others lie closer to the float."""
    if not isinstance(raw, float | int) or isinstance(raw, bool):
        return raw
    exact = Fraction(raw)
    most = 10
    while most < LARGEST_DENOMINATOR:
        simple = exact.limit_denominator(most)
        if float(simple) == raw:
            return simple
        most *= 10
    return exact.limit_denominator(LARGEST_DENOMINATOR)


def _as_float(number: Fraction) -> float:
    return float(number)


# Not `float` itself: to find out what a type takes, its documentation is read, once for every field.
_AS_FLOAT = PlainSerializer(_as_float, return_type=float, when_used="json")


Share = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    _AS_FLOAT,
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A share from 0 to 1."""

Amount = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    _AS_FLOAT,
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""An amount of 0 or more: minutes, hours, people or a ratio, as the field says."""

Delta = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    _AS_FLOAT,
    WithJsonSchema({"type": "number", "minimum": -1, "maximum": 1}),
]
"""What a share gained or lost, from -1 to 1."""
