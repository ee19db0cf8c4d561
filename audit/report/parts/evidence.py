"""Evidence as a page shows it: whether a piece counts, and whether somebody else has looked (RULES 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.answers import OUTSIDE
from audit.model.result.result import EvidenceResult
from audit.report.parts.assurance import assurance_of_all, assurance_sentence, sample_words
from audit.report.parts.context import ReportContext, once
from audit.wording.free_text import FreeText, free_text, optional_text


@dataclass(frozen=True)
class EvidenceView:
    """One piece of evidence as a page shows it."""

    what: FreeText
    where: FreeText | None
    date: str
    state: str
    """Whether it counts, and why not."""
    fresh: bool
    checked: str
    """Told, seen or tested, by which role and when."""
    law: str
    """That it is the law which obliges the body to warn people; else empty."""


def evidence_view(context: ReportContext, piece: EvidenceResult) -> EvidenceView:
    """Set out one piece of evidence."""
    return EvidenceView(
        what=free_text(piece.what),
        where=optional_text(piece.where),
        date=context.locale.date(piece.date),
        state=_state(context, piece),
        fresh=piece.fresh,
        checked=_checked(context, piece),
        law=context.say("the law that obliges you to warn people") if piece.law else "",
    )


def _state(context: ReportContext, piece: EvidenceResult) -> str:
    if piece.fresh:
        return context.say("counts")
    if piece.date is None:
        return context.say("does not count: no date")
    if not piece.complete and not piece.where.strip():
        return context.say("does not count: it does not say where it lies")
    if not piece.complete:
        return context.say("does not count: it hardly says what it is")
    if piece.date > context.result.date:
        return context.say("does not count: dated in the future")
    return context.say("does not count: too old")


def _checked(context: ReportContext, piece: EvidenceResult) -> str:
    """Say whether somebody else has looked; of a person only the role is ever said."""
    if not piece.complete:
        return ""
    who = context.say("somebody from outside") if piece.checked_by == OUTSIDE else context.owner(piece.checked_by)
    date = context.locale.date(piece.checked_on)
    match piece.how:
        case "seen":
            return _with_sample(context, piece, context.say("seen on {date}: {role}", date=date, role=who))
        case "tested":
            return _with_sample(context, piece, context.say("tested on {date}: {role}", date=date, role=who))
    if piece.checked_on is not None:
        return context.say("told only: a check of {date} lies before the piece or after the audit", date=date)
    return context.say("told only")


def _with_sample(context: ReportContext, piece: EvidenceResult, said: str) -> str:
    return f"{said}, {sample_words(context, piece)}" if piece.sample is not None else said


@once
def evidence_finding(context: ReportContext) -> str:
    """Say how many pieces of evidence count, and how many of them somebody else has seen or tested; empty without any."""
    pieces = [piece for question in context.result.questions for piece in question.evidence]
    return " ".join(_sentences(context, pieces))


def _sentences(context: ReportContext, pieces: list[EvidenceResult]) -> Iterator[str]:
    say, counting = context.say, assurance_of_all(context).count
    if pieces:
        yield assurance_sentence(context)
    incomplete = sum(1 for piece in pieces if not piece.complete)
    if incomplete:
        yield say("Without what, where or date, so counted as none: {count}.", count=incomplete)
    aged = len(pieces) - counting - incomplete
    if aged:
        yield say("Too old, or dated ahead: {count}.", count=aged)
