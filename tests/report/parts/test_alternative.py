"""How another use of the same money is told in a report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.language import translator
from audit.model.result.result import AlternativeResult, Result
from audit.report.parts.alternative import complaints_of
from audit.wording.locale import Locale


@pytest.mark.parametrize(
    ("complaints", "of", "language", "said"),
    [
        ("312", "1240", "en", "312 of 1,240"),
        ("312", "1240", "ko", "전체 1,240건 중 312건"),
        ("312", "1,240", "en", "312 of 1,240"),
        ("37 of 96 comment cards", "", "en", "37 of 96 comment cards"),
        ("", "1240", "en", ""),
    ],
)
def test_complaints_are_told_with_how_many_there_were_in_all(
    complaints: str, of: str, language: str, said: str
) -> None:
    told = AlternativeResult(service="Lamps", complaints=complaints, of=of)
    assert complaints_of(told, Locale(language, translator(language))) == said


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_instead_of_numbers_stay_as_they_are_told(language: str) -> None:
    told = AlternativeResult(service="Lamps", complaints="most", of="all letters")
    said = complaints_of(told, Locale(language, translator(language)))
    assert said == "most (all letters)"


def test_what_was_not_told_of_another_use_gets_no_empty_line(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    whole = example("haneul-district")
    told = AlternativeResult(service="Lamps")
    page = rendered(whole.model_copy(update={"alternative": told, "alternatives": {}}))["index.md"]
    assert "<bdi>Lamps</bdi>" in page
    assert "Money:" not in page
    assert "Complaints about it:" not in page
