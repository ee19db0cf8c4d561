"""The pillars: how each stands, with its questions and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audit.model.result.result import PillarResult
from audit.report.parts.answers import AnswerView, InputView, answer_views, input_views
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
    answers = answer_views(context)
    questions = tuple(
        answers[question.id]
        for question in context.result.questions
        if question.pillar == identity and question.state != "hidden"
    )
    earlier = context.result.before.pillars.get(identity) if context.result.before else None
    return PillarView(
        id=identity,
        title=title,
        href=f"{identity}.html",
        why=text(pillar.why),
        finding=_finding(context, title, pillar, questions),
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


def _finding(context: ReportContext, title: str, pillar: PillarResult, questions: Sequence[AnswerView]) -> str:
    """Say in one sentence how the pillar stands and where it is weakest."""
    say = context.say
    if pillar.shown is None:
        return say("{pillar}: nothing was assessed", pillar=title)
    assessed = [view for view in questions if view.shown is not None]
    weakest = min(assessed, key=lambda view: (view.shown or 0, -view.weight))
    if (weakest.shown or 0) >= 3:
        return say("{pillar}: everything asked is practised and can be shown", pillar=title)
    return {
        "stop": say("{pillar} is missing; begin with: {question}", pillar=title, question=weakest.title),
        "weak": say("{pillar} is weak; most of all: {question}", pillar=title, question=weakest.title),
        "fair": say("{pillar} is fair; what is missing most: {question}", pillar=title, question=weakest.title),
        "good": say("{pillar} is good; what is left: {question}", pillar=title, question=weakest.title),
    }[pillar.band or "stop"]


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
