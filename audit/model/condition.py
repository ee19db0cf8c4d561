"""Conditions: the small language in which a pack says when something holds. No code, no eval."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Annotated, Literal

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
"""A number as a pack writes it: no exponent, so that a short text cannot stand for an endless number."""

Comparison = Literal["is", "at_least", "below", "above"]
COMPARISONS: tuple[Comparison, ...] = ("is", "at_least", "below", "above")

Value = Fraction | str
"""What a subject can be: a number, or a word such as the id of a choice."""

Lookup = Callable[[str], Value | None]
"""Gives the value of a subject, or None where it is unknown."""

FIGURES: Mapping[str, tuple[Value, ...] | None] = {
    "worst_first_words": None,
    "worst_first_words_assumed": ("yes", "no"),
    "normal_load": None,
    "normal_load_assumed": ("yes", "no"),
    "approval_minutes": None,
    "staff_hours": None,
    "promise_outside_watch": ("yes", "no"),
    "incident_known": ("yes", "no"),
    "on_word": None,
    "duty_to_warn": ("yes", "no"),
    "published_hours_stand": ("yes", "no"),
    "approvals_closed": ("yes", "no"),
}
"""Computed figures that a condition may name, with their words; None for a number of 0 or more."""


@dataclass(frozen=True)
class Compare:
    """One comparison, such as `{M01: {below: 2}}`."""

    subject: str
    comparison: Comparison
    value: Value

    def holds(self, lookup: Lookup) -> bool | None:
        """Return whether it holds; None where the subject is unknown."""
        actual = lookup(self.subject)
        if actual is None:
            return None
        if self.comparison == "is":
            return actual == self.value or str(actual) == str(self.value)
        if isinstance(actual, str) or isinstance(self.value, str):
            return False
        if self.comparison == "at_least":
            return actual >= self.value
        if self.comparison == "below":
            return actual < self.value
        return actual > self.value

    def tests(self) -> Iterator[Compare]:
        """Give every comparison inside."""
        yield self


@dataclass(frozen=True)
class All:
    """Holds when every part does."""

    parts: tuple[Condition, ...]

    def holds(self, lookup: Lookup) -> bool | None:
        """Return whether it holds; None where that hangs on something unknown."""
        results = [part.holds(lookup) for part in self.parts]
        if False in results:
            return False
        return None if None in results else True

    def tests(self) -> Iterator[Compare]:
        """Give every comparison inside."""
        for part in self.parts:
            yield from part.tests()


@dataclass(frozen=True)
class Any:
    """Holds when at least one part does."""

    parts: tuple[Condition, ...]

    def holds(self, lookup: Lookup) -> bool | None:
        """Return whether it holds; None where that hangs on something unknown."""
        results = [part.holds(lookup) for part in self.parts]
        if True in results:
            return True
        return None if None in results else False

    def tests(self) -> Iterator[Compare]:
        """Give every comparison inside."""
        for part in self.parts:
            yield from part.tests()


@dataclass(frozen=True)
class Not:
    """Holds when its part does not."""

    part: Condition

    def holds(self, lookup: Lookup) -> bool | None:
        """Return whether it holds; None where that hangs on something unknown."""
        result = self.part.holds(lookup)
        return None if result is None else not result

    def tests(self) -> Iterator[Compare]:
        """Give every comparison inside."""
        yield from self.part.tests()


Condition = Compare | All | Any | Not


def number_or_word(text: str) -> Value:
    """Read `60`, `0.85` as a number and everything else as a word."""
    return Fraction(text) if PLAIN_NUMBER.fullmatch(text) else text


def _wrong(message: str, **context: object) -> PydanticCustomError:
    return PydanticCustomError("condition", message, {name: str(value) for name, value in context.items()})


def parse_condition(raw: object) -> Condition:
    """Read a condition from its YAML form.

    Args:
        raw: A mapping with one key: `all`, `any`, `not`, or a subject with one comparison.

    Raises:
        PydanticCustomError: It is not a condition; the message says why.
    """
    if isinstance(raw, Compare | All | Any | Not):
        return raw
    if not isinstance(raw, Mapping) or len(raw) != 1:
        raise _wrong("a condition has exactly one key: a question, all, any or not")
    key, inner = next(iter(raw.items()))
    if key in ("all", "any"):
        if not isinstance(inner, list) or not inner:
            raise _wrong("{key} takes a list of conditions", key=key)
        parts = tuple(parse_condition(part) for part in inner)
        return All(parts) if key == "all" else Any(parts)
    if key == "not":
        return Not(parse_condition(inner))
    if not isinstance(inner, Mapping) or len(inner) != 1:
        raise _wrong("{key} takes one comparison: is, at_least, below or above", key=key)
    comparison, value = next(iter(inner.items()))
    if comparison not in COMPARISONS:
        raise _wrong("{comparison} is not a comparison: write is, at_least, below or above", comparison=comparison)
    if not isinstance(value, str | int):
        raise _wrong("{key} is compared with a number or a word", key=key)
    parsed = number_or_word(str(value))
    if comparison != "is" and isinstance(parsed, str):
        raise _wrong("{comparison} takes a number", comparison=comparison)
    return Compare(str(key), comparison, parsed)


ConditionField = Annotated[Compare | All | Any | Not, PlainValidator(parse_condition)]
"""A condition as a field of a pack."""


def can_hold(condition: Condition, domain: Callable[[str], tuple[Value, ...] | None]) -> bool:
    """Return whether any values of its subjects make the condition true.

    Args:
        condition: The condition.
        domain: Gives the possible values of a subject, or None where it is a number of 0 or more.
    """
    tests = list(condition.tests())
    subjects = sorted({test.subject for test in tests})
    choices: list[tuple[Value, ...]] = []
    for subject in subjects:
        known = domain(subject)
        if known is None:
            # Between two numbers that the condition names nothing changes, so these points stand for all.
            named = [t.value for t in tests if t.subject == subject and isinstance(t.value, Fraction)]
            points = {Fraction(0)} | {n + d for n in named for d in (-1, 0, 1) if n + d >= 0}
            words = {t.value for t in tests if t.subject == subject and isinstance(t.value, str)}
            known = (*sorted(points), *sorted(words))
        choices.append(known)
    return any(condition.holds(dict(zip(subjects, values, strict=True)).get) for values in product(*choices))
