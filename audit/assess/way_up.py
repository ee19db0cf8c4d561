"""The shortest way up: the least person-days that reach a higher rung, exact (RULES 6).

What may change: any asked question along its chain of actions, evidence that is shown, and the numbers that the actions of
computed questions set, chain by chain. The points of a pillar are a knapsack, so the cheapest way to every number of
points is found by dynamic programming; pillars meet only in the total, and numbers only in the computed questions, so
those few combinations are enumerated. Costs are whole numbers: person-days first, then a preference among equals for
gates and for the first broken link of the chain.

Contradictions are counted as an assessment after all steps would find them, by branch and bound. The search above knows
no checks, so what it finds costs at most what the real minimum costs. Where a check then lowers a claim that the way
counts on, the ways are parted in such that count this claim as lowered, and, for each of the few means by which the check
stays silent, such that use it (`audit.assess.silence`). In a way that the check lowers, the claim counts as lowered; in
any other the check is silent; so no way is lost. Every part is searched in the same manner, the cheapest first, and the
first way whose claims all stand is the cheapest of all.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from heapq import heappop, heappush
from itertools import combinations, product
from math import lcm

from audit.assess.computed import OTHER_FIGURES, Reading, computed_level, is_computable, read
from audit.assess.contradictions import FIGURE_INPUTS, Checks
from audit.assess.gates import NOT_ASSESSED_RANK, TOP_RANK, Facts, all_caps, lowest_passing, passing_level
from audit.assess.levels import Levels
from audit.assess.numbers import (
    HANDLING,
    NIGHT_VOICE,
    PEOPLE,
    PREPARED_LINES,
    SPEAKS_ALONE,
    SURGE,
    VOLUME,
    VOLUME_MEASURED,
    Given,
    load,
    merge,
    read_sets,
)
from audit.assess.plan import GATE_TIER, LAST_TIER, Needs
from audit.assess.ranks import Ranks
from audit.assess.scores import PER_CENT, mean
from audit.assess.silence import Demand, Means, means_of_silence
from audit.model.condition import Value
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, Action, Gate, GateStep, Pack, Question
from audit.model.values import Value as InputValue

DAY = 1_000_000_000
"""One person-day in the cost; what is smaller only decides between equals."""
AT_GATE, IN_CHAIN, OTHER = 1, 1_000, 1_000_000
"""Added once for each question that is worked on, so that among equals gates go first, then floors and the first broken
link: no pack has a thousand questions, so no number of the one outweighs one of the next, nor all of them a day."""

Cost = int
Step = tuple[str, int, int]
"""A question, the level before, the level after: -1 before for finding out, equal levels for showing evidence."""


@dataclass(frozen=True)
class Option:
    """One place where a question can end up, what it costs, and how.

    Attributes:
        level: The level that would be shown, were there no checks for contradictions.
        fresh: Whether it would stand on fresh evidence.
        cost: What it costs.
        steps: What is done, in order.
        claimed: The level that would be claimed.
        known: Whether it would be answered, not unknown or open.
    """

    level: int
    fresh: bool
    cost: Cost
    steps: tuple[Step, ...]
    claimed: int
    known: bool = True

    def meets(self, demand: Demand) -> bool:
        """Return whether a demand on this question would be met."""
        claimed = None if demand.stated and not self.known else Fraction(self.claimed)
        return demand.met(lambda _: claimed)


@dataclass(frozen=True)
class Way:
    """The least work that reaches a rank, or why none does.

    Attributes:
        rank: The rank.
        days: Person-days.
        steps: What is done: questions and their levels.
        numbers: The actions of computed questions that set numbers.
        missing: Where it cannot be reached: the caps that stay when everything else is at its best.
    """

    rank: int
    reachable: bool
    days: int
    steps: tuple[Step, ...]
    numbers: tuple[tuple[Question, Action], ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What a choice of number changes leads to.

    Attributes:
        cost: What the changes cost.
        taken: The actions.
        levels: The levels of the computed questions.
        figures: Clock and load as gates read them.
        met: The demands on numbers that are met.
    """

    cost: Cost
    taken: tuple[tuple[Question, Action], ...]
    levels: Mapping[str, int]
    figures: Mapping[str, Value]
    met: frozenset[Demand]


@dataclass(frozen=True)
class Search:
    """What the search for a way up works on.

    Attributes:
        pack: The pack.
        levels: How every question stands.
        facts: What gates are decided by.
        ranks: Finds the rank of changed levels.
        wanted: What the verdict and the chain wait for.
        source: The inputs.
        date: The day of the audit.
        checks: Runs the checks for contradictions.
    """

    pack: Pack
    levels: Mapping[str, Levels]
    facts: Facts
    ranks: Ranks
    wanted: Needs
    source: Given
    date: datetime.date
    checks: Checks


