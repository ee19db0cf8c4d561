"""How far a round is: who answered how much, what nobody answered, what grows old. Printed by `status --json`."""

import datetime
from typing import Literal

from audit.model.base import Frozen

STATUS_FORMAT = 1


class RespondentStatus(Frozen):
    """How far one respondent is."""

    id: str
    """The name of the answers file."""
    role: str
    name: str = ""
    answered: int
    """Of what the role is asked; unknown is an answer."""
    asked: int
    """What the role is asked, without what does not apply."""
    unknown: int
    to_confirm: int
    """Carried over from the round before and not confirmed yet."""
    beyond: int
    """Answers to questions that are not put to the role."""
    last: datetime.date | None = None
    """The day of the last answer."""


class EvidenceStatus(Frozen):
    """Evidence of one answer that no longer counts, or soon will not."""

    question: str
    respondent: str
    what: str
    last: datetime.date
    """The last day on which the newest piece counts."""
    falls_to: int | None = None
    """The level that is shown after that; None where it changes nothing."""


class Oddity(Frozen):
    """Something in a file that a person should look at; nothing is refused for it."""

    respondent: str
    question: str = ""
    kind: Literal["answered-ahead", "evidence-ahead"]


class StatusResult(Frozen):
    """How far a round is."""

    format: int = STATUS_FORMAT
    round: str | None
    draft: bool = False
    """Whether the round is not finished, or was answered otherwise since."""
    finished: datetime.date | None = None
    """The day on which it was finished, also where it is a draft again; None where it never was."""
    date: datetime.date
    answered: int
    """Questions on which somebody said something, and the profile."""
    asked: int
    respondents: tuple[RespondentStatus, ...]
    missing_roles: tuple[str, ...]
    """Roles of the pack that are asked something and of which nobody has a file."""
    nobody: tuple[str, ...]
    """What nobody answered."""
    stale: tuple[EvidenceStatus, ...]
    expiring: tuple[EvidenceStatus, ...]
    """What stops counting within the coming days."""
    days: int
    """How many days ahead that looks."""
    oddities: tuple[Oddity, ...]
