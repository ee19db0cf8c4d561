"""The papers that start the work as files: Word and Hangul to go on writing in, Markdown for any editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from audit.report.document.blocks import Document
from audit.report.document.markdown import write_markdown
from audit.report.exports.format import Extra, Order
from audit.report.exports.hwpx import EXTRA as HWPX
from audit.report.exports.hwpx import hwpx_of
from audit.report.exports.word import EXTRA as WORD
from audit.report.exports.word import word_of

KINDS: Mapping[str, tuple[Extra | None, Callable[[Order, Document], bytes]]] = {
    "docx": (WORD, word_of),
    "hwpx": (HWPX, hwpx_of),
    "md": (None, lambda _order, document: write_markdown(document)),
}
"""What `listenfirst documents --to` takes: what has to be installed, and what writes it."""
