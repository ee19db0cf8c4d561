"""How much of something was looked at, as people type it: 12 of 40, 12/40, 40건 중 12건."""

from __future__ import annotations

import re

from audit.model.reading.letters import plain
from audit.model.reading.wrong import N_, WrongValue, shown

NUMBER = r"[0-9]{1,9}"
LOOSE = r"[0-9][.,:-][0-9]|[0-9]{10}"
"""Digits that are no plain count: 1.5, 10,000, a day or a time."""
NOT_A_SAMPLE = N_("{text} does not say how many of how many; write 12 of 40")


def read_sample(text: str) -> tuple[int, int] | None:
    """Read how many were looked at, and of how many; None where nothing is typed: all of it was.

    Args:
        text: What was typed. Of two numbers the smaller one was looked at, in whatever order a language names them.

    Raises:
        WrongValue: It does not hold two whole numbers from 1 on.
    """
    typed = plain(text)
    if not typed:
        return None
    numbers = [int(number) for number in re.findall(NUMBER, typed)]
    if re.search(LOOSE, typed) or len(numbers) != 2 or 0 in numbers:
        raise WrongValue(NOT_A_SAMPLE, text=shown(text))
    return min(numbers), max(numbers)
