"""Gates, floors and the ladder: which rung the answers reach, and what holds it there (RULES 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from audit.assess.verdict.levels import Levels
from audit.assess.verdict.scores import PER_CENT
from audit.model.condition import Condition, Lookup, Value
from audit.model.known import DUTY_TO_WARN, LISTENING, PURPOSE, WISH_TO_HEAR
from audit.model.pack import LEVELS, TOP_LEVEL, Floor, Gate, GateStep, Mode, Pack, Question
from audit.model.result.result import Cap, Figures, Held, Standing

TOP_RANK: Mapping[Mode, int] = {"plan": 3, "run": 4}
NOT_ASSESSED_RANK = 1
"""A pillar with nothing assessed caps at listen only (RULES 1.4)."""
_AS_NUMBERS = tuple(Fraction(level) for level in LEVELS)


@dataclass(frozen=True)
class Facts:
    """What gates are decided by.

    Attributes:
        levels: How every question stands.
        profile: The profile read strictly: an unknown answer is the worst one (RULES 1.5).
        figures: Computed figures, by name; absent where they are not assessed.
        sources: The answers that a figure rests on, by its name.
        inputs: How the inputs and the profile stand, by id.
    """

    levels: Mapping[str, Levels]
    profile: Mapping[str, Value]
    figures: Mapping[str, Value]
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    inputs: Mapping[str, Standing] = field(default_factory=dict)

    def lookup(self, subject: str) -> Value | None:
        """Return the shown level, the profile's word or the figure; None where it is not assessed or does not apply."""
        if subject in self.levels:
            shown = self.levels[subject].shown
            return None if shown is None else _AS_NUMBERS[shown]
        return self.profile.get(subject, self.figures.get(subject))


def gate_step(gate: Gate, facts: Facts) -> GateStep | None:
    """Return the first step of a gate that holds, or None where the gate lets pass."""
    return next((step for step in gate.steps if step.when.holds(facts.lookup) is True), None)


def with_level(facts: Facts, question: str, level: int) -> Lookup:
    """Return the lookup of `facts` with one question put at another level."""
    return lambda subject: Fraction(level) if subject == question else facts.lookup(subject)


def lowest_passing(question: str, conditions: Iterable[Condition], facts: Facts) -> int:
    """Return the lowest level at which none of some conditions of gates stops an answer because of this question."""

    def stops(condition: Condition, level: int) -> bool:
        return condition.holds(with_level(facts, question, level)) is True

    own = [condition for condition in conditions if any(test.subject == question for test in condition.tests())]
    because = [condition for condition in own if not stops(condition, TOP_LEVEL)]
    return next(level for level in LEVELS if not any(stops(condition, level) for condition in because))


def passing_level(question: str, pack: Pack, profile: Mapping[str, Value]) -> int:
    """Return the lowest level from which on no gate can stop an answer because of this question; 0 where none does.

    Nothing but the profile excuses an answer here: what a figure makes of it is not its own doing.

    Args:
        question: Its id.
        pack: The pack.
        profile: The profile read strictly.
    """

    def stops(condition: Condition, level: int) -> bool:
        def lookup(subject: str) -> Value | None:
            if subject == question:
                return _AS_NUMBERS[level]
            other = pack.by_id.get(subject)
            return _AS_NUMBERS[TOP_LEVEL] if isinstance(other, Question) else profile.get(subject)

        return condition.holds(lookup) is not False

    own = [condition for condition in pack.gate_conditions.get(question, ()) if not stops(condition, TOP_LEVEL)]
    return next(level for level in LEVELS if not any(stops(condition, level) for condition in own))


def on_word(pack: Pack, facts: Facts, passing: Passing | None = None) -> tuple[str, ...]:
    """Return the gate questions that pass their gate without fresh evidence that somebody else has seen (RULES 4, GJ).

    Args:
        pack: The pack.
        facts: What gates are decided by.
        passing: Remembers the levels that gates let pass, where the rule is asked again and again.
    """
    passing = passing or Passing(pack, facts.profile)
    passed = []
    for question in passing.questions:
        level = facts.levels[question]
        if level.shown is None or level.checked:
            continue
        if 0 < passing.level(question) <= level.shown:
            passed.append(question)
    return tuple(passed)


