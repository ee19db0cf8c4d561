"""Which questions are asked at all: the one place where a condition hides a question."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from audit.model.answers import OPEN, Answer, claimed_level, standing
from audit.model.condition import Value
from audit.model.pack import Input, Pack, Question
from audit.model.values import Value as Given


def visible(pack: Pack, profile: Mapping[str, Given | None], answers: Mapping[str, Answer]) -> frozenset[str]:
    """Return the ids of all questions and inputs that are shown.

    A question is hidden only where its condition certainly does not hold: what is unknown shows it (RULES 1.5). What
    is hidden counts as never answered, also in the conditions of others.

    Args:
        pack: The pack.
        profile: The answered profile, by id; None for what the agency does not know.
        answers: The answers, by id.
    """
    known: dict[str, bool] = {}

    def shown(identity: str) -> bool:
        if identity not in known:
            # Until it is decided it counts as shown, so that two conditions naming each other cannot go round for ever.
            known[identity] = True
            item = pack.by_id[identity]
            known[identity] = item.when is None or item.when.holds(lookup) is not False
        return known[identity]

    def lookup(subject: str) -> Value | None:
        item = pack.by_id.get(subject)
        if item is None or not shown(subject):
            return None
        return answer_value(item, profile, answers)

    return frozenset(identity for identity in pack.by_id if shown(identity))


def answer_value(
    item: Question | Input, profile: Mapping[str, Given | None], answers: Mapping[str, Answer]
) -> Value | None:
    """Return what a condition compares: the level, the number or the word that was answered; None where it is unknown."""
    if isinstance(item, Question):
        level = claimed_level(item, answers.get(item.id, OPEN))
        return None if level is None else Fraction(level)
    if item.pillar is None and item.id in profile:
        value = profile[item.id]
    else:
        answer = answers.get(item.id, OPEN)
        value = answer.value if standing(item, answer) == "answered" else None
    return value if isinstance(value, Fraction | str) else None