def options(question: Question, search: Search) -> list[Option]:
    """Return where a question can end up, the cheapest way to each place.

    Contradictions are left out here: a claim in doubt counts as lowered for as long as the checks find it in doubt.
    """
    now = search.checks.undoubted(search.levels[question.id])
    if now.shown is None or now.claimed is None:
        return []
    general = search.pack.verdict.general_actions
    gate = question.id in search.pack.gate_questions
    found = [Option(now.shown, now.fresh, 0, (), now.claimed, now.state not in ("unknown", "open"))]
    preference = _preference(search.wanted.tier(question.id))
    show = general.show.days * DAY
    base = preference
    steps: tuple[Step, ...] = ()
    start = now.shown
    if now.state in ("unknown", "open"):
        base += general.find_out.days * DAY
        steps = ((question.id, -1, 0),)
    elif not now.fresh and (
        now.claimed >= NEEDS_EVIDENCE or 0 < passing_level(question.id, search.pack, search.facts) <= now.claimed
    ):
        start = now.claimed
        steps = ((question.id, start, start),)
        base += show
        found.append(Option(start, True, base, steps, start))
    level, cost = (start, base)
    while (action := question.action_from(level)) is not None:
        cost += action.days * DAY
        steps = (*steps, (question.id, level, action.to))
        level = action.to
        proof = level >= NEEDS_EVIDENCE or gate
        if gate and level < NEEDS_EVIDENCE:
            found.append(Option(level, False, cost, steps, level))
        if proof:
            found.append(Option(level, True, cost + show, (*steps, (question.id, level, level)), level))
        else:
            found.append(Option(level, now.fresh, cost, steps, level))
    if now.claimed >= NEEDS_EVIDENCE and not now.fresh and now.state == "answered":
        # Climbing from what can be shown, without proving the claim, is a way of its own.
        found.extend(_climb(question, WITHOUT_EVIDENCE, preference, show))
    return found


def _preference(tier: int) -> Cost:
    return {GATE_TIER: AT_GATE, LAST_TIER: OTHER}.get(tier, IN_CHAIN)


def _climb(question: Question, level: int, preference: Cost, show: Cost) -> Iterator[Option]:
    cost = preference
    steps: tuple[Step, ...] = ()
    while (action := question.action_from(level)) is not None:
        cost += action.days * DAY
        steps = (*steps, (question.id, level, action.to))
        level = action.to
        yield Option(level, True, cost + show, (*steps, (question.id, level, level)), level)


@dataclass(frozen=True)
class Bounds:
    """Which options of a question a part of the search may take.

    Attributes:
        least: The lowest level that the gates let pass.
        must_be_fresh: Whether only fresh evidence will do.
        lowest: The lowest level before contradictions.
        highest: The highest level before contradictions.
        capped: The question counts as lowered by a contradiction.
        demands: What else must be met.
    """

    least: int
    must_be_fresh: bool
    lowest: int = 0
    highest: int = TOP_LEVEL
    capped: bool = False
    demands: frozenset[Demand] = frozenset()

    def let(self, option: Option) -> bool:
        """Return whether an option may be taken."""
        return (
            self.counted(option.level) >= self.least
            and self.lowest <= option.level <= self.highest
            and (option.fresh or not self.must_be_fresh)
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
        for gate in search.pack.verdict.gates
        for step in gate.steps
        if step.cap.of(search.ranks.mode) < target
    ]


def _needs(target: int, search: Search, asked: Iterable[str]) -> dict[str, Bounds]:
    """Return for every asked question the lowest level that the gates let pass, and whether it must stand on evidence."""
    binding = [step.when for _, step in _binding(target, search)]
    word_counts = any(test.subject == "on_word" for condition in binding for test in condition.tests())
    sustain = search.pack.verdict.floors.sustain
    terms = sustain.questions if search.ranks.mode == "run" and sustain.otherwise < target else {}
    gates = search.pack.gate_questions
    return {
        question: Bounds(
            max(terms.get(question, 0), lowest_passing(question, binding, search.facts) if question in gates else 0),
            word_counts and question in gates and passing_level(question, search.pack, search.facts) > 0,
        )
        for question in asked
    }


def _figures_pass(figures: Mapping[str, Value], steps: Iterable[GateStep], search: Search) -> bool:
    """Return whether clock and load let pass the steps of gates that only they decide."""
    facts = Facts(search.levels, search.facts.profile, figures)
    return not any(step.when.holds(facts.lookup) is True for step in steps)


def _steps_of_figures(target: int, search: Search) -> list[GateStep]:
    """Return the steps that clock and load alone decide, of those that would keep the verdict below the target."""
    return [
        step
        for _, step in _binding(target, search)
        if all(test.subject in search.facts.figures for test in step.when.tests())
    ]


# -- contradictions -------------------------------------------------------------------------------------------------


class Rules:
    """The checks that lower a claim, and what keeps each of them silent.

    Attributes:
        checks: The question that a check lowers, with the means by which the check stays silent.
        of_numbers: The demands that no asked question decides, but the numbers, or nothing.
    """

    def __init__(self, search: Search, asked: Iterable[str]) -> None:
        self._asked = frozenset(asked)
        self.checks: list[tuple[str, tuple[Means, ...]]] = [
            (lowers, means_of_silence(check))
            for check in search.pack.contradictions
            if (lowers := check.lowers) is not None and lowers in search.levels and search.levels[lowers].assessed
        ]
        demands = dict.fromkeys(d for _, found in self.checks for means in found for d in means)
        self.of_numbers = tuple(d for d in demands if d.test.subject not in self._asked)

    def is_asked(self, demand: Demand) -> bool:
        """Return whether the answer to an asked question decides a demand."""
        return demand.test.subject in self._asked

    def speaking(self, chosen: Mapping[str, Option], met: frozenset[Demand]) -> Iterator[tuple[str, tuple[Means, ...]]]:
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


