"""What every page is made from: the result and the language, and where everything stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import TypeVar, cast

from audit.model.result.result import ActionResult, InputResult, LensResult, LinkResult, QuestionResult, Result
from audit.wording.locale import Locale

V = TypeVar("V")


@dataclass(frozen=True)
class Link:
    """Something to follow: an address in the report and its words."""

    href: str
    title: str


@dataclass(frozen=True, eq=False)
class ReportContext:
    """One result in one language.

    Attributes:
        result: The assessed audit, cut down to its edition.
        locale: Puts numbers, dates and texts into the language.
    """

    result: Result
    locale: Locale
    _made: dict[str, object] = field(default_factory=dict, repr=False)

    @cached_property
    def questions(self) -> Mapping[str, QuestionResult]:
        """The questions by id."""
        return {question.id: question for question in self.result.questions}

    @cached_property
    def inputs(self) -> Mapping[str, InputResult]:
        """The numbers, schedules, choices and texts by id."""
        return {item.id: item for item in self.result.inputs}

    @cached_property
    def actions(self) -> Mapping[str, ActionResult]:
        """The actions by id."""
        return {action.id: action for action in self.result.actions}

    @cached_property
    def links(self) -> Mapping[str, tuple[LensResult, LinkResult]]:
        """The links of all lenses by id, each with its lens."""
        return {link.id: (lens, link) for lens in self.result.lenses for link in lens.links}

    def say(self, text: str, **values: object) -> str:
        """Return a fixed text in the language, with its placeholders filled."""
        return self.locale.say(text, **values)

    def text(self, words: Mapping[str, str] | None) -> str:
        """Return a text of the result in the language; empty where there is none."""
        return self.locale.text(words)

    def owner(self, role: str) -> str:
        """Name a role."""
        return self.text(self.result.roles.get(role)) or role

    def rung(self, identity: str) -> str:
        """Name a rung by its id."""
        return next((self.text(rung.title) for rung in self.result.method.rungs if rung.id == identity), identity)

    def question_href(self, identity: str) -> str:
        """Return the address of a question."""
        return f"{self.questions[identity].pillar}.html#{identity}"

    def input_href(self, item: InputResult) -> str:
        """Return the address of a number; what is asked about the agency stands with all answers."""
        return f"{item.pillar or 'answers'}.html#{item.id}"

    def link_href(self, identity: str) -> str | None:
        """Return the address of a link of a lens; None where there is no such link."""
        found = self.links.get(identity)
        return f"{found[0].id}.html#{identity}" if found else None


def once(function: Callable[[ReportContext], V]) -> Callable[[ReportContext], V]:
    """Keep what a function makes of a context, so that what several pages show is made once a report."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(context: ReportContext) -> V:
        made = context._made
        if name not in made:
            made[name] = function(context)
        return cast("V", made[name])

    return kept
