"""What kind of body is audited and whom it serves, and the words for both in the texts of a pack (RULES 12).

A text of the pack says `{body}`, `{head}` or `{audience}`, and a Korean one `{head:이}` where a particle depends on the word.
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

_AFTER_VOWEL: Mapping[str, str] = {
    "이": "가",
    "은": "는",
    "을": "를",
    "과": "와",
    "으로": "로",
    "이나": "나",
    "이라": "라",
}
"""A Korean particle as it is behind a consonant, and as it is behind a vowel."""
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = 0xAC00, 0xD7A3, 28
_FINAL_L = 8


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


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """Fill a text's placeholders for the body; every other placeholder stays as it is.

    Args:
        text: The text.
        words: Placeholder -> word. One that begins with a capital gives the word with a capital.
    """
    if "{" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        name = found["name"]
        said = words.get(name) or words.get(name.lower())
        if said is None:
            return found[0]
        said = said if name in words else said[:1].upper() + said[1:]
        return said + _particle(said, found["particle"] or "")

    return PLACEHOLDER.sub(word, text)


def _particle(word: str, particle: str) -> str:
    """Return a Korean particle as it is behind a word."""
    last = ord(word[-1]) if word else 0
    if not _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        return particle
    final = (last - _FIRST_SYLLABLE) % _FINALS
    behind_vowel = final == 0 or (particle == "으로" and final == _FINAL_L)
    return _AFTER_VOWEL.get(particle, particle) if behind_vowel else particle
