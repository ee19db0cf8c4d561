"""What number changes lead to: clock and load run again, each once, for the way up (RULES 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product

from audit.assess.clock.better import better
from audit.assess.clock.computed import OTHER_FIGURES, Reading, computed_level, is_computable, read
from audit.assess.clock.numbers import SPEAKS_ALONE, load
from audit.assess.clock.published import hours_stand
from audit.assess.verdict.contradictions import FIGURE_INPUTS
from audit.assess.verdict.steps import NumberStep, number_steps
from audit.assess.what_if.literals import Literal
from audit.assess.what_if.options import (
    DAY,
    OTHER,
    Cost,
    Outcome,
    Search,
    figures_pass,
    met_by,
)
from audit.model.condition import Value
from audit.model.known import (
    HANDLING,
    HOURS_STAND,
    PEOPLE,
    PEOPLE_AGAINST_VOLUME,
    PURPOSE,
    SURGE,
    VOLUME,
    VOLUME_MEASURED,
)
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, GateStep
from audit.model.values import Value as InputValue

LOAD_INPUTS = frozenset({PEOPLE, VOLUME, HANDLING, SURGE, VOLUME_MEASURED})
LOAD_FIGURES = frozenset({"normal_load", "normal_load_assumed"})
LOAD_QUESTION = PEOPLE_AGAINST_VOLUME
"""Load and clock have no input, figure or computed question in common (RULES 2), so each is worked out by itself."""

MOST_CHAINS = 3
"""Number changes are a small set (RULES 6): of at most so many computed questions at once."""

Taken = tuple[NumberStep, ...]
Key = tuple[int, ...]
"""Numbers of the values of some inputs, in the order of the inputs."""
Name = tuple[bool, Key, int, int]
"""Load or clock, the key of its inputs, and the levels of E04 and E06."""


Chain = list[Taken]
"""What may be done about a computed question: every beginning of its steps."""


def number_chains(search: Search, found: bool = False) -> list[Chain]:
    """Return what may be done about every computed question.

    Args:
        search: What the search works on.
        found: What is found out counts as the best that it could be, else as the worst.
    """
    chains: list[Chain] = []
    for question in sorted(search.context.pack.questions, key=lambda question: question.id):
        steps = tuple(number_steps(question, search.context, found)) if question.computed else ()
        # To find out one of two unknown numbers changes no level: they are found out together.
        ends = [n for n in range(1, len(steps) + 1) if steps[n - 1].step.kind == "level" or _is_last(steps, n)]
        if ends:
            chains.append([steps[:end] for end in ends])
    return chains


def number_choices(chains: Sequence[Chain]) -> Iterator[tuple[Cost, Taken]]:
    """Give every choice of number changes, the cheapest first: of up to three computed questions a beginning of its steps."""
    priced = [[(_cost(taken), taken) for taken in chain] for chain in chains]
    choices: list[tuple[Cost, tuple[Taken, ...]]] = [(0, ())]
    for count in range(1, MOST_CHAINS + 1):
        for some in combinations(priced, count):
            for choice in product(*some):
                takens = tuple([taken for _, taken in choice])
                # Only what is found out for two questions can be paid for once.
                shared = len([taken for taken in takens if taken[0].step.kind == "find-out"]) > 1
                cost = _cost(_together(takens)) if shared else sum([cost for cost, _ in choice])
                choices.append((cost, takens))
    choices.sort(key=lambda choice: choice[0])
    for cost, takens in choices:
        yield cost, _together(takens)


def _is_last(steps: Taken, count: int) -> bool:
    """Return whether the first `count` steps are all that is to find out."""
    return steps[count - 1].step.kind == "find-out" and (count == len(steps) or steps[count].step.kind != "find-out")


def _together(choice: Sequence[Taken]) -> Taken:
    """Return the steps of several chains, first what is to find out; a number is found out once."""
    found: dict[str, NumberStep] = {}
    others: list[NumberStep] = []
    for taken in choice:
        for numbered in taken:
            if numbered.step.kind == "find-out":
                found.setdefault(numbered.step.number, numbered)
            else:
                others.append(numbered)
    return (*found.values(), *others)


def _cost(taken: Taken) -> Cost:
    return sum(numbered.days for numbered in taken) * DAY + len(taken) * OTHER


@dataclass(frozen=True)
class Part:
    """What the load says of its inputs, or the clock of all others.

    Attributes:
        levels: The levels of its computed questions.
        met: The demands of checks on its numbers that are met.
    """

    levels: Mapping[str, int]
    met: frozenset[Literal]


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


def terms_of(steps: Sequence[GateStep]) -> Terms:
    """Sort steps of gates by what they read."""
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
        taken: What is done.
        values: The inputs after them.
        keys: Numbers of the inputs that the clock reads, and of those that the load reads.
    """

    cost: Cost
    taken: Taken
    values: Mapping[str, InputValue]
    keys: tuple[Key, Key]


