"""What the files of a pack count in: modes, levels, units, days, lengths of time."""

from fractions import Fraction
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from audit.model.base import Frozen
from audit.model.condition import PLAIN_NUMBER

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


class Span(Frozen):
    """A length of time, in calendar months and days."""

    days: int = 0
    months: int = 0


SPAN_UNITS = {"day": "days", "days": "days", "month": "months", "months": "months"}


def _span(raw: object) -> object:
    """Read `12 months` or `30 days`."""
    words = str(raw).split()
    if isinstance(raw, str):
        if len(words) == 2 and words[0].isdecimal() and int(words[0]) > 0 and words[1] in SPAN_UNITS:
            return {SPAN_UNITS[words[1]]: int(words[0])}
        raise PydanticCustomError("span", "a length of time is written as: 30 days, or 12 months")
    return raw


WrittenSpan = Annotated[Span, BeforeValidator(_span)]
"""A length of time, written as `30 days` or `12 months`."""


def _number(raw: object) -> object:
    """Refuse what only looks short, such as `1e999999999`."""
    if isinstance(raw, str) and not PLAIN_NUMBER.fullmatch(raw):
        raise PydanticCustomError("number", "this is not a number")
    return raw


Number = Annotated[Fraction, BeforeValidator(_number)]
"""An exact number, written with digits."""
