"""An input of the pack: a number, a week, a choice or a text that is asked for."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from audit.model.base import Frozen, NonEmpty, Text
from audit.model.condition import ConditionField
from audit.model.pack.questions import Choice
from audit.model.pack.scales import Day, Number, QuestionId, Unit


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
    matter: Text | None = None
    """What it is about, in words that go on after "find out": "who may speak at night"; without them the title stands there."""
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
