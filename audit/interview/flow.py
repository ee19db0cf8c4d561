"""Which question comes next: the interview without a screen and without a disk.

The order is that of the pack: the profile, then pillar by pillar its level questions and after them its numbers.
Computed questions are never asked; what a condition hides is left out. Unknown counts as answered, open and carried
over answers do not, and what is not applicable leaves both sides of the progress.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from audit.errors import Message, Refused, say
from audit.model.answers import Answer, State, claimed_level, standing
from audit.model.asked import Item, Progress, answer_to, asked, is_small, order, progress_of
from audit.model.base import Text
from audit.model.known import (
    DRILLS,
    FIRST_NUMBERS,
    FIRST_PROFILE,
    LOOK_EVERY,
    MODE,
    OUT_OF_HOURS,
    PICKUP,
)
from audit.model.pack import NEEDS_EVIDENCE, WITHOUT_EVIDENCE, Input, Mode, Pack, Question
from audit.model.values import N_, Drill, Value

PROFILE = "profile"
"""The section before the pillars: what the agency is."""
ALTERNATIVE_NOTE = N_(
    "Put into a note which other service could use the same money, how much it is, and how many complaints there were about it, of how many in all."
)
"""Said to everybody but the lead, who is asked part by part."""
RINGING = ("alerts", "others-ring")
"""The answers by which a phone rings."""
WEAK = 1
"""A question answered no higher than this needs attention first."""


def section_of(item: Item) -> str:
    """Return the section in which an item is asked: a pillar, or the profile."""
    return item.pillar or PROFILE


def evidence_from(pack: Pack, question: Question) -> int:
    """Return the level from which on evidence is asked for: earlier where a gate hangs on the question."""
    return WITHOUT_EVIDENCE if question.id in pack.gate_questions else NEEDS_EVIDENCE


@dataclass(frozen=True)
class Stand:
    """Where an interview stands.

    Attributes:
        pack: The pack.
        profile: The answered profile, by id; None for what the agency does not know.
        answers: The answers, by id.
    """

    pack: Pack
    profile: Mapping[str, Value | None]
    answers: Mapping[str, Answer]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything that is asked of this agency, in order: without what a condition hides."""
        return asked(self.pack, self.profile, self.answers)

    @property
    def mode(self) -> Mode | None:
        """Whether accounts are planned or live; None while that is not known."""
        mode = self.profile.get(MODE)
        return "plan" if mode == "plan" else "run" if mode == "run" else None

    @property
    def small(self) -> bool:
        """Whether fewer than ten people work there."""
        return is_small(self.profile)

    @property
    def register(self) -> Input | None:
        """The register of drills; None where the pack has none."""
        found = self.pack.by_id.get(DRILLS)
        return found if isinstance(found, Input) and found.kind == "drills" else None

    def drills_for(self, item: Item) -> tuple[Drill, ...]:
        """Return the drills of the register that are evidence for a question, the newest first."""
        register = self.register
        if register is None or not isinstance(item, Question) or not item.drills:
            return ()
        value = self.answer(register).value
        rows = [row for row in value if isinstance(row, Drill)] if isinstance(value, tuple) else []
        fitting = [row for row in rows if set(row.exercised) & set(item.drills)]
        return tuple(sorted(fitting, key=lambda row: row.date, reverse=True))

    def answer(self, item: Item) -> Answer:
        """Return the answer to an item; open where there is none."""
        return answer_to(item, self.profile, self.answers)

    def state(self, item: Item) -> State:
        """Return how an item stands."""
        return standing(item, self.answer(item))

    def in_section(self, section: str) -> tuple[Item, ...]:
        """Return what is asked in a section."""
        return tuple(item for item in self.items if section_of(item) == section)

    def only_for(self, role: str) -> Stand:
        """Return the same stand with only what is put to one role."""
        return _RoleStand(self.pack, self.profile, self.answers, role)


def first_asked(pack: Pack) -> list[str]:
    """Return the ids of what a first verdict asks, in order, the pickup of an alert included."""
    first = {*FIRST_PROFILE, *FIRST_NUMBERS, *pack.gate_questions}
    return [item.id for item in order(pack) if item.id in first]


@dataclass(frozen=True)
class FirstStand(Stand):
    """What a first verdict asks, in ten minutes: a few facts, the questions of the gates, the numbers of the clock."""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is asked first, in order; how soon an alert is taken up only where one rings."""
        everything = Stand(self.pack, self.profile, self.answers)
        rings = any(
            (found := self.pack.by_id.get(identity)) is not None and everything.answer(found).value in RINGING
            for identity in (LOOK_EVERY, OUT_OF_HOURS)
        )
        first = set(first_asked(self.pack)) - (set() if rings else {PICKUP})
        return tuple(item for item in everything.items if item.id in first)

    def unproved(self) -> frozenset[str]:
        """Return the questions that were answered so high that evidence is asked for, and have none yet."""
        return frozenset(
            item.id
            for item in self.items
            if isinstance(item, Question)
            and (level := claimed_level(item, self.answer(item))) is not None
            and level >= evidence_from(self.pack, item)
            and not self.answer(item).evidence
        )


@dataclass(frozen=True)
class _RoleStand(Stand):
    """What one role is asked.

    Attributes:
        role: The id of the role.
    """

    role: str

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What is asked of this role, in order."""
        return tuple(item for item in Stand(self.pack, self.profile, self.answers).items if item.asked_of(self.role))


def progress(stand: Stand) -> Progress:
    """Return how far the interview is."""
    return progress_of(stand.state(item) for item in stand.items)


