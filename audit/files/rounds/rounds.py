"""Rounds: when each was, starting the next one from the last, and what became of a plan."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.assess.rounds.versions import asked_anew, number, removed_ever
from audit.command_line import quoted
from audit.errors import BadFiles, Message, Problem, Refused, say
from audit.files.answers_file import written_answer
from audit.files.atomic import make_folder, write_durably
from audit.files.convert import convert
from audit.files.digest import answers_digest
from audit.files.folder import AuditFolder, inside
from audit.files.rounds.names import is_round_name, new_round_name
from audit.files.workspace import workspace
from audit.files.yaml.reader import Document, read_yaml
from audit.files.yaml.writer import written
from audit.model.answers import Answer, Answers, standing
from audit.model.base import FORMAT
from audit.model.pack import Pack
from audit.model.responses import Mark, Response
from audit.model.values import WrongValue, exact_number, read_date

ROUND_FILE, PLAN_FILE = "round.yml", "plan.yml"
HEAD_KEYS = ("date", "from", "response_sent", "finished", "digest")
PLAN_WORDS = ("done", "dropped")
Marks = Mapping[str, Mark]
"""An action's id -> what the agency says of it."""

_RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
_ACTION = re.compile(
    r"^(?P<question>[A-Z]{1,3}[0-9]{1,3})-(?:[0-3]|find-out|which-is-true|(?:show|checked)(?:-[1-4])?)$"
)
_NAMED_MONTH = re.compile(r"^(?P<month>\d{4}-\d{2})(?:-(?P<day>\d{2}))?(?!\d)")


@dataclass(frozen=True)
class RoundHead:
    """`round.yml`.

    Attributes:
        date: The day on which the round began.
        began_from: The round that it was begun from.
        finished: The day on which it was finished; None where it never was.
        digest: The digest of its answers on that day.
        response_sent: The day on which the agency sent its answer to the draft; None where it has not.
    """

    date: datetime.date | None = None
    began_from: str | None = None
    finished: datetime.date | None = None
    digest: str = ""
    response_sent: datetime.date | None = None

    def is_draft(self, digest: str) -> bool:
        """Return whether a round is a draft (RULES 9): never finished, or answered otherwise since.

        Args:
            digest: The digest of its answers now.
        """
        return self.finished is None or self.digest != digest


@dataclass(frozen=True)
class Started:
    """A round that was begun.

    Attributes:
        name: Its name.
        began_from: The round whose answers were carried over.
        respondents: How many answers files it has.
        carried: How many answers wait to be confirmed.
        anew: What a newer version of the pack asks anew.
        unfinished: Whether the round that it was begun from is a draft.
    """

    name: str
    began_from: str
    respondents: int
    carried: int
    anew: tuple[str, ...]
    unfinished: bool


def read_round(folder: AuditFolder, name: str) -> RoundHead:
    """Read `round.yml` of a round; a round without it has no head.

    Raises:
        BadFiles: It is wrong; every problem at once.
        Refused: It is a link out of the folder.
    """
    path = folder.path / "answers" / name / ROUND_FILE
    table = _table(folder, path)
    if table is None:
        return RoundHead()
    document, data = table
    problems: list[Problem] = []
    problems.extend(
        _problem(
            document, key, say("this key is not known here"), say("the keys are: {keys}", keys=", ".join(HEAD_KEYS))
        )
        for key in data
        if key not in (*HEAD_KEYS, "format")
    )
    date, finished, sent = (
        _date(document, key, data.get(key, ""), problems) for key in ("date", "finished", "response_sent")
    )
    digest = data.get("digest", "")
    if not isinstance(digest, str):
        problems.append(_problem(document, "digest", say("a digest is a line of digits and letters")))
    began = data.get("from", "")
    if not isinstance(began, str):
        problems.append(_problem(document, "from", say("the name of a round is expected here")))
    if problems:
        raise BadFiles(problems)
    return RoundHead(date, began or None, finished, str(digest), sent)


def read_plan(folder: AuditFolder, name: str) -> Marks:
    """Read `plan.yml` of a round: what the agency says to each action, and what was done or is planned for when.

    Raises:
        BadFiles: It is wrong; every problem at once.
        Refused: It is a link out of the folder.
    """
    table = _table(folder, folder.path / "answers" / name / PLAN_FILE)
    if table is None:
        return {}
    document, data = table
    problems: list[Problem] = []
    marks: dict[str, Mark] = {}
    gone = removed_ever(folder.pack) - folder.pack.by_id.keys()
    for action, mark in data.items():
        if action == "format":
            continue
        if _question_of(action) in gone:
            continue
        if not is_action_of(folder.pack, action):
            problems.append(
                _problem(
                    document,
                    action,
                    say("no action is called {id}", id=action[:40]),
                    say("an action is called after its question, such as M01-0; the plan names them"),
                )
            )
        elif isinstance(mark, dict):
            given = {key: value for key, value in mark.items() if value != ""}
            response = convert(document, _RESPONSE, problems, data=given, at=(action,))
            if response is not None:
                marks[action] = response
        elif mark in PLAN_WORDS:
            marks[action] = str(mark)
        elif mark != "":
            date = _date(document, action, mark, problems)
            if date is not None:
                marks[action] = date
    if problems:
        raise BadFiles(problems)
    return marks


def is_action_of(pack: Pack, action: str) -> bool:
    """Return whether a pack can have an action of an id, whether or not a plan has it today."""
    return _question_of(action) in pack.by_id


