"""The shortest way up: the least person-days that reach a higher rung, exact (RULES 6).

What may change: any asked question along its chain of actions, evidence that is shown, and the numbers that the actions of
computed questions set, chain by chain. The points of a pillar are a knapsack, so the cheapest way to every number of
points is found by dynamic programming; pillars meet only in the total, and numbers only in the computed questions, so
those few combinations are enumerated. Costs are whole numbers: person-days first, then a preference among equals for
gates and for the first broken link of the chain.

Contradictions are counted as an assessment after all steps would find them, by branch and bound. The search above knows
no checks, so what it finds costs at most what the real minimum costs. Where a check then lowers a claim that the way
counts on, the ways are parted in such that count this claim as lowered, and, for each of the few means by which the check
stays silent, such that use it (`audit.assess.what_if.literals`). In a way that the check lowers, the claim counts as lowered; in
any other the check is silent; so no way is lost. Every part is searched in the same manner, the cheapest first, and the
first way whose claims all stand is the cheapest of all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from heapq import heappop, heappush
from itertools import product
from math import lcm

from audit.assess.clock.numbers import SPEAKS_ALONE
from audit.assess.clock.promised import promised_spans
from audit.assess.verdict.gates import NOT_ASSESSED_RANK, WARNINGS_RANK, all_caps
from audit.assess.verdict.scores import PER_CENT, mean
from audit.assess.what_if.literals import Clause, Literal
from audit.assess.what_if.number_changes import Case, Changes, Outcomes, Parts, number_chains, number_choices, terms_of
from audit.assess.what_if.options import (
    DAY,
    Bounds,
    Cost,
    Option,
    Outcome,
    Rules,
    Search,
    Way,
    allowed,
    bounds_of,
    figures_pass,
    met_by,
    options,
    steps_of_figures,
)
from audit.model.known import (
    DUTY_TO_WARN,
    HOURS_PUBLISHED,
    HOURS_STAND,
    LISTENING,
    NIGHT_VOICE,
    PREPARED_LINES,
    WISH_TO_HEAR,
)
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, GateStep, Question

WARNS_UP_TO = 1
"""Up to this level of L01 a proven duty to warn carries a body (RULES 4)."""


@dataclass(frozen=True, eq=False)
class Table:
    """The cheapest way to every number of points of some asked questions of a pillar.

    Attributes:
        front: Points with their least cost, rising in both: no other way has as many points for as little.
        question: The last of the questions; none in the empty table.
        ends: Points, with the points before the last question and where it ends.
        before: The table without the last question.
    """

    front: Sequence[tuple[int, Cost]] = ((0, 0),)
    question: str = ""
    ends: Mapping[int, tuple[int, Option]] = field(default_factory=dict)
    before: Table | None = None

    def longer(self, question: Question, choices: Sequence[tuple[int, Option]]) -> Table:
        """Return the table of one question more.

        Args:
            question: The question.
            choices: The levels that count with where it ends.
        """
        weighed = [(question.weight * level, option.cost, option) for level, option in choices]
        costs: dict[int, Cost] = {}
        ends: dict[int, tuple[int, Option]] = {}
        for reached, cost in self.front:
            for more, price, option in weighed:
                points, total = reached + more, cost + price
                if points not in costs or total < costs[points]:
                    costs[points] = total
                    ends[points] = (reached, option)
        return Table(_pareto_front(costs), question.id, ends, self)

    def chosen(self, points: int) -> dict[str, Option]:
        """Return where each question ends up on the cheapest way to so many points."""
        found: dict[str, Option] = {}
        table = self
        while table.before is not None:
            points, found[table.question] = table.ends[points]
            table = table.before
        return found


def _pareto_front(table: Mapping[int, Cost]) -> list[tuple[int, Cost]]:
    """Return the Pareto front of points and their cost, rising in both."""
    kept: list[tuple[int, Cost]] = []
    for points in sorted(table, reverse=True):
        if not kept or table[points] < kept[-1][1]:
            kept.append((points, table[points]))
    return kept[::-1]


Front = list[tuple[int, Cost, tuple[int, ...]]]
"""What pillars together are worth, its least cost, and the points of each; rising in worth and cost."""


def merge_pareto_fronts(one: Front, other: Front) -> Front:
    """Combine the Pareto fronts of two groups of pillars."""
    if not one or not other:
        return []
    worths = [a + b for a, _, _ in one for b, _, _ in other]
    costs = [c + d for _, c, _ in one for _, d, _ in other]
    kept: Front = []
    dearest = costs[-1] + 1
    for place in sorted(range(len(worths)), key=worths.__getitem__, reverse=True):
        if costs[place] < dearest:
            worth, dearest = worths[place], costs[place]
            if kept and kept[-1][0] == worth:
                kept.pop()
            i, j = divmod(place, len(other))
            kept.append((worth, dearest, (*one[i][2], *other[j][2])))
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
        first: The first place of the table's front that meets the pillar's floors.
        scale: What a point of it is worth where pillars are added.
    """

    table: Table
    first: int
    scale: int

    @cached_property
    def left(self) -> Sequence[tuple[int, Cost]]:
        """The points with their least cost that meet the pillar's floors."""
        return self.table.front[self.first :]

    def front(self) -> Front:
        """Return what is worth reaching in it."""
        return [(points * self.scale, cost, (points,)) for points, cost in self.left]


