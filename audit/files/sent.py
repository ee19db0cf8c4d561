"""Answers files that were sent back, as they arrive: whole, of this pack and this round, and of no day to come."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.assess.versions import asked_anew
from audit.errors import AuditError, BadFiles, Problem, Refused, say
from audit.files.answers_file import answers_in
from audit.files.folder import AuditFolder, profile_in
from audit.files.respondents import known_role
from audit.files.yaml_reader import parse_yaml, read_bytes
from audit.model.answers import Answers
from audit.model.values import Value

MOST_SENT = 8 * 2**20
"""Bytes of a file that is sent back. A form cannot keep more than five million characters."""
_SLACK = datetime.timedelta(days=1)
"""Where it was answered it can be tomorrow already."""
_FORM = re.compile(rb"\A# listenfirst form (\d{1,6}); round (\S{1,40})\r?\n")
_END = re.compile(rb"^# end \d+\s*\Z", re.MULTILINE)
FORM_FORMAT = 1
PROFILE, PROFILE_BEFORE = "profile", "profile_before"
"""The tables that stand beside the answers in what a form gives."""


@dataclass(frozen=True)
class Sent:
    """One file that was sent.

    Attributes:
        path: Where it lies.
        answers: The answers in it.
        profile: What it says of the agency.
        profile_before: What the profile said of the same when the form was made.
        round_name: The round that the form asked for; None where no form made it.
    """

    path: Path
    answers: Answers
    profile: Mapping[str, Value | None]
    profile_before: Mapping[str, Value | None]
    round_name: str | None


def read_sent(folder: AuditFolder, paths: Sequence[Path], today: datetime.date) -> tuple[list[Sent], list[Problem]]:
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
    of_agency = {
        key: document.data.pop(key, "") if isinstance(document.data, dict) else "" for key in (PROFILE, PROFILE_BEFORE)
    }
    answers = answers_in(document, folder.pack)
    problems: list[Problem] = []
    profile, before = (profile_in(document, folder.pack, raw, problems, key) for key, raw in of_agency.items())
    try:
        known_role(folder.pack, answers.respondent.role)
    except Refused as refused:
        place = ("respondent", "role")
        problems.append(Problem(path, document.line(place), "respondent.role", refused.what, refused.remedy))
    if problems:
        raise BadFiles(problems)
    round_name = made[2].decode("utf-8", "replace") if made else None
    return Sent(path, _anew(answers, folder), profile, before, round_name)


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


def other_rounds(sent: Sequence[Sent], target: str) -> list[Problem]:
    """Find the files that answer another round than the one they would be taken into."""
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
