"""What several respondents answered: every voice on record, and where they differ (RULES 7). Ids only, no texts of the pack."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Literal

from audit.model.answers import State
from audit.model.base import Frozen
from audit.model.shares import Share

Pattern = Literal["head-against-hands", "it-against-pr"]


class VoiceEvidence(Frozen):
    """One piece of evidence that a respondent named."""

    what: str
    where: str = ""
    date: datetime.date | None = None
    fresh: bool


class VoiceResult(Frozen):
    """One answer of one respondent, whole, whether it counts or not."""

    respondent: str
    role: str
    state: State
    shown: int | None = None
    claimed: int | None = None
    choice: str | None = None
    purposes: tuple[str, ...] = ()
    without_voice: str | None = None
    text: str = ""
    value: object | None = None
    """As an answers file writes it."""
    note: str = ""
    reason: str = ""
    """Why it does not apply."""
    evidence: tuple[VoiceEvidence, ...] = ()
    answered: datetime.date | None = None
    because: str = ""
    """Why the lead settled it so."""
    counts: bool = False


class RespondentResult(Frozen):
    """Somebody who answered."""

    id: str
    """The name of the answers file."""
    role: str
    name: str = ""
    answered: int
    """How many answers were given; 0 for somebody who only left notes."""


class GroupResult(Frozen):
    """How many answered in a role; roles of fewer than three stand together under an empty role."""

    role: str
    count: int


class SpreadResult(Frozen):
    """One question with two or more voices. Levels are those claimed; unknown is 0, what does not apply is left out."""

    question: str
    low: int
    high: int
    voices: tuple[VoiceResult, ...]
    decided: bool
    """The lead settled it and said why."""
    rank_low: int | None
    """The rank of the verdict if the lowest voice counted, all else as it is; None without a verdict."""
    rank_high: int | None
    gain: Share
    """What lies between the lowest and the highest voice, as a share of the total."""


class PatternResult(Frozen):
    """A disagreement that has a name."""

    kind: Pattern
    question: str
    higher: str
    """The side that sees it higher: `head` or `hands`, `it` or `pr`."""
    above: int
    below: int
    """The levels of the two sides."""
    links: tuple[str, ...]
    """The links of a sequence (the failure chain) that the question guards."""


class ConflictResult(Frozen):
    """A number that respondents give differently."""

    id: str
    voices: tuple[VoiceResult, ...]
    by: Literal["lead", "worst"]
    """Why the one that counts was taken: it is the lead's, or it gives the worse computed level."""


class AsideResult(Frozen):
    """What was written where nothing else of the result holds it: beside a number that all give alike, or without an answer."""

    id: str
    voices: tuple[VoiceResult, ...]


class AgreementResult(Frozen):
    """How far respondents agree in a pillar: 1 - sum of (highest - lowest level) / (4 x questions)."""

    share: Share
    questions: int
    spread: int


class VoicesResult(Frozen):
    """The voices of a round with two or more respondents."""

    respondents: tuple[RespondentResult, ...]
    groups: tuple[GroupResult, ...]
    agreement: Mapping[str, AgreementResult]
    """By pillar; a pillar without two voices on any question is absent."""
    spreads: tuple[SpreadResult, ...]
    """Sorted by what they do to the verdict."""
    patterns: tuple[PatternResult, ...]
    conflicts: tuple[ConflictResult, ...]
    asides: tuple[AsideResult, ...] = ()

    def each(self) -> Iterator[tuple[str, VoiceResult]]:
        """Give every voice on record with the id of its question or input; each stands in one place only."""
        for spread in self.spreads:
            yield from ((spread.question, voice) for voice in spread.voices)
        for conflict in self.conflicts:
            yield from ((conflict.id, voice) for voice in conflict.voices)
        for aside in self.asides:
            yield from ((aside.id, voice) for voice in aside.voices)
