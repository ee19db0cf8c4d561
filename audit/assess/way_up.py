"""The shortest way up: the least person-days that reach a higher rung, exact (RULES 6).

What may change: any asked question along its chain of actions, evidence that is shown, and the numbers that the actions of
computed questions set, chain by chain. The points of a pillar are a knapsack, so the cheapest way to every number of
points is found by dynamic programming; pillars meet only in the total, and numbers only in the computed questions, so
those few combinations are enumerated. Costs are whole numbers: person-days first, then a preference among equals for
gates and for the first broken link of the chain.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations, product
from math import lcm
from operator import ge

from audit.assess.computed import computed_level, is_computable, read
from audit.assess.gates import NOT_ASSESSED_RANK, TOP_RANK, Facts, all_caps, passing_level
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
    merge,
    read_sets,
)
from audit.assess.plan import Needs
from audit.assess.ranks import Ranks
from audit.assess.scores import PER_CENT, mean
from audit.model.condition import Value
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, Action, Gate, GateStep, Pack, Question
from audit.model.values import Value as InputValue

DAY = 1_000_000
"""One person-day in the cost; what is smaller only decides between equals."""
PREFERRED, OTHER = 1, 1_000

Cost = int
Step = tuple[str, int, int]
"""A question, the level before, the level after: -1 before for finding out, equal levels for showing evidence."""


@dataclass(frozen=True)
class Option:
    """One place where a question can end up, what it costs, and how.

    Attributes:
        level: The level that would be shown.
        fresh: Whether it would stand on fresh evidence.
        cost: What it costs.
        steps: What is done, in order.
    """

    level: int
    fresh: bool
    cost: Cost
    steps: tuple[Step, ...] = ()


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
    """

    cost: Cost
    taken: tuple[tuple[Question, Action], ...]
    levels: Mapping[str, int]
    figures: Mapping[str, Value]


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
    """

    pack: Pack
    levels: Mapping[str, Levels]
    facts: Facts
    ranks: Ranks
    wanted: Needs
    source: Given
    date: datetime.date


def options(question: Question, search: Search) -> list[Option]:
    """Return where a question can end up, the cheapest way to each place.

    A claim that a contradiction puts in doubt stays at its shown level: whether it is true, work does not decide.
    """
    now = search.levels[question.id]
    if now.shown is None or now.claimed is None:
        return []
    general = search.pack.verdict.general_actions
    gate = question.id in search.pack.gate_questions
    found = [Option(now.shown, now.fresh, 0)]
    if question.id in search.wanted.doubted:
        return found
    preference = PREFERRED if search.wanted.tier(question.id) < 3 else OTHER
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
        found.append(Option(start, True, base, steps))
    level, cost = (start, base)
    while (action := question.action_from(level)) is not None:
        cost += action.days * DAY
        steps = (*steps, (question.id, level, action.to))
        level = action.to
        proof = level >= NEEDS_EVIDENCE or gate
        if gate and level < NEEDS_EVIDENCE:
            found.append(Option(level, False, cost, steps))
        if proof:
            found.append(Option(level, True, cost + show, (*steps, (question.id, level, level))))
        else:
            found.append(Option(level, now.fresh, cost, steps))
    if now.claimed >= NEEDS_EVIDENCE and not now.fresh and now.state == "answered":
        # Climbing from what can be shown, without proving the claim, is a way of its own.
        found.extend(_climb(question, WITHOUT_EVIDENCE, preference, show))
    return found


def _climb(question: Question, level: int, preference: Cost, show: Cost) -> Iterator[Option]:
    cost = preference
    steps: tuple[Step, ...] = ()
    while (action := question.action_from(level)) is not None:
        cost += action.days * DAY
        steps = (*steps, (question.id, level, action.to))
        level = action.to
        yield Option(level, True, cost + show, (*steps, (question.id, level, level)))


def allowed(choices: Iterable[Option], least: int, most: int, must_be_fresh: bool) -> list[Option]:
    """Keep the options between two levels, the cheapest of each level.

    Args:
        choices: The options of a question.
        least: The lowest level to keep.
        most: The highest level to keep.
        must_be_fresh: Whether only fresh evidence will do.
    """
    best: dict[int, Option] = {}
    for option in choices:
        if not least <= option.level <= most or (must_be_fresh and not option.fresh):
            continue
        if option.level not in best or option.cost < best[option.level].cost:
            best[option.level] = option
    return list(best.values())


def _required(question: str, target: int, search: Search) -> int:
    """Return the lowest level at which no gate keeps the verdict below the target because of this question."""
    steps = [
        (gate, step) for gate, step in _binding(target, search) if any(t.subject == question for t in step.when.tests())
    ]
    sustain = search.pack.verdict.floors.sustain
    least = sustain.questions.get(question, 0) if search.ranks.mode == "run" and sustain.otherwise < target else 0
    if not steps:
        return least
    narrowed = search.pack.model_copy(
        update={
            "verdict": search.pack.verdict.model_copy(
                update={"gates": tuple(gate.model_copy(update={"steps": (step,)}) for gate, step in steps)}
            )
        }
    )
    return max(least, passing_level(question, narrowed, search.facts))


def _binding(target: int, search: Search) -> list[tuple[Gate, GateStep]]:
    """Return the steps of gates that would keep the verdict below the target."""
    return [
        (gate, step)
        for gate in search.pack.verdict.gates
        for step in gate.steps
        if step.cap.of(search.ranks.mode) < target
    ]


def _word_counts(target: int, search: Search) -> bool:
    """Return whether passing a gate on the word alone keeps the verdict below the target."""
    return any(test.subject == "on_word" for _, step in _binding(target, search) for test in step.when.tests())


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


# -- numbers --------------------------------------------------------------------------------------------------------


LOAD_INPUTS = frozenset({PEOPLE, VOLUME, HANDLING, SURGE, VOLUME_MEASURED})
LOAD_FIGURES = frozenset({"normal_load", "normal_load_assumed"})
LOAD_QUESTION = "T03"
"""Load and clock have no input, figure or computed question in common (RULES 2), so each is worked out by itself."""

MOST_CHAINS = 3
"""Number changes are a small set (RULES 6): of at most so many computed questions at once."""

Taken = tuple[tuple[Question, Action], ...]


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
        figures: Its figures, as gates read them.
        passes: For every target, whether the gates that these figures alone decide let it pass.
    """

    levels: Mapping[str, int]
    figures: Mapping[str, Value]
    passes: tuple[bool, ...]


