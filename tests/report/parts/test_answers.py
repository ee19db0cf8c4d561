"""What is said of each answer, in every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.answers import answer_of
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import pillar_views


@pytest.mark.parametrize("language", ["en", "ko"])
def test_an_answer_in_any_state_is_said_in_words(
    language: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    leaves_out = next(q.id for q in pack.questions if q.not_applicable is not None and not q.computed and not q.opening)
    result = assessed(
        answers_at(pack, 2, M02="unknown", M05="open", **{leaves_out: Answer(not_applicable="no newsletter")}),
        pack=pack,
    )
    shown = context(result, language)
    answered = {identity: answer_of(shown, identity) for identity in ("M02", "M05", leaves_out, "M06")}
    assert len({answer.head for answer in answered.values()}) == 4
    assert answered[leaves_out].reason == "no newsletter"
    assert answered[leaves_out].points == ""
    assert answered["M02"].statement == ""
    assert (
        answered["M06"].statement == result.questions[[q.id for q in result.questions].index("M06")].levels[2][language]
    )


def test_a_claim_without_dated_evidence_says_that_it_counts_as_2(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 3, M02="on word 4"), pack=pack)
    view = answer_of(context(result), "M02")
    assert (view.shown, view.claimed) == (2, 4)
    assert "counts as 2" in view.remark
    assert view.no_evidence


def test_the_answer_to_the_one_question_is_not_said_a_second_time_as_its_reason(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    asked = pillar_views(context(example("haneul-district"), "ko"))[0].questions[0]
    assert asked.head == "답은 ‘하라는 지시가 있어서 · 다른 곳도 다 하고 있어서’"
    assert asked.choice == ""
    assert (
        pillar_views(context(example("maple-library")))[0].questions[0].choice.startswith("To hear what people say · ")
    )


def test_purposes_and_the_one_question_are_told_with_the_level_or_instead_of_it(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    def told(answer: Answer) -> tuple[str, str, str]:
        view = answer_of(context(assessed(answers_at(pack, 3, L01=answer), pack=pack)), "L01")
        return view.head, view.choice, view.without_voice.answer if view.without_voice else ""

    both = ("hear", "inform")
    wanted = "To hear what people say · To tell people what they should know"
    assert told(Answer(purposes=both, without_voice="yes", level=2)) == (
        "Level 2 of 4",
        wanted,
        "Yes, without an “if” or a “but”",
    )
    hesitates = told(Answer(purposes=both, without_voice="not-sure"))
    assert hesitates == (f"Answer: {wanted} · without posts of your own: We are not sure", "", "We are not sure")
    assert told(Answer(purposes=("promote",))) == ("Answer: To promote our work", "", "")
    assert told(Answer(purposes=both))[0] == "Open; counts as 0"
