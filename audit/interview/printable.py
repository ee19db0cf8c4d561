"""The blank questionnaire to prepare with: who is asked what, what to bring, and when a question falls away."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from audit.assess.verdict.evidence import shortest
from audit.errors import Translate
from audit.files.schemes import coloured
from audit.files.shipped import shipped
from audit.interview.choosing import HOW_TO_CHOOSE
from audit.interview.flow import ALTERNATIVE_NOTE, PROFILE, evidence_from, section_of
from audit.model.asked import Item, order
from audit.model.condition import All, Compare, Condition, Not
from audit.model.condition import Any as AnyOf
from audit.model.known import ALTERNATIVE
from audit.model.pack import LEVELS, TOP_LEVEL, YES, Input, Mode, Opening, Pack, Question
from audit.model.values import written_number
from audit.wording.names import DAY_NAMES, UNIT_NAMES
from audit.wording.values import spoken_span

Kind = Literal["title", "lead", "section", "question", "text", "note", "subhead", "choices", "lines", "list"]
SOME_DAY = datetime.date(2026, 1, 1)
"""On which months and days are compared, where there is no audit to give a day."""
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True)
class Block:
    """A piece of the questionnaire: its text, or its entries."""

    kind: Kind
    text: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Blank:
    """What is written down.

    Attributes:
        pack: The pack.
        role: Only what is put to this role; None for everything.
        mode: In which words; None for both.
        small: Whether it is in the words for fewer than ten people.
        language: The language of the pack's texts.
        translate: Turns English message ids into that language.
    """

    pack: Pack
    role: str | None
    mode: Mode | None
    language: str
    translate: Translate
    small: bool = False

    @property
    def title(self) -> str:
        """The title of the questionnaire."""
        title = self.translate("{pack}: questions to prepare").format(pack=self.pack.head.title[self.language])
        return f"{title} ({self.roles[self.role]})" if self.role else title

    @property
    def roles(self) -> Mapping[str, str]:
        """The names of the roles."""
        return {role.id: role.title[self.language] for role in self.pack.head.roles}

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that is asked, in order."""
        return tuple(item for item in order(self.pack) if self.role is None or item.asked_of(self.role))

    def blocks(self) -> Iterator[Block]:
        """Give the questionnaire piece by piece."""
        _ = self.translate
        yield Block("title", self.title)
        yield Block(
            "lead",
            _(
                "Read it before you sit down to answer, and look for what can be shown. “I don't know” is an answer too; nothing here is a test of a person."
            ),
        )
        yield Block("text", _(HOW_TO_CHOOSE))
        yield Block(
            "text", _("A question with a condition falls away only where the condition certainly does not hold.")
        )
        if self.role is None:
            yield Block("section", _("Who is asked what"))
            yield Block("list", entries=tuple(self._who()))
        sections = {PROFILE: (_("Basic facts"), "")} | {
            pillar.id: (pillar.title[self.language], pillar.why[self.language]) for pillar in self.pack.head.pillars
        }
        for section, (title, why) in sections.items():
            items = [item for item in self.items if section_of(item) == section]
            if items:
                yield Block("section", title)
                if why:
                    yield Block("text", why)
                for item in items:
                    yield from self._item(item)

    def _who(self) -> Iterator[str]:
        for role, title in self.roles.items():
            ids = ", ".join(item.id for item in self.items if item.asked_of(role))
            if ids:
                yield f"{title}: {ids}"

    def _item(self, item: Item) -> Iterator[Block]:
        _, language = self.translate, self.language
        modes: tuple[Mode, ...] = (self.mode,) if self.mode else ("plan", "run")
        words = [item.words(mode, small=self.small) for mode in modes] if isinstance(item, Question) else []
        ask = words[0].ask if words else item.ask
        yield Block("question", f"{item.id}  {ask[language]}")
        if item.when is not None:
            yield Block("note", _("Only asked if: {condition}").format(condition=self.condition(item.when)))
        if self.role is None:
            yield Block("note", _("Asked of: {roles}").format(roles=", ".join(self.roles[role] for role in item.roles)))
        yield Block("text", _("Why we ask: {why}").format(why=item.why[language]))
        if isinstance(item, Input):
            yield from self._input(item)
            return
        if item.id == ALTERNATIVE:
            yield Block("note", _(ALTERNATIVE_NOTE))
        if item.opening is not None:
            yield Block("text", item.opening.text[language])
            yield Block("lines")
            yield Block("text", item.opening.ask[language])
            yield from self._purposes(item.opening)
        first = 0 if item.opening is None else 1
        different = len({repr(said) for said in words}) > 1
        for mode, said in zip(modes, words, strict=True):
            if different:
                yield Block("subhead", _("Before opening") if mode == "plan" else _("With accounts open"))
                if said.ask != ask:
                    yield Block("text", said.ask[language])
            yield Block(
                "choices", entries=tuple(f"{n}  {level[language]}" for n, level in enumerate(said.levels) if n >= first)
            )
            yield Block("note", _("Bring: {show}").format(show=said.show[language]))
            if not different:
                break
        if item.not_applicable is not None:
            yield Block("choices", entries=(f"{_('Not applicable')}: {item.not_applicable[language]}",))
        yield Block("note", self._evidence(item))
        yield Block("lines")

    def _purposes(self, opening: Opening) -> Iterator[Block]:
        _, language = self.translate, self.language
        yield Block("choices", entries=tuple(choice.title[language] for choice in opening.purposes))
        yield Block("text", opening.without_voice.ask[language])
        yield Block("choices", entries=tuple(choice.title[language] for choice in opening.without_voice.choices))
        named = {choice.id: choice.title[language] for choice in (*opening.purposes, *opening.without_voice.choices)}
        hearing = _(" or ").join(f"“{named[purpose]}”" for purpose in opening.hearing)
        yield Block(
            "subhead",
            _("Only if you chose {purposes} and then “{answer}”:").format(purposes=hearing, answer=named[YES]),
        )

    def _evidence(self, question: Question) -> str:
        """Say from which level on evidence is asked for, and for how long it counts at each."""
        _ = self.translate
        lives = {level: spoken_span(shortest(question.life_at(level), SOME_DAY), _) for level in LEVELS}
        first = evidence_from(self.pack, question)
        said = _(
            "From level {level} on it is asked for: what it is, where it lies and of which day it is. It counts for {span} from that day."
        ).format(level=first, span=lives[first])
        for level in range(first + 1, TOP_LEVEL + 1):
            if lives[level] != lives[level - 1]:
                said += " " + _("From level {level} on: {span}.").format(level=level, span=lives[level])
        if question.id in self.pack.gate_questions:
            said += " " + _("The verdict passes a trial only if somebody else has seen or tested it.")
        return said

    def _input(self, item: Input) -> Iterator[Block]:
        _, language = self.translate, self.language
        yield Block("note", _("Where to look: {find}").format(find=item.find[language]))
        yield Block("note", _("How to write it: {example}").format(example=item.example[language]))
        if item.choices:
            yield Block("choices", entries=tuple(choice.title[language] for choice in item.choices))
            return
        wanted = [
            *(f"{part.title[language]} ({_(UNIT_NAMES[part.unit])})" for part in item.parts),
            *(moment.title[language] for moment in item.moments),
            *(_(DAY_NAMES[day]) for day in item.days),
        ]
        if wanted:
            yield Block("list", entries=tuple(f"{name}:" for name in wanted))
        yield Block("lines")

    def condition(self, condition: Condition, *, inside: bool = False) -> str:
        """Say a condition in words."""
        _ = self.translate
        if isinstance(condition, Compare):
            return self._compare(condition)
        if isinstance(condition, Not):
            return _("not so: {condition}").format(condition=self.condition(condition.part, inside=True))
        assert isinstance(condition, All | AnyOf)
        joined = (_(" and ") if isinstance(condition, All) else _(" or ")).join(
            self.condition(part, inside=True) for part in condition.parts
        )
        return f"({joined})" if inside else joined

    def _compare(self, test: Compare) -> str:
        _ = self.translate
        item = self.pack.by_id.get(test.subject)
        name = f"{item.id} “{item.title[self.language]}”" if item is not None else test.subject
        value = written_number(test.value) if isinstance(test.value, Fraction) else test.value
        if isinstance(item, Question):
            value = _("level {level}").format(level=value)
        elif isinstance(item, Input):
            titles = {choice.id: choice.title for choice in item.choices} | dict(item.words)
            if value in titles:
                value = f"“{titles[value][self.language]}”"
            elif item.unit:
                value = _("{number} {unit}").format(number=value, unit=_(UNIT_NAMES[item.unit]))
        pattern = {
            "is": _("{name}: {value}"),
            "at_least": _("{name}: {value} or more"),
            "below": _("{name}: less than {value}"),
            "above": _("{name}: more than {value}"),
        }[test.comparison]
        return pattern.format(name=name, value=value)


