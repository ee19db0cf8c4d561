"""Putting an exported file in its place, and saying what is missing to make one."""

from __future__ import annotations

import os
import re
import unicodedata
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Literal, TypeAlias

from audit.errors import Message, Refused, say
from audit.files.atomic import make_folder, write_durably
from audit.files.installing import install_command
from audit.files.workspace import without_leftovers

Extra: TypeAlias = Literal["pdf", "word", "excel", "password"]
"""What a format needs besides the package itself, as pyproject.toml calls it."""

_MADE_WITH: dict[Extra, tuple[str, Message]] = {
    "pdf": ("weasyprint", say("a PDF is made with WeasyPrint, which is not installed")),
    "word": ("docxtpl", say("a Word document is made with docxtpl, which is not installed")),
    "excel": ("openpyxl", say("a workbook is made with openpyxl, which is not installed")),
    "password": (
        # Its outermost module loads although the part that encrypts does not.
        "cryptography.hazmat.primitives.ciphers.aead",
        say("a file with a password is encrypted with cryptography, which is not installed"),
    ),
}
"""By extra: the module that makes a format, and what is said where it is missing."""

EXPORT = "export"
"""The folder in an audit folder where exported files go."""

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


def need(extra: Extra) -> ModuleType:
    """Load what an extra installs, so that what is missing is known before a password is asked or a page is laid out.

    Args:
        extra: The extra of our package.

    Returns:
        The module that makes the format.

    Raises:
        Refused: It is not there, not whole, or cannot start; the error says which command installs it, for the very
            Python that runs.
    """
    module, missing = _MADE_WITH[extra]
    try:
        return import_module(module)
    except ImportError:
        raise Refused(
            missing, say("install it with: {command} (then run yours again)", command=install_command(extra))
        ) from None
    except OSError as error:
        # Only WeasyPrint draws with libraries that Python does not bring.
        raise Refused(
            say("WeasyPrint cannot draw here: {reason}", reason=str(error).splitlines()[0]),
            say(
                "install Pango, on Debian and Ubuntu with: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; or print the file that build --single writes"
            ),
        ) from None
