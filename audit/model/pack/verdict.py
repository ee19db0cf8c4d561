"""How a pack judges: bands, floors, gates, rungs, contradictions, and what is said and done at each."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from audit.model.base import Frozen, NonEmpty, Text
from audit.model.condition import ConditionField
from audit.model.pack.inputs import Input
from audit.model.pack.questions import Question
from audit.model.pack.scales import Level, Mode, WrittenSpan


class CapByMode(Frozen):
    """The rank that a gate allows at most."""

    plan: Annotated[int, Field(ge=0, le=4)]
    run: Annotated[int, Field(ge=0, le=4)]

    def of(self, mode: Mode) -> int:
        """Return the rank for a mode."""
        return self.plan if mode == "plan" else self.run


class TextByMode(Frozen):
    """The same thing said to agencies without and with accounts."""

    plan: Text
    run: Text

    def of(self, mode: Mode) -> Text:
        """Return the words for a mode."""
        return self.plan if mode == "plan" else self.run


class GateStep(Frozen):
    """One condition of a gate and what follows from it."""

    when: ConditionField
    cap: CapByMode
    text: TextByMode
    warnings_only: bool = False
    """Whoever is held here may warn people of danger one way, and nothing else (RULES 4)."""


class Gate(Frozen):
    """A question below a level caps the verdict, whatever the rest scores."""

    id: NonEmpty
    title: Text
    why: Text
    seeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    steps: Annotated[tuple[GateStep, ...], Field(min_length=1)]


class RungWords(Frozen):
    """One rung of the ladder in one mode."""

    id: NonEmpty
    title: Text
    headline: Text
    means: Text
    next: Text
    public: Text | None = None
    """The verdict for the public, in the third person; `{agency}` stands for the agency's name."""


class Rung(Frozen):
    """One rung of the ladder: rank 0 (stop) to 4 (sustain, only while accounts are live)."""

    rank: Annotated[int, Field(ge=0, le=4)]
    plan: RungWords | None = None
    run: RungWords | None = None

    def of(self, mode: Mode) -> RungWords | None:
        """Return the words for a mode, or None where the mode has no such rung."""
        return self.plan if mode == "plan" else self.run


class Floor(Frozen):
    """A share below `below` per cent caps the verdict at rank `cap`."""

    below: Annotated[int, Field(ge=1, le=100)]
    cap: Annotated[int, Field(ge=0, le=4)]


class Sustain(Frozen):
    """What the highest rung asks for; without it the rank is `otherwise`."""

    pillar: int
    questions: Mapping[str, Level]
    otherwise: int = Field(alias="else")


class Floors(Frozen):
    """Caps by figures (RULES 4)."""

    pillar: tuple[Floor, ...]
    total: tuple[Floor, ...]
    sustain: Sustain


class Bands(Frozen):
    """From which per cent on a share is called weak, fair and good; below `weak` it is called missing (`stop` in a result)."""

    weak: int
    fair: int
    good: int


class LetterWords(Frozen):
    """What a letter says in one mode. `{answer}` in its body stands for what was answered, in words."""

    subject: Text
    body: Annotated[tuple[Text, ...], Field(min_length=1)]


class Letter(Frozen):
    """A letter for whoever asked for an account today."""

    id: NonEmpty
    to: str
    when: tuple[str, ...]
    plan: LetterWords
    run: LetterWords

    def of(self, mode: Mode) -> LetterWords:
        """Return the words for a mode."""
        return self.plan if mode == "plan" else self.run


class GeneralAction(Frozen):
    """An action that any question can need: find out, show it, find out which is true."""

    title: Text
    """With the placeholders `{matter}`, what the question is about; `{id}`; and `{question}`, its title."""
    why: Text
    how: tuple[Text, ...]
    done_when: Text
    days: Annotated[int, Field(ge=1)]

    def title_for(self, question: Question | Input) -> Text:
        """Return the title of this action for one question, or for one number."""
        matter = question.matter or question.title
        return {
            language: words.replace("{id}", question.id)
            .replace("{question}", question.title[language])
            .replace("{matter}", matter[language])
            for language, words in self.title.items()
        }


class GeneralActions(Frozen):
    """The actions that do not belong to one level of one question (RULES 6)."""

    find_out: GeneralAction
    show: GeneralAction
    checked: GeneralAction
    which_is_true: GeneralAction


class WeekStep(Frozen):
    """One thing to do this week where the report advises against (RULES 4)."""

    title: Text
    how: Text


class ThisWeek(Frozen):
    """What to do this week at the lowest rung, by what holds it there."""

    intent: tuple[WeekStep, ...] = ()
    monitoring: tuple[WeekStep, ...] = ()


class Effort(Frozen):
    """Up to how many person-days an action is small or medium; above that it is large."""

    small: int
    medium: int


class VerdictRules(Frozen):
    """`verdict.yml`: bands, floors, gates, rungs and letters."""

    bands: Bands
    floors: Floors
    ask_again: Mapping[str, WrittenSpan]
    """By rank or rung id: when to ask again."""
    gates: tuple[Gate, ...]
    rungs: tuple[Rung, ...]
    warnings_only: Rung
    """What rank 2 is called where it is reached for warnings alone."""
    letters: tuple[Letter, ...] = ()
    this_week: ThisWeek = ThisWeek()
    general_actions: GeneralActions
    effort: Effort


class Contradiction(Frozen):
    """Two answers that cannot both be true."""

    id: NonEmpty
    title: Text
    claim: ConditionField
    against: ConditionField
    lowers: str | None = None
    text: Text
    unsure: Text
