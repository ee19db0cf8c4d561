"""Gates, floors and the ladder: which rung the answers reach, and what holds it there (RULES 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.levels import Levels
from audit.assess.scores import PER_CENT
from audit.model.condition import Condition, Lookup, Value
from audit.model.pack import LEVELS, TOP_LEVEL, Gate, GateStep, Mode, Pack
from audit.model.result import Cap, Figures, Held

TOP_RANK: Mapping[Mode, int] = {"plan": 3, "run": 4}
NOT_ASSESSED_RANK = 1
"""A pillar with nothing assessed caps at listen only (RULES 1.4)."""


@dataclass(frozen=True)
class Facts:
    """What gates are decided by.

    Attributes:
        levels: How every question stands.
        profile: The profile read strictly: an unknown answer is the worst one (RULES 1.5).
        figures: Computed figures, by name; absent where they are not assessed.
    """

    levels: Mapping[str, Levels]
    profile: Mapping[str, Value]
    figures: Mapping[str, Value]

    def lookup(self, subject: str) -> Value | None:
        """Return the shown level, the profile's word or the figure; None where it is not assessed or does not apply."""
        if subject in self.levels:
            shown = self.levels[subject].shown
            return None if shown is None else Fraction(shown)
        return self.profile.get(subject, self.figures.get(subject))


def with_level(facts: Facts, question: str, level: int) -> Lookup:
    """Return the lookup of `facts` with one question put at another level."""
    return lambda subject: Fraction(level) if subject == question else facts.lookup(subject)


def gate_step(gate: Gate, facts: Facts) -> GateStep | None:
    """Return the first step of a gate that holds, or None where the gate lets pass."""
    return next((step for step in gate.steps if step.when.holds(facts.lookup) is True), None)


def lowest_passing(question: str, conditions: Iterable[Condition], facts: Facts) -> int:
    """Return the lowest level at which none of some conditions of gates stops an answer because of this question."""

    def stops(condition: Condition, level: int) -> bool:
        return condition.holds(with_level(facts, question, level)) is True

    own = [condition for condition in conditions if any(test.subject == question for test in condition.tests())]
    because = [condition for condition in own if not stops(condition, TOP_LEVEL)]
    return next(level for level in LEVELS if not any(stops(condition, level) for condition in because))


def passing_level(question: str, pack: Pack, facts: Facts) -> int:
    """Return the lowest level at which no gate stops an answer because of this question; 0 where none would."""
    return lowest_passing(question, pack.gate_conditions.get(question, ()), facts)


def on_word(pack: Pack, facts: Facts) -> tuple[str, ...]:
    """Return the gate questions that pass their gate without fresh evidence (RULES 4, GJ)."""
    passed = []
    for question in pack.questions:
        level = facts.levels[question.id]
        if question.id not in pack.gate_questions or question.computed or level.shown is None or level.fresh:
            continue
        lowest = passing_level(question.id, pack, facts)
        if 0 < lowest <= level.shown:
            passed.append(question.id)
    return tuple(passed)


def all_caps(pack: Pack, facts: Facts, mode: Mode, pillars: Mapping[str, Figures], total: Figures) -> list[Cap]:
    """Return everything that caps the verdict, in the order of rank, then of the rules."""
    words = on_word(pack, facts)
    facts = Facts(facts.levels, facts.profile, {**facts.figures, "on_word": Fraction(len(words))})
    caps = [
        *_gate_caps(pack, facts, mode, words),
        *_floor_caps(pack, facts, pillars, total),
        *(_sustain(pack, facts, pillars) if mode == "run" else ()),
    ]
    return sorted(caps, key=lambda cap: cap.rank)


def _held(facts: Facts, questions: list[str]) -> tuple[Held, ...]:
    return tuple(Held(question=q, shown=facts.levels[q].shown, state=facts.levels[q].state) for q in questions)


def _gate_caps(pack: Pack, facts: Facts, mode: Mode, words: tuple[str, ...]) -> list[Cap]:
    caps = []
    for gate in pack.verdict.gates:
        step = gate_step(gate, facts)
        if step is None:
            continue
        subjects = [test.subject for test in step.when.tests()]
        questions = [s for s in subjects if s in facts.levels] or (list(words) if "on_word" in subjects else [])
        caps.append(
            Cap(
                name=gate.id,
                rank=step.cap.of(mode),
                title=gate.title,
                text=step.text.of(mode),
                why=gate.why,
                answers=_held(facts, questions),
            )
        )
    return caps


def _floor_caps(pack: Pack, facts: Facts, pillars: Mapping[str, Figures], total: Figures) -> list[Cap]:
    caps = []
    for pillar, figures in pillars.items():
        questions = [q.id for q in pack.in_pillar(pillar) if facts.levels[q.id].assessed]
        if figures.shown is None:
            caps.append(Cap(name=f"not-assessed:{pillar}", rank=NOT_ASSESSED_RANK))
            continue
        for floor in sorted(pack.verdict.floors.pillar, key=lambda floor: floor.below):
            if figures.shown * PER_CENT < floor.below:
                caps.append(
                    Cap(name=f"floor:{pillar}", rank=floor.cap, below=floor.below, answers=_held(facts, questions))
                )
                break
    for floor in sorted(pack.verdict.floors.total, key=lambda floor: floor.below):
        if total.shown is not None and total.shown * PER_CENT < floor.below:
            caps.append(Cap(name="floor:total", rank=floor.cap, below=floor.below))
            break
    return caps


def _sustain(pack: Pack, facts: Facts, pillars: Mapping[str, Figures]) -> list[Cap]:
    """Return the cap of the top rung where its terms are not met."""
    terms = pack.verdict.floors.sustain
    low = [p for p, f in pillars.items() if f.shown is None or f.shown * PER_CENT < terms.pillar]
    missing = [q for q, least in terms.questions.items() if (facts.levels[q].shown or 0) < least]
    if not low and not missing:
        return []
    return [
        Cap(name="sustain", rank=terms.otherwise, below=terms.pillar if low else None, answers=_held(facts, missing))
    ]


def lowest(caps: list[Cap], mode: Mode) -> tuple[int, tuple[Cap, ...], tuple[Cap, ...]]:
    """Return the rank that is reached, the caps that hold it there, and the others.

    The lowest cap wins; ties list all.
    """
    rank = min([TOP_RANK[mode], *(cap.rank for cap in caps)])
    holding = tuple(cap for cap in caps if cap.rank == rank and rank < TOP_RANK[mode])
    return rank, holding, tuple(cap for cap in caps if cap not in holding and cap.rank < TOP_RANK[mode])


def open_questions(questions: Mapping[str, Levels]) -> tuple[str, ...]:
    """Return the questions that are still open."""
    return tuple(identity for identity, level in questions.items() if level.state == "open")
