"""A command as a shell takes it, to be copied from what the program says."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence

_NOT_PLAIN = re.compile(r"[\s<>&|^()%;,'`]")
"""What a shell of Windows, or PowerShell, would read as something else than a letter."""
_LETTERS = re.compile(r"[\w@%+=:,./-]+")
"""What a shell of Linux and macOS reads as it stands, in every script: Korean names need no quotes."""


def command_line(words: Sequence[str], *, windows: bool = sys.platform == "win32") -> str:
    """Return the words of a command in one line, quoted where they have to be.

    Args:
        words: The program and its arguments.
        windows: Whether it is for a shell of Windows: those do not know the single quotes of others.
    """
    if windows:
        return " ".join(f'"{word}"' if not word or _NOT_PLAIN.search(word) else word for word in words)
    return " ".join(word if _LETTERS.fullmatch(word) else shlex.quote(word) for word in words)


def quoted(word: object) -> str:
    """Return one word of a command, such as a path, as it stands in a line that is to be copied."""
    return command_line([str(word)])