class Outcomes:
    """Runs clock and load on choices of number changes: each once, the cheapest first, only as far as anybody asks.

    A choice that a cheaper one equals in every level and for every target is left out.
    """

    def __init__(self, choices: Sequence[tuple[Cost, Taken]], speaks: tuple[bool, bool], search: Search) -> None:
        self._night, self._lines = (SPEAKS_ALONE if high else 0 for high in speaks)
        self._search = search
        self._computed = [
            q for q in search.pack.questions if q.computed and is_computable(q) and search.levels[q.id].assessed
        ]
        self._left = iter(choices)
        self._worths: dict[tuple[int, ...], None] = {}
        self._kept: list[Outcome] = []
        self._reached: Cost = -1
        touched = {identity for _, taken in choices for _, action in taken for identity in action.sets}
        self._touched = {of_load: _half(touched, LOAD_INPUTS, of_load) for of_load in (False, True)}
        self._seen: set[tuple[Key, Key]] = set()
        self._parts: dict[tuple[bool, Key], Part] = {}
        self._steps = [_steps_of_figures(target, search) for target in range(1, TOP_LEVEL + 1)]
        self._mixed = [[step for step in steps if _mixed(step)] for steps in self._steps]
        self._parsed: dict[tuple[str, int], Mapping[str, InputValue]] = {}
        self._merged: dict[tuple[int, int], InputValue] = {}
        self._names: dict[int, tuple[int, object]] = {}
        self._equal: dict[str, int] = {}

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
        """Work out the next choice; tell whether there was one."""
        choice = next(self._left, None)
        if choice is None:
            return False
        cost, taken = choice
        self._reached = cost
        values = dict(self._search.source.values)
        for question, action in taken:
            for identity, value in self._sets(question, action).items():
                values[identity] = self._after(values.get(identity), value)
        clock, load = (tuple(self._name(values.get(name)) for name in self._touched[part]) for part in (False, True))
        if (clock, load) in self._seen:
            return True
        self._seen.add((clock, load))
        parts = (self._part(False, clock, values), self._part(True, load, values))
        levels = {q.id: parts[q.id == LOAD_QUESTION].levels[q.id] for q in self._computed}
        figures = {**parts[0].figures, **parts[1].figures}
        worth = (*levels.values(), *self._passes(parts, figures))
        if worth not in self._worths and not any(all(map(ge, better, worth)) for better in self._worths):
            self._worths[worth] = None
            self._kept.append(Outcome(cost, taken, levels, figures))
        return True

    def _passes(self, parts: Sequence[Part], figures: Mapping[str, Value]) -> Iterator[bool]:
        """Give for every target whether clock and load let it pass."""
        for mixed, *passes in zip(self._mixed, *(part.passes for part in parts), strict=True):
            yield all(passes) and _figures_pass(figures, mixed, self._search)

    def _part(self, of_load: bool, key: Key, values: Mapping[str, InputValue]) -> Part:
        """Work out the load, or the clock; once for every set of their inputs."""
        if (of_load, key) not in self._parts:
            reading = read(replace(self._search.source, values=values), self._night, self._lines)
            figures = reading.figures()
            own = {name: figures[name] for name in _half(figures, LOAD_FIGURES, of_load)}
            self._parts[of_load, key] = Part(
                levels={
                    question.id: computed_level(question, reading, self._search.date) or 0
                    for question in self._computed
                    if (question.id == LOAD_QUESTION) is of_load
                },
                figures=own,
                passes=tuple(
                    _figures_pass(own, [step for step in steps if _subjects(step) <= own.keys()], self._search)
                    for steps in self._steps
                ),
            )
        return self._parts[of_load, key]


