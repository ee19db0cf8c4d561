"""The negation of a check for contradictions, as alternatives: the search for a way up must end where no check speaks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from audit.model.condition import All, Any, Compare, Condition, Lookup, Not
from audit.model.pack import Contradiction


@dataclass(frozen=True)
class Literal:
    """One comparison that must not come out in one way.

    Attributes:
        test: The comparison.
        excluded: How it must not come out; not known is neither.
        stated: It is read as the claim's side reads: what is unknown claims nothing.
    """

    test: Compare
    excluded: bool
    stated: bool

    def met(self, lookup: Lookup) -> bool:
        """Return whether it does not come out that way."""
        return self.test.holds(lookup) is not self.excluded


Clause = frozenset[Literal]
"""Literals that together keep a check silent."""


def negation_of(check: Contradiction) -> tuple[Clause, ...]:
    """Return all clauses by which a check stays silent: it speaks exactly where none of them holds."""
    return tuple(dict.fromkeys((*_avoided(check.claim, True, True), *_avoided(check.against, True, False))))


def _avoided(condition: Condition, outcome: bool, stated: bool) -> list[Clause]:
    """Return all clauses by which a condition does not come out in one way."""
    match condition:
        case Not(part):
            return _avoided(part, not outcome, stated)
        case All(parts) | Any(parts):
            each = [_avoided(part, outcome, stated) for part in parts]
            if isinstance(condition, All) is outcome:
                return [clause for found in each for clause in found]
            return [frozenset().union(*chosen) for chosen in product(*each)]
    return [frozenset({Literal(condition, outcome, stated)})]
