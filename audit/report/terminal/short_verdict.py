"""The verdict in a few lines: what it is, why, what to do first. What a terminal shows before all the rest."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.parts.actions import ActionView, first_actions, this_week, week_steps
from audit.report.parts.caps import caps
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import keeping, verdict_view


@dataclass(frozen=True)
class ShortVerdict:
    """The verdict in a few sentences; each is empty where there is nothing to say.

    Attributes:
        subject: Whose audit it is, and of which day.
        so_far: How much is open.
        title: The rung.
        headline: What it means.
        reason: What holds it there.
        others: How many more reasons there are.
        first: What to do first.
        ask_again: When to ask again.
        range: What it is as things stand, and at best.
        stands_through: Until when it stands.
    """

    subject: str
    so_far: str
    title: str
    headline: str
    reason: str
    others: int
    first: str
    ask_again: str
    range: str
    stands_through: str


def short_verdict(context: ReportContext) -> ShortVerdict:
    """Return the verdict in a few sentences."""
    verdict, held, locale = verdict_view(context), caps(context), context.locale
    step = next(iter(next_steps(context)), None)
    if step is None:
        keeps = keeping(context)
        first = f"{locale.say('To keep it:')} {keeps.title}" if keeps else ""
    elif verdict.is_refusal:
        first = locale.say("This week: {step}", step=step)
    else:
        first = locale.say("First: {step}", step=step)
    return ShortVerdict(
        subject=f"{verdict.agency} · {verdict.dated}",
        so_far=verdict.so_far,
        title=f"{verdict.shape}  {verdict.title}",
        headline=verdict.headline,
        reason=f"{held[0].code} {held[0].text}".strip() if held else "",
        others=max(len(held) - 1, 0),
        first=first,
        ask_again=locale.say("Ask again:") + " " + verdict.ask_again if verdict.ask_again else "",
        range=verdict.range,
        stands_through=verdict.stands_through,
    )


def next_steps(context: ReportContext) -> tuple[str, ...]:
    """Return what to do next, each in a line: this week where the report advises against, else what comes first in the plan."""
    is_refusal, steps = verdict_view(context).is_refusal, week_steps(context)
    if is_refusal and steps:
        return tuple(step.title for step in steps)
    return tuple(step_in_a_line(row) for row in (this_week(context) if is_refusal else first_actions(context)))


def step_in_a_line(row: ActionView) -> str:
    """Return a step of the plan with its id, its days and whose it is."""
    return f"{row.title} ({row.id}, {row.days}, {row.owner})"
