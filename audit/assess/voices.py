"""Several people answered: which answer counts (RULES 7)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from audit.assess.levels import levels_of
from audit.model.answers import OPEN, Answer, Answers
from audit.model.pack import Pack

LEAD = "lead"


def settled(pack: Pack, voices: Mapping[str, Answers], date: datetime.date) -> dict[str, Answer]:
    """Return the answer that counts for every question that anybody answered.

    The lead's counts where it says why it was decided; else the one that shows the lowest level, and for inputs the
    lead's, else the first in the order of respondents. An open answer is no voice.

    Args:
        pack: The pack.
        voices: What each respondent answered, by respondent.
        date: The day of the audit; evidence ages to it.
    """
    if len(voices) == 1:
        return dict(next(iter(voices.values())).answers)
    answers: dict[str, Answer] = {}
    order = sorted(voices, key=lambda respondent: (respondent != LEAD, respondent))
    for identity in pack.by_id:
        given = [(who, voices[who].of(identity)) for who in order if voices[who].of(identity) != OPEN]
        spoken = [(who, answer) for who, answer in given if answer.state != "open"] or given
        if not spoken:
            continue
        lead = next((answer for who, answer in spoken if who == LEAD), None)
        question = next((question for question in pack.questions if question.id == identity), None)
        if question is None or (lead is not None and lead.decided is not None):
            answers[identity] = lead or spoken[0][1]
            continue
        # What leaves the score never wins over what is in it: that would be better than the worst answer.
        answers[identity] = min(
            (answer for _, answer in spoken),
            key=lambda answer: shown if (shown := levels_of(question, answer, True, date).shown) is not None else 9,
        )
    return answers
