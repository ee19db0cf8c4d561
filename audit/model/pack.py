"""The pack: a versioned set of questions, with everything a report says about them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from audit.model.base import EVERY_LANGUAGE, Frozen, NonEmpty, Text
from audit.model.condition import PLAIN_NUMBER, Condition, ConditionField

Mode = Literal["plan", "run"]
"""`plan`: no account yet. `run`: accounts are live."""

Tag = Literal["FULL", "EXC", "SEC", "CALC"]
"""How well a source was verified: read whole, in excerpt, second-hand, our own arithmetic."""

Unit = Literal["minutes", "hours", "people", "accounts", "messages", "percent", "times", "days", "layers", "platforms"]
UNITS: tuple[Unit, ...] = get_args(Unit)

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")

LEVELS = range(5)
TOP_LEVEL = 4
NEEDS_EVIDENCE = 3
"""Levels from here on count only with evidence (RULES 1.2)."""
WITHOUT_EVIDENCE = 2
"""What such a level shows as without evidence (RULES 1.2)."""

Level = Annotated[int, Field(ge=0, le=TOP_LEVEL)]
QuestionId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[0-9]{1,3}$")]
SMALL_STAFF = 10
"""Below so many people a body reads the `small:` wording (RULES 12)."""


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


class Span(Frozen):
    """A length of time, in calendar months and days."""

    days: int = 0
    months: int = 0


def _span(raw: object) -> object:
    """Read `12 months` or `30 days`."""
    words = str(raw).split()
    if isinstance(raw, str):
        if len(words) == 2 and words[0].isdecimal() and int(words[0]) > 0 and words[1] in SPAN_UNITS:
            return {SPAN_UNITS[words[1]]: int(words[0])}
        raise PydanticCustomError("span", "a length of time is written as: 30 days, or 12 months")
    return raw


SPAN_UNITS = {"day": "days", "days": "days", "month": "months", "months": "months"}
WrittenSpan = Annotated[Span, BeforeValidator(_span)]
"""A length of time, written as `30 days` or `12 months`."""


class LevelWords(SizedText):
    """One of five levels."""

    within: WrittenSpan | None = None
    """How old evidence of this level may be at most, where its text names a time (RULES 1.5)."""


FiveLevels = Annotated[tuple[LevelWords, ...], Field(min_length=5, max_length=5)]


def _number(raw: object) -> object:
    """Refuse what only looks short, such as `1e999999999`."""
    if isinstance(raw, str) and not PLAIN_NUMBER.fullmatch(raw):
        raise PydanticCustomError("number", "this is not a number")
    return raw


Number = Annotated[Fraction, BeforeValidator(_number)]
"""An exact number, written with digits."""


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


class Part(Frozen):
    """One number of several that are asked together."""

    id: NonEmpty
    title: Text
    unit: Unit
    range: tuple[Number, Number]
    whole: bool = True
    default: Number | None = None


class Moment(Frozen):
    """One dated time of several."""

    id: NonEmpty
    title: Text


InputKind = Literal["number", "parts", "choice", "week", "layers", "date", "moments", "text", "country", "drills"]


class Input(Frozen):
    """A number, a weekly schedule, a choice or a text that is asked for."""

    id: QuestionId
    pillar: str | None = None
    kind: InputKind
    title: Text
    ask: Text
    why: Text
    find: Text
    example: Text
    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    when: ConditionField | None = None
    security: bool = False
    seeds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unit: Unit | None = None
    range: tuple[Number, Number] | None = None
    whole: bool = True
    words: Mapping[str, Text] = {}
    default: object | None = None
    """What the clock uses where the answer is blank, in its written form; the report says that it is assumed."""
    strict: str | None = None
    """What is assumed where the answer is unknown: the worst case (RULES 1.5)."""
    best: object | None = None
    """The best answer that there is, in its written form: what an unknown one could turn out to be (RULES 1.6).

    Of two answers the one nearer to it is the better; the choices of such an input stand from the worst to the best."""
    parts: tuple[Part, ...] = ()
    choices: tuple[Choice, ...] = ()
    days: tuple[Day, ...] = ()
    most: int | None = None
    moments: tuple[Moment, ...] = ()

    def asked_of(self, role: str) -> bool:
        """Return whether it is put to a role."""
        return role in self.roles


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
    """With the placeholders `{id}` and `{question}`, the question's title."""
    why: Text
    how: tuple[Text, ...]
    done_when: Text
    days: Annotated[int, Field(ge=1)]

    def title_for(self, question: Question | Input) -> Text:
        """Return the title of this action for one question, or for one number."""
        return {
            language: words.replace("{id}", question.id).replace("{question}", question.title[language])
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


class Link(Frozen):
    """One link of a lens. Which questions guard it, the questions say."""

    id: NonEmpty
    apart: bool = False
    title: Text
    means: Text
    holds: Text
    breaks: Text
    seeds: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


class Lens(Frozen):
    """Another reading of the same answers."""

    id: NonEmpty
    kind: Literal["sequence", "set"]
    title: Text
    intro: Text
    sources: tuple[str, ...] = ()
    links: Annotated[tuple[Link, ...], Field(min_length=1)]


class Contradiction(Frozen):
    """Two answers that cannot both be true."""

    id: NonEmpty
    title: Text
    claim: ConditionField
    against: ConditionField
    lowers: str | None = None
    text: Text
    unsure: Text


class ClockTime(Frozen):
    """One moment of a case."""

    time: str
    text: Text


class Elapsed(Frozen):
    """Minutes from the start of a case."""

    minutes: Annotated[Number, Field(ge=0)]
    text: Text


class Replay(Frozen):
    """When a case began, moved to the agency's own week."""

    day: Day
    time: str
    documented: bool
    """False where the source gives no hour and this one stands in (RULES 3.8)."""


class Case(Frozen):
    """Something that happened in public."""

    id: NonEmpty
    title: Text
    date: str
    place: Text
    what: Text
    lesson: Text
    tag: Tag
    sources: tuple[str, ...] = ()
    clock: tuple[ClockTime, ...] = ()
    seen: Elapsed | None = None
    spoke: Elapsed | None = None
    replay: Replay | None = None


class Source(Frozen):
    """Something that was read."""

    id: NonEmpty
    title: Text
    by: Text
    year: str = ""
    url: str = ""
    tag: Tag
    says: Text
    number: Text | None = None


class Seed(Frozen):
    """One sentence of the founding essays, in our own words."""

    id: NonEmpty
    doc: Literal["A", "B", "C"]
    text: Text


class Seeds(Frozen):
    """`seeds.yml`: the essays' sentences and those that no question uses."""

    context: tuple[str, ...]
    pages: Mapping[str, str]
    seeds: tuple[Seed, ...]


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


class PackHead(Frozen):
    """`pack.yml`: what the pack is."""

    format: int
    id: NonEmpty
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    title: Text
    rule: Text
    changes: tuple[Change, ...]
    roles: tuple[Role, ...]
    pillars: tuple[Pillar, ...]
    assumptions: tuple[Assumption, ...] = ()


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
    digest: str
    """SHA-256 over the pack's files."""
    unfinished: Mapping[str, tuple[str, ...]] = {}
    """Languages in which texts are missing, and where; they are none of the pack's languages until they are complete."""

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
