"""The guide for whoever leads the sessions: with whom, in which order, how long, and what to ask to see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from audit.errors import Translate
from audit.interview.flow import PROFILE, first_asked, section_of
from audit.interview.printable import Block
from audit.interview.reading_time import minutes_of, texts_of_item
from audit.model.asked import Item, order
from audit.model.known import LEAD
from audit.model.pack import Mode, Pack, Question

MINUTES_TO_SHOW = 2
"""What looking at one piece of evidence takes, in minutes (ours)."""
ROUNDED_TO = 5


@dataclass(frozen=True)
class Guide:
    """What a guide is for.

    Attributes:
        pack: The pack.
        role: Only the session with this role; None for all.
        mode: In which words.
        small: Whether it is in the words for fewer than ten people.
        language: The language of the pack's texts.
        translate: Turns English message ids into that language.
    """

    pack: Pack
    role: str | None
    mode: Mode
    language: str
    translate: Translate
    small: bool = False

    def blocks(self) -> Iterator[Block]:
        """Give the guide piece by piece."""
        _ = self.translate
        yield Block("title", _("{pack}: guide to the sessions").format(pack=self.pack.head.title[self.language]))
        yield Block(
            "lead",
            _(
                "One session for each role, those who know most first. Ask to be shown what is named; write down what it is, where it lies and of which day it is. Whoever has seen it is somebody else than the one who answers."
            ),
        )
        yield Block(
            "text",
            _(
                "Minutes are for reading, deciding and looking at one piece for each question (ours); take a break after an hour."
            ),
        )
        sessions = [role for role in self.pack.head.roles if self._items(role.id) and self.role in (None, role.id)]
        sessions.sort(key=lambda role: (role.id == LEAD, -len(self._items(role.id))))
        if len(sessions) > 1:
            yield Block("section", _("The sessions"))
            yield Block("list", entries=tuple(self._summary(role.id) for role in sessions))
        for role in sessions:
            yield Block("section", self._summary(role.id))
            yield from self._session(role.id)

    def _items(self, role: str) -> tuple[Item, ...]:
        return tuple(
            item
            for item in order(self.pack)
            if item.asked_of(role) and not (isinstance(item, Question) and item.computed)
        )

    def _minutes(self, items: tuple[Item, ...]) -> int:
        texts = [texts for item in items for texts in texts_of_item(item, self.mode)]
        shown = MINUTES_TO_SHOW * sum(isinstance(item, Question) for item in items)
        return ceil((minutes_of(texts) + shown) / ROUNDED_TO) * ROUNDED_TO

    def _summary(self, role: str) -> str:
        items = self._items(role)
        title = next(one.title[self.language] for one in self.pack.head.roles if one.id == role)
        return self.translate("{role}: {count} questions, about {minutes} minutes").format(
            role=title, count=len(items), minutes=self._minutes(items)
        )

    def _session(self, role: str) -> Iterator[Block]:
        _ = self.translate
        items = self._items(role)
        wanted = set(first_asked(self.pack))
        first = tuple(item for item in items if item.id in wanted)
        if first:
            yield from self._part(_("First, for a first verdict"), first)
        titles = {PROFILE: _("Basic facts")} | {p.id: p.title[self.language] for p in self.pack.head.pillars}
        for section, title in titles.items():
            here = tuple(item for item in items if section_of(item) == section and item not in first)
            if here:
                yield from self._part(title, here)

    def _part(self, title: str, items: tuple[Item, ...]) -> Iterator[Block]:
        _ = self.translate
        yield Block(
            "question", _("{title} (about {minutes} minutes)").format(title=title, minutes=self._minutes(items))
        )
        yield Block("choices", entries=tuple(self._line(item) for item in items))

    def _line(self, item: Item) -> str:
        _, language = self.translate, self.language
        if isinstance(item, Question):
            see = item.words(self.mode, small=self.small).show[language]
            return f"{item.id} {item.title[language]}: " + _("ask to see: {show}").format(show=see)
        return f"{item.id} {item.title[language]}: " + _("where to look: {find}").format(find=item.find[language])