def _met(
    demands: Iterable[Demand],
    search: Search,
    computed: Mapping[str, int],
    figure: Callable[[str], Value | None],
    known: Callable[[str], bool],
) -> frozenset[Demand]:
    """Return the demands on numbers that are met.

    Args:
        demands: The demands.
        search: What the search works on.
        computed: The levels of the computed questions.
        figure: Gives an input or a figure, as the checks read it.
        known: Tells whether an input is known.
    """

    def value(subject: str, stated: bool) -> Value | None:
        if subject in search.levels:
            level = computed.get(subject, search.levels[subject].claimed)
            return None if level is None else Fraction(level)
        if stated and not known(FIGURE_INPUTS.get(subject, (subject,))[0]):
            return None
        return figure(subject)

    return frozenset(d for d in demands if d.met(lambda subject, stated=d.stated: value(subject, stated)))  # type: ignore[misc]


# -- numbers --------------------------------------------------------------------------------------------------------


LOAD_INPUTS = frozenset({PEOPLE, VOLUME, HANDLING, SURGE, VOLUME_MEASURED})
LOAD_FIGURES = frozenset({"normal_load", "normal_load_assumed"})
LOAD_QUESTION = "T03"
"""Load and clock have no input, figure or computed question in common (RULES 2), so each is worked out by itself."""

MOST_CHAINS = 3
"""Number changes are a small set (RULES 6): of at most so many computed questions at once."""

Taken = tuple[tuple[Question, Action], ...]
Key = tuple[int, ...]
"""Numbers of the values of some inputs, in the order of the inputs."""
Name = tuple[bool, Key, int, int]
"""Load or clock, the key of its inputs, and the levels of E04 and E06."""


def number_choices(search: Search) -> list[tuple[Cost, Taken]]:
    """Return every choice of number changes, the cheapest first: of up to three computed questions a beginning of its chain."""
    chains: list[list[Taken]] = []
    for question in search.pack.questions:
        now = search.levels[question.id]
        if not question.computed or not is_computable(question) or now.shown is None:
            continue
        chain: list[tuple[Question, Action]] = []
        beginnings: list[Taken] = []
        level = now.shown
        while (action := question.action_from(level)) is not None:
            chain.append((question, action))
            if action.sets:
                beginnings.append(tuple(chain))
            level = action.to
        chains.append(beginnings)
    found: list[Taken] = [()]
    for count in range(1, MOST_CHAINS + 1):
        for some in combinations(chains, count):
            found.extend(tuple(part for beginning in choice for part in beginning) for choice in product(*some))
    return sorted(((_cost(taken), taken) for taken in found), key=lambda choice: choice[0])


def _cost(taken: Taken) -> Cost:
    return sum(action.days for _, action in taken) * DAY + len(taken) * OTHER


@dataclass(frozen=True)
class Part:
    """What the load says of its inputs, or the clock of all others.

    Attributes:
        levels: The levels of its computed questions.
        met: The demands of checks on its numbers that are met.
    """

    levels: Mapping[str, int]
    met: frozenset[Demand]


@dataclass(frozen=True)
class Terms:
    """The steps of gates that numbers must let pass, by what they read.

    Attributes:
        clock: Those that read only the clock.
        load: Those that read only the load.
        both: Those that read both.
    """

    clock: tuple[GateStep, ...] = ()
    load: tuple[GateStep, ...] = ()
    both: tuple[GateStep, ...] = ()


def _terms(steps: Sequence[GateStep]) -> Terms:
    of: dict[tuple[bool, bool], list[GateStep]] = {}
    for step in steps:
        subjects = _subjects(step)
        of.setdefault((bool(subjects & LOAD_FIGURES), bool(subjects - LOAD_FIGURES)), []).append(step)
    return Terms(tuple(of.get((False, True), ())), tuple(of.get((True, False), ())), tuple(of.get((True, True), ())))


@dataclass(frozen=True)
class Change:
    """A choice of number changes.

    Attributes:
        cost: What it costs.
        taken: The actions.
        values: The inputs after them.
        keys: Numbers of the inputs that the clock reads, and of those that the load reads.
    """

    cost: Cost
    taken: Taken
    values: Mapping[str, InputValue]
    keys: tuple[Key, Key]


