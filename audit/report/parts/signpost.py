"""A signpost, not an account: what is enough for a body that only wants to inform or to promote (RULES 4)."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.known import SIGNPOST_PURPOSES, WISH_TO_HEAR
from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class Signpost:
    """What to do instead of an account."""

    intro: str
    points: tuple[str, ...]


def signpost(context: ReportContext) -> Signpost | None:
    """Say what is enough; None where more is wanted, or nobody answered yet."""
    question = context.questions.get(WISH_TO_HEAR)
    if question is None or question.state != "answered":
        return None
    wanted = set(question.purposes) if question.choice_id is None else {question.choice_id}
    if not wanted or not wanted <= SIGNPOST_PURPOSES:
        return None
    say = context.say
    name = (
        say("Keep the name, so that nobody else speaks in it.")
        if context.result.mode == "run"
        else say("Reserve the name, so that nobody else speaks in it.")
    )
    return Signpost(
        say("Whoever only has something to tell needs no account that people talk to. This is enough:"),
        (
            name,
            say("Pin one post that says where people reach you: the telephone, the counter, the website."),
            say(
                "Put the news where people look already: your own website, notices, the press, the newsletters of others."
            ),
        ),
    )
