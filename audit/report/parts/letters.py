"""The letters to whoever asked for an account; they hold only what was answered (RULES 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.model.result.result import LetterResult
from audit.report.parts.answers import UNANSWERED, is_choice
from audit.report.parts.context import ReportContext
from audit.report.parts.reasons import reasons
from audit.report.parts.verdict import agency_name, verdict_view
from audit.wording.free_text import FreeText, filled


@dataclass(frozen=True)
class LetterView:
    """One letter."""

    id: str
    heading: str
    to: str
    subject: FreeText
    body: tuple[FreeText, ...]
    """Its paragraphs."""


def letter_views(context: ReportContext) -> tuple[LetterView, ...]:
    """The letters. Where there are several, each heading tells which it is."""
    verdict = context.result.verdict
    alternative = context.result.alternative_in(context.locale.language).service.strip() or context.say(
        "the service that people complain about most"
    )
    fills = {
        "{agency}": agency_name(context),
        "{date}": context.locale.date(context.result.date),
        "{ask_again}": verdict_view(context).ask_again,
        "{alternative}": alternative,
    }
    return tuple(
        _letter(context, letter, {**fills, "{answer}": _answer(context, letter.question)}) for letter in verdict.letters
    )


def _letter(context: ReportContext, letter: LetterResult, fills: Mapping[str, str]) -> LetterView:
    title = (
        context.say("A letter to whoever asked for the accounts to be run")
        if context.result.mode == "run"
        else context.say("A letter to whoever asked for an account")
    )
    subject = context.text(letter.subject)
    several = len(context.result.verdict.letters) > 1
    return LetterView(
        id=letter.id,
        heading=context.say("{title}: {subject}", title=title, subject=subject) if several else title,
        to=context.owner(letter.to),
        subject=filled(subject, fills.items()),
        body=tuple(filled(context.text(paragraph), fills.items()) for paragraph in letter.body),
    )


def _answer(context: ReportContext, identity: str) -> str:
    """Return what was answered, in words: the reasons, where they decided, else what the level means."""
    question = context.questions.get(identity)
    if question is None or question.shown is None:
        return ""
    words = reasons(context, question) if is_choice(question) else ""
    return words or context.text(question.levels[question.shown])


def no_letter(context: ReportContext) -> str:
    """Say why there is no letter where one would be due; empty where there is one, or none is due."""
    verdict = context.result.verdict
    waiting = [held.question for cap in verdict.caps for held in cap.answers if held.state in UNANSWERED]
    if verdict.reason != "intent" or verdict.letters or not waiting:
        return ""
    return context.say(
        "There is no letter yet to whoever asked for the accounts: what it would say has not been answered yet ({ids}).",
        ids=", ".join(dict.fromkeys(waiting)),
    )