class Changes:
    """Works out what the choices of number changes make of the inputs, the cheapest first; those that differ."""

    def __init__(self, choices: Sequence[tuple[Cost, Taken]], touched: frozenset[str], search: Search) -> None:
        self._search = search
        self._left = iter(choices)
        self._found: list[Change] = []
        self._touched = tuple(_half(touched, LOAD_INPUTS, of_load) for of_load in (False, True))
        self._seen: set[tuple[Key, ...]] = set()
        self._parsed: dict[tuple[str, int], Mapping[str, InputValue]] = {}
        self._merged: dict[tuple[int, int], InputValue] = {}
        self._names: dict[int, tuple[int, object]] = {}
        self._equal: dict[str, int] = {}

    def at(self, place: int) -> Change | None:
        """Return the change at a place in the order of cost; None after the last."""
        while len(self._found) <= place:
            choice = next(self._left, None)
            if choice is None:
                return None
            self._add(*choice)
        return self._found[place]

    def _add(self, cost: Cost, taken: Taken) -> None:
        values = dict(self._search.source.values)
        for question, action in taken:
            for identity, value in self._sets(question, action).items():
                values[identity] = self._after(values.get(identity), value)
        clock, load = (tuple(self._name(values.get(name)) for name in names) for names in self._touched)
        if (clock, load) not in self._seen:
            self._seen.add((clock, load))
            self._found.append(Change(cost, taken, values, (clock, load)))

    def _sets(self, question: Question, action: Action) -> Mapping[str, InputValue]:
        key = (question.id, action.start)
        if key not in self._parsed:
            self._parsed[key] = read_sets(self._search.source, action.sets, self._search.date)
        return self._parsed[key]

    def _after(self, before: InputValue | None, value: InputValue) -> InputValue:
        """Return what `merge` makes of two values: the same object for the same two."""
        key = (self._name(before), self._name(value))
        if key not in self._merged:
            self._merged[key] = merge(before, value)
        return self._merged[key]

    def _name(self, value: object) -> int:
        """Return a number for a value that equal values share; to write one out takes long, so each object is once."""
        known = self._names.get(id(value))
        if known is None:
            # The object is kept too, so that its address stays its own.
            known = self._names[id(value)] = (self._equal.setdefault(repr(value), len(self._equal)), value)
        return known[0]


class Parts:
    """Works out clock and load of changed inputs, each once."""

    def __init__(self, search: Search, demands: Sequence[Demand], touched: frozenset[str]) -> None:
        self._search = search
        levels = {q.id: search.levels[q.id].claimed or 0 for q in search.pack.questions if q.computed}
        still = [d for d in demands if not _rests_on(d, touched)]
        self._always = self._met(still, read(search.source, 0, 0), levels)
        self._demands = tuple(
            [d for d in demands if _rests_on(d, touched) and _of_load(d) is of_load] for of_load in (False, True)
        )
        self._computed = [
            q for q in search.pack.questions if q.computed and is_computable(q) and search.levels[q.id].assessed
        ]
        self._all_demands = [demand for some in self._demands for demand in some]
        self._readings: dict[Name, tuple[Reading, Mapping[str, Value]]] = {}
        self._passing: dict[tuple[Name, int], bool] = {}
        self._known: dict[Name, Part] = {}
        self._load = load(search.source)

    def outcome(self, change: Change, night: int, lines: int, terms: Terms) -> tuple[Outcome, int] | None:
        """Return what a change leads to, and what that is worth, a bit for each level and each demand that is met.

        Args:
            change: The change.
            night: The level of E04, 0-4.
            lines: The level of E06, 0-4.
            terms: What the numbers must let pass.

        Returns:
            None where they do not.
        """
        names: tuple[Name, Name] = (False, change.keys[0], night, lines), (True, change.keys[1], 0, 0)
        # The load is worked out first: it differs less often, and where it stops, the clock need not be run.
        if not self._passes(names[1], change.values, terms.load) or not self._passes(
            names[0], change.values, terms.clock
        ):
            return None
        figures = {**self._reading(names[0], change.values)[1], **self._reading(names[1], change.values)[1]}
        if terms.both and not _figures_pass(figures, terms.both, self._search):
            return None
        parts = tuple(self._part(name, change.values) for name in names)
        levels = {q.id: parts[q.id == LOAD_QUESTION].levels[q.id] for q in self._computed}
        met = parts[0].met | parts[1].met | self._always
        worth = 0
        for level in levels.values():
            worth = worth << TOP_LEVEL | (1 << level) - 1
        for demand in self._all_demands:
            worth = worth << 1 | (demand in met)
        return Outcome(change.cost, change.taken, levels, figures, met), worth

    def _passes(self, name: Name, values: Mapping[str, InputValue], steps: tuple[GateStep, ...]) -> bool:
        """Return whether clock or load let some steps pass."""
        if not steps:
            return True
        key = (name, id(steps))
        if key not in self._passing:
            self._passing[key] = _figures_pass(self._reading(name, values)[1], steps, self._search)
        return self._passing[key]

    def _reading(self, name: Name, values: Mapping[str, InputValue]) -> tuple[Reading, Mapping[str, Value]]:
        """Work out the load, or the clock, with its figures; once for every set of their inputs."""
        if name not in self._readings:
            of_load, _, night, lines = name
            source = replace(self._search.source, values=values)
            if of_load:
                reading = replace(read(self._search.source, 0, 0), source=source, load=load(source))
            else:
                reading = read(source, night, lines, self._load)
            figures = reading.figures()
            self._readings[name] = reading, {own: figures[own] for own in _half(figures, LOAD_FIGURES, of_load)}
        return self._readings[name]

    def _part(self, name: Name, values: Mapping[str, InputValue]) -> Part:
        """Work out the levels and demands of the load, or of the clock; once for every set of their inputs."""
        if name not in self._known:
            of_load, reading = name[0], self._reading(name, values)[0]
            levels = {
                question.id: computed_level(question, reading, self._search.date) or 0
                for question in self._computed
                if (question.id == LOAD_QUESTION) is of_load
            }
            self._known[name] = Part(levels, self._met(self._demands[of_load], reading, levels))
        return self._known[name]

    def can_meet(self, demands: frozenset[Demand]) -> bool:
        """Return whether demands are met as far as number changes cannot decide them."""
        return demands <= self._always.union(*self._demands)

    def _met(self, demands: Sequence[Demand], reading: Reading, levels: Mapping[str, int]) -> frozenset[Demand]:
        source, figures = reading.source, reading.figures()

        def figure(subject: str) -> Value | None:
            if subject in OTHER_FIGURES:
                return OTHER_FIGURES[subject](source, reading)
            value = figures.get(subject, source.values.get(subject))
            return value if isinstance(value, Fraction | str) else None

        return _met(demands, self._search, levels, figure, source.known)


