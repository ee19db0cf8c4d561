"""What one respondent answered, and what an audit folder says about the agency."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, SkipValidation, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from audit.model.about import About
from audit.model.base import EVERY_LANGUAGE, Frozen, NonEmpty
from audit.model.body import Audience, Kind
from audit.model.given import Date as Date
from audit.model.given import OwnWords as OwnWords
from audit.model.given import own_words_in as own_words_in
from audit.model.pack import YES, Input, Level, Question
from audit.model.text import Written
from audit.model.values import Value

State = Literal["answered", "unknown", "not applicable", "open"]
"""How a question stands. That it is hidden by a condition is computed and never stored."""


OUTSIDE = "outside"
"""Stands for somebody who is none of the agency's roles: a consultant, a partner body, an auditor."""


MOST_IN_A_SAMPLE = 10**9


class Sample(Frozen):
    """How many of how many somebody has looked at: 12 of 40 posts."""

    looked: Annotated[int, Field(ge=1, le=MOST_IN_A_SAMPLE)]
    of: Annotated[int, Field(ge=1, le=MOST_IN_A_SAMPLE)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.looked > self.of:
            raise PydanticCustomError("sample", "{looked} of {of}", {"looked": self.looked, "of": self.of})
        return self


class Checked(Frozen):
    """Who else has seen a piece of evidence, or has tried out what it says (RULES 1.5)."""

    how: Literal["seen", "tested"]
    by: NonEmpty
    """A role of the pack, or `outside`."""
    date: Date
    sample: Sample | None = None
    """Where not all of it was looked at: how much."""


class Evidence(Frozen):
    """Something that proves an answer: what it is, where it lies, of which day it is."""

    what: NonEmpty
    where: Written = ""
    date: Date | None = None
    checked: Checked | None = None
    """None: told, and nobody else has looked."""
    law: bool = False
    """It is the law, or the order, that obliges the body to warn people (RULES 4)."""


class Decision(Frozen):
    """Why the lead settled an answer on which voices differ."""

    because: NonEmpty


class Answer(Frozen):
    """One answer. Exactly one of level, purposes, value, unknown, not applicable makes it more than open."""

    level: Level | None = None
    purposes: tuple[str, ...] = ()
    """What one wants it for: all that are true."""
    without_voice: str | None = None
    """Whether one would still want it if one could publish nothing (RULES 2)."""
    choice: str | None = None
    """The only reason that the first version of the pack took."""
    text: Written = ""
    value: SkipValidation[Value | None] = None
    """Read by `read_value` before it gets here."""
    unknown: bool = False
    not_applicable: Written | None = None
    note: Written = ""
    evidence: tuple[Evidence, ...] = ()
    confirm: bool = False
    """Carried over from an earlier round: open until confirmed."""
    decided: Decision | None = None
    answered: Date | None = None


OPEN = Answer()


def standing(item: Question | Input, answer: Answer) -> State:
    """Decide how an answer stands: the one place that does, for everything that reads answers (RULES 1.1).

    That a condition hides the question is decided by `audit.model.visibility.visible`.

    Args:
        item: What was asked. The level of a computed question comes from its inputs: nothing answers it.
        answer: What was answered. A level without the purposes that it hangs on, a choice where a level is due and a
            value of which every part is blank answer nothing.
    """
    if answer.confirm or (isinstance(item, Question) and item.computed):
        return "open"
    if answer.not_applicable is not None:
        return "not applicable"
    if answer.unknown:
        return "unknown"
    if isinstance(item, Input):
        # A week that names no day says that nothing is watched; several numbers of which none is given say nothing.
        blank = answer.value is None or (answer.value == {} and item.kind in ("parts", "moments"))
        return "open" if blank else "answered"
    return "open" if _level(item, answer) is None else "answered"


def claimed_level(question: Question, answer: Answer) -> int | None:
    """Return the level 0-4 that an answer claims; None where it claims none."""
    return _level(question, answer) if standing(question, answer) == "answered" else None


def _level(question: Question, answer: Answer) -> int | None:
    opening = question.opening
    if opening is None:
        return answer.level
    if answer.choice is not None:
        # A file of the first version: one reason, and any but one of them is level 0.
        return answer.level if answer.choice == opening.first_version.level_for else 0
    if not answer.purposes:
        return None
    if not opening.wants_to_hear(answer.purposes):
        return 0
    if answer.without_voice is None:
        return None
    # Hesitation is an answer (RULES 2).
    return answer.level if answer.without_voice == YES else 0


def takes_level(question: Question, answer: Answer) -> bool:
    """Return whether the answer so far leads to a level that is chosen: the others are 0, or not yet decided (RULES 2)."""
    opening = question.opening
    if opening is None:
        return True
    if answer.choice is not None:
        return answer.choice == opening.first_version.level_for
    return opening.wants_to_hear(answer.purposes) and answer.without_voice == YES


class Respondent(Frozen):
    """Who answered."""

    role: Written = "lead"
    name: Written = ""


class Answers(Frozen):
    """One answers file."""

    format: int
    pack: NonEmpty
    version: NonEmpty
    respondent: Respondent = Respondent()
    answers: Mapping[str, Answer] = {}

    def of(self, question: str) -> Answer:
        """Return the answer to a question; open where there is none."""
        return self.answers.get(question, OPEN)


def _phrase(raw: object) -> object:
    return {EVERY_LANGUAGE: raw} if isinstance(raw, str) else raw


def _names(raw: object) -> object:
    """Take one name for every language; one that is left empty is not given, unless there is no other."""
    said = _phrase(raw)
    return {key: text for key, text in said.items() if text != ""} or said if isinstance(said, dict) else said


class Agency(Frozen):
    """The agency that is audited."""

    names: Annotated[Mapping[str, NonEmpty], BeforeValidator(_names)] = Field(alias="name", min_length=1)
    """By language, as it was given; under `EVERY_LANGUAGE` where one name serves all. Written `name:`."""

    @property
    def name(self) -> str:
        """The name that was given first: the same whoever reads."""
        return next(iter(self.names.values()))

    @property
    def every_name(self) -> str:
        """All of its names in one line, for whoever compares them with what a file says."""
        return " / ".join(dict.fromkeys(self.names.values()))


class Alternative(Frozen):
    """What the same money could do elsewhere."""

    service: OwnWords = ""
    amount: OwnWords = ""
    complaints: OwnWords = ""
    """How many complaints there were about the service."""
    of: OwnWords = ""
    """Of how many in all."""


class Person(Frozen):
    """Who holds a role."""

    name: Written = ""
    email: Written = ""


_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def _colour(raw: object) -> object:
    if raw == "":
        return None
    if not isinstance(raw, str) or not _COLOUR.fullmatch(raw):
        raise PydanticCustomError("colour", "{text} is not a colour; write it as #0b4f8a", {"text": str(raw)[:40]})
    digits = raw.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


Colour = Annotated[str | None, BeforeValidator(_colour)]
"""Written `#0b4f8a` or `#04a`; kept as six small digits."""

Phrase = Annotated[Mapping[str, Annotated[str, StringConstraints(max_length=600)]], BeforeValidator(_phrase)]
"""Words of the consultant: one text, or one for each language."""


class Brand(Frozen):
    """What the consultant's house puts on a report."""

    consultant: Annotated[str, StringConstraints(max_length=120)] = ""
    """The name of the consultant or the house."""
    logo: str = ""
    """An SVG or PNG file inside the audit folder."""
    primary: Colour = None
    """Behind the header and the footer."""
    accent: Colour = None
    """Links and what can be pressed."""
    cover: Phrase = Field(default_factory=dict)
    """Under the name on the first page and the cover."""
    footer: Phrase = Field(default_factory=dict)
    """At the foot of every page."""


class Settings(Frozen):
    """`audit.yml`."""

    format: int
    id: Annotated[str, StringConstraints(max_length=64, pattern=r"^[0-9A-Za-z-]*$")] = ""
    """Made once; whatever belongs to this audit carries it. Empty in a folder of the first format."""
    agency: Agency
    kind: Kind = "public"
    """What kind of body it is; the texts call it so."""
    audience: Audience | None = None
    """Whom it serves; None: by X1."""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    pack: NonEmpty
    profile: Annotated[Mapping[str, Value | None], SkipValidation()] = {}
    """The inputs X1 ...; None where the agency said that it does not know."""
    alternative: Alternative = Alternative()
    holidays: tuple[Date, ...] = ()
    brand: Brand = Brand()
    about: About = About()
    """What the audit says about itself."""
    people: Mapping[str, Person] = {}
    """Who holds which role of the pack; a role that is not named is held by somebody else."""
