"""What is asked about another use of the same money, and how what was told is kept."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from audit.model.values import N_, WrongValue, read_number, written_number

PARTS: Mapping[str, str] = {
    "service": N_("Which other service could use the same money?"),
    "amount": N_("How much money is it? For example: 12 million won a year."),
    "complaints": N_("How many complaints were there about that service, in the last year?"),
    "of": N_("Of how many complaints in all?"),
}
COUNTS = ("complaints", "of")
MOST = Fraction(10**9)


def counted(text: str) -> str:
    """Return a number of complaints in its plain form; other words as they are."""
    try:
        return written_number(read_number(text, Fraction(0), MOST, True, "messages"))
    except WrongValue:
        return text


def in_language(words: str | Mapping[str, str], language: str) -> str:
    """Return words that may be one text for every language, or one for each."""
    return words if isinstance(words, str) else words.get(language, words.get("", ""))
