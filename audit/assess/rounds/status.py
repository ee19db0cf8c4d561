"""How far a round is: who answered how much, what nobody answered, what is stale and what soon will be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from audit.assess.rounds.voices import heard_voices, in_order, is_voice, role_of, settled
from audit.assess.verdict.evidence import expires, is_fresh
from audit.assess.verdict.levels import levels_of
from audit.model.answers import Answer, Answers, Settings, claimed_level, standing
from audit.model.asked import asked, progress, still_open
from audit.model.known import LEAD
from audit.model.pack import WITHOUT_EVIDENCE, Input, Pack, Question
from audit.model.result.status import EvidenceStatus, Oddity, RespondentStatus, SentStatus, StatusResult
from audit.model.sending import Sent
from audit.model.visibility import visible

AHEAD = 90
"""How many days ahead evidence is looked at."""


def status(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    date: datetime.date,
    round_name: str | None = None,
    days: int = AHEAD,
) -> StatusResult:
    """Return how far a round is.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered.
        date: The day to which evidence ages.
        round_name: The name of the round.
        days: How many days ahead to look for evidence that stops counting.
    """
    order = in_order(voices)
    roles = {who: role_of(who, voices[who], pack) for who in order}
    voices = heard_voices(pack, voices, settings.people)
    answers = settled(pack, voices, date, settings.profile)
    shown = visible(pack, settings.profile, answers)
    items = asked(pack, settings.profile, answers)
    far = progress(pack, settings.profile, answers)
    old, soon = _ageing(pack, voices, order, date, days)
    return StatusResult(
        round=round_name,
        date=date,
        answered=far.answered,
        asked=far.applicable,
        respondents=tuple(_respondent(pack, settings, who, voices[who], roles[who], shown) for who in order),
        missing_roles=tuple(
            role.id
            for role in pack.head.roles
            if role.id not in roles.values() and any(item.asked_of(role.id) for item in items)
        ),
        nobody=still_open(pack, settings.profile, answers),
        stale=tuple(old),
        expiring=tuple(sorted(soon, key=lambda piece: (piece.last, piece.question, piece.respondent))),
        days=days,
        oddities=tuple(oddity for who in order for oddity in _oddities(who, voices[who], date)),
    )


def sent_status(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    sent: Mapping[str, Sent],
    date: datetime.date,
) -> tuple[SentStatus, ...]:
    """Return how far those are who were sent their forms, those who are late first.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered.
        sent: When each role was sent its form, and by when it is asked back.
        date: The day on which that is asked.
    """
    reached = status(pack, settings, voices, date).respondents
    items = asked(pack, settings.profile, {})

    def standing_of(role: str, one: Sent) -> SentStatus:
        whole = sum(1 for item in items if item.asked_of(role))
        best = max((who for who in reached if who.role == role), key=lambda who: who.answered, default=None)
        answered, of = (best.answered, best.asked) if best else (0, whole)
        return SentStatus(
            role=role, date=one.date, by=one.by, answered=answered, asked=of, late=one.by < date and answered < of
        )

    found = (standing_of(role, one) for role, one in sent.items())
    return tuple(sorted(found, key=lambda one: (not one.late, one.by, one.role)))


def _is_computed(item: Question | Input) -> bool:
    return isinstance(item, Question) and bool(item.computed)


def _said(item: Question | Input, settings: Settings, answer: Answer | None) -> bool:
    if item.pillar is None:
        return item.id in settings.profile
    return answer is not None and is_voice(item, answer)


def _respondent(
    pack: Pack, settings: Settings, who: str, answers: Answers, role: str, shown: frozenset[str]
) -> RespondentStatus:
    given = {i: a for i, a in answers.answers.items() if i in pack.by_id and is_voice(pack.by_id[i], a)}
    # The lead answers for everybody; the profile is one for all and counts for whoever is asked it.
    mine = [
        item
        for item in pack.by_id.values()
        if item.id in shown and not _is_computed(item) and (who == LEAD or item.asked_of(role))
    ]
    put = [item for item in mine if standing(item, answers.of(item.id)) != "not applicable"]
    ids = {item.id for item in mine}
    days = [answer.answered for answer in given.values() if answer.answered is not None]
    return RespondentStatus(
        id=who,
        role=role,
        name=answers.respondent.name,
        answered=sum(1 for item in put if _said(item, settings, given.get(item.id))),
        asked=len(put),
        unknown=sum(1 for answer in given.values() if answer.unknown),
        to_confirm=sum(
            1
            for item in pack.by_id.values()
            if item.id in shown and not _is_computed(item) and answers.of(item.id).confirm
        ),
        beyond=sum(1 for identity in given if identity in shown and identity not in ids),
        last=max(days, default=None),
    )


def _ageing(
    pack: Pack, voices: Mapping[str, Answers], order: list[str], date: datetime.date, days: int
) -> tuple[list[EvidenceStatus], list[EvidenceStatus]]:
    """Return the answers whose evidence no longer counts, and those whose evidence stops counting soon."""
    old: list[EvidenceStatus] = []
    soon: list[EvidenceStatus] = []
    until = date + datetime.timedelta(days=days) if (datetime.date.max - date).days > days else datetime.date.max
    for question in pack.questions:
        for who in order:
            answer = voices[who].answers.get(question.id)
            if answer is None or not is_voice(question, answer):
                continue
            # What it was given for decides how long it counts.
            lives = question.life_at(claimed_level(question, answer) or 0)
            dated = [
                (last, piece)
                for piece in answer.evidence
                if (last := expires(piece, lives)) is not None and piece.date is not None and piece.date <= date
            ]
            if not dated:
                continue
            last, piece = max(dated, key=lambda entry: entry[0])
            stale = not is_fresh(piece, lives, date)
            if not stale and last >= until:
                continue
            levels = levels_of(question, answer, True, date)
            falls = WITHOUT_EVIDENCE if (levels.claimed or 0) > WITHOUT_EVIDENCE else None
            entry = EvidenceStatus(question=question.id, respondent=who, what=piece.what, last=last, falls_to=falls)
            (old if stale else soon).append(entry)
    return old, soon


def _oddities(who: str, answers: Answers, date: datetime.date) -> Iterator[Oddity]:
    for identity, answer in answers.answers.items():
        if answer.answered is not None and answer.answered > date:
            yield Oddity(respondent=who, question=identity, kind="answered-ahead")
        if any(piece.date is not None and piece.date > date for piece in answer.evidence):
            yield Oddity(respondent=who, question=identity, kind="evidence-ahead")
