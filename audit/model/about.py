"""What an audit says about itself: `about:` in `audit.yml`."""

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from audit.model.base import Frozen
from audit.model.given import Date, OwnWords

MOST_LETTERS = 1200
"""Letters of one entry: it stands on a page, and what is longer belongs into a note."""
MOST_READ = 60
"""Papers that can be named."""


def _short(words: str | Mapping[str, str]) -> str | Mapping[str, str]:
    every = (words,) if isinstance(words, str) else words.values()
    if any(len(text) > MOST_LETTERS for text in every):
        raise PydanticCustomError("string_too_long", "{max_length}", {"max_length": MOST_LETTERS})
    return words


def _nothing_for_blank(raw: object) -> object:
    return None if raw == "" else raw


def _no_list_for_blank(raw: object) -> object:
    return () if raw == "" else raw


AboutWords = Annotated[OwnWords, AfterValidator(_short)]
"""One text, or one for each language, of a length that a page can hold."""


class Period(Frozen):
    """From when to when something was looked at, both days included."""

    begin: Date = Field(alias="from")
    until: Date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.begin > self.until:
            raise PydanticCustomError(
                "period", "{until}", {"from": self.begin.isoformat(), "until": self.until.isoformat()}
            )
        return self


class About(Frozen):
    """Who audited for whom, what was looked at, and how far it goes."""

    commissioned_by: AboutWords = ""
    auditor: AboutWords = ""
    independent: AboutWords = ""
    """Independence."""
    period: Annotated[Period | None, BeforeValidator(_nothing_for_blank)] = None
    """Of which time it speaks."""
    scope: AboutWords = ""
    """What was looked at."""
    limits: AboutWords = ""
    """What was not, and what therefore cannot be said."""
    read: Annotated[tuple[AboutWords, ...], BeforeValidator(_no_list_for_blank), Field(max_length=MOST_READ)] = ()
    """The papers that were read, beside the evidence of the answers."""
    kept: AboutWords = ""
    """How long what is kept, and where."""

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of what a reader of somebody else's audit will look for and that nothing was written to."""
        wanted = ("commissioned_by", "auditor", "independent", "period", "scope", "limits")
        return tuple(key for key in wanted if not getattr(self, key))

    def words(self) -> Mapping[tuple[str | int, ...], str | Mapping[str, str]]:
        """Return every text by its place, for whoever checks their languages."""
        parts = ("commissioned_by", "auditor", "independent", "scope", "limits", "kept")
        return {
            **{(part,): getattr(self, part) for part in parts},
            **{("read", number): text for number, text in enumerate(self.read)},
        }
