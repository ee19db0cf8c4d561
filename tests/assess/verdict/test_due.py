"""When an action is due: working days after the audit, one action of an owner after the other."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.assess.verdict.due import add_working_days, with_due_dates
from audit.model.answers import Person
from audit.model.result.result import ActionResult

MONDAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-23", 0, "2026-11-23"),
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-23", 4, "2026-11-27"),
        ("2026-11-23", 5, "2026-11-30"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-29", 1, "2026-11-30"),
        ("2026-11-29", 6, "2026-12-07"),
    ],
)
def test_working_days_run_from_monday_to_friday(start: str, count: int, due: str) -> None:
    assert add_working_days(datetime.date.fromisoformat(start), count).isoformat() == due


@given(st.dates(max_value=datetime.date(9000, 1, 1)), st.integers(1, 400), st.sets(st.integers(1, 60)))
def test_the_date_is_the_one_that_counting_day_by_day_finds(start: datetime.date, count: int, after: set[int]) -> None:
    holidays = [start + datetime.timedelta(days=days) for days in sorted(after)]
    day, left = start, count
    while left:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5 and day not in holidays
    assert add_working_days(start, count, [day for day in holidays if day.weekday() < 5]) == day


def test_a_date_beyond_the_calendar_is_its_last_day() -> None:
    assert add_working_days(datetime.date(9999, 12, 1), 10**6) == datetime.date.max
    assert add_working_days(datetime.date(9999, 12, 1), 10**30) == datetime.date.max


def action(identity: str, owner: str, days: int, waits: int = 0, question: str = "") -> ActionResult:
    """Return an action; of a question of its own, where none is named."""
    return ActionResult(
        id=identity, question=question or identity, pillar="monitoring", kind="level", start=0, to=1, title={}, why={}, how=(),
        done_when={}, days=days, waits=waits, effort="S", owner=owner, tier=3, gain=Fraction(0),
    )  # fmt: skip


def test_the_actions_of_one_owner_follow_each_other_and_owners_work_side_by_side() -> None:
    actions = [action("a", "it", 2), action("b", "lead", 1), action("c", "it", 3), action("d", "lead", 5)]
    assert {dated.id: str(dated.due) for dated in with_due_dates(actions, MONDAY)} == {
        "a": "2026-11-25",
        "b": "2026-11-24",
        "c": "2026-11-30",
        "d": "2026-12-01",
    }


def test_the_roles_of_one_person_share_a_calendar_and_a_role_without_a_person_has_its_own() -> None:
    people = {
        "it": Person(name="Kim Min", email="min@haneul.example"),
        "lead": Person(name="Kim M.", email="MIN@haneul.example"),
        "legal": Person(name="Lee"),
        "head": Person(),
    }
    actions = [action("a", "it", 2), action("b", "lead", 1), action("c", "legal", 3), action("d", "head", 5)]
    assert {dated.id: str(dated.due) for dated in with_due_dates(actions, MONDAY, people=people)} == {
        "a": "2026-11-25",
        "b": "2026-11-26",
        "c": "2026-11-26",
        "d": "2026-11-30",
    }


@pytest.mark.parametrize(
    ("waits", "due"), [(0, "2026-11-27"), (2, "2026-11-27"), (3, "2026-11-27"), (14, "2026-12-08")]
)
def test_what_has_to_wait_is_due_so_many_days_after_its_first_day_of_work(waits: int, due: str) -> None:
    """The work on it is from Tuesday to Friday; what its owner does next does not wait for it."""
    waiting, following = with_due_dates([action("a", "it", 4, waits), action("b", "it", 1)], MONDAY)
    assert str(waiting.due) == due
    assert str(following.due) == "2026-11-30"


def test_a_step_of_another_owner_begins_when_the_earlier_one_of_its_question_is_due() -> None:
    """Nobody can show on Tuesday what is only there on Wednesday."""
    make, show = with_due_dates(
        [action("a", "communications", 2, question="E04"), action("b", "head", 1, question="E04")], MONDAY
    )
    assert str(make.due) == "2026-11-25"
    assert str(show.due) == "2026-11-26"


def test_a_step_waits_as_long_as_the_earlier_one_of_its_question_and_its_owner_does_what_comes_next() -> None:
    waiting, following, other = with_due_dates(
        [action("a", "it", 1, 14, "M01"), action("b", "it", 1, question="M01"), action("c", "it", 2)], MONDAY
    )
    assert str(waiting.due) == "2026-12-08"
    assert str(following.due) == "2026-12-09"
    assert str(other.due) == "2026-11-26"


def test_what_comes_later_in_the_plan_holds_up_nothing_that_stands_before_it() -> None:
    """The head is free on Tuesday and Wednesday; what takes six days waits until the evidence is shown."""
    actions = [
        action("a", "communications", 2, question="E04"),
        action("b", "head", 1, question="E04"),
        action("c", "head", 6),
        action("d", "head", 2),
    ]
    assert [str(dated.due) for dated in with_due_dates(actions, MONDAY)] == [
        "2026-11-25",
        "2026-11-26",
        "2026-12-04",
        "2026-11-25",
    ]


PLANS = st.lists(
    st.builds(
        action,
        st.uuids().map(str),
        st.sampled_from(["it", "lead", "head"]),
        st.integers(1, 30),
        st.sampled_from([0, 0, 0, 3, 28, 90]),
        st.sampled_from(["M01", "E04", "L01", "T09"]),
    ),
    max_size=12,
)
ONE_PERSON = {"it": Person(name="Kim"), "lead": Person(name="Kim")}


@given(PLANS, st.sampled_from([{}, ONE_PERSON]), st.sets(st.integers(1, 60)))
def test_no_step_of_a_question_begins_before_an_earlier_one_of_it_is_due(
    plan: list[ActionResult], people: dict[str, Person], after: set[int]
) -> None:
    holidays = [MONDAY + datetime.timedelta(days=days) for days in after]
    off = sorted(day for day in holidays if day.weekday() < 5)
    earlier: dict[str, datetime.date] = {}
    for dated in with_due_dates(plan, MONDAY, holidays, people):
        assert dated.due is not None
        begins_after = earlier.get(dated.question, MONDAY)
        assert dated.due >= add_working_days(begins_after, dated.days, [day for day in off if day > begins_after])
        earlier[dated.question] = dated.due


@given(PLANS, st.sampled_from([{}, ONE_PERSON]))
def test_nobody_works_on_two_things_at_a_time(plan: list[ActionResult], people: dict[str, Person]) -> None:
    """By the day on which an action is due everybody had as many working days as all that he has done by then takes."""
    for roles in ({"it", "lead"}, {"head"}) if people else ({"it"}, {"lead"}, {"head"}):
        own = [
            (dated.due or MONDAY, dated.days)
            for dated in with_due_dates(plan, MONDAY, people=people)
            if dated.owner in roles
        ]
        for due, _ in own:
            assert due >= add_working_days(MONDAY, sum(days for other, days in own if other <= due))


@given(PLANS, st.sampled_from([{}, ONE_PERSON]), st.integers(0, 12))
def test_what_is_added_at_the_end_of_a_plan_moves_no_date_before_it(
    plan: list[ActionResult], people: dict[str, Person], place: int
) -> None:
    whole = with_due_dates(plan, MONDAY, people=people)
    assert with_due_dates(plan[:place], MONDAY, people=people) == whole[:place]


def test_waiting_beyond_the_calendar_ends_on_its_last_day() -> None:
    (waiting,) = with_due_dates([action("a", "it", 1, 10**6)], datetime.date(9999, 12, 1))
    assert waiting.due == datetime.date.max


def test_nothing_is_due_on_a_public_holiday_or_a_weekend_and_none_of_them_is_a_day_of_work() -> None:
    """Wednesday and the Sunday are holidays; only the Wednesday takes a working day away."""
    holidays = [datetime.date(2026, 11, 25), datetime.date(2026, 11, 29), datetime.date(2026, 11, 25)]
    actions = [action("a", "it", 1), action("b", "it", 1), action("c", "it", 2)]
    assert [str(dated.due) for dated in with_due_dates(actions, MONDAY, holidays)] == [
        "2026-11-24",
        "2026-11-26",
        "2026-11-30",
    ]
