"""What an answer that was sent does to the one that is here. Nothing that was given is lost."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from audit.model.answers import OPEN, Answer, standing
from audit.model.pack import Input, Question
from audit.model.values import Value


class Kind(enum.Enum):
    """What an answer that was sent would do."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    KEPT_NEWER = "kept newer"
    KEPT_EMPTY = "kept empty"
    CONFLICT = "conflict"
    FOR_LEAD = "for the lead"
    """Of the agency, from somebody who is not the lead: only the lead changes what `audit.yml` says."""


TAKEN = (Kind.NEW, Kind.CHANGED, Kind.AGAIN)


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        question: The question or input.
        kind: What would happen.
        here: The answer that is here.
        sent: The answer that was sent.
        result: What would stand here afterwards.
    """

    question: str
    kind: Kind
    here: Answer
    sent: Answer
    result: Answer


def compared(item: Question | Input, here: Answer, sent: Answer) -> Change | None:
    """Say what an answer that was sent does to the one that is here; None where it does nothing.

    An answer gives way only to a newer one. Two of the same day that differ, or one without a date, are a conflict, and
    so is any difference from what the lead decided: the one that is here stays.
    """
    question, is_open = item.id, standing(item, here) == "open"
    says = standing(item, sent) != "open"
    if here is OPEN and says:
        return Change(question, Kind.NEW, here, sent, sent)
    if _core(here) == _core(sent):
        return None
    if _nothing(sent):
        return None if _nothing(here) else Change(question, Kind.KEPT_EMPTY, here, sent, here)
    waits = is_open and not here.confirm
    result = _joined(here, sent, aside=waits and not sent.confirm and _decides(sent) == _decides(OPEN))
    if _core(result) == _core(here):
        return None
    if not says and not sent.confirm:
        # Only a note, own words or evidence; or a level or a choice that cannot count, which takes the place of none.
        return (
            Change(question, Kind.NEW, here, sent, result)
            if waits
            else Change(question, Kind.KEPT_EMPTY, here, sent, here)
        )
    if is_open and (not sent.confirm or not here.confirm):
        return Change(question, Kind.AGAIN if sent.confirm else Kind.NEW, here, sent, result)
    if sent.confirm:
        return Change(question, Kind.KEPT_EMPTY, here, sent, here)
    if here.decided is not None and _decides(here) != _decides(sent):
        return Change(question, Kind.CONFLICT, here, sent, here)
    if here.answered is None or sent.answered is None or here.answered == sent.answered:
        return Change(question, Kind.CONFLICT, here, sent, here)
    if sent.answered < here.answered:
        return Change(question, Kind.KEPT_NEWER, here, sent, here)
    return Change(question, Kind.CHANGED, here, sent, result)


def _joined(here: Answer, sent: Answer, *, aside: bool) -> Answer:
    """Put what was sent in the place of what is here; what it leaves blank and still belongs to it stays.

    Args:
        here: The answer that is here.
        sent: The answer that was sent.
        aside: Whether only a note, own words or evidence was sent, to go with what is here.
    """
    kept = {
        "note": sent.note or here.note,
        "text": sent.text or here.text,
        "evidence": sent.evidence or (here.evidence if aside or sent.level == here.level else ()),
        "decided": sent.decided or (here.decided if _decides(here) == _decides(sent) else None),
    }
    return (here if aside else sent).model_copy(update=kept)


def _core(answer: Answer) -> tuple[object, ...]:
    """Return everything but the day."""
    return (*_decides(answer), answer.text, answer.note, answer.evidence, answer.confirm, answer.decided)


def _decides(answer: Answer) -> tuple[object, ...]:
    return (
        answer.level,
        answer.choice,
        answer.purposes,
        answer.without_voice,
        answer.value,
        answer.unknown,
        answer.not_applicable,
    )


def _nothing(answer: Answer) -> bool:
    return _core(answer) == _core(OPEN)


def profile_change(
    identity: str,
    profile: Mapping[str, Value | None],
    value: Value | None,
    before: Mapping[str, Value | None],
    *,
    from_lead: bool,
) -> Change | None:
    """Say what an answer to the profile does, which carries no day.

    It fills in what nobody knew, and it changes what the form began with if the same stands here still: then nobody
    answered it since. Anything else is a conflict.

    Args:
        identity: The input.
        profile: The profile that is here.
        value: The answer that was sent; None for unknown.
        before: What the profile said when the form was made.
        from_lead: Whether the lead sent it. Nobody else changes what `audit.yml` says.
    """
    sent = Answer(unknown=True) if value is None else Answer(value=value)
    here = OPEN
    if identity in profile:
        known = profile[identity]
        here = Answer(unknown=True) if known is None else Answer(value=known)
        if known == value:
            return None
    if not from_lead:
        return Change(identity, Kind.FOR_LEAD, here, sent, here)
    if identity not in profile:
        return Change(identity, Kind.NEW, OPEN, sent, sent)
    if known is None or (value is not None and identity in before and before[identity] == known):
        return Change(identity, Kind.CHANGED, here, sent, sent)
    return Change(identity, Kind.KEPT_EMPTY if value is None else Kind.CONFLICT, here, sent, here)