Key = tuple[int, ...]
"""Numbers of the values of some inputs, in the order of the inputs."""


def _half(names: Iterable[str], load: frozenset[str], of_load: bool) -> list[str]:
    return sorted(name for name in names if (name in load) is of_load)


def _subjects(step: GateStep) -> set[str]:
    return {test.subject for test in step.when.tests()}


def _mixed(step: GateStep) -> bool:
    """Return whether a step reads clock and load at once."""
    subjects = _subjects(step)
    return bool(subjects & LOAD_FIGURES) and not subjects <= LOAD_FIGURES


# -- the search -----------------------------------------------------------------------------------------------------

Table = dict[int, tuple[Cost, tuple[Step, ...]]]
"""Points -> the cheapest way to exactly so many points."""


def knapsack(questions: Sequence[tuple[Question, Sequence[Option]]]) -> Table | None:
    """Return the cheapest way to every number of points; None where a question has no option left."""
    table: Table = {0: (0, ())}
    for question, choices in questions:
        if not choices:
            return None
        following: Table = {}
        for reached, (cost, steps) in table.items():
            for option in choices:
                total, points = cost + option.cost, reached + question.weight * option.level
                if points not in following or total < following[points][0]:
                    following[points] = (total, (*steps, *option.steps))
        table = following
    return table


Front = list[tuple[int, Cost, tuple[Step, ...]]]
"""Points with their cheapest way, rising in both."""


def frontier(table: Table, least: int, given: int, scale: int) -> Front:
    """Return what is worth reaching in a pillar: no other way has as many points for as little.

    Args:
        table: The pillar's knapsack over its asked questions.
        least: The points that its floors ask for.
        given: The points of its computed questions.
        scale: What a point of this pillar is worth where pillars are added.
    """
    kept: Front = []
    cheapest: Cost | None = None
    for points in sorted(table, reverse=True):
        if points + given < least:
            break
        cost, steps = table[points]
        if cheapest is None or cost < cheapest:
            cheapest = cost
            kept.append(((points + given) * scale, cost, steps))
    return kept[::-1]


def joined(one: Front, other: Front) -> Front:
    """Return what is worth reaching in two pillars together."""
    sums = sorted(
        ((-a - b, c + d, i, j) for i, (a, c, _) in enumerate(one) for j, (b, d, _) in enumerate(other)),
    )
    kept: Front = []
    for negative, cost, i, j in sums:
        if not kept or cost < kept[-1][1]:
            kept.append((-negative, cost, (*one[i][2], *other[j][2])))
    return kept[::-1]


