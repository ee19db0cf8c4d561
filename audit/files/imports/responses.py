"""Taking in what the agency says to a plan: from the form for it, or the ticks of the plan in a browser.

Compared with what is here first, then all of it or nothing. A finding that is gone, a day in the past, a refusal without a
reason are said, and what was sent is kept all the same.
"""

from __future__ import annotations

import contextlib
import datetime
import enum
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.errors import BadFiles, Message, NotSaved, Problem, say
from audit.files.atomic import write_durably
from audit.files.convert import convert
from audit.files.folder import AuditFolder
from audit.files.imports.arrived import RESPONSE, arrived, check_whole
from audit.files.imports.sent import MOST_SENT
from audit.files.imports.undo import UNDO, put_back, remember
from audit.files.locks import only_one
from audit.files.rounds.names import is_round_name
from audit.files.rounds.responses import plan_content, plan_path
from audit.files.rounds.rounds import is_action_of, read_plan
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import Data, Document, Place, parse_yaml, read_bytes
from audit.model.responses import Response, response_of
from audit.model.text import nfc
from audit.model.values import WrongValue, read_date

_RESPONSE: TypeAdapter[Response] = TypeAdapter(Response)
_KEYS = ("audit", "round", "sent", "ticks", "responses", "before")
NOTHING = Response()


