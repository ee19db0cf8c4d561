"""How much a drawing asks of whoever draws it: a few lines of SVG can stand for a billion shapes, or reach beyond all numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from audit.errors import Message, say

MOST_SHAPES = 10_000
"""Shapes, letters and pieces of lines that are drawn, each as often as it is drawn."""
FARTHEST = 1_000_000
"""No number may be larger."""
SMALLEST = 0.001
"""No side of a viewBox may be smaller."""
LONGEST_CHAIN = 120
"""How far elements may lead to others, by holding them or by naming them."""

_LONGEST_NUMBER = 40
_LARGEST_SCALE = 1e60
_PIECE = 40
"""Characters of a path that stand for one piece of a line."""
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MEASURES = frozenset(
    {
        *("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "fx", "fy", "fr", "r", "rx", "ry", "dx", "dy", "rotate"),
        *("width", "height", "viewBox", "d", "points", "transform", "patternTransform", "gradientTransform"),
        *("stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "font-size"),
        *("letter-spacing", "word-spacing", "textLength", "pathLength", "offset"),
    }
)
_SCALES = ("transform", "patternTransform", "gradientTransform")
_NOT_IN_PLACE = frozenset(
    {"defs", "symbol", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "marker"}
)
"""What is drawn only where something names it."""


def fault_of(root: Element) -> Message | None:
    """Return what makes a drawing too much to draw, or None.

    Args:
        root: The `<svg>`; no element in it is nested too deeply, and what it names is inside it.
    """
    elements = list(root.iter())
    if len(elements) > 2 * MOST_SHAPES:
        return _too_many()
    for element in elements:
        for name, value in element.attrib.items():
            if name in _MEASURES and any(_is_beyond(number) for number in _NUMBER.findall(value)):
                return say("the SVG holds a number beyond {most} ({name})", most=FARTHEST, name=name)
        if any(abs(side) < SMALLEST for side in _sides(element)):
            return say("the SVG holds a viewBox without width or height")
    try:
        count, _ = _Counter(root).of(root)
    except _TooMuch as much:
        return much.what
    return _too_many() if count > MOST_SHAPES else None


def _too_many() -> Message:
    return say("the SVG draws more than {most} shapes", most=MOST_SHAPES)


def targets(value: str) -> Iterator[str]:
    """Give what the `url(...)`s of an attribute lead to; one that never ends leads to all that follows.

    Args:
        value: The attribute.
    """
    lower = value.lower()
    at = lower.find("url(")
    while at >= 0:
        end = value.find(")", at)
        end = end if end >= 0 else len(value)
        yield value[at + 4 : end].strip().strip("'\"").strip()
        at = lower.find("url(", end)


def _is_beyond(number: str) -> bool:
    return len(number) > _LONGEST_NUMBER or abs(float(number)) > FARTHEST


def _sides(element: Element) -> list[float]:
    numbers = _NUMBER.findall(element.get("viewBox", ""))
    return [float(number) for number in numbers[2:4]]


class _TooMuch(Exception):  # noqa: N818 # named for what it is
    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what


class _Counter:
    """Counts what is drawn, and by how much it is enlarged; each element once, however often it is named."""

    def __init__(self, root: Element) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._known: dict[Element, tuple[int, float]] = {}
        self._open: set[Element] = set()

    def of(self, element: Element) -> tuple[int, float]:
        """Return how many shapes an element draws, at most one more than are allowed, and its largest scale.

        Raises:
            _TooMuch: It leads to itself, through too many others, or is enlarged beyond measure.
        """
        if element in self._known:
            return self._known[element]
        if element in self._open or len(self._open) > LONGEST_CHAIN:
            raise _TooMuch(say("the SVG refers to itself, or through too many steps"))
        self._open.add(element)
        count, scale = _pieces(element), 1.0
        inside = [self.of(child) for child in element if _name(child) not in _NOT_IN_PLACE]
        painted = 1
        for name, value in element.attrib.items():
            if _local(name) == "href":
                inside.extend(self._named_by([value.strip().removeprefix("#")]))
            elif "url(" in value.lower():
                paints = self._named_by([target.removeprefix("#") for target in targets(value)])
                painted += sum(paint for paint, _ in paints)
                scale = max([scale, *(other for _, other in paints)])
        count += sum(drawn for drawn, _ in inside)
        scale = max([scale, *(other for _, other in inside)]) * _scale(element)
        if not scale < _LARGEST_SCALE:
            raise _TooMuch(say("the SVG enlarges its shapes beyond measure"))
        self._open.remove(element)
        # What is painted on a group is painted on everything in it.
        self._known[element] = min(count * painted, MOST_SHAPES + 1), scale
        return self._known[element]

    def _named_by(self, names: list[str]) -> list[tuple[int, float]]:
        return [self.of(self._named[name]) for name in names if name in self._named]


def _pieces(element: Element) -> int:
    if _name(element) == "stop":
        return 0
    letters = len((element.text or "").strip()) + sum(len((child.tail or "").strip()) for child in element)
    return 1 + letters + (len(element.get("d", "")) + len(element.get("points", ""))) // _PIECE


def _scale(element: Element) -> float:
    factors = [
        max(1.0, *(abs(float(number)) for number in _NUMBER.findall(element.get(name, "")) or "1")) for name in _SCALES
    ]
    factors.append(FARTHEST / SMALLEST if "viewBox" in element.attrib else 1.0)
    total = 1.0
    for factor in factors:
        total *= factor
    return total


def _name(element: Element) -> str:
    return _local(str(element.tag))


def _local(name: str) -> str:
    return name.rpartition("}")[2]
