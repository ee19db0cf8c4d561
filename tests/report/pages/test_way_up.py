"""The way up, and how firm the verdict is."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.result.numbers import SwingResult, WayResult
from audit.model.result.result import Result
from audit.report.pages.way_up import WayUpView, length_of_work, way_up_view
from audit.report.parts.context import ReportContext


@pytest.fixture
def view(example: Callable[[str], Result], context: Callable[..., ReportContext]) -> Callable[..., WayUpView]:
    """The page of an example, with another way or another firmness."""

    def make(firm: dict[str, Any] | None = None, language: str = "en", **fields: Any) -> WayUpView:
        whole = example("maple-library")
        if firm is not None:
            assert whole.firmness is not None
            fields["firmness"] = whole.firmness.model_copy(update=firm)
        return way_up_view(context(whole.model_copy(update=fields), language))

    return make


def changed(ways: tuple[WayResult, ...], **fields: Any) -> tuple[WayResult, ...]:
    """The ways of an example, the first of them another."""
    first, *others = ways
    return (first.model_copy(update=fields), *others)


@pytest.mark.parametrize(
    ("change", "english", "korean"),
    [
        (
            lambda ways: ways,
            "3 steps lead to the next rung, Launch: 4 days of work in all",
            "다음 단계인 ‘개설 가능’까지 3가지, 모두 4일의 일이 남았습니다",
        ),
        (
            lambda ways: changed(ways, steps=ways[0].steps[:1], days=2),
            "One step leads to the next rung, Launch: 2 days of work",
            "다음 단계인 ‘개설 가능’까지 한 걸음, 2일의 일이 남았습니다",
        ),
        (lambda _: (), "You stand on the highest rung", "이미 가장 높은 단계입니다"),
        (
            lambda ways: changed(ways, reachable=False),
            "The next rung, Launch, cannot be reached by these actions alone",
            "다음 단계인 ‘개설 가능’까지는 이 일들만으로 갈 수 없습니다",
        ),
        (
            lambda ways: changed(ways, if_you_want=True),
            "No work leads up from here: wanting to hear is not an action",
            "할 일을 늘려서 오를 수 있는 단계가 아닙니다. 들으려는 뜻은 할 일로 만들 수 없습니다",
        ),
        (
            lambda ways: changed(ways, ends_open=True),
            "The next rung, Launch, is 4 days away at best; something must be found out first",
            "다음 단계인 ‘개설 가능’까지는 빨라도 4일입니다. 먼저 알아볼 것이 있습니다",
        ),
    ],
)
def test_the_finding_says_how_far_the_next_rung_is(
    change: Callable[[tuple[WayResult, ...]], tuple[WayResult, ...]],
    english: str,
    korean: str,
    view: Callable[..., WayUpView],
    example: Callable[[str], Result],
) -> None:
    ways = change(example("maple-library").way_up)
    assert [view(language=language, way_up=ways).finding for language in ("en", "ko")] == [english, korean]


def test_without_a_verdict_there_is_no_way_up(view: Callable[..., WayUpView], example: Callable[[str], Result]) -> None:
    verdict = example("maple-library").verdict.model_copy(update={"rank": None})
    assert view(verdict=verdict).finding == "Without a verdict there is no way up yet"


def test_the_way_by_published_hours_stands_beside_the_one_by_night_with_what_both_cost_in_a_week(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    """The library of two people keeps the hours it publishes; an alert would do as well as somebody who speaks at night."""
    maple = example("maple-library")
    way = view(way_up=maple.way_up, actions=maple.actions, questions=maple.questions).ways[0]
    assert [step.leads.split()[0] for step in way.steps] == ["E04", "E04", "E04"]
    assert way.other is not None
    assert way.other.title == "Or by the hours that you publish: 4 days of work"
    assert [step.title for step in way.other.steps] == ["Set an alert that rings a phone, and test it every month"]
    assert way.other.compared.startswith(
        "From then on this way costs 2 hours a week, the one above 0 (our estimate). Outside the published hours"
    )


def test_what_holds_a_rung_that_cannot_be_reached_is_named(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    beyond = changed(example("maple-library").way_up, reachable=False, missing=("GA", "floor:listening", "sustain"))
    way = view(way_up=beyond).ways[0]
    assert way.title.endswith("out of reach of these actions alone")
    assert way.missing.endswith("is done: The wish to hear, Listening, The top rung.")


def test_the_ways_are_one_list_in_which_days_add_up_and_no_step_stands_twice(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    page = view(way_up=example("haneul-district").way_up, actions=(), questions=example("haneul-district").questions)
    steps = [step for way in page.ways for step in (*way.steps, *way.later)]
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert [step.so_far for step in steps][-1] == f"{sum(int(step.days.split()[0]) for step in steps)} days"
    assert [way.title for way in page.ways] == [
        "Listen only: without any other work",
        "Pilot: 13 days of work in 8 steps",
        "Launch: 141 days of work more, 154 days in all",
    ]
    assert [line.days for line in page.lines] == ["0 days", "13 days", "154 days"]
    assert page.lines[1].end < page.lines[2].end
    assert sum(bool(way.remark) for way in page.ways) == 1


def test_a_rung_names_the_steps_below_it_that_it_can_do_without(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    low, pilot, launch = example("haneul-district").way_up
    without = launch.model_copy(
        update={"steps": tuple(step for step in launch.steps if step.action != "T08-1"), "days": 152}
    )
    page = view(way_up=(low, pilot, without), actions=(), questions=example("haneul-district").questions)
    assert page.ways[2].remark.startswith("This rung alone would take 152 days: it can do without ")
    assert page.ways[2].title.endswith("154 days in all")


@pytest.mark.parametrize(
    ("weeks", "english", "korean"),
    [
        (Fraction(1, 5), "1 day", "1일"),
        (Fraction(8, 5), "8 days", "8일"),
        (Fraction(2), "2 weeks", "2주"),
        (Fraction(42, 5), "about 8 weeks", "약 8주"),
    ],
)
def test_working_weeks_are_written_as_people_say_them(
    weeks: Fraction,
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    contexts = [context(example("maple-library"), language) for language in ("en", "ko")]
    assert [length_of_work(made, weeks) for made in contexts] == [english, korean]


def test_a_step_leads_to_its_action_where_the_plan_has_it_else_to_its_question(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    whole = example("maple-library")
    hrefs = [step.href for way in view().ways for step in way.steps]
    assert hrefs
    assert all(
        href.startswith("plan.html#") for href in hrefs if href.partition("#")[2] in {a.id for a in whole.actions}
    )
    questions = tuple(question.model_copy(update={"actions": ()}) for question in whole.questions)
    bare = [step.href for way in view(actions=(), first=(), questions=questions).ways for step in way.steps]
    assert not any(href.startswith("plan.html") for href in bare)


@pytest.mark.parametrize(
    ("firm", "said"),
    [
        ({"swings": ()}, "No single answer, changed by one level, would change the verdict."),
        ({"weights_rungs": ("pilot",)}, "No weights between half and double of ours would change it either."),
        (
            {"weights_rungs": ("pilot", "launch")},
            "With other weights between half and double of ours it could be: Pilot, Launch.",
        ),
        (
            {"unknown_best": "pilot", "unknown_worst": "pilot"},
            "What is still unknown cannot change it: best or worst, the verdict stays.",
        ),
        (
            {"unknown_best": "launch", "unknown_worst": "pilot"},
            "If everything unknown turned out best, it would be: Launch. At worst it stays: Pilot.",
        ),
    ],
)
def test_how_firm_the_verdict_is_stands_in_words(
    firm: dict[str, Any], said: str, view: Callable[..., WayUpView]
) -> None:
    found = view(firm).firm
    assert found is not None
    assert said in found.sentences


def swing(question: str) -> SwingResult:
    words = {"en": "The wish to hear", "ko": "듣고자 하는 의지"}
    return SwingResult(question=question, title=words, level=0, to=1, rung="pilot", rung_title=words)


@pytest.mark.parametrize(
    ("firm", "english", "korean"),
    [
        (
            {"swings": (swing("L01"),)},
            "One answer carries the verdict: L01 The wish to hear",
            "답 하나가 판정을 좌우합니다: L01 듣고자 하는 의지",
        ),
        (
            {"swings": (swing("L01"), swing("L02"))},
            "2 answers, each by one level, would change the verdict",
            "답 2개는 하나만 한 단계 달라져도 판정이 바뀝니다",
        ),
        (
            {"swings": (), "weights_rungs": ("pilot", "launch")},
            "No single answer would change the verdict, but other weights would",
            "답 하나로는 판정이 바뀌지 않지만, 비중을 달리하면 바뀔 수 있습니다",
        ),
        (
            {"swings": (), "weights_rungs": ("pilot",), "unknown_best": "launch", "unknown_worst": "pilot"},
            "No single answer would change the verdict, but what is still unknown could",
            "답 하나로는 판정이 바뀌지 않지만, 아직 모르는 것이 밝혀지면 바뀔 수 있습니다",
        ),
        (
            {"swings": (), "weights_rungs": ("pilot",), "unknown_best": None, "unknown_worst": None},
            "Nothing that was varied changes the verdict",
            "무엇을 바꾸어 보아도 판정은 그대로입니다",
        ),
    ],
)
def test_the_title_says_what_would_change_the_verdict(
    firm: dict[str, Any], english: str, korean: str, view: Callable[..., WayUpView]
) -> None:
    found = [view(firm, language).firm for language in ("en", "ko")]
    assert [each.finding if each else None for each in found] == [english, korean]


def test_every_pillar_stands_between_its_lowest_and_its_highest(view: Callable[..., WayUpView]) -> None:
    firm = view().firm
    assert firm is not None
    assert firm.ranges is not None
    assert next((row.title, row.words) for row in firm.ranges.rows) == ("Listening", "52 to 72")
    assert all(row.at is not None and row.lowest <= row.at <= row.highest for row in firm.ranges.rows)
