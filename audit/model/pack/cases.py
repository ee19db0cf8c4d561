"""What a pack rests on: what happened in public, what was read, and the founding essays."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from audit.model.base import Frozen, NonEmpty, Text
from audit.model.pack.scales import Day, Number, Tag


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
