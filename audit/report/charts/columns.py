"""The answers as rows of columns, a row a pillar: the height is the level, and each column leads to its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audit.model.pack import TOP_LEVEL
from audit.model.result.result import QuestionResult
from audit.report.parts.answers import LEVEL_BANDS, UNANSWERED, answer_line
from audit.report.parts.bars import Bar
from audit.report.parts.context import ReportContext, once
from audit.report.parts.pillars import PillarView, pillar_views

STEP = 12
"""Pixels of one level."""
LEAST = 3
"""Pixels of level 0, so that its colour is seen."""
STRONG = 3
"""From this level on something is practised."""


@dataclass(frozen=True)
class Column:
    """One answer. Heights are pixels from the ground up."""

    id: str
    href: str
    band: str
    name: str
    """What it shows, for those who do not see it."""
    is_gate: bool
    shown: int | None
    """None where it is not assessed."""
    claimed: int
    possible: int
    before: int | None
    """What was shown in the round before; None where there is none, or where it was not asked."""


@dataclass(frozen=True)
class ColumnRow:
    """The answers of one pillar."""

    title: str
    href: str
    bar: Bar
    points: str
    """The score, where the page shows one; else empty."""
    range: str
    """What is claimed and possible, where that is more than what is shown; else empty."""
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Columns:
    """Rows of columns, and which signs occur in them."""

    rows: tuple[ColumnRow, ...]
    has_claimed: bool
    has_possible: bool
    has_gate: bool
    has_blank: bool
    """Whether an answer is not assessed."""
    has_before: bool


def columns_chart(context: ReportContext, pillar: str | None = None, *, scored: bool = True, page: str = "") -> Columns:
    """Draw the answers.

    Args:
        context: The result.
        pillar: The only pillar to draw; None: all of them.
        scored: Whether the score of a pillar stands beside its row.
        page: The page that the columns lead to, such as `answers`; empty: the page of each pillar.
    """
    views = [view for view in pillar_views(context) if pillar in (None, view.id)]
    rows = tuple(_row(context, view, page or view.id, scored=scored) for view in views)
    every = [column for row in rows for column in row.columns]
    assessed = [column for column in every if column.shown is not None]
    return Columns(
        rows,
        has_claimed=any(column.claimed > (column.shown or 0) for column in assessed),
        has_possible=any(column.possible > column.claimed for column in assessed),
        has_gate=any(column.is_gate for column in every),
        has_blank=len(assessed) < len(every),
        has_before=any(column.before is not None for column in every),
    )


def _row(context: ReportContext, view: PillarView, page: str, *, scored: bool) -> ColumnRow:
    bar, then = view.bar, _levels_before(context)
    has_range = bar.claimed != bar.shown or bar.possible != bar.shown
    return ColumnRow(
        title=view.title,
        href=view.href,
        bar=bar,
        points="" if not scored or bar.shown is None else str(bar.shown),
        range=context.say("claimed {claimed}, possible {possible}", claimed=bar.claimed, possible=bar.possible)
        if scored and has_range
        else "",
        columns=tuple(
            _column(context, context.questions[answer.id], page, then.get(answer.id)) for answer in view.questions
        ),
    )


def _column(context: ReportContext, question: QuestionResult, page: str, then: int | None) -> Column:
    shown = question.shown
    return Column(
        id=question.id,
        href=f"{page}.html#{question.id}",
        band="none" if shown is None else LEVEL_BANDS[shown],
        name="; ".join(_name(context, question, then)),
        is_gate=question.gate,
        shown=None if shown is None else _height(shown),
        claimed=_height(question.claimed or 0),
        possible=_height(question.possible or 0),
        before=None if then is None else _height(then),
    )


def _height(level: int) -> int:
    return max(LEAST, level * STEP)


def _name(context: ReportContext, question: QuestionResult, then: int | None) -> Iterator[str]:
    """Say what a column shows."""
    yield f"{question.id} {context.text(question.title)}: {answer_line(context, question)}"
    if question.claimed is not None and question.claimed != question.shown:
        yield context.say("level {level} claimed", level=question.claimed)
    if then is not None:
        yield context.say("level {level} in the round before", level=then)
    if question.gate:
        yield context.say("gate")


@once
def _levels_before(context: ReportContext) -> Mapping[str, int]:
    """Return what each question showed in the round before; empty in the first round.

    Of a change only what is different is kept: whatever else both rounds ask stands where it stood.
    """
    before = context.result.before
    if before is None:
        return {}
    changed = {change.question: change.then for change in before.changes}
    then = {
        question.id: changed.get(question.id, question.shown)
        for question in context.result.questions
        if question.id not in before.not_compared and question.state != "hidden"
    }
    return {identity: level for identity, level in then.items() if level is not None}


def columns_finding(context: ReportContext) -> str:
    """Say what the columns show: the change since the round before where there is one, else how many stand high and at 0."""
    assessed = [question for question in context.result.questions if question.shown is not None]
    levels = [question.shown or 0 for question in assessed]
    if not levels:
        return context.say("Nothing was assessed")
    if all(question.state in UNANSWERED for question in assessed):
        return context.say("None of {count} questions has an answer yet", count=len(levels))
    before = context.result.before
    if before is not None and not before.to_confirm:
        return _change(context, len(levels))
    return _standing(context, levels)


def _change(context: ReportContext, count: int) -> str:
    then = _levels_before(context)
    now = {identity: context.questions[identity].shown for identity in then}
    better = sum(1 for identity, level in now.items() if level is not None and level > then[identity])
    worse = sum(1 for identity, level in now.items() if level is not None and level < then[identity])
    say = context.say
    if not better and not worse:
        return say("Every answer stands where it stood in the round before")
    if not worse:
        return say(
            "{better} of {count} answers can be shown at a higher level than before, none at a lower",
            better=better,
            count=count,
        )
    if not better:
        return say(
            "{worse} of {count} answers can be shown only at a lower level than before, none at a higher",
            worse=worse,
            count=count,
        )
    return say(
        "{better} of {count} answers can be shown at a higher level than before, {worse} only at a lower",
        better=better,
        worse=worse,
        count=count,
    )


def _standing(context: ReportContext, levels: list[int]) -> str:
    say, count, zero = context.say, len(levels), levels.count(0)
    strong, top = sum(1 for level in levels if level >= STRONG), levels.count(TOP_LEVEL)
    if strong == count:
        return _all_strong(context, top, count)
    if zero == count:
        return say("None of {count} answers can be shown above 0", count=count)
    if not zero and not strong:
        return say("None of {count} answers can be shown at 3 or more, and none stands at 0", count=count)
    if not zero:
        return say(
            "{strong} of {count} answers can be shown at 3 or more, and none stands at 0", strong=strong, count=count
        )
    if not strong:
        return say("None of {count} answers can be shown at 3 or more, {zero} only at 0", zero=zero, count=count)
    return say(
        "{strong} of {count} answers can be shown at 3 or more, {zero} only at 0", strong=strong, zero=zero, count=count
    )


def _all_strong(context: ReportContext, top: int, count: int) -> str:
    if top == count:
        return context.say("All {count} answers stand at the highest level", count=count)
    if not top:
        return context.say("All {count} answers stand at level 3 of 4", count=count)
    return context.say("{top} of {count} answers stand at the highest level, and none below 3", top=top, count=count)