class Kind(enum.Enum):
    """What a response that was sent would do."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    """It was changed here since the form was made: the one that is here stays."""


@dataclass(frozen=True)
class ResponseChange:
    """One difference.

    Attributes:
        action: The action.
        kind: What would happen.
        here: What is here.
        sent: What would stand here, or what was sent where the one here stays.
    """

    action: str
    kind: Kind
    here: Response
    sent: Response


@dataclass(frozen=True)
class SentResponses:
    """One file that was sent.

    Attributes:
        document: The file as it was read.
        line: The line on which it begins.
        audit_id: The audit that it was made for; empty where it does not say.
        agency: The agency, for whoever reads a refusal.
        round_name: The round whose plan it answers.
        sent: The day on which it was saved; None where it does not say.
        ticks: Whether it only says what was done, as the ticks of a plan do.
        responses: What it says, by action.
        before: What stood in the form when it was made.
    """

    document: Document
    line: int
    audit_id: str
    agency: str
    round_name: str
    sent: datetime.date | None
    ticks: bool
    responses: Mapping[str, Response]
    before: Mapping[str, Response]

    def problem(self, place: Place, what: Message, remedy: Message | None = None) -> Problem:
        """Name a problem by its place in the file."""
        where = ".".join(str(step) for step in place[1:])
        return Problem(self.document.path, self.document.lines.get(place, self.line), where, what, remedy)


@dataclass
class ResponseImport:
    """What an import of responses would do; `apply` does it. Valid only while its locks are held.

    Attributes:
        folder: The audit folder.
        round_name: The round whose plan is answered.
        path: Its `plan.yml`.
        changes: Every difference.
        same: How many responses say what is here already.
        notices: What a person should look at before it is taken in.
        sent: The day on which the agency sent its answer, where a form gave it.
    """

    folder: AuditFolder
    round_name: str
    path: Path
    changes: tuple[ResponseChange, ...]
    same: int
    notices: tuple[Problem, ...]
    sent: datetime.date | None
    _writes: list[tuple[Path, bytes | None, bytes]] = field(default_factory=list)

    @property
    def changes_anything(self) -> bool:
        """Whether any file would be written."""
        return bool(self._writes)

    def apply(self) -> None:
        """Write everything; what was there before is kept first.

        Raises:
            NotSaved: It could not be written; everything is as it was, or is restored by `--undo`.
        """
        record = self.folder.path / UNDO
        done: list[tuple[Path, bytes | None]] = []
        try:
            earlier = record.read_bytes() if record.exists() else None
            remember(self.folder.path, self._writes)
            done.append((record, earlier))
            for path, before, after in self._writes:
                write_durably(path, after)
                done.append((path, before))
        except OSError as error:
            with contextlib.suppress(OSError):
                for path, before in reversed(done):
                    put_back(path, before)
            raise NotSaved(
                say("the responses could not be taken in: {reason}", reason=error.strerror or str(error)),
                say("make room or mend the access, then import again; everything is as it was"),
            ) from None


def holds_responses(path: Path) -> bool:
    """Return whether a file that was sent says what the agency says to a plan.

    Raises:
        BadFiles: It cannot be read, or did not arrive whole.
    """
    return arrived(path, read_bytes(path, MOST_SENT)).kind == RESPONSE


@contextlib.contextmanager
def importing_responses(
    folder: AuditFolder,
    paths: Sequence[Path],
    planned: Callable[[str], Collection[str]],
    today: datetime.date,
    *,
    round_name: str | None = None,
    from_other_audit: bool = False,
) -> Iterator[ResponseImport]:
    """Compare what the agency says with what is here, and hold the right to change it.

    Args:
        folder: The audit folder.
        paths: The files; all answer the plan of one round.
        planned: Gives the actions of the plan of a round.
        today: The day of the import: an expiry before it is said.
        round_name: The round to take them into; None for the one that they name.
        from_other_audit: Whether to take what was said to another audit.

    Raises:
        BadFiles: Anything is wrong with any file; every problem at once, and nothing is changed.
        Refused: The round does not exist, or somebody is answering there.
    """
    sent: list[SentResponses] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            sent.append(_read(path))
        except BadFiles as bad:
            problems.extend(bad.problems)
    if not from_other_audit:
        problems.extend(_of_other_audits(sent, folder))
    if problems:
        raise BadFiles(problems)
    names = dict.fromkeys([round_name] if round_name is not None else [file.round_name for file in sent])
    if len(names) > 1:
        raise BadFiles(
            [
                sent[-1].problem(
                    (),
                    say("the files answer several rounds: {rounds}", rounds=", ".join(str(name) for name in names)),
                    say("take them in one round after the other; nothing was changed"),
                )
            ]
        )
    name = str(next(iter(names)))
    if not is_round_name(name) or name not in folder.rounds():
        raise folder.no_round(name)
    path = plan_path(folder, name)
    head = path.with_name("round.yml")
    with contextlib.ExitStack() as stack:
        for target in sorted((path, head)):
            stack.enter_context(only_one(target))
        yield _compared(folder, name, path, head, sent, planned(name), today)


def _read(path: Path) -> SentResponses:
    found = arrived(path, read_bytes(path, MOST_SENT))
    document = parse_yaml(path, found.text.encode())
    data = document.data
    if not isinstance(data, dict):
        raise BadFiles([Problem(path, found.line, "", say("a table of keys and values is expected here"))])
    problems: list[Problem] = []
    problems.extend(
        Problem(path, document.line((key,)), key, say("this key is not known here")) for key in data if key not in _KEYS
    )
    said, before = (_responses(document, key, problems) for key in ("responses", "before"))
    table = data.get("responses")
    check_whole(path, found, len(table) if isinstance(table, dict) else 0)
    audit = data.get("audit", "")
    named = audit if isinstance(audit, dict) else {}
    day: datetime.date | None = None
    if data.get("sent", "") != "":
        try:
            day = read_date(str(data["sent"]))
        except WrongValue as wrong:
            problems.append(Problem(path, document.line(("sent",)), "sent", Message(wrong.text, wrong.values)))
    if problems:
        raise BadFiles(problems)
    return SentResponses(
        document=document,
        line=found.line,
        audit_id=str(named.get("id", "")),
        agency=nfc(str(named.get("agency", ""))),
        round_name=found.round_name or str(data.get("round", "")),
        sent=day,
        ticks=data.get("ticks") == "true",
        responses=said,
        before=before,
    )


def _responses(document: Document, key: str, problems: list[Problem]) -> dict[str, Response]:
    table: Data = document.data.get(key, "") if isinstance(document.data, dict) else ""
    if table == "":
        return {}
    if not isinstance(table, dict):
        problems.append(
            Problem(document.path, document.line((key,)), key, say("a table of keys and values is expected here"))
        )
        return {}
    found: dict[str, Response] = {}
    for action, raw in table.items():
        given: Any = {name: text for name, text in raw.items() if text != ""} if isinstance(raw, dict) else raw
        response = convert(document, _RESPONSE, problems, data=given, at=(key, action))
        if response is not None:
            found[action] = response
    return found


def _of_other_audits(sent: Sequence[SentResponses], folder: AuditFolder) -> Iterator[Problem]:
    """Find the files that answer the plan of another audit."""
    here = folder.settings
    names = {nfc(name).casefold() for name in here.agency.names.values()}
    for file in sent:
        is_other = (
            file.audit_id != here.id
            if file.audit_id and here.id
            else bool(file.agency) and file.agency.casefold() not in names
        )
        if is_other:
            yield file.problem(
                ("audit",),
                say(
                    "it answers the plan of {other}, and this is the audit of {agency}",
                    other=file.agency[:80] or say("the audit {id}", id=file.audit_id[:40]),
                    agency=here.agency.every_name,
                ),
                say(
                    "take it into the folder of its own audit; if it does belong here, import it with --from-other-audit; nothing was changed"
                ),
            )


def _compared(
    folder: AuditFolder,
    name: str,
    path: Path,
    head: Path,
    sent: Sequence[SentResponses],
    planned: Collection[str],
    today: datetime.date,
) -> ResponseImport:
    here = {action: response_of(mark) for action, mark in read_plan(folder, name).items()}
    notices: list[Problem] = []
    changes: dict[str, ResponseChange] = {}
    same = 0
    for file in sent:
        for action, response in file.responses.items():
            if not response.says_something:
                continue
            place: Place = ("responses", action)
            if not is_action_of(folder.pack, action):
                notices.append(
                    file.problem(
                        place,
                        say("no action is called {id}, so this response is not taken in", id=action[:40]),
                        say("it stays in {file}; ask which action was meant", file=file.document.path.name),
                    )
                )
                continue
            at = here.get(action, NOTHING)
            result = _done(at, response) if file.ticks else response
            notices.extend(_oddities(file, place, action, result, planned, today))
            if result == at:
                same += 1
                continue
            was_changed = not file.ticks and at not in (file.before.get(action, NOTHING), NOTHING)
            kind = Kind.CONFLICT if was_changed else Kind.CHANGED if at.says_something else Kind.NEW
            changes[action] = ResponseChange(action, kind, at, result)
    taken = {change.action: change.sent for change in changes.values() if change.kind is not Kind.CONFLICT}
    day = max((file.sent for file in sent if file.sent is not None and not file.ticks), default=None)
    found = ResponseImport(folder, name, path, tuple(changes.values()), same, tuple(notices), day)
    if taken:
        before = read_bytes(path) if path.exists() else None
        found._writes.append((path, before, plan_content(path, before or b"", taken)))
        if day is not None:
            old = read_bytes(head) if head.exists() else None
            table = YamlFile(head, old or b"")
            if table.data.get("response_sent") != day.isoformat():
                table.data["response_sent"] = day.isoformat()
                found._writes.append((head, old, table.content()))
    return found


def _done(here: Response, tick: Response) -> Response:
    """Add that something was done to what is here: who agreed to it, why and until when stays."""
    return here.model_copy(update={"state": "done", "done": here.done or tick.done})


def _oddities(
    file: SentResponses,
    place: Place,
    action: str,
    response: Response,
    planned: Collection[str],
    today: datetime.date,
) -> Iterator[Problem]:
    """Name what a person should look at; all of it is taken in all the same."""
    if action not in planned:
        yield file.problem(
            place,
            say("the plan has no action {id} any more; the response is kept", id=action),
            say("it stands at the end of the page Plan"),
        )
    if response.has_lapsed(today):
        last = response.until if response.state == "accepted" else response.due
        yield file.problem(
            place,
            say("{date} is past, so the action counts as open again", date=last.isoformat() if last else ""),
            say("ask for a day to come"),
        )
    if response.state in ("partly", "refused", "accepted") and not response.because.strip():
        yield file.problem(place, say("it gives no reason"), say("ask for one; the response is kept"))
    if response.state == "accepted" and response.until is None:
        yield file.problem(
            place, say("the risk is accepted without a day on which it comes back"), say("ask until when")
        )
