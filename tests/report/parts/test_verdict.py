"""The verdict: what holds it, and what to do first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from audit.model.answers import Answers
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.actions import first_step
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.verdict import keeping, verdict_view


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_rung_has_a_headline(
    language: str, rungs: Mapping[tuple[str, str], Result], context: Callable[..., ReportContext]
) -> None:
    assert [key for key, result in rungs.items() if not verdict_view(context(result, language)).headline] == []


def test_whoever_only_has_to_start_looking_is_told_that_and_no_more(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    def headline(given: int | str) -> str:
        return verdict_view(context(assessed(answers_at(pack, 4, M01=given), pack=pack))).headline

    assert headline(0) == "No account yet. Start looking today, and ask again in 30 days."
    assert "Nobody has said whether someone looks" in headline("unknown")
    assert "Nobody has said whether someone looks" in headline("open")


def test_beside_the_verdict_stands_how_much_is_open(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    whole = assessed(answers_at(pack, 4), pack=pack)

    def so_far(*opened: str) -> str:
        verdict = whole.verdict.model_copy(update={"open": opened, "open_holding": ()})
        return verdict_view(context(whole.model_copy(update={"verdict": verdict}))).so_far

    assert so_far() == ""
    assert so_far("M02") == "So far: 1 question open."
    assert so_far("M02", "M03") == "So far: 2 questions open."


@pytest.mark.parametrize("given", ["open", "unknown"])
def test_where_nobody_answered_the_one_question_nothing_is_said_to_be_missing(
    given: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 4, L01=given), pack=pack)
    assert verdict_view(context(result)).headline == (
        "No account yet. The question that decides has not been answered: whether you want to hear people."
    )


@pytest.mark.parametrize("given", ["open", "unknown"])
def test_no_running_account_is_to_be_closed_for_an_answer_that_nobody_gave(
    given: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 4, L01=given), "run", pack=pack)
    assert result.verdict.rung == "stop-in-order"
    headline = verdict_view(context(result)).headline
    assert headline.startswith("Nothing new until the question that decides is answered")
    assert "Close your accounts" not in headline


def test_the_verdict_names_what_to_do_first_unless_the_one_question_comes_before_any_work(
    rungs: Mapping[tuple[str, str], Result], context: Callable[..., ReportContext]
) -> None:
    for result in rungs.values():
        first, verdict = first_step(context(result)), result.verdict
        firsts = verdict.this_week if verdict.rank == 0 else result.first
        expected = None if verdict.reason == "intent" or not firsts else firsts[0]
        assert (first.id if first else None) == expected


def test_on_the_highest_rung_it_says_what_to_renew_and_by_when_and_below_it_the_steps_do(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    kept = keeping(context(example("narae-city")))
    assert kept == Link("monitoring.html#M01", "Renew what grows old by 20 February 2027: Regular checks")
    assert keeping(context(example("maple-library"))) is None
    assert keeping(context(example("haneul-district"))) is None
