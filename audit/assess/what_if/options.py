"""What a way up is made of: where questions can end up, what a rung asks of them, what keeps checks silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from audit.assess.context import Context
from audit.assess.verdict.contradictions import FIGURE_INPUTS
from audit.assess.verdict.gates import ON_WORD, Facts, passing_level, with_level
from audit.assess.verdict.plan import GATE_TIER, LAST_TIER, Needs
from audit.assess.verdict.steps import NumberStep, Step
from audit.assess.what_if.literals import Clause, Literal, negation_of
from audit.assess.what_if.ranks import Ranks
from audit.model.condition import Value
from audit.model.known import DUTY_TO_WARN, HOURS_STAND
from audit.model.pack import LEVELS, NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, Gate, GateStep, Question

DAY = 1_000_000_000
"""One person-day in the cost; what is smaller only decides between equals."""
AT_GATE, IN_CHAIN, OTHER = 1, 1_000, 1_000_000
"""Added once for each question that is worked on, so that among equals gates go first, then floors and the first broken
link: no pack has a thousand questions, so no number of the one outweighs one of the next, nor all of them a day."""

Cost = int


@dataclass(frozen=True)
class Option:
    """One place where a question can end up, what it costs, and how.

    Attributes:
        level: The level that would be shown, were there no checks for contradictions.
        checked: Whether it would stand on fresh evidence that somebody else has seen.
        cost: What it costs.
        steps: What is done, in order.
        claimed: The level that would be claimed.
        known: Whether it would be answered, not unknown or open.
    """

    level: int
    checked: bool
    cost: Cost
    steps: tuple[Step, ...]
    claimed: int
    known: bool = True

    def meets(self, demand: Literal) -> bool:
        """Return whether a demand on this question would be met."""
        claimed = None if demand.stated and not self.known else Fraction(self.claimed)
        return demand.met(lambda _: claimed)


@dataclass(frozen=True)
class Way:
    """The least work that reaches a rank, or why none does.

    Attributes:
        rank: The rank.
        days: Person-days.
        steps: What is done about asked questions, those of one question in their order.
        numbers: What is done about numbers, in its order.
        missing: Where it cannot be reached: the caps that stay when everything else is at its best.
        ends_open: It counts on the best that finding out numbers can bring.
    """

    rank: int
    reachable: bool
    days: int
    steps: tuple[Step, ...]
    numbers: tuple[NumberStep, ...]
    missing: tuple[str, ...] = ()
    ends_open: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a choice of number changes leads to.

    Attributes:
        cost: What the changes cost.
        taken: What is done.
        levels: The levels of the computed questions.
        figures: Clock and load as gates read them.
        met: The demands on numbers that are met.
    """

    cost: Cost
    taken: tuple[NumberStep, ...]
    levels: Mapping[str, int]
    figures: Mapping[str, Value]
    met: frozenset[Literal]


@dataclass(frozen=True)
class Search:
    """What the search for a way up works on.

    Attributes:
        context: The audit as it stands.
        ranks: Finds the rank of changed levels.
        wanted: What the verdict and the chain wait for.
    """

    context: Context
    ranks: Ranks
    wanted: Needs


