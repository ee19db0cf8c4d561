"""Filling a paper from the answers. What no answer fills is a marked blank, and the list of those stands at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.assess.papers import is_given, is_hidden
from audit.model.answers import Person
from audit.model.pack.papers import BY_HAND, FIELD, PERSON, Paper, PaperBlock
from audit.model.result.result import InputResult
from audit.report.parts.context import ReportContext
from audit.report.parts.letters import LetterView
from audit.report.parts.verdict import agency_name, verdict_view
from audit.wording.free_text import FreeText, free_text
from audit.wording.locale import Locale
from audit.wording.values import written_value


@dataclass(frozen=True)
class Piece:
    """A run of words, or a blank."""

    words: str
    is_blank: bool = False


@dataclass(frozen=True)
class PersonView:
    """Who holds a role, as a row of a table."""

    role: str
    name: FreeText
    email: FreeText


@dataclass(frozen=True)
class BlockView:
    """One piece of a paper: what is empty is not there."""

    text: tuple[Piece, ...] = ()
    head: tuple[Piece, ...] = ()
    items: tuple[tuple[Piece, ...], ...] = ()
    people: tuple[PersonView, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    lines: int = 0
    sign: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True)
class PaperView:
    """A filled paper."""

    id: str
    title: str
    purpose: str
    agency: FreeText
    dated: str
    draft: str
    """That what it was filled from is not finished; empty where it is."""
    blocks: tuple[BlockView, ...]
    missing: tuple[str, ...]
    """What is to be answered so that it can be filled: `N05 Minutes until the alert is picked up`."""


class Filling:
    """Fills papers from one audit in one language.

    Args:
        context: The result and the language.
        people: Who holds which role, as `audit.yml` says.
        draft: What is said of a round that is not finished; empty for one that is.
    """

    def __init__(self, context: ReportContext, people: Mapping[str, Person], draft: str = "") -> None:
        self._context = context
        self._people = people
        self._draft = draft
        self._of_the_audit = self._audit_facts()

    def view(self, paper: Paper) -> PaperView:
        """Fill one paper."""
        context = self._context
        result = next((one for one in context.result.papers if one.id == paper.id), None)
        return PaperView(
            id=paper.id,
            title=context.text(paper.title),
            purpose=context.text(paper.purpose),
            agency=agency_name(context),
            dated=context.locale.date(context.result.date),
            draft=self._draft,
            blocks=tuple(self._block(block) for block in paper.blocks),
            missing=tuple(self._named(identity) for identity in (result.missing if result else ())),
        )

    def _block(self, block: PaperBlock) -> BlockView:
        say = self._context.text
        return BlockView(
            text=self._pieces(say(block.text)),
            head=self._pieces(say(block.head)),
            items=tuple(self._pieces(say(item)) for item in block.items),
            people=tuple(self._person(role) for role in block.people),
            columns=tuple(say(head) for head in block.grid.head) if block.grid else (),
            rows=tuple(say(row) for row in block.grid.rows) if block.grid else (),
            lines=block.lines,
            sign=tuple(self._pieces(say(one)) for one in block.sign),
        )

    def _person(self, role: str) -> PersonView:
        person = self._people.get(role, Person())
        return PersonView(self._context.owner(role), free_text(person.name), free_text(person.email))

    def _pieces(self, words: str) -> tuple[Piece, ...]:
        return tuple(self._split(words))

    def _split(self, words: str) -> Iterator[Piece]:
        at = 0
        for match in FIELD.finditer(words):
            if match.start() > at:
                yield Piece(words[at : match.start()])
            yield self._filled(match["name"].strip())
            at = match.end()
        if at < len(words):
            yield Piece(words[at:])

    def _filled(self, name: str) -> Piece:
        if name.startswith(BY_HAND):
            return Piece((name.removeprefix(BY_HAND).strip()), is_blank=True)
        value = self._value(name)
        if value is None:
            return Piece(self._label(name), is_blank=True)
        return Piece(value)

    def _value(self, name: str) -> str | None:
        if name in self._of_the_audit:
            return self._of_the_audit[name]
        context = self._context
        first, _, part = name.partition(".")
        if first == PERSON:
            person = self._people.get(part, Person())
            return free_text(person.name) if person.name.strip() else context.owner(part)
        if not is_given(name, context.questions, context.inputs):
            return None
        if first in context.inputs:
            return free_text(_in_a_line(context.inputs[first], context.locale))
        question = context.questions[first]
        if part == "text":
            return free_text(question.text)
        if part == "where":
            dated = sorted(question.evidence, key=lambda piece: str(piece.date or ""))
            return free_text(next(piece.where for piece in reversed(dated) if piece.where.strip()))
        return context.text(question.levels[question.shown or 0])

    def _label(self, name: str) -> str:
        context = self._context
        identity = name.partition(".")[0]
        item = context.questions.get(identity) or context.inputs.get(identity)
        if item is None:
            return name
        if is_hidden(name, context.questions, context.inputs):
            return context.text(item.title)
        return self._named(identity)

    def _named(self, identity: str) -> str:
        item = self._context.questions.get(identity) or self._context.inputs.get(identity)
        return f"{self._context.text(item.title)} ({identity})" if item is not None else identity

    def _audit_facts(self) -> Mapping[str, str | None]:
        context, locale = self._context, self._context.locale
        clock = context.result.clock
        said = clock.said if clock is not None else None
        alternative = context.result.alternative_in(locale.language).service.strip()
        return {
            "agency": agency_name(context),
            "date": locale.date(context.result.date),
            "verdict": verdict_view(context).title,
            "worst": locale.spoken_length(said.worst)
            if said is not None
            else locale.length(None)
            if clock is not None
            else None,
            "worst_moment": locale.moment(said.worst_moment) if said is not None else None,
            "alternative": free_text(alternative) if alternative else None,
        }


def _in_a_line(item: InputResult, locale: Locale) -> str:
    """Write the value of an input in one line; days in a row with the same hours are told together."""
    lines = written_value(item, locale).splitlines()
    if item.kind != "week" or len(lines) < 2:
        return ", ".join(lines)
    days = [(day, hours) for day, _, hours in (line.partition(": ") for line in lines)]
    groups: list[list[str]] = []
    for index, (day, hours) in enumerate(days):
        if index and days[index - 1][1] == hours:
            groups[-1].append(day)
        else:
            groups.append([day])
    said = dict(days)

    def named(group: list[str]) -> str:
        return locale.say("{first} to {last}", first=group[0], last=group[-1]) if len(group) > 1 else group[0]

    return ", ".join(f"{named(group)}: {said[group[0]]}" for group in groups)


def letter_paper(context: ReportContext, letter: LetterView) -> PaperView:
    """Return a letter to whoever asked for an account as a paper.

    Args:
        context: The result and the language.
        letter: The letter.
    """
    say = context.say
    words = (say("To: {name}", name=letter.to), say("Subject: {subject}", subject=letter.subject), *letter.body)
    sign = BlockView(sign=((Piece(say("Name and office")),), (Piece(say("Date")),)))
    return PaperView(
        id=f"letter-{letter.id}",
        title=letter.heading,
        purpose="",
        agency=agency_name(context),
        dated=context.locale.date(context.result.date),
        draft="",
        blocks=(*(BlockView(text=(Piece(text),)) for text in words), sign),
        missing=(),
    )
