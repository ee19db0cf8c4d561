"""Names in a zip, as they were meant.

Explorer on Korean Windows writes them in cp949, Finder in UTF-8; both leave out the flag that says so, and readers then
take the bytes for letters and frames of a DOS screen (cp437).
"""

from __future__ import annotations

import zipfile

from audit.model.text import nfc

_UTF8_FLAG = 0x800
_DOS = "cp437"
_HANGUL = range(0xAC00, 0xD7A4)


def meant_name(info: zipfile.ZipInfo) -> str:
    """Return the name of an entry in NFC, as whoever packed it wrote it."""
    name = info.orig_filename if "\x00" in info.orig_filename or "\\" in info.orig_filename else info.filename
    if info.flag_bits & _UTF8_FLAG or name.isascii():
        return nfc(name)
    try:
        raw = name.encode(_DOS)
    except UnicodeEncodeError:
        return nfc(name)
    return nfc(_decoded(raw) or name)


def _decoded(raw: bytes) -> str | None:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        korean = raw.decode("cp949")
    except UnicodeDecodeError:
        return None
    # By chance the bytes of other languages are cp949 as well; Korean names are in Hangul.
    return korean if all(ord(letter) in _HANGUL for letter in korean if not letter.isascii()) else None
