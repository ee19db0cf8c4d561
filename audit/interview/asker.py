"""What an interview needs from whoever asks the questions: a terminal, or a test."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from audit.errors import AuditError
from audit.interview.flow import SectionState
from audit.model.answers import Alternative, Answer, State
from audit.model.asked import Item
from audit.model.base import Text
from audit.model.pack import Input, Mode, Role
from audit.model.result.accounts import AccountSuggestion
from audit.model.result.result import RungRange
from audit.model.values import Drill


class Move(enum.Enum):
    """Where to go from a page."""

    NEXT = "next"
    STAY = "stay"
    """To the same page again, after what came with it is saved."""
    BACK = "back"
    LATER = "later"
    """On, and leave this one as it is."""
    LEAVE = "leave"
    FINISH = "finish"
    OPEN = "open"
    """To what is still open."""


@dataclass(frozen=True)
class Told:
    """What the lead told of another use of the same money.

    Attributes:
        parts: The parts that changed: service, amount, complaints, of.
        language: In which language.
    """

    parts: Mapping[str, str]
    language: str


@dataclass(frozen=True)
class Reply:
    """What came back from a question.

    Attributes:
        move: Where to go.
        answer: What to save first; None where there is nothing to save.
        alternative: What was told of another use of the same money; None where nothing changed.
    """

    move: Move
    answer: Answer | None = None
    alternative: Told | None = None


@dataclass(frozen=True)
class Header:
    """The line above every page.

    Attributes:
        section: The title of the section; None for the profile.
        number: The number of the question in its section.
        count: How many are asked in that section.
        percent: How much of the whole interview is answered.
    """

    section: Text | None
    number: int
    count: int
    percent: int


@dataclass(frozen=True)
class Page:
    """One question as it is put.

    Attributes:
        item: The question or the input.
        answer: What stands so far.
        header: The line above.
        mode: In which words it is put.
        evidence_from: The level from which on evidence is asked for.
        today: The day of the interview; no evidence is younger.
        may_note: Whether a note can be kept with the answer.
        alternative: What the same money could do, as far as it is known; None where it is not asked for here.
        small: Whether fewer than ten people work there.
        gate: Whether a gate hangs on the question.
        safety_critical: Whether the agency's own silence can cost lives within hours, so that a duty to warn is asked for.
        brief: Whether why it is asked waits behind a key, and evidence for later: a first verdict takes ten minutes.
        evidence_only: Whether the level stands and only what proves it is asked for.
        drills: The drills of the register that are evidence here, the newest first.
        register: The register that they stand in.
        checkers: The roles held by somebody else than whoever answers: they can have seen or tested evidence.
        suggestion: What the register of accounts speaks for here; it is shown, and never taken.
    """

    item: Item
    answer: Answer
    header: Header
    mode: Mode | None
    evidence_from: int
    today: datetime.date
    may_note: bool
    alternative: Alternative | None = None
    small: bool = False
    gate: bool = False
    safety_critical: bool = False
    brief: bool = False
    evidence_only: bool = False
    drills: tuple[Drill, ...] = ()
    register: Input | None = None
    checkers: tuple[Role, ...] = ()
    suggestion: AccountSuggestion | None = None


@dataclass(frozen=True)
class SectionPage:
    """The page before or after a section.

    Attributes:
        title: The title of the section; None for the profile.
        why: Why it is asked; None for the profile.
        state: How it stands.
        before: What the verdict was before the section, at best and as things stood; None where that is not said.
        now: What it is behind it.
    """

    title: Text | None
    why: Text | None
    state: SectionState
    before: RungRange | None = None
    now: RungRange | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the list at the end."""

    item: Item
    answer: Answer
    state: State
    section: Text | None


class Asker(Protocol):
    """Puts questions to a person and brings back what was answered. Saves nothing."""

    def session(self) -> AbstractContextManager[object]:
        """Hold the screen for the length of an interview."""

    def begin(self, page: SectionPage) -> Move:
        """Say why a section is asked. Next, back or leave."""

    def ask(self, page: Page) -> Reply:
        """Put one question."""

    def end(self, page: SectionPage) -> Move:
        """Say how a section stands. Next, back or leave."""

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:
        """Show all answers: one to change, or open, finish, leave. `at` is where the list was left."""

    def on_saved(self) -> None:
        """Say that an answer is on the disk."""

    def problem(self, error: AuditError) -> None:
        """Show why an answer was not saved; the same question comes again."""

    def on_start_reached(self) -> None:
        """Say that nothing is before this question."""

    def goodbye(self, resume: str | None, verdict: str | None = None) -> None:
        """Say that everything is saved; where something is left, the commands that go on and that show the verdict so far."""
