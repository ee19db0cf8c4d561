"""Names of files and folders that every system can hold."""

from __future__ import annotations

import re

from audit.model.text import nfc

EXPORT = "export"
"""The folder in an audit folder where exported files go."""
BUILT = ".listen-first.json"
"""Lies in every site that was built, and names what belongs to it."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9¹²³]) *(?:[.:].*)?", re.IGNORECASE | re.DOTALL
)


def slug(text: str, longest: int) -> str:
    """Return words as a part of a file's name: letters and digits of any script, in small letters, with hyphens.

    Args:
        text: The words, such as the name of an agency.
        longest: How many characters at most.
    """
    return _NOT_A_WORD.sub("-", nfc(nfc(text).casefold()))[:longest].strip("-")


def is_device(name: str) -> bool:
    """Return whether Windows takes a name for a device, whatever its ending: `con`, `NUL.yml`, `COM¹`."""
    return _DEVICE.fullmatch(name) is not None


def fits_windows(name: str) -> bool:
    """Return whether Windows keeps a name as it is: no device, and neither a dot nor a space at its end."""
    return not is_device(name) and name == name.rstrip(". ")