def position(stand: Stand, item: Item) -> tuple[int, int]:
    """Return the number of an item in its section, and how many are asked there: `(2, 12)`."""
    items = stand.items if isinstance(stand, FirstStand) else stand.in_section(section_of(item))
    return next((index for index, other in enumerate(items, 1) if other.id == item.id), 1), len(items)


def next_open(stand: Stand, after: Item | None = None, among: frozenset[str] | None = None) -> Item | None:
    """Return the first open item behind `after`, or of all; None where nothing is open there.

    Args:
        stand: Where the interview stands.
        after: The item to look behind; it may be hidden by now.
        among: The ids to look at; None for all.
    """
    return next((item for item in _behind(stand, after, among) if stand.state(item) == "open"), None)


def next_item(stand: Stand, after: Item | None = None, among: frozenset[str] | None = None) -> Item | None:
    """Return the item behind `after`, answered or not."""
    return next(iter(_behind(stand, after, among)), None)


def item_before(stand: Stand, item: Item, among: frozenset[str] | None = None) -> Item | None:
    """Return the item before another one, answered or not; None at the beginning."""
    places = _places(stand.pack)
    before = [other for other in _among(stand, among) if places[other.id] < places[item.id]]
    return before[-1] if before else None


def _behind(stand: Stand, after: Item | None, among: frozenset[str] | None) -> list[Item]:
    places = _places(stand.pack)
    start = -1 if after is None else places[after.id]
    return [item for item in _among(stand, among) if places[item.id] > start]


def _among(stand: Stand, among: frozenset[str] | None) -> list[Item]:
    return [item for item in stand.items if among is None or item.id in among]


def _places(pack: Pack) -> dict[str, int]:
    return {item.id: place for place, item in enumerate(order(pack))}


@dataclass(frozen=True)
class SectionState:
    """How a section stands: its items by state, and what the answers mean so far."""

    answered: tuple[Item, ...]
    unknown: tuple[Item, ...]
    not_applicable: tuple[Item, ...]
    open: tuple[Item, ...]
    on_word: tuple[Item, ...]
    """Answered so high that evidence is asked for, without any."""
    first: Question | None
    """What needs attention first: the weakest answer, questions of a gate before others."""


def section_state(stand: Stand, section: str) -> SectionState:
    """Return how a section stands."""
    items = stand.in_section(section)
    by_state: dict[State, list[Item]] = {"answered": [], "unknown": [], "not applicable": [], "open": []}
    for item in items:
        by_state[stand.state(item)].append(item)
    levels = [
        (question, level)
        for question in by_state["answered"]
        if isinstance(question, Question) and (level := claimed_level(question, stand.answer(question))) is not None
    ]
    weak = [
        (question.id not in stand.pack.gate_questions, level, place, question)
        for place, (question, level) in enumerate(levels)
        if level <= WEAK
    ]
    return SectionState(
        answered=tuple(by_state["answered"]),
        unknown=tuple(by_state["unknown"]),
        not_applicable=tuple(by_state["not applicable"]),
        open=tuple(by_state["open"]),
        on_word=tuple(
            question
            for question, level in levels
            if level >= evidence_from(stand.pack, question) and not stand.answer(question).evidence
        ),
        first=min(weak, key=lambda entry: entry[:3])[3] if weak else None,
    )


def chosen(stand: Stand, only: str) -> frozenset[str]:
    """Return the ids that `--only` names: a question, a number, a pillar, the profile, or a computed question's inputs.

    Raises:
        Refused: Nothing is called so, or a condition hides it.
    """
    pack = stand.pack
    put = {item.id for item in stand.items}
    if is_section(pack, only):
        return frozenset(item.id for item in stand.in_section(only))
    item = pack.by_id.get(only)
    if item is None:
        sections = ", ".join((PROFILE, *(pillar.id for pillar in pack.head.pillars)))
        raise Refused(
            say("no question and no part of this audit is called {id}", id=only),
            say("name a question such as M02, or one of: {sections}", sections=sections),
        )
    named: Sequence[str] = item.computed if isinstance(item, Question) and item.computed else (only,)
    if not put.intersection(named) and isinstance(stand, _RoleStand):
        everything = Stand(stand.pack, stand.profile, stand.answers)
        if chosen(everything, only):
            raise Refused(
                say("{id} is not put to the role {role}", id=only, role=stand.role),
                say("add --all to answer it nevertheless"),
            )
    if not put.intersection(named):
        raise Refused(
            say("{id} is not asked here; an earlier answer hides it", id=only),
            say("change that answer first; the list at the end of an interview holds all of them"),
        )
    return frozenset(put.intersection(named))


def is_section(pack: Pack, name: str) -> bool:
    """Return whether a pillar, or the profile, is called so."""
    return name == PROFILE or name in {pillar.id for pillar in pack.head.pillars}


def section_title(pack: Pack, section: str) -> Text | None:
    """Return the title of a pillar; None for the profile, whose name is a fixed text."""
    return next((pillar.title for pillar in pack.head.pillars if pillar.id == section), None)


def meaning(state: SectionState, language: str) -> Message:
    """Say in one sentence what the answers of a section mean so far; no score that could tempt anybody to improve it."""
    if not state.answered:
        return say("Nothing is known here yet.")
    if state.first is not None:
        return say("What needs attention first, by your answers: {title}", title=state.first.title[language])
    if len(state.unknown) + len(state.open) > len(state.answered):
        return say("More is unknown here than known; finding out comes first.")
    if state.on_word:
        return say(
            "This looks sound, but {count} of the answers rest on your word until there is evidence.",
            count=len(state.on_word),
        )
    return say("By these answers nothing here stands in the way.")
