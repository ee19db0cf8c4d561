"""Papers that start the work: what they say, and which answers fill them."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from audit.model.base import Frozen, NonEmpty, Text
from audit.model.pack.scales import Mode

FIELD = re.compile(r"\[\[(?P<name>[^\[\]]+)\]\]")
"""A place in a text that an answer fills."""
BY_HAND = "_"
"""A field that begins so is filled by hand; the rest of it says with what."""
OF_THE_AUDIT = ("agency", "date", "verdict", "worst", "worst_moment", "alternative")
"""Fields that the audit itself fills."""
OF_AN_ANSWER = ("", "text", "where")
"""What of an answer a field takes: its value, the own words, or where its newest evidence lies."""
PERSON = "person"
"""A field `person.head` is filled with who holds the role."""


class Grid(Frozen):
    """A table that is filled in by hand."""

    head: tuple[Text, ...]
    rows: tuple[Text, ...]
    """What stands in the first column."""


class PaperBlock(Frozen):
    """One piece of a paper: exactly one of these."""

    text: Text | None = None
    head: Text | None = None
    items: tuple[Text, ...] = ()
    people: tuple[str, ...] = ()
    """Roles: a table of who holds them and how they are reached."""
    grid: Grid | None = None
    lines: int = 0
    """Room to write by hand."""
    sign: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if sum(bool(getattr(self, name)) for name in type(self).model_fields) != 1:
            raise PydanticCustomError("block", "one of {kinds}", {"kinds": ", ".join(type(self).model_fields)})
        return self

    def texts(self) -> Iterator[Text]:
        """Give every text of it."""
        yield from (text for text in (self.text, self.head) if text is not None)
        yield from (*self.items, *self.sign)
        if self.grid is not None:
            yield from (*self.grid.head, *self.grid.rows)


class Paper(Frozen):
    """A paper that starts the work."""

    id: NonEmpty
    title: Text
    purpose: Text
    starts: tuple[str, ...] = ()
    """The questions whose next step it helps with. A paper is never evidence by itself."""
    ranks: tuple[Annotated[int, Field(ge=0, le=4)], ...] = ()
    """The ranks of the verdict that lead to it; none: every one."""
    mode: Mode | None = None
    """Only where accounts are planned, or live; None: both."""
    blocks: tuple[PaperBlock, ...]

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """What fills it, each once, in the order of the text; without what is filled by hand."""
        found: dict[str, None] = {}
        for block in self.blocks:
            for text in block.texts():
                for words in text.values():
                    found.update(dict.fromkeys(match["name"].strip() for match in FIELD.finditer(words)))
            found.update(dict.fromkeys(f"{PERSON}.{role}" for role in block.people))
        return tuple(name for name in found if not name.startswith(BY_HAND))
