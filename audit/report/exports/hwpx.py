"""The report as HWPX, the open file of Hangul, which Korean offices attach to their papers."""

from __future__ import annotations

import io
import re
import zipfile

from audit.errors import say
from audit.report.document.blocks import Document
from audit.report.document.report import document_of
from audit.report.exports.format import Exported, Extra, Format, Order
from audit.report.exports.office import repack_reproducibly

EXTRA = Extra(
    "hwpx",
    ("hwpx", "typst", "cssselect2"),
    say("a Hangul document is made with python-hwpx and Typst, and one of them is not installed"),
)
_SECTION = "Contents/section"
_DRAWN_BY_CHANCE = re.compile(rb' (id|idRef|instid|instId|beginIDRef)="(\d{6,10})"')
"""Numbers of paragraphs, tables, pictures and links: the package draws them by chance, and they need only differ."""


def hwpx_document(order: Order) -> bytes:
    """Write the report as a .hwpx.

    Args:
        order: What to write.

    Raises:
        Refused: python-hwpx or Typst is not installed.
    """
    EXTRA.load()
    return hwpx_of(order, document_of(order.result, order.language, order.presentation, order.part))


def hwpx_of(order: Order, document: Document) -> bytes:
    """Write a document as a .hwpx.

    Args:
        order: Of which audit, on which paper.
        document: The tree.
    """
    from audit.report.document.hwpx import write_hwpx

    made = write_hwpx(document, order.paper, order.result.date)
    return repack_reproducibly(_counted(made), order.result.date)


def _counted(archive: bytes) -> bytes:
    """Give what was numbered by chance numbers in the order of reading, so that the same report gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, _renumbered(content) if entry.filename.startswith(_SECTION) else content)
    return out.getvalue()


def _renumbered(section: bytes) -> bytes:
    numbers: dict[bytes, bytes] = {}

    def counted(match: re.Match[bytes]) -> bytes:
        return b' %s="%s"' % (match[1], numbers.setdefault(match[2], b"%d" % (len(numbers) + 1)))

    return _DRAWN_BY_CHANCE.sub(counted, section)


def _write(order: Order) -> Exported:
    return Exported(hwpx_document(order))


FORMAT = Format("hwpx", EXTRA, dressed=True, write=_write, has_parts=True)
