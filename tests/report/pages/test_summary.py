"""The first page: put together by what decided it."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.answers import Answer, Answers, Checked, Evidence
from audit.model.pack import Pack
from audit.model.result.numbers import WeeklyResult
from audit.model.result.result import AlternativeResult, Result
from audit.report.parts.caps import caps_finding
from audit.report.parts.context import ReportContext

pytestmark = pytest.mark.sampled

INFORM = Answer(purposes=("inform", "promote"), without_voice="no", text="to show what we do")


@pytest.fixture
def page(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Callable[..., dict[str, str]],
    seen: Callable[[str], str],
) -> Callable[..., str]:
    """What a reader sees of the first page; `L01=...` differs from an agency that does everything well."""

    def make(mode: str = "plan", language: str = "en", profile: dict[str, Any] | None = None, **others: Any) -> str:
        result = assessed(answers_at(pack, 4, **others), mode=mode, pack=pack, **(profile or {}))
        return " ".join(seen(rendered(result, language)["index.md"]).split())

    return make


@pytest.mark.parametrize(
    ("mode", "language", "name"),
    [
        ("plan", "en", "Reserve the name"),
        ("run", "en", "Keep the name"),
        ("plan", "ko", "계정 이름만 확보하십시오"),
        ("run", "ko", "계정 이름은 그대로 지키십시오"),
    ],
)
def test_whoever_only_has_something_to_tell_gets_a_signpost(
    mode: str, language: str, name: str, page: Callable[..., str]
) -> None:
    words = page(mode, language, L01=INFORM)
    assert {"en": "A signpost, not an account", "ko": "계정이 아니라 안내판"}[language] in words
    assert name in words


@pytest.mark.parametrize(
    "given",
    [
        Answer(purposes=("inform", "told-to")),
        Answer(purposes=("hear", "inform"), without_voice="no"),
        Answer(unknown=True),
        Answer(),
    ],
)
def test_whoever_wants_more_or_did_not_answer_gets_no_signpost(given: Answer, page: Callable[..., str]) -> None:
    assert "A signpost" not in page(L01=given)


def test_at_an_intent_the_rule_and_the_own_words_stand_with_the_one_question(page: Callable[..., str]) -> None:
    words = page(L01=INFORM)
    assert "to show what we do" in words
    assert re.search(r"Still wanted if you could only read and answer\?[^?]* No\b", words)
    assert "is not a yes" not in words
    assert "The letter, on one sheet" in words


def test_who_only_has_to_start_looking_gets_neither_sermon_nor_letter(page: Callable[..., str]) -> None:
    words = page(M01=0)
    assert "Start looking today, and ask again in 30 days." in words
    assert "letter" not in words.lower()
    assert "What the same money can do" not in words


@pytest.mark.parametrize("answers", [{"L01": INFORM}, {}])
def test_an_alternative_that_was_not_named_is_asked_for_in_plain_words(
    answers: dict[str, Answer], page: Callable[..., str]
) -> None:
    words = page(**answers)
    assert "Which one service that people need would gain most" in words
    assert "audit.yml" not in words


@pytest.mark.parametrize(("mode", "verb"), [("plan", "would work"), ("run", "work")])
def test_a_year_of_work_stands_beside_what_else_it_could_do(
    mode: str,
    verb: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Callable[..., dict[str, str]],
) -> None:
    result = assessed(answers_at(pack, 4), mode=mode, pack=pack)
    other = AlternativeResult(service="a second counter", amount="20,000 euros a year")
    words = rendered(result.model_copy(update={"alternative": other}))["index.md"]
    assert f"{verb} 80 hours a day on it (N11): over 250 working days (our figure) 20,000 hours a year." in words
    assert "a second counter" in words
    assert "20,000 euros a year" in words


def test_the_weekly_hours_of_the_plan_are_counted_into_the_year_unless_the_report_advises_against(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    rendered: Callable[..., dict[str, str]],
) -> None:
    weekly = WeeklyResult(first=Fraction(1), second=Fraction(2), whole=Fraction(5, 2), there=None)

    def page(**others: Any) -> str:
        result = assessed(answers_at(pack, 4, **others), pack=pack)
        return rendered(result.model_copy(update={"weekly": weekly}))["index.md"]

    words = "takes 2.5 hours a week once it is all done (our estimate): over 50 weeks 125 hours a year"
    assert words in page()
    assert words not in page(L01=INFORM)


def test_without_people_no_year_is_made_up(page: Callable[..., str]) -> None:
    assert "the hours of a year are not known" in page(N11=Answer(unknown=True))


@pytest.mark.parametrize("mode", ["plan", "run"])
def test_a_proven_duty_to_warn_says_what_is_allowed_and_names_no_end(
    mode: str, page: Callable[..., str], proof: Evidence
) -> None:
    looked = Checked(how="seen", by="outside", date=proof.date)
    law = proof.model_copy(update={"law": True, "checked": looked})
    told = Answer(purposes=("warn",), text="the law on disasters", evidence=(law,))
    words = page(mode, profile={"X1": "safety-critical"}, L01=told)
    assert "Warnings only" in words
    assert "What you may do" in words
    assert {"plan": "You may open one account for warnings.", "run": "You may publish warnings."}[mode] in words
    assert "three months" not in words
    assert "Ask again:" not in words


def test_the_rule_stands_beside_the_agencys_own_words(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    page = rendered(example("maple-library"))["index.md"]
    held = page[page.index('<div class="lf-decides">') : page.index("{#clock}")]
    rule, words = held.split('<div class="lf-decides-words">')[:2]
    assert "Nobody has written authority to speak at night" in rule
    assert "there is no honest way to promise a night" in words
    assert 'href="escalation.html#E04"' in words


@pytest.mark.parametrize(
    ("answers", "language", "finding"),
    [
        ({}, "en", "Nothing holds you back"),
        ({}, "ko", "판정을 낮춘 조건이 없습니다"),
        ({"L01": 0}, "en", "One thing decides: The wish to hear"),
        ({"L01": 0}, "ko", "판정을 정한 것은 하나, ‘듣고자 하는 의지’입니다"),
        ({"L01": 0, "M01": 0}, "en", "2 things decide"),
        ({"L01": 0, "M01": 0}, "ko", "2가지가 판정을 정했습니다"),
        ({"T01": 1}, "en", "One thing holds you here: An owner and a deputy"),
        ({"T01": 1}, "ko", "한 가지가 다음 단계를 막고 있습니다: 담당자와 대직자"),
        ({"T01": 1, "T09": 1}, "en", "2 things hold you here"),
        ({"T01": 1, "T09": 1}, "ko", "2가지가 다음 단계를 막고 있습니다"),
    ],
)
def test_the_finding_above_what_holds_the_verdict(
    answers: dict[str, int],
    language: str,
    finding: str,
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
) -> None:
    result = assessed(answers_at(pack, 4, **answers), pack=pack)
    assert caps_finding(context(result, language)) == finding


@pytest.mark.parametrize("name", ["haneul-district", "maple-library", "narae-city"])
def test_facts_of_a_step_stand_apart_without_a_dot_between_them(
    name: str, example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    """A middle dot is set in one face before Hangul and in another behind a digit."""
    for path, page in rendered(example(name), "ko").items():
        if path in ("index.md", "listening.md", "monitoring.md", "staffing.md", "escalation.md", "chain.md"):
            assert "&nbsp;·" not in page, path