class Passing:
    """Remembers the lowest level that the gates of a question let pass.

    Args:
        pack: The pack.
        profile: The profile read strictly.
    """

    def __init__(self, pack: Pack, profile: Mapping[str, Value]) -> None:
        self._pack = pack
        self._profile = profile
        self._known: dict[str, int] = {}
        self.questions = tuple(
            question.id for question in pack.questions if question.id in pack.gate_questions and not question.computed
        )

    def level(self, question: str) -> int:
        """Return `passing_level`."""
        if question not in self._known:
            self._known[question] = passing_level(question, self._pack, self._profile)
        return self._known[question]


def all_caps(pack: Pack, facts: Facts, mode: Mode, pillars: Mapping[str, Figures], total: Figures) -> list[Cap]:
    """Return everything that caps the verdict, in the order of rank, then of the rules."""
    words = on_word(pack, facts)
    facts = _with_words(facts, words)
    shares = {pillar: figures.shown for pillar, figures in pillars.items()}
    caps = [
        *(_gate_cap(gate, step, facts, mode) for gate, step in _stopping(pack, facts)),
        *(_floor_cap(pack, facts, name, floor) for name, floor in _low(pack, shares, total.shown)),
        *(_sustain(pack, facts, shares) if mode == "run" else ()),
    ]
    return sorted(caps, key=lambda cap: cap.rank)


def rank_of_gates(pack: Pack, facts: Facts, mode: Mode, passing: Passing | None = None) -> int:
    """Return the rank that the gates leave, for what-if questions that ask for nothing else.

    Args:
        pack: The pack.
        facts: What gates are decided by.
        mode: Without or with accounts.
        passing: Remembers the levels that gates let pass.
    """
    facts = _with_words(facts, on_word(pack, facts, passing))
    return min([TOP_RANK[mode], *(step.cap.of(mode) for _, step in _stopping(pack, facts))])


def rank_of_floors(
    pack: Pack, facts: Facts, mode: Mode, shares: Mapping[str, Fraction | None], total: Fraction | None
) -> int:
    """Return the rank that the floors and the terms of the top rung leave.

    Args:
        pack: The pack.
        facts: What gates are decided by.
        mode: Without or with accounts.
        shares: The shown share of every pillar, 0 to 1; None where nothing is assessed.
        total: The shown share of the total.
    """
    ranks = [
        TOP_RANK[mode],
        *(
            NOT_ASSESSED_RANK if floor is None else _floor_rank(name, floor, facts)
            for name, floor in _low(pack, shares, total)
        ),
    ]
    if mode == "run" and any(_sustain_terms(pack, facts, shares)):
        ranks.append(pack.verdict.floors.sustain.otherwise)
    return min(ranks)


def _with_words(facts: Facts, words: tuple[str, ...]) -> Facts:
    figures = {**facts.figures, ON_WORD: Fraction(len(words))}
    return replace(facts, figures=figures, sources={**facts.sources, ON_WORD: words})


def _stopping(pack: Pack, facts: Facts) -> Iterator[tuple[Gate, GateStep]]:
    """Give the gates that do not let pass, with the step that holds."""
    for gate in pack.verdict.gates:
        step = gate_step(gate, facts)
        if step is not None:
            yield gate, step


def _held(facts: Facts, subjects: Iterable[str]) -> tuple[Held, ...]:
    """Return how some answers stand on which a cap rests: questions, inputs and what is asked of the agency itself."""
    found = []
    for subject in dict.fromkeys(subjects):
        if subject in facts.levels:
            found.append(Held(question=subject, shown=facts.levels[subject].shown, state=facts.levels[subject].state))
        else:
            found.append(Held(question=subject, shown=None, state=facts.inputs.get(subject, "open")))
    return tuple(found)


def _rests_on(gate: Gate, step: GateStep, facts: Facts) -> Iterator[str]:
    """Give the answers that a gate's cap rests on: a figure on those that it comes from, the profile where it is unknown.

    What people depend on the body for is named wherever a gate reads it: it decides how far the gate reaches.
    """
    named = [test.subject for other in gate.steps for test in other.when.tests()]
    for test in step.when.tests():
        subject = test.subject
        if subject in facts.sources:
            # A figure that only excuses, such as published hours, is not what holds the verdict.
            if test.holds(facts.lookup):
                yield from facts.sources[subject]
        elif subject in facts.levels or (subject in facts.profile and facts.inputs.get(subject) != "answered"):
            yield subject
    if PURPOSE in named:
        yield PURPOSE


def _gate_cap(gate: Gate, step: GateStep, facts: Facts, mode: Mode) -> Cap:
    return Cap(
        name=gate.id,
        rank=step.cap.of(mode),
        title=gate.title,
        text=step.text.of(mode),
        why=gate.why,
        warnings_only=step.warnings_only,
        answers=_held(facts, _rests_on(gate, step, facts)),
    )