class Outcomes:
    """What number changes lead to in one case of E04 and E06: the cheapest first, only as far as anybody asks.

    Left out is a choice that gates do not let pass, and one that a cheaper one equals in every level and in every demand
    of a check.
    """

    def __init__(self, changes: Changes, parts: Parts, speaks: tuple[bool, bool], terms: Terms) -> None:
        self._changes = changes
        self._parts = parts
        self._terms = terms
        self._night, self._lines = (SPEAKS_ALONE if high else 0 for high in speaks)
        self._worths: list[int] = []
        self._kept: list[Outcome] = []
        self._next = 0
        self._reached: Cost = -1

    def up_to(self, bound: Cost | None) -> Iterator[Outcome]:
        """Give the outcomes, the cheapest first, while they cost less than `bound` (None: all)."""
        place = 0
        while True:
            while place < len(self._kept):
                found = self._kept[place]
                if bound is not None and found.cost >= bound:
                    return
                yield found
                place += 1
            if (bound is not None and self._reached >= bound) or not self._more():
                return

    def _more(self) -> bool:
        """Work out the next change; tell whether there was one."""
        change = self._changes.at(self._next)
        if change is None:
            return False
        self._next += 1
        self._reached = change.cost
        outcome = self._parts.outcome(change, self._night, self._lines, self._terms)
        if outcome is not None:
            found, worth = outcome
            if not any(better & worth == worth for better in self._worths):
                self._worths.append(worth)
                self._kept.append(found)
        return True


def _half(names: Iterable[str], load: frozenset[str], of_load: bool) -> list[str]:
    return sorted(name for name in names if (name in load) is of_load)


def _rests_on(demand: Demand, touched: frozenset[str]) -> bool:
    """Return whether number changes can decide a demand."""
    subject = demand.test.subject
    return any(name in touched for name in FIGURE_INPUTS.get(subject, (subject,)))


def _of_load(demand: Demand) -> bool:
    """Return whether a demand is on the load; all other numbers go with the clock."""
    subject = demand.test.subject
    return subject == LOAD_QUESTION or all(name in LOAD_INPUTS for name in FIGURE_INPUTS.get(subject, (subject,)))


def _subjects(step: GateStep) -> set[str]:
    return {test.subject for test in step.when.tests()}


# -- the search -----------------------------------------------------------------------------------------------------


class Table:
    """The cheapest way to every number of points of a pillar's asked questions.

    Attributes:
        front: Points with their least cost, rising in both: no other way has as many points for as little.
    """

    def __init__(self, questions: Sequence[tuple[Question, Sequence[tuple[int, Option]]]]) -> None:
        self._questions = [question.id for question, _ in questions]
        self._layers: list[dict[int, tuple[int, Option]]] = []
        self.front: list[tuple[int, Cost]] = [(0, 0)]
        for question, choices in questions:
            weighed = [(question.weight * level, option.cost, option) for level, option in choices]
            costs: dict[int, Cost] = {}
            layer: dict[int, tuple[int, Option]] = {}
            for reached, cost in self.front:
                for more, price, option in weighed:
                    points, total = reached + more, cost + price
                    if points not in costs or total < costs[points]:
                        costs[points] = total
                        layer[points] = (reached, option)
            self._layers.append(layer)
            self.front = _worth_it(costs)

    def chosen(self, points: int) -> dict[str, Option]:
        """Return where each question ends up on the cheapest way to so many points."""
        found: dict[str, Option] = {}
        for question, layer in zip(reversed(self._questions), reversed(self._layers), strict=True):
            points, found[question] = layer[points]
        return found


