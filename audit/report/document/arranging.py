"""What is read is put in the order of paper: topics over headings, letters on sheets of their own, pictures with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audit.report.document.blocks import (
    Block,
    Chapter,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
    Text,
    text_of,
)


def with_topics(blocks: Sequence[Block]) -> Iterator[Block]:
    """Turn a topic over a heading into the heading, and the heading, which is a sentence, into what is said under it.

    Contents, bookmarks and running heads then name the topic in a word or two.
    """
    topic: Paragraph | None = None
    for block in blocks:
        if topic is not None and isinstance(block, Heading):
            yield Heading(block.level, topic.content, (*block.anchors, *topic.anchors), is_topic=True)
            yield Paragraph(block.content, "title" if block.level == 1 else "subtitle")
            topic = None
            continue
        if topic is not None:
            yield topic
            topic = None
        if isinstance(block, Paragraph) and block.kind == "eye":
            topic = block
        else:
            yield block
    if topic is not None:
        yield topic


def named(chapter: Chapter, title: str) -> Chapter:
    """Give a chapter the name of its page: what it says first is a sentence, which no contents have room for."""
    head, *rest = chapter.blocks
    if not title or not isinstance(head, Heading):
        return chapter
    if head.is_topic and rest and isinstance(rest[0], Paragraph) and rest[0].kind == "title":
        said, *rest = rest
    elif head.is_topic:
        # What it says stands in what follows.
        return replace(chapter, title=title, blocks=(replace(head, content=(Text(title),)), *rest))
    else:
        said = Paragraph(head.content, "title")
    is_said_twice = " ".join(text_of((said,)).split()) == title
    name = replace(head, content=(Text(title),), is_topic=not is_said_twice)
    return replace(chapter, title=title, blocks=(name, *(() if is_said_twice else (said,)), *rest))


def letters_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Put every letter, with the heading over it, on a sheet of its own that can be handed over."""
    for index, block in enumerate(blocks):
        before, after = blocks[index - 1] if index else None, blocks[index + 1] if index + 1 < len(blocks) else None
        if _is_letter(after) and isinstance(block, Heading) and before is not None and not isinstance(before, Heading):
            yield PageBreak()
        yield block
        if _is_letter(block) and after is not None and not isinstance(after, Heading):
            yield PageBreak()


def kept_with_pictures(blocks: Sequence[Block]) -> Iterator[Block]:
    """Keep what is said over a picture or a short table on the sheet where that is."""
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(after, Figure | Table) and not block.keeps_with_next:
            yield replace(block, keeps_with_next=True)
        else:
            yield block


def _is_letter(block: Block | None) -> bool:
    return isinstance(block, Note) and block.kind == "letter"
