"""The verdict in a few lines: what it is, why, what to do first. What a terminal shows before all the rest."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.pages.summary import SummaryView
from audit.report.parts.actions import ActionView
from audit.wording.locale import Locale


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


def short_verdict(summary: SummaryView, locale: Locale) -> ShortVerdict:
    """Return the verdict in a few sentences.

    Args:
        summary: The first page of the report.
        locale: The reader's language.
    """
    verdict, caps = summary.verdict, summary.caps
    step = next(iter(next_steps(summary)), None)
    if step is None:
        keeps = summary.keeps
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
        reason=f"{caps[0].code} {caps[0].text}".strip() if caps else "",
        others=max(len(caps) - 1, 0),
        first=first,
        ask_again=locale.say("Ask again:") + " " + verdict.ask_again if verdict.ask_again else "",
        range=verdict.range,
        stands_through=verdict.stands_through,
    )


def next_steps(summary: SummaryView) -> tuple[str, ...]:
    """Return what to do next, each in a line: this week where the report advises against, else what comes first in the plan."""
    if summary.verdict.is_refusal and summary.week_steps:
        return tuple(step.title for step in summary.week_steps)
    rows = summary.this_week if summary.verdict.is_refusal else summary.first
    return tuple(step_in_a_line(row) for row in rows)


def step_in_a_line(row: ActionView) -> str:
    """Return a step of the plan with its id, its days and whose it is."""
    return f"{row.title} ({row.id}, {row.days}, {row.owner})"
