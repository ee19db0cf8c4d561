"""Contradictions, which lower a claim, and pairs of answers to check, which lower nothing; apart from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.result.numbers import ContradictionResult
from audit.model.result.result import QuestionResult
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.answers import answer_line, input_value
from audit.report.parts.checks import checks
from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class SideView:
    """One answer of a pair."""

    name: str
    href: str
    answer: str


@dataclass(frozen=True)
class ContradictionView:
    """One pair of answers that do not fit together."""

    id: str
    title: str
    text: str
    claim: tuple[SideView, ...]
    against: tuple[SideView, ...]
    follows: str


@dataclass(frozen=True)
class ContradictionsView:
    """The page of contradictions and of answers to check."""

    finding: str
    contradictions: tuple[ContradictionView, ...]
    to_check: tuple[ContradictionView, ...]


def contradictions_view(context: ReportContext) -> ContradictionsView:
    """Make the page of contradictions and of answers to check."""
    found = checks(context)
    return ContradictionsView(
        contradictions_finding(context),
        tuple(_contradiction(context, check) for check in found.contradictions),
        tuple(_contradiction(context, check) for check in found.to_check),
    )


def contradictions_finding(context: ReportContext) -> str:
    """Say in one sentence what does not fit together: what lowers a claim before what only asks."""
    found, say = checks(context), context.say
    against, beside = len(found.contradictions), len(found.to_check)
    if against and beside:
        return say(
            "{count} of {all} pairs of answers cannot both hold; the others are only unusual together",
            count=against,
            all=against + beside,
        )
    if against == 1:
        return say("Two answers cannot both hold: {title}", title=context.text(found.contradictions[0].title))
    if against:
        return say("{count} pairs of answers cannot both hold", count=against)
    if beside == 1:
        return say("Two answers are unusual together: {title}", title=context.text(found.to_check[0].title))
    return say("{count} pairs of answers are unusual together; nothing is lowered for it", count=beside)


def _contradiction(context: ReportContext, found: ContradictionResult) -> ContradictionView:
    return ContradictionView(
        id=found.id,
        title=context.text(found.title),
        text=context.text(found.text),
        claim=tuple(_sides(context, found.claim)),
        against=tuple(_sides(context, (each for each in found.against if each not in found.claim))),
        follows=context.say(
            "Until that is known, it counts as 2 at most: {title}",
            title=context.text(context.questions[found.lowers].title),
        )
        if found.lowers
        else context.say("This lowers nothing. Are both answers right as they stand?"),
    )


def _sides(context: ReportContext, identities: Iterable[str]) -> Iterator[SideView]:
    for identity in identities:
        question, item = context.questions.get(identity), context.inputs.get(identity)
        if question is not None:
            name = f"{identity} {context.text(question.title)}"
            yield SideView(name, context.question_href(identity), _claimed(context, question))
        elif item is not None:
            answer = input_value(context, item) if item.state == "answered" else context.say("not known")
            yield SideView(f"{identity} {context.text(item.title)}", context.input_href(item), answer)


def _claimed(context: ReportContext, question: QuestionResult) -> str:
    """Say what was claimed, whatever of it can be shown."""
    if question.claimed is None or question.state in ("unknown", "open"):
        return answer_line(context, question)
    return context.say(
        "Level {level} of 4: {words}", level=question.claimed, words=context.text(question.levels[question.claimed])
    )


PAGE = Page(
    path="contradictions",
    title=lambda context: context.say("Answers to check"),
    group=Group.TESTS,
    template="pages/contradictions.md.j2",
    when=lambda result: bool(result.contradictions),
    view=contradictions_view,
)