ON_WORD = "on_word"
TOTAL = ""
"""Stands for the total where pillars are named."""


def _low(
    pack: Pack, shares: Mapping[str, Fraction | None], total: Fraction | None
) -> Iterator[tuple[str, Floor | None]]:
    """Give the pillars below a floor with the lowest that they miss, those not assessed with none, then the total."""
    for pillar, share in shares.items():
        if share is None:
            yield pillar, None
        elif floor := _missed(share, pack.verdict.floors.pillar):
            yield pillar, floor
    if total is not None and (floor := _missed(total, pack.verdict.floors.total)):
        yield TOTAL, floor


def _missed(share: Fraction, floors: Iterable[Floor]) -> Floor | None:
    return min(
        (floor for floor in floors if _is_below(share, floor.below)), key=lambda floor: floor.below, default=None
    )


def _is_below(share: Fraction, per_cent: int) -> bool:
    # In whole numbers, because what-if questions ask this a thousand times for one audit.
    return share.numerator * PER_CENT < per_cent * share.denominator


LOW_AT_PILLAR, LOW_AT_TOTAL = 2, 3
"""A floor rests on the answers below these levels (RULES 4)."""


def _below(questions: Iterable[Question], facts: Facts, level: int) -> list[str]:
    """Return the assessed questions that are shown below a level."""
    return [q.id for q in questions if (shown := facts.levels[q.id].shown) is not None and shown < level]


def _floor_rank(pillar: str, floor: Floor, facts: Facts) -> int:
    """Return the rank of a floor; a proven duty to warn keeps the pillar of listening from going below its own (RULES 4)."""
    wish = facts.levels.get(WISH_TO_HEAR)
    if pillar == LISTENING and facts.figures.get(DUTY_TO_WARN) == "yes" and wish is not None and (wish.shown or 0) <= 1:
        return max(floor.cap, WARNINGS_RANK)
    return floor.cap


WARNINGS_RANK = 2
"""How far whoever only has to warn can get without the wish to hear."""


def _floor_cap(pack: Pack, facts: Facts, name: str, floor: Floor | None) -> Cap:
    if floor is None:
        return Cap(name=f"not-assessed:{name}", rank=NOT_ASSESSED_RANK)
    if name == TOTAL:
        questions = _below(pack.questions, facts, LOW_AT_TOTAL)
        return Cap(name="floor:total", rank=floor.cap, below=floor.below, answers=_held(facts, questions))
    questions = _below(pack.in_pillar(name), facts, LOW_AT_PILLAR)
    return Cap(
        name=f"floor:{name}", rank=_floor_rank(name, floor, facts), below=floor.below, answers=_held(facts, questions)
    )


def _sustain_terms(pack: Pack, facts: Facts, shares: Mapping[str, Fraction | None]) -> tuple[list[str], list[str]]:
    """Return the pillars and the questions that do not meet the terms of the top rung."""
    terms = pack.verdict.floors.sustain
    low = [pillar for pillar, share in shares.items() if share is None or _is_below(share, terms.pillar)]
    return low, [q for q, least in terms.questions.items() if (facts.levels[q].shown or 0) < least]


def _sustain(pack: Pack, facts: Facts, shares: Mapping[str, Fraction | None]) -> list[Cap]:
    """Return the cap of the top rung where its terms are not met."""
    terms = pack.verdict.floors.sustain
    low, missing = _sustain_terms(pack, facts, shares)
    if not low and not missing:
        return []
    weak = [question for pillar in low for question in _below(pack.in_pillar(pillar), facts, LOW_AT_TOTAL)]
    return [
        Cap(
            name="sustain",
            rank=terms.otherwise,
            below=terms.pillar if low else None,
            answers=_held(facts, (*missing, *weak)),
        )
    ]


def lowest(caps: list[Cap], mode: Mode) -> tuple[int, tuple[Cap, ...], tuple[Cap, ...]]:
    """Return the rank that is reached, the caps that hold it there, and the others.

    The lowest cap wins; ties list all.
    """
    rank = min([TOP_RANK[mode], *(cap.rank for cap in caps)])
    holding = tuple(cap for cap in caps if cap.rank == rank and rank < TOP_RANK[mode])
    return rank, holding, tuple(cap for cap in caps if cap not in holding and cap.rank < TOP_RANK[mode])
