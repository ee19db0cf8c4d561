"""What changed since an earlier round, and why."""

import datetime
from collections.abc import Mapping
from typing import Literal

from audit.model.base import Frozen
from audit.model.responses import ResponseState
from audit.model.result.numbers import Breakpoint
from audit.model.result.responses import Track
from audit.model.shares import Amount, Delta, Share

Words = Mapping[str, str]

Cause = Literal[
    "removed",
    "new",
    "weight",
    "applies",
    "confirm",
    "answered",
    "evidence-added",
    "evidence-expired",
    "evidence-removed",
    "contradiction",
    "number",
]
"""Why a level or a figure changed; in the order in which the changes are taken one after the other."""

PlanStatus = Literal["done", "not-shown", "open", "dropped", "slipped"]
"""Done; called done but not to be seen in the answers; not done; given up; the question stands lower than before."""


class StepChange(Frozen):
    """One part of what changed a question, with the level before and after it; None: not in the score."""

    cause: Cause
    then: int | None
    now: int | None


class QuestionChange(Frozen):
    """A question that changed."""

    question: str
    pillar: str
    title: Words
    then: int | None
    now: int | None
    steps: tuple[StepChange, ...]


class PillarChange(Frozen):
    """What a pillar showed then and shows now, and what of the difference comes from what."""

    then: Share | None
    now: Share | None
    parts: Mapping[Cause, Delta]
    """Cause -> what it added; together they are the difference. Empty where either was not assessed."""


class NumberChange(Frozen):
    """A number that changed; values as an answers file writes them."""

    id: str
    title: Words
    then: object | None
    now: object | None


class ClockThen(Frozen):
    """The clock of the earlier round. Minutes; None: never."""

    seen: Amount | None
    said: Amount | None
    worst: int | None
    within_hour: Share
    week: tuple[tuple[int | None, ...], ...]
    assumed: int
    """How many numbers it had to assume."""
    curve: tuple[Breakpoint, ...] = ()
    """The wait of a post of any moment until the first own words, as in the clock; empty where an older version made the result."""


class PlanChange(Frozen):
    """One action of the earlier round's plan, and what became of it."""

    action: str
    question: str
    title: Words
    owner: str
    status: PlanStatus
    due: datetime.date | None = None
    """For when it was planned, where `plan.yml` says so."""
    overdue: bool = False
    response: ResponseState | None = None
    """What the agency says to it; None where `plan.yml` does not name it."""
    by: str = ""
    because: str = ""
    until: datetime.date | None = None
    """Until when the risk is accepted."""
    done: datetime.date | None = None
    """When it was done, by what the agency says."""
    track: Track | None = None
    """What has become of it, with what the agency says; None in a result of an earlier version."""


class ProgressResult(Frozen):
    """An earlier round beside this one."""

    round: str
    date: datetime.date
    version: str
    """The version of the pack that it was answered with."""
    rung: str | None
    rank: int | None
    title: Words | None
    total: Share | None
    pillars: Mapping[str, PillarChange]
    changes: tuple[QuestionChange, ...]
    numbers: tuple[NumberChange, ...]
    clock: ClockThen | None
    load: Amount | None
    """Needed over available on a normal day; None where it was not known."""
    plan: tuple[PlanChange, ...]
    slipped: tuple[str, ...]
    """Questions that can show less than before, for another reason than that they are not confirmed yet."""
    unconfirmed: tuple[str, ...] = ()
    """Questions that stand otherwise only because what was carried over waits to be confirmed: neither better nor worse."""
    not_compared: tuple[str, ...]
    """Questions and numbers that only one of the two versions of the pack has."""
    to_confirm: int
    """How many answers were carried over and are not confirmed yet."""
