"""The way up and how firm the verdict is, as the result holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from audit.assess.context import Context
from audit.assess.verdict.plan import Needs
from audit.assess.what_if.firmness import best_case, swings, unknowns, weight_range
from audit.assess.what_if.options import Search, Step, Way
from audit.assess.what_if.ranks import Ranks
from audit.assess.what_if.way_up import ways_up
from audit.model.pack import Mode, Pack, RungWords
from audit.model.result.numbers import FirmnessResult, RangeResult, StepResult, SwingResult, WayResult
from audit.model.result.result import ActionResult

DAYS_A_WEEK = 5


def rung_words(pack: Pack, mode: Mode, rank: int) -> RungWords:
    """Return the words of a rung in a mode."""
    return next(words for rung in pack.verdict.rungs if rung.rank == rank and (words := rung.of(mode)) is not None)


def way_up_result(
    context: Context, ranks: Ranks, present: int, wanted: Needs, actions: Sequence[ActionResult]
) -> tuple[WayResult, ...]:
    """Return the least work that reaches each rung above the present one, in the order to do it.

    Args:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        present: The present rank.
        wanted: What the verdict and the chain wait for.
        actions: The plan; its order is the order of the steps.
    """
    order = {question: place for place, question in enumerate(dict.fromkeys(action.question for action in actions))}
    ways = ways_up(Search(context, ranks, wanted), present)
    return tuple(_way(way, context.pack, ranks.mode, order) for way in ways)


def _way(way: Way, pack: Pack, mode: Mode, order: Mapping[str, int]) -> WayResult:
    words = rung_words(pack, mode, way.rank)
    steps = [_step(pack, step) for step in way.steps]
    for question, action in way.numbers:
        steps.append(
            StepResult(
                action=f"{question.id}-{action.start}",
                question=question.id,
                title=action.title,
                start=action.start,
                to=action.to,
                days=action.days,
                owner=action.owner,
            )
        )
    steps.sort(key=lambda step: order.get(step.question, len(order)))
    weeks: dict[str, Fraction] = {}
    for step in steps:
        weeks[step.owner] = weeks.get(step.owner, Fraction(0)) + Fraction(step.days, DAYS_A_WEEK)
    return WayResult(
        rank=way.rank,
        rung=words.id,
        title=words.title,
        reachable=way.reachable,
        days=way.days,
        steps=tuple(steps),
        weeks=weeks,
        missing=way.missing,
    )


def _step(pack: Pack, step: Step) -> StepResult:
    identity, start, to = step
    question = next(question for question in pack.questions if question.id == identity)
    general = pack.verdict.general_actions
    action = question.action_from(start) if start < to and start >= 0 else None
    if action is not None and action.to == to:
        return StepResult(
            action=f"{identity}-{start}",
            question=identity,
            title=action.title,
            start=start,
            to=to,
            days=action.days,
            owner=action.owner,
        )
    kind, other = ("find-out", general.find_out) if start < 0 else ("show", general.show)
    return StepResult(
        action=f"{identity}-{kind}",
        question=identity,
        title=other.title_for(question),
        start=max(0, start),
        to=to,
        days=other.days,
        owner=question.roles[0],
    )


def firmness_result(context: Context, ranks: Ranks, present: int) -> FirmnessResult:
    """Return how firm the verdict is.

    Args:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        present: The present rank.
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
    best = None
    if unknown:
        best_levels, figures = best_case(context)
        best = ranks.rank(best_levels, figures=figures)
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
        unknown_best=rung_words(pack, mode, best).id if best is not None else None,
        # What is unknown counts as the worst already, so the worst case is the present verdict.
        unknown_worst=rung_words(pack, mode, present).id if unknown else None,
    )