def cheapest(fronts: Sequence[Front], total: int) -> tuple[Cost, tuple[Step, ...]] | None:
    """Return the cheapest choice of one point of every front whose values add up to `total` or more."""
    if not all(fronts):
        return None
    least = [front[0] for front in fronts]
    if sum(value for value, _, _ in least) >= total:
        return sum(cost for _, cost, _ in least), tuple(step for _, _, steps in least for step in steps)
    if sum(front[-1][0] for front in fronts) < total:
        return None
    half = len(fronts) // 2
    left, right = (reduce(joined, part) if part else [(0, 0, ())] for part in (fronts[:half], fronts[half:]))
    values = [value for value, _, _ in right]
    best: tuple[Cost, tuple[Step, ...]] | None = None
    for value, cost, steps in left:
        place = bisect_left(values, total - value)
        if place < len(right) and (best is None or cost + right[place][1] < best[0]):
            best = (cost + right[place][1], (*steps, *right[place][2]))
    return best


def ways_up(search: Search, present: int) -> tuple[Way, ...]:
    """Return the least work for every rung above the present one.

    Args:
        search: What to search in.
        present: The present rank.
    """
    choices = {
        question.id: options(question, search)
        for question in search.pack.questions
        if not question.computed and search.levels[question.id].assessed
    }
    numbers = number_choices(search) if search.facts.figures else []
    by_speaking: dict[tuple[bool, bool], Outcomes | None] = {}
    for speaks in _ways_to_speak(search):
        # Without prepared lines, authority at night changes nothing for the clock (RULES 3.4).
        same = by_speaking.get((False, False)) if not speaks[1] else None
        by_speaking[speaks] = (same or Outcomes(numbers, speaks, search)) if search.facts.figures else None
    return tuple(
        _way(target, search, choices, by_speaking) for target in range(present + 1, TOP_RANK[search.ranks.mode] + 1)
    )


