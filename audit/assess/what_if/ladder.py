"""The ways up from where an audit stands, each with its steps in an order that reaches the rung (RULES 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from audit.assess.clock.promised import promised_spans
from audit.assess.context import Context
from audit.assess.verdict.gates import TOP_RANK
from audit.assess.verdict.plan import Needs, Ways
from audit.assess.verdict.steps import Step, days_of
from audit.assess.what_if.options import Search, Way
from audit.assess.what_if.ranks import Ranks
from audit.assess.what_if.way_up import Climb
from audit.model.known import NIGHT_VOICE, WISH_TO_HEAR

ABOUT_AS_LONG = 5
"""A way that takes at most so many days more than the least is offered beside it (ours: a working week)."""

WANTING = 1
"""From L01 = 0 no work leads up: ways up are worked out as if it were at this level."""


@dataclass(frozen=True)
class Climbed:
    """One way up as it is printed.

    Attributes:
        way: What the search found.
        days: Person-days.
        steps: What is done, in its order.
        if_you_want: It is worked out as if somebody wanted to hear.
    """

    way: Way
    days: int
    steps: tuple[Step, ...]
    if_you_want: bool


class Ladder:
    """Finds the ways up of one audit, each once.

    Args:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        wanted: What the verdict and the chain wait for.
        present: The present rank.
    """

    def __init__(self, context: Context, ranks: Ranks, wanted: Needs, present: int) -> None:
        self._present = present
        self._wish = context.levels.get(WISH_TO_HEAR)
        self.if_you_want = self._wish is not None and self._wish.shown == 0
        self._search = Search(as_if_wanted(context) if self.if_you_want else context, ranks, wanted)
        self._known: dict[int, Climbed] = {}

    @property
    def targets(self) -> range:
        """The ranks above the present one."""
        return range(self._present + 1, TOP_RANK[self._search.ranks.mode] + 1)

    @cached_property
    def _sure(self) -> Climb:
        return Climb(self._search)

    @cached_property
    def _hoping(self) -> Climb:
        return Climb(self._search, found=True)

    def way(self, target: int) -> Climbed:
        """Return the least work that reaches a rank, or why none does.

        What is found out counts as the worst that it could be, so that the steps lead up whatever comes out. Only where
        no such way is left, a way counts on the best, and ends with what is found out.
        """
        if target not in self._known:
            way = self._sure.way(target)
            if not way.reachable and self._sure.may_find_out:
                way = self._hoping.way(target)
            asking = self._asking if way.reachable else ()
            days = way.days + sum(days_of(step, self._search.context.pack) for step in asking)
            self._known[target] = Climbed(way, days, (*asking, *self._in_order(way)), self.if_you_want)
        return self._known[target]

    def by_hours(self, target: int) -> Climbed | None:
        """Return the least work that reaches a rank by published hours, where the least of all goes by authority at night.

        Both are offered where they take about as long: whether somebody can be reached at night is more than days of work.
        None where hours promised in public cannot stand, where it takes more than a working week longer, and where what
        has to be found out comes first.
        """
        way = self.way(target)
        climbs = any(step.question == NIGHT_VOICE and step.kind == "level" for step in way.steps)
        if not way.way.reachable or way.way.ends_open or way.if_you_want or not climbs:
            return None
        if not promised_spans(self._search.context.source):
            return None
        other = self._sure.way(target, by_hours=True)
        if not other.reachable or other.days > way.days + ABOUT_AS_LONG:
            return None
        return Climbed(other, other.days, tuple(self._in_order(other)), if_you_want=False)

    def ways(self) -> Ways:
        """Return the steps to the next rung and to the rung after that."""
        steps = [self.way(target).steps for target in self.targets[:2]]
        return Ways(*steps)

    @property
    def _asking(self) -> tuple[Step, ...]:
        """Whether anybody wants to hear is found out before all else."""
        open_wish = self._wish is not None and self.if_you_want and self._wish.state != "answered"
        return (Step("find-out", WISH_TO_HEAR, 0, 0),) if open_wish else ()

    def _in_order(self, way: Way) -> Iterator[Step]:
        """Give the steps in the order to do them: what is found out about numbers, then question by question.

        No step asks for another question's: numbers only get better, whichever comes first (RULES 6). So those come
        first for which the verdict waits, then the shorter ones.
        """
        yield from (numbered.step for numbered in way.numbers if numbered.step.kind == "find-out")
        groups: dict[str, list[Step]] = {}
        for step in (*way.steps, *(numbered.step for numbered in way.numbers if numbered.step.kind != "find-out")):
            groups.setdefault(step.question, []).append(step)
        pack = self._search.context.pack
        places = {question.id: place for place, question in enumerate(pack.questions)}

        def order(question: str) -> tuple[int, int, int]:
            days = sum(days_of(step, pack) for step in groups[question])
            return self._search.wanted.tier(question), days, places[question]

        for question in sorted(groups, key=order):
            yield from groups[question]


def as_if_wanted(context: Context) -> Context:
    """Return an audit as if somebody wanted to hear, though nobody wrote down whom."""
    levels = dict(context.levels)
    levels[WISH_TO_HEAR] = replace(
        levels[WISH_TO_HEAR], state="answered", shown=WANTING, claimed=WANTING, possible=WANTING, lowered=None
    )
    return replace(context, levels=levels, facts=replace(context.facts, levels=levels))
