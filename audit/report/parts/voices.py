"""What each respondent said, and who says what in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from audit.model.result.result import InputResult, QuestionResult
from audit.model.result.voices import VoiceEvidence, VoiceResult, VoicesResult
from audit.report.parts.context import ReportContext
from audit.report.parts.reasons import reasons_of_voice
from audit.wording.free_text import FreeText, free_text
from audit.wording.values import written_value


@dataclass(frozen=True)
class Quote:
    """What somebody wrote."""

    who: str
    words: FreeText


@dataclass(frozen=True)
class VoiceRow:
    """One answer of one respondent."""

    id: str
    title: str
    role: str
    respondent: str
    answer: str
    shown: int | None
    claimed: int | None
    note: str
    own_words: str
    reason: str
    because: str
    """Why the lead decided so."""
    evidence: tuple[str, ...]
    answered: datetime.date | None
    counts: bool


def items(context: ReportContext) -> Mapping[str, QuestionResult | InputResult]:
    """Return what is asked, by id: questions first."""
    return {**context.questions, **context.inputs}


def role_name(context: ReportContext, role: str) -> str:
    """Name a role; who has none is one of the others."""
    return context.owner(role) if role else context.say("Others")


def voice_rows(context: ReportContext, voices: VoicesResult) -> Iterator[VoiceRow]:
    """Give every answer of every respondent, in the order of the questions."""
    asked = items(context)
    places = {identity: place for place, identity in enumerate(asked)}
    for identity, voice in sorted(voices.each(), key=lambda told: places[told[0]]):
        yield VoiceRow(
            id=identity,
            title=context.text(asked[identity].title),
            role=role_name(context, voice.role),
            respondent=voice.respondent,
            answer=_answer(context, asked[identity], voice),
            shown=voice.shown,
            claimed=voice.claimed,
            note=voice.note,
            own_words=voice.text,
            reason=voice.reason,
            because=voice.because,
            evidence=tuple(_proof(context, piece) for piece in voice.evidence),
            answered=voice.answered,
            counts=voice.counts,
        )


def _answer(context: ReportContext, item: QuestionResult | InputResult, voice: VoiceResult) -> str:
    match voice.state:
        case "open":
            return context.say("open")
        case "not applicable":
            return context.say("Does not apply")
        case "answered" if isinstance(item, InputResult):
            return voice_value(context, item, voice)
        case "answered" if isinstance(item, QuestionResult):
            said = "" if voice.claimed else reasons_of_voice(context, item, voice)
            return said or context.say("Level {level} of 4", level=voice.claimed)
    return context.say("not known")


def voice_value(context: ReportContext, item: InputResult, voice: VoiceResult) -> str:
    """Write the value that a respondent gave."""
    if voice.value is None:
        return context.say("not known")
    label = item.options.get(voice.value) if isinstance(voice.value, str) else None
    given: Mapping[str, object] = {"value": voice.value, "label": label}
    return written_value(item.model_copy(update=given), context.locale)


def quotes(
    context: ReportContext, voices: Iterable[VoiceResult], *, beside_each_other: bool = False
) -> tuple[Quote, ...]:
    """Give what voices say in words, each with who says it; what two of one role say alike stands once."""
    said = dict.fromkeys(piece for voice in voices for piece in _pieces(context, voice, beside_each_other))
    return tuple(Quote(who, free_text(words)) for who, words in said)


def _pieces(context: ReportContext, voice: VoiceResult, beside_each_other: bool) -> Iterator[tuple[str, str]]:
    role = role_name(context, voice.role)
    if voice.note.strip() and (beside_each_other or not voice.counts):
        yield role, voice.note
    if voice.because.strip():
        yield f"{role}, {context.say('why it was decided so')}", voice.because
    if voice.counts:
        # The rest of it stands with its question.
        return
    if voice.text.strip():
        yield f"{role}, {context.say('own words')}", voice.text
    if voice.reason.strip():
        yield f"{role}, {context.say('why it does not apply')}", voice.reason
    for piece in voice.evidence:
        yield f"{role}, {context.say('evidence')}", _proof(context, piece)


def _proof(context: ReportContext, piece: VoiceEvidence) -> str:
    date = context.locale.date(piece.date) if piece.date else ""
    about = ", ".join(filter(None, (piece.where.strip(), date)))
    return f"{piece.what} ({about})" if about else piece.what