def options(question: Question, search: Search) -> list[Option]:
    """Return where a question can end up, the cheapest way to each place.

    A piece of evidence proves the level that was answered when it was given: whoever climbs shows a new one, and at a
    gate shows it to somebody else. Contradictions are left out here: a claim in doubt counts as lowered for as long as
    the checks find it in doubt.
    """
    now = search.context.checks.undoubted(search.context.levels[question.id])
    if now.shown is None or now.claimed is None:
        return []
    pack = search.context.pack
    known = now.state not in ("unknown", "open")
    gate = question.id in pack.gate_questions
    found = [Option(now.shown, now.checked, 0, (), now.claimed, known)]
    preference = _preference(search.wanted.tier(question.id))
    general = pack.verdict.general_actions

    def proved(steps: tuple[Step, ...], cost: Cost, start: int, level: int, fresh: bool, climbed: bool) -> None:
        """Add the places of a level that evidence has to prove."""
        if not fresh:
            steps = (*steps, Step("show", question.id, start, level, climbed=climbed))
            cost += general.show.days * DAY
            found.append(Option(level, False, cost, steps, level))
        if gate:
            steps = (*steps, Step("checked", question.id, start, level, climbed=climbed))
            found.append(Option(level, True, cost + general.checked.days * DAY, steps, level))

    def climb(steps: tuple[Step, ...], cost: Cost, level: int) -> None:
        """Add the places of every level above one."""
        while (action := question.action_from(level)) is not None:
            cost += action.days * DAY
            steps = (*steps, Step("level", question.id, level, action.to))
            level = action.to
            if level < NEEDS_EVIDENCE:
                found.append(Option(level, False, cost, steps, level))
            if gate or level >= NEEDS_EVIDENCE:
                proved(steps, cost, level, level, fresh=False, climbed=True)

    if not known:
        climb((Step("find-out", question.id, 0, 0),), preference + general.find_out.days * DAY, 0)
        return found
    unproved = now.shown < now.claimed
    if unproved or (gate and not now.checked):
        proved((), preference, now.shown, now.claimed, now.fresh and not unproved, climbed=False)
    if unproved:
        # Climbing from what can be shown, without proving the claim, is a way of its own.
        shown = (Step("show", question.id, now.shown, now.claimed),)
        climb(shown, preference + general.show.days * DAY, now.claimed)
    climb((), preference, now.shown)
    return found


def _preference(tier: int) -> Cost:
    return {GATE_TIER: AT_GATE, LAST_TIER: OTHER}.get(tier, IN_CHAIN)


@dataclass(frozen=True)
class Bounds:
    """Which options of a question a part of the search may take.

    Attributes:
        least: The lowest level that the gates let pass.
        checked_from: From this level on only fresh evidence that somebody else has seen will do; None where any will. Below
            it a gate passes for another reason, such as published hours, and nothing has to be shown for it.
        lowest: The lowest level that counts.
        highest: The highest level that counts.
        capped: The question counts as lowered by a contradiction.
        demands: What else must be met.
    """

    least: int
    checked_from: int | None
    lowest: int = 0
    highest: int = TOP_LEVEL
    capped: bool = False
    demands: frozenset[Literal] = frozenset()

    def let(self, option: Option) -> bool:
        """Return whether an option may be taken."""
        return (
            self.counted(option.level) >= self.least
            and self.lowest <= self.counted(option.level) <= self.highest
            and (option.checked or self.checked_from is None or self.counted(option.level) < self.checked_from)
            and all(option.meets(demand) for demand in self.demands)
        )

    def counted(self, level: int) -> int:
        """Return what a level counts as."""
        return min(level, WITHOUT_EVIDENCE) if self.capped else level


def allowed(choices: Iterable[Option], bounds: Bounds) -> list[tuple[int, Option]]:
    """Keep the options within bounds, the cheapest of each level that counts, with that level."""
    best: dict[int, Option] = {}
    for option in choices:
        if bounds.let(option):
            level = bounds.counted(option.level)
            if level not in best or option.cost < best[level].cost:
                best[level] = option
    return list(best.items())


def _binding(target: int, search: Search) -> list[tuple[Gate, GateStep]]:
    """Return the steps of gates that would keep the verdict below the target."""
    return [
        (gate, step)
        for gate in search.context.pack.verdict.gates
        for step in gate.steps
        if step.cap.of(search.ranks.mode) < target
    ]


def bounds_of(target: int, search: Search, asked: Iterable[str], stand: bool) -> dict[str, Bounds]:
    """Return for every asked question the lowest level that the gates let pass, and whether somebody must have seen its evidence.

    Args:
        target: The rank to reach.
        search: What the search works on.
        asked: The ids of the questions.
        stand: Whether published hours stand.
    """
    pack = search.context.pack
    figures = {**search.context.facts.figures, HOURS_STAND: "yes" if stand else "no"}
    facts = replace(search.context.facts, figures=figures)
    word_counts = any(test.subject == ON_WORD for _, step in _binding(target, search) for test in step.when.tests())
    sustain = pack.verdict.floors.sustain
    terms = sustain.questions if search.ranks.mode == "run" and sustain.otherwise < target else {}
    gates = pack.gate_questions
    return {
        question: Bounds(
            max(terms.get(question, 0), _least(question, target, facts, search) if question in gates else 0),
            (passing_level(question, pack, facts.profile) or None) if word_counts and question in gates else None,
        )
        for question in asked
    }


