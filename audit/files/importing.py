"""Answers files that were sent back: compared with what is here, taken in, and taken back again.

Nothing that was given is lost: an answer gives way only to a newer one of the same respondent, and what was there before
is kept until the next import, so that one command restores it.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import datetime
import enum
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audit.assess.versions import asked_anew
from audit.errors import AuditError, BadFiles, NotSaved, Problem, Refused, say
from audit.files.answers_file import answers_in, changed_content, new_content
from audit.files.durable import write_durably
from audit.files.folder import (
    SETTINGS,
    AuditFolder,
    is_round_name,
    new_round_name,
    profile_in,
    settings_with,
)
from audit.files.respondents import known_role, respondent_file
from audit.files.round_trip import only_one
from audit.files.yaml_reader import parse_yaml, read_bytes
from audit.model.answers import OPEN, Answer, Answers, Respondent
from audit.model.values import Value

MOST_SENT = 8 * 2**20
"""Bytes of a file that is sent back. A form cannot keep more than five million characters."""
UNDO = ".import-undo.json"
MOST_UNDO = 2**30
_SLACK = datetime.timedelta(days=1)
"""Where it was answered it can be tomorrow already."""
_FORM = re.compile(rb"\A# listenfirst form (\d{1,6}); round (\S{1,40})\r?\n")
_END = re.compile(rb"^# end \d+\s*\Z", re.MULTILINE)
FORM_FORMAT = 1


class Kind(enum.Enum):
    """What an answer that was sent would do."""

    NEW = "new"
    CHANGED = "changed"
    AGAIN = "again"
    KEPT_NEWER = "kept newer"
    KEPT_EMPTY = "kept empty"
    CONFLICT = "conflict"


TAKEN = (Kind.NEW, Kind.CHANGED, Kind.AGAIN)


@dataclass(frozen=True)
class Change:
    """One difference.

    Attributes:
        question: The question or input.
        kind: What would happen.
        here: The answer that is here.
        sent: The answer that was sent.
        result: What would stand here afterwards.
    """

    question: str
    kind: Kind
    here: Answer
    sent: Answer
    result: Answer


@dataclass(frozen=True)
class Sent:
    """One file that was sent."""

    path: Path
    answers: Answers
    profile: Mapping[str, Value | None]
    round_name: str | None


@dataclass(frozen=True)
class FileChanges:
    """What one file would do.

    Attributes:
        source: The file that was sent.
        target: Where its answers go.
        respondent: Who answered.
        changes: Every difference.
        before: What the target holds; None where there is none yet.
        after: What it would hold.
    """

    source: Path
    target: Path
    respondent: Respondent
    changes: tuple[Change, ...]
    before: bytes | None
    after: bytes | None

    def counts(self) -> Counter[Kind]:
        """Count the differences by kind."""
        return Counter(change.kind for change in self.changes)


@dataclass
class Import:
    """What an import would do; `apply` does it. Valid only while its locks are held."""

    folder: AuditFolder
    files: tuple[FileChanges, ...]
    settings_before: bytes
    settings_after: bytes | None

    @property
    def changes_anything(self) -> bool:
        """Whether any file would be written."""
        return any(file.after is not None for file in self.files) or self.settings_after is not None

    @property
    def conflicts(self) -> int:
        """How many conflicts there are."""
        return sum(file.counts()[Kind.CONFLICT] for file in self.files)

    def apply(self) -> None:
        """Write everything; what was there before is kept first.

        Raises:
            NotSaved: It could not be written; everything is as it was, or is restored by `--undo`.
        """
        writes = [(file.target, file.before, file.after) for file in self.files if file.after is not None]
        if self.settings_after is not None:
            writes.append((self.folder.path / SETTINGS, self.settings_before, self.settings_after))
        record = {
            "format": 1,
            "files": [
                {
                    "path": path.relative_to(self.folder.path).as_posix(),
                    "before": None if before is None else base64.b64encode(before).decode(),
                    "after": hashlib.sha256(after).hexdigest(),
                }
                for path, before, after in writes
            ],
        }
        done: list[tuple[Path, bytes | None]] = []
        try:
            write_durably(self.folder.path / UNDO, json.dumps(record).encode())
            for path, before, after in writes:
                write_durably(path, after)
                done.append((path, before))
        except OSError as error:
            for path, before in done:
                with contextlib.suppress(OSError):
                    _put_back(path, before)
            raise NotSaved(
                say("the answers could not be taken in: {reason}", reason=error.strerror or str(error)),
                say("make room or mend the access, then import again; everything is as it was"),
            ) from None


@contextlib.contextmanager
def importing(
    folder: AuditFolder,
    paths: Sequence[Path],
    today: datetime.date,
    *,
    name: str = "",
    round_name: str | None = None,
) -> Iterator[Import]:
    """Compare files that were sent with what is here, and hold the right to change it.

    Args:
        folder: The audit folder.
        paths: The files.
        today: The day of the import; no answer is younger.
        name: The name of the respondent, in place of the one in the only file.
        round_name: The round to take them into; None for the newest.

    Raises:
        BadFiles: Anything is wrong with any file; every problem at once, and nothing is changed.
        Refused: The round does not exist, or somebody is answering in one of the files.
    """
    if round_name is not None and (not is_round_name(round_name) or round_name not in folder.rounds()):
        raise Refused(
            say("there is no round {name}", name=round_name[:40]),
            say("the rounds are: {rounds}", rounds=", ".join(folder.rounds()) or "-"),
        )
    sent, problems = _read_all(folder, paths, today)
    target_round = round_name or folder.latest_round() or new_round_name(today)
    problems += _other_rounds(sent, target_round, chosen=round_name is not None)
    if problems:
        raise BadFiles(problems)
    by_target: dict[Path, Sent] = {}
    for file in sent:
        if name:
            respondent = file.answers.respondent.model_copy(update={"name": name})
            file = Sent(  # the same file under the name that was given
                file.path, file.answers.model_copy(update={"respondent": respondent}), file.profile, file.round_name
            )
        who = file.answers.respondent
        target = folder.answers_path(target_round, respondent_file(who.role, who.name))
        if target in by_target:
            problems.append(
                Problem(
                    file.path,
                    0,
                    "respondent",
                    say(
                        "{other} holds answers of the same respondent ({who})",
                        other=by_target[target].path.name,
                        who=target.stem,
                    ),
                    say("import one of the two alone, with --name if two people answered; nothing was changed"),
                )
            )
        by_target.setdefault(target, file)
    if problems:
        raise BadFiles(problems)
    with contextlib.ExitStack() as stack:
        settings = {folder.path / SETTINGS} if any(file.profile for file in by_target.values()) else set()
        for path in sorted({*by_target, *settings}):
            stack.enter_context(only_one(path))
        yield _compared(folder, by_target)


def _read_all(folder: AuditFolder, paths: Sequence[Path], today: datetime.date) -> tuple[list[Sent], list[Problem]]:
    """Read every file; one that is wrong does not hide what is wrong with the others."""
    sent: list[Sent] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            file = _read(folder, path)
        except BadFiles as bad:
            problems.extend(bad.problems)
        except AuditError as error:
            problems.append(Problem(path, 0, "", error.what, error.remedy))
        else:
            late = list(_of_the_future(file, today + _SLACK))
            problems.extend(late)
            if not late:
                sent.append(file)
    return sent, problems


def _read(folder: AuditFolder, path: Path) -> Sent:
    content = read_bytes(path, MOST_SENT)
    made = _FORM.match(content)
    if made and int(made[1]) > FORM_FORMAT:
        raise Refused(
            say("{file} was made by a newer form than this version knows", file=path.name),
            say("install a newer Listen First; the file was not touched"),
        )
    if made and not _END.search(content[-64:]):
        raise Refused(
            say("the end of {file} is missing", file=path.name),
            say("ask for the file again; it did not arrive whole"),
        )
    document = parse_yaml(path, content)
    if not document.data:
        raise Refused(say("{file} is empty", file=path.name), say("ask for the file again"))
    profile_raw = document.data.pop("profile", "") if isinstance(document.data, dict) else ""
    answers = answers_in(document, folder.pack)
    problems: list[Problem] = []
    profile = profile_in(document, folder.pack, profile_raw, problems)
    try:
        known_role(folder.pack, answers.respondent.role)
    except Refused as refused:
        place = ("respondent", "role")
        problems.append(Problem(path, document.line(place), "respondent.role", refused.what, refused.remedy))
    if problems:
        raise BadFiles(problems)
    return Sent(path, _anew(answers, folder), profile, made[2].decode("utf-8", "replace") if made else None)


def _anew(answers: Answers, folder: AuditFolder) -> Answers:
    """Take answers to questions that ask for something else since as still to be confirmed."""
    fresh = asked_anew(folder.pack, answers.version)
    if not fresh:
        return answers
    return answers.model_copy(
        update={
            "answers": {
                identity: answer.model_copy(update={"confirm": True})
                if identity in fresh and answer.state != "open"
                else answer
                for identity, answer in answers.answers.items()
            }
        }
    )


def _of_the_future(file: Sent, latest: datetime.date) -> Iterator[Problem]:
    for identity, answer in file.answers.answers.items():
        dates = [("answered", answer.answered), *(("evidence", piece.date) for piece in answer.evidence)]
        for where, date in dates:
            if date is not None and date > latest:
                yield Problem(
                    file.path,
                    0,
                    f"{identity}.{where}",
                    say("{date} is in the future", date=date.isoformat()),
                    say("correct the date in the file, or check the clock of the machine it was answered on"),
                )


def _other_rounds(sent: Sequence[Sent], target: str, *, chosen: bool) -> list[Problem]:
    if chosen:
        return []
    return [
        Problem(
            file.path,
            0,
            "",
            say("it answers the round {name}, and the newest round is {latest}", name=file.round_name, latest=target),
            say("take it in nevertheless by naming a round with --round; nothing was changed"),
        )
        for file in sent
        if file.round_name not in (None, target)
    ]


def _compared(folder: AuditFolder, by_target: Mapping[Path, Sent]) -> Import:
    settings_path = folder.path / SETTINGS
    settings_before = read_bytes(settings_path)
    profile = dict(profile_of(settings_path, settings_before, folder))
    put: dict[str, Value | None] = {}
    files = []
    for target, file in by_target.items():
        before = read_bytes(target) if target.exists() else None
        document = parse_yaml(target, before) if before is not None else None
        here = answers_in(document, folder.pack).answers if document is not None else {}
        changes = [
            change
            for identity, answer in file.answers.answers.items()
            if (change := compared(identity, here.get(identity, OPEN), answer)) is not None
        ]
        taken = {change.question: change.result for change in changes if change.kind in TAKEN}
        after = None
        if document is None or before is None:
            after = new_content(folder.pack, file.answers.respondent, taken)
        elif taken:
            after = changed_content(document, before, folder.pack, here, taken)
        for identity, value in file.profile.items():
            change = _profile_change(identity, profile, value)
            if change is not None:
                changes.append(change)
                if change.kind in TAKEN:
                    put[identity] = profile[identity] = value
        files.append(FileChanges(file.path, target, file.answers.respondent, tuple(changes), before, after))
    settings_after = settings_with(settings_path, settings_before, put) if put else None
    return Import(folder, tuple(files), settings_before, settings_after)


def profile_of(path: Path, content: bytes, folder: AuditFolder) -> Mapping[str, Value | None]:
    """Read the profile as `audit.yml` holds it now."""
    document = parse_yaml(path, content)
    problems: list[Problem] = []
    raw = document.data.get("profile", "") if isinstance(document.data, dict) else ""
    profile = profile_in(document, folder.pack, raw, problems)
    if problems:
        raise BadFiles(problems)
    return profile


def compared(question: str, here: Answer, sent: Answer) -> Change | None:
    """Say what an answer that was sent does to the one that is here; None where it does nothing.

    An answer gives way only to a newer one. Two of the same day that differ, or one without a date, are a conflict, and
    so is any difference from what the lead decided: the one that is here stays.
    """
    if here is OPEN and sent.state != "open":
        return Change(question, Kind.NEW, here, sent, sent)
    if _core(here) == _core(sent):
        return None
    if _nothing(sent):
        return None if _nothing(here) else Change(question, Kind.KEPT_EMPTY, here, sent, here)
    kept = {
        "note": sent.note or here.note,
        "text": sent.text or here.text,
        "evidence": sent.evidence or (here.evidence if sent.level == here.level else ()),
        "decided": sent.decided or (here.decided if _decides(here) == _decides(sent) else None),
    }
    result = sent.model_copy(update=kept)
    if sent.state == "open" and not sent.confirm:
        # Only a note, own words or evidence.
        if here.state != "open" or here.confirm:
            return Change(question, Kind.KEPT_EMPTY, here, sent, here)
        return None if _core(result) == _core(here) else Change(question, Kind.NEW, here, sent, result)
    if here.state == "open" and (not sent.confirm or not here.confirm):
        return Change(question, Kind.AGAIN if sent.confirm else Kind.NEW, here, sent, result)
    if sent.confirm:
        return Change(question, Kind.KEPT_EMPTY, here, sent, here)
    if here.decided is not None and _decides(here) != _decides(sent):
        return Change(question, Kind.CONFLICT, here, sent, here)
    if here.answered is None or sent.answered is None or here.answered == sent.answered:
        return Change(question, Kind.CONFLICT, here, sent, here)
    if sent.answered < here.answered:
        return Change(question, Kind.KEPT_NEWER, here, sent, here)
    return Change(question, Kind.CHANGED, here, sent, result)


def _core(answer: Answer) -> tuple[object, ...]:
    """Return everything but the day."""
    return (*_decides(answer), answer.text, answer.note, answer.evidence, answer.confirm, answer.decided)


def _decides(answer: Answer) -> tuple[object, ...]:
    return answer.level, answer.choice, answer.value, answer.unknown, answer.not_applicable


def _nothing(answer: Answer) -> bool:
    return _core(answer) == _core(OPEN)


def _profile_change(identity: str, profile: Mapping[str, Value | None], value: Value | None) -> Change | None:
    sent = Answer(unknown=True) if value is None else Answer(value=value)
    if identity not in profile:
        return Change(identity, Kind.NEW, OPEN, sent, sent)
    known = profile[identity]
    here = Answer(unknown=True) if known is None else Answer(value=known)
    if known == value:
        return None
    if known is None:
        return Change(identity, Kind.CHANGED, here, sent, sent)
    return Change(identity, Kind.KEPT_EMPTY if value is None else Kind.CONFLICT, here, sent, here)


def undo_import(path: Path) -> list[Path]:
    """Take the last import back: every file is as it was before.

    Returns:
        The files that were restored.

    Raises:
        Refused: There is nothing to take back, or a file was changed since: nothing is changed then.
        NotSaved: A file could not be written.
    """
    record = path / UNDO
    if not record.exists():
        raise Refused(
            say("there is no import to take back in {path}", path=str(path)),
            say("only the last one can be taken back, and only once"),
        )
    entries = _entries(path, record)
    with contextlib.ExitStack() as stack:
        for target, _, _ in sorted(entries):
            stack.enter_context(only_one(target))
        undo: list[tuple[Path, bytes | None]] = []
        changed: list[str] = []
        for target, before, after in entries:
            now = read_bytes(target) if target.exists() else None
            if now == before:
                continue
            if now is not None and hashlib.sha256(now).hexdigest() == after:
                undo.append((target, before))
            else:
                changed.append(target.relative_to(path).as_posix())
        if changed:
            raise Refused(
                say("{files} changed since the import; taking it back would lose that", files=", ".join(changed[:5])),
                say("correct the answers in question instead, with listenfirst ask; nothing was changed"),
            )
        try:
            for target, before in undo:
                _put_back(target, before)
            record.unlink()
        except OSError as error:
            raise NotSaved(
                say("the import could not be taken back: {reason}", reason=error.strerror or str(error)),
                say("make room or mend the access, then run it again"),
            ) from None
    return [target for target, _ in undo]


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_durably(path, before)


_PLACE = re.compile(r"audit\.yml|answers/[0-9A-Za-z][0-9A-Za-z._-]{0,39}/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*\.yml")


def _entries(path: Path, record: Path) -> list[tuple[Path, bytes | None, str]]:
    try:
        data: Any = json.loads(read_bytes(record, MOST_UNDO))
        entries = []
        for entry in data["files"]:
            if not _PLACE.fullmatch(entry["path"]):
                raise ValueError
            target = path / entry["path"]
            if not target.resolve().is_relative_to(path.resolve()):
                raise ValueError
            before = None if entry["before"] is None else base64.b64decode(entry["before"], validate=True)
            entries.append((target, before, str(entry["after"])))
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise Refused(
            say("{file} cannot be read, so the import cannot be taken back", file=record.name),
            say("correct the answers in question instead, with listenfirst ask; nothing was changed"),
        ) from None
    return entries
