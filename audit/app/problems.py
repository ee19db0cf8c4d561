"""What goes wrong in a call, as the page shows it: what happened, where, what to do, in the language of the call."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from audit.errors import AuditError, BadFiles, Message, NotSaved, Problem, Refused, Translate, say
from audit.wording.sentences import capital


@dataclass(frozen=True)
class ProblemSaid:
    """One thing that is wrong.

    Attributes:
        message: What happened.
        place: Where: a file with its line, and the place inside; empty where there is none.
        remedy: What to do; empty where there is nothing to say.
        code: What sort it is, for the page: `refused`, `bad-files`, `not-saved`, `bad-call`, `unexpected`.
    """

    message: str
    place: str
    remedy: str
    code: str


CODES: dict[type[AuditError], str] = {BadFiles: "bad-files", NotSaved: "not-saved", Refused: "refused"}

Shorten = Callable[[str], str]
"""Leaves out of a text where the files of an audit lie in memory."""


class BadCall(Refused):  # named for what it is, like all errors here
    """The page asked for something that there is not; a newer page, or a spoilt one."""


def problem_data(error: AuditError, translate: Translate, shorten: Shorten) -> dict[str, object]:
    """Write an error as data: the first problem, and under `problems` all of them.

    Args:
        error: What went wrong.
        translate: Turns English message ids into the language of the call.
        shorten: Leaves out of a text where the files lie.
    """
    code = "bad-call" if isinstance(error, BadCall) else CODES.get(type(error), "refused")
    if isinstance(error, BadFiles):
        said = [problem_said(problem, translate, shorten) for problem in error.problems]
    else:
        said = [ProblemSaid(_sentence(error.what, translate, shorten), "", _remedy(error, translate, shorten), code)]
    return {**dataclasses.asdict(said[0]), "problems": [dataclasses.asdict(one) for one in said]}


def unexpected(error: Exception, translate: Translate) -> dict[str, object]:
    """Write what no one foresaw: what it is called, and that nothing that was answered is lost."""
    said = ProblemSaid(
        translate("Something went wrong that should not: {error}").format(error=type(error).__name__) + ".",
        "",
        translate(
            "Nothing that was answered is lost. Load this page again; if it comes back, save everything as a zip."
        ),
        "unexpected",
    )
    return {**dataclasses.asdict(said), "problems": [dataclasses.asdict(said)]}


def problem_said(problem: Problem, translate: Translate, shorten: Shorten) -> ProblemSaid:
    """Put one problem of a file, or a notice, into words."""
    place = shorten(str(problem.path)) + (f":{problem.line}" if problem.line else "")
    remedy = _said(problem.remedy, translate, shorten) if problem.remedy else ""
    return ProblemSaid(
        _sentence(problem.what, translate, shorten),
        "  ".join(part for part in (place, problem.where) if part),
        f"{capital(remedy)}." if remedy else "",
        CODES[BadFiles],
    )


def _remedy(error: AuditError, translate: Translate, shorten: Shorten) -> str:
    return f"{capital(_said(error.remedy, translate, shorten))}." if error.remedy else ""


def _sentence(message: Message, translate: Translate, shorten: Shorten) -> str:
    return f"{capital(_said(message, translate, shorten))}."


def _said(message: Message, translate: Translate, shorten: Shorten) -> str:
    return shorten(message.translated(translate))


def no_audit(identity: str) -> BadCall:
    """Return what is said of an audit that is not open here."""
    return BadCall(
        say("the audit {id} is not open here", id=identity[:40] or '""'), say("open it again; nothing was changed")
    )
