"""Who sees it how: where respondents differ, and what that does to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.known import HEADS, IT, PR
from audit.model.pack import LEVELS, TOP_LEVEL
from audit.model.result.voices import ConflictResult, PatternResult, VoiceResult, VoicesResult
from audit.report.charts.matrix import Matrix, matrix
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.spreads import SpreadView, differs, spread_view
from audit.report.parts.voices import Quote, items, quotes, role_name, voice_value
from audit.wording.free_text import FreeText, free_text
from audit.wording.locale import half_away

NAMES = 12
"""Up to so many respondents are named one by one."""


@dataclass(frozen=True)
class RespondentsView:
    """Those of one role who answered."""

    role: str
    names: str
    """Empty where nobody gave a name, or there are too many."""
    count: int


@dataclass(frozen=True)
class AgreementView:
    """How far voices agree in a pillar."""

    title: str
    share: str
    width: int
    """Per cent of the bar."""
    questions: int
    sum: str
    """The share worked out."""


@dataclass(frozen=True)
class PatternView:
    """One question on which a disagreement has a name."""

    name: str
    href: str
    sentence: str
    links: tuple[Link, ...]
    """What it breaks of the chain."""


@dataclass(frozen=True)
class PatternGroup:
    """The disagreements of one name."""

    id: str
    title: str
    text: str
    patterns: tuple[PatternView, ...]


@dataclass(frozen=True)
class SaidValue:
    """What somebody says a number is."""

    role: str
    value: FreeText
    counts: bool


@dataclass(frozen=True)
class ConflictView:
    """One number on which voices differ."""

    name: str
    href: str
    said: tuple[SaidValue, ...]
    why: str
    """Which counts."""


@dataclass(frozen=True)
class AsideView:
    """What was said to a question or number beside the answer that counts, where voices do not differ in level."""

    name: str
    href: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class VoicesView:
    """The page of disagreement."""

    finding: str
    matrix: Matrix | None
    """Who stands where; None where nobody differs."""
    answered: str
    """How many answered, in words."""
    respondents: tuple[RespondentsView, ...]
    agreement: tuple[AgreementView, ...]
    patterns: tuple[PatternGroup, ...]
    levels: tuple[int, ...]
    spreads: tuple[SpreadView, ...]
    """In the order of what they do to the verdict."""
    conflicts: tuple[ConflictView, ...]
    agreed: tuple[Link, ...]
    """Questions on which all voices say the same, by id."""
    asides: tuple[AsideView, ...]


def voices_view(context: ReportContext) -> VoicesView:
    """Make the page of disagreement.

    Raises:
        ValueError: Nobody but one has answered.
    """
    voices = context.result.voices
    if voices is None:
        raise ValueError("this result has no voices")
    asides = {aside.id: aside.voices for aside in voices.asides}
    return VoicesView(
        finding=voices_finding(context, voices),
        matrix=matrix(context),
        answered=_answered(context, voices),
        respondents=_respondents(context, voices),
        agreement=_agreement(context, voices),
        patterns=tuple(group for group in _patterns(context, voices) if group.patterns),
        levels=tuple(LEVELS),
        spreads=tuple(
            spread_view(context, spread, asides.get(spread.question, ()))
            for spread in voices.spreads
            if differs(spread)
        ),
        conflicts=tuple(_conflict(context, conflict) for conflict in voices.conflicts),
        agreed=tuple(
            Link(context.question_href(spread.question), spread.question)
            for spread in voices.spreads
            if not differs(spread)
        ),
        asides=tuple(_asides(context, voices)),
    )


def voices_finding(context: ReportContext, voices: VoicesResult) -> str:
    """Say in one sentence how far the voices are apart, and what hangs on it."""
    say = context.say
    if sum(1 for person in voices.respondents if person.answered) < 2:
        return say("Only one person has answered; the others left notes")
    heads = [pattern for pattern in voices.patterns if pattern.kind == "head-against-hands"]
    who = ", ".join(_higher(context, voices, heads))
    if len(heads) == 1:
        return say("{who}: on 1 question at least two levels higher than those who do the work", who=who)
    if heads:
        return say(
            "{who}: on {count} questions at least two levels higher than those who do the work",
            who=who,
            count=len(heads),
        )
    deciding = [spread for spread in voices.spreads if spread.rank_low != spread.rank_high]
    if len(deciding) == 1:
        question = context.questions[deciding[0].question]
        return say(
            "Whose answer counts decides the verdict on one question: {title}",
            title=f"{question.id} {context.text(question.title)}",
        )
    if deciding:
        return say("On {count} questions it decides the verdict whose answer counts", count=len(deciding))
    wide = sum(1 for spread in voices.spreads if spread.high - spread.low >= 2)
    if wide:
        return say(
            "On {wide} of {count} questions the answers differ by two levels or more",
            wide=wide,
            count=len(voices.spreads),
        )
    return context.say("Your people see the same: on no question do the answers differ by two levels or more")


def _answered(context: ReportContext, voices: VoicesResult) -> str:
    """Say how many answered, in how many roles."""
    count, roles = len(voices.respondents), len({person.role for person in voices.respondents})
    if count == 1:
        return context.say("One person answered:")
    if roles == count:
        return context.say("{count} people answered, each in a role of their own:", count=count)
    return context.say("{count} people answered, in {roles} roles:", count=count, roles=roles)


def _respondents(context: ReportContext, voices: VoicesResult) -> tuple[RespondentsView, ...]:
    by_role: dict[str, list[str]] = {}
    for person in voices.respondents:
        by_role.setdefault(person.role, []).append(person.name.strip())
    named = len(voices.respondents) <= NAMES
    return tuple(
        RespondentsView(role_name(context, role), ", ".join(filter(None, names)) if named else "", len(names))
        for role, names in by_role.items()
    )


def _agreement(context: ReportContext, voices: VoicesResult) -> tuple[AgreementView, ...]:
    rows = []
    for identity, agreed in voices.agreement.items():
        pillar = context.result.pillars.get(identity)
        share = context.locale.percent(agreed.share)
        worked_out = f"1 − {agreed.spread} ÷ ({TOP_LEVEL} × {agreed.questions}) = {share}"
        title = context.text(pillar.title) if pillar else identity
        rows.append(AgreementView(title, share, half_away(agreed.share), agreed.questions, worked_out))
    return tuple(rows)


def _patterns(context: ReportContext, voices: VoicesResult) -> Iterator[PatternGroup]:
    for kind, title, text in (
        (
            "head-against-hands",
            context.say("Where those who lead and those who do the work differ"),
            context.say(
                "Somebody who leads answered at least two levels higher than those who do the work. Who said what stands with each question."
            ),
        ),
        (
            "it-against-pr",
            context.say("Where IT and communications or marketing differ"),
            context.say("IT and those who speak to the public answered at least two levels apart."),
        ),
    ):
        found = (pattern for pattern in voices.patterns if pattern.kind == kind)
        yield PatternGroup(kind, title, text, tuple(_pattern(context, pattern) for pattern in found))


def _pattern(context: ReportContext, pattern: PatternResult) -> PatternView:
    question = context.questions[pattern.question]
    return PatternView(
        name=f"{question.id} {context.text(question.title)}",
        href=context.question_href(question.id),
        sentence=_who_said_what(context, pattern),
        links=tuple(
            Link(href, f"{identity} {context.text(context.links[identity][1].title)}")
            for identity in pattern.links
            if (href := context.link_href(identity))
        ),
    )


def _who_said_what(context: ReportContext, pattern: PatternResult) -> str:
    """Say which roles answered which level, the highest first: of both sides, and of nobody else."""
    roles: dict[int, list[str]] = {}
    for voice in _sides(context.result.voices, pattern):
        named = roles.setdefault(voice.claimed or 0, [])
        if voice.role not in named:
            named.append(voice.role)
    said = "; ".join(
        context.say(
            "{who} level {level}", who=", ".join(role_name(context, role) for role in roles[level]), level=level
        )
        for level in sorted(roles, reverse=True)
    )
    return f"{said}." if said else ""


def _sides(voices: VoicesResult | None, pattern: PatternResult) -> Iterator[VoiceResult]:
    """Give the answers of both sides of a disagreement that has a name."""
    for spread in voices.spreads if voices else ():
        if spread.question == pattern.question:
            for voice in spread.voices:
                takes_part = pattern.kind == "head-against-hands" or voice.role in IT | PR
                if takes_part and voice.state == "answered" and voice.claimed is not None:
                    yield voice


def _higher(context: ReportContext, voices: VoicesResult, patterns: Sequence[PatternResult]) -> Iterator[str]:
    """Name the roles that lead and see a question higher, each once."""
    roles = {
        voice.role
        for pattern in patterns
        for voice in _sides(voices, pattern)
        if voice.role in HEADS and voice.claimed == pattern.above
    }
    yield from sorted(role_name(context, role) for role in roles)


def _conflict(context: ReportContext, conflict: ConflictResult) -> ConflictView:
    item = context.inputs[conflict.id]
    said: dict[tuple[str, str], bool] = {}
    for voice in conflict.voices:
        key = (role_name(context, voice.role), voice_value(context, item, voice))
        said[key] = said.get(key, False) or voice.counts
    return ConflictView(
        name=f"{item.id} {context.text(item.title)}",
        href=context.input_href(item),
        said=tuple(SaidValue(role, free_text(value), counts) for (role, value), counts in said.items()),
        why=context.say("The lead's number counts.")
        if conflict.by == "lead"
        else context.say("Nobody leads here, so the number that gives the worse level counts."),
    )


def _asides(context: ReportContext, voices: VoicesResult) -> Iterator[AsideView]:
    """Give what was said to everything on which levels do not differ."""
    differing = {spread.question for spread in voices.spreads if differs(spread)}
    told: dict[str, list[VoiceResult]] = {}
    for identity, voice in voices.each():
        if identity not in differing:
            told.setdefault(identity, []).append(voice)
    for identity, item in items(context).items():
        if written := quotes(context, told.get(identity, ())):
            href = f"{item.pillar or 'answers'}.html#{identity}"
            yield AsideView(f"{identity} {context.text(item.title)}", href, written)


PAGE = Page(
    path="voices",
    title=lambda context: context.say("Who sees it how"),
    group=Group.TESTS,
    template="pages/voices.md.j2",
    when=lambda result: result.voices is not None and bool(result.voices.respondents),
    view=voices_view,
)
