"""Office files are zip archives; here one is packed again so that the same content gives the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip archive can name."""
_CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def repack_reproducibly(archive: bytes, day: datetime.date) -> bytes:
    """Pack an office file again without the moment at which it was made.

    Args:
        archive: A .docx, .hwpx or .xlsx.
        day: What the file shall say when it was made: the day of the audit.
    """
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for packed in old.infolist():
            content = old.read(packed)
            if packed.filename == _CORE:
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(packed.filename, _EARLIEST)
            # The first entry of a .hwpx says what it is, and must stand there as it is.
            entry.compress_type = packed.compress_type
            new.writestr(entry, content)
    return out.getvalue()
