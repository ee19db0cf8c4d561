"""A proven duty to warn: who must warn people of danger may do so without wishing to hear (RULES 4)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from audit.assess.verdict.evidence import is_checked, is_fresh
from audit.model.answers import OPEN, Answer, Answers, Settings, claimed_level
from audit.model.known import LEAD, PURPOSE, SAFETY_CRITICAL, WISH_TO_HEAR
from audit.model.pack import WARN, Pack, Question


def proves_duty_to_warn(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    answers: Mapping[str, Answer],
    date: datetime.date,
) -> bool:
    """Return whether a law that obliges the body to warn people was shown to somebody else.

    Args:
        pack: The pack.
        settings: What `audit.yml` says: X1 must be answered, and safety-critical.
        voices: What each respondent answered: to warn is among the purposes of the lead, else of every voice.
        answers: What counts, without checks of evidence that nobody else made.
        date: The day of the audit.
    """
    question = pack.by_id.get(WISH_TO_HEAR)
    if not isinstance(question, Question) or settings.profile.get(PURPOSE) != SAFETY_CRITICAL:
        return False
    said = [who.of(WISH_TO_HEAR) for who in ([voices[LEAD]] if LEAD in voices else voices.values())]
    given = [answer for answer in said if claimed_level(question, answer) is not None]
    if not given or (LEAD in voices and len(given) < len(said)) or any(WARN not in a.purposes for a in given):
        return False
    counted = answers.get(WISH_TO_HEAR, OPEN)
    lives = question.life_at(counted.level or 0)
    return any(piece.law and is_fresh(piece, lives, date) and is_checked(piece, date) for piece in counted.evidence)
