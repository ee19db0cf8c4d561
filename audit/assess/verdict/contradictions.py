"""Answers that do not fit together (RULES 5). What is found lowers a claim's shown level to 2; it is never called a lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from audit.assess.verdict.levels import Levels
from audit.model.condition import Condition, Lookup, Value
from audit.model.known import APPROVALS, INCIDENT, LOAD_INPUTS, PEOPLE, PROMISED, WATCH_WEEKDAYS, WATCH_WEEKEND
from audit.model.pack import WITHOUT_EVIDENCE, Contradiction, Pack

FIGURE_INPUTS: Mapping[str, tuple[str, ...]] = {
    "staff_hours": (PEOPLE,),
    "incident_known": (INCIDENT,),
    "promise_outside_watch": (PROMISED, WATCH_WEEKDAYS, WATCH_WEEKEND),
    "approval_minutes": (APPROVALS,),
    "normal_load": LOAD_INPUTS,
    "normal_load_assumed": LOAD_INPUTS,
    "approvals_closed": (APPROVALS,),
}
"""The inputs that a figure of a condition comes from; the first is the one that a claim is made by."""


@dataclass(frozen=True)
class Finding:
    """A contradiction that was found.

    Attributes:
        check: The check of the pack.
        unsure: The other side is unknown: it cannot be confirmed until somebody finds out.
        claim: The ids of the answers on the claim's side.
        against: The ids of the answers on the other side.
    """

    check: Contradiction
    unsure: bool
    claim: tuple[str, ...]
    against: tuple[str, ...]


def findings(
    pack: Pack, levels: Mapping[str, Levels], figures: Mapping[str, Value], known: frozenset[str]
) -> tuple[Finding, ...]:
    """Run every check of the pack.

    Args:
        pack: The pack.
        levels: How every question stands, before any check lowered it.
        figures: Inputs and computed figures with the strict value of what is unknown.
        known: The inputs that were answered, with all their parts.
    """

    def claimed(subject: str) -> Value | None:
        if subject in levels:
            level = levels[subject].claimed
            return None if level is None else Fraction(level)
        return figures.get(subject)

    def only_known(subject: str) -> Value | None:
        if subject in levels:
            return claimed(subject) if levels[subject].state not in ("unknown", "open") else None
        return (
            figures.get(subject) if all(source in known for source in FIGURE_INPUTS.get(subject, (subject,))) else None
        )

    def stated(subject: str) -> Value | None:
        if subject in levels:
            return only_known(subject)
        return figures.get(subject) if FIGURE_INPUTS.get(subject, (subject,))[0] in known else None

    return tuple(
        Finding(
            check,
            check.against.holds(only_known) is not True,
            _sources(check.claim, claimed),
            _sources(check.against, claimed),
        )
        for check in pack.contradictions
        if check.claim.holds(stated) is True and check.against.holds(claimed) is True
    )


def _sources(condition: Condition, lookup: Lookup) -> tuple[str, ...]:
    """Return the answers that a condition rests on; of alternatives only those that hold."""
    subjects = [test.subject for test in condition.tests() if test.holds(lookup) is not False] or [
        test.subject for test in condition.tests()
    ]
    return tuple(dict.fromkeys(source for subject in subjects for source in FIGURE_INPUTS.get(subject, (subject,))))


def lowered(levels: Mapping[str, Levels], found: tuple[Finding, ...]) -> dict[str, Levels]:
    """Return the levels with every named claim lowered: shown falls to 2, the claim stays."""
    after = dict(levels)
    for finding in found:
        name = finding.check.lowers
        level = after.get(name) if name is not None else None
        if name is not None and level is not None and level.shown is not None and level.shown > WITHOUT_EVIDENCE:
            after[name] = replace(level, shown=WITHOUT_EVIDENCE, lowered="contradiction")
    return after


@dataclass(frozen=True)
class Checks:
    """Runs the checks again on changed levels, for what-if questions.

    Attributes:
        pack: The pack.
        figures: Inputs and computed figures with the strict value of what is unknown.
        known: The inputs that were answered, with all their parts.
    """

    pack: Pack
    figures: Mapping[str, Value]
    known: frozenset[str]

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The questions that a check reads or lowers."""
        read = {
            test.subject
            for check in self.pack.contradictions
            for side in (check.claim, check.against)
            for test in side.tests()
        }
        return frozenset(read | {check.lowers for check in self.pack.contradictions if check.lowers is not None})

    def run(self, levels: Mapping[str, Levels]) -> tuple[Finding, ...]:
        """Return what the checks find."""
        return findings(self.pack, levels, self.figures, self.known)

    @staticmethod
    def undoubted(level: Levels) -> Levels:
        """Return how a question would stand if no check had lowered it."""
        return replace(level, shown=level.claimed, lowered=None) if level.lowered == "contradiction" else level

    def again(self, levels: Mapping[str, Levels], *, sure_only: bool = False) -> dict[str, Levels]:
        """Return levels with every claim as it would be shown: what was lowered before is not, unless it is found again.

        Args:
            levels: How every question stands, earlier contradictions counted.
            sure_only: Leave out what only cannot be confirmed.
        """
        before = {name: self.undoubted(level) for name, level in levels.items()}
        return lowered(before, tuple(found for found in self.run(before) if not (sure_only and found.unsure)))
