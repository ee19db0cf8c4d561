"""What the agency says to a plan: the plan that waits for it, saving one answer, taking in what was sent."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from audit.audits import assess_round, chosen_round
from audit.command_line import quoted
from audit.errors import Refused, say
from audit.files.folder import AuditFolder
from audit.files.imports.responses import ResponseImport, importing_responses
from audit.files.rounds.responses import put_responses
from audit.files.rounds.rounds import read_plan
from audit.model.responses import Response
from audit.model.result.result import Result


def plan_of(folder: AuditFolder, round_name: str | None, languages: tuple[str, ...] | None = None) -> Result:
    """Assess the round whose plan is answered.

    Args:
        folder: The audit folder.
        round_name: The round; None for the newest.
        languages: The languages of the result; None for those of the folder.

    Raises:
        Refused: There is no such round, or its plan has no action.
    """
    name = chosen_round(folder, round_name)
    if name is None:
        raise Refused(
            say("there is no round yet, so there is no plan to answer"),
            say("answer the questions first: listenfirst ask {path}", path=quoted(folder.path)),
        )
    result = assess_round(folder, None, languages, round_name=name, before=None)
    if not result.actions and not result.responses:
        raise Refused(say("the plan of the round {name} is empty: nothing is left to do", name=name))
    return result


def respond(folder: AuditFolder, result: Result, action: str, response: Response | None) -> None:
    """Save what the agency says to one action of a plan.

    Args:
        folder: The audit folder.
        result: The round, as `plan_of` gives it.
        action: The action.
        response: What the agency says; None takes it back.

    Raises:
        Refused: The plan has no such action, and nothing was said to it before.
        NotSaved: It could not be written; everything is as it was.
    """
    name = result.round or ""
    if action not in {each.id for each in result.actions} and action not in read_plan(folder, name):
        raise Refused(
            say("the plan of the round {name} has no action {id}", name=name, id=action[:40]),
            say("its actions are listed with: listenfirst respond {path} --list", path=quoted(folder.path)),
        )
    put_responses(folder, name, {action: response})


@contextlib.contextmanager
def importing(
    folder: AuditFolder,
    paths: Sequence[Path],
    today: datetime.date,
    *,
    round_name: str | None = None,
    from_other_audit: bool = False,
) -> Iterator[ResponseImport]:
    """Compare what was sent with what is here, and hold the right to change it; see `importing_responses`."""

    def planned(name: str) -> Collection[str]:
        return {action.id for action in assess_round(folder, None, round_name=name, before=None).actions}

    with importing_responses(
        folder, paths, planned, today, round_name=round_name, from_other_audit=from_other_audit
    ) as found:
        yield found
