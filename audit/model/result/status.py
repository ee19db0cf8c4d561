"""How far a round is: who answered how much, what nobody answered, what grows old. Printed by `status --json`."""

import datetime
from collections.abc import Mapping
from typing import Literal

from audit.model.base import Frozen
from audit.model.result.accounts import AccountSuggestion
from audit.model.result.responses import Track
from audit.model.result.result import EarlierVerdict, SampleResult, Words

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


class EvidencePiece(Frozen):
    """One piece of evidence of one answer. Printed by `status --evidence --json`."""

    question: str
    respondent: str
    number: int
    """Its place in the answer, from 1."""
    level: int | None
    """The level that the answer claims; None where it claims none."""
    gate: bool
    """Whether a gate hangs on the question."""
    what: str
    where: str
    date: datetime.date | None
    complete: bool
    """Whether it says what, where and of which day; any other counts as none."""
    until: datetime.date | None
    """The last day on which it counts; None where it counts never."""
    fresh: bool
    """Whether it counts on the day of the audit."""
    law: bool
    """Whether it is the law that obliges the agency to warn people."""
    checked: Literal["told", "seen", "tested"]
    """Whether somebody else has looked."""
    checked_by: str | None
    checked_on: datetime.date | None
    sample: SampleResult | None = None
    """Where only a part was looked at: how many of how many."""
    counts: bool
    """Whether it belongs to the answer that settles the question."""


class Oddity(Frozen):
    """Something in a file that a person should look at; nothing is refused for it."""

    respondent: str
    question: str = ""
    kind: Literal["answered-ahead", "evidence-ahead"]


class VerdictStatus(Frozen):
    """The verdict of a round, and what has become of it."""

    date: datetime.date
    """The day of the round, to which it was assessed."""
    rung: str
    title: Words
    through: datetime.date | None = None
    """The last day on which it stands; None where nothing ends it within two years, or at the lowest rung."""
    now: EarlierVerdict | None = None
    """The verdict of the day that is looked at, where evidence that grew old has put it lower."""


class SentStatus(Frozen):
    """How far a role is that was sent its form."""

    role: str
    date: datetime.date
    by: datetime.date
    answered: int
    """Of what the role is asked, by whoever of the role is furthest."""
    asked: int
    late: bool
    """Whether the day has passed and something is still to be answered."""


class StatusResult(Frozen):
    """How far a round is."""

    format: int = STATUS_FORMAT
    round: str | None
    draft: bool = False
    """Whether the round is not finished, or was answered otherwise since."""
    finished: datetime.date | None = None
    """The day on which it was finished, also where it is a draft again; None where it never was."""
    response_sent: datetime.date | None = None
    """The day on which the agency sent its answer to the draft; None where it has not."""
    tracks: Mapping[Track, int] = {}
    """How many actions of the plan stand how, by what the agency says to them; empty where there is no plan."""
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
    sent: tuple[SentStatus, ...] = ()
    """The roles that were sent their forms, those who are late first."""
    verdict: VerdictStatus | None = None
    """None where nobody has answered, or whether accounts are live (X4) is open."""
    suggestions: tuple[AccountSuggestion, ...] = ()
    """What the register of accounts suggests for answers that are open or say something else."""
