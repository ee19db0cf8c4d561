"""What the agency is asked to answer: each action of a plan in one language, with what was said so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from audit.errors import Translate
from audit.model.responses import Response, ResponseState
from audit.model.result.result import Result
from audit.model.values import N_
from audit.wording.values import spoken_date

STATES: Mapping[ResponseState, str] = {
    "agreed": N_("We agree and will do it"),
    "partly": N_("We agree in part"),
    "refused": N_("We do not agree"),
    "accepted": N_("We accept the risk for a time"),
    "done": N_("It is done already"),
}
"""What can be said to an action, in the order in which it is offered."""
REASONED: frozenset[ResponseState] = frozenset(("partly", "refused", "accepted"))
"""What needs a reason."""


@dataclass(frozen=True)
class Proposal:
    """One action that waits for an answer.

    Attributes:
        id: Its id.
        title: What is to be done.
        finding: The question behind it.
        why: Why.
        how: How, step by step.
        done_when: When it counts as done.
        owner: Whose work it is.
        facts: Its days of work and the day on which it is due, in words.
        said: What was said so far.
    """

    id: str
    title: str
    finding: str
    why: str
    how: tuple[str, ...]
    done_when: str
    owner: str
    facts: str
    said: Response


def proposals(result: Result, language: str, translate: Translate) -> tuple[Proposal, ...]:
    """Return what the agency is asked to answer, in the order of the plan.

    Args:
        result: The assessed round, with what was said so far.
        language: The reader's language.
        translate: Turns English message ids into it.
    """
    questions = {question.id: question for question in result.questions}

    def facts(days: int, due: str) -> str:
        work = translate("1 day") if days == 1 else translate("{count} days").format(count=days)
        return ", ".join(part for part in (work, due) if part)

    return tuple(
        Proposal(
            id=action.id,
            title=action.title[language],
            finding=f"{action.question} {questions[action.question].title[language]}",
            why=action.why[language],
            how=tuple(step[language] for step in action.how),
            done_when=action.done_when[language],
            owner=result.roles[action.owner][language] if action.owner in result.roles else action.owner,
            facts=facts(
                action.days,
                translate("due on {date}").format(date=spoken_date(action.due, translate)) if action.due else "",
            ),
            said=said_of(result, action.id),
        )
        for action in result.actions
    )


def said_of(result: Result, action: str) -> Response:
    """Return what was said to an action so far."""
    found = result.responses.get(action)
    if found is None:
        return Response()
    return Response(
        state=found.state,
        by=found.by,
        because=found.because,
        due=found.due,
        until=found.until,
        done=found.done,
    )
