"""What a template of somebody else may use: letters, steps and time have an end, whatever it asks for.

A template can ask for two billion letters in one line. What an operation would make is reckoned before it is made; what is
made is counted; and so is every turn of a loop.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from itertools import chain

from jinja2 import TemplateRuntimeError
from pydantic import BaseModel

MOST_TEXT = 2_000_000
"""Letters of one text, or values in one list, that an operation makes."""
MOST_LETTERS = 50_000_000
"""Letters of everything that one report makes of its templates, what is written and then put into something else included."""
MOST_STEPS = 300_000
"""Turns of loops, calls and operations of one report."""
MOST_SECONDS = 30.0
"""Of the processor, not of the clock on the wall: a busy machine takes nothing away."""
MOST_BITS = 100_000
"""Of a number."""
MOST_NUMBER = 100_000
"""A width, a count or a number of digits that is handed to an operation."""
LONGEST_FORMAT = 10_000
MOST_SLOWLY = 100_000
"""Letters for what takes longer than the text is long."""

_LOOK_EVERY = 512
_ANYTHING = 100_000
"""Letters of what is no text, no number and no list; about so many has the longest of our own views."""
_WIDTHS = re.compile(r"%(?:\([^)]*\))?([-+ #0-9.]*)|\{[^{}]*:([^{}]*)")
_DIGITS = re.compile(r"\d+")
_SLOW = frozenset({"urlize", "striptags", "unescape", "wordwrap", "wordcount", "title"})
_WRITES_OUT = frozenset(
    {
        *("string", "escape", "e", "forceescape", "safe", "upper", "lower", "trim", "capitalize", "title", "center"),
        *(
            "replace",
            "format",
            "truncate",
            "indent",
            "pprint",
            "tojson",
            "urlencode",
            "urlize",
            "striptags",
            "wordwrap",
        ),
    }
)
"""What makes a text of whatever it is applied to."""


class TooMuch(TemplateRuntimeError):  # noqa: N818 # named for what it is, as all errors here
    """A template asks for more than a report needs."""


class Budget:
    """What is left of letters, steps and seconds."""

    def __init__(self) -> None:
        self._letters = MOST_LETTERS
        self._steps = MOST_STEPS
        self._look = _LOOK_EVERY
        self._until = time.thread_time() + MOST_SECONDS

    def step(self, letters: int = 0) -> None:
        """Take one step.

        Args:
            letters: What it writes.

        Raises:
            TooMuch: Nothing is left.
        """
        self._letters -= letters
        self._steps -= 1
        self._look -= 1
        if self._letters < 0:
            raise TooMuch(f"it makes more than {MOST_LETTERS} letters in all")
        if self._steps < 0:
            raise TooMuch(f"it takes more than {MOST_STEPS} steps")
        if self._look < 0:
            self._look = _LOOK_EVERY
            if time.thread_time() > self._until:
                raise TooMuch(f"it takes longer than {MOST_SECONDS:.0f} seconds")

    def count(self, value: object) -> None:
        """Count something that was made."""
        self.step(len(value) if isinstance(value, str | bytes | list | tuple) else 0)


def allow(size: int) -> None:
    """Allow something to be made.

    Args:
        size: Its letters, or its values.

    Raises:
        TooMuch: That is more than one text or list may have.
    """
    if size > MOST_TEXT:
        raise TooMuch(f"it asks for a text or a list longer than {MOST_TEXT}")


def size_of(value: object) -> int:
    """Return about how many letters a value has when it is written out; at most a little more than are allowed.

    Args:
        value: Any value of a template. A list may hold the same list many times.
    """
    total = 0
    left: list[object] = [value]
    while left and total <= MOST_TEXT:
        now = left.pop()
        match now:
            case str() | bytes():
                total += len(now)
            case bool() | float() | None:
                total += 25
            case int():
                total += now.bit_length() // 3 + 2
            case Mapping():
                total += 8 * len(now) + 2
                left.extend(chain.from_iterable(now.items()))
            case list() | tuple() | set() | frozenset():
                total += 4 * len(now) + 2
                left.extend(now)
            case BaseModel():
                total += 10 * _ANYTHING
            case _:
                total += _ANYTHING if hasattr(now, "__dict__") or hasattr(now, "__slots__") else 25
    return total


def allow_operation(operator: str, left: object, right: object) -> None:
    """Allow `left operator right`.

    Raises:
        TooMuch: The result would be too large.
    """
    match operator, left, right:
        case "*", int(), str() | bytes() | list() | tuple():
            allow(left * len(right))
        case "*", str() | bytes() | list() | tuple(), int():
            allow(len(left) * right)
        case "*", int(), int():
            _allow_bits(left.bit_length() + right.bit_length())
        case "+", str() | bytes() | list() | tuple(), str() | bytes() | list() | tuple():
            allow(len(left) + len(right))
        case "**", int() | float(), int():
            _allow_bits((left.bit_length() if isinstance(left, int) else 1) * abs(right))
        case "**", _, int():
            _allow_bits(1000 * abs(right))
        case "%", str() | bytes(), _:
            allow_format(str(left), right if isinstance(right, tuple) else (right,))


def _allow_bits(bits: int) -> None:
    if bits > MOST_BITS:
        raise TooMuch("it asks for a number without end")


def allow_format(text: str, values: Iterable[object]) -> None:
    """Allow values to be put into the places of a text, of either kind: `%5d` and `{:>5}`.

    Raises:
        TooMuch: The result would be too long, or the text is too long to be looked at.
    """
    places = text.count("%") + text.count("{")
    if places and len(text) > LONGEST_FORMAT:
        raise TooMuch(f"it fills places in a text longer than {LONGEST_FORMAT}")
    widths = [int(number) for spec in _WIDTHS.findall(text) for number in _DIGITS.findall("".join(spec)[:100])]
    given = tuple(values)
    # A width may be a value itself.
    numbers = [abs(value) for value in given if isinstance(value, int)] if "*" in text or text.count("{") > 1 else []
    widest = max([size_of(value) for value in given] + numbers + [0])
    allow(len(text) + sum(widths) + places * widest)


def allow_call(name: str, value: object, arguments: Iterable[object], *, method: bool) -> None:
    """Allow a filter, or a method of a text.

    Args:
        name: How it is called.
        value: What it is applied to.
        arguments: What is handed to it.
        method: Whether it is a method.

    Raises:
        TooMuch: The result would be too large, or would take too long.
    """
    given = tuple(arguments)
    if any(isinstance(number, int) and abs(number) > MOST_NUMBER for number in given):
        raise TooMuch(f"it hands a number larger than {MOST_NUMBER} to {name}")
    text = value if isinstance(value, str) else ""
    if name in _WRITES_OUT and not text:
        allow(size_of(value))
    if name in _SLOW and size_of(value) > MOST_SLOWLY:
        raise TooMuch(f"it applies {name} to a text longer than {MOST_SLOWLY}")
    # By how much each letter, line or value may grow.
    most = max([number if isinstance(number, int) else size_of(number) for number in given] + [1])
    if name == "join":
        joined = given[0] if method and given else value
        items = len(joined) if isinstance(joined, list | tuple | str) else 0
        allow(size_of(joined) + items * (len(text) if method else most))
    elif name == "sum" and any(isinstance(start, list | tuple) for start in given):
        # Each list would be copied into the next.
        raise TooMuch("it adds up lists")
    else:
        _allow_text(name, text or value, given, most)


def _allow_text(name: str, value: object, given: tuple[object, ...], most: int) -> None:
    text = value if isinstance(value, str) else ""
    match name:
        case "replace" if given:
            old, new = str(given[0]), str(given[1]) if len(given) > 1 else ""
            allow(len(text) + (text.count(old) if old else len(text) + 1) * len(new))
        case "format":
            allow_format(text, given)
        case "indent":
            allow(len(text) + (text.count("\n") + 1) * most)
        case "expandtabs":
            allow(len(text) + text.count("\t") * max(most, 8))
        case "translate" | "urlize" | "xmlattr":
            allow(len(text) * most)
        case "wordwrap" if any(isinstance(other, str) for other in given):
            allow(len(text) * most)
        case "tojson":
            allow(size_of(value) * most)
