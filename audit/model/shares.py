"""Exact numbers as JSON holds them: shares from 0 to 1, and minutes."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

LARGEST_DENOMINATOR = 10**7
"""Larger than the denominator of any mean over a pack, and small enough for a JSON number to name one fraction only."""


def _fraction(raw: object) -> object:
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return Fraction(raw).limit_denominator(LARGEST_DENOMINATOR)
    return raw


Share = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A share from 0 to 1."""

Amount = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
"""An amount of 0 or more: minutes, hours, people or a ratio, as the field says."""

Delta = Annotated[
    Fraction,
    BeforeValidator(_fraction),
    PlainSerializer(float, return_type=float, when_used="json"),
    WithJsonSchema({"type": "number", "minimum": -1, "maximum": 1}),
]
"""What a share gained or lost, from -1 to 1."""
