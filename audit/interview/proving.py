"""What proves a level: whether it is asked for, which drills are offered for it, and what the answer counts as without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.assess.verdict.evidence import is_complete
from audit.errors import Message, Translate, say
from audit.model.answers import Answer, Evidence, Sample
from audit.model.pack import NEEDS_EVIDENCE, WARN, WITHOUT_EVIDENCE, Input, Question
from audit.model.reading.samples import read_sample
from audit.model.values import Drill
from audit.wording.values import spoken_drill

MOST_OFFERED = 8
"""Drills that are offered: each has a key."""


@dataclass(frozen=True)
class Asked:
    """What is asked for.

    Attributes:
        question: The question.
        level: The level that it shall prove.
        gate: Whether a gate hangs on the question, so that without a check the verdict stays at a trial.
        law: Whether the law that obliges the agency to warn people is asked for too.
    """

    question: Question
    level: int
    gate: bool
    law: bool


def asks_for_law(answer: Answer, *, safety_critical: bool) -> bool:
    """Return whether the law that obliges the agency to warn people is asked for, at every level (RULES 4).

    Args:
        answer: The answer to the question why an account is wanted.
        safety_critical: Whether the agency's own silence can cost lives within hours.
    """
    return safety_critical and WARN in answer.purposes


def drills_offered(
    register: Input, drills: Sequence[Drill], answer: Answer, translate: Translate, language: str
) -> list[Evidence]:
    """Return the drills of the register that can be given as evidence and are not given yet, at most eight.

    Args:
        register: The register.
        drills: Its rows that are evidence for the question.
        answer: What is answered so far.
        translate: Turns English message ids into the reader's language.
        language: The language of the pack's texts.
    """
    offered = (
        Evidence(
            what=translate("Drill of {drill}").format(drill=spoken_drill(register, row, translate, language)),
            where=f"{register.title[language]} ({register.id})",
            date=row.date,
        )
        for row in drills
    )
    given = {piece.what for piece in answer.evidence}
    return [piece for piece in offered if piece.what not in given][:MOST_OFFERED]


def outcome(asked: Asked, answer: Answer) -> Message | None:
    """Say plainly what an answer counts as without evidence, or without somebody else who has looked; None where all is well."""
    level, identity = answer.level or 0, asked.question.id
    pieces = [piece for piece in answer.evidence if is_complete(piece)]
    if asked.law and level == 0:
        return None
    if not pieces and level < NEEDS_EVIDENCE:
        return say(
            "{id}: saved as level {level}, on your word only until there is evidence with what, where and date.",
            id=identity,
            level=level,
        )
    if not pieces and answer.evidence:
        return say(
            "{id}: saved as level {level}. Its evidence does not say what, where and of which day, so it counts as {counts}.",
            id=identity,
            level=level,
            counts=WITHOUT_EVIDENCE,
        )
    if not pieces:
        return say(
            "{id}: saved as level {level}. Without evidence it counts as {counts}.",
            id=identity,
            level=level,
            counts=WITHOUT_EVIDENCE,
        )
    if asked.gate and all(piece.checked is None for piece in pieces):
        return say(
            "{id}: saved as level {level}. Until somebody else has seen its evidence, the verdict stays at a trial.",
            id=identity,
            level=level,
        )
    return None


def sample_of(text: str) -> Sample | None:
    """Read a sample as somebody typed it; None where all of it was looked at.

    Raises:
        WrongValue: It does not say how many of how many.
    """
    read = read_sample(text)
    return Sample(looked=read[0], of=read[1]) if read else None
