"""What a text calls the audited body: by its kind, in every language, with the particle that the word takes."""

from __future__ import annotations

import pytest

from audit.model.body import Body, body_of, filled_in


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("{head:이} 결재했습니다", "기관장", "기관장이 결재했습니다"),
        ("{head:이} 결재했습니다", "대표", "대표가 결재했습니다"),
        ("{head:은} {head:과}", "회장", "회장은 회장과"),
        ("{head:은} {head:과}", "대표", "대표는 대표와"),
        ("{head:으로} {head:을}", "대표", "대표로 대표를"),
        ("{head:으로}", "기관장", "기관장으로"),
        ("{head:으로}", "교육실", "교육실로"),
        ("{head}에게", "대표", "대표에게"),
    ],
)
def test_a_korean_particle_follows_the_word(text: str, word: str, said: str) -> None:
    assert filled_in(text, {"head": word}) == said


def test_a_capital_in_braces_is_a_capital_in_the_text_and_what_is_filled_later_stays() -> None:
    assert filled_in("{Body}: {agency}, {date}", {"body": "company"}) == "Company: {agency}, {date}"


@pytest.mark.parametrize(
    ("audience", "purpose", "expected"),
    [
        (None, "citizen-service", "residents"),
        (None, "information", "users"),
        (None, "safety-critical", "people"),
        (None, None, "people"),
        ("members", "citizen-service", "members"),
    ],
)
def test_whom_it_serves_is_what_it_says_else_by_x1(audience: None, purpose: str | None, expected: str) -> None:
    assert body_of("company", audience, purpose) == Body("company", expected)
