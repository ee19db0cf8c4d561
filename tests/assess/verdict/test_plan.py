"""The plan: which actions follow, in which order (RULES 6)."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction
from itertools import groupby

import pytest

from audit.assess.verdict.steps import effort
from audit.model.answers import Answer, Answers
from audit.model.pack import Effort, Pack, Question
from audit.model.result.result import ActionResult, Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]


def of(result: Result, question: str) -> list[str]:
    """Return the actions of one question in the order of the plan."""
    return [action.id for action in result.actions if action.question == question]


def by_question(result: Result) -> list[tuple[str, list[ActionResult]]]:
    return [(question, list(actions)) for question, actions in groupby(result.actions, lambda action: action.question)]


def order(result: Result) -> list[str]:
    """Return the questions in the order of the plan."""
    return [question for question, _ in by_question(result)]


@pytest.mark.parametrize("level", range(4))
def test_every_answer_below_the_top_has_the_one_action_that_leads_on(
    plain: Pack, answers_at: Make, assessed: Assess, level: int
) -> None:
    result = assessed(answers_at(plain, level))
    asked = [question for question in plain.questions if not question.computed]
    steps = {action.id for action in result.actions if action.kind == "level" and action.start == level}
    assert steps == {f"{question.id}-{level}" for question in asked}
    # What is there besides is further on a way up.
    for action in result.actions:
        assert action.to is not None
        assert action.start >= level
        assert action.kind == "level" or action.serves in (1, 2)


def test_following_the_actions_leads_every_question_from_0_to_4(plain: Pack) -> None:
    for question in plain.questions:
        level = 0
        while level < 4:
            action = question.action_from(level)
            assert action is not None, f"{question.id} ends at {level}"
            level = action.to
        assert question.action_from(4) is None


def test_nobody_at_the_top_with_proof_has_anything_to_do(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 4))
    assert (result.actions, result.first, result.first_days) == ((), (), 0)


@pytest.mark.parametrize("state", ["unknown", "open"])
def test_what_nobody_knows_is_found_out_before_the_first_step(
    plain: Pack, answers_at: Make, assessed: Assess, state: str
) -> None:
    assert of(assessed(answers_at(plain, 4, M05=state)), "M05") == ["M05-find-out", "M05-0"]


@pytest.mark.parametrize("level", [3, 4])
def test_a_claim_without_proof_is_shown_before_the_next_step(
    plain: Pack, answers_at: Make, assessed: Assess, level: int
) -> None:
    result = assessed(answers_at(plain, 4, M05=f"on word {level}"))
    assert of(result, "M05") == ["M05-show", "M05-2"]
    show = result.actions[0]
    assert (show.kind, show.start, show.to) == ("show", 2, level)
    assert show.gain == Fraction(level - 2, 44 * 4)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_low_level_needs_no_proof(plain: Pack, answers_at: Make, assessed: Assess, level: int) -> None:
    assert of(assessed(answers_at(plain, 4, M05=f"on word {level}")), "M05") == [f"M05-{level}"]


def test_a_gate_passed_on_the_word_is_shown_first_also_at_level_2(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(plain, 4, T09="on word 2", M05=0))
    assert of(result, "T09") == ["T09-show", "T09-checked", "T09-2"]
    assert [(action.id, action.serves) for action in result.actions] == [
        ("T09-show", 1),
        ("T09-checked", 1),
        ("M05-0", 3),
        ("T09-2", 5),
    ]


@pytest.mark.parametrize("given", ["not applicable"])
def test_what_does_not_apply_needs_no_action(plain: Pack, answers_at: Make, assessed: Assess, given: str) -> None:
    assert assessed(answers_at(plain, 4, M07=given)).actions == ()


def test_general_actions_name_their_question_in_every_language(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 4, M05="unknown", M06="on word 4"))
    general = [action for action in result.actions if action.kind != "level"]
    assert {action.kind for action in general} == {"find-out", "show"}
    for action in general:
        question = plain.by_id[action.question]
        assert isinstance(question, Question)
        assert question.matter is not None
        for language in ("en", "ko"):
            assert question.matter[language] in action.title[language]
            assert "{" not in action.title[language]


def test_the_plan_is_one_list_the_way_up_first(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 4, M12=0, L03=1, M07=3, T09=1), "run")
    serves = [action.serves for action in result.actions]
    assert serves == sorted(serves)  # type: ignore[type-var]
    assert set(serves) == {1, 2, 3, 4, 5}
    next_rung, rung_after = result.way_up[:2]
    steps = [step.action for step in next_rung.steps]
    assert [action.id for action in result.actions if action.serves == 1] == steps
    further = [step.action for step in rung_after.steps if step.action not in steps]
    assert [action.id for action in result.actions if action.serves == 2] == further


def test_a_step_of_both_ways_up_stands_in_the_plan_once(pack: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(pack, 1), pack=pack)
    ids = [action.id for action in result.actions]
    assert len(ids) == len(set(ids))


def test_what_leads_nowhere_stands_by_the_first_link_that_it_guards_then_by_its_days(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    """At the top rung nothing leads up."""
    low = {"M12": 0, "L03": 0, "T05": 0, "E12": 0, "L10": 0, "M05": 1, "E02": 1, "T16": 1, "M07": 3, "L02": 3}
    result = assessed(answers_at(plain, 4, **low))
    assert (result.way_up, result.first, result.first_days) == ((), (), 0)
    chain = list(result.lenses[0].links)
    assert chain[0].id == "PRE"

    def place(action: ActionResult) -> tuple[int, int]:
        guarded = [number for number, link in enumerate(chain) if action.question in link.guards]
        return min(guarded, default=len(chain)), action.days

    for serves, level in ((3, 0), (4, 1)):
        rows = [action for action in result.actions if action.serves == serves]
        assert {action.question for action in rows} == {name for name, shown in low.items() if shown == level}
        assert [place(action) for action in rows] == sorted(place(action) for action in rows)
    rest = [action for action in result.actions if action.serves == 5]
    assert {action.question for action in rest} == {"M07", "L02"}
    assert [a.gain / a.days for a in rest] == sorted((a.gain / a.days for a in rest), reverse=True)


@pytest.mark.thorough
def test_the_gain_of_an_action_is_what_it_adds_to_the_total(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    before = assessed(answers_at(plain, 2))
    for action in (action for action in before.actions if action.kind == "level" and action.start == 2):
        after = assessed(answers_at(plain, 2, **{action.question: action.to}))
        assert before.total.shown is not None
        assert after.total.shown == before.total.shown + action.gain


def test_first_stands_the_way_to_the_next_rung_up_to_six_with_the_days_of_all_of_it(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    told = dict.fromkeys(("L01", "L04", "M01", "T01", "T08", "T09", "T11", "E04"), "on word 2")
    result = assessed(answers_at(plain, 3, **told))
    leading = [action for action in result.actions if action.serves == 1]
    assert len(leading) > 6
    assert result.first == tuple(action.id for action in leading[:6])
    assert result.first_days == sum(action.days for action in leading) == result.way_up[0].days


@pytest.mark.parametrize(
    ("mode", "given", "reason"),
    [
        ("plan", {"L01": 0}, "intent"),
        ("run", {"L01": 0}, "intent"),
        ("plan", {"M01": 0}, "monitoring"),
        ("plan", {"L01": 0, "M01": 0}, "intent"),
    ],
)
def test_at_the_lowest_rung_this_week_stands_in_the_place_of_what_is_first(
    plain: Pack, answers_at: Make, assessed: Assess, mode: str, given: dict[str, int], reason: str
) -> None:
    result = assessed(answers_at(plain, 3, **given), mode)
    assert (result.verdict.rank, result.verdict.reason, result.first) == (0, reason, ())
    written = {"intent": plain.verdict.this_week.intent, "monitoring": plain.verdict.this_week.monitoring}[reason]
    assert [step.title for step in result.verdict.week_steps] == [step.title for step in written]
    assert len(written) == 3
    assert all(step.title["ko"] and step.how["ko"] and step.how["en"] for step in written)


def test_above_the_lowest_rung_there_is_no_this_week(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    assert assessed(answers_at(plain, 1)).verdict.week_steps == ()


# -- what an action says ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def busy(pack: Pack, changed: Callable[..., Pack]) -> Pack:
    """The shipped pack, in which only actions from level 2 wait, for a month, and cost hours, an hour and a half a week, signed by the head."""

    def burdened(question: Question) -> Question:
        return question.model_copy(
            update={
                "actions": tuple(
                    action.model_copy(update={"waits": 30, "weekly": Fraction(3, 2), "decides": "head"})
                    if action.start == 2
                    else action.model_copy(update={"waits": 0, "weekly": Fraction(0), "decides": None})
                    for action in question.actions
                )
            }
        )

    return changed(questions=tuple(burdened(question) for question in pack.questions))


def test_the_hours_a_week_add_up_beside_those_that_people_have(busy: Pack, answers_at: Make, assessed: Assess) -> None:
    people = Answer(value={"people": Fraction(2), "hours": Fraction(4)})
    result = assessed(answers_at(busy, 2, N11=people), "run", pack=busy)
    assert result.weekly is not None
    costs = [(action.serves, action.weekly) for action in result.actions]
    assert result.weekly.first == sum(hours for serves, hours in costs if serves == 1) > 0
    assert result.weekly.second == sum(hours for serves, hours in costs if serves in (1, 2))
    assert result.weekly.whole == sum(hours for _, hours in costs)
    assert result.weekly.there == 2 * 4 * 5
    unknown = assessed(answers_at(busy, 2, N11=Answer(unknown=True)), "run", pack=busy)
    assert unknown.weekly is not None
    assert unknown.weekly.there is None


def test_an_action_says_who_signs_apart_from_who_works_and_how_long_it_waits(
    busy: Pack, answers_at: Make, assessed: Assess, day: datetime.date
) -> None:
    result = assessed(answers_at(busy, 2), "run", pack=busy)
    for action in result.actions:
        burdened = action.kind == "level" and action.start == 2
        assert (action.waits, action.decides) == ((30, "head") if burdened else (0, None))
        assert action.due is not None
        assert action.due >= day + datetime.timedelta(days=action.waits)
    step = next(step for step in result.way_up[0].steps if step.action == f"{step.question}-2")
    assert (step.waits, step.weekly, step.decides) == (30, Fraction(3, 2), "head")


@pytest.mark.parametrize(("days", "name"), [(1, "S"), (5, "S"), (6, "M"), (30, "M"), (31, "L"), (300, "L")])
def test_effort_is_small_up_to_5_days_medium_up_to_30_and_large_above(days: int, name: str, plain: Pack) -> None:
    assert plain.verdict.effort == Effort(small=5, medium=30)
    assert effort(days, plain.verdict.effort) == name


def test_every_action_names_a_role_of_the_pack(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, "unknown"))
    assert {action.owner for action in result.actions} <= set(result.roles)
