"""The voices as a matrix: a row a question on which they differ, a column a level, and a dot as large as the voices there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audit.model.pack import LEVELS, TOP_LEVEL
from audit.model.result.voices import SpreadResult, VoiceResult
from audit.report.parts.context import ReportContext
from audit.report.parts.spreads import differs
from audit.report.parts.voices import role_name

ROWS_SHOWN = 15
"""So many questions are shown; the rest is folded."""
SMALLEST, LARGEST = 5.5, 13.0
"""Radius in CSS pixels of a dot of one voice, and the largest of all."""
GROWTH = 2.2
"""CSS pixels that the radius grows with the root of the number of voices."""
NAMED = 2
"""So many roles are named at each end."""


@dataclass(frozen=True)
class LevelMark:
    """A level of the scale; per cent of the width."""

    at: float
    level: int


@dataclass(frozen=True)
class VoiceDot:
    """The voices at one level."""

    at: float
    """Per cent of the width."""
    radius: float
    count: str
    """How many; empty for one."""
    counts: bool
    """It is the level that counts."""


@dataclass(frozen=True)
class MatrixRow:
    """One question."""

    id: str
    title: str
    href: str
    gate: bool
    ends: str
    """Who stands lowest and who highest, in words."""
    low: float
    high: float
    dots: tuple[VoiceDot, ...]
    levels: str
    """From which level to which."""


@dataclass(frozen=True)
class Matrix:
    """All questions on which voices differ, in the order of what they do to the verdict."""

    marks: tuple[LevelMark, ...]
    rows: tuple[MatrixRow, ...]
    later: tuple[MatrixRow, ...]
    more: str
    has_many: bool
    """Whether a dot stands for several voices."""


def matrix(context: ReportContext) -> Matrix | None:
    """Draw who stands where; None where voices differ nowhere."""
    voices = context.result.voices
    rows = tuple(_row(context, spread) for spread in (voices.spreads if voices else ()) if differs(spread))
    if not rows:
        return None
    shown = rows if len(rows) <= ROWS_SHOWN + 1 else rows[:ROWS_SHOWN]
    return Matrix(
        marks=tuple(LevelMark(_place(level), level) for level in LEVELS),
        rows=shown,
        later=rows[len(shown) :],
        more=context.say("{count} more questions on which the answers differ", count=len(rows) - len(shown)),
        has_many=any(dot.count for row in rows for dot in row.dots),
    )


def _place(level: int) -> float:
    return 8 + level * (84 / TOP_LEVEL)


def _row(context: ReportContext, spread: SpreadResult) -> MatrixRow:
    question = context.questions[spread.question]
    by_level = {level: [voice for voice in spread.voices if _level(voice) == level] for level in LEVELS}
    low, high = _named(context, by_level[spread.low]), _named(context, by_level[spread.high])
    return MatrixRow(
        id=question.id,
        title=context.text(question.title),
        href=f"voices.html#spread-{question.id}",
        gate=question.gate,
        ends=context.say(
            "{low}: {lowest}; {high}: {highest}", low=spread.low, lowest=low, high=spread.high, highest=high
        ),
        low=_place(spread.low),
        high=_place(spread.high),
        dots=tuple(_dots(by_level)),
        levels=context.say("{low} to {high}", low=spread.low, high=spread.high),
    )


def _level(voice: VoiceResult) -> int | None:
    """Return where a voice stands; who does not know stands at 0 (RULES 7), what does not apply nowhere."""
    if voice.state == "unknown":
        return 0
    return voice.claimed if voice.state == "answered" else None


def _dots(by_level: dict[int, list[VoiceResult]]) -> Iterator[VoiceDot]:
    for level, there in by_level.items():
        if there:
            radius = min(LARGEST, SMALLEST + GROWTH * (math.sqrt(len(there)) - 1))
            yield VoiceDot(
                at=_place(level),
                radius=round(radius if len(there) == 1 else max(radius, 8.5), 1),
                count=str(len(there)) if len(there) > 1 else "",
                counts=any(voice.counts for voice in there),
            )


def _named(context: ReportContext, there: Iterable[VoiceResult]) -> str:
    """Name the roles of voices, so many as there is room for."""
    roles = list(dict.fromkeys(role_name(context, voice.role) for voice in there))
    if len(roles) <= NAMED:
        return ", ".join(roles)
    return context.say("{roles} and {count} more", roles=", ".join(roles[:NAMED]), count=len(roles) - NAMED)
