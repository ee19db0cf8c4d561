"""The lenses of a pack: other readings of the same answers."""

from typing import Annotated, Literal

from pydantic import Field

from audit.model.base import Frozen, NonEmpty, Text


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
