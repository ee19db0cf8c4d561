"""The register of accounts as a result holds it: its entries, what they say, and what they suggest for answers."""

import datetime
from typing import Literal

from audit.model.accounts import Decision, YesNo
from audit.model.base import Frozen

FindingKind = Literal[
    "no-owner",
    "one-person",
    "contractor-alone",
    "own-mail",
    "no-two-step",
    "silent",
    "undecided",
    "twice",
    "live-in-plan",
    "impostor",
    "unlisted",
]
"""What a register can show without anybody being asked."""
FINDINGS: tuple[FindingKind, ...] = (
    "live-in-plan",
    "no-owner",
    "contractor-alone",
    "one-person",
    "own-mail",
    "no-two-step",
    "silent",
    "impostor",
    "undecided",
    "twice",
    "unlisted",
)
"""In the order in which they are read."""

SuggestionKind = Literal[
    "counted",
    "own-mail",
    "none-two-step",
    "some-two-step",
    "all-two-step",
    "said-no",
    "all-decided",
    "some-undecided",
    "publishers",
]
"""Why a register suggests an answer."""
Stands = Literal["given", "none", "unknown", "blank"]
"""How a field stands whose words an edition may not show."""


class AccountFinding(Frozen):
    """Something that the register shows."""

    kind: FindingKind
    accounts: tuple[str, ...] = ()
    """The ids of the accounts that it is about."""
    of: int = 0
    """Of how many accounts that could be judged."""
    words: tuple[str, ...] = ()
    """What was named elsewhere and is in no register: an address, a platform; or an impostor."""
    questions: tuple[str, ...] = ()
    """Where it was named."""


class AccountSuggestion(Frozen):
    """An answer that the register speaks for. Nothing takes it but a person."""

    question: str
    kind: SuggestionKind
    level: int | None = None
    """The level that the register speaks for; None where it only proves something or counts."""
    numbers: tuple[int, ...] = ()
    """What it counted, in the order in which the sentence names it."""
    answered: Literal["open", "agrees", "differs", "beside"] = "open"
    """Nothing was answered yet; the same was; something else was; it cannot be compared."""


class AccountResult(Frozen):
    """One account of the register."""

    id: str
    platform: str
    account: str
    """What it is called there."""
    address: str = ""
    purpose: str = ""
    owner: str = ""
    deputy: str = ""
    publishers: tuple[str, ...] = ()
    contractor: str = ""
    owned: Stands = "blank"
    """Whether somebody answers for it."""
    deputised: Stands = "blank"
    outside: Stands = "blank"
    """Whether somebody outside can publish."""
    people: int | None = None
    """How many can publish; None where it is not known."""
    two_step: YesNo | None = None
    agency_mail: YesNo | None = None
    archive: YesNo | None = None
    last_post: datetime.date | None = None
    last_answer: datetime.date | None = None
    followers: int | None = None
    decision: Decision | None = None
    because: str = ""
    unknown: tuple[str, ...] = ()
    """The fields of which somebody said that they are not known."""
    findings: tuple[FindingKind, ...] = ()


class NameResult(Frozen):
    """A name that was taken, or an impostor."""

    platform: str
    account: str
    address: str = ""
    owner: str = ""
    seen: datetime.date | None = None
    reported: datetime.date | None = None
    note: str = ""


class UnusedResult(Frozen):
    """A platform that is left out on purpose."""

    platform: str
    because: str = ""


class AccountsResult(Frozen):
    """The register of accounts, and what it shows on the day of the audit."""

    reviewed: datetime.date | None = None
    """The day on which somebody last went through the whole list."""
    accounts: tuple[AccountResult, ...] = ()
    reserved: tuple[NameResult, ...] = ()
    impostors: tuple[NameResult, ...] = ()
    unused: tuple[UnusedResult, ...] = ()
    findings: tuple[AccountFinding, ...] = ()
    suggestions: tuple[AccountSuggestion, ...] = ()
    silent_days: int
    """After how many days without a post an account counts as silent; ours."""
