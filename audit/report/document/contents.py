"""What the contents of a report on paper name, and what stands before them: one sheet of contents, and no more."""

from __future__ import annotations

from collections.abc import Sequence

from audit.report.document import columns
from audit.report.document.blocks import Chapter, Document, Heading, text_of

CONTENTS_LINES, CHAPTER_LINES, CONTENTS_EMS = 100, 1.9, 27.0
"""Lines of both columns of the contents, lines that a chapter takes, and ems of a line."""


def leads(document: Document) -> bool:
    """Say whether the first chapter stands before the contents: the summary, whose first sheet is all that some read."""
    first = next(iter(document.chapters), None)
    return first is not None and document.cover is not None and not first.is_annex and len(document.chapters) > 1


def listed(chapters: Sequence[Chapter], room: int = CONTENTS_LINES) -> frozenset[int]:
    """Return the chapters whose sections the contents name: as many as fit on one sheet, short ones first.

    Args:
        chapters: The chapters.
        room: Lines of a sheet.
    """
    lines = {
        index: [_lines_of(block) for block in chapter.blocks if isinstance(block, Heading) and block.level <= 2]
        for index, chapter in enumerate(chapters)
    }
    left = room - sum(CHAPTER_LINES * found[0] for found in lines.values() if found)
    chosen = set()
    for index, found in sorted(lines.items(), key=lambda item: (chapters[item[0]].is_annex, sum(item[1][1:]))):
        left -= sum(found[1:])
        if left < 0:
            break
        chosen.add(index)
    return frozenset(chosen)


def _lines_of(heading: Heading) -> int:
    return 1 + int(columns.width(text_of(heading.content)) / CONTENTS_EMS)