def _worth_it(table: Mapping[int, Cost]) -> list[tuple[int, Cost]]:
    """Return the points that nothing beats in both points and cost, rising in both."""
    kept: list[tuple[int, Cost]] = []
    for points in sorted(table, reverse=True):
        if not kept or table[points] < kept[-1][1]:
            kept.append((points, table[points]))
    return kept[::-1]


Front = list[tuple[int, Cost, tuple[int, ...]]]
"""What pillars together are worth, its least cost, and the points of each; rising in worth and cost."""


def joined(one: Front, other: Front) -> Front:
    """Return what is worth reaching in two groups of pillars together.

    All pairs are put in order: the most worth first, then the least cost, then their places. Each pair is one whole number
    for that, made of two that are added, because whole numbers are sorted much faster than tuples.
    """
    if not one or not other:
        return []
    places = len(one) * len(other)
    costs = (one[-1][1] + other[-1][1] + 1) * places
    left = [cost * places - worth * costs + place * len(other) for place, (worth, cost, _) in enumerate(one)]
    right = [cost * places - worth * costs + place for place, (worth, cost, _) in enumerate(other)]
    kept: Front = []
    dearest = costs
    for number in sorted([a + b for a in left for b in right]):
        if number % costs < dearest:
            cost, place = divmod(number % costs, places)
            i, j = divmod(place, len(other))
            kept.append((one[i][0] + other[j][0], cost, (*one[i][2], *other[j][2])))
            dearest = cost * places
    return kept[::-1]


def cheapest(left: Front, right: Front, total: int) -> tuple[Cost, tuple[int, ...]] | None:
    """Return the cheapest choice of one point of both groups whose worth adds up to `total` or more."""
    values = [value for value, _, _ in right]
    best: tuple[Cost, tuple[int, ...]] | None = None
    for value, cost, points in left:
        place = bisect_left(values, total - value)
        if place < len(right) and (best is None or cost + right[place][1] < best[0]):
            best = (cost + right[place][1], (*points, *right[place][2]))
    return best


@dataclass(frozen=True)
class Group:
    """A pillar in the sum of all pillars.

    Attributes:
        table: Its asked questions.
        given: The points of its computed questions.
        needed: The points that its floors ask for.
        scale: What a point of it is worth where pillars are added.
    """

    table: Table
    given: int
    needed: int
    scale: int

    def front(self) -> Front:
        """Return what is worth reaching in it."""
        return [
            ((points + self.given) * self.scale, cost, (points,))
            for points, cost in self.table.front
            if points + self.given >= self.needed
        ]


@dataclass(frozen=True)
class Branch:
    """A part of all ways: what it holds besides the rung's own terms.

    Attributes:
        capped: Questions that count as lowered, whether a check lowers them or not.
        demands: Demands that are met.
    """

    capped: frozenset[str] = frozenset()
    demands: frozenset[Demand] = frozenset()


@dataclass(frozen=True)
class Found:
    """The cheapest way of a part.

    Attributes:
        cost: What it costs.
        chosen: Where the asked questions end.
        numbers: The number changes.
    """

    cost: Cost
    chosen: Mapping[str, Option]
    numbers: Outcome


