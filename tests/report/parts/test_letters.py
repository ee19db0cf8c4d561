"""Letters hold only what was answered, and the page says what was not (RULES 4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from audit.model.answers import Answer, Answers, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.report.parts.letters import letter_views

pytestmark = pytest.mark.sampled

UNANSWERED = {"en": "has not been answered yet", "ko": "아직 답하지 않았습니다"}
NOTHING_FOUND = (
    "This audit has seen",
    "We looked for",
    "could show nothing",
    "not yet clear",
    "확인되지 않았습니다",
    "내놓지 못했습니다",
)
TOLD_TO = Answer(purposes=("told-to",), text="by noon")


@pytest.fixture
def probe(pack: Pack, answers_at: Callable[..., Answers], judged: Callable[..., Result], proof: Evidence) -> Any:
    """An audit with six answers, everything else open, in a mode; `L01=...` adds or replaces answers."""

    def make(mode: str = "run", **others: Answer | str | int) -> Result:
        given: dict[str, Answer | str | int] = {
            "L03": Answer(level=3, evidence=(proof,)),
            "L06": Answer(level=0),
            "M01": Answer(level=3, evidence=(proof,)),
            "M07": Answer(level=1),
            "T01": Answer(level=2),
            "E04": Answer(level=2),
        }
        return judged(answers_at(pack, "open", **(given | others)), mode=mode, pack=pack)

    return make


def _headings(page: str) -> list[str]:
    return re.findall(r"^## (.+?) \{#", page, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("mode", ["plan", "run"])
@pytest.mark.parametrize("state", ["open", "unknown"])
def test_no_letter_and_no_page_says_what_was_found_where_nobody_answered(
    language: str,
    mode: str,
    state: str,
    probe: Any,
    rendered: Callable[..., dict[str, str]],
    seen: Callable[[str], str],
) -> None:
    result = probe(mode, L01=state, L04=state)
    assert {cap.name for cap in result.verdict.caps} == {"GA"}
    assert result.verdict.letters == ()
    pages = rendered(result, language)
    assert "letter.md" not in pages
    # What the clock says of numbers that nobody gave is another matter.
    words = " ".join(seen(re.split(r"^## .*\{#clock\}", pages["index.md"], flags=re.MULTILINE)[0]).split())
    assert words.count(UNANSWERED[language]) == 2, "the gate, and why there is no letter"
    assert [found for found in NOTHING_FOUND if found in words] == []


@pytest.mark.parametrize("mode", ["plan", "run"])
def test_the_letter_says_what_was_answered(
    mode: str, probe: Any, rendered: Callable[..., dict[str, str]], seen: Callable[[str], str]
) -> None:
    told = probe(mode, L01=TOLD_TO)
    assert [letter.id for letter in told.verdict.letters] == ["intent"]
    pages = rendered(told)
    assert "“Because we were told to”" in " ".join(seen(pages["letter.md"]).split())
    for name in ("index.md", "letter.md"):
        assert UNANSWERED["en"] not in " ".join(seen(pages[name]).split())


def test_beside_a_letter_a_gate_whose_answer_is_open_is_called_open(
    probe: Any, rendered: Callable[..., dict[str, str]], seen: Callable[[str], str]
) -> None:
    told = probe("plan", L01=TOLD_TO, M01="open")
    assert {cap.name for cap in told.verdict.caps} == {"GA", "GC"}
    assert " ".join(seen(rendered(told)["index.md"]).split()).count(UNANSWERED["en"]) == 1


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("mode", ["plan", "run"])
def test_two_letters_never_share_a_heading(
    language: str, mode: str, probe: Any, rendered: Callable[..., dict[str, str]]
) -> None:
    result = probe(mode, L01=TOLD_TO)
    (letter,) = result.verdict.letters
    other = letter.model_copy(update={"id": "action", "subject": {"en": "One change first", "ko": "먼저 바꿀 것 하나"}})
    verdict = result.verdict.model_copy(update={"letters": (letter, other)})
    headings = _headings(rendered(result.model_copy(update={"verdict": verdict}), language)["letter.md"])
    assert len(headings) == len(set(headings)) == 2


def test_a_letter_stands_on_a_page_of_its_own_that_the_summary_leads_to(
    probe: Any, rendered: Callable[..., dict[str, str]], seen: Callable[[str], str]
) -> None:
    pages = rendered(probe("plan", L01=TOLD_TO))
    assert '<a href="letter.html">' in pages["index.md"]
    assert "Subject:" not in seen(pages["index.md"])
    words = seen(pages["letter.md"])
    assert "To: Head" in words
    assert "Name, signature and date:" in words
    assert pages["letter.md"].count('class="lf-letter lf-sheet"') == 1


def test_a_letter_names_no_file_of_the_audit(probe: Any, rendered: Callable[..., dict[str, str]]) -> None:
    pages = rendered(probe("plan", L01=TOLD_TO))
    assert [name for name in ("index.md", "letter.md") if ".yml" in pages[name]] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_letter_speaks_to_the_mode_of_the_audit(
    language: str, probe: Any, context: Callable[..., ReportContext]
) -> None:
    def text(mode: str) -> str:
        letters = letter_views(context(probe(mode, L01=TOLD_TO), language))
        return " ".join(f"{letter.heading} {letter.subject} {' '.join(letter.body)}" for letter in letters)

    closing = {"en": "advises closing our social-media accounts", "ko": "종료하도록 권합니다"}[language]
    opening = {"en": "advises against opening", "ko": "계정 개설을 권하지 않습니다"}[language]
    assert (closing in text("run"), opening in text("run")) == (True, False)
    assert (closing in text("plan"), opening in text("plan")) == (False, True)
    for unsure in ("Accounts that already run", "이미 운영하는 계정이 있다면"):
        assert unsure not in text("plan") + text("run")


def test_whoever_would_not_want_it_without_a_voice_is_quoted_with_that(
    probe: Any, context: Callable[..., ReportContext]
) -> None:
    hesitates = Answer(purposes=("hear", "promote"), without_voice="no", text="to hear")
    (letter,) = letter_views(context(probe("plan", L01=hesitates)))
    said = "“To hear what people say · To promote our work · without posts of your own: No”"
    assert said in " ".join(letter.body)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_tells_to_delete_or_not_to_delete_all_in_one_go(
    language: str, probe: Any, rendered: Callable[..., dict[str, str]]
) -> None:
    pages = rendered(probe("run", L01=TOLD_TO), language)
    assert [path for path, page in pages.items() if "elete nothing at once" in page or "한꺼번에 지우" in page] == []
    assert {"en": "do not delete anything yet", "ko": "지금 바로 지우지는 마십시오"}[language] in pages["index.md"]


def test_a_letter_is_filled_once_and_never_again(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    tricky = example("haneul-district").model_copy(update={"agency": "{date} Office {alternative}", "agency_names": {}})
    for letter in letter_views(context(tricky)):
        whole = "".join((letter.subject, *letter.body))
        assert "{date} Office {alternative}" in whole
        assert "{" not in whole.replace("{date} Office {alternative}", "")
