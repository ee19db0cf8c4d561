"""The pillars then and now as slopes: a line from the round before to this one, words kept apart where lines end close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.report.parts.bars import QUARTERS
from audit.report.parts.context import ReportContext
from audit.wording.locale import half_away

TOP, BOTTOM = 48, 248
"""CSS pixels from the top of the picture where its scale begins and ends."""
LINE = 21
"""CSS pixels between two lines of words."""


@dataclass(frozen=True)
class Threshold:
    """A mark of the scale."""

    y: float
    points: int


@dataclass(frozen=True)
class SlopeEnd:
    """Where a line begins or ends. Pixels from the top."""

    y: float
    words_y: float
    """Where its figure stands: beside it, or as near as the others leave room."""
    points: int


@dataclass(frozen=True)
class Slope:
    """One pillar, in the band of now."""

    title: str
    then: SlopeEnd
    now: SlopeEnd
    band: str
    shape: str


@dataclass(frozen=True)
class Slopes:
    """All pillars that both rounds assessed.

    Attributes:
        label: The picture in words.
    """

    label: str
    then: str
    now: str
    marks: tuple[Threshold, ...]
    slopes: tuple[Slope, ...]


def slopes(context: ReportContext) -> Slopes | None:
    """Draw the pillars of two rounds; None where nothing can be compared."""
    before, points = context.result.before, _compared(context)
    if before is None or not points:
        return None
    every = [each for pair in points.values() for each in pair]
    low = max((mark for mark in (0, *QUARTERS) if mark <= min(every)), default=0)
    high = min((mark for mark in (*QUARTERS, 100) if mark >= max(every)), default=100)
    high = high if high > low else low + 25

    def place(each: int) -> float:
        return round(BOTTOM - (each - low) / (high - low) * (BOTTOM - TOP), 1)

    sides = []
    for side in (0, 1):
        found = [pair[side] for pair in points.values()]
        words = spread_out([place(each) for each in found])
        sides.append([SlopeEnd(place(each), at, each) for each, at in zip(found, words, strict=True)])
    return Slopes(
        label=slopes_finding(context),
        then=context.locale.short_month(before.date, with_year=True),
        now=context.locale.short_month(context.result.date, with_year=True),
        marks=tuple(Threshold(place(mark), mark) for mark in (0, *QUARTERS, 100) if low <= mark <= high),
        slopes=tuple(
            Slope(
                title=context.text(pillar.title),
                then=then,
                now=now,
                band=pillar.band or "none",
                shape=context.locale.shape(pillar.band),
            )
            for pillar, then, now in zip((context.result.pillars[each] for each in points), *sides, strict=True)
        ),
    )


def _compared(context: ReportContext) -> dict[str, tuple[int, int]]:
    """Return the points of the pillars that both rounds assessed, then and now."""
    before = context.result.before
    if before is None or before.to_confirm:
        return {}
    return {
        pillar: (half_away(change.then), half_away(change.now))
        for pillar, change in before.pillars.items()
        if change.then is not None and change.now is not None and pillar in context.result.pillars
    }


def spread_out(places: Sequence[float]) -> list[float]:
    """Move words apart until none covers another, each as near to its place as can be.

    Args:
        places: Pixels from the top, in any order.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _begin(groups[-1], places) < _begin(groups[-2], places) + LINE * len(groups[-2]):
            groups[-2:] = [[*groups[-2], *groups[-1]]]
    found = list(places)
    for group in groups:
        for number, index in enumerate(group):
            found[index] = round(_begin(group, places) + number * LINE, 1)
    return found


def _begin(group: Sequence[int], places: Sequence[float]) -> float:
    """Return where the first line of words that stand together goes, so that they stand around the middle of their places."""
    middle = sum(places[index] for index in group) / len(group)
    return middle - LINE * (len(group) - 1) / 2


def slopes_finding(context: ReportContext) -> str:
    """Say how the pillars moved, and which of them most."""
    say, points = context.say, _compared(context)
    if not points:
        return say("The pillars cannot be compared yet")
    moved = {pillar: now - then for pillar, (then, now) in points.items()}
    up, down = (sum(1 for each in moved.values() if each * sign > 0) for sign in (1, -1))
    if not up and not down:
        return say("Every pillar stands where it stood")
    most = max(moved, key=lambda pillar: abs(moved[pillar]))
    values = {
        "title": context.text(context.result.pillars[most].title),
        "then": points[most][0],
        "now": points[most][1],
        "up": up,
        "down": down,
        "count": len(moved),
    }
    if up == len(moved) and up > 1:
        return say("All {count} pillars stand higher, {title} most: {then} then, {now} now", **values)
    if down == len(moved) and down > 1:
        return say("All {count} pillars stand lower, {title} most: {then} then, {now} now", **values)
    if not down:
        return say("{up} of {count} pillars stand higher, {title} most: {then} then, {now} now", **values)
    if not up:
        return say("{down} of {count} pillars stand lower, {title} most: {then} then, {now} now", **values)
    return say(
        "{up} of {count} pillars stand higher, {down} lower; {title} moved most: {then} then, {now} now", **values
    )
