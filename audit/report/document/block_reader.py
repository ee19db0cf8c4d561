"""What reads the blocks of a page, as those see it who read a part of one: tables, and what stands side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol
from xml.etree.ElementTree import Element

from audit.report.document.blocks import Block
from audit.report.document.charts import StyleSheet
from audit.report.document.inlines import InlineReader, Look


class BlockReader(Protocol):
    """Reads blocks, and knows how much room there is and which names wait for a block.

    Attributes:
        sheet: The style sheet of the page.
        inlines: What reads the words inside a block.
        language: The language of the page.
        palette: The colours by their names.
        width: CSS pixels that a picture may take here.
    """

    sheet: StyleSheet
    inlines: InlineReader
    language: str
    palette: Mapping[str, str]
    width: float

    def blocks(self, element: Element, look: Look) -> list[Block]:
        """Read what stands in an element: blocks, and words between them as paragraphs."""

    def block(self, element: Element, look: Look) -> Iterable[Block]:
        """Read an element."""

    def wait_for(self, element: Element) -> None:
        """Let the name of an element wait for the next block that can bear one."""

    def take(self) -> tuple[str, ...]:
        """Take the names that wait."""
