"""How a sentence begins."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?[\s,;:]+(?![^\x00-\u024f])")


def capital(text: str) -> str:
    """Begin a text with a capital letter, unless it begins with a name that somebody gave, or with a key among other letters."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text
