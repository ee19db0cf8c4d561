"""What a way up promises holds for whoever does its steps one after the other, and no action makes anything worse."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import YES, Pack
from audit.model.result.result import Result
from audit.model.values import read_value

Make = Callable[..., Answers]
Assess = Callable[..., Result]
CarryOut = Callable[..., Answers]

LEVELS: list[int | str] = [
    0,
    1,
    2,
    3,
    4,
    "on word 2",
    "on word 3",
    "on word 4",
    "unseen 2",
    "unseen 4",
    "unknown",
    "open",
]
"""Ways to answer a question; `unseen 2` with evidence that nobody else has seen."""

DAY = datetime.date(2026, 11, 23)
OFFICE = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")
NUMBERS: dict[str, list[object]] = {
    "N01": [
        None,
        OFFICE,
        {**OFFICE, "mon": "22:00-06:00"},
        {"mon": "09:00-12:00, 13:00-18:00"},
        dict.fromkeys(OFFICE, "00:00-24:00"),
    ],
    "N02": [
        None,
        {"sat": "none", "sun": "none", "holiday": "none"},
        {"sat": "10:00-10:10"},
        {"sat": "00:00-24:00", "sun": "00:00-24:00"},
    ],
    "N03": [None, "10", "60", "420", "1440", "alerts"],
    "N04": [None, "nobody", "others-ring", "alerts"],
    "N05": [None, "5", "45", "600"],
    "N06": [None, "0", "45", "600"],
    "N07": [None, {"plain": "60"}, {"plain": "5", "prepared": "5"}, {"plain": "300", "prepared": "200"}],
    "N09": [
        None,
        [],
        [{"minutes": "5", "out_of_hours": "yes"}],
        [{"out_of_hours": "no"}],
        [{"minutes": "120", "out_of_hours": "no"}] * 3,
    ],
    "N10": [None, "0", "10", "300"],
    "N11": [
        None,
        {"people": "0", "hours": "4"},
        {"people": "1", "hours": "8"},
        {"people": "9"},
        {"people": "9", "hours": "8"},
    ],
    "N12": [None, "0", "40", "4000"],
    "N13": [None, {"share": "10", "minutes": "5"}, {"share": "90", "minutes": "30"}],
    "N15": [
        None,
        {
            "posted": "2026-11-02 21:00",
            "seen": "2026-11-02 21:05",
            "decided": "2026-11-02 21:10",
            "said": "2026-11-02 21:20",
        },
        {"posted": "2026-11-02 21:00", "said": "2026-11-05 21:00"},
        {
            "posted": "2020-11-02 21:00",
            "seen": "2020-11-02 21:05",
            "decided": "2020-11-02 21:10",
            "said": "2020-11-02 21:20",
        },
    ],
    "N16": [
        None,
        OFFICE,
        {"mon": "09:00-10:00"},
        {**dict.fromkeys(OFFICE, "00:00-24:00"), "sat": "00:00-24:00", "sun": "00:00-24:00"},
    ],
    "N17": [None, "none", "30", "600"],
    "N18": [None, "none", OFFICE, {"sat": "10:00-10:10"}],
    "N19": [None, "1", "3"],
    "N20": [None, "2026-11-20", "2026-01-20"],
    "N21": [None, "2026-11-20", "2026-01-20"],
}

levels = st.lists(st.sampled_from(LEVELS), min_size=60, max_size=60)
numbers = st.fixed_dictionaries({name: st.sampled_from(range(len(given))) for name, given in NUMBERS.items()})
modes = st.sampled_from(["plan", "run"])
duties = st.sampled_from(["safety-critical", "citizen-service", "information", None])

pytestmark = pytest.mark.slow
few = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="session")
def audit(pack: Pack, answers_at: Make, proof: Evidence) -> Callable[..., Answers]:
    """Make the answers of a whole audit, one of the ways above for each question and each number."""

    def make(kinds: list[int | str], given: dict[str, int]) -> Answers:
        told = proof.model_copy(update={"checked": None})
        asked = [question for question in pack.questions if not question.computed]
        answers: dict[str, Any] = {}
        for question, kind in zip(asked, kinds, strict=False):
            if isinstance(kind, str) and kind.startswith("unseen"):
                wish = {} if question.opening is None else {"purposes": ("hear",), "without_voice": YES}
                answers[question.id] = Answer(level=int(kind[-1]), evidence=(told,), **wish)
            else:
                answers[question.id] = kind
        for name, place in given.items():
            item = pack.by_id[name]
            raw = NUMBERS[name][place]
            answers[name] = Answer(unknown=True) if raw is None else Answer(value=read_value(item, raw))  # type: ignore[arg-type]
        return answers_at(pack, 2, **answers)

    return make


def rank(result: Result) -> int:
    assert result.verdict.rank is not None
    return result.verdict.rank


@few
@given(kinds=levels, given=numbers, mode=modes, duty=duties)
def test_whoever_does_the_steps_of_a_way_up_in_their_order_reaches_its_rung(
    pack: Pack,
    audit: Callable[..., Answers],
    assessed: Assess,
    carry_out: CarryOut,
    kinds: list[int | str],
    given: dict[str, int],
    mode: str,
    duty: str | None,
) -> None:
    answers = audit(kinds, given)
    result = assessed(answers, mode, pack=pack, X1=duty)
    for question in {action.question for action in result.actions}:
        due = [action.due for action in result.actions if action.question == question and action.due is not None]
        assert due == sorted(set(due)), f"a later step of {question} is due with an earlier one or before it"
    for way in result.way_up:
        assert way.days == sum(step.days for step in way.steps)
        if not way.reachable:
            assert way.missing
            continue
        done = answers
        for step in way.steps:
            done = carry_out(pack, done, step.action, step.start, step.to, luck=way.ends_open)
            if way.if_you_want and done.of("L01").level in (None, 0):
                done = carry_out(pack, done, "L01-0", 0, 1)
        if way.if_you_want and not way.steps:
            done = carry_out(pack, done, "L01-0", 0, 1)
        assert rank(assessed(done, mode, pack=pack, X1=duty)) >= way.rank, [step.action for step in way.steps]
        if way.by_hours is not None:
            done = answers
            for step in way.by_hours.steps:
                done = carry_out(pack, done, step.action, step.start, step.to)
            assert rank(assessed(done, mode, pack=pack, X1=duty)) >= way.rank, "the way by published hours"


@few
@given(kinds=levels, given=numbers, mode=modes)
def test_no_action_makes_the_clock_slower_or_the_verdict_worse(
    pack: Pack,
    audit: Callable[..., Answers],
    assessed: Assess,
    carry_out: CarryOut,
    kinds: list[int | str],
    given: dict[str, int],
    mode: str,
) -> None:
    answers = audit(kinds, given)
    result = assessed(answers, mode, pack=pack)
    for action in result.actions:
        if not action.sets:
            continue
        after = assessed(carry_out(pack, answers, action.id, action.start, action.to), mode, pack=pack)
        assert rank(after) >= rank(result)
        assert result.clock is not None
        assert after.clock is not None
        assert slower(after.clock.said, result.clock.said) is False, action.id
        assert slower(after.clock.seen, result.clock.seen) is False, action.id


def slower(after: Any, before: Any) -> bool:
    """Return whether somebody waits longer than before, at worst or on average; None is never."""
    if before is None or after is None:
        return before is not None
    return bool(after.worst > before.worst or after.mean > before.mean)


@few
@given(kinds=levels, given=numbers, mode=modes)
def test_an_action_of_numbers_that_is_offered_changes_one_of_them(
    pack: Pack,
    audit: Callable[..., Answers],
    assessed: Assess,
    carry_out: CarryOut,
    kinds: list[int | str],
    given: dict[str, int],
    mode: str,
) -> None:
    answers = audit(kinds, given)
    result = assessed(answers, mode, pack=pack)
    found = {a.id.split("-")[0] for a in result.actions if a.kind == "find-out"}
    for action in result.actions:
        if action.sets and action.serves != 1 and action.serves != 2 and not found & set(action.sets):
            after = carry_out(pack, answers, action.id, action.start, action.to)
            assert any(after.of(name).value != answers.of(name).value for name in action.sets)


@few
@given(
    kinds=st.lists(st.sampled_from([2, 3, 3, 4, 4, 4]), min_size=60, max_size=60),
    ages=st.lists(st.integers(1, 25), min_size=60, max_size=60),
    mode=modes,
    day=st.integers(0, 700),
)
def test_no_day_before_the_one_on_which_a_verdict_falls_is_below_it(
    pack: Pack,
    audit: Callable[..., Answers],
    assessed: Assess,
    kinds: list[int | str],
    ages: list[int],
    mode: str,
    day: int,
) -> None:
    answers = audit(kinds, {})
    answers = answers.model_copy(update={"answers": dict(aged(answers, ages))})
    result = assessed(answers, mode, pack=pack)
    falls = result.verdict.falls_on
    later = result.date + datetime.timedelta(days=day)
    if falls is None:
        assert rank(assessed(answers, mode, pack=pack, date=later)) >= rank(result)
        return
    assert falls.through == falls.date - datetime.timedelta(days=1)
    on_it = assessed(answers, mode, pack=pack, date=falls.date)
    assert rank(on_it) == falls.rank < rank(result)
    assert [cap.name for cap in falls.caps] == [cap.name for cap in (*on_it.verdict.caps, *on_it.verdict.other_caps)]
    if later < falls.date:
        assert rank(assessed(answers, mode, pack=pack, date=later)) >= rank(result)


def aged(answers: Answers, ages: list[int]) -> Iterator[tuple[str, Answer]]:
    """Give the answers with evidence, and checks of it, of as many days ago."""
    for place, (name, answer) in enumerate(answers.answers.items()):
        day = DAY - datetime.timedelta(days=ages[place % len(ages)])
        pieces = tuple(
            piece.model_copy(
                update={"date": day, "checked": piece.checked and piece.checked.model_copy(update={"date": day})}
            )
            for piece in answer.evidence
        )
        yield name, answer.model_copy(update={"evidence": pieces})


@few
@given(kinds=levels, given=numbers, mode=modes, duty=duties)
def test_the_range_begins_at_the_rung_and_never_ends_below_it(
    pack: Pack,
    audit: Callable[..., Answers],
    assessed: Assess,
    kinds: list[int | str],
    given: dict[str, int],
    mode: str,
    duty: str | None,
) -> None:
    result = assessed(audit(kinds, given), mode, pack=pack, X1=duty)
    reach = result.verdict.range
    assert reach is not None
    assert (reach.rung, reach.rank) == (result.verdict.rung, result.verdict.rank)
    assert reach.best_rank >= reach.rank
    if not reach.gaps:
        assert reach.best_rank == reach.rank
