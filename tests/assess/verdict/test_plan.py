"""The plan: which actions follow, in which order (RULES 6)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import groupby

import pytest

from audit.assess.verdict.plan import effort
from audit.model.answers import Answers
from audit.model.pack import Effort, Pack
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
    assert {action.id for action in result.actions} == {f"{question.id}-{level}" for question in asked}
    for action in result.actions:
        assert action.kind == "level"
        assert action.start == level
        assert action.to is not None
        assert action.to > level


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
    assert (result.actions, result.first, result.verdict.this_week) == ((), (), ())


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
    assert show.gain == Fraction(level - 2, 40 * 4)


@pytest.mark.parametrize("level", [0, 1, 2])
def test_a_low_level_needs_no_proof(plain: Pack, answers_at: Make, assessed: Assess, level: int) -> None:
    assert of(assessed(answers_at(plain, 4, M05=f"on word {level}")), "M05") == [f"M05-{level}"]


def test_a_gate_passed_on_the_word_is_shown_first_also_at_level_2(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(plain, 4, T09="on word 2", M05=0))
    assert of(result, "T09") == ["T09-show", "T09-2"]
    assert order(result) == ["T09", "M05"]


@pytest.mark.parametrize("given", ["not applicable"])
def test_what_does_not_apply_needs_no_action(plain: Pack, answers_at: Make, assessed: Assess, given: str) -> None:
    assert assessed(answers_at(plain, 4, M07=given)).actions == ()


def test_general_actions_name_their_question_in_every_language(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 4, M05="unknown", M06="on word 4"))
    titles = {question.id: question.title for question in result.questions}
    general = [action for action in result.actions if action.kind != "level"]
    assert {action.kind for action in general} == {"find-out", "show"}
    for action in general:
        for language in ("en", "ko"):
            assert titles[action.question][language] in action.title[language]
            assert "{" not in action.title[language]


def test_the_plan_begins_with_gates_then_floors_then_the_broken_link_then_the_rest(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    # T01 holds the verdict at a gate; staffing below 25 % holds it at a floor; F0 breaks; L02 is the rest.
    staffing = {question.id: 1 for question in plain.in_pillar("staffing")} | {"T02": 0, "T17": 0}
    given = {"T08": 2, "T09": 2, "T11": 2, "T05": 0, "T12": 0, "T14": 0, "T15": 0, "T16": 0}
    result = assessed(answers_at(plain, 4, **{**staffing, **given, "M12": 1, "L03": 1, "L10": 3}))
    assert {cap.name for cap in result.verdict.caps} == {"GD", "floor:staffing"}
    assert result.lenses[0].first_weak == "F0"
    tiers = {question: actions[0].tier for question, actions in by_question(result)}
    assert (tiers["T01"], tiers["T02"], tiers["M12"], tiers["L03"], tiers["L10"]) == (0, 1, 2, 2, 3)
    assert [tier for tier, _ in groupby(action.tier for action in result.actions)] == [0, 1, 2, 3]
    assert order(result)[0] == "T01"


def test_a_gate_that_does_not_hold_the_verdict_gives_no_precedence(
    plain: Pack, answers_at: Make, assessed: Assess
) -> None:
    result = assessed(answers_at(plain, 4, L01=0, T09=1))
    assert [action.tier for action in result.actions if action.question == "L01"] == [0]
    assert [action.tier for action in result.actions if action.question == "T09"] == [3]
    assert order(result) == ["L01", "T09"]


@pytest.mark.parametrize("level", range(4))
def test_within_a_tier_the_most_gain_per_day_comes_first(
    plain: Pack, answers_at: Make, assessed: Assess, level: int
) -> None:
    result = assessed(answers_at(plain, level, M05="unknown", L10="on word 4", E02=3))
    for _, groups in groupby(by_question(result), lambda group: group[1][0].tier):
        rates = [max(a.gain for a in actions) / sum(a.days for a in actions) for _, actions in groups]
        assert rates == sorted(rates, reverse=True)


def test_the_gain_of_an_action_is_what_it_adds_to_the_total(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    before = assessed(answers_at(plain, 2))
    for action in before.actions:
        after = assessed(answers_at(plain, 2, **{action.question: action.to}))
        assert before.total.shown is not None
        assert after.total.shown == before.total.shown + action.gain


def test_the_first_six_are_the_first_of_the_plan(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 1))
    assert result.first == tuple(action.id for action in result.actions[:6])
    assert len(result.first) == 6
    few = assessed(answers_at(plain, 4, M05=2, M06=3))
    assert len(few.first) == 2


@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_this_week_has_three_actions_of_at_most_five_days_those_at_gates_first(
    plain: Pack, answers_at: Make, assessed: Assess, level: int, mode: str
) -> None:
    result = assessed(answers_at(plain, level), mode)
    known = {action.id: action for action in result.actions}
    week = [known[identity] for identity in result.verdict.this_week]
    assert len(week) == 3
    assert all(action.days <= 5 for action in week)
    short_at_gates = [action.id for action in result.actions if action.tier == 0 and action.days <= 5]
    assert [action.id for action in week][: len(short_at_gates)] == short_at_gates[:3]


def test_this_week_leaves_out_what_takes_longer(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, 4, L01=0, M05=2, M06=3))
    assert result.actions[0].id == "L01-0"
    assert result.actions[0].days > 5
    assert result.verdict.this_week == ("M06-3",)


@pytest.mark.parametrize(("days", "name"), [(1, "S"), (5, "S"), (6, "M"), (30, "M"), (31, "L"), (300, "L")])
def test_effort_is_small_up_to_5_days_medium_up_to_30_and_large_above(days: int, name: str, plain: Pack) -> None:
    assert plain.verdict.effort == Effort(small=5, medium=30)
    assert effort(days, plain.verdict.effort) == name


def test_every_action_names_a_role_of_the_pack(plain: Pack, answers_at: Make, assessed: Assess) -> None:
    result = assessed(answers_at(plain, "unknown"))
    assert {action.owner for action in result.actions} <= set(result.roles)
