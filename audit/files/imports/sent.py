"""Answers files that were sent back, as they arrive: whole, of this pack and this round, and of no day to come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.assess.rounds.versions import to_confirm_since
from audit.errors import BadFiles, Message, Problem, Refused, say
from audit.files.answers_file import answers_in
from audit.files.folder import AuditFolder, profile_in
from audit.files.imports.arrived import RESPONSE, arrived, check_whole
from audit.files.respondents import known_role
from audit.files.yaml.reader import Data, Document, Place, parse_yaml, read_bytes
from audit.model.answers import Answer, Answers, standing, takes_level
from audit.model.pack import Question
from audit.model.text import nfc
from audit.model.values import Value

MOST_SENT = 8 * 2**20
"""Bytes of a file that is sent back. A form cannot keep more than five million characters."""
_SLACK = datetime.timedelta(days=1)
"""Where it was answered it can be tomorrow already."""
AUDIT, PROFILE, PROFILE_BEFORE = "audit", "profile", "profile_before"
"""The tables that stand beside the answers in what a form gives."""


@dataclass(frozen=True)
class Sent:
    """One file that was sent.

    Attributes:
        document: The file as it was read; gives its path and the lines.
        line: The line on which the answers begin.
        answers: The answers in it.
        profile: What it says of the agency.
        profile_before: What the profile said of the same when the form was made.
        round_name: The round that the form asked for; None where no form made it.
        audit_id: The audit that the form was made for; empty where it does not say.
        agency: The agency that the form was made for; empty where it does not say.
        doubts: What was answered in it and cannot count.
    """

    document: Document
    line: int
    answers: Answers
    profile: Mapping[str, Value | None]
    profile_before: Mapping[str, Value | None]
    round_name: str | None
    audit_id: str
    agency: str
    doubts: tuple[Problem, ...] = ()

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.document.path

    def problem(self, place: Place, where: str, what: Message, remedy: Message) -> Problem:
        """Name a problem by its place in the file; of a place that is not there, by where the answers begin."""
        line = self.document.lines.get(place, self.line) if place else self.line
        return Problem(self.path, line, where, what, remedy)


def read_sent(folder: AuditFolder, paths: Sequence[Path], today: datetime.date) -> tuple[list[Sent], list[Problem]]:
    """Read every file; one that is wrong does not hide what is wrong with the others."""
    sent: list[Sent] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            file = _read(folder, path)
        except BadFiles as bad:
            problems.extend(bad.problems)
        else:
            late = list(_of_the_future(file, today + _SLACK))
            problems.extend(late)
            if not late:
                sent.append(file)
    return sent, problems


def _read(folder: AuditFolder, path: Path) -> Sent:
    found = arrived(path, read_bytes(path, MOST_SENT))
    if found.kind == RESPONSE:
        raise BadFiles(
            [
                Problem(
                    path,
                    found.line,
                    "",
                    say("{file} holds what the agency says to the plan, and no answers to questions", file=path.name),
                    say("take the two kinds in one after the other; nothing was changed"),
                )
            ]
        )
    document = parse_yaml(path, found.text.encode())
    if not document.data:
        raise BadFiles([Problem(path, 1, "", say("{file} is empty", file=path.name), say("ask for the file again"))])
    beside = {
        key: document.data.pop(key, "") if isinstance(document.data, dict) else ""
        for key in (AUDIT, PROFILE, PROFILE_BEFORE)
    }
    check_whole(path, found, sum(_entries(table) for table in (_answers_in(document), beside[PROFILE])))
    doubts: list[Problem] = []
    try:
        answers = answers_in(document, folder.pack, doubts=doubts)
    except Refused as refused:
        raise BadFiles([Problem(path, found.line, "", refused.what, refused.remedy)]) from None
    problems: list[Problem] = []
    profile, before = (
        profile_in(document, folder.pack, beside[key], problems, key) for key in (PROFILE, PROFILE_BEFORE)
    )
    audit_id, agency = (_word(document, beside[AUDIT], key, problems) for key in ("id", "agency"))
    try:
        known_role(folder.pack, answers.respondent.role)
    except Refused as refused:
        place = ("respondent", "role")
        problems.append(Problem(path, document.line(place), "respondent.role", refused.what, refused.remedy))
    if problems:
        raise BadFiles(problems)
    return Sent(
        document=document,
        line=found.line,
        answers=_anew(_with_purposes(answers, folder), folder),
        profile=profile,
        profile_before=before,
        round_name=found.round_name,
        audit_id=audit_id,
        agency=nfc(agency),
        doubts=tuple(doubts),
    )


def _answers_in(document: Document) -> Data:
    return document.data.get("answers", "") if isinstance(document.data, dict) else ""


def _entries(table: Data) -> int:
    return len(table) if isinstance(table, dict) else 0


def _word(document: Document, table: Data, key: str, problems: list[Problem]) -> str:
    """Return what a form says of the audit that it was made for."""
    given = table.get(key, "") if isinstance(table, dict) else table
    if isinstance(given, str) and (isinstance(table, dict) or table == ""):
        return given
    problems.append(
        Problem(
            document.path,
            document.line((AUDIT, key)),
            AUDIT,
            say("a table of keys and values is expected here"),
            say("ask for the file again, as the form wrote it"),
        )
    )
    return ""


def _with_purposes(answers: Answers, folder: AuditFolder) -> Answers:
    """Take the one reason of a form of the first release as the first of the purposes, which are still to be confirmed.

    A file of today can hold neither the choice nor the level that hung on it, or on nothing.
    """

    def taken(identity: str, answer: Answer) -> Answer:
        item = folder.pack.by_id[identity]
        if not isinstance(item, Question):
            return answer
        if item.opening is None:
            return answer.model_copy(update={"choice": None})
        if answer.choice is None:
            lone = answer.level is not None and not takes_level(item, answer)
            return answer.model_copy(update={"level": None}) if lone else answer
        purposes = tuple(choice.id for choice in item.opening.purposes if choice.id == answer.choice)
        changes = {"choice": None, "level": None, "purposes": purposes, "confirm": bool(purposes)}
        return answer.model_copy(update=changes)

    given = {identity: taken(identity, answer) for identity, answer in answers.answers.items()}
    return answers.model_copy(update={"answers": given})


def _anew(answers: Answers, folder: AuditFolder) -> Answers:
    """Take answers to questions that ask for something else, or in other words, since as still to be confirmed."""
    fresh = to_confirm_since(folder.pack, answers.version)
    if not fresh:
        return answers
    return answers.model_copy(
        update={
            "answers": {
                identity: answer.model_copy(update={"confirm": True})
                if identity in fresh and standing(folder.pack.by_id[identity], answer) != "open"
                else answer
                for identity, answer in answers.answers.items()
            }
        }
    )


def _of_the_future(file: Sent, latest: datetime.date) -> Iterator[Problem]:
    for identity, answer in file.answers.answers.items():
        dates: list[tuple[Place, datetime.date | None]] = [
            (("answered",), answer.answered),
            *((("evidence", number, "date"), piece.date) for number, piece in enumerate(answer.evidence)),
        ]
        for place, date in dates:
            if date is not None and date > latest:
                yield file.problem(
                    ("answers", identity, *place),
                    f"{identity}.{place[0]}",
                    say("{date} is in the future", date=date.isoformat()),
                    say("correct the date in the file, or check the clock of the machine it was answered on"),
                )


def other_rounds(sent: Sequence[Sent], target: str) -> list[Problem]:
    """Find the files that answer another round than the one they would be taken into."""
    return [
        file.problem(
            (),
            "",
            say("it answers the round {name}, and the newest round is {latest}", name=file.round_name, latest=target),
            say("take it in nevertheless by naming a round with --round; nothing was changed"),
        )
        for file in sent
        if file.round_name not in (None, target)
    ]


def other_audits(sent: Sequence[Sent], folder: AuditFolder) -> list[Problem]:
    """Find the files that were answered for another audit than this one.

    The id decides; where one of the two has none, the name of the agency.
    """
    return [
        file.problem(
            (AUDIT,),
            "",
            say(
                "it was answered for {other}, and this is the audit of {agency}",
                other=_named(file),
                agency=folder.settings.agency.every_name,
            ),
            say(
                "take it into the folder of its own audit; if it does belong here, import it with --from-other-audit; nothing was changed"
            ),
        )
        for file in sent
        if _is_other(file, folder)
    ]


def _is_other(file: Sent, folder: AuditFolder) -> bool:
    here = folder.settings
    if file.audit_id and here.id:
        return file.audit_id != here.id
    names = {nfc(name).casefold() for name in here.agency.names.values()}
    return bool(file.agency) and file.agency.casefold() not in names


def _named(file: Sent) -> str | Message:
    return file.agency[:80] or say("the audit {id}", id=file.audit_id[:40])


def of_no_audit(sent: Sequence[Sent], folder: AuditFolder) -> list[Problem]:
    """Name the files that do not say for which audit they were answered: forms of the first release, and those by hand."""
    return [
        file.problem(
            (),
            "",
            say("it does not say for which audit it was answered"),
            say("make sure that it is about {agency}", agency=folder.settings.agency.every_name),
        )
        for file in sent
        if not file.audit_id
    ]
