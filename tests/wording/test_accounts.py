"""The sentences of the register: each kind has its own, in every language, with its numbers and without a blank."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import get_args

import pytest

from audit.model.result.accounts import (
    FINDINGS,
    AccountFinding,
    AccountSuggestion,
    FindingKind,
    SuggestionKind,
)
from audit.wording.accounts import SHOWN_WORDS, finding_mark, finding_sentence, suggestion_sentence
from audit.wording.locale import Locale


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_finding_has_a_sentence_of_its_own_for_one_and_for_several(
    locale: Callable[[str], Locale], language: str
) -> None:
    assert set(FINDINGS) == set(get_args(FindingKind))
    said = set()
    for kind in FINDINGS:
        for count in (1, 3):
            finding = AccountFinding(
                kind=kind,
                accounts=tuple(f"A{n}" for n in range(count)),
                of=7,
                words=tuple(f"w{n}" for n in range(count)),
                questions=("M02",),
            )
            said.add(finding_sentence(finding, locale(language), 90))
        assert finding_mark(kind, locale(language))
    assert len(said) == 2 * len(FINDINGS)
    assert not [
        sentence for sentence in said if "{" in sentence or (language == "ko" and re.search("accounts", sentence))
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_suggestion_says_why(locale: Callable[[str], Locale], language: str) -> None:
    sentences = {
        kind: suggestion_sentence(AccountSuggestion(question="T09", kind=kind, numbers=(3, 7)), locale(language))
        for kind in get_args(SuggestionKind)
    }
    assert len(set(sentences.values())) == len(get_args(SuggestionKind))
    assert all("3" in sentence and "{" not in sentence for sentence in sentences.values())


def test_a_no_names_only_what_got_one(locale: Callable[[str], Locale]) -> None:
    def said(*numbers: int) -> str:
        return suggestion_sentence(AccountSuggestion(question="L10", kind="said-no", numbers=numbers), locale("en"))

    assert "platform" not in said(1, 0)
    assert "account" not in said(0, 1)
    assert "1 account to be merged or closed, 2 platforms" in said(1, 2)


def test_a_long_list_of_names_is_counted(locale: Callable[[str], Locale]) -> None:
    words = tuple(f"@name{number}" for number in range(20))
    finding = AccountFinding(kind="unlisted", words=words, questions=("T09",), of=400)
    said = finding_sentence(finding, locale("en"), 90)
    assert said.count("@name") == SHOWN_WORDS
    assert f"and {400 - SHOWN_WORDS} more" in said
