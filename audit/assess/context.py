"""The audit as it stands on a day, before the verdict: what every question after it is answered from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.clock.computed import Reading, computed_levels, is_computable, other_figures, read
from audit.assess.clock.numbers import Given, given, plain_values
from audit.assess.clock.published import hours_stand
from audit.assess.verdict.contradictions import Checks, Finding, lowered
from audit.assess.verdict.gates import Facts
from audit.assess.verdict.levels import Levels, all_levels
from audit.model.answers import Answer, Settings, standing
from audit.model.asked import answer_to
from audit.model.condition import Value
from audit.model.known import (
    CLOCK_INPUTS,
    DUTY_TO_WARN,
    HOURS_PUBLISHED,
    HOURS_STAND,
    LOAD_INPUTS,
    NIGHT_VOICE,
    PREPARED_LINES,
    PURPOSE,
)
from audit.model.pack import Pack
from audit.model.result.result import Standing
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


def context_of(
    pack: Pack, settings: Settings, answers: Mapping[str, Answer], date: datetime.date, *, duty_to_warn: bool = False
) -> Context:
    """Decide every level: what was answered, what numbers say, what contradictions lower.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        answers: What counts.
        date: The day of the audit.
        duty_to_warn: Whether it is proved that a law obliges the body to warn people (`proves_duty_to_warn`).
    """
    shown = visible(pack, settings.profile, answers)
    source = given(pack, answers, shown, date)
    levels = all_levels(pack, answers, shown, date)
    profile = strict_profile(pack, settings)
    reading = None
    if all(name in pack.by_id for name in (*CLOCK_INPUTS, *LOAD_INPUTS)):
        for question in pack.questions:
            if question.computed and question.id in shown and is_computable(question):
                levels[question.id] = computed_levels(question, source, levels, date)
        reading = _read(source, levels)
    named = {**profile, **plain_values(source)}
    if reading is not None:
        named |= {**reading.figures(), **other_figures(source, reading)}
    told = {name for name, value in settings.profile.items() if value is not None}
    checks = Checks(pack, named, frozenset({name for name in source.values if source.known(name)} | told))
    found = checks.run(levels)
    levels = lowered(levels, found)
    # What a check lowers the clock reads lowered too: checks are read before it is drawn (RULES 5).
    if reading is not None:
        for question in pack.questions:
            if question.computed and question.id in shown and is_computable(question):
                levels[question.id] = computed_levels(question, source, levels, date)
        reading = _read(source, levels)
    answered = settings.profile.get(PURPOSE)
    fixed: dict[str, Value] = {DUTY_TO_WARN: "yes" if duty_to_warn else "no"}
    figures = figures_of(reading, levels, answered, fixed)
    facts = Facts(
        levels, profile, figures, reading.sources() if reading else {}, _inputs(pack, settings, answers, shown)
    )
    return Context(pack, date, answers, shown, source, levels, reading, found, facts, checks)


def figures_of(
    reading: Reading | None, levels: Mapping[str, Levels], purpose: object, fixed: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the figures that gates read.

    Args:
        reading: Clock and load with these levels; None where the pack does not ask for the numbers.
        levels: How every question stands.
        purpose: What X1 was answered; None where it was not.
        fixed: The figures that no level changes.
    """
    if reading is None:
        return {**fixed, HOURS_STAND: "no"}
    published = levels.get(HOURS_PUBLISHED)
    stand = hours_stand(reading, 0 if published is None else published.shown or 0, purpose)
    return {**fixed, **reading.figures(), HOURS_STAND: "yes" if stand else "no"}


def with_computed(context: Context, levels: Mapping[str, Levels]) -> tuple[dict[str, Levels], dict[str, Value]]:
    """Return other levels with the computed questions decided anew, and the figures that gates read."""
    after = dict(levels)
    for question in context.pack.questions:
        if question.computed and is_computable(question) and levels[question.id].assessed:
            after[question.id] = computed_levels(question, context.source, after, context.date)
    reading = _read(context.source, after)
    fixed = {name: value for name, value in context.facts.figures.items() if name == DUTY_TO_WARN}
    # A profile that is read strictly is safety-critical where X1 was not answered: then no hours are published.
    return after, figures_of(reading, after, context.facts.profile.get(PURPOSE), fixed)


def _read(source: Given, levels: Mapping[str, Levels]) -> Reading:
    night, lines = (levels[name].shown or 0 if name in levels else 0 for name in (NIGHT_VOICE, PREPARED_LINES))
    return read(source, night, lines)


def _inputs(
    pack: Pack, settings: Settings, answers: Mapping[str, Answer], shown: frozenset[str]
) -> dict[str, Standing]:
    """Return how the inputs and the profile stand."""
    items = (*pack.profile, *pack.numbers)
    found: dict[str, Standing] = {}
    for item in items:
        hidden = item.id not in shown
        found[item.id] = "hidden" if hidden else standing(item, answer_to(item, settings.profile, answers))
    return found


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
