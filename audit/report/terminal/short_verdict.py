"""The verdict in a few lines: what it is, why, what to do first. What a terminal shows before all the rest."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import Result
from audit.report.pages import Pages
from audit.report.reader import Reader
from audit.report.views import Row


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
    """

    subject: str
    so_far: str
    title: str
    headline: str
    reason: str
    others: int
    first: str
    ask_again: str


def short_verdict(result: Result, reader: Reader) -> ShortVerdict:
    """Return the verdict in a few sentences.

    Args:
        result: The assessed audit.
        reader: The reader's language.
    """
    page = Pages(result, reader)
    caps = page.caps
    row = next(iter(page.this_week if page.is_refusal else page.first), None)
    if row is None:
        first = ""
    elif page.is_refusal:
        first = reader.say("This week: {step}", step=step_in_a_line(row))
    else:
        first = reader.say("First: {step}", step=step_in_a_line(row))
    return ShortVerdict(
        subject=f"{result.agency_in(reader.language)} · {page.dated}",
        so_far=page.so_far,
        title=f"{page.verdict_shape}  {page.verdict_title}",
        headline=str(page.headline),
        reason=f"{caps[0].code} {caps[0].text}".strip() if caps else "",
        others=max(len(caps) - 1, 0),
        first=first,
        ask_again=reader.say("Ask again:") + " " + page.ask_again if page.ask_again else "",
    )


def step_in_a_line(row: Row) -> str:
    """Return a step of the plan with its id, its days and whose it is."""
    return f"{row.title} ({row.id}, {row.days}, {row.owner})"
