"""A question of the pack: what is asked, its five levels, and the actions that lead up from each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import Field, model_validator

from audit.model.base import EVERY_LANGUAGE, Frozen, NonEmpty, Text
from audit.model.condition import ConditionField
from audit.model.pack.scales import Level, Mode, Number, QuestionId, Span, WrittenSpan


class SizedText(Frozen):
    """A text that a body of fewer than ten people reads in other words of the same worth (RULES 12).

    Written as a text, with `small:` beside its languages.
    """

    text: Text = Field(alias=EVERY_LANGUAGE)
    small: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, raw: object) -> object:
        """Put the languages, which stand beside the other keys, under a key of their own."""
        if not isinstance(raw, Mapping) or EVERY_LANGUAGE in raw:
            return raw
        own = {key: value for key, value in raw.items() if key in cls.model_fields and key != "text"}
        return {**own, EVERY_LANGUAGE: {key: value for key, value in raw.items() if key not in own}}

    def for_body(self, small: bool) -> Text:
        """Return the words for a body of fewer than ten people, or for any other."""
        return self.small if small and self.small is not None else self.text


class LevelWords(SizedText):
    """One of five levels."""

    within: WrittenSpan | None = None
    """How old evidence of this level may be at most, where its text names a time (RULES 1.5)."""


FiveLevels = Annotated[tuple[LevelWords, ...], Field(min_length=5, max_length=5)]


class SmallAction(Frozen):
    """An action in the words for a body of fewer than ten people, as far as they differ (RULES 12)."""

    title: Text | None = None
    how: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)] | None = None
    done_when: Text | None = None


class Action(Frozen):
    """What to do next at one level of one question."""

    start: Level = Field(alias="from")
    to: Level
    title: Text
    why: Text
    how: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)]
    done_when: Text
    days: Annotated[int, Field(ge=1)]
    """Person-days in all; ours, and the report says so."""
    waits: Annotated[int, Field(ge=0)] = 0
    """Calendar days from its first day of work before `done_when` can be true; ours."""
    weekly: Annotated[Number, Field(ge=0)] = Fraction(0)
    """Hours a week that it costs from then on; ours."""
    owner: str
    """The role that does the work."""
    decides: str | None = None
    """The role that signs, where that is another."""
    sets: Mapping[str, object] = {}
    """The inputs that this action changes, in their written form."""
    small: SmallAction | None = None

    def for_body(self, small: bool) -> "Action":
        """Return the action in the words for a body of fewer than ten people, or for any other."""
        if not small or self.small is None:
            return self
        words = {
            name: found for name in ("title", "how", "done_when") if (found := getattr(self.small, name)) is not None
        }
        return self.model_copy(update=words)


class PlanWords(Frozen):
    """How a question is put to an agency that has no account yet (RULES 12)."""

    ask: Text | None = None
    levels: FiveLevels
    show: SizedText | None = None


class Choice(Frozen):
    """One answer of several."""

    id: NonEmpty
    title: Text


YES = "yes"
"""The answer to the seed's question after which a level is asked (RULES 2)."""
WARN = "warn"
"""The purpose of whoever has to warn people of danger."""


class WithoutVoice(Frozen):
    """The seed's question made answerable: would one still want it without a voice of one's own?"""

    ask: Text
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]


class FirstVersion(Frozen):
    """What the first version of the pack asked instead: one reason, and only one of them leads to a level."""

    level_for: str
    choices: Annotated[tuple[Choice, ...], Field(min_length=2)]


class Opening(Frozen):
    """What is asked before the levels: one's own words, all purposes, then the seed's question (RULES 2)."""

    text: Text
    ask: Text
    purposes: Annotated[tuple[Choice, ...], Field(min_length=2)]
    hearing: Annotated[tuple[str, ...], Field(min_length=1)]
    """The purposes that need somebody who hears; without one of them the level is 0."""
    without_voice: WithoutVoice
    first_version: FirstVersion

    def wants_to_hear(self, purposes: Iterable[str]) -> bool:
        """Return whether one of some purposes needs somebody who hears."""
        return any(purpose in self.hearing for purpose in purposes)


@dataclass(frozen=True)
class QuestionWords:
    """A question as it is put to one body: what is asked, its five levels, what counts as evidence."""

    ask: Text
    levels: tuple[Text, ...]
    show: Text


class Question(Frozen):
    """A question with five described levels."""

    id: QuestionId
    title: Text
    matter: Text | None = None
    """What it is about, in words that go on after "find out": "who may speak at night"; without them the title stands there."""
    ask: Text
    why: Text
    levels: FiveLevels
    plan: PlanWords | None = None
    show: SizedText
    shelf_life: WrittenSpan
    """For how long evidence stays fresh; a level may be stricter (`life_at`)."""
    weight: Annotated[int, Field(ge=1)] = 1
    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    when: ConditionField | None = None
    not_applicable: Text | None = None
    computed: tuple[str, ...] = ()
    security: bool = False
    opening: Opening | None = None
    guards: tuple[str, ...] = ()
    drills: tuple[str, ...] = ()
    """What a drill exercised so that its row in the register is evidence here (RULES 2)."""
    seeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    actions: tuple[Action, ...]
    pillar: str = ""
    """Set by whoever reads the pack: the file's name."""

    def asked_of(self, role: str) -> bool:
        """Return whether it is put to a role."""
        return role in self.roles

    def action_from(self, level: int) -> Action | None:
        """Return the action that leads up from `level` (0-4), or None at the top."""
        return next((action for action in self.actions if action.start == level), None)

    def life_at(self, level: int) -> tuple[Span, ...]:
        """Return the lengths of time that evidence of a level (0-4) must not exceed: the question's, and those of its text.

        The shortest of them decides; which is the shortest hangs on the calendar.
        """
        named = (words.within for words in self.levels[: level + 1])
        return (self.shelf_life, *(span for span in named if span is not None))

    def words(self, mode: Mode | None, *, small: bool = False) -> QuestionWords:
        """Return what is asked, the five levels and the evidence.

        Args:
            mode: Whether accounts are live; None where nobody said.
            small: Whether fewer than ten people work there.
        """
        planned = self.plan if mode == "plan" else None
        levels = planned.levels if planned else self.levels
        show = (planned.show if planned else None) or self.show
        return QuestionWords(
            ask=(planned.ask if planned else None) or self.ask,
            levels=tuple(level.for_body(small) for level in levels),
            show=show.for_body(small),
        )
