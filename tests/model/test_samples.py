"""How much of something was looked at, as people type it."""

from __future__ import annotations

import pytest

from audit.model.reading.samples import read_sample
from audit.model.values import WrongValue

UNDERSTOOD = {
    "12 of 40": (12, 40),
    "12/40": (12, 40),
    "12 out of 40 posts": (12, 40),
    "40건 중 12건": (12, 40),
    "40개 중에서 12개": (12, 40),
    "１２ / ４０": (12, 40),
    "40 of 40": (40, 40),
    "  ": None,
}


@pytest.mark.parametrize(("typed", "meant"), UNDERSTOOD.items())
def test_of_two_numbers_the_smaller_one_was_looked_at(typed: str, meant: tuple[int, int] | None) -> None:
    assert read_sample(typed) == meant


@pytest.mark.parametrize(
    "typed", ["12", "some", "0 of 40", "1, 2 of 40", "1.5 of 40", "12 of 10,000", "2026-11-02", "12345678901 of 2"]
)
def test_what_does_not_say_how_many_of_how_many_is_asked_back(typed: str) -> None:
    with pytest.raises(WrongValue, match="how many of how many"):
        read_sample(typed)