def as_markdown(blocks: Sequence[Block]) -> str:
    """Write the questionnaire as Markdown."""
    heads = {"title": "# ", "section": "## ", "question": "### ", "subhead": "#### "}
    parts = []
    for block in blocks:
        text = _plain(block.text)
        if block.kind in heads:
            parts.append(heads[block.kind] + text)
        elif block.kind in ("choices", "list"):
            mark = "- [ ] " if block.kind == "choices" else "- "
            parts.append("\n".join(mark + _plain(entry) for entry in block.entries))
        elif block.kind == "lines":
            parts.append("\\_" * 40)
        else:
            parts.append(f"*{text}*" if block.kind == "note" else text)
    return "\n\n".join(parts) + "\n"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def as_html(blocks: Sequence[Block], language: str) -> str:
    """Write the questionnaire as one HTML document without a script, for the screen and for paper."""
    tags = {"title": "h1", "section": "h2", "question": "h3", "subhead": "h4"}
    style = coloured(shipped("site_template"), "form/questions.css")
    parts = []
    for block in blocks:
        text = html.escape(block.text)
        if block.kind in tags:
            parts.append(f"<{tags[block.kind]}>{text}</{tags[block.kind]}>")
        elif block.kind in ("choices", "list"):
            entries = "".join(f"<li>{html.escape(entry)}</li>" for entry in block.entries)
            parts.append(f'<ul class="{block.kind}">{entries}</ul>')
        elif block.kind == "lines":
            parts.append('<div class="lines"></div>')
        else:
            parts.append(f'<p class="{block.kind}">{text}</p>')
    title = html.escape(blocks[0].text)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n'
        + "\n".join(parts)
        + "\n</main>\n</body>\n</html>\n"
    )
