"""What is said of each answer, in every state."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.answers import answer_views
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
    answered = answer_views(context(result, language))
    assert len({answered[identity].head for identity in ("M02", "M05", leaves_out, "M06")}) == 4
    assert answered[leaves_out].reason == "no newsletter"
    assert answered[leaves_out].points == ""
    assert answered["M02"].statement == ""
    assert (
        answered["M06"].statement == result.questions[[q.id for q in result.questions].index("M06")].levels[2][language]
    )


def test_evidence_says_whether_it_counts_and_why_not(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    pieces = {
        "counts": datetime.date(2026, 11, 2),
        "does not count: too old": datetime.date(2019, 11, 2),
        "does not count: dated in the future": datetime.date(2027, 1, 1),
        "does not count: no date": None,
    }
    answer = Answer(level=3, evidence=tuple(Evidence(what=what, date=date) for what, date in pieces.items()))
    result = assessed(answers_at(pack, 3, M02=answer), pack=pack)
    view = answer_views(context(result))["M02"]
    assert {piece.state for piece in view.evidence} == set(pieces)
    assert all(piece.what == piece.state for piece in view.evidence)
    assert [piece.fresh for piece in view.evidence] == [piece.state == "counts" for piece in view.evidence]


def test_a_claim_without_dated_evidence_says_that_it_counts_as_2(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 3, M02="on word 4"), pack=pack)
    view = answer_views(context(result))["M02"]
    assert (view.shown, view.claimed) == (2, 4)
    assert "counts as 2" in view.remark
    assert view.no_evidence


def test_the_answer_to_the_one_question_is_not_said_a_second_time_as_its_reason(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    asked = pillar_views(context(example("haneul-district"), "ko"))[0].questions[0]
    assert asked.head == "답은 ‘하라는 지시가 있어서’"
    assert asked.choice == ""
    assert pillar_views(context(example("maple-library")))[0].questions[0].choice == "To hear what people say"
