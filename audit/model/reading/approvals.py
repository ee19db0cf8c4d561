"""Approvals in one line, as the help says to write them: `120 no, 30 yes`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from audit.model.reading.amounts import read_number
from audit.model.reading.languages import TYPED, any_of, listed, longest_of
from audit.model.reading.letters import plain
from audit.model.reading.words import NOT_WORDS, UNKNOWN_WORDS, YES_WORDS, is_none
from audit.model.reading.wrong import MESSAGES, WrongValue, wrong

# The browser uses the same patterns. A comma without a blank may belong to a number; behind a word it does not.
COMMA_BEHIND_A_WORD = r"([^0-9 ]),(?! )"
NEXT = rf", | ?; ?| ?/ ?| {any_of(listed(*(typed.and_between for typed in TYPED)))} "
REACHED = rf"^(.+?) ?[(]?({longest_of([*YES_WORDS, *NOT_WORDS])})[)]?$"
_COMMA, _NEXT, _REACHED = (re.compile(pattern) for pattern in (COMMA_BEHIND_A_WORD, NEXT, REACHED))


@dataclass(frozen=True)
class Layer:
    """One approval: minutes when reachable (None: unknown), and whether it can be reached out of hours (None: not said)."""

    minutes: int | None
    out_of_hours: bool | None


def is_list_of_approvals(text: str) -> bool:
    """Tell whether a text holds the approvals themselves, and not only how many there are."""
    said = plain(text)
    return bool(_REACHED.match(said) or len(_NEXT.split(_COMMA.sub(r"\1, ", said))) > 1) and not is_none(text)


def read_approvals(text: str, bounds: tuple[Fraction, Fraction], most: int) -> tuple[Layer, ...]:
    """Read `120 no, 30 yes`: for each approval its minutes, then whether it can be reached out of hours.

    Args:
        text: What somebody wrote; where nothing is said about being reached, it is no.
        bounds: The fewest and the most minutes of one approval.
        most: How many approvals are taken.

    Raises:
        WrongValue: One of them is no approval, or there are too many.
    """
    pieces = _NEXT.split(_COMMA.sub(r"\1, ", plain(text)))
    if len(pieces) > most:
        raise wrong("too_many_approvals", text, count=len(pieces), most=most)
    return tuple(_approval(piece, bounds) for piece in pieces)


def _approval(piece: str, bounds: tuple[Fraction, Fraction]) -> Layer:
    match = _REACHED.match(piece)
    minutes, reached = (match[1], match[2] in YES_WORDS) if match else (piece, False)
    if minutes in UNKNOWN_WORDS:
        return Layer(None, reached)
    try:
        return Layer(int(read_number(minutes, *bounds, whole=True, unit="minutes")), reached)
    except WrongValue as problem:
        if problem.text == MESSAGES["not_number"]:
            raise wrong("not_approval", piece) from None
        raise
