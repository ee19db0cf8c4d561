"""A drawing in a drawing that is stretched to its place, written out: paper and Word know no strokes that keep their width.

What an inner `<svg preserveAspectRatio="none">` draws is moved into the lengths of the drawing around it, point by point, so that
its strokes stay as wide as they are on a screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|(-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_ACROSS_ALONE, _DOWN_ALONE = "Hh", "Vv"
_ARC = 7
"""Numbers of an arc: two radii, a turn, two flags, a point."""
_ALONG_X = frozenset({"x", "x1", "x2", "cx"})
_ALONG_Y = frozenset({"y", "y1", "y2", "cy"})
_WIDE = frozenset({"width", "rx", "r"})
_HIGH = frozenset({"height", "ry"})
DROPPED = frozenset({"vector-effect", "preserveAspectRatio", "viewBox", "overflow"})
"""Attributes that say nothing any more once a drawing is written out."""


@dataclass(frozen=True)
class Stretch:
    """How the units of an inner drawing become lengths of the one around it.

    Attributes:
        left: Units at the left edge.
        top: Units at the upper edge.
        across: Lengths that a unit is wide.
        down: Lengths that a unit is high.
    """

    left: float
    top: float
    across: float
    down: float

    def x(self, units: float) -> float:
        """Return where something lies from the left."""
        return (units - self.left) * self.across

    def y(self, units: float) -> float:
        """Return where something lies from above."""
        return (units - self.top) * self.down


def stretched(name: str, value: str, stretch: Stretch) -> str:
    """Return an attribute of a shape in lengths: where it lies, its size, its path; any other as it is.

    Args:
        name: The attribute.
        value: What it holds.
        stretch: How units become lengths.
    """
    if name == "d":
        return stretched_path(value, stretch)
    try:
        number = float(value)
    except ValueError:
        return value
    if name in _ALONG_X:
        return _written(stretch.x(number))
    if name in _ALONG_Y:
        return _written(stretch.y(number))
    if name in _WIDE:
        return _written(number * stretch.across)
    return _written(number * stretch.down) if name in _HIGH else value


def stretched_path(path: str, stretch: Stretch) -> str:
    """Return a path in lengths.

    Args:
        path: The `d` of a `<path>`.
        stretch: How units become lengths.
    """
    return "".join(_pieces(path, stretch))


def _pieces(path: str, stretch: Stretch) -> Iterator[str]:
    command, place = "", 0
    for letter, number in _TOKEN.findall(path):
        if letter:
            command, place = letter, 0
            yield letter
            continue
        yield f"{' ' if place else ''}{_number(command, place, float(number), stretch)}"
        place += 1


def _number(command: str, place: int, number: float, stretch: Stretch) -> str:
    relative = command.islower()
    if command in "Aa":
        place %= _ARC
        if place in (2, 3, 4):
            return _written(number)
        relative, place = relative or place < 2, place % 5
    is_across = command in _ACROSS_ALONE or (command not in _DOWN_ALONE and place % 2 == 0)
    if relative:
        return _written(number * (stretch.across if is_across else stretch.down))
    return _written(stretch.x(number) if is_across else stretch.y(number))


def _written(number: float) -> str:
    return f"{round(number, 2):g}"
