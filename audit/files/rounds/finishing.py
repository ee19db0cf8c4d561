"""Finishing a round: the day and the digest of its answers, so that whatever is built of it later says the same day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from audit.command_line import quoted
from audit.errors import NotSaved, Refused, say
from audit.files.digest import answers_digest
from audit.files.folder import AuditFolder, inside
from audit.files.locks import only_one
from audit.files.rounds.rounds import ROUND_FILE, last_answer, read_round
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import read_bytes
from audit.model.known import MODE


@dataclass(frozen=True)
class Finish:
    """Whether a round is finished.

    Attributes:
        draft: Whether it is a draft: never finished, or answered otherwise since.
        finished: The day on which it was finished, also where it is a draft again; None where it never was.
    """

    draft: bool
    finished: datetime.date | None


def finish_of(folder: AuditFolder, name: str | None) -> Finish:
    """Decide whether a round is a draft: the one place that does (RULES 9).

    Args:
        folder: The audit folder.
        name: The round; None where there is none yet.

    Raises:
        BadFiles: `round.yml` or an answers file is wrong.
    """
    if name is None:
        return Finish(draft=True, finished=None)
    head = read_round(folder, name)
    return Finish(head.is_draft(folder.digest(name)), head.finished)


def finish_round(folder: AuditFolder, name: str, day: datetime.date) -> None:
    """Write into `round.yml` that a round is finished; what else stands in it stays. A finished round is finished anew.

    Args:
        folder: The audit folder.
        name: The round.
        day: The day of the audit.

    Raises:
        Refused: It has no answers or no verdict, or answers were given after that day.
        BadFiles: A file of the round is wrong.
        NotSaved: It could not be written; the file is as it was.
    """
    voices = folder.voices(name)
    if not any(answers.answers for answers in voices.values()):
        raise Refused(
            say("nobody has answered in the round {name}", name=name),
            say("answer first: listenfirst ask {path}", path=quoted(folder.path)),
        )
    if not isinstance(folder.settings.profile.get(MODE), str):
        raise Refused(
            say("the round {name} has no verdict: whether accounts are live is not known (X4)", name=name),
            say("answer it first: listenfirst ask {path} --only {id}", path=quoted(folder.path), id=MODE),
        )
    last = last_answer(voices)
    if last is not None and last > day:
        raise Refused(
            say("answers were given until {last}, after {day}", last=last.isoformat(), day=day.isoformat()),
            say("name a later day with --date, or correct the day of those answers; nothing was changed"),
        )
    read_round(folder, name)
    digest = answers_digest(folder.settings, voices)
    put_into_head(folder, name, {"finished": day.isoformat(), "digest": digest})


def reopen_round(folder: AuditFolder, name: str) -> None:
    """Take back that a round is finished.

    Raises:
        Refused: It was never finished.
        BadFiles: `round.yml` is wrong.
        NotSaved: It could not be written; the file is as it was.
    """
    if read_round(folder, name).finished is None:
        raise Refused(say("the round {name} is not finished", name=name), say("nothing was changed"))
    put_into_head(folder, name, {"finished": None, "digest": None})


def put_into_head(folder: AuditFolder, name: str, values: Mapping[str, str | None]) -> None:
    """Put values into `round.yml`; what else stands in it stays.

    Args:
        folder: The audit folder.
        name: The round.
        values: By key; None takes it out.

    Raises:
        NotSaved: It could not be written; the file is as it was.
    """
    path = inside(folder, folder.path / "answers" / name / ROUND_FILE)
    with only_one(path):
        try:
            file = YamlFile(path, read_bytes(path) if path.exists() else b"")
            for key, value in values.items():
                if value is None:
                    file.data.pop(key, None)
                else:
                    file.data[key] = value
            file.save()
        except OSError as error:
            raise NotSaved(
                say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or str(error)),
                say("make room or mend the access; the file is as it was"),
            ) from None