@dataclass(frozen=True)
class Case:
    """What asked questions decide of the clock and of its gates.

    Attributes:
        night: E04 ends at 3 or more.
        lines: E06 ends at 3 or more.
        stand: Published hours stand, with L09 at 3 or more; without it they count for nothing.
    """

    night: bool = False
    lines: bool = False
    stand: bool = False


def _standing(stand: bool) -> dict[str, Value]:
    return {HOURS_STAND: "yes" if stand else "no"}


class Changes:
    """Works out what the choices of number changes make of the inputs, the cheapest first; those that differ."""

    def __init__(self, choices: Iterator[tuple[Cost, Taken]], touched: frozenset[str], search: Search) -> None:
        self._search = search
        self._left = choices
        self._found: list[Change] = []
        self._touched = tuple(_half(touched, LOAD_INPUTS, of_load) for of_load in (False, True))
        self._seen: set[tuple[Key, ...]] = set()
        # Equal values share a number, and only numbers are worked with: to write a value out takes long.
        self._numbers: dict[str, int] = {}
        self._values: list[InputValue | None] = []
        self._before = {
            name: self._number(search.context.source.values.get(name)) for names in self._touched for name in names
        }
        self._merged: dict[tuple[str, int, int], int] = {}
        self._sets: dict[int, tuple[tuple[str, int], ...]] = {}

    def at(self, place: int) -> Change | None:
        """Return the change at a place in the order of cost; None after the last."""
        while len(self._found) <= place:
            choice = next(self._left, None)
            if choice is None:
                return None
            self._add(*choice)
        return self._found[place]

    def _add(self, cost: Cost, taken: Taken) -> None:
        after = dict(self._before)
        for numbered in taken:
            for identity, number in self._numbered(numbered):
                after[identity] = self._after(identity, after[identity], number)
        clock, load = (tuple([after[name] for name in names]) for names in self._touched)
        if (clock, load) not in self._seen:
            self._seen.add((clock, load))
            changed = {name: self._values[number] for name, number in after.items() if number != self._before[name]}
            values = {
                **self._search.context.source.values,
                **{name: new for name, new in changed.items() if new is not None},
            }
            self._found.append(Change(cost, taken, values, (clock, load)))

    def _numbered(self, step: NumberStep) -> tuple[tuple[str, int], ...]:
        """Return the inputs that a step changes, with the numbers of their values; of each step once."""
        # Every choice is made of the same few steps, and they live as long as the choices.
        found = self._sets.get(id(step))
        if found is None:
            found = tuple((identity, self._number(value)) for identity, value in step.sets)
            self._sets[id(step)] = found
        return found

    def _after(self, identity: str, before: int, new: int) -> int:
        """Return the number of the better of the values of two numbers."""
        key = (identity, before, new)
        if key not in self._merged:
            context, value = self._search.context, self._values[new]
            assert value is not None
            item = context.source.items[identity]
            self._merged[key] = self._number(better(item, self._values[before], value, context.date))
        return self._merged[key]

    def _number(self, value: InputValue | None) -> int:
        """Return the number that equal values share."""
        number = self._numbers.setdefault(repr(value), len(self._values))
        if number == len(self._values):
            self._values.append(value)
        return number


