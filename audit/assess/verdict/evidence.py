"""Evidence: what counts as a piece, how long it stays fresh, and whether somebody else has looked (RULES 1.5)."""

from __future__ import annotations

import datetime
import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from audit.assess.calendar import later
from audit.model.answers import OUTSIDE, Answer, Evidence, Person
from audit.model.pack import TOP_LEVEL, Pack, Question, Role, Span

LEAST_WIDTH = 6
"""How wide `what` is at least; a Hangul syllable counts 2 (ours)."""


def is_complete(piece: Evidence) -> bool:
    """Return whether a piece says what it is, where it lies and of which day it is; any other counts as none."""
    return bool(piece.where.strip()) and piece.date is not None and _width(piece.what) >= LEAST_WIDTH


@functools.cache
def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text.strip())


def expires(piece: Evidence, lives: Iterable[Span]) -> datetime.date | None:
    """Return the last day on which a piece counts: of the shortest of some lengths of time; None where it counts never.

    Args:
        piece: The piece of evidence.
        lives: What `Question.life_at` gives for a level.
    """
    if piece.date is None or not is_complete(piece):
        return None
    return min(later(piece.date, life) for life in lives)


def shortest(lives: Iterable[Span], date: datetime.date) -> Span:
    """Return the shortest of some lengths of time; which that is hangs on the calendar, so on the day they begin."""
    return min(lives, key=lambda life: later(date, life))


def is_fresh(piece: Evidence, lives: Iterable[Span], date: datetime.date) -> bool:
    """Return whether a piece counts on a day: complete, not in the future, not past its shelf life."""
    last = expires(piece, lives)
    return last is not None and piece.date is not None and piece.date <= date <= last


def is_checked(piece: Evidence, date: datetime.date) -> bool:
    """Return whether somebody else has seen or tested a piece, not before its own day and not after the audit's.

    Whether it was somebody else was decided where it was clear who answered (`heard`).
    """
    check = piece.checked
    return check is not None and piece.date is not None and piece.date <= check.date <= date


def heard(answer: Answer, roles: frozenset[str], known: frozenset[str], people: Mapping[str, Person]) -> Answer:
    """Return an answer without the checks that do not hold: by nobody, by oneself, or by oneself under another role.

    Args:
        answer: What was answered.
        roles: The roles of whoever answered.
        known: The roles of the pack.
        people: Who holds which role; a role that is not named is somebody else.
    """
    if all(piece.checked is None for piece in answer.evidence):
        return answer
    others = {OUTSIDE, *_others(roles, known, people)}
    pieces = tuple(
        piece if piece.checked is None or piece.checked.by in others else piece.model_copy(update={"checked": None})
        for piece in answer.evidence
    )
    return answer.model_copy(update={"evidence": pieces})


def other_roles(pack: Pack, role: str, people: Mapping[str, Person]) -> tuple[Role, ...]:
    """Return the roles of a pack that somebody else holds than whoever answers in a role, in the pack's order."""
    others = _others(frozenset((role,)), frozenset(other.id for other in pack.head.roles), people)
    return tuple(other for other in pack.head.roles if other.id in others)


def _others(roles: frozenset[str], known: frozenset[str], people: Mapping[str, Person]) -> frozenset[str]:
    own = {people[role].name for role in roles if role in people and people[role].name}
    return frozenset(by for by in known - roles if not (by in people and people[by].name in own))


def turns(question: Question, answer: Answer) -> Iterator[datetime.date]:
    """Give the days on which a piece of evidence, or a check of it, begins or ceases to count."""
    for piece in answer.evidence:
        yield from ends(question, piece)
        if piece.date is not None:
            yield piece.date
        if piece.checked is not None:
            yield piece.checked.date


def ends(question: Question, piece: Evidence) -> Iterator[datetime.date]:
    """Give the days after the last one on which a piece is fresh, for any level."""
    if piece.date is None or not is_complete(piece):
        return
    # The lengths of time of a level are those of the level below and its own: the shortest so far decides.
    lasts = [*accumulate((later(piece.date, life) for life in question.life_at(TOP_LEVEL)), min)]
    for last in dict.fromkeys(lasts[len(question.life_at(0)) - 1 :]):
        yield from day_after(last, 0)


def day_after(day: datetime.date, days: int) -> Iterator[datetime.date]:
    """Give the day after so many days; nothing where the calendar ends before it."""
    try:
        yield day + datetime.timedelta(days=days + 1)
    except OverflowError:
        return
