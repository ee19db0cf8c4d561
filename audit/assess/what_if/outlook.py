"""The way up and how firm the verdict is, as the result holds them."""

from __future__ import annotations

from fractions import Fraction

from audit.assess.context import Context
from audit.assess.verdict.plan import NEXT_RUNG
from audit.assess.verdict.steps import Step, row
from audit.assess.what_if.firmness import swings, unknowns, weight_range
from audit.assess.what_if.ladder import Climbed, Ladder
from audit.assess.what_if.ranks import Ranks
from audit.model.pack import Mode, Pack, RungWords
from audit.model.result.numbers import FirmnessResult, OtherWayResult, RangeResult, StepResult, SwingResult, WayResult

DAYS_A_WEEK = 5


def rung_words(pack: Pack, mode: Mode, rank: int) -> RungWords:
    """Return the words of a rung in a mode."""
    return next(words for rung in pack.verdict.rungs if rung.rank == rank and (words := rung.of(mode)) is not None)


def way_up_result(ladder: Ladder, pack: Pack, mode: Mode) -> tuple[WayResult, ...]:
    """Return the least work that reaches each rung above the present one, in the order to do it."""
    ways = tuple(_way(ladder.way(target), pack, mode) for target in ladder.targets)
    other = ladder.by_hours(ladder.targets[0]) if ways else None
    if other is None:
        return ways
    return (ways[0].model_copy(update={"by_hours": _other(other, pack)}), *ways[1:])


def _other(climbed: Climbed, pack: Pack) -> OtherWayResult:
    return OtherWayResult(days=climbed.days, steps=tuple(_step(step, pack) for step in climbed.steps))


def _way(climbed: Climbed, pack: Pack, mode: Mode) -> WayResult:
    way = climbed.way
    words = rung_words(pack, mode, way.rank)
    steps = tuple(_step(step, pack) for step in climbed.steps)
    weeks: dict[str, Fraction] = {}
    for step in steps:
        weeks[step.owner] = weeks.get(step.owner, Fraction(0)) + Fraction(step.days, DAYS_A_WEEK)
    return WayResult(
        rank=way.rank,
        rung=words.id,
        title=words.title,
        reachable=way.reachable,
        days=climbed.days,
        steps=steps,
        weeks=weeks,
        missing=way.missing,
        if_you_want=climbed.if_you_want,
        ends_open=way.ends_open,
    )


def _step(step: Step, pack: Pack) -> StepResult:
    action = row(step, pack, 0, Fraction(0), NEXT_RUNG)
    return StepResult(
        action=action.id,
        question=action.question,
        title=action.title,
        start=step.start,
        to=step.to,
        days=action.days,
        owner=action.owner,
        waits=action.waits,
        weekly=action.weekly,
        decides=action.decides,
    )


def firmness_result(context: Context, ranks: Ranks, present: int, best: int) -> FirmnessResult:
    """Return how firm the verdict is.

    Args:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        present: The present rank.
        best: The rank that it could be once the gaps are filled.
    """
    pack, mode, levels, facts = context.pack, ranks.mode, context.levels, context.facts
    titles = {question.id: question.title for question in pack.questions}
    found = swings(context, ranks, present)
    ranges = {pillar: weight_range(questions, levels) for pillar, questions in ranks.questions.items()}
    known = {pillar: both for pillar, both in ranges.items() if both is not None}
    shares = ({pillar: both[end] if both is not None else None for pillar, both in ranges.items()} for end in (0, 1))
    low, high = (min(ranks.gates(facts), ranks.floors(at_end, facts)) for at_end in shares)
    unknown = (
        bool(unknowns(levels))
        or any(value == "yes" for name, value in facts.figures.items() if name.endswith("_assumed"))
        or any(finding.unsure for finding in context.checks.run(levels))
    )
    return FirmnessResult(
        swings=tuple(
            SwingResult(
                question=swing.question,
                title=titles[swing.question],
                level=swing.level,
                to=swing.to,
                rung=rung_words(pack, mode, swing.rank).id,
                rung_title=rung_words(pack, mode, swing.rank).title,
            )
            for swing in found
        ),
        weights={pillar: RangeResult(lowest=both[0], highest=both[1]) for pillar, both in known.items()},
        weights_rungs=tuple(rung_words(pack, mode, rank).id for rank in range(low, high + 1)),
        unknown_best=rung_words(pack, mode, best).id if unknown else None,
        # What is unknown counts as the worst already, so the worst case is the present verdict.
        unknown_worst=rung_words(pack, mode, present).id if unknown else None,
    )
