"""The pillars: how each stands, with its questions and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audit.model.pack import TOP_LEVEL
from audit.model.result.result import PillarResult
from audit.report.parts.answers import UNANSWERED, AnswerView, InputView, answer_of, input_views
from audit.report.parts.bars import Bar, bar
from audit.report.parts.context import ReportContext, once


@dataclass(frozen=True)
class PillarView:
    """One pillar."""

    id: str
    title: str
    href: str
    why: str
    finding: str
    bar: Bar
    sentence: str
    sum: str
    left_out: tuple[str, ...]
    questions: tuple[AnswerView, ...]
    inputs: tuple[InputView, ...]


@dataclass(frozen=True)
class PillarTable:
    """Pillars with their bars."""

    rows: tuple[PillarView, ...]
    outlined: bool
    """Whether a round before is drawn in outline."""


@once
def pillar_views(context: ReportContext) -> tuple[PillarView, ...]:
    """The four pillars."""
    return tuple(_pillar(context, identity, pillar) for identity, pillar in context.result.pillars.items())


def pillar_table(context: ReportContext, rows: tuple[PillarView, ...]) -> PillarTable:
    """Put pillars into a table."""
    return PillarTable(rows, context.result.before is not None)


def _pillar(context: ReportContext, identity: str, pillar: PillarResult) -> PillarView:
    text = context.text
    title = text(pillar.title)
    questions = tuple(
        answer_of(context, question.id)
        for question in context.result.questions
        if question.pillar == identity and question.state != "hidden"
    )
    earlier = context.result.before.pillars.get(identity) if context.result.before else None
    return PillarView(
        id=identity,
        title=title,
        href=f"{identity}.html",
        why=text(pillar.why),
        finding=pillar_finding(context, questions),
        bar=bar(context, title, pillar, before=earlier.then if earlier else None),
        sentence=_sentence(context, pillar),
        sum=context.say("{points} of {maximum} points can be shown", points=pillar.points_shown, maximum=pillar.maximum)
        if pillar.maximum
        else context.say("not assessed"),
        left_out=_left_out(context, pillar),
        questions=questions,
        inputs=input_views(context, identity),
    )


def _left_out(context: ReportContext, pillar: PillarResult) -> tuple[str, ...]:
    """Say which questions do not count, and how much of the pillar that is."""
    lines = []
    if pillar.not_applicable:
        lines.append(
            context.say(
                "{ids}: does not apply, {share} of the pillar",
                ids=", ".join(pillar.not_applicable),
                share=context.locale.percent(pillar.not_applicable_share),
            )
        )
    if pillar.not_assessed:
        lines.append(
            context.say(
                "{ids}: not assessed in this version, {share} of the pillar",
                ids=", ".join(pillar.not_assessed),
                share=context.locale.percent(pillar.not_assessed_share),
            )
        )
    return tuple(lines)


def pillar_finding(context: ReportContext, questions: Sequence[AnswerView]) -> str:
    """Say in one sentence what is missing in a pillar: what the verdict waits for, else what stands lowest, gates first.

    Args:
        context: The result.
        questions: The questions of the pillar.
    """
    say = context.say
    levels = [view.shown for view in questions if view.shown is not None]
    if not levels:
        return say("Nothing here was assessed")
    if all(context.questions[view.id].state in UNANSWERED for view in questions if view.shown is not None):
        return say("None of the {count} questions here has an answer yet", count=len(levels))
    if min(levels) == TOP_LEVEL:
        return say("Every answer stands at the highest level and can be shown")
    if min(levels) == TOP_LEVEL - 1:
        return say("All that is asked here is practised and can be shown")
    holding = _holding(context, questions)
    if len(holding) == 1:
        return say("The verdict waits for one answer here: {question}", question=holding[0].title)
    if holding:
        return say(
            "The verdict waits for {count} answers here, first of all: {question}",
            count=len(holding),
            question=holding[0].title,
        )
    weakest = min((view for view in weak_first(questions) if view.shown is not None), key=lambda view: view.shown or 0)
    if not weakest.shown:
        return say(
            "{zero} of {count} answers can be shown only at 0; begin with: {question}",
            zero=levels.count(0),
            count=len(levels),
            question=weakest.title,
        )
    return say(
        "What is missing most is shown at level {level} of 4: {question}", level=weakest.shown, question=weakest.title
    )


def weak_first(questions: Iterable[AnswerView]) -> list[AnswerView]:
    """Order questions: gates before others, in each the weak before the good, and at the end what is not assessed."""
    return sorted(
        questions,
        key=lambda view: (view.shown is None, not view.gate, 0 if view.shown is None else view.shown, -view.weight),
    )


def _holding(context: ReportContext, questions: Sequence[AnswerView]) -> list[AnswerView]:
    """Return the questions of a pillar that gates hold the verdict for; what a floor rests on is all that is low."""
    gates = {gate.id for gate in context.result.method.gates}
    held = {held.question for cap in context.result.verdict.caps if cap.name in gates for held in cap.answers}
    return weak_first(view for view in questions if view.id in held and view.shown is not None)


def _sentence(context: ReportContext, pillar: PillarResult) -> str:
    """Say against which line the pillar stands."""
    floors = sorted(below for kind, below, _ in context.result.method.floors if kind == "pillar")
    if pillar.shown is None:
        return context.say("Nothing here was assessed.")
    missed = next((below for below in floors if pillar.shown * 100 < below), None)
    if missed is None:
        return context.say("Above the line for a launch ({below}).", below=floors[-1]) if floors else ""
    if missed == floors[-1]:
        return context.say("Below the line for a launch ({below}).", below=missed)
    return context.say("Below the line for a pilot ({below}).", below=missed)


def not_assessed_here(context: ReportContext) -> str:
    """Say what this version could not assess; empty where nothing is missing."""
    return (
        context.say("Without clock and load: how fast you answer and whether your people suffice is not assessed here.")
        if context.result.without
        else ""
    )