def _way(
    target: int,
    search: Search,
    choices: Mapping[str, list[Option]],
    by_speaking: Mapping[tuple[bool, bool], Outcomes | None],
) -> Way:
    best: tuple[Cost, tuple[Step, ...], Taken] | None = None
    needs = _needs(target, search, choices)
    for speaks, found in by_speaking.items():
        tables = _tables(search, needs, choices, speaks)
        if tables is None:
            continue
        # With every computed question at the top nothing asked could cost less, so this is what the rest costs at least.
        easiest = _asked(target, search, tables, {q.id: TOP_LEVEL for q in search.pack.questions if q.computed})
        if easiest is None:
            continue
        floor = easiest[0]
        bound = None if best is None else best[0] - floor
        for numbers in found.up_to(bound) if found else [WITHOUT_NUMBERS]:
            if best is not None and numbers.cost + floor >= best[0]:
                break
            way = _with_numbers(target, search, tables, numbers)
            if way is not None and (best is None or way[0] < best[0]):
                best = (way[0], way[1], numbers.taken)
    if best is None:
        return Way(target, False, 0, (), (), _missing(target, search, choices, by_speaking))
    return Way(target, True, best[0] // DAY, best[1], best[2])


def _needs(target: int, search: Search, choices: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """Return for every asked question the lowest level that the gates let pass, and whether it must stand on evidence."""
    word_counts = _word_counts(target, search)
    return {
        identity: (
            _required(identity, target, search),
            word_counts and passing_level(identity, search.pack, search.facts) > 0,
        )
        for identity in choices
    }


WITHOUT_NUMBERS = Outcome(0, (), {}, {})


def _ways_to_speak(search: Search) -> list[tuple[bool, bool]]:
    """Return the cases that matter for the clock: whether E04 and E06 end at 3 or more."""
    if not search.facts.figures:
        return [(False, False)]

    def ends(question: str) -> tuple[bool, ...]:
        level = search.levels.get(question)
        return (False, True) if level is not None and level.assessed else (False,)

    return list(product(ends(NIGHT_VOICE), ends(PREPARED_LINES)))


def _tables(
    search: Search,
    needs: Mapping[str, tuple[int, bool]],
    choices: Mapping[str, list[Option]],
    speaks: tuple[bool, bool],
) -> dict[str, Table] | None:
    """Return the knapsack of every pillar's asked questions, with E04 and E06 held to one case."""
    held = dict(zip((NIGHT_VOICE, PREPARED_LINES), speaks, strict=True)) if search.facts.figures else {}
    tables: dict[str, Table] = {}
    for pillar, questions in search.ranks.questions.items():
        left = []
        for question in questions:
            if question.id not in choices:
                continue
            (least, must_be_fresh), most = needs[question.id], TOP_LEVEL
            if question.id in held:
                least, most = (max(least, SPEAKS_ALONE), TOP_LEVEL) if held[question.id] else (least, SPEAKS_ALONE - 1)
            left.append((question, allowed(choices[question.id], least, most, must_be_fresh)))
        table = knapsack(left)
        if table is None:
            return None
        tables[pillar] = table
    return tables


def _with_numbers(
    target: int, search: Search, tables: Mapping[str, Table], numbers: Outcome
) -> tuple[Cost, tuple[Step, ...]] | None:
    """Return the cheapest way with one choice of number changes."""
    if numbers.figures and not _figures_pass(numbers.figures, _steps_of_figures(target, search), search):
        return None
    found = _asked(target, search, tables, numbers.levels)
    return None if found is None else (found[0] + numbers.cost, found[1])


def _asked(
    target: int, search: Search, tables: Mapping[str, Table], computed: Mapping[str, int]
) -> tuple[Cost, tuple[Step, ...]] | None:
    """Return the cheapest change of asked questions that meets floors and total, with given levels of the computed ones."""
    sums = search.ranks.sums(search.levels)
    floors = search.pack.verdict.floors
    least = max((floor.below for floor in floors.pillar if floor.cap < target), default=0)
    if search.ranks.mode == "run" and floors.sustain.otherwise < target:
        least = max(least, floors.sustain.pillar)
        if not all(search.levels[question].assessed for question in floors.sustain.questions):
            return None
    if not all(points.maximum for points in sums.values()) and target > NOT_ASSESSED_RANK:
        return None
    maxima = {pillar: points.maximum for pillar, points in sums.items() if points.maximum}
    common = lcm(*maxima.values())
    fronts = []
    for pillar, questions in search.ranks.questions.items():
        if pillar not in maxima:
            continue
        given = sum(q.weight * computed.get(q.id, 0) for q in questions if search.levels[q.id].assessed)
        needed = -(-least * maxima[pillar] // PER_CENT)
        fronts.append(frontier(tables[pillar], needed, given, common // maxima[pillar]))
    total = max((floor.below for floor in floors.total if floor.cap < target), default=0)
    return cheapest(fronts, -(-total * common * len(fronts) // PER_CENT))


def _missing(
    target: int,
    search: Search,
    choices: Mapping[str, list[Option]],
    by_speaking: Mapping[tuple[bool, bool], Outcomes | None],
) -> tuple[str, ...]:
    """Return what keeps the verdict below the target when everything that actions can change is at its best."""
    levels = dict(search.levels)
    for identity, options in choices.items():
        top = max(options, key=lambda option: (option.level, option.fresh))
        levels[identity] = replace(
            levels[identity], state="answered", shown=top.level, claimed=top.level, fresh=top.fresh
        )
    found = by_speaking[max(by_speaking)]
    steps = _steps_of_figures(target, search)
    best = max(
        found.up_to(None) if found else [WITHOUT_NUMBERS],
        key=lambda outcome: (_figures_pass(outcome.figures, steps, search), sum(outcome.levels.values())),
    )
    for identity, level in best.levels.items():
        levels[identity] = replace(levels[identity], shown=level, claimed=level)
    facts = Facts(levels, search.facts.profile, best.figures)
    bands = search.pack.verdict.bands
    pillars = {pillar: points.figures(bands) for pillar, points in search.ranks.sums(levels).items()}
    caps = all_caps(search.pack, facts, search.ranks.mode, pillars, mean(pillars.values(), bands))
    return tuple(cap.name for cap in caps if cap.rank < target)
