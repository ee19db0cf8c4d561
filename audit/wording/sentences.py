"""How a sentence begins."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?[\s,;:]")


def capital(text: str) -> str:
    """Begin a text with a capital letter, unless it begins with a name that somebody gave."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text
