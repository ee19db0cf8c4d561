"""What is asked, what of it is still open, and how far one is: the only count of it, for everything that says one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from audit.model.answers import OPEN, Answer, State, standing
from audit.model.known import STAFF
from audit.model.pack import SMALL_STAFF, Input, Pack, Question
from audit.model.values import Value
from audit.model.visibility import visible

Item = Question | Input


def order(pack: Pack) -> tuple[Item, ...]:
    """Return everything that can be asked, in the order in which it is asked.

    Pillar by pillar its questions and after them its numbers; a register of drills before, because its rows are offered
    as evidence.
    """
    items: list[Item] = list(pack.profile)
    for pillar in pack.head.pillars:
        numbers = [item for item in pack.numbers if item.pillar == pillar.id]
        items.extend(item for item in numbers if item.kind == "drills")
        items.extend(question for question in pack.in_pillar(pillar.id) if not question.computed)
        items.extend(item for item in numbers if item.kind != "drills")
    return tuple(items)


def asked(pack: Pack, profile: Mapping[str, Value | None], answers: Mapping[str, Answer]) -> tuple[Item, ...]:
    """Return everything that is asked of an agency, in order: without what a condition hides.

    Args:
        pack: The pack.
        profile: The answered profile, by id; None for what the agency does not know.
        answers: The answers, by id.
    """
    shown = visible(pack, profile, answers)
    return tuple(item for item in order(pack) if item.id in shown)


def is_small(profile: Mapping[str, Value | None]) -> bool:
    """Return whether fewer than ten people work there, so that questions are put in the words for them (RULES 12)."""
    staff = profile.get(STAFF)
    return isinstance(staff, Fraction) and staff < SMALL_STAFF


def answer_to(item: Item, profile: Mapping[str, Value | None], answers: Mapping[str, Answer]) -> Answer:
    """Return the answer to an item, of the profile or not; open where there is none."""
    if item.pillar is not None:
        return answers.get(item.id, OPEN)
    if item.id not in profile:
        return OPEN
    value = profile[item.id]
    return Answer(unknown=True) if value is None else Answer(value=value)


def still_open(pack: Pack, profile: Mapping[str, Value | None], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the ids of all questions and numbers that are asked and open, in order.

    Args:
        pack: The pack.
        profile: The answered profile.
        answers: The answers; of several voices the settled ones.
    """
    items = asked(pack, profile, answers)
    return tuple(item.id for item in items if standing(item, answer_to(item, profile, answers)) == "open")


@dataclass(frozen=True)
class Progress:
    """How far an audit is: answered of applicable. What does not apply stands on neither side."""

    answered: int
    applicable: int

    @property
    def open(self) -> int:
        """How many are open."""
        return self.applicable - self.answered

    @property
    def percent(self) -> int:
        """The share in per cent, rounded down so that 100 means that nothing is open."""
        return 100 * self.answered // self.applicable if self.applicable else 100


def progress_of(states: Iterable[State]) -> Progress:
    """Return how far one is, from how each of the asked items stands."""
    applicable = [state for state in states if state != "not applicable"]
    return Progress(sum(1 for state in applicable if state != "open"), len(applicable))


def progress(pack: Pack, profile: Mapping[str, Value | None], answers: Mapping[str, Answer]) -> Progress:
    """Return how far an audit is.

    Args:
        pack: The pack.
        profile: The answered profile.
        answers: The answers; of several voices the settled ones.
    """
    return progress_of(standing(item, answer_to(item, profile, answers)) for item in asked(pack, profile, answers))
