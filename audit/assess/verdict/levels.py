"""The three figures of a question: shown, claimed, possible (RULES 1.2)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from audit.assess.verdict.evidence import is_checked, is_fresh
from audit.model.answers import OPEN, Answer, Evidence, State, claimed_level, standing
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE, Pack, Question
from audit.model.result.result import Lowered, Standing


@dataclass(frozen=True)
class Levels:
    """How one question stands.

    Attributes:
        state: Answered, unknown, not applicable, open, hidden or not assessed.
        shown: The level that can be proved, 0-4; None where the question leaves the score.
        claimed: The level that was answered.
        possible: The level if everything unknown turned out best.
        fresh: Whether at least one piece of evidence counts on the day of the audit, for the level that is shown.
        checked: Whether somebody else has seen or tested such a piece.
        lowered: Why `shown` is below `claimed`.
    """

    state: Standing
    shown: int | None
    claimed: int | None
    possible: int | None
    fresh: bool = False
    checked: bool = False
    lowered: Lowered | None = None

    @property
    def assessed(self) -> bool:
        """Whether the question counts in the score."""
        return self.shown is not None


def levels_of(question: Question, answer: Answer, shown: bool, date: datetime.date) -> Levels:
    """Decide the figures of one question.

    Args:
        question: The question.
        answer: What was answered.
        shown: Whether its condition lets it be asked.
        date: The day of the audit.
    """
    if not shown:
        return Levels("hidden", None, None, None)
    if question.computed:
        return Levels("not assessed", None, None, None)
    state, claimed, proved = _proved(question, answer, date)
    if proved is None:
        return Levels(state, None, None, None)
    if claimed is None:
        return Levels(state, 0, 0, TOP_LEVEL)
    fresh = [piece for piece in answer.evidence if is_fresh(piece, question.life_at(proved), date)]
    return Levels(
        "answered",
        proved,
        claimed,
        claimed,
        fresh=bool(fresh),
        checked=any(is_checked(piece, date) for piece in fresh),
        lowered="evidence" if proved < claimed else None,
    )


def shown_level(question: Question, answer: Answer, date: datetime.date) -> int | None:
    """Return the level that can be proved of an answer to a question that is asked; None where it leaves the score."""
    return _proved(question, answer, date)[2]


def _proved(question: Question, answer: Answer, date: datetime.date) -> tuple[State, int | None, int | None]:
    """Return how an answer stands, the level that it claims and the one that counts."""
    state = standing(question, answer)
    if state == "not applicable":
        return state, None, None
    claimed = claimed_level(question, answer)
    return state, claimed, 0 if claimed is None else proved_level(question, claimed, answer.evidence, date)


def proved_level(question: Question, claimed: int, evidence: Iterable[Evidence], date: datetime.date) -> int:
    """Return the highest level up to the claimed one (0-4) that evidence proves on a day; up to 2 needs none (RULES 1.2)."""
    if claimed < NEEDS_EVIDENCE:
        return claimed
    pieces = tuple(evidence)
    levels = range(claimed, WITHOUT_EVIDENCE, -1)
    return next(
        (level for level in levels if any(is_fresh(piece, question.life_at(level), date) for piece in pieces)),
        WITHOUT_EVIDENCE,
    )


def all_levels(
    pack: Pack, answers: Mapping[str, Answer], shown: frozenset[str], date: datetime.date
) -> dict[str, Levels]:
    """Decide the figures of every question, by id."""
    return {
        question.id: levels_of(question, answers.get(question.id, OPEN), question.id in shown, date)
        for question in pack.questions
    }
