"""All answers: how complete they are, and which evidence grows old."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from audit.model.result.result import EvidenceResult, Result
from audit.report.pages.answers import answers_view
from audit.report.parts.context import ReportContext

TODAY = datetime.date(2026, 11, 23)


def proof(last: datetime.date) -> EvidenceResult:
    return EvidenceResult(what="a memo", date=TODAY - datetime.timedelta(days=300), fresh=last >= TODAY, expires=last)


@pytest.mark.parametrize(
    ("days", "told", "stale"), [(-1, True, True), (0, True, False), (89, True, False), (90, False, False)]
)
def test_evidence_is_listed_that_counts_no_more_or_stops_counting_within_ninety_days(
    days: int, told: bool, stale: bool, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    last = TODAY + datetime.timedelta(days=days)
    questions = tuple(
        question.model_copy(
            update={
                "evidence": (proof(last), proof(last - datetime.timedelta(days=5))) if question.id == "M02" else (),
                "state": "answered",
            }
        )
        for question in whole.questions
    )
    ageing = answers_view(context(whole.model_copy(update={"questions": questions}))).ageing
    assert [row.href for row in ageing] == (["monitoring.html#M02"] if told else [])
    assert [row.is_stale for row in ageing] == ([stale] if told else [])


def test_what_a_condition_hides_is_not_among_the_answers(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("maple-library")
    hidden = {item.id for item in whole.inputs if item.state == "hidden"}
    hidden |= {question.id for question in whole.questions if question.state == "hidden"}
    view = answers_view(context(whole))
    shown = {item.id for item in view.profile}
    for pillar in view.pillars:
        shown |= {answer.id for answer in pillar.questions} | {item.id for item in pillar.inputs}
    assert hidden
    assert not hidden & shown
    everything = {item.id for item in whole.inputs} | {question.id for question in whole.questions}
    assert shown == everything - hidden


@pytest.mark.parametrize(
    ("name", "language", "said"), [("haneul-district", "ko", "대한민국"), ("maple-library", "en", "Canada")]
)
def test_the_country_is_named_in_the_readers_language(
    name: str, language: str, said: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    view = answers_view(context(example(name), language))
    assert said in [item.value for item in view.profile if item.id == "X5"]
