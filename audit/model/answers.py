"""What one respondent answered, and what an audit folder says about the agency."""

import datetime
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SkipValidation, StringConstraints
from pydantic_core import PydanticCustomError

from audit.model.base import Frozen, NonEmpty
from audit.model.pack import Level
from audit.model.values import Value, WrongValue, read_date

State = Literal["answered", "unknown", "not applicable", "open"]
"""How a question stands. That it is hidden by a condition is computed and never stored."""


def _date(raw: object) -> object:
    if isinstance(raw, str):
        try:
            return read_date(raw)
        except WrongValue:
            raise PydanticCustomError(
                "date", "{text} is not a date; write it as 2026-11-02", {"text": raw[:40]}
            ) from None
    return raw


Date = Annotated[datetime.date, BeforeValidator(_date)]


class Evidence(Frozen):
    """Something that proves an answer: what it is, where it lies, of which day it is."""

    what: NonEmpty
    where: str = ""
    date: Date | None = None


class Decision(Frozen):
    """Why the lead settled an answer on which voices differ."""

    because: NonEmpty


class Answer(Frozen):
    """One answer. Exactly one of level, choice, value, unknown, not applicable makes it more than open."""

    level: Level | None = None
    choice: str | None = None
    text: str = ""
    value: SkipValidation[Value | None] = None
    """Read by `read_value` before it gets here."""
    unknown: bool = False
    not_applicable: str | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    confirm: bool = False
    """Carried over from an earlier round: open until confirmed."""
    decided: Decision | None = None
    answered: Date | None = None

    @property
    def state(self) -> State:
        """How the question stands."""
        if self.confirm:
            return "open"
        if self.not_applicable is not None:
            return "not applicable"
        if self.unknown:
            return "unknown"
        if self.level is not None or self.value is not None or self.choice is not None:
            return "answered"
        return "open"


OPEN = Answer()


class Respondent(Frozen):
    """Who answered."""

    role: str = "lead"
    name: str = ""


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


class Agency(Frozen):
    """The agency that is audited."""

    name: NonEmpty


class Alternative(Frozen):
    """What the same money could do elsewhere."""

    service: str = ""
    amount: str = ""
    complaints: str = ""


_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")


def _colour(raw: object) -> object:
    if raw == "":
        return None
    if not isinstance(raw, str) or not _COLOUR.fullmatch(raw):
        raise PydanticCustomError("colour", "{text} is not a colour; write it as #0b4f8a", {"text": str(raw)[:40]})
    digits = raw.removeprefix("#").lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _phrase(raw: object) -> object:
    return {EVERY_LANGUAGE: raw} if isinstance(raw, str) else raw


EVERY_LANGUAGE = ""
"""The key of words that are the same in every language."""

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
    agency: Agency
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    pack: NonEmpty
    profile: Annotated[Mapping[str, Value | None], SkipValidation()] = {}
    """The inputs X1 ...; None where the agency said that it does not know."""
    alternative: Alternative = Alternative()
    holidays: tuple[Date, ...] = ()
    brand: Brand = Brand()
