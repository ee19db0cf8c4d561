"""Evidence: whether a piece counts, who has looked, and how many of each there are."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from audit.model.answers import Answer, Answers, Checked, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.answers import answer_of
from audit.report.parts.context import ReportContext
from audit.report.parts.evidence import evidence_finding

DATE = datetime.date(2026, 11, 2)
LOOKED = datetime.date(2026, 11, 9)


@pytest.fixture
def told(
    pack: Pack, answers_at: Callable[..., Answers], judged: Callable[..., Result], context: Callable[..., Any]
) -> Callable[..., ReportContext]:
    """An audit whose only evidence stands at M02."""

    def make(*pieces: Evidence, language: str = "en") -> ReportContext:
        answers = answers_at(pack, "open", M02=Answer(level=3, evidence=pieces))
        made: ReportContext = context(judged(answers, pack=pack), language)
        return made

    return make


def _piece(**fields: Any) -> Evidence:
    return Evidence(**{"what": "the paper", "where": "shelf 2", "date": DATE, **fields})


def test_evidence_says_whether_it_counts_and_why_not(told: Callable[..., ReportContext]) -> None:
    pieces = {
        "counts": _piece(),
        "does not count: too old": _piece(date=datetime.date(2019, 11, 2)),
        "does not count: dated in the future": _piece(date=datetime.date(2027, 1, 1)),
        "does not count: no date": _piece(date=None),
        "does not count: it does not say where it lies": _piece(where=" "),
        "does not count: it hardly says what it is": _piece(what="x"),
    }
    views = answer_of(told(*pieces.values()), "M02").evidence
    assert [view.state for view in views] == list(pieces)
    assert [view.fresh for view in views] == [state == "counts" for state in pieces]
    assert [bool(view.checked) for view in views] == [True, True, True, False, False, False]


def test_a_piece_says_which_role_has_looked_and_when(told: Callable[..., ReportContext]) -> None:
    context = told(
        _piece(),
        _piece(checked=Checked(by="head", date=LOOKED, how="seen")),
        _piece(checked=Checked(by="outside", date=LOOKED, how="tested")),
        _piece(checked=Checked(by="head", date=datetime.date(2027, 1, 1), how="seen")),
    )
    views = answer_of(context, "M02").evidence
    assert [view.checked for view in views] == [
        "told only",
        f"seen on 9 November 2026: {context.owner('head')}",
        "tested on 9 November 2026: somebody from outside",
        "told only: a check of 1 January 2027 lies before the piece or after the audit",
    ]


def test_the_law_that_obliges_to_warn_is_named_as_that(told: Callable[..., ReportContext]) -> None:
    views = answer_of(told(_piece(law=True), _piece()), "M02").evidence
    assert [view.law for view in views] == ["the law that obliges you to warn people", ""]


def test_pieces_are_counted_as_told_seen_and_tested_apart_from_those_that_count_as_none(
    told: Callable[..., ReportContext],
) -> None:
    seen = Checked(by="head", date=LOOKED, how="seen")
    context = told(_piece(), _piece(), _piece(checked=seen), _piece(where=""), _piece(date=datetime.date(2019, 1, 1)))
    assert evidence_finding(context) == (
        "Of 3 pieces of evidence that count: 2 told, 1 seen by somebody else, 0 tested. "
        "Without what, where or date, so counted as none: 1. Too old, or dated ahead: 1."
    )
    assert evidence_finding(told(_piece(what="x"))).startswith("No piece of evidence counts.")
    assert evidence_finding(told()) == ""


@pytest.mark.parametrize("page", ["index.md", "answers.md", "method.md"])
def test_wherever_something_is_called_shown_the_count_stands(
    page: str, rendered: Callable[..., dict[str, str]], example: Callable[[str], Result]
) -> None:
    assert "seen by somebody else" in rendered(example("maple-library"))[page]