def _question_of(action: str) -> str:
    """Return the question that an action is called after; empty where it is called otherwise."""
    match = _ACTION.match(action)
    return match["question"] if match is not None else ""


def _table(folder: AuditFolder, path: Path) -> tuple[Document, dict[str, Any]] | None:
    if not path.exists() and not path.is_symlink():
        return None
    document = read_yaml(inside(folder, path))
    if not isinstance(document.data, dict):
        raise BadFiles([Problem(document.path, 1, "", say("a table of keys and values is expected here"))])
    return document, document.data


def _problem(document: Document, key: str, what: Message, remedy: Message | None = None) -> Problem:
    return Problem(document.path, document.line((key,)), key, what, remedy)


def _date(document: Document, key: str, raw: object, problems: list[Problem]) -> datetime.date | None:
    if raw == "":
        return None
    try:
        return read_date(raw if isinstance(raw, str) else "")
    except WrongValue as wrong:
        problems.append(_problem(document, key, Message(wrong.text, wrong.values)))
        return None


def version_of(voices: Mapping[str, Answers], pack: Pack) -> str:
    """Return the version of the pack that a round was answered with: the newest of its files."""
    return max((answers.version for answers in voices.values()), key=number, default=pack.head.version)


def day_of(name: str, head: RoundHead, voices: Mapping[str, Answers]) -> datetime.date | None:
    """Return the day to which an earlier round is assessed.

    That is the day on which it was finished or, where that is later, of its last answer; else of its beginning, else of
    its name.

    Args:
        name: The name of the round.
        head: Its `round.yml`.
        voices: Its answers.
    """
    last = last_answer(voices)
    if head.finished or last:
        return max(day for day in (head.finished, last, None if head.finished else head.date) if day)
    if head.date:
        return head.date
    match = _NAMED_MONTH.match(name)
    try:
        return read_date(f"{match['month']}-{match['day'] or '01'}") if match else None
    except WrongValue:
        return None


def last_answer(voices: Mapping[str, Answers]) -> datetime.date | None:
    """Return the day of the last answer that somebody gave in a round; what was only carried over has none."""
    days = [
        answer.answered
        for answers in voices.values()
        for answer in answers.answers.values()
        if answer.answered is not None and not answer.confirm
    ]
    return max(days, default=None)


def start_round(folder: AuditFolder, name: str, today: datetime.date) -> Started:
    """Begin a round from the newest one: every answer is carried over, to be confirmed.

    What a newer version of the pack asks anew is left open. The new round appears whole or not at all.

    Args:
        folder: The audit folder.
        name: The name of the new round.
        today: The day on which it begins.

    Raises:
        Refused: The name cannot be one, is taken or would not come last; or there is nothing to begin from.
        BadFiles: An answers file of the newest round is wrong.
    """
    rounds = folder.rounds()
    if not is_round_name(name):
        raise Refused(
            say("{name} cannot be the name of a round", name=name[:60]),
            say(
                "write its month as YYYY-MM or its day as YYYY-MM-DD, such as {example}", example=new_round_name(today)
            ),
        )
    latest = folder.latest_round()
    voices = folder.voices(latest)
    if latest is None or not any(answers.answers for answers in voices.values()):
        raise Refused(
            say("there is no answered round to begin from"),
            say("answer first: listenfirst ask {path}", path=quoted(folder.path)),
        )
    target = folder.path / "answers" / name
    if name in rounds or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise Refused(
            say("the round {name} is there already", name=name), say("choose a new name; nothing was changed")
        )
    if name < latest:
        raise Refused(
            say("the newest round is the last by its date, and {name} comes before {latest}", name=name, latest=latest),
            say("choose a name that comes after it; nothing was changed"),
        )
    anew: set[str] = set()
    carried = 0
    try:
        make_folder(target.parent)
        with workspace(inside(folder, target.parent), "round") as temporary:
            work = temporary / name
            make_folder(work)
            for who, answers in voices.items():
                fresh = asked_anew(folder.pack, answers.version)
                kept = {i: a for i, a in answers.answers.items() if i in folder.pack.by_id and i not in fresh}
                anew |= fresh & folder.pack.by_id.keys()
                carried += sum(1 for i, answer in kept.items() if _given(folder.pack, i, answer))
                write_durably(work / f"{who}.yml", _carried_over(answers, kept, folder.pack))
            head = {"date": today.isoformat(), "from": latest}
            write_durably(work / ROUND_FILE, written(head))
            if target.exists():
                target.rmdir()
            work.rename(target)
    except OSError as error:
        raise Refused(
            say("the round {name} cannot be made: {reason}", name=name, reason=error.strerror or str(error)),
            say("make room, or mend the access; nothing was changed"),
        ) from None
    unfinished = read_round(folder, latest).is_draft(answers_digest(folder.settings, voices))
    return Started(name, latest, len(voices), carried, tuple(sorted(anew)), unfinished)


def _given(pack: Pack, identity: str, answer: Answer) -> bool:
    return answer.confirm or standing(pack.by_id[identity], answer) != "open"


def _carried_over(answers: Answers, kept: Mapping[str, Answer], pack: Pack) -> bytes:
    # A decision was about the voices of its round; those of the new one are not in yet.
    entries = {
        identity: written_answer(
            answer.model_copy(update={"confirm": _given(pack, identity, answer), "decided": None}), exact_number
        )
        for identity, answer in kept.items()
    }
    return written(
        {
            "format": FORMAT,
            "pack": pack.head.id,
            "version": pack.head.version,
            "respondent": {"role": answers.respondent.role, "name": answers.respondent.name},
            "answers": entries,
        }
    )
