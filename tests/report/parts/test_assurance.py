"""What was verified: one count and one sentence, in all and behind every gate."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from audit.model.answers import Answer, Answers, Checked, Evidence, Sample
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.answers import answer_of
from audit.report.parts.assurance import Assurance, assurance_of_gates, assurance_sentence, samples
from audit.report.parts.context import ReportContext

DATE, LOOKED = datetime.date(2026, 11, 2), datetime.date(2026, 11, 9)
TOLD = Evidence(what="the paper", where="shelf 2", date=DATE)
OLD = TOLD.model_copy(update={"date": datetime.date(2019, 1, 1)})


def looked(how: str, sample: Sample | None = None) -> Evidence:
    check = Checked.model_validate({"how": how, "by": "outside", "date": LOOKED, "sample": sample})
    return TOLD.model_copy(update={"checked": check})


@pytest.fixture
def shown(
    pack: Pack, answers_at: Callable[..., Answers], judged: Callable[..., Result], context: Callable[..., Any]
) -> Callable[..., ReportContext]:
    """An audit whose only evidence is what is named here, by question."""

    def make(language: str = "en", **pieces: tuple[Evidence, ...]) -> ReportContext:
        given = {name: Answer(level=3, evidence=evidence) for name, evidence in pieces.items()}
        made: ReportContext = context(judged(answers_at(pack, "open", **given), pack=pack), language)
        return made

    return make


def test_one_sentence_says_what_was_told_seen_and_tested(shown: Callable[..., ReportContext]) -> None:
    context = shown(M01=(TOLD, looked("seen"), OLD), T01=(TOLD, looked("tested")))
    assert assurance_sentence(context) == (
        "Of 4 pieces of evidence that count: 2 told, 1 seen by somebody else, 1 tested."
    )


def test_where_nobody_else_has_looked_it_says_so(shown: Callable[..., ReportContext]) -> None:
    nobody = "Nothing here was seen by anybody else."
    assert assurance_sentence(shown(M01=(TOLD,))).endswith(nobody)
    assert assurance_sentence(shown(M01=(OLD,))) == f"No piece of evidence counts. {nobody}"
    assert assurance_sentence(shown()) == "No evidence was given: nothing here was seen by anybody else."


def test_every_gate_that_reads_answers_counts_what_stands_behind_it(shown: Callable[..., ReportContext]) -> None:
    rows = {row.code: row.assurance for row in assurance_of_gates(shown(M01=(TOLD, looked("seen")), M02=(TOLD,)))}
    assert rows["GC"] == Assurance(told=1, seen=1, tested=0)
    assert rows["GD"] == Assurance(told=0, seen=0, tested=0)
    assert not {"GH", "GI", "GJ"} & set(rows), "what reads a figure alone has no evidence of its own"


@pytest.mark.parametrize(("language", "said"), [("en", "12 of 40 looked at"), ("ko", "40건 중 12건 확인")])
def test_a_sample_is_told_with_its_piece(shown: Callable[..., ReportContext], language: str, said: str) -> None:
    context = shown(language, M01=(looked("tested", Sample(looked=12, of=40)), looked("seen")))
    assert [row.said for row in samples(context)] == [said]
    assert answer_of(context, "M01").evidence[0].checked.endswith(said)
