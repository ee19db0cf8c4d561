"""Questions and numbers with their answers; each is set out once, however many pages show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from audit.model.pack import TOP_LEVEL
from audit.model.result.result import InputResult, QuestionResult
from audit.report.parts.actions import ActionView, action_view
from audit.report.parts.context import Link, ReportContext, once
from audit.report.parts.evidence import EvidenceView, evidence_view
from audit.report.parts.reasons import Asked, asked_without_voice, reasons
from audit.wording.free_text import FreeText, free_text, optional_text
from audit.wording.values import written_value

UNANSWERED = ("open", "unknown")
"""States of a question that nobody has answered."""
LEVEL_BANDS = ("stop", "weak", "fair", "good", "good")


@dataclass(frozen=True)
class LevelView:
    """One level of a question."""

    words: str
    here: bool
    """Whether it is the one that is shown."""


@dataclass(frozen=True)
class AnswerView:
    """One question with its answer as a page shows it."""

    id: str
    title: str
    ask: str
    why: str
    band: str
    shape: str
    head: str
    """The answer in one line, such as "Level 2 of 4"."""
    statement: str
    """The words of the level that is shown."""
    remark: str
    """Why less is shown than was claimed, or why it is left out; may be empty."""
    own_words: FreeText | None
    choice: str
    """The reasons given, where the answer in one line is a level."""
    without_voice: Asked | None
    """The one question behind the reasons."""
    note: FreeText | None
    reason: FreeText | None
    evidence: tuple[EvidenceView, ...]
    no_evidence: str
    levels: tuple[LevelView, ...]
    show: str
    weight: int
    gate: bool
    points: str
    guards: tuple[Link, ...]
    """Links of the lenses that it guards; each goes by its id."""
    sources: tuple[str, ...]
    actions: tuple[ActionView, ...]
    href: str
    roles: str
    shown: int | None
    claimed: int | None
    possible: int | None


@dataclass(frozen=True)
class InputView:
    """One number, schedule, choice or text with its answer as a page shows it."""

    id: str
    title: str
    ask: str
    value: FreeText
    note: FreeText | None


@once
def _answers(_: ReportContext) -> dict[str, AnswerView]:
    """The questions that were set out already, by id."""
    return {}


def answer_of(context: ReportContext, identity: str) -> AnswerView:
    """Return a question with its answer; it is set out where it is first shown, and once a report."""
    made = _answers(context)
    if identity not in made:
        made[identity] = answer_view(context, context.questions[identity])
    return made[identity]


def answer_line(context: ReportContext, question: QuestionResult) -> str:
    """Say in one line what was answered."""
    locale = context.locale
    match question.state:
        case "answered" if is_choice(question):
            return locale.say("Answer: {choice}", choice=reasons(context, question))
        case "answered":
            return locale.say("Level {level} of 4", level=question.shown)
        case "unknown":
            return locale.say("Not known; counts as 0")
        case "open":
            return locale.say("Open; counts as 0")
        case "not applicable":
            return locale.say("Does not apply")
        case "hidden":
            return locale.say("Not asked")
    return locale.say("Not assessed in this version")


def is_choice(question: QuestionResult) -> bool:
    """Whether the reasons themselves are the answer in one line, and need not be said once more below it."""
    given = question.choice is not None or bool(question.purposes)
    return question.state == "answered" and given and question.claimed == 0


def answer_view(context: ReportContext, question: QuestionResult) -> AnswerView:
    """Set out one question with its answer."""
    locale, text = context.locale, context.text
    level = question.shown
    band = None if level is None else LEVEL_BANDS[level]
    needs_proof = question.state == "answered" and not question.evidence and not question.computed
    return AnswerView(
        id=question.id,
        title=text(question.title),
        ask=text(question.ask),
        why=text(question.why),
        band=band or "none",
        shape=locale.shape(band),
        head=answer_line(context, question),
        statement=""
        if level is None or question.state != "answered" or is_choice(question)
        else _statement(context, question, level),
        remark=_remark(context, question),
        own_words=optional_text(question.text),
        choice="" if is_choice(question) else reasons(context, question),
        without_voice=asked_without_voice(context, question),
        note=optional_text(question.note),
        reason=optional_text(question.reason),
        evidence=tuple(evidence_view(context, piece) for piece in question.evidence),
        no_evidence=locale.say("No evidence was given.") if needs_proof and (question.claimed or 0) >= 2 else "",
        levels=tuple(
            LevelView(text(words), index == level and question.state == "answered")
            for index, words in enumerate(question.levels)
        ),
        show=text(question.show),
        weight=question.weight,
        gate=question.gate,
        points=""
        if level is None
        else locale.say(
            "{points} of {maximum} points", points=question.weight * level, maximum=question.weight * TOP_LEVEL
        ),
        guards=tuple(Link(href, guard) for guard in question.guards if (href := context.link_href(guard))),
        sources=question.sources,
        actions=tuple(action_view(context, context.actions[action]) for action in question.actions),
        href=context.question_href(question.id),
        roles=", ".join(context.owner(role) for role in question.roles),
        shown=question.shown,
        claimed=question.claimed,
        possible=question.possible,
    )


def _statement(context: ReportContext, question: QuestionResult, level: int) -> str:
    """Say what a level means. Words that only add to the level below are said after that level's own."""
    words = context.text(question.levels[level])
    if level and words.startswith(context.locale.data.added):
        return f"{_statement(context, question, level - 1)} {words}"
    return words


