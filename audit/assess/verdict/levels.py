"""The three figures of a question: shown, claimed, possible (RULES 1.2)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from audit.assess.calendar import months_later
from audit.model.answers import OPEN, Answer, Evidence, claimed_level, standing
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
        fresh: Whether at least one piece of evidence counts on the day of the audit.
        lowered: Why `shown` is below `claimed`.
    """

    state: Standing
    shown: int | None
    claimed: int | None
    possible: int | None
    fresh: bool = False
    lowered: Lowered | None = None

    @property
    def assessed(self) -> bool:
        """Whether the question counts in the score."""
        return self.shown is not None


def expires(evidence: Evidence, shelf_life: int) -> datetime.date | None:
    """Return the last day on which evidence counts; None where it has no date.

    Args:
        evidence: The piece of evidence.
        shelf_life: Calendar months.
    """
    return months_later(evidence.date, shelf_life) if evidence.date else None


def is_fresh(evidence: Evidence, shelf_life: int, date: datetime.date) -> bool:
    """Return whether evidence counts: dated, not in the future, not past its shelf life (RULES 1.5)."""
    last = expires(evidence, shelf_life)
    return evidence.date is not None and last is not None and evidence.date <= date <= last


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
    fresh = any(is_fresh(piece, question.shelf_life, date) for piece in answer.evidence)
    state = standing(question, answer)
    if state == "not applicable":
        return Levels(state, None, None, None, fresh)
    claimed = claimed_level(question, answer)
    if claimed is None:
        return Levels(state, 0, 0, TOP_LEVEL, fresh)
    proved = claimed if claimed < NEEDS_EVIDENCE or fresh else WITHOUT_EVIDENCE
    return Levels("answered", proved, claimed, claimed, fresh, "evidence" if proved < claimed else None)


def all_levels(
    pack: Pack, answers: Mapping[str, Answer], shown: frozenset[str], date: datetime.date
) -> dict[str, Levels]:
    """Decide the figures of every question, by id."""
    return {
        question.id: levels_of(question, answers.get(question.id, OPEN), question.id in shown, date)
        for question in pack.questions
    }
