"""Text as it is compared, searched and stored: one spelling of every letter."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator


def nfc(text: str) -> str:
    """Return a text in the one spelling (NFC) in which texts and names are compared and stored.

    A Mac writes `하늘` in file names as six letters (NFD) where everybody else writes two. Both look the same.
    """
    return unicodedata.normalize("NFC", text)


def whole(text: str) -> str:
    """Return a text in which halves of letters, as programs cut them, are shown as missing: only then can it be written."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def is_blank(text: str) -> bool:
    """Return whether nothing of a text can be seen."""
    return all(unicodedata.category(character)[0] in "ZC" for character in text)


Written = Annotated[str, AfterValidator(nfc)]
"""Words that a person typed, pasted or named a file with."""
