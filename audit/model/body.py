"""What kind of body is audited and whom it serves, and the words for both in the texts of a pack (RULES 12).

A text of the pack says `{body}`, `{head}` or `{audience}`; behind a colon stands an ending that depends on the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["public", "company", "association", "school"]
Audience = Literal["residents", "users", "customers", "patients", "students", "members", "citizens"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ANYBODY = "people"
"""Whom a body serves of which nothing is known."""
AUDIENCE = "audience"
_BY_PURPOSE: Mapping[str, str] = {"citizen-service": "residents", "information": "users"}
"""By what people depend on it for (X1)."""

PLACEHOLDER = re.compile(r"\{(?P<name>[A-Za-z_]+)(?::(?P<particle>[^{}]+))?\}")
"""Something in a text that a word stands in for."""


@dataclass(frozen=True)
class Body:
    """Who is audited, as far as it changes the words.

    Attributes:
        kind: What kind of body it is.
        audience: Whom it serves: an `Audience`, or `ANYBODY`.
    """

    kind: Kind = "public"
    audience: str = ANYBODY


PUBLIC_BODY = Body()
"""A body of which nothing is known yet."""


def body_of(kind: Kind, audience: Audience | None, purpose: object) -> Body:
    """Return who is audited.

    Args:
        kind: What kind of body it is.
        audience: Whom it serves, where it says so.
        purpose: The answer to X1, by which it is guessed where it does not.
    """
    return Body(kind, audience or _BY_PURPOSE.get(str(purpose), ANYBODY))
