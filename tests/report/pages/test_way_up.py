"""The way up, and how firm the verdict is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audit.model.result.result import Result
from audit.report.pages.way_up import WayUpView, way_up_view
from audit.report.parts.context import ReportContext


@pytest.fixture
def view(example: Callable[[str], Result], context: Callable[..., ReportContext]) -> Callable[..., WayUpView]:
    """The page of an example, with another way or another firmness."""

    def make(firm: dict[str, Any] | None = None, **fields: Any) -> WayUpView:
        whole = example("maple-library")
        if firm is not None:
            assert whole.firmness is not None
            fields["firmness"] = whole.firmness.model_copy(update=firm)
        return way_up_view(context(whole.model_copy(update=fields)))

    return make


def test_the_finding_says_how_far_the_next_rung_is(
    view: Callable[..., WayUpView], example: Callable[[str], Result]
) -> None:
    first, *others = example("maple-library").way_up
    assert view().finding == f"The next rung, {first.title['en']}, is {first.days} days of work away"
    assert view(way_up=()).finding == "You stand on the highest rung"
    beyond = (first.model_copy(update={"reachable": False, "missing": ("GA", "floor:listening", "sustain")}), *others)
    page = view(way_up=beyond)
    assert page.finding == "The next rung cannot be reached by these actions alone"
    assert page.ways[0].title.endswith("out of reach of these actions alone")
    assert "GA " in page.ways[0].missing
    assert page.ways[0].missing.endswith(", Listening, The top rung.")


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
