"""What one respondent answered, and what an audit folder says about the agency."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SkipValidation
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
    brand: Mapping[str, object] = {}
