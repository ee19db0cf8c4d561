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
        archive: A .docx or .xlsx.
        day: What the file shall say when it was made: the day of the audit.
    """
    stamp = f"{day.isoformat()}T00:00:00Z".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = _STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", content)
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()