@dataclass(frozen=True)
class Branch:
    """A part of all ways: what it holds besides the rung's own terms.

    Attributes:
        capped: Questions that count as lowered, whether a check lowers them or not.
        demands: Demands that are met.
    """

    capped: frozenset[str] = frozenset()
    demands: frozenset[Literal] = frozenset()


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
    """Searches the ways of one audit, and remembers what several rungs and parts have in common.

    Args:
        search: What the search works on.
        found: What is found out counts as the best that it could be.
    """

    def __init__(self, search: Search, found: bool = False) -> None:
        self.search = search
        self.found = found
        self.choices = {
            question.id: options(question, search)
            for question in search.context.pack.questions
            if not question.computed and search.context.levels[question.id].assessed
        }
        self.rules = Rules(search, self.choices)
        self.computed = [question.id for question in search.context.pack.questions if question.computed]
        self._parts: Parts | None = None
        self._changes: Changes | None = None
        self._by_terms: dict[tuple[int, ...], dict[Case, Outcomes]] = {}
        if search.context.reading is not None:
            chains = number_chains(search, found)
            touched = frozenset(name for chain in chains for numbered in chain[-1] for name, _ in numbered.sets)
            touched |= {question.id for question in search.context.pack.questions if question.computed}
            self._changes = Changes(number_choices(chains), touched, search)
            self._parts = Parts(search, self.rules.of_numbers, touched)
        sums = search.ranks.sums(search.context.levels)
        self.maxima = {pillar: points.maximum for pillar, points in sorted(sums.items()) if points.maximum}
        self.all_assessed = len(self.maxima) == len(sums)
        self.common = lcm(*self.maxima.values())
        self._weights = {
            pillar: [(q.id, q.weight) for q in questions if q.computed and search.context.levels[q.id].assessed]
            for pillar, questions in search.ranks.questions.items()
        }
        self._fronts: dict[tuple[Group, ...], Front] = {}
        # What parts and rungs ask alike comes first, so that their tables begin alike.
        self._asked_of = {
            # Of ways that cost the same one is taken by its ids, not by places in the pack.
            pillar: sorted((q for q in questions if q.id in self.choices), key=lambda q: (self._differs(q), q.id))
            for pillar, questions in search.ranks.questions.items()
        }
        self._bounds_known: dict[Bounds, Bounds] = {}
        self._empty = {pillar: Table() for pillar in self._asked_of}
        self._tables: dict[tuple[int, int], Table | None] = {}

    @property
    def may_find_out(self) -> bool:
        """Whether a level is unknown because a number is."""
        return any(self.search.context.levels[name].state == "unknown" for name in self.computed)

    def _differs(self, question: Question) -> int:
        """Return how often the bounds of a question differ: never, between rungs, between the parts of a rung."""
        if question.id in self.rules.subjects or question.id in (NIGHT_VOICE, PREPARED_LINES):
            return 2
        return 1 if question.id in self.search.context.pack.gate_questions else 0

    def outcomes(self, target: int, steps: Sequence[GateStep]) -> Mapping[Case, Outcomes | None]:
        """Return the number changes for the cases that matter for the clock and its gates.

        Args:
            target: The rank to reach.
            steps: The steps of gates that clock and load alone decide and must let pass.
        """
        if self._parts is None or self._changes is None:
            return {Case(): None}
        key = (self._may_stand(target), *(id(step) for step in steps))
        found = self._by_terms.get(key)
        if found is None:
            found, terms = self._by_terms.setdefault(key, {}), terms_of(steps)

            def ends(question: str) -> tuple[bool, ...]:
                level = self.search.context.levels.get(question)
                return (False, True) if level is not None and level.assessed else (False,)

            promised = bool(promised_spans(self.search.context.source))
            # Published hours take longest to work out, so they come last: what costs less is then known.
            stands = ends(HOURS_PUBLISHED) if promised and self._may_stand(target) else (False,)
            for stand, night, lines in product(stands, ends(NIGHT_VOICE), ends(PREPARED_LINES)):
                case = Case(night, lines, stand)
                found[case] = Outcomes(self._changes, self._parts, case, terms)
        return found

    def _may_stand(self, target: int) -> bool:
        """Return whether published hours excuse anything on the way to a rank."""
        return any(
            step.cap.of(self.search.ranks.mode) < target and test.subject == HOURS_STAND
            for gate in self.search.context.pack.verdict.gates
            for step in gate.steps
            for test in step.when.tests()
        )

    def changes(self, found: Outcomes | None, bound: Cost | None) -> Iterable[Outcome]:
        """Give the number changes, the cheapest first, while they cost less than `bound`; without numbers only none."""
        if found is not None:
            return found.up_to(bound)
        checks = self.search.context.checks
        met = met_by(self.rules.of_numbers, self.search, {}, checks.figures.get, checks.known.__contains__)
        return (Outcome(0, (), {}, {}, met),)

    def way(self, target: int, by_hours: bool = False) -> Way:
        """Return the least work that reaches a rank, or why none does.

        Args:
            target: The rank.
            by_hours: Only ways on which published hours stand and nobody is given more authority at night.
        """
        bounds = (
            {True: self._needs_by_hours(target)}
            if by_hours
            else {stand: self._needs(target, stand) for stand in (False, True)}
        )
        needs = {stand: {name: self._same(found) for name, found in asked.items()} for stand, asked in bounds.items()}
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
                taken = found.numbers.taken
                ends_open = self.found and any(numbered.step.kind == "find-out" for numbered in taken)
                return Way(target, True, found.cost // DAY, steps, taken, ends_open=ends_open)
            lowers, every_means = broken
            add(replace(branch, capped=branch.capped | {lowers}))
            for means in every_means:
                if not self._keeps_low(lowers, means):
                    add(replace(branch, demands=branch.demands | means))
        return Way(target, False, 0, (), (), self._missing(target))

    def _needs(self, target: int, stand: bool) -> dict[str, Bounds]:
        """Return the bounds that a rung asks for, where published hours stand or not."""
        bounds = bounds_of(target, self.search, self.choices, stand)
        if self._only_warns(target) and WISH_TO_HEAR in bounds:
            bounds[WISH_TO_HEAR] = replace(bounds[WISH_TO_HEAR], highest=WARNS_UP_TO)
        return bounds

    def _needs_by_hours(self, target: int) -> dict[str, Bounds]:
        """Return the bounds that a rung asks for where published hours stand and nobody gets more authority at night."""
        bounds = self._needs(target, stand=True)
        if NIGHT_VOICE in bounds:
            highest = self.search.context.levels[NIGHT_VOICE].shown or 0
            bounds[NIGHT_VOICE] = replace(bounds[NIGHT_VOICE], highest=highest)
        return bounds

    def _only_warns(self, target: int) -> bool:
        """Return whether a proven duty to warn reaches the target without the wish to hear (RULES 4)."""
        facts = self.search.context.facts
        wish = facts.levels.get(WISH_TO_HEAR)
        low = wish is not None and (wish.shown or 0) <= WARNS_UP_TO
        return low and facts.figures.get(DUTY_TO_WARN) == "yes" and target <= WARNINGS_RANK

    def _keeps_low(self, question: str, means: Clause) -> bool:
        """Return whether means leave a claim no higher than what is lowered: where it is capped, that is among the ways."""
        return question in self.choices and all(
            option.level <= WITHOUT_EVIDENCE
            for option in self.choices[question]
            if all(option.meets(demand) for demand in means if demand.test.subject == question)
        )

    def _in_order(self, chosen: Mapping[str, Option]) -> Iterator[Option]:
        """Give where the questions end up, pillar by pillar."""
        return (chosen[q.id] for questions in self.search.ranks.questions.values() for q in questions if q.id in chosen)

    def _broken(self, branch: Branch, found: Found) -> tuple[str, tuple[Clause, ...]] | None:
        """Return the first check that lowers a claim on which a way counts, with the means that keep it silent."""
        for lowers, means in self.rules.speaking(found.chosen, found.numbers.met):
            level = found.chosen[lowers].level if lowers in found.chosen else found.numbers.levels.get(lowers, 0)
            if level > WITHOUT_EVIDENCE and lowers not in branch.capped:
                return lowers, means
        return None

    def _cheapest(self, target: int, needs: Mapping[bool, Mapping[str, Bounds]], branch: Branch) -> Found | None:
        """Return the cheapest way of a part, checks left out but for what the part holds."""
        best: Found | None = None
        of_numbers = frozenset(d for d in branch.demands if not self.rules.is_asked(d))
        if not self._can_meet(of_numbers):
            return None
        bounds = {stand: self._bounds(asked, branch) for stand, asked in needs.items()}
        for case, changes in self.outcomes(target, steps_of_figures(target, self.search)).items():
            if case.stand not in needs:
                continue
            tables = self._tables_of(bounds[case.stand], case)
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
                left = None if best is None else best.cost - numbers.cost
                asked = self._asked(target, tables, counted, left)
                if asked is not None and (best is None or asked[0] + numbers.cost < best.cost):
                    chosen: dict[str, Option] = {}
                    for pillar, points in zip(self.maxima, asked[1], strict=True):
                        chosen |= tables[pillar].chosen(points)
                    best = Found(asked[0] + numbers.cost, chosen, numbers)
        return best

    def _can_meet(self, of_numbers: frozenset[Literal]) -> bool:
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

    def _tables_of(self, bounds: Mapping[str, Bounds], case: Case) -> dict[str, Table] | None:
        """Return the table of every pillar, with E04, E06 and L09 held to one case; None where nothing fits."""
        if self._parts is not None:
            bounds = dict(bounds)
            held = ((NIGHT_VOICE, case.night), (PREPARED_LINES, case.lines))
            for name, high in held:
                if name in bounds:
                    lowest, highest = (SPEAKS_ALONE, TOP_LEVEL) if high else (0, SPEAKS_ALONE - 1)
                    bounds[name] = self._same(replace(bounds[name], lowest=lowest, highest=highest))
            if case.stand and HOURS_PUBLISHED in bounds:
                bounds[HOURS_PUBLISHED] = self._same(replace(bounds[HOURS_PUBLISHED], lowest=NEEDS_EVIDENCE))
        tables = {pillar: self._table(pillar, bounds) for pillar in self.search.ranks.questions}
        return {pillar: table for pillar, table in tables.items() if table} if all(tables.values()) else None

    def _table(self, pillar: str, bounds: Mapping[str, Bounds]) -> Table | None:
        """Return the table of a pillar; None where nothing fits. Tables that begin alike share their beginning."""
        table = self._empty[pillar]
        for question in self._asked_of[pillar]:
            key = (id(table), id(bounds[question.id]))
            if key not in self._tables:
                left = allowed(self.choices[question.id], bounds[question.id])
                self._tables[key] = table.longer(question, left) if left else None
            longer = self._tables[key]
            if longer is None:
                return None
            table = longer
        return table

    def _asked(
        self, target: int, tables: Mapping[str, Table], computed: Mapping[str, int], bound: Cost | None = None
    ) -> tuple[Cost, tuple[int, ...]] | None:
        """Return the cheapest points of the pillars that meet floors and total, with given levels of computed questions.

        Where `bound` is given, what does not cost less may be left out.
        """
        search = self.search
        floors = search.context.pack.verdict.floors
        least = max((floor.below for floor in floors.pillar if floor.cap < target), default=0)
        if search.ranks.mode == "run" and floors.sustain.otherwise < target:
            least = max(least, floors.sustain.pillar)
            if not all(search.context.levels[question].assessed for question in floors.sustain.questions):
                return None
        if not self.all_assessed and target > NOT_ASSESSED_RANK:
            return None
        groups = []
        # What the computed questions give is the same for all ways, so it is taken off the total that the asked ones need.
        total = max((floor.below for floor in floors.total if floor.cap < target), default=0)
        needed = -(-total * self.common * len(self.maxima) // PER_CENT)
        for pillar, maximum in self.maxima.items():
            given = sum(weight * computed.get(name, 0) for name, weight in self._weights[pillar])
            floor = 0 if pillar == LISTENING and self._only_warns(target) else least
            scale, points = self.common // maximum, -(-floor * maximum // PER_CENT) - given
            groups.append(Group(tables[pillar], bisect_left(tables[pillar].front, (points,)), scale))
            needed -= given * scale
        if not all(group.left for group in groups):
            return None
        # The least of every pillar is often enough, or too dear already: then pillars need not be put together.
        if bound is not None and sum(group.left[0][1] for group in groups) >= bound:
            return None
        if sum(group.left[0][0] * group.scale for group in groups) >= needed:
            return sum(group.left[0][1] for group in groups), tuple(group.left[0][0] for group in groups)
        half = len(groups) // 2
        return cheapest(self._together(tuple(groups[:half])), self._together(tuple(groups[half:])), needed)

    def _together(self, groups: tuple[Group, ...]) -> Front:
        """Return what is worth reaching in some pillars together."""
        if groups not in self._fronts:
            fronts = [group.front() for group in groups]
            self._fronts[groups] = reduce(merge_pareto_fronts, fronts) if fronts else [(0, 0, ())]
        return self._fronts[groups]

    def _missing(self, target: int) -> tuple[str, ...]:
        """Return what keeps the verdict below the target when everything that actions can change is at its best."""
        search = self.search
        levels = {name: search.context.checks.undoubted(level) for name, level in search.context.levels.items()}
        chosen = {
            name: max(found, key=lambda option: (option.level, option.checked)) for name, found in self.choices.items()
        }
        for name, top in chosen.items():
            levels[name] = replace(
                levels[name],
                state="answered",
                shown=top.level,
                claimed=top.claimed,
                fresh=True,
                checked=top.checked,
            )
        steps = steps_of_figures(target, search)
        outcomes = self.outcomes(target, ())
        case = max(outcomes, key=lambda case: (case.night, case.lines, not case.stand))
        best = max(
            self.changes(outcomes[case], None),
            key=lambda outcome: (figures_pass(outcome.figures, steps, search), sum(outcome.levels.values())),
        )
        for name, level in best.levels.items():
            levels[name] = replace(levels[name], shown=level, claimed=level)
        for lowers, _ in self.rules.speaking(chosen, best.met):
            levels[lowers] = replace(levels[lowers], shown=min(levels[lowers].shown or 0, WITHOUT_EVIDENCE))
        facts = replace(search.context.facts, levels=levels, figures={**search.context.facts.figures, **best.figures})
        bands = search.context.pack.verdict.bands
        pillars = {pillar: points.figures(bands) for pillar, points in search.ranks.sums(levels).items()}
        caps = all_caps(search.context.pack, facts, search.ranks.mode, pillars, mean(pillars.values(), bands))
        return tuple(cap.name for cap in caps if cap.rank < target)
