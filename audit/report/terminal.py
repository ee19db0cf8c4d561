"""The verdict as a terminal shows it: plain lines, wrapped by cell width."""

from __future__ import annotations

from collections.abc import Iterator

from wcwidth import wcswidth, wrap

from audit.model.result import Result
from audit.report.pages import Bar, Pages
from audit.report.reader import Reader

BAR_CELLS = 30
MOST_CELLS = 100


def summary_lines(result: Result, reader: Reader, width: int, color: bool) -> Iterator[str]:
    """Give the lines of `listenfirst score`.

    Args:
        result: The assessed audit.
        reader: The reader's language.
        width: Columns of the terminal.
        color: Whether bold type may be used.
    """
    page = Pages(result, reader)
    width = max(30, min(width, MOST_CELLS))

    def bold(text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if color else text

    def flow(text: str, indent: int = 0) -> Iterator[str]:
        for line in wrap(" ".join(text.split()), max(20, width - indent)):
            yield " " * indent + line

    yield from flow(f"{result.agency} · {page.dated}")
    yield ""
    yield bold(f"{page.verdict_shape}  {page.verdict_title}")
    if page.so_far:
        yield from flow(page.so_far)
    yield from flow(page.headline)
    if page.caps:
        yield ""
        yield bold(reader.say("What holds you here"))
        for cap in page.caps:
            yield from flow(f"{cap.name}  {cap.text}", 2)
            for identity, title, answer, _ in cap.answers:
                yield from flow(f"{identity} {title}: {answer}", 4)
    if page.on_word:
        yield ""
        yield from flow(
            reader.say("On your word only; a date and a paper would prove it:")
            + " "
            + ", ".join(identity for identity, _, _ in page.on_word)
        )
    yield ""
    names = [pillar.title for pillar in page.pillars]
    widest = max(cells(name) for name in names)
    for pillar in page.pillars:
        yield from _pillar(pillar.title, pillar.bar, widest, reader, width)
    if page.without:
        yield ""
        yield from flow(page.without)
    if page.chain:
        yield ""
        yield from flow(page.chain.finding)
    rows = page.this_week if page.is_refusal else page.first
    if rows:
        yield ""
        yield bold(reader.say("This week") if page.is_refusal else page.plan_finding)
        for number, row in enumerate(rows, 1):
            yield from flow(f"{number}. {row.title} ({row.id}, {row.days}, {row.owner})", 2)
    if page.ask_again:
        yield ""
        yield from flow(reader.say("Ask again:") + " " + page.ask_again)


def _pillar(title: str, bar: Bar, widest: int, reader: Reader, width: int) -> Iterator[str]:
    name = title + " " * (widest - cells(title))
    if bar.shown is None or bar.claimed is None or bar.possible is None:
        yield f"{name}  {reader.say('not assessed')}"
        return
    room = min(BAR_CELLS, max(10, width - widest - 40))
    drawn = "".join(
        "#"
        if n < scaled(bar.shown, room)
        else "/"
        if n < scaled(bar.claimed, room)
        else "."
        if n < scaled(bar.possible, room)
        else " "
        for n in range(room)
    )
    rest = reader.say("claimed {claimed}, possible {possible}", claimed=bar.claimed, possible=bar.possible)
    yield f"{name}  |{drawn}| {bar.shown:>3}  {bar.word}; {rest}"


def scaled(points: int, room: int) -> int:
    """Return how many of `room` cells stand for `points` of 100."""
    return (points * room + 50) // 100


def cells(text: str) -> int:
    """Return how many columns a text fills."""
    return max(0, wcswidth(text))
