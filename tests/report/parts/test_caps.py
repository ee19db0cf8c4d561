"""What holds the verdict, with the answers it rests on: questions, numbers, and what the agency says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.caps import CapView, cap_view, on_word
from audit.report.parts.context import ReportContext


@pytest.fixture
def cap(context: Callable[..., ReportContext]) -> Callable[..., CapView]:
    """Set out the cap of a name."""

    def make(result: Result, name: str, language: str = "en") -> CapView:
        caps = (*result.verdict.caps, *result.verdict.other_caps)
        return cap_view(context(result, language), next(cap for cap in caps if cap.name == name))

    return make


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_cap_of_every_rung_is_named_with_its_reason(
    language: str, rungs: Mapping[tuple[str, str], Result], context: Callable[..., ReportContext]
) -> None:
    for result in rungs.values():
        made = context(result, language)
        for held in (*result.verdict.caps, *result.verdict.other_caps):
            view = cap_view(made, held)
            # The sentence of a floor names its pillar itself.
            assert bool(view.title) != (":" in held.name)
            assert view.text
            assert not re.search(r"\{\w+\}", view.text)
            assert [answer.id for answer in view.answers] == [answer.question for answer in held.answers]


def test_a_cap_that_rests_on_numbers_names_them_with_where_they_stand(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    cap: Callable[..., CapView],
    rendered: Callable[..., dict[str, str]],
) -> None:
    result = assessed(answers_at(pack, 4, N06=Answer(unknown=True), N03=Answer()), pack=pack)
    held = {view.id: view for view in cap(result, "GH").answers}
    assert held.keys() == {"N03", "N06"}
    title = next(item.title["en"] for item in result.inputs if item.id == "N06")
    assert (held["N06"].title, held["N06"].answer, held["N06"].href) == (title, "not known", "answers.html#N06")
    assert held["N03"].answer == "open"
    assert "numbers that we assumed" in cap(result, "GH").text
    assert '<tr id="N06">' in rendered(result)["answers.md"]


def test_a_cap_that_rests_on_what_the_agency_says_of_itself_names_that(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], cap: Callable[..., CapView]
) -> None:
    result = assessed(answers_at(pack, 4, E04=0), pack=pack, X1="safety-critical")
    held = {view.id: view.href for view in cap(result, "GF").answers}
    assert held == {"E04": "escalation.html#E04", "X1": "answers.html#X1"}


@pytest.mark.parametrize("state", ["open", "unknown"])
def test_an_open_answer_is_called_open_also_where_the_profile_is_answered(
    state: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    cap: Callable[..., CapView],
) -> None:
    result = assessed(answers_at(pack, 4, E04=state), pack=pack, X1="safety-critical")
    assert cap(result, "GF").text.startswith("This has not been answered yet")


def test_a_floor_names_its_answers_in_a_row(
    pack: Pack, answers_at: Callable[..., Answers], assessed: Callable[..., Result], cap: Callable[..., CapView]
) -> None:
    result = assessed(answers_at(pack, 2), pack=pack)
    view = cap(result, "floor:total")
    assert view.is_broad
    assert "L02" in {held.id for held in view.answers}


def test_what_is_passed_on_the_word_alone_is_named_once_with_what_to_do(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    cap: Callable[..., CapView],
    context: Callable[..., ReportContext],
) -> None:
    # Evidence that nobody else has seen, and no evidence at all.
    told = assessed(answers_at(pack, 4, T09="on word 3"), pack=pack)
    assert "T09" in told.verdict.on_word
    answers = {view.id: view.answer for view in cap(told, "GJ").answers}
    assert answers["T09"] == "add recent evidence, and show it to somebody else"
    if any(held.name == "GJ" for held in told.verdict.caps):
        assert on_word(context(told)) == ()
    lower = assessed(answers_at(pack, 4, T09="on word 3", T01=1), pack=pack)
    remarks = {view.id: view.remark for view in on_word(context(lower))}
    assert remarks["T09"] == "add recent evidence, and show it to somebody else"
