"""The plan: which actions follow from the answers, in one list and one order (RULES 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from audit.assess.clock.computed import is_computable
from audit.assess.context import Context
from audit.assess.verdict.contradictions import Finding
from audit.assess.verdict.steps import Step, days_of, needed_numbers, next_steps, row
from audit.model.pack import Question
from audit.model.result.result import ActionResult, Cap, LensResult

FIRST = 6
"""How many actions stand apart at the top of the plan."""

GATE_TIER, FLOOR_TIER, CHAIN_TIER, LAST_TIER = range(4)

Serves = Literal[1, 2, 3, 4, 5]
NEXT_RUNG: Serves = 1
RUNG_AFTER: Serves = 2
SHOWN_AT_0: Serves = 3
SHOWN_AT_1: Serves = 4
POINTS: Serves = 5
"""What a row of the plan is there for, in the order of the plan (RULES 6)."""


@dataclass(frozen=True)
class Needs:
    """What the verdict and the chain wait for.

    Attributes:
        at_gates: Questions that hold the verdict at a gate.
        at_floors: Questions of the pillars that hold it at a floor.
        in_chain: Guards of the first broken link.
        on_word: Gate questions that pass without fresh evidence that somebody else has seen.
        doubted: Questions whose answer a contradiction puts in doubt.
    """

    at_gates: frozenset[str]
    at_floors: frozenset[str]
    in_chain: frozenset[str]
    on_word: frozenset[str]
    doubted: frozenset[str]

    def tier(self, question: str) -> int:
        """Return how much the verdict waits for a question: 0 most, 3 least."""
        if question in self.at_gates:
            return GATE_TIER
        if question in self.at_floors:
            return FLOOR_TIER
        return CHAIN_TIER if question in self.in_chain else LAST_TIER


def needs(
    caps: Sequence[Cap], lenses: Sequence[LensResult], on_word: Sequence[str], found: Sequence[Finding] = ()
) -> Needs:
    """Work out what the verdict and the chain wait for.

    Args:
        caps: Those that hold the verdict where it is.
        lenses: All lenses; the first sequence among them is the chain.
        on_word: Gate questions that pass on the word alone.
        found: The contradictions.
    """
    at_gates = {held.question for cap in caps if ":" not in cap.name for held in cap.answers}
    at_floors = {held.question for cap in caps if ":" in cap.name for held in cap.answers}
    chain = chain_of(lenses)
    broken = next((link for link in chain.links if link.id == chain.first_weak), None) if chain else None
    doubted = frozenset(finding.check.lowers for finding in found if finding.check.lowers is not None)
    return Needs(
        frozenset(at_gates),
        frozenset(at_floors),
        frozenset(broken.guards if broken else ()),
        frozenset(on_word),
        doubted,
    )


def chain_of(lenses: Sequence[LensResult]) -> LensResult | None:
    """Return the chain of failure: the first sequence among the lenses."""
    return next((lens for lens in lenses if lens.kind == "sequence"), None)


@dataclass(frozen=True)
class Ways:
    """The steps that lead up, each in the order in which they reach their rung.

    Attributes:
        following: To the next rung.
        after: To the rung after that.
    """

    following: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()


@dataclass(frozen=True)
class _Group:
    """The steps on one question that no way up holds already."""

    question: Question
    place: int
    steps: tuple[Step, ...]
    days: int
    gain: Fraction


class Planner:
    """Puts together the plan of one audit.

    Args:
        context: The audit as it stands.
        wanted: What the verdict and the chain wait for.
        lenses: All lenses.
        maximum: The most points of each pillar, for the gain.
    """

    def __init__(
        self, context: Context, wanted: Needs, lenses: Sequence[LensResult], maximum: Mapping[str, int]
    ) -> None:
        self._context = context
        self._wanted = wanted
        self._maximum = maximum
        self._pillars = sum(1 for most in maximum.values() if most)
        chain = chain_of(lenses)
        self._links: dict[str, int] = {}
        for place, link in enumerate(chain.links if chain else ()):
            for guard in link.guards:
                self._links.setdefault(guard, place)

    def plan(self, ways: Ways) -> tuple[ActionResult, ...]:
        """Return all actions in the order to do them.

        The way up to the next rung comes first, then the way to the rung after that; then what is shown at 0, by the
        first link of the chain that it guards, and what is shown at 1; then the rest by points per day. The actions of
        one question stay together, so that nobody is told to climb before finding out where he stands.

        Args:
            ways: The steps that lead up.
        """
        steps: dict[str, tuple[Step, Serves]] = {}
        for served, serves in ((ways.following, NEXT_RUNG), (ways.after, RUNG_AFTER)):
            for step in served:
                steps.setdefault(step.id, (step, serves))
        groups = [(self._serves(group), group) for group in self._groups(frozenset(steps))]
        for serves, group in sorted(groups, key=lambda pair: (pair[0], *self._order(*pair))):
            for step in group.steps:
                steps.setdefault(step.id, (step, serves))
        return tuple(
            row(step, self._context.pack, self._wanted.tier(step.question), self._gain(step), serves)
            for step, serves in steps.values()
        )

    def _groups(self, taken: frozenset[str]) -> Iterator[_Group]:
        pack = self._context.pack
        for place, question in enumerate(pack.questions):
            steps = tuple(step for step in self._steps(question) if step.id not in taken)
            if steps:
                days = sum(days_of(step, pack) for step in steps)
                yield _Group(question, place, steps, days, max(self._gain(step) for step in steps))

    def _steps(self, question: Question) -> Iterator[Step]:
        now, wanted = self._context.levels[question.id], self._wanted
        if question.computed and self._context.reading is not None and is_computable(question):
            return needed_numbers(question, self._context)
        return next_steps(question, now, question.id in wanted.doubted, question.id in wanted.on_word)

    def _serves(self, group: _Group) -> Serves:
        shown = self._context.levels[group.question.id].shown
        return SHOWN_AT_0 if shown == 0 else SHOWN_AT_1 if shown == 1 else POINTS

    def _order(self, serves: Serves, group: _Group) -> tuple[int, Fraction, int]:
        if serves == POINTS:
            return 0, -group.gain / group.days, group.place
        return self._links.get(group.question.id, len(self._links)), Fraction(group.days), group.place

    def _gain(self, step: Step) -> Fraction:
        """Return what a step adds to the total, as a share."""
        question = self._context.pack.by_id[step.question]
        assert isinstance(question, Question)
        most = self._maximum[question.pillar]
        if not most or step.kind in ("find-out", "checked") or step.climbed:
            return Fraction(0)
        return Fraction(question.weight * max(0, step.to - step.start), most * self._pillars)


def first_of(actions: Sequence[ActionResult], rank: int | None) -> tuple[str, ...]:
    """Return the ids of what stands first: of the way up to the next rung, up to six; none at the lowest rung.

    Args:
        actions: The plan.
        rank: The rank of the verdict: at 0 this week's steps stand in its place.
    """
    leading = [action.id for action in actions if action.serves == NEXT_RUNG]
    return tuple(leading[:FIRST]) if rank else ()
