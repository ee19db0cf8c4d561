"""How firm the verdict is: which single answers, which weights and which unknowns would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from audit.assess.context import Context, with_computed
from audit.assess.verdict.levels import Levels
from audit.assess.verdict.scores import points
from audit.assess.what_if.ranks import Ranks
from audit.model.known import HOURS_PUBLISHED, NIGHT_VOICE, PREPARED_LINES
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, Question

HALF, DOUBLE = 1, 4
"""Half and double a weight, both times two: a share knows no scale, and whole numbers are quick."""


@dataclass(frozen=True)
class Swing:
    """One answer that, changed by one level, changes the rank."""

    question: str
    level: int
    to: int
    rank: int


def neighbour(levels: Levels, to: int) -> Levels:
    """Return how a question would stand if its answer were another level and its evidence stayed as it is."""
    shown = to if to < NEEDS_EVIDENCE or levels.fresh else WITHOUT_EVIDENCE
    return replace(levels, state="answered", shown=shown, claimed=to, possible=to, lowered=None)


def swings(context: Context, ranks: Ranks, present: int) -> tuple[Swing, ...]:
    """Return the single answers that change the verdict when they change by one level, up or down.

    Args:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        present: The present rank.
    """
    pack, levels, checks = context.pack, context.levels, context.checks
    sums = ranks.sums(levels)
    gates_now = ranks.gates(context.facts)
    of_figures = {NIGHT_VOICE, PREPARED_LINES, HOURS_PUBLISHED}
    at_gates = pack.gate_questions | checks.subjects | of_figures
    found = []
    for question in pack.questions:
        now = levels[question.id]
        if question.computed or now.claimed is None or now.shown is None:
            continue
        gates = None if question.id in at_gates else gates_now
        for to in (now.claimed - 1, now.claimed + 1):
            if not 0 <= to <= TOP_LEVEL:
                continue
            changed = {**levels, question.id: neighbour(now, to)}
            figures = None
            known = {**sums, question.pillar: points(ranks.questions[question.pillar], changed)}
            if question.id in of_figures and context.reading is not None:
                changed, figures = with_computed(context, changed)
                known = ranks.sums(changed)
            if question.id in checks.subjects:
                changed = checks.again(changed)
                known = ranks.sums(changed)
            rank = ranks.rank(changed, known, figures, gates)
            if rank != present:
                found.append(Swing(question.id, now.claimed, to, rank))
    return tuple(found)


def weight_range(questions: Sequence[Question], levels: Mapping[str, Levels]) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and the highest share of a pillar under every weight between half and double.

    A share is a ratio of two sums that are linear in the weights, so it is extreme where the weights of the low levels
    are all at one end and those of the high levels at the other; every such cut is tried.

    Args:
        questions: The questions of the pillar.
        levels: How they stand.

    Returns:
        Two shares from 0 to 1; None where nothing is assessed.
    """
    known = sorted(
        (shown, question.weight) for question in questions if (shown := levels[question.id].shown) is not None
    )
    if not known:
        return None

    def share(low: int, high: int, cut: int) -> Fraction:
        weights = [weight * (low if place < cut else high) for place, (_, weight) in enumerate(known)]
        reached = sum(weight * level for weight, (level, _) in zip(weights, known, strict=True))
        return Fraction(reached, sum(weights) * TOP_LEVEL)

    cuts = range(len(known) + 1)
    return min(share(DOUBLE, HALF, cut) for cut in cuts), max(share(HALF, DOUBLE, cut) for cut in cuts)


def unknowns(levels: Mapping[str, Levels]) -> tuple[str, ...]:
    """Return the questions that are unknown or open."""
    return tuple(identity for identity, level in levels.items() if level.state in ("unknown", "open"))
