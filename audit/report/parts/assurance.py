"""What was verified: how many pieces of evidence were told, seen and tested, in all and for each gate (RULES 1.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.result.result import EvidenceResult
from audit.report.parts.context import ReportContext, once
from audit.wording.free_text import FreeText, free_text


@dataclass(frozen=True)
class Assurance:
    """How many pieces of evidence that count were told, seen by somebody else, and tested."""

    told: int
    seen: int
    tested: int

    @property
    def count(self) -> int:
        """All that count."""
        return self.told + self.seen + self.tested

    @property
    def looked_at(self) -> int:
        """Those that somebody else has looked at."""
        return self.seen + self.tested


@dataclass(frozen=True)
class GateAssurance:
    """A gate with what stands behind the questions that it reads."""

    code: str
    title: str
    href: str
    assurance: Assurance


@dataclass(frozen=True)
class SampleView:
    """A piece of evidence of which a part was looked at."""

    name: str
    href: str
    what: FreeText
    said: str


def assurance(pieces: Iterable[EvidenceResult]) -> Assurance:
    """Count pieces of evidence by who has looked: the one place that does. What does not count is not counted."""
    counts = Counter(piece.how for piece in pieces if piece.fresh)
    return Assurance(told=counts["told"], seen=counts["seen"], tested=counts["tested"])


@once
def assurance_of_all(context: ReportContext) -> Assurance:
    """Count all evidence of a report."""
    return assurance(_pieces(context))


@once
def assurance_sentence(context: ReportContext) -> str:
    """Say how much was told, seen and tested, and where nobody else has seen anything, that."""
    say, found = context.say, assurance_of_all(context)
    if not any(True for _ in _pieces(context)):
        return say("No evidence was given: nothing here was seen by anybody else.")
    if not found.count:
        return say("No piece of evidence counts.") + " " + say("Nothing here was seen by anybody else.")
    counted = say(
        "Of {count} pieces of evidence that count: {told} told, {seen} seen by somebody else, {tested} tested.",
        count=found.count,
        told=found.told,
        seen=found.seen,
        tested=found.tested,
    )
    return counted if found.looked_at else counted + " " + say("Nothing here was seen by anybody else.")


def assurance_of_gates(context: ReportContext) -> tuple[GateAssurance, ...]:
    """Count the evidence behind every gate that reads answers; those that read a figure alone have none."""
    rows = []
    for gate in context.result.method.gates:
        asked = [context.questions[identity] for identity in gate.questions if identity in context.questions]
        if not asked or not gate.assessed:
            continue
        found = assurance(piece for question in asked for piece in question.evidence)
        rows.append(
            GateAssurance(
                code=gate.id,
                title=context.text(gate.title),
                href=context.question_href(asked[0].id),
                assurance=found,
            )
        )
    return tuple(rows)


def samples(context: ReportContext) -> tuple[SampleView, ...]:
    """Give the pieces of evidence of which a part was looked at."""
    return tuple(
        SampleView(
            name=f"{question.id} {context.text(question.title)}",
            href=context.question_href(question.id),
            what=free_text(piece.what),
            said=sample_words(context, piece),
        )
        for question in context.result.questions
        for piece in question.evidence
        if piece.sample is not None
    )


def sample_words(context: ReportContext, piece: EvidenceResult) -> str:
    """Say how much of a piece was looked at; empty where it was all of it."""
    if piece.sample is None:
        return ""
    return context.say("{looked} of {of} looked at", looked=piece.sample.looked, of=piece.sample.of)


def _pieces(context: ReportContext) -> Iterator[EvidenceResult]:
    return (piece for question in context.result.questions for piece in question.evidence)
