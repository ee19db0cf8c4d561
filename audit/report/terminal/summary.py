"""The verdict as a terminal shows it: plain lines, wrapped by cell width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.result.result import Result
from audit.report.charts.ladder import ladder_chart
from audit.report.pages.summary import summary_view
from audit.report.parts.bars import Bar
from audit.report.parts.caps import CapView
from audit.report.parts.context import ReportContext
from audit.report.terminal.short_verdict import next_steps, short_verdict
from audit.report.terminal.week import week_lines
from audit.wording.locale import Locale
from audit.wording.terminal_text import cells, fill, wrap

BAR_CELLS = 28
"""Cells of a bar, but for what parts its quarters."""
MOST_NARROW = 12
MOST_REASONS = 2
"""Reasons that a first verdict names, so that its week stays on the screen."""
LEAST_CELLS, MOST_CELLS = 30, 100
QUARTERS = 4
SCREEN = 23
"""Lines of a terminal, less the one that is typed on."""


@dataclass(frozen=True)
class Marks:
    """What a bar is drawn with: what is shown, claimed, possible; and what parts its quarters."""

    shown: str
    claimed: str
    possible: str
    quarter: str


PLAIN = Marks("#", "/", ".", "|")
"""One cell wide in every terminal."""
BLOCKS = Marks("█", "▒", "░", "│")
"""For terminals that are not set to a language whose letters are two cells wide: there these are, too."""


@dataclass(frozen=True)
class Commands:
    """What can be typed next; each is written in one piece, because it is there to be copied."""

    everything: str
    """Shows the whole verdict."""
    build: str
    """Builds the report."""


@dataclass(frozen=True)
class Reader:
    """Who looks at a terminal, and at which.

    Attributes:
        locale: The reader's language.
        width: Columns of the terminal.
        color: Whether bold type may be used.
        commands: What to type next.
        lines: Lines that a short verdict may have; the week is left out where it has no room.
        marks: What bars are drawn with.
    """

    locale: Locale
    width: int
    color: bool
    commands: Commands
    lines: int = SCREEN
    marks: Marks = PLAIN


def short_lines(result: Result, reader: Reader) -> Iterator[str]:
    """Give the lines of `listenfirst score`: few enough for a screen of 24, the verdict and what to do at the end."""
    sheet = _Sheet(result, reader)
    heading, verdict = list(sheet.heading()), list(sheet.in_short(reader.commands))
    if sheet.taken(heading, verdict) >= reader.lines:
        # On a small screen what could still change the verdict makes room for what it is.
        verdict = list(sheet.in_short(reader.commands, is_brief=True))
    room = reader.lines - sheet.taken(heading, verdict)
    week = sheet.week(room - 2)
    between = [""] if room > 0 else []
    yield from (*heading, *between, *week, *([""] if week else []), *verdict)


def all_lines(result: Result, reader: Reader) -> Iterator[str]:
    """Give the lines of `listenfirst score --all`: the figures first, the verdict and what to do at the end."""
    sheet = _Sheet(result, reader)
    parts = (
        sheet.heading,
        sheet.pillars,
        sheet.clock,
        sheet.chain,
        sheet.cost,
        sheet.ladder,
        sheet.verdict,
        sheet.holding,
        sheet.actions,
    )
    for number, part in enumerate(parts):
        lines = list(part())
        if number and lines:
            yield ""
        yield from lines
    yield from sheet.build(reader.commands.build)


def first_lines(result: Result, reader: Reader) -> Iterator[str]:
    """Give the lines of a first verdict: the week, the range and why, and the first step; what to do next is asked below."""
    sheet = _Sheet(result, reader)
    week = list(sheet.clock())
    yield from week
    if week:
        yield ""
    yield from sheet.verdict()
    yield from sheet.first_reasons(len(result.verdict.open))
    yield from sheet.first()
    yield ""


class _Sheet:
    """The parts of the summary, each as lines."""

    def __init__(self, result: Result, reader: Reader) -> None:
        self.context = context = ReportContext(result, reader.locale)
        self.page = summary_view(context)
        self.result, self.marks, self.stairs = result, reader.marks, ladder_chart(context).stairs
        self.short = short_verdict(context)
        self.locale, self.color = reader.locale, reader.color
        self.width = max(LEAST_CELLS, min(reader.width, MOST_CELLS))

    def _bold(self, text: str) -> str:
        return f"\x1b[1m{text}\x1b[0m" if self.color else text

    def _heading(self, text: str) -> Iterator[str]:
        yield from (self._bold(line) for line in self._flow(text))

    def _flow(self, text: str, indent: int = 0) -> Iterator[str]:
        if text:
            yield from wrap(" ".join(text.split()), max(20 + indent, self.width), " " * indent, " " * indent)

    def in_short(self, commands: Commands, *, is_brief: bool = False) -> Iterator[str]:
        """Give the verdict, its reason, the first step and what to type; briefly, without what could still change it."""
        yield from self.ladder()
        yield from self.verdict(is_brief=is_brief)
        yield from self.reason()
        yield from self.first()
        yield from self.more(commands.everything)
        yield from self.build(commands.build)

    def taken(self, *parts: Sequence[str]) -> int:
        """Return the lines of a screen that lines take; commands are written in one piece and may take two."""
        return sum(max(1, -(-cells(line) // self.width)) for part in parts for line in part)

    def heading(self) -> Iterator[str]:
        yield from self._flow(self.short.subject)
        if self.short.so_far:
            yield from self._flow(self.short.so_far)

    def ladder(self) -> Iterator[str]:
        """Give the rungs from the lowest to the highest, with the days that lead to each; the one it stands on is in brackets."""
        if self.result.verdict.rank is None:
            return
        ways = {way.rank: way.days for way in self.result.way_up if way.reachable}
        pieces = []
        for rank, stair in enumerate(reversed(self.stairs)):
            days = f" {self.locale.days(ways[rank])}" if stair.place == "above" and ways.get(rank) else ""
            pieces.append(f"[{stair.title}]" if stair.place == "here" else f"{stair.title}{days}")
        yield from fill([pieces[0], *(f"> {piece}" for piece in pieces[1:])], self.width, gap=" ")

    def verdict(self, *, is_brief: bool = False) -> Iterator[str]:
        yield self._bold(self.short.title)
        yield from self._flow(self.short.headline)
        if not is_brief:
            yield from self._flow(self.short.range)
        yield from self._flow(self.short.stands_through)

    def reason(self) -> Iterator[str]:
        yield from self._flow(self.short.reason, 2)

    def first_reasons(self, count: int) -> Iterator[str]:
        """Say why a first verdict is what it is: the gates that hold it; shares of what is hardly answered say nothing."""
        gates = [cap for cap in self.page.caps if cap.code]
        for cap in gates[:MOST_REASONS]:
            yield from self._flow(f"{cap.code} {cap.text}", 2)
        if not gates and count:
            yield from self._flow(
                self.locale.say("Because {count} questions of the whole audit are not answered yet.", count=count), 2
            )

    def first(self) -> Iterator[str]:
        yield from self._flow(self.short.first)
        yield from self._flow(self.short.ask_again)

    def more(self, command: str) -> Iterator[str]:
        others = self.short.others
        label = (
            self.locale.say("The other reasons ({count}), and all figures:", count=others)
            if others
            else self.locale.say("All figures:")
        )
        yield from self._command(label, command)

    def build(self, command: str) -> Iterator[str]:
        yield from self._command(self.locale.say("The report is built with:"), command)

    def _command(self, label: str, command: str) -> Iterator[str]:
        if cells(f"{label} {command}") <= self.width:
            yield f"{label} {command}"
        else:
            yield from self._flow(label)
            yield f"    {command}"

    def holding(self) -> Iterator[str]:
        if self.page.caps:
            yield self._bold(self.locale.say("What holds you here"))
        for cap in self.page.caps:
            yield from self._flow(f"{cap.code}  {cap.text}", 2)
            if cap.is_broad:
                yield from self._ids(cap)
                continue
            for held in cap.answers:
                yield from self._flow(f"{held.id} {held.title}: {held.answer}", 4)
        if self.page.on_word:
            yield from self._flow(self.locale.say("Passed on your word only; nobody else has seen recent evidence:"))
            for link in self.page.on_word:
                yield from self._flow(f"{link.id} {link.title}: {link.remark}", 2)
        yield from self._flow(self.page.checks)

    def _ids(self, cap: CapView) -> Iterator[str]:
        if cap.answers:
            named = ", ".join(held.id for held in cap.answers)
            yield from self._flow(self.locale.say("It rests on:") + " " + named, 4)

    def pillars(self) -> Iterator[str]:
        widest = max(cells(pillar.title) for pillar in self.page.pillars.rows)
        for pillar in self.page.pillars.rows:
            yield from self._pillar(pillar.title, pillar.bar, widest)
        yield from self._flow(self.page.evidence)
        if self.page.not_assessed:
            yield from self._flow(self.page.not_assessed)

    def _pillar(self, title: str, bar: Bar, widest: int) -> Iterator[str]:
        name = title + " " * (widest - cells(title))
        if bar.shown is None or bar.claimed is None or bar.possible is None:
            yield f"{name}  {self.locale.say('not assessed')}"
            return
        quarter = min(BAR_CELLS, max(MOST_NARROW, self.width - widest - 46)) // QUARTERS
        drawn = self._bar(bar.shown, bar.claimed, bar.possible, quarter)
        rest = self.locale.say("claimed {claimed}, possible {possible}", claimed=bar.claimed, possible=bar.possible)
        line, words = f"{name}  {drawn} {bar.shown:>3}", f"{bar.word}; {rest}"
        if cells(line) + 2 + cells(words) <= self.width:
            yield f"{line}  {words}"
        else:
            yield line
            yield from self._flow(words, 4)

    def _bar(self, shown: int, claimed: int, possible: int, quarter: int) -> str:
        """Draw a bar that is parted at 25, 50 and 75: what is shown, what is claimed, what is possible."""
        marks, room = self.marks, quarter * QUARTERS
        drawn = "".join(
            marks.shown
            if n < scaled(shown, room)
            else marks.claimed
            if n < scaled(claimed, room)
            else marks.possible
            if n < scaled(possible, room)
            else " "
            for n in range(room)
        )
        parts = (drawn[begin : begin + quarter] for begin in range(0, room, quarter))
        return f"{marks.quarter}{marks.quarter.join(parts)}{marks.quarter}"

    def clock(self) -> Iterator[str]:
        if self.result.clock is None:
            return
        yield from self._flow(f"{self.page.clock_finding}. {self.page.clock_average}")
        yield from self.week(None)

    def week(self, most: int | None) -> list[str]:
        clock = self.result.clock
        return [] if clock is None else week_lines(clock, self.locale, self.width, most)

    def chain(self) -> Iterator[str]:
        if self.page.chain:
            yield from self._flow(self.page.chain.finding)

    def cost(self) -> Iterator[str]:
        if self.page.cost:
            for sentence in self.page.cost.hours:
                yield from self._flow(sentence)

    def actions(self) -> Iterator[str]:
        steps = next_steps(self.context)
        if steps:
            is_refusal = self.page.verdict.is_refusal
            yield from self._heading(self.locale.say("This week") if is_refusal else self.page.plan_finding)
        for number, step in enumerate(steps, 1):
            yield from self._flow(f"{number}. {step}", 2)
        yield from self._flow(self.short.ask_again)


def scaled(points: int, room: int) -> int:
    """Return how many of `room` cells stand for `points` of 100."""
    return (points * room + 50) // 100
