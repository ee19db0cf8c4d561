"""Questions on which voices differ: who stands where, and what that does to the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.model.pack import LEVELS
from audit.model.result.voices import SpreadResult, VoiceResult
from audit.report.parts.context import ReportContext
from audit.report.parts.voices import Quote, quotes, role_name

DOTS = 4
"""So many voices are drawn as dots; more as one dot and a number."""


@dataclass(frozen=True)
class DotCell:
    """The voices of one role at one level."""

    dots: str
    words: str


@dataclass(frozen=True)
class RoleRow:
    """How one role sees a question."""

    title: str
    levels: tuple[DotCell, ...]
    """Levels 0 to 4."""
    aside: str
    """Who does not know, or says that it does not apply."""


@dataclass(frozen=True)
class SpreadView:
    """One question on which voices differ."""

    id: str
    title: str
    href: str
    gate: bool
    sentence: str
    effect: str
    rows: tuple[RoleRow, ...]
    quotes: tuple[Quote, ...]


def differs(spread: SpreadResult) -> bool:
    """Whether voices differ in level on a question."""
    return spread.high > spread.low


def spread_view(context: ReportContext, spread: SpreadResult, beside: Sequence[VoiceResult]) -> SpreadView:
    """Set out a question on which voices differ.

    Args:
        context: The report.
        spread: The voices.
        beside: Who said something without a level.
    """
    question = context.questions[spread.question]
    sentence = context.say(
        "{count} voices, from level {low} to {high}.", count=len(spread.voices), low=spread.low, high=spread.high
    )
    counts = (
        context.say("The lead's counts: it was decided, with a reason.")
        if spread.decided
        else context.say("The lowest that can be shown counts.")
    )
    return SpreadView(
        id=question.id,
        title=context.text(question.title),
        href=context.question_href(question.id),
        gate=question.gate,
        sentence=f"{sentence} {counts}",
        effect=_effect(context, spread),
        rows=tuple(_rows(context, spread.voices)),
        quotes=quotes(context, (*spread.voices, *beside), beside_each_other=True),
    )


def _effect(context: ReportContext, spread: SpreadResult) -> str:
    """Say what the verdict would be with the lowest and with the highest voice."""
    if spread.rank_low is None or spread.rank_high is None:
        return ""
    rungs = {rung.rank: context.text(rung.title) for rung in context.result.method.rungs}
    if spread.rank_low == spread.rank_high:
        return context.say(
            "By itself it leaves the verdict where it is; up to {points} of 100 in the total hang on it.",
            points=f"{float(spread.gain) * 100:.1f}",
        )
    return context.say(
        "With the lowest voice the verdict is “{low}”, with the highest “{high}”.",
        low=rungs.get(spread.rank_low, ""),
        high=rungs.get(spread.rank_high, ""),
    )


def _rows(context: ReportContext, voices: Sequence[VoiceResult]) -> Iterator[RoleRow]:
    by_role: dict[str, list[VoiceResult]] = {}
    for voice in voices:
        by_role.setdefault(voice.role, []).append(voice)
    for role, some in by_role.items():
        unknown = _not_known(context, sum(1 for voice in some if voice.state == "unknown"))
        apart = _not_applicable(context, sum(1 for voice in some if voice.state == "not applicable"))
        yield RoleRow(
            title=role_name(context, role),
            levels=tuple(_dots(context, some, level) for level in LEVELS),
            aside=", ".join(filter(None, (unknown, apart))),
        )


def _not_known(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("1 does not know")
    return context.say("{count} do not know", count=count) if count else ""


def _not_applicable(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("1 says that it does not apply")
    return context.say("{count} say that it does not apply", count=count) if count else ""


def _dots(context: ReportContext, voices: Sequence[VoiceResult], level: int) -> DotCell:
    count = sum(1 for voice in voices if voice.state == "answered" and voice.claimed == level)
    if not count:
        return DotCell("", "")
    dots = "●" * count if count <= DOTS else f"● {count}"
    return DotCell(dots, context.say("{count} at level {level}", count=count, level=level))
