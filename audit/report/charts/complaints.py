"""Complaints drawn one by one: those about the service that the same money could mend, and all others."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.parts.alternative import counted_complaints
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

ACROSS = 36
"""Squares in a row."""
STEP = 10
"""From one square to the next."""
SIDE = 8
"""Of a square."""
MOST = 1000
"""So many squares can still be seen as single ones."""
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class SquareRow:
    """A run of squares side by side: from where to where, and how far down."""

    start: int
    end: int
    middle: int


@dataclass(frozen=True)
class Complaints:
    """Squares, in the order of reading: first those about the service."""

    width: int
    height: int
    about: tuple[SquareRow, ...]
    others: tuple[SquareRow, ...]
    label: str
    """What the picture says."""
    unit: str
    """What one square stands for."""


def complaints_chart(context: ReportContext) -> Complaints | None:
    """Draw the complaints; None where it is not known how many there are in all, or not in numbers."""
    counted = counted_complaints(context)
    if counted is None:
        return None
    unit = square_stands_for(counted.total)
    squares = -(-counted.total // unit)
    about = _squares(counted.count, counted.total, unit, squares)
    return Complaints(
        width=ACROSS * STEP - (STEP - SIDE),
        height=-(-squares // ACROSS) * STEP - (STEP - SIDE),
        about=_rows(0, about),
        others=_rows(about, squares),
        label=complaints_finding(context),
        unit=_unit(context.locale, unit),
    )


def square_stands_for(total: int) -> int:
    """Return how many complaints one square stands for: 1, 2, 5, 10, 20, ... so that no more than a thousand are drawn."""
    power = 1
    while True:
        for step in _STEPS:
            if total <= step * power * MOST:
                return step * power
        power *= 10


def _squares(count: int, total: int, unit: int, squares: int) -> int:
    """Return how many squares are full: some only where there are any, and all only where all are."""
    if count == total:
        return squares
    return max(1, min(squares - 1, round(count / unit))) if count else 0


def _rows(first: int, last: int) -> tuple[SquareRow, ...]:
    found = []
    while first < last:
        row, start = divmod(first, ACROSS)
        end = min(ACROSS, start + last - first)
        found.append(SquareRow(start * STEP, end * STEP - (STEP - SIDE), row * STEP + SIDE // 2))
        first += end - start
    return tuple(found)


def _unit(locale: Locale, unit: int) -> str:
    if unit == 1:
        return locale.say("One square is one complaint.")
    return locale.say("One square stands for {count} complaints.", count=locale.digits(f"{unit:,}"))


def complaints_finding(context: ReportContext) -> str:
    """Say how many of all complaints are about the service; where that is not known, what the money is about."""
    counted, locale = counted_complaints(context), context.locale
    if counted is None:
        return locale.say("What the same money can do")
    count, total = locale.digits(f"{counted.count:,}"), locale.digits(f"{counted.total:,}")
    if counted.count == 0:
        return locale.say("None of {total} complaints is about this service", total=total)
    if counted.count == counted.total:
        return locale.say("All {total} complaints are about this one service", total=total)
    return locale.say("{count} of {total} complaints are about this one service", count=count, total=total)