class Climb:
    """Searches the ways of one audit, and remembers what several rungs and parts have in common."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.choices = {
            question.id: options(question, search)
            for question in search.pack.questions
            if not question.computed and search.levels[question.id].assessed
        }
        self.rules = Rules(search, self.choices)
        self.computed = [question.id for question in search.pack.questions if question.computed]
        self._parts: Parts | None = None
        self._changes: Changes | None = None
        self._by_terms: dict[tuple[int, ...], dict[tuple[bool, bool], Outcomes]] = {}
        if search.facts.figures:
            choices = number_choices(search)
            touched = frozenset(identity for _, taken in choices for _, action in taken for identity in action.sets)
            touched |= {question.id for question in search.pack.questions if question.computed}
            self._changes = Changes(choices, touched, search)
            self._parts = Parts(search, self.rules.of_numbers, touched)
        sums = search.ranks.sums(search.levels)
        self.maxima = {pillar: points.maximum for pillar, points in sums.items() if points.maximum}
        self.all_assessed = len(self.maxima) == len(sums)
        self.common = lcm(*self.maxima.values())
        self._weights = {
            pillar: [(q.id, q.weight) for q in questions if q.computed and search.levels[q.id].assessed]
            for pillar, questions in search.ranks.questions.items()
        }
        self._fronts: dict[tuple[Group, ...], Front] = {}
        self._asked_of = {
            pillar: [question for question in questions if question.id in self.choices]
            for pillar, questions in search.ranks.questions.items()
        }
        self._bounds_known: dict[Bounds, Bounds] = {}
        self._tables: dict[tuple[str, tuple[int, ...]], Table | None] = {}

    def outcomes(self, steps: Sequence[GateStep]) -> Mapping[tuple[bool, bool], Outcomes | None]:
        """Return the number changes for the cases that matter for the clock: whether E04 and E06 end at 3 or more.

        Args:
            steps: The steps of gates that clock and load alone decide and must let pass.
        """
        if self._parts is None or self._changes is None:
            return {(False, False): None}
        key = tuple(id(step) for step in steps)
        found = self._by_terms.get(key)
        if found is None:
            found, terms = self._by_terms.setdefault(key, {}), _terms(steps)

            def ends(question: str) -> tuple[bool, ...]:
                level = self.search.levels.get(question)
                return (False, True) if level is not None and level.assessed else (False,)

            for night, lines in product(ends(NIGHT_VOICE), ends(PREPARED_LINES)):
                # Without prepared lines, authority at night changes nothing for the clock (RULES 3.4).
                same = found.get((False, False)) if not lines else None
                found[night, lines] = same or Outcomes(self._changes, self._parts, (night, lines), terms)
        return found

    def changes(self, found: Outcomes | None, bound: Cost | None) -> Iterable[Outcome]:
        """Give the number changes, the cheapest first, while they cost less than `bound`; without numbers only none."""
        if found is not None:
            return found.up_to(bound)
        checks = self.search.checks
        met = _met(self.rules.of_numbers, self.search, {}, checks.figures.get, checks.known.__contains__)
        return (Outcome(0, (), {}, {}, met),)

    def way(self, target: int) -> Way:
        """Return the least work that reaches a rank, or why none does."""
        needs = {name: self._same(found) for name, found in _needs(target, self.search, self.choices).items()}
        waiting: list[tuple[Cost, int, Branch, Found]] = []
        tried: set[Branch] = set()

        def add(branch: Branch) -> None:
            if branch not in tried:
                tried.add(branch)
                found = self._cheapest(target, needs, branch)
                if found is not None:
                    heappush(waiting, (found.cost, len(tried), branch, found))

        add(Branch())
        while waiting:
            _, _, branch, found = heappop(waiting)
            broken = self._broken(branch, found)
            if broken is None:
                steps = tuple(step for option in self._in_order(found.chosen) for step in option.steps)
                return Way(target, True, found.cost // DAY, steps, found.numbers.taken)
            lowers, every_means = broken
            add(replace(branch, capped=branch.capped | {lowers}))
            for means in every_means:
                if not self._keeps_low(lowers, means):
                    add(replace(branch, demands=branch.demands | means))
        return Way(target, False, 0, (), (), self._missing(target))

    def _keeps_low(self, question: str, means: Means) -> bool:
        """Return whether means leave a claim no higher than what is lowered: where it is capped, that is among the ways."""
        return question in self.choices and all(
            option.level <= WITHOUT_EVIDENCE
            for option in self.choices[question]
            if all(option.meets(demand) for demand in means if demand.test.subject == question)
        )

    def _in_order(self, chosen: Mapping[str, Option]) -> Iterator[Option]:
        """Give where the questions end up, pillar by pillar."""
        return (chosen[q.id] for questions in self.search.ranks.questions.values() for q in questions if q.id in chosen)

    def _broken(self, branch: Branch, found: Found) -> tuple[str, tuple[Means, ...]] | None:
        """Return the first check that lowers a claim on which a way counts, with the means that keep it silent."""
        for lowers, means in self.rules.speaking(found.chosen, found.numbers.met):
            level = found.chosen[lowers].level if lowers in found.chosen else found.numbers.levels.get(lowers, 0)
            if level > WITHOUT_EVIDENCE and lowers not in branch.capped:
                return lowers, means
        return None

    def _cheapest(self, target: int, needs: Mapping[str, Bounds], branch: Branch) -> Found | None:
        """Return the cheapest way of a part, checks left out but for what the part holds."""
        best: Found | None = None
        of_numbers = frozenset(d for d in branch.demands if not self.rules.is_asked(d))
        if not self._can_meet(of_numbers):
            return None
        bounds = self._bounds(needs, branch)
        for speaks, changes in self.outcomes(_steps_of_figures(target, self.search)).items():
            tables = self._tables_of(bounds, speaks)
            if tables is None:
                continue
            # With every computed question at the top nothing asked could cost less: the rest costs at least so much.
            easiest = self._asked(target, tables, dict.fromkeys(self.computed, TOP_LEVEL))
            if easiest is None:
                continue
            floor = easiest[0]
            for numbers in self.changes(changes, None if best is None else best.cost - floor):
                if best is not None and numbers.cost + floor >= best.cost:
                    break
                if not of_numbers <= numbers.met:
                    continue
                counted = {
                    name: min(level, WITHOUT_EVIDENCE) if name in branch.capped else level
                    for name, level in numbers.levels.items()
                }
                asked = self._asked(target, tables, counted)
                if asked is not None and (best is None or asked[0] + numbers.cost < best.cost):
                    chosen: dict[str, Option] = {}
                    for pillar, points in zip(self.maxima, asked[1], strict=True):
                        chosen |= tables[pillar].chosen(points)
                    best = Found(asked[0] + numbers.cost, chosen, numbers)
        return best

    def _can_meet(self, of_numbers: frozenset[Demand]) -> bool:
        """Return whether demands on numbers are met by what stands, as far as number changes cannot decide them."""
        return self._parts is None or self._parts.can_meet(of_numbers)

    def _bounds(self, needs: Mapping[str, Bounds], branch: Branch) -> dict[str, Bounds]:
        """Return the bounds of every asked question in a part."""
        bounds = dict(needs)
        for name in branch.capped & bounds.keys():
            bounds[name] = self._same(replace(bounds[name], capped=True))
        for demand in branch.demands:
            name = demand.test.subject
            if self.rules.is_asked(demand):
                bounds[name] = self._same(replace(bounds[name], demands=bounds[name].demands | {demand}))
        return bounds

    def _same(self, bounds: Bounds) -> Bounds:
        """Return one object for equal bounds, so that they can be told apart by identity: that is quick."""
        return self._bounds_known.setdefault(bounds, bounds)

    def _tables_of(self, bounds: Mapping[str, Bounds], speaks: tuple[bool, bool]) -> dict[str, Table] | None:
        """Return the table of every pillar, with E04 and E06 held to one case; None where nothing fits."""
        if self.search.facts.figures:
            bounds = dict(bounds)
            for name, high in zip((NIGHT_VOICE, PREPARED_LINES), speaks, strict=True):
                if name in bounds:
                    lowest, highest = (SPEAKS_ALONE, TOP_LEVEL) if high else (0, SPEAKS_ALONE - 1)
                    bounds[name] = self._same(replace(bounds[name], lowest=lowest, highest=highest))
        tables: dict[str, Table] = {}
        for pillar in self.search.ranks.questions:
            asked = self._asked_of[pillar]
            key = (pillar, tuple(id(bounds[question.id]) for question in asked))
            if key not in self._tables:
                left = [(q, allowed(self.choices[q.id], bounds[q.id])) for q in asked]
                self._tables[key] = Table(left) if all(choices for _, choices in left) else None
            table = self._tables[key]
            if table is None:
                return None
            tables[pillar] = table
        return tables

    def _asked(
        self, target: int, tables: Mapping[str, Table], computed: Mapping[str, int]
    ) -> tuple[Cost, tuple[int, ...]] | None:
        """Return the cheapest points of the pillars that meet floors and total, with given levels of computed questions."""
        search = self.search
        floors = search.pack.verdict.floors
        least = max((floor.below for floor in floors.pillar if floor.cap < target), default=0)
        if search.ranks.mode == "run" and floors.sustain.otherwise < target:
            least = max(least, floors.sustain.pillar)
            if not all(search.levels[question].assessed for question in floors.sustain.questions):
                return None
        if not self.all_assessed and target > NOT_ASSESSED_RANK:
            return None
        groups = []
        for pillar, maximum in self.maxima.items():
            given = sum(weight * computed.get(name, 0) for name, weight in self._weights[pillar])
            groups.append(Group(tables[pillar], given, -(-least * maximum // PER_CENT), self.common // maximum))
        total = max((floor.below for floor in floors.total if floor.cap < target), default=0)
        half = len(groups) // 2
        left, right = self._together(tuple(groups[:half])), self._together(tuple(groups[half:]))
        return cheapest(left, right, -(-total * self.common * len(groups) // PER_CENT))

    def _together(self, groups: tuple[Group, ...]) -> Front:
        """Return what is worth reaching in some pillars together."""
        if groups not in self._fronts:
            fronts = [group.front() for group in groups]
            self._fronts[groups] = reduce(joined, fronts) if fronts else [(0, 0, ())]
        return self._fronts[groups]

    def _missing(self, target: int) -> tuple[str, ...]:
        """Return what keeps the verdict below the target when everything that actions can change is at its best."""
        search = self.search
        levels = {name: search.checks.undoubted(level) for name, level in search.levels.items()}
        chosen = {
            name: max(found, key=lambda option: (option.level, option.fresh)) for name, found in self.choices.items()
        }
        for name, top in chosen.items():
            levels[name] = replace(
                levels[name], state="answered", shown=top.level, claimed=top.claimed, fresh=top.fresh
            )
        steps = _steps_of_figures(target, search)
        outcomes = self.outcomes(())
        best = max(
            self.changes(outcomes[max(outcomes)], None),
            key=lambda outcome: (_figures_pass(outcome.figures, steps, search), sum(outcome.levels.values())),
        )
        for name, level in best.levels.items():
            levels[name] = replace(levels[name], shown=level, claimed=level)
        for lowers, _ in self.rules.speaking(chosen, best.met):
            levels[lowers] = replace(levels[lowers], shown=min(levels[lowers].shown or 0, WITHOUT_EVIDENCE))
        facts = Facts(levels, search.facts.profile, best.figures)
        bands = search.pack.verdict.bands
        pillars = {pillar: points.figures(bands) for pillar, points in search.ranks.sums(levels).items()}
        caps = all_caps(search.pack, facts, search.ranks.mode, pillars, mean(pillars.values(), bands))
        return tuple(cap.name for cap in caps if cap.rank < target)


def ways_up(search: Search, present: int) -> tuple[Way, ...]:
    """Return the least work for every rung above the present one.

    Args:
        search: What to search in.
        present: The present rank.
    """
    climb = Climb(search)
    return tuple(climb.way(target) for target in range(present + 1, TOP_RANK[search.ranks.mode] + 1))
