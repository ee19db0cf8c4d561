"""Where the longest wait goes: a bar to scale, and the part of it that is work, magnified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from audit.model.result.numbers import PartsResult
from audit.report.parts.context import ReportContext

Kind = Literal["wait", "work"]
MAGNIFIED_BELOW = Fraction(2, 5)
"""The rest of the wait is magnified where all but the longest part is less than this share of it."""
NUMBERED_FROM = 4
"""Per cent of a bar from which a number has room under it."""


@dataclass(frozen=True)
class Segment:
    """A part of a bar.

    Attributes:
        number: Its number in the list of parts; 0 where it stands for several.
        x: Per cent of the width where it begins.
        width: Per cent of the width.
        middle: Per cent of the width, where its number stands.
        kind: Whether somebody works, or the post waits.
        is_second: Every other part of work has another tone, so that neighbours can be told apart.
        is_numbered: Its number has room.
    """

    number: int
    x: float
    width: float
    middle: float
    kind: Kind
    is_second: bool
    is_numbered: bool


@dataclass(frozen=True)
class WaitPart:
    """A part of the wait, in words."""

    number: int
    title: str
    length: str
    kind: Kind


@dataclass(frozen=True)
class WaitChart:
    """The longest wait.

    Attributes:
        finding: Which two things take most of it.
        begin: The moment of the post.
        end: The moment of the first own words; empty where the name of its day would not tell the week.
        whole: The bar to scale.
        tail: The magnified rest; empty where all can be seen in the bar.
        tail_x: Per cent of the first bar where what is magnified begins.
        parts: All parts in their order.
    """

    finding: str
    begin: str
    end: str
    whole: tuple[Segment, ...]
    tail: tuple[Segment, ...]
    tail_x: float
    parts: tuple[WaitPart, ...]


@dataclass(frozen=True)
class NamedPart:
    """A part of a wait: its name, its minutes, and whether somebody works in it."""

    title: str
    minutes: Fraction
    kind: Kind


def wait_chart(context: ReportContext) -> WaitChart | None:
    """Make the picture of the longest wait; None where there is no first statement, or it takes no time."""
    clock = context.result.clock
    if clock is None or clock.at_worst is None or clock.said is None or not clock.at_worst.total:
        return None
    parts = list(named_parts(context, clock.at_worst))
    total = clock.at_worst.total
    longest = max(range(len(parts)), key=lambda place: parts[place].minutes)
    rest = total - parts[longest].minutes
    is_magnified = 0 < rest < total * MAGNIFIED_BELOW and sum(1 for part in parts if part.minutes) > 2
    numbers = {place: number for number, place in enumerate((p for p, part in enumerate(parts) if part.minutes), 1)}
    numbered = [(numbers[place], parts[place]) for place in numbers]
    if is_magnified:
        first = [(numbers[longest], parts[longest]), (0, NamedPart("", rest, "work"))]
        whole, tail = _bar(first, total), _bar([pair for pair in numbered if pair[0] != numbers[longest]], rest)
    else:
        whole, tail = _bar(numbered, total), ()
    worst, begin = clock.said.worst, clock.said.worst_moment
    return WaitChart(
        finding=wait_finding(context, clock.at_worst),
        begin=context.locale.moment(begin),
        end=context.locale.moment(begin + worst) if worst < 6 * 24 * 60 else "",
        whole=whole,
        tail=tail,
        tail_x=whole[-1].x if is_magnified else 0,
        parts=tuple(
            WaitPart(number, part.title, context.locale.exact_length(int(part.minutes)), part.kind)
            for number, part in numbered
        ),
    )


def named_parts(context: ReportContext, parts: PartsResult) -> Iterator[NamedPart]:
    """Give the parts of a wait in their order, with their names; also those that take no time."""
    say = context.say
    yield NamedPart(say("waiting for a look"), parts.look, "wait")
    yield NamedPart(say("checking"), parts.check, "work")
    yield NamedPart(say("drafting"), parts.draft, "work")
    for number, minutes in enumerate(parts.approvals, 1):
        yield NamedPart(say("approval {number}", number=number), minutes, "work")
    yield NamedPart(say("waiting for office hours"), parts.office, "wait")
    yield NamedPart(say("publishing"), parts.publish, "work")


def _bar(parts: Sequence[tuple[int, NamedPart]], total: Fraction) -> tuple[Segment, ...]:
    found: list[Segment] = []
    reached = Fraction(0)
    second = False
    for number, part in parts:
        x, width = float(reached / total * 100), float(part.minutes / total * 100)
        found.append(
            Segment(
                number,
                round(x, 3),
                round(width, 3),
                round(x + width / 2, 3),
                part.kind,
                part.kind == "work" and second,
                bool(number) and width >= NUMBERED_FROM,
            )
        )
        second = part.kind == "work" and not second
        reached += part.minutes
    return tuple(found)


def wait_finding(context: ReportContext, parts: PartsResult) -> str:
    """Say which two things take most of the longest wait; one where nothing else takes a tenth of it."""
    say, length = context.say, context.locale.exact_length
    count = sum(1 for minutes in parts.approvals if minutes)
    approvals = say("one approval") if count == 1 else say("{count} approvals", count=count)
    groups = (
        (say("waiting until somebody looks"), parts.look),
        (say("checking and drafting"), parts.check + parts.draft),
        (approvals, sum(parts.approvals, Fraction(0))),
        (say("waiting for office hours"), parts.office),
        (say("publishing"), parts.publish),
    )
    (where, first), (other, second), *_ = sorted(groups, key=lambda group: -group[1])
    values = {"total": length(int(parts.total)), "first": length(int(first)), "where": where}
    if second * 20 < parts.total:
        return say("Of {total}, {first} go into {where}", **values)
    return say(
        "Of {total}, {first} go into {where}, {second} into {other}", **values, second=length(int(second)), other=other
    )
