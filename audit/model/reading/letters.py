"""The same letter however it is typed: wide forms, other digits, blanks and dashes."""

from __future__ import annotations

import re
import unicodedata

from audit.locale_data import all_locale_data

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500" + "".join(
    data.keys.get("-", "") for data in all_locale_data()
)
"""Typed for a hyphen; last what lies on its key in another language's layout."""
TILDES = "\u02dc\u223c\u223d\u2053\u301c\u3030"
"""Typed for a tilde; the second is the one of some word processors."""
COMMAS = "\u3001"
QUOTES = "\u2018\u2019"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Letters without a width that come along when something is pasted."""
WIDE = (0xFF01, 0xFF5E, 0xFEE0)
"""The first and the last of the letters with a full width, and how far they lie from the usual ones."""


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {letter: chr(letter - WIDE[2]).lower() for letter in range(WIDE[0], WIDE[1] + 1)}
    table |= {letter: chr(letter).lower() for letter in range(ord("A"), ord("Z") + 1)}
    for letters, plain in ((DASHES, "-"), (TILDES, "~"), (COMMAS, ","), (QUOTES, "'")):
        table |= {ord(letter): plain for letter in letters}
    return table | {ord(letter): None for letter in INVISIBLE}


PLAIN = _table()
"""What stands for a letter; None where nothing does."""
_OTHER_DIGITS = re.compile(r"[^\D0-9]")


def plain(text: str) -> str:
    """Return a text in small letters with the usual digits, hyphens and tildes, and one blank where there were several."""
    composed = unicodedata.normalize("NFC", text).translate(PLAIN)
    digits = _OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit[0])), composed)
    return " ".join(digits.split())
