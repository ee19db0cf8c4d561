"""The digest of what was answered, for the record."""

from __future__ import annotations

from fractions import Fraction

from audit.files.digest import answers_digest
from audit.model.answers import Agency, Answer, Answers, Settings

SETTINGS = Settings(format=2, agency=Agency(name="Acme"), languages=("en",), pack="listen-first")


def digest_of(hours: Fraction) -> str:
    answer = Answer(value={"people": Fraction(2), "hours": hours})
    return answers_digest(
        SETTINGS, {"lead": Answers(format=1, pack="listen-first", version="1.0.0", answers={"N11": answer})}
    )


def test_half_an_hour_is_another_answer_than_an_hour() -> None:
    assert digest_of(Fraction(1, 2)) == digest_of(Fraction(2, 4)) != digest_of(Fraction(1))
