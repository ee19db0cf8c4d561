"""Putting an exported file in its place."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

from audit.errors import Refused, say
from audit.files.atomic import make_folder, write_durably
from audit.files.workspace import without_leftovers

SLUG_LENGTH = 60
_NOT_A_WORD = re.compile(r"[\W_]+")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")
"""What Windows takes for a device."""


def slug(agency: str) -> str:
    """Return an agency's name as the name of a file: letters and digits of any script, in small letters, with hyphens."""
    name = _NOT_A_WORD.sub("-", unicodedata.normalize("NFC", agency).casefold())[:SLUG_LENGTH].strip("-")
    return f"report-{name}" if _RESERVED.match(name) else name or "report"


def file_name(agency: str) -> str:
    """Return an agency's name as the name of a file on this system; `report` where its code page lacks the letters."""
    name = slug(agency)
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return "report"
    return name


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse to write over a file.

    Raises:
        Refused: There is one, and `force` does not allow it; or a folder has the name.
    """
    if path.is_dir():
        raise Refused(say("{path} is a folder", path=str(path)), say("name a file with --out; nothing was written"))
    if (path.exists() or path.is_symlink()) and not force:
        raise Refused(
            say("{path} is there already", path=str(path)),
            say("write over it with --force, or name another file with --out; nothing was written"),
        )


def put(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file wholly or not at all.

    Args:
        path: Where to; folders that are missing are made.
        content: The bytes.
        force: Whether a file that is there may be replaced.

    Raises:
        Refused: There is a file already, or it cannot be written; what was there is as it was.
    """
    refuse_existing(path, force=force)
    try:
        make_folder(path.parent)
        with without_leftovers(path):
            write_durably(path, content)
    except OSError as error:
        raise Refused(
            say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or str(error)),
            say("make room, or name another file with --out; what was there is as it was"),
        ) from None
