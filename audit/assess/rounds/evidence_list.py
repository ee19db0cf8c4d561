"""All evidence of a round: what lies where, how long it counts, and who else has looked at it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from audit.assess.describe import sample_result
from audit.assess.rounds.voices import heard_voices, in_order, settled
from audit.assess.verdict.evidence import expires, is_checked, is_complete, is_fresh
from audit.model.answers import Answers, Settings, claimed_level
from audit.model.pack import Pack
from audit.model.result.status import EvidencePiece


def evidence_list(
    pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date
) -> tuple[EvidencePiece, ...]:
    """Return every piece of evidence of a round, question by question.

    Args:
        pack: The pack.
        settings: What `audit.yml` says: who holds which role.
        voices: What each respondent answered.
        date: The day to which evidence ages.
    """
    return tuple(_pieces(pack, settings, voices, date))


def _pieces(
    pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date
) -> Iterator[EvidencePiece]:
    heard = heard_voices(pack, voices, settings.people)
    counted = settled(pack, heard, date, settings.profile)
    for question in pack.questions:
        for who in in_order(heard):
            answer = heard[who].answers.get(question.id)
            if answer is None:
                continue
            level = claimed_level(question, answer)
            lives = question.life_at(level or 0)
            settles = counted.get(question.id) is not None and counted[question.id].evidence == answer.evidence
            for number, piece in enumerate(answer.evidence, 1):
                holds = is_checked(piece, date)
                yield EvidencePiece(
                    question=question.id,
                    respondent=who,
                    number=number,
                    level=level,
                    gate=question.id in pack.gate_questions,
                    what=piece.what,
                    where=piece.where,
                    date=piece.date,
                    complete=is_complete(piece),
                    until=expires(piece, lives),
                    fresh=is_fresh(piece, lives, date),
                    law=piece.law,
                    checked=piece.checked.how if piece.checked and holds else "told",
                    checked_by=piece.checked.by if piece.checked and holds else None,
                    checked_on=piece.checked.date if piece.checked and holds else None,
                    sample=sample_result(piece.checked.sample) if piece.checked and holds else None,
                    counts=settles,
                )