def _least(question: str, target: int, facts: Facts, search: Search) -> int:
    """Return the lowest level at which no gate keeps the verdict below the target because of a question alone."""
    gates = [
        gate
        for gate in search.context.pack.verdict.gates
        if any(test.subject == question for step in gate.steps for test in step.when.tests())
    ]
    decides_alone = {question, DUTY_TO_WARN, *facts.profile}

    def stops(gate: Gate, level: int) -> frozenset[int]:
        """Return the places of the steps of a gate that stop at a level, unless one before them lets pass."""
        lookup, found = with_level(facts, question, level), set()
        for place, step in enumerate(gate.steps):
            subjects = {test.subject for test in step.when.tests()}
            if question not in subjects or step.when.holds(lookup) is not True:
                continue
            if step.cap.of(search.ranks.mode) < target:
                found.add(place)
            elif subjects <= decides_alone:
                break
        return frozenset(found)

    always = {gate.id: stops(gate, TOP_LEVEL) for gate in gates}
    return next(level for level in LEVELS if all(stops(gate, level) <= always[gate.id] for gate in gates))


def figures_pass(figures: Mapping[str, Value], steps: Iterable[GateStep], search: Search) -> bool:
    """Return whether clock and load let pass the steps of gates that only they decide."""
    facts = Facts(search.context.levels, search.context.facts.profile, figures)
    return not any(step.when.holds(facts.lookup) is True for step in steps)


def steps_of_figures(target: int, search: Search) -> list[GateStep]:
    """Return the steps that clock and load alone decide, of those that would keep the verdict below the target."""
    return [
        step
        for _, step in _binding(target, search)
        if all(test.subject in search.context.facts.figures for test in step.when.tests())
    ]


# -- contradictions -------------------------------------------------------------------------------------------------


class Rules:
    """The checks that lower a claim, and what keeps each of them silent.

    Attributes:
        checks: The question that a check lowers, with the means by which the check stays silent.
        of_numbers: The demands that no asked question decides, but the numbers, or nothing.
        subjects: What the checks lower and what they look at.
    """

    def __init__(self, search: Search, asked: Iterable[str]) -> None:
        self._asked = frozenset(asked)
        self.checks: list[tuple[str, tuple[Clause, ...]]] = [
            (lowers, negation_of(check))
            for check in search.context.pack.contradictions
            if (lowers := check.lowers) is not None
            and lowers in search.context.levels
            and search.context.levels[lowers].assessed
        ]
        demands = dict.fromkeys(d for _, found in self.checks for means in found for d in means)
        self.of_numbers = tuple(d for d in demands if d.test.subject not in self._asked)
        self.subjects = frozenset(lowers for lowers, _ in self.checks) | {d.test.subject for d in demands}

    def is_asked(self, demand: Literal) -> bool:
        """Return whether the answer to an asked question decides a demand."""
        return demand.test.subject in self._asked

    def speaking(
        self, chosen: Mapping[str, Option], met: frozenset[Literal]
    ) -> Iterator[tuple[str, tuple[Clause, ...]]]:
        """Give the checks that speak up where things end like that: the question that each lowers, and its means.

        Args:
            chosen: Where the asked questions end.
            met: The demands on numbers that are met.
        """
        for lowers, found in self.checks:
            if not any(
                all(chosen[d.test.subject].meets(d) if self.is_asked(d) else d in met for d in means) for means in found
            ):
                yield lowers, found


def met_by(
    demands: Iterable[Literal],
    search: Search,
    computed: Mapping[str, int],
    figure: Callable[[str], Value | None],
    known: Callable[[str], bool],
) -> frozenset[Literal]:
    """Return the demands on numbers that are met.

    Args:
        demands: The demands.
        search: What the search works on.
        computed: The levels of the computed questions.
        figure: Gives an input or a figure, as the checks read it.
        known: Tells whether an input is known.
    """

    def value(subject: str, stated: bool) -> Value | None:
        if subject in search.context.levels:
            level = computed.get(subject, search.context.levels[subject].claimed)
            return None if level is None else Fraction(level)
        if stated and not known(FIGURE_INPUTS.get(subject, (subject,))[0]):
            return None
        return figure(subject)

    return frozenset(demand for demand in demands if demand.met(partial(value, stated=demand.stated)))
