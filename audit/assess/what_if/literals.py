"""By which means a check for contradictions stays silent, for whoever looks for answers that contradict nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from audit.model.condition import All, Any, Compare, Condition, Lookup, Not
from audit.model.pack import Contradiction


@dataclass(frozen=True)
class Demand:
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


Means = frozenset[Demand]
"""Demands that together keep a check silent."""


def means_of_silence(check: Contradiction) -> tuple[Means, ...]:
    """Return all means by which a check stays silent: it speaks exactly where none of them is met."""
    return tuple(dict.fromkeys((*_avoided(check.claim, True, True), *_avoided(check.against, True, False))))


def _avoided(condition: Condition, outcome: bool, stated: bool) -> list[Means]:
    """Return all means by which a condition does not come out in one way."""
    match condition:
        case Not(part):
            return _avoided(part, not outcome, stated)
        case All(parts) | Any(parts):
            each = [_avoided(part, outcome, stated) for part in parts]
            if isinstance(condition, All) is outcome:
                return [means for found in each for means in found]
            return [frozenset().union(*chosen) for chosen in product(*each)]
    return [frozenset({Demand(condition, outcome, stated)})]
