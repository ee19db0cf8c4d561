"""The pack as a whole: what it is called, whom it asks, what changed, and all its files together."""

import datetime
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from audit.model.base import Frozen, NonEmpty, Text
from audit.model.body import PUBLIC_BODY, Body, Kind
from audit.model.condition import Condition
from audit.model.pack.cases import Case, Seeds, Source
from audit.model.pack.inputs import Input
from audit.model.pack.lenses import Lens
from audit.model.pack.papers import Paper
from audit.model.pack.questions import Question
from audit.model.pack.verdict import Contradiction, VerdictRules


class Role(Frozen):
    """Somebody in the agency, by task and never by name."""

    id: NonEmpty
    title: Text


class PillarWords(Frozen):
    """What the public is told of a pillar: a sentence for each band it can stand in, and what work on it is about."""

    missing: Text
    weak: Text
    fair: Text
    good: Text
    work: Text


class Pillar(Frozen):
    """One of the four parts of the audit."""

    id: NonEmpty
    code: NonEmpty
    title: Text
    why: Text
    public: PillarWords | None = None


class Change(Frozen):
    """What a version of the pack changed."""

    version: NonEmpty
    date: datetime.date
    text: Text
    added: tuple[str, ...] = ()
    """Questions and inputs that are new."""
    changed: tuple[str, ...] = ()
    """Those that ask for something else than before: a new round asks them anew."""
    rewritten: tuple[str, ...] = ()
    """Those whose levels are worded anew: an older answer counts in its own round as it did, and is carried over to be confirmed."""
    removed: tuple[str, ...] = ()
    """Those that are gone; an id is never used again."""
    weights: Mapping[str, Annotated[int, Field(ge=1)]] = {}
    """Questions whose weight changed, with the weight they had before."""


class Assumption(Frozen):
    """Something we assumed because no source says it."""

    id: NonEmpty
    text: Text


class BodyWords(Frozen):
    """What the texts call the audited body and those whom it serves (RULES 12)."""

    kinds: Mapping[Kind, Mapping[str, Text]]
    """For each kind of body, placeholder -> word: `body`, `any` (one of them, with a capital), `head`, and others."""
    audiences: Mapping[str, Text]


class Agreement(Frozen):
    """How alike two simulated readers, a strict and a lenient one, answered the questions about a few invented bodies."""

    dossiers: Annotated[int, Field(ge=1)]
    agreed: Mapping[str, Annotated[int, Field(ge=0)]]
    """Question -> the dossiers of which both chose the same level."""


WrittenVersion = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class Overlay(Frozen):
    """What a `pack.yml` says that differs from another pack."""

    extends: NonEmpty
    """The pack it is laid over: a shipped name, or a folder."""
    base_version: WrittenVersion
    """The version of that pack for which it was written."""
    replace: tuple[NonEmpty, ...] = ()
    """Ids of that pack whose whole entry it writes anew."""
    drop: tuple[NonEmpty, ...] = ()
    """Ids of that pack that it leaves out."""
    weights: Mapping[str, Annotated[int, Field(ge=1)]] = {}
    """Questions with the weight they have here."""


class Base(Frozen):
    """A pack that another one is laid over."""

    id: NonEmpty
    version: WrittenVersion
    changes: tuple[Change, ...]


class PackHead(Frozen):
    """`pack.yml`: what the pack is."""

    format: int
    id: NonEmpty
    version: WrittenVersion
    """As its file gives it; of a pack that was read, behind a `+` also those of the packs it is laid over, the nearest first."""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Text
    rule: Text
    changes: tuple[Change, ...]
    roles: tuple[Role, ...]
    pillars: tuple[Pillar, ...]
    assumptions: tuple[Assumption, ...] = ()
    words: BodyWords | None = None
    agreement: Agreement | None = None


class Pack(Frozen):
    """A whole pack, checked."""

    head: PackHead
    verdict: VerdictRules
    questions: tuple[Question, ...]
    profile: tuple[Input, ...]
    numbers: tuple[Input, ...]
    lenses: tuple[Lens, ...]
    contradictions: tuple[Contradiction, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    seeds: Seeds
    papers: tuple[Paper, ...] = ()
    digest: str
    """SHA-256 over the pack's files."""
    body: Body = PUBLIC_BODY
    """In whose words its texts are."""
    bases: tuple[Base, ...] = ()
    """The packs that it is laid over, the nearest first."""
    differs: tuple[Change, ...] = ()
    """For each of these: what the pack on top of it adds, asks otherwise, leaves out and weighs otherwise."""
    unfinished: Mapping[str, tuple[str, ...]] = {}
    """Languages in which texts are missing, and where; they are none of the pack's languages until they are complete."""

    @property
    def anybody(self) -> Text:
        """One of the body's kind, as a sentence about any of them begins; empty where the pack has no word for it."""
        words = self.head.words
        return dict(words.kinds.get(self.body.kind, {}).get("any", {})) if words else {}

    @cached_property
    def by_id(self) -> Mapping[str, Question | Input]:
        """Every question and input by its id."""
        items: list[Question | Input] = [*self.questions, *self.profile, *self.numbers]
        return {item.id: item for item in items}

    @cached_property
    def gate_conditions(self) -> Mapping[str, tuple[Condition, ...]]:
        """The conditions of gates by the subjects that they name."""
        found: dict[str, tuple[Condition, ...]] = {}
        for condition in (step.when for gate in self.verdict.gates for step in gate.steps):
            for subject in dict.fromkeys(test.subject for test in condition.tests()):
                found[subject] = (*found.get(subject, ()), condition)
        return found

    @cached_property
    def gate_questions(self) -> frozenset[str]:
        """The questions that some gate names."""
        named = {t.subject for g in self.verdict.gates for s in g.steps for t in s.when.tests()}
        return frozenset(named & {question.id for question in self.questions})

    def for_body(self, *, small: bool) -> "Pack":
        """Return the pack with its actions in the words for a body of fewer than ten people, or as it is for any other."""
        if not small:
            return self
        questions = tuple(
            question.model_copy(update={"actions": tuple(action.for_body(small) for action in question.actions)})
            for question in self.questions
        )
        # Made anew and not copied: a copy would keep what was worked out of the other questions.
        return Pack.model_construct(
            **{**{name: getattr(self, name) for name in Pack.model_fields}, "questions": questions}
        )

    def in_pillar(self, pillar: str) -> Iterator[Question]:
        """Give the questions of a pillar in the pack's order."""
        return (question for question in self.questions if question.pillar == pillar)
