"""The shortest way up: what brute force finds on small packs, and what applying it leads to (RULES 6)."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from audit.assess.clock.better import better
from audit.assess.clock.computed import other_figures, read
from audit.assess.clock.numbers import Given, plain_values
from audit.assess.context import context_of, with_computed
from audit.assess.verdict.contradictions import findings, lowered
from audit.assess.verdict.gates import TOP_RANK, all_caps, lowest, on_word
from audit.assess.verdict.lenses import lens_result
from audit.assess.verdict.levels import Levels
from audit.assess.verdict.plan import needs
from audit.assess.verdict.scores import mean
from audit.assess.what_if.number_changes import number_chains, number_choices
from audit.assess.what_if.options import DAY, OTHER, Option, Search, options
from audit.assess.what_if.ranks import ranks_of
from audit.assess.what_if.way_up import Climb
from audit.model.answers import Agency, Answer, Answers, Settings
from audit.model.condition import Value
from audit.model.pack import Mode, Pack
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]
Small = Callable[..., Pack]

KINDS: list[int | str] = [0, 1, 2, 3, 4, "on word 2", "on word 3", "on word 4", "unknown", "open"]


@pytest.fixture(scope="session")
def small(pack: Pack) -> Small:
    """Make a tiny pack of a few questions of the shipped one; with numbers and with checks where they are wanted."""

    def make(*names: str, numbers: bool = False, checks: bool = False) -> Pack:
        sustain = pack.verdict.floors.sustain
        terms = {name: level for name, level in sustain.questions.items() if name in names}
        verdict = pack.verdict.model_copy(
            update={
                "floors": pack.verdict.floors.model_copy(
                    update={"sustain": sustain.model_copy(update={"questions": terms})}
                )
            }
        )
        parts: dict[str, Any] = {
            **{name: getattr(pack, name) for name in Pack.model_fields},
            "questions": tuple(question for question in pack.questions if question.id in names),
            "contradictions": tuple(c for c in pack.contradictions if checks and c.lowers in names),
            "verdict": verdict,
        }
        return Pack.model_validate(parts if numbers else {**parts, "numbers": ()})

    return make


def search_of(
    pack: Pack, answers: Answers, mode: Mode, date: datetime.date, duty: str = "information"
) -> tuple[Search, int]:
    """Return what the search works on, as an assessment sets it up, and the present rank."""
    settings = Settings(
        format=1,
        agency=Agency(name="Haneul"),
        languages=("en", "ko"),
        pack=pack.head.id,
        profile={"X1": duty, "X4": mode, "X6": "yes"},
    )
    context = context_of(pack, settings, answers.answers, date)
    levels, facts = context.levels, context.facts
    ranks = ranks_of(context, mode)
    bands = pack.verdict.bands
    pillars = {pillar: points.figures(bands) for pillar, points in ranks.sums(levels).items()}
    rank, holding, _ = lowest(all_caps(pack, facts, mode, pillars, mean(pillars.values(), bands)), mode)
    wanted = needs(holding, [lens_result(lens, pack, levels) for lens in pack.lenses], on_word(pack, facts))
    return Search(context, ranks, wanted), rank


def checked(search: Search, levels: Mapping[str, Levels], source: Given) -> dict[str, Levels]:
    """Lower what the checks lower when things stand like that, as an assessment does."""
    named: dict[str, Value] = dict(search.context.checks.figures)
    if search.context.reading is not None:
        night, lines = (levels[name].shown or 0 if name in levels else 0 for name in ("E04", "E06"))
        reading = read(source, night, lines)
        named = {**plain_values(source), **reading.figures(), **other_figures(source, reading)}
    known = frozenset(name for name in source.values if source.known(name))
    return lowered(levels, findings(search.context.pack, levels, named, known))


def brute_force(search: Search) -> dict[int, int]:
    """Try every place of every question with every choice of numbers; return the least cost of each rank."""
    asked = [q for q in search.context.pack.questions if not q.computed and search.context.levels[q.id].assessed]
    places: list[list[Option]] = []
    for question in asked:
        best: dict[tuple[int, int, bool, bool], Option] = {}
        for option in options(question, search):
            key = (option.level, option.claimed, option.known, option.checked)
            if key not in best or option.cost < best[key].cost:
                best[key] = option
        places.append(list(best.values()))
    cheapest: dict[int, int] = {}
    for cost, taken in number_choices(number_chains(search)) if search.context.reading is not None else [(0, ())]:
        source = search.context.source
        for numbered in taken:
            for name, value in numbered.sets:
                known = source.values.get(name)
                source = source.changed({name: better(source.items[name], known, value, search.context.date)})
        for choice in product(*places):
            total = cost + sum(option.cost for option in choice)
            levels: dict[str, Levels] = dict(search.context.levels)
            for question, option in zip(asked, choice, strict=True):
                levels[question.id] = replace(
                    levels[question.id],
                    state="answered" if option.known else "unknown",
                    shown=option.level,
                    claimed=option.claimed,
                    possible=option.claimed,
                    fresh=True,
                    checked=option.checked,
                    lowered=None,
                )
            figures = search.context.facts.figures
            if search.context.reading is not None:
                levels, figures = with_computed(replace(search.context, source=source), levels)
            rank = search.ranks.rank(checked(search, levels, source), figures=figures)
            for reached in range(rank + 1):
                cheapest[reached] = min(cheapest.get(reached, total), total)
    return cheapest


def found_cost(search: Search, target: int) -> int | None:
    """Return the exact cost of the way that was found: person-days, then the preference among equals."""
    way = Climb(search).way(target)
    if not way.reachable:
        assert way.missing
        return None
    total = sum(numbered.days for numbered in way.numbers) * DAY + len(way.numbers) * OTHER
    left = list(way.steps)
    for question in search.context.pack.questions:
        steps = tuple(step for step in left if step.question == question.id)
        if steps:
            total += min(option.cost for option in options(question, search) if option.steps == steps)
    assert total // DAY == way.days
    return total


def agrees(search: Search, present: int) -> None:
    least = brute_force(search)
    for target in range(present + 1, TOP_RANK[search.ranks.mode] + 1):
        assert found_cost(search, target) == least.get(target)


ASKED = [
    ("L01", "M01", "T09", "E04"),
    ("L04", "M02", "T08", "E08"),
    ("L05", "M07", "T11", "E11"),
    ("L03", "M01", "T01", "E02"),
    ("L08", "M12", "T02", "E08", "E11"),
]


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("seed", range(10))
def test_no_set_of_changes_costs_less_than_the_way_up(
    small: Small, answers_at: Make, day: datetime.date, seed: int, mode: Mode
) -> None:
    choose = random.Random(seed)
    names = ASKED[seed % len(ASKED)]
    tiny = small(*names)
    kinds = KINDS if len(names) == 4 else [0, 3, "on word 3"]
    answers = answers_at(tiny, 2, **{name: choose.choice(kinds) for name in names})
    agrees(*search_of(tiny, answers, mode, day, choose.choice(["information", "safety-critical"])))


NUMBERED = [
    ("M03", "T03", "L02", "E04", "E06", "E01"),
    ("L02", "M11", "T03", "E03", "E08"),
    ("L04", "M04", "M03", "T02", "E06"),
    ("L02", "M01", "T05", "E01", "E06"),
]
SLEEPS: dict[str, object] = {
    "N03": "360",
    "N04": "nobody",
    "N06": "60",
    "N07": {"plain": "120", "prepared": "20"},
    "N09": [{"minutes": "120", "out_of_hours": "no"}] * 3,
    "N10": "30",
    "N11": {"people": "1", "hours": "4"},
    "N12": "40",
    "N13": {"share": "50", "minutes": "10"},
    "N15": None,
    "N17": "none",
    "N20": None,
    "N21": None,
}


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("seed", range(6))
def test_numbers_are_changed_where_that_costs_least(
    small: Small,
    answers_at: Make,
    written: Written,
    office: Mapping[str, object],
    day: datetime.date,
    seed: int,
    mode: Mode,
) -> None:
    choose = random.Random(100 + seed)
    names = NUMBERED[seed % len(NUMBERED)]
    tiny = small(*names, numbers=True)
    numbers = {**office, **{name: value for name, value in SLEEPS.items() if choose.random() < 0.7}}
    levels: dict[str, Any] = {name: choose.choice([1, 2, 3, "on word 3", "unknown"]) for name in names}
    agrees(*search_of(tiny, answers_at(tiny, 2, **levels, **written(**numbers)), mode, day))


DOUBTED = [
    ("M01", "M07", "L05", "L11", "L01"),
    ("L04", "M08", "E07", "E09"),
    ("L03", "L06", "L04", "M08", "T02"),
    ("E07", "E09", "M01", "M07", "T08"),
    ("T01", "T09", "L04", "M08"),
    ("E08", "E11", "L03", "L06"),
    ("L09", "M03", "T02", "T03"),
    ("T05", "T03", "T01", "T09", "E01"),
]
"""Claims of the checks with their other sides; from T01 on with numbers."""


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("seed", range(16))
def test_a_way_counts_no_claim_that_a_check_lowers_after_its_steps_and_none_costs_less(
    small: Small,
    answers_at: Make,
    written: Written,
    office: Mapping[str, object],
    day: datetime.date,
    seed: int,
    mode: Mode,
) -> None:
    choose = random.Random(1000 + seed)
    names = DOUBTED[seed % len(DOUBTED)]
    with_numbers = seed % len(DOUBTED) >= DOUBTED.index(("T01", "T09", "L04", "M08"))
    tiny = small(*names, numbers=with_numbers, checks=True)
    low: list[int | str] = [0, 1, 1, 2, "unknown", 3, "on word 3"]
    levels: dict[str, Any] = {name: choose.choice(low) for name in names}
    numbers = {**office, "N11": {"people": "0", "hours": "4"}, "N18": {"sat": "10:00-10:10"}, "N19": "1", "N15": None}
    numbers = {name: value for name, value in numbers.items() if name in office or choose.random() < 0.7}
    agrees(*search_of(tiny, answers_at(tiny, 2, **levels, **(written(**numbers) if with_numbers else {})), mode, day))


@pytest.mark.parametrize("field", ["at_gates", "at_floors", "in_chain"])
@pytest.mark.parametrize("wanted", [{"L03", "E07"}, {"M02", "M12"}, {"T02", "E02"}])
def test_where_sets_cost_the_same_days_gates_and_the_broken_link_come_first(
    small: Small, answers_at: Make, day: datetime.date, wanted: set[str], field: str
) -> None:
    names = ("L02", "L03", "M02", "M12", "T02", "T12", "E02", "E07")
    shipped = small(*names)
    alike = shipped.model_copy(
        update={
            "questions": tuple(
                question.model_copy(
                    update={
                        "weight": 1,
                        "actions": tuple(action.model_copy(update={"days": 3}) for action in question.actions),
                    }
                )
                for question in shipped.questions
            )
        }
    )
    # Every pillar is at one half; four levels anywhere bring the total from 50 to 60 per cent.
    search, present = search_of(alike, answers_at(alike, 2), "plan", day)
    assert present == 2
    nothing = replace(search.wanted, at_gates=frozenset(), at_floors=frozenset(), in_chain=frozenset())
    search = replace(search, wanted=replace(nothing, **{field: frozenset(wanted)}))
    way = Climb(search).way(present + 1)
    assert {step.question for step in way.steps} == wanted
    assert way.days == 14


def test_where_sets_cost_the_same_days_gates_go_before_the_broken_link(
    small: Small, answers_at: Make, day: datetime.date
) -> None:
    names = ("L02", "L03", "M02", "M12", "T02", "T12", "E02", "E07")
    tiny = small(*names)
    alike = tiny.model_copy(
        update={
            "questions": tuple(
                q.model_copy(
                    update={"weight": 1, "actions": tuple(a.model_copy(update={"days": 3}) for a in q.actions)}
                )
                for q in tiny.questions
            )
        }
    )
    search, present = search_of(alike, answers_at(alike, 2), "plan", day)
    wanted = replace(
        search.wanted,
        at_gates=frozenset({"M12", "E07"}),
        at_floors=frozenset({"L03"}),
        in_chain=frozenset({"T02", "E02"}),
    )
    way = Climb(replace(search, wanted=wanted)).way(present + 1)
    assert {step.question for step in way.steps} == {"M12", "E07"}


# -- whole audits ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def unchecked(changed: Callable[..., Pack], pack: Pack) -> Pack:
    """The shipped pack with its computed questions, without checks for contradictions."""
    return changed(questions=pack.questions)


MIXES: list[list[int | str]] = [
    [0, 1],
    [1, 2],
    [2, 3],
    ["on word 2", "on word 3"],
    ["unknown", 2, 3],
    ["open"],
    KINDS,
]


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("mix", range(len(MIXES)))
def test_whoever_does_the_steps_reaches_the_rung(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    written: Written,
    office: Mapping[str, object],
    carry_out: Callable[..., Answers],
    mix: int,
    mode: str,
) -> None:
    choose = random.Random(mix)
    levels: dict[str, Any] = {q.id: choose.choice(MIXES[mix]) for q in pack.questions if not q.computed}
    numbers = written(**office, N20=None, N21=None) if mix % 2 else {}
    answers = answers_at(pack, 2, **levels, **numbers)
    result = assessed(answers, mode, pack=pack)
    assert result.verdict.rank is not None
    assert [way.rank for way in result.way_up] == list(range(result.verdict.rank + 1, 4 if mode == "plan" else 5))
    assert [way.days for way in result.way_up] == sorted(way.days for way in result.way_up)
    for way in result.way_up:
        assert way.reachable
        assert sum(step.days for step in way.steps) == way.days
        assert sum(way.weeks.values()) * 5 == way.days
        done = answers if not way.if_you_want else carry_out(pack, answers, "L01-0", 0, 1)
        for step in way.steps:
            if step.action != "L01-find-out":
                done = carry_out(pack, done, step.action, step.start, step.to)
        after_it = assessed(done, mode, pack=pack)
        assert (after_it.verdict.rank or 0) >= way.rank


def test_a_claim_is_shown_and_at_a_gate_shown_to_somebody_else_a_day_each(
    unchecked: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(unchecked, 3, T09="on word 3"), pack=unchecked)
    assert result.verdict.rung == "pilot"
    (way,) = result.way_up
    assert [(step.action, step.start, step.to, step.days) for step in way.steps] == [
        ("T09-show", 2, 3, 1),
        ("T09-checked", 2, 3, 1),
    ]
    assert dict(way.weeks) == {way.steps[0].owner: Fraction(2, 5)}


def test_what_somebody_has_seen_at_a_lower_level_proves_no_higher_one(
    unchecked: Pack, answers_at: Make, assessed: Assess
) -> None:
    told = dict.fromkeys(("T09", "L01"), 4)
    result = assessed(answers_at(unchecked, 4, **told, T01=1), pack=unchecked)
    (pilot, launch) = result.way_up
    assert [step.action for step in pilot.steps] == ["T01-1"]
    assert [step.action for step in launch.steps] == ["T01-1", "T01-show-2", "T01-checked-2"]


def test_what_the_verdict_waits_for_at_a_gate_comes_first(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(pack, 1), pack=pack)
    gates = {held.question for cap in result.verdict.caps if ":" not in cap.name for held in cap.answers}
    for way in result.way_up:
        held = [step.question in gates for step in way.steps]
        assert held == sorted(held, reverse=True)


# -- from no wish to hear, and from numbers that nobody knows ---------------------------------------------------------


@pytest.mark.parametrize(("wish", "first"), [(0, None), ("unknown", "L01-find-out"), ("open", "L01-find-out")])
def test_from_no_wish_to_hear_ways_up_are_worked_out_as_if_it_were_written_down(
    pack: Pack, answers_at: Make, assessed: Assess, wish: int | str, first: str | None
) -> None:
    result = assessed(answers_at(pack, 3, L01=wish), pack=pack)
    assert result.verdict.rank == 0
    listen, pilot, launch = result.way_up
    assert all(way.if_you_want and way.reachable for way in result.way_up)
    asking = [first] if first else []
    assert [step.action for step in listen.steps] == asking
    assert listen.days == len(asking)
    assert [step.action for step in pilot.steps] == [*asking, "L01-1"]
    assert all(step.action != "L01-0" for step in launch.steps)
    assert not any(way.if_you_want for way in assessed(answers_at(pack, 1), pack=pack).way_up)


def test_a_number_that_only_somebody_can_know_is_found_out_and_the_way_ends_there(
    pack: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(pack, 3, N12=Answer(unknown=True)), pack=pack)
    (launch,) = result.way_up
    assert (launch.rung, launch.reachable, launch.ends_open, launch.days) == ("launch", True, True, 1)
    assert [(step.action, step.question) for step in launch.steps] == [("N12-find-out", "T03")]
    assert result.first == ("N12-find-out",)
    assert result.actions[0].title["en"] == "Find out how many messages reach you on a normal day"


def test_with_one_unknown_number_it_is_found_out_and_what_works_is_left_alone(
    pack: Pack, answers_at: Make, assessed: Assess, written: Written, ready: Mapping[str, object]
) -> None:
    """Alerts ring, and only the hours of the weekend are unknown: once "this week" undid the alerts."""
    numbers = written(**{**ready, "N02": None, "N20": "2026-11-20"})
    result = assessed(answers_at(pack, 3, **numbers), pack=pack)
    (launch,) = result.way_up
    assert [step.action for step in launch.steps] == ["N02-find-out"]
    assert launch.ends_open is False
    offered = [action.id for action in result.actions if action.question in ("M03", "M11")]
    assert "M03-0" not in offered
    assert all(action.sets.get("N04", "alerts") == "alerts" for action in result.actions)


# -- contradictions ---------------------------------------------------------------------------------------------------


def test_a_doubted_claim_counts_again_once_a_step_ends_the_contradiction(
    pack: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(pack, 4, E08=3, N15=Answer(unknown=True)), "run", pack=pack)
    assert [finding.lowers for finding in result.contradictions] == ["E08"]
    (sustain,) = result.way_up
    # The drill of this step leaves the four times that the check waits for.
    assert (sustain.rung, [step.action for step in sustain.steps]) == ("sustain", ["E01-3"])


def test_a_claim_that_no_step_can_free_from_doubt_counts_as_lowered(
    pack: Pack, answers_at: Make, assessed: Assess, written: Written
) -> None:
    others = dict.fromkeys((q.id for q in pack.in_pillar("listening") if q.id not in ("L01", "L04", "L09")), 2)
    hours = written(N02={"sat": "none", "sun": "none"})
    at_night = written(N18={"sun": "02:00-03:00"})
    result = assessed(answers_at(pack, 4, **others, **hours, **at_night), "run", pack=pack)
    free = assessed(answers_at(pack, 4, **others, **hours), "run", pack=pack)
    assert [finding.lowers for finding in result.contradictions if finding.lowers] == ["L09"]
    assert result.way_up[-1].days > free.way_up[-1].days
    assert all(step.question != "L09" for way in result.way_up for step in way.steps)


@pytest.mark.parametrize(
    ("mode", "others", "rung", "missing"),
    [
        ("run", {"E11": "not applicable"}, "sustain", "sustain"),
        ("run", {"E08": "not applicable", "L02": 1}, "sustain", "sustain"),
    ],
)
def test_what_no_action_can_change_is_named_as_missing(
    unchecked: Pack, answers_at: Make, assessed: Assess, mode: str, others: dict[str, Any], rung: str, missing: str
) -> None:
    result = assessed(answers_at(unchecked, 3, **others), mode, pack=unchecked)
    way = next(way for way in result.way_up if way.rung == rung)
    assert (way.reachable, way.days, way.steps) == (False, 0, ())
    assert missing in way.missing


def test_a_pillar_in_which_nothing_applies_cannot_be_climbed(small: Small, answers_at: Make, assessed: Assess) -> None:
    tiny = small("L02", "M02", "T15", "E02")
    result = assessed(answers_at(tiny, 2, T15="not applicable"), pack=tiny)
    assert [(way.reachable, way.missing) for way in result.way_up] == [(False, ("not-assessed:staffing",))] * 2
    blind = small("L04", "M01", "T15", "E02")
    first, *others = assessed(answers_at(blind, 2, M01=0, T15="not applicable"), pack=blind).way_up
    assert (first.rung, first.reachable, [step.action for step in first.steps]) == ("listen-only", True, ["M01-0"])
    assert not any(way.reachable for way in others)


def test_from_the_top_and_without_a_verdict_no_way_leads_up(
    unchecked: Pack, answers_at: Make, assessed: Assess
) -> None:
    assert assessed(answers_at(unchecked, 4), pack=unchecked).way_up == ()
    assert assessed(answers_at(unchecked, 4), "run", pack=unchecked).way_up == ()
    assert assessed(answers_at(unchecked, 1), None, pack=unchecked).way_up == ()


CLOSED = {"N04": "nobody", "N05": None, "N20": None}
"""Whoever is closed learns of nothing."""


def by_hours(ready: Mapping[str, object], written: Written, **changed: object) -> dict[str, Answer]:
    """The numbers of a body that keeps the office hours it promises, and learns of nothing beyond them."""
    numbers = {**ready, **CLOSED, "N18": ready["N01"], "N21": "2026-11-20", **changed}
    return written(**{name: value for name, value in numbers.items() if value is not None})


WEEKEND = {"sat": "10:00-16:00", "sun": "12:00-16:00"}
"""Hours at the weekend in which somebody looks: then the next step on M11 is an alert, and no telephone for others."""


def at_weekends_too(ready: Mapping[str, object], written: Written, **changed: object) -> dict[str, Answer]:
    """The same numbers of a body that looks and speaks for some hours at the weekend, so that a day is never silent."""
    weekdays: Any = ready["N01"]
    numbers = {"N02": {**WEEKEND, "holiday": "none"}, "N03": "120", "N16": {**weekdays, **WEEKEND}}
    return by_hours(ready, written, **numbers, **changed)


def test_no_evidence_is_asked_of_a_gate_that_published_hours_excuse(
    pack: Pack, answers_at: Make, assessed: Assess, written: Written, ready: Mapping[str, object]
) -> None:
    """With a telephone that others may ring the hours stand: E04 may stay at 0, and nothing has to be shown for it."""
    result = assessed(answers_at(pack, 3, E04=0, **by_hours(ready, written)), pack=pack, X1="information")
    (launch,) = result.way_up
    assert ([step.action for step in launch.steps], launch.days, launch.by_hours) == (["M11-0"], 2, None)


def test_where_the_least_work_gives_authority_at_night_the_way_by_published_hours_is_offered_beside_it(
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    carry_out: Callable[..., Answers],
    written: Written,
    ready: Mapping[str, object],
) -> None:
    answers = answers_at(pack, 3, E04=0, **at_weekends_too(ready, written))
    result = assessed(answers, pack=pack, X1="information")
    way = result.way_up[0]
    assert (result.verdict.rung, way.rung) == ("pilot", "launch")
    assert {step.question for step in way.steps} >= {"E04"}
    assert way.by_hours is not None
    assert "E04" not in {step.question for step in way.by_hours.steps}
    assert way.days <= way.by_hours.days == sum(step.days for step in way.by_hours.steps) <= way.days + 5
    done = answers
    for step in way.by_hours.steps:
        done = carry_out(pack, done, step.action, step.start, step.to)
    assert assessed(done, pack=pack, X1="information").verdict.rung == "launch"
    assert all(other.by_hours is None for other in result.way_up[1:])


@pytest.mark.parametrize(
    ("purpose", "hours"),
    [("safety-critical", {}), ("information", {"N18": "none"}), ("information", {"N18": {"sat": "10:00-16:00"}})],
)
def test_no_such_way_is_offered_where_hours_cannot_stand(
    purpose: str,
    hours: dict[str, object],
    pack: Pack,
    answers_at: Make,
    assessed: Assess,
    written: Written,
    ready: Mapping[str, object],
) -> None:
    answers = answers_at(pack, 3, E04=0, **at_weekends_too(ready, written, **hours))
    result = assessed(answers, pack=pack, X1=purpose)
    assert [way.by_hours for way in result.way_up] == [None] * len(result.way_up)
    assert result.way_up
