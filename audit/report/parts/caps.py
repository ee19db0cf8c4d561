"""What holds the verdict where it is: gates, floors and the terms of the top rung, each with the answers it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model.known import ON_WORD_GATE
from audit.model.result.result import Cap, QuestionResult
from audit.report.parts.answers import UNANSWERED, answer_line, answer_of, input_value
from audit.report.parts.context import ReportContext, once
from audit.report.parts.reasons import Asked
from audit.wording.free_text import FreeText

QUOTED = 2
"""So many answers of a gate are set out in full; more of them stand as a list."""


@dataclass(frozen=True)
class HeldView:
    """An answer that holds the verdict: to a question, or a number, or what the agency says of itself."""

    id: str
    title: str
    answer: str
    href: str
    words: FreeText | None = None
    """What the agency wrote in its own words; None where it wrote nothing."""
    statement: str = ""
    """What the answer means; empty where it was not given."""
    without_voice: Asked | None = None
    """The one question behind the reasons."""


@dataclass(frozen=True)
class CapView:
    """What holds the verdict."""

    title: str
    """Empty where the text begins with it."""
    text: str
    answers: tuple[HeldView, ...]
    is_broad: bool
    """Whether it rests on a whole pillar or more, so that its answers stand in a row and not in a list."""
    code: str
    """The id of a gate, which the page of the method explains; empty for floors and the top rung."""
    is_quoted: bool = False
    """Whether it rests on so few answers that each has room for its own words."""


@dataclass(frozen=True)
class OnWordView:
    """A gate question that passes on the word alone."""

    id: str
    title: str
    href: str
    remark: str
    """Why, and what to do."""


@once
def caps(context: ReportContext) -> tuple[CapView, ...]:
    """What holds the verdict where it is."""
    return tuple(cap_view(context, cap) for cap in context.result.verdict.caps)


def cap_view(context: ReportContext, cap: Cap) -> CapView:
    """Set out what holds a verdict, or would hold it next."""
    title, words = _cap_words(context, cap)
    is_gate = any(gate.id == cap.name for gate in context.result.method.gates)
    answers = tuple(_answers(context, cap))
    return CapView(
        title=title,
        text=words,
        answers=answers,
        is_broad=not is_gate,
        code=cap.name if is_gate else "",
        is_quoted=is_gate and len(answers) <= QUOTED,
    )


def caps_finding(context: ReportContext) -> str:
    """Say how much holds the verdict: which answer, where it is one, or which gate or line, else how many."""
    say, verdict = context.say, context.result.verdict
    if not verdict.caps:
        return say("Nothing holds you back")
    held = caps(context)
    if len(held) > 1 and verdict.rank == 0:
        return say("{count} things decide", count=len(held))
    if len(held) > 1:
        return say("{count} things hold you here", count=len(held))
    answers = held[0].answers
    name = answers[0].title if len(answers) == 1 else cap_name(context, verdict.caps[0])
    if verdict.rank == 0:
        return say("One thing decides: {name}", name=name)
    return say("One thing holds you here: {name}", name=name)


def _answers(context: ReportContext, cap: Cap) -> Iterator[HeldView]:
    for held in cap.answers:
        if (question := context.questions.get(held.question)) is not None:
            answer = answer_line(context, question)
            if cap.name == ON_WORD_GATE:
                answer = _missing_proof(context, question)
            view = answer_of(context, question.id)
            yield HeldView(
                question.id,
                view.title,
                answer,
                view.href,
                view.own_words or view.note,
                view.statement,
                view.without_voice,
            )
        elif (item := context.inputs.get(held.question)) is not None:
            value: str = input_value(context, item)
            if item.label is not None and item.kind == "choice":
                # What a choice is called stands before its colon; the rest explains it.
                value = context.text(item.label).partition(": ")[0]
            yield HeldView(item.id, context.text(item.title), value, f"answers.html#{item.id}")


def _missing_proof(context: ReportContext, question: QuestionResult) -> str:
    """Say what a gate that is passed on the word alone waits for."""
    if question.evidence_fresh:
        return context.say("show the evidence to somebody else")
    return context.say("add recent evidence, and show it to somebody else")


def _cap_words(context: ReportContext, cap: Cap) -> tuple[str, str]:
    """Return title and text of a cap. A floor's sentence names its pillar; a title above it would only say it again."""
    result, locale = context.result, context.locale
    kind, _, pillar = cap.name.partition(":")
    match kind:
        case "floor" if pillar == "total":
            return "", locale.say(
                "The total is {points} of 100; the next rung asks for {below}.",
                points=locale.points(result.total.shown),
                below=cap.below,
            )
        case "floor":
            return "", locale.say(
                "{pillar}: {points} of 100; the next rung asks for {below}.",
                pillar=locale.text(result.pillars[pillar].title),
                points=locale.points(result.pillars[pillar].shown),
                below=cap.below,
            )
        case "not-assessed":
            return "", locale.say(
                "{pillar}: nothing here was assessed.", pillar=locale.text(result.pillars[pillar].title)
            )
        case "sustain":
            return locale.say("The top rung"), _sustain_text(context, cap)
    return locale.text(cap.title), _unanswered(context, cap) or locale.text(cap.text)


def cap_name(context: ReportContext, cap: Cap) -> str:
    """Name what holds a rung in a few words: the title of a gate, a pillar, the total or the top rung."""
    kind, _, pillar = cap.name.partition(":")
    if cap.title is not None:
        return context.text(cap.title)
    if pillar in context.result.pillars:
        return context.text(context.result.pillars[pillar].title)
    return context.say("The top rung") if kind == "sustain" else context.say("The total")


def _unanswered(context: ReportContext, cap: Cap) -> str:
    """Say that nobody answered what a gate asks, instead of what was found; empty where somebody did.

    A gate that reads a figure only says in its own words that numbers are missing.
    """
    gate = next((gate for gate in context.result.method.gates if gate.id == cap.name), None)
    asked = set(gate.questions if gate else ()) & context.questions.keys()
    states = {held.state for held in cap.answers if held.question in asked}
    if not states or not states <= set(UNANSWERED):
        return ""
    if "open" in states:
        return context.say("This has not been answered yet. Until it is, it counts as missing.")
    return context.say("This has not been answered yet: nobody could say. Until somebody can, it counts as missing.")


def _sustain_text(context: ReportContext, cap: Cap) -> str:
    terms = context.result.method.sustain_questions
    missing = [held.question for held in cap.answers if held.question in terms]
    parts = []
    if cap.below is not None:
        parts.append(context.say("Every pillar must reach {below} of 100.", below=cap.below))
    if missing:
        parts.append(
            context.say(
                "Practised drills and written reviews must be shown: {ids}.",
                ids=", ".join(context.text(context.questions[name].title) for name in missing),
            ),
        )
    return " ".join(parts)


def on_word(context: ReportContext) -> tuple[OnWordView, ...]:
    """Gate questions that pass on the word alone, each with what to do; none where the gate for that names them already."""
    verdict = context.result.verdict
    if any(cap.name == ON_WORD_GATE and cap.answers for cap in verdict.caps):
        return ()
    asked = (context.questions[identity] for identity in verdict.on_word)
    return tuple(
        OnWordView(
            question.id,
            context.text(question.title),
            context.question_href(question.id),
            _missing_proof(context, question),
        )
        for question in asked
    )
