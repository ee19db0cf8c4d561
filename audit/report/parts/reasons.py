"""Why an account is wanted, in the words that were chosen: one reason in the first version, all purposes since (RULES 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.pack import YES
from audit.model.result.result import QuestionResult
from audit.model.result.voices import VoiceResult
from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class Asked:
    """A question within a question, with its answer."""

    ask: str
    answer: str


def reasons(context: ReportContext, question: QuestionResult) -> str:
    """Name the reasons given for an account; empty where the question asks for none, or none was given."""
    if question.choice is not None:
        return context.text(question.choice)
    return _named(context, question, question.purposes, question.without_voice)


def reasons_of_voice(context: ReportContext, question: QuestionResult, voice: VoiceResult) -> str:
    """Name the reasons that one respondent gave; empty where he gave none.

    Args:
        context: The report.
        question: What was asked.
        voice: What the respondent answered.
    """
    purposes = voice.purposes if voice.choice is None else (voice.choice,)
    return _named(context, question, purposes, voice.without_voice)


def _named(context: ReportContext, question: QuestionResult, purposes: tuple[str, ...], answer: str | None) -> str:
    options = question.options

    def pieces() -> Iterator[str]:
        yield from (context.text(options.get(purpose)) or purpose for purpose in purposes)
        # Where nobody wants to hear, the reasons say enough; where somebody does, hesitation is the answer.
        if answer is not None and answer != YES and any(purpose in question.hearing for purpose in purposes):
            yield context.say("without posts of your own: {answer}", answer=context.text(options.get(answer)) or answer)

    return " · ".join(pieces())


def asked_without_voice(context: ReportContext, question: QuestionResult) -> Asked | None:
    """Give the question whether an account would be wanted without a voice of one's own; None where nobody answered it."""
    if question.without_voice is None or question.without_voice_ask is None:
        return None
    answer = context.text(question.options.get(question.without_voice)) or question.without_voice
    return Asked(context.text(question.without_voice_ask), answer)