class Parts:
    """Works out clock and load of changed inputs, each once."""

    def __init__(self, search: Search, demands: Sequence[Literal], touched: frozenset[str]) -> None:
        self._search = search
        levels = {q.id: search.context.levels[q.id].claimed or 0 for q in search.context.pack.questions if q.computed}
        still = [d for d in demands if not _rests_on(d, touched)]
        self._always = self._met(still, read(search.context.source, 0, 0), levels)
        self._demands = tuple(
            [d for d in demands if _rests_on(d, touched) and _of_load(d) is of_load] for of_load in (False, True)
        )
        self._computed = [
            q
            for q in search.context.pack.questions
            if q.computed and is_computable(q) and search.context.levels[q.id].assessed
        ]
        self._all_demands = [demand for some in self._demands for demand in some]
        self._readings: dict[Name, tuple[Reading, Mapping[str, Value]]] = {}
        self._passing: dict[tuple[Name, int, bool], bool] = {}
        self._standing: dict[Name, bool] = {}
        self._known: dict[Name, Part] = {}
        self._load = load(search.context.source)

    def outcome(self, change: Change, night: int, lines: int, stand: bool, terms: Terms) -> tuple[Outcome, int] | None:
        """Return what a change leads to, and what that is worth, a bit for each level and each demand that is met.

        Args:
            change: The change.
            night: The level of E04, 0-4.
            lines: The level of E06, 0-4.
            stand: Whether published hours have to stand, with L09 at 3 or more; else they count for nothing.
            terms: What the numbers must let pass.

        Returns:
            None where they do not.
        """
        names: tuple[Name, Name] = (False, change.keys[0], night, lines), (True, change.keys[1], 0, 0)
        # The load is worked out first: it differs less often, and where it stops, the clock need not be run.
        if not self._passes(names[1], change.values, terms.load, stand):
            return None
        if stand and not self._hours_stand(names[0], change.values):
            return None
        if not self._passes(names[0], change.values, terms.clock, stand):
            return None
        figures = {
            **self._reading(names[0], change.values)[1],
            **self._reading(names[1], change.values)[1],
            **_standing(stand),
        }
        if terms.both and not figures_pass(figures, terms.both, self._search):
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

    def _passes(self, name: Name, values: Mapping[str, InputValue], steps: tuple[GateStep, ...], stand: bool) -> bool:
        """Return whether clock or load let some steps pass."""
        if not steps:
            return True
        key = (name, id(steps), stand)
        if key not in self._passing:
            figures = {**self._reading(name, values)[1], **_standing(stand)}
            self._passing[key] = figures_pass(figures, steps, self._search)
        return self._passing[key]

    def _hours_stand(self, name: Name, values: Mapping[str, InputValue]) -> bool:
        """Return whether published hours stand, were L09 at 3."""
        if name not in self._standing:
            purpose = self._search.context.facts.profile.get(PURPOSE)
            self._standing[name] = hours_stand(self._reading(name, values)[0], NEEDS_EVIDENCE, purpose)
        return self._standing[name]

    def _reading(self, name: Name, values: Mapping[str, InputValue]) -> tuple[Reading, Mapping[str, Value]]:
        """Work out the load, or the clock, with its figures; once for every set of their inputs."""
        if name not in self._readings:
            of_load, _, night, lines = name
            before = self._search.context.source
            source = before.changed({k: v for k, v in values.items() if before.values.get(k) is not v})
            if of_load:
                reading = replace(read(self._search.context.source, 0, 0), source=source, load=load(source))
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
                question.id: computed_level(question, reading, self._search.context.date) or 0
                for question in self._computed
                if (question.id == LOAD_QUESTION) is of_load
            }
            self._known[name] = Part(levels, self._met(self._demands[of_load], reading, levels))
        return self._known[name]

    def can_meet(self, demands: frozenset[Literal]) -> bool:
        """Return whether demands are met as far as number changes cannot decide them."""
        return demands <= self._always.union(*self._demands)

    def _met(self, demands: Sequence[Literal], reading: Reading, levels: Mapping[str, int]) -> frozenset[Literal]:
        source, figures = reading.source, reading.figures()

        def figure(subject: str) -> Value | None:
            if subject in OTHER_FIGURES:
                return OTHER_FIGURES[subject](source, reading)
            value = figures.get(subject, source.values.get(subject))
            return value if isinstance(value, Fraction | str) else None

        return met_by(demands, self._search, levels, figure, source.known)


class Outcomes:
    """What number changes lead to in one case: the cheapest first, only as far as anybody asks.

    Left out is a choice that gates do not let pass, and one that a cheaper one equals in every level and in every demand
    of a check.
    """

    def __init__(self, changes: Changes, parts: Parts, case: Case, terms: Terms) -> None:
        self._changes = changes
        self._parts = parts
        self._terms = terms
        self._stand = case.stand
        self._night, self._lines = (SPEAKS_ALONE if high else 0 for high in (case.night, case.lines))
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
        outcome = self._parts.outcome(change, self._night, self._lines, self._stand, self._terms)
        if outcome is not None:
            found, worth = outcome
            if not any(better & worth == worth for better in self._worths):
                self._worths.append(worth)
                self._kept.append(found)
        return True


def _half(names: Iterable[str], load: frozenset[str], of_load: bool) -> list[str]:
    return sorted(name for name in names if (name in load) is of_load)


def _rests_on(demand: Literal, touched: frozenset[str]) -> bool:
    """Return whether number changes can decide a demand."""
    subject = demand.test.subject
    return any(name in touched for name in FIGURE_INPUTS.get(subject, (subject,)))


def _of_load(demand: Literal) -> bool:
    """Return whether a demand is on the load; all other numbers go with the clock."""
    subject = demand.test.subject
    return subject == LOAD_QUESTION or all(name in LOAD_INPUTS for name in FIGURE_INPUTS.get(subject, (subject,)))


def _subjects(step: GateStep) -> set[str]:
    return {test.subject for test in step.when.tests()}
