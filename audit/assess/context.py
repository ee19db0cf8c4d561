"""The audit as it stands on a day, before the verdict: what every question after it is answered from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.clock.computed import Reading, computed_levels, is_computable, other_figures, read
from audit.assess.clock.numbers import Given, given, plain_values
from audit.assess.verdict.contradictions import Checks, Finding, lowered
from audit.assess.verdict.gates import Facts
from audit.assess.verdict.levels import Levels, all_levels
from audit.model.answers import Answer, Settings
from audit.model.condition import Value
from audit.model.known import CLOCK_INPUTS, LOAD_INPUTS, NIGHT_VOICE, PREPARED_LINES
from audit.model.pack import Pack
from audit.model.visibility import visible


@dataclass(frozen=True)
class Context:
    """How everything stands before the verdict.

    Attributes:
        pack: The pack.
        date: The day of the audit: evidence ages to it.
        answers: What counts.
        shown: The ids of what is asked of this agency.
        source: The inputs.
        levels: How every question stands, contradictions already counted.
        reading: Clock and load; None where the pack does not ask for the numbers.
        found: The contradictions.
        facts: What gates are decided by.
        checks: Runs the checks for contradictions again.
    """

    pack: Pack
    date: datetime.date
    answers: Mapping[str, Answer]
    shown: frozenset[str]
    source: Given
    levels: Mapping[str, Levels]
    reading: Reading | None
    found: tuple[Finding, ...]
    facts: Facts
    checks: Checks


def context_of(pack: Pack, settings: Settings, answers: Mapping[str, Answer], date: datetime.date) -> Context:
    """Decide every level: what was answered, what numbers say, what contradictions lower.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        answers: What counts.
        date: The day of the audit.
    """
    shown = visible(pack, settings.profile, answers)
    source = given(pack, answers, shown)
    levels = all_levels(pack, answers, shown, date)
    reading = None
    if all(name in pack.by_id for name in (*CLOCK_INPUTS, *LOAD_INPUTS)):
        for question in pack.questions:
            if question.computed and question.id in shown and is_computable(question):
                levels[question.id] = computed_levels(question, source, levels, date)
        reading = _read(source, levels)
    figures: dict[str, Value] = reading.figures() if reading else {}
    named = {**plain_values(source), **figures, **(other_figures(source, reading) if reading else {})}
    checks = Checks(pack, named, frozenset(name for name in source.values if source.known(name)))
    found = checks.run(levels)
    levels = lowered(levels, found)
    facts = Facts(levels, strict_profile(pack, settings), figures)
    return Context(pack, date, answers, shown, source, levels, reading, found, facts, checks)


def with_computed(context: Context, levels: Mapping[str, Levels]) -> tuple[dict[str, Levels], dict[str, Value]]:
    """Return other levels with the computed questions decided anew, and the figures that gates read."""
    after = dict(levels)
    for question in context.pack.questions:
        if question.computed and is_computable(question) and levels[question.id].assessed:
            after[question.id] = computed_levels(question, context.source, after, context.date)
    return after, _read(context.source, after).figures()


def _read(source: Given, levels: Mapping[str, Levels]) -> Reading:
    night, lines = (levels[name].shown or 0 if name in levels else 0 for name in (NIGHT_VOICE, PREPARED_LINES))
    return read(source, night, lines)


def strict_profile(pack: Pack, settings: Settings) -> dict[str, Value]:
    """Read the profile: what is unknown counts as the worst case that the pack names (RULES 1.5)."""
    profile: dict[str, Value] = {}
    for item in pack.profile:
        value = settings.profile.get(item.id)
        if isinstance(value, str | Fraction):
            profile[item.id] = value
        elif item.strict is not None:
            profile[item.id] = item.strict
    return profile
