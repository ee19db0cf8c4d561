"""The ladder: every rung with the work that leads to it, to scale, and where this audit stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from audit.model.result.numbers import WayResult
from audit.report.parts.context import ReportContext, once
from audit.report.parts.ladder import RungView, ladder
from audit.wording.locale import half_away

OUTLINES: Mapping[str, str] = {"■": "□", "▲": "△", "◆": "◇", "●": "○"}
"""The shape of a rung that is not reached."""
NARROWEST = 2
"""Per cent of the width: less work than that is still seen."""


@dataclass(frozen=True)
class Stair:
    """One rung of the ladder."""

    band: str
    shape: str
    """Full where the audit stands on it or above it, else in outline."""
    title: str
    place: Literal["here", "below", "above"]
    fact: str
    """The work that leads to it, or where it lies; may be empty."""
    width: int | None
    """Its work, in per cent of the most; None where it is none or not known."""


@dataclass(frozen=True)
class Ladder:
    """The rungs, the highest first."""

    finding: str
    stairs: tuple[Stair, ...]


@once
def ladder_chart(context: ReportContext) -> Ladder:
    """Draw the ladder."""
    ways = {way.rank: way for way in context.result.way_up if way.reachable}
    most = max((way.days for way in ways.values()), default=0)
    rungs = ladder(context, lambda rung: context.text(rung.means))
    return Ladder(
        ladder_finding(context),
        tuple(_stair(context, rung, ways.get(rung.rank), most) for rung in reversed(rungs)),
    )


def ladder_finding(context: ReportContext) -> str:
    """Say what the ladder shows: what changed since the round before, else how far the next rung is."""
    say, result, before = context.say, context.result, context.result.before
    if result.verdict.rank is None:
        return say("No rung yet")
    # Where the report advises against, no score is held out that could be bargained with.
    if before is not None and before.total is not None and result.total.shown is not None and result.verdict.rank > 0:
        then, now = half_away(before.total), half_away(result.total.shown)
        if then == now:
            return say("As many points as in the round before: {now}", now=now)
        return say("Since the round before: from {then} to {now} of 100 points", then=then, now=now)
    if not result.way_up:
        return say("The highest rung is reached")
    following = result.way_up[0]
    if not following.reachable:
        return say("The next rung cannot be reached by these actions alone")
    if following.if_you_want:
        return say("Our estimate of the work, if you come to want to hear")
    return say("Our estimate of the work to each rung")


def _stair(context: ReportContext, rung: RungView, way: WayResult | None, most: int) -> Stair:
    rank = context.result.verdict.rank
    place: Literal["here", "below", "above"] = (
        "here" if rung.here else "below" if rank is not None and rung.rank < rank else "above"
    )
    return Stair(
        band=rung.band,
        shape=OUTLINES[rung.shape] if place == "above" else rung.shape,
        title=rung.title,
        place=place,
        fact=_fact(context, rung, place, way),
        width=max(NARROWEST, round(100 * way.days / most)) if way is not None and most and way.days else None,
    )


def _fact(context: ReportContext, rung: RungView, place: str, way: WayResult | None) -> str:
    say, before = context.say, context.result.before
    if place == "here":
        return say("you are here")
    if place == "below":
        was_here = before is not None and before.rank == rung.rank
        return context.locale.date(before.date) if before is not None and was_here else say("behind you")
    if context.result.verdict.rank is None:
        return ""
    if way is None:
        return say("out of reach by work alone")
    days = context.locale.days(way.days)
    if not way.steps:
        return say("once you want to hear") if way.if_you_want else say("without more work")
    if len(way.steps) == 1:
        return say("{days} of work, 1 step", days=days)
    return say("{days} of work, {count} steps", days=days, count=len(way.steps))
