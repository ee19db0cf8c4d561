"""The rung that given levels would reach: the verdict's rule again and again, quickly, for what-if questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.context import Context
from audit.assess.verdict.gates import Facts, Passing, rank_of_floors, rank_of_gates
from audit.assess.verdict.levels import Levels
from audit.assess.verdict.scores import Points, points
from audit.model.condition import Value
from audit.model.pack import Mode, Pack, Question


@dataclass(frozen=True)
class Ranks:
    """Finds the rank of changed levels.

    Attributes:
        pack: The pack.
        mode: Without or with accounts.
        profile: The profile read strictly.
        figures: Clock and load as gates read them.
        questions: The questions of each pillar.
        passing: Remembers the levels that gates let pass.
    """

    pack: Pack
    mode: Mode
    profile: Mapping[str, Value]
    figures: Mapping[str, Value]
    questions: Mapping[str, tuple[Question, ...]]
    passing: Passing

    def sums(self, levels: Mapping[str, Levels]) -> dict[str, Points]:
        """Return the points of every pillar."""
        return {pillar: points(questions, levels) for pillar, questions in self.questions.items()}

    def rank(
        self,
        levels: Mapping[str, Levels],
        sums: Mapping[str, Points] | None = None,
        figures: Mapping[str, Value] | None = None,
        gates: int | None = None,
    ) -> int:
        """Return the rank that these levels reach.

        Args:
            levels: How every question stands.
            sums: The points of every pillar, where they are known already.
            figures: Clock and load, where they changed with the levels.
            gates: The rank that the gates leave, where it is known already.
        """
        shares = {pillar: found.share for pillar, found in (sums or self.sums(levels)).items()}
        facts = Facts(levels, self.profile, self.figures if figures is None else figures)
        return min(self.gates(facts) if gates is None else gates, self.floors(shares, facts))

    def gates(self, facts: Facts) -> int:
        """Return the rank that the gates leave."""
        return rank_of_gates(self.pack, facts, self.mode, self.passing)

    def floors(self, shares: Mapping[str, Fraction | None], facts: Facts) -> int:
        """Return the rank that floors and the terms of the top rung leave, with these shares of the pillars."""
        assessed = [share for share in shares.values() if share is not None]
        total = sum(assessed, Fraction(0)) / len(assessed) if assessed else None
        return rank_of_floors(self.pack, facts, self.mode, shares, total)


def ranks_of(context: Context, mode: Mode) -> Ranks:
    """Make the finder for one audit."""
    pack, facts = context.pack, context.facts
    questions = {pillar.id: tuple(pack.in_pillar(pillar.id)) for pillar in pack.head.pillars}
    return Ranks(pack, mode, facts.profile, facts.figures, questions, Passing(pack, facts.profile))