def _remark(context: ReportContext, question: QuestionResult) -> str:
    say = context.say
    if question.lowered == "evidence":
        if question.evidence:
            return say(
                "Level {level} was claimed; its evidence does not count that far, so it counts as {shown}.",
                level=question.claimed,
                shown=question.shown,
            )
        return say("Level {level} was claimed; without dated evidence it counts as 2.", level=question.claimed)
    if question.lowered == "contradiction":
        return say(
            "Level {level} was claimed; it does not fit together with another answer, so it counts as 2 until that is cleared up.",
            level=question.claimed,
        )
    if question.id in context.result.verdict.on_word:
        return _on_word(context, question)
    if question.computed and question.state != "not assessed":
        return say("Computed from {inputs}, not self-assessed.", inputs=", ".join(question.computed))
    if question.state == "not assessed":
        return say(
            "This level is computed from numbers ({inputs}); this report is without clock and load.",
            inputs=", ".join(question.computed),
        )
    return ""


def _on_word(context: ReportContext, question: QuestionResult) -> str:
    """Say why a question passes its gate on the word alone, and what to do."""
    if question.evidence_fresh:
        return context.say("This passes its gate on your word only: show the evidence to somebody else.")
    return context.say("This passes its gate on your word only: add recent evidence, and show it to somebody else.")


def input_views(context: ReportContext, pillar: str | None) -> tuple[InputView, ...]:
    """Set out what is asked in a pillar, or about the agency, with its values; without what a condition hides."""
    return tuple(
        input_view(context, item) for item in context.result.inputs if item.pillar == pillar and item.state != "hidden"
    )


def input_view(context: ReportContext, item: InputResult) -> InputView:
    """Set out one input with its value."""
    return InputView(
        id=item.id,
        title=context.text(item.title),
        ask=context.text(item.ask),
        value=input_value(context, item),
        note=optional_text(item.note),
    )


def input_value(context: ReportContext, item: InputResult) -> FreeText:
    """Say what was answered, or that nothing was."""
    if item.state == "answered":
        return free_text(written_value(item, context.locale))
    state = {"open": context.say("open"), "unknown": context.say("not known"), "hidden": context.say("not asked")}
    return free_text(state.get(item.state, ""))


def input_links(context: ReportContext, wanted: Collection[str]) -> tuple[Link, ...]:
    """Return the addresses of some inputs, each by its id; without what a condition hides."""
    return tuple(
        Link(context.input_href(item), item.id)
        for item in context.result.inputs
        if item.id in wanted and item.state != "hidden"
    )
