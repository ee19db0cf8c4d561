"""Names in a zip, as they were meant.

Explorer writes them in the code page of its Windows, Finder in UTF-8; both leave out the flag that says so, and readers then
take the bytes for letters and frames of a DOS screen (cp437).
"""

from __future__ import annotations

import re
import zipfile

from audit.locale_data import all_locale_data
from audit.model.text import nfc

_UTF8_FLAG = 0x800
_DOS = "cp437"


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
    for names in (data.file_names for data in all_locale_data()):
        if names is None:
            continue
        try:
            decoded = raw.decode(names.encoding)
        except UnicodeDecodeError:
            continue
        # By chance the bytes of other languages can be read in this code page as well; they are other letters then.
        if re.fullmatch(f"[\x00-\x7f{names.letters}]*", decoded):
            return decoded
    return None
