"""Answers files: read with every problem at once, written after every answer."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.assess.rounds.versions import asked_anew, is_newer, lowest, number, removed_ever, version_in
from audit.errors import BadFiles, Message, NotSaved, Problem, Refused, say
from audit.files.answer_fits import given_keys, misfits
from audit.files.convert import convert
from audit.files.locks import only_one
from audit.files.upgrades import ANSWERS, Formats, keep_old, upgrade
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import Data, Document, parse_yaml, read_bytes, read_yaml
from audit.files.yaml.writer import written
from audit.model.answers import Answer, Answers, Evidence, Respondent, takes_level
from audit.model.base import FORMAT
from audit.model.pack import Input, Pack, Question
from audit.model.values import WrongValue, exact_number, json_number, read_value, write_value

_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_HEAD: TypeAdapter[Answers] = TypeAdapter(Answers)
_NUMBER = re.compile(r"[0-9]{1,9}")
_VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,2}(\+[0-9]{1,9}(\.[0-9]{1,9}){0,2}){0,9}")


def read_answers(path: Path, pack: Pack, formats: Formats = ANSWERS, doubts: list[Problem] | None = None) -> Answers:
    """Read one answers file; an older format is upgraded in memory.

    Args:
        path: The file.
        pack: The pack that its audit uses.
        formats: The formats that are read.
        doubts: Receives what is no error in a file of the first pack's version and counts as open all the same.

    Raises:
        BadFiles: Anything is wrong with it; every problem at once, each with its line.
        Refused: It is of another pack or of a newer format.
    """
    return answers_in(read_yaml(path), pack, formats, doubts)


def answers_in(
    document: Document, pack: Pack, formats: Formats = ANSWERS, doubts: list[Problem] | None = None
) -> Answers:
    """Take the answers out of a file that was read; see `read_answers`."""
    data = document.data
    if not isinstance(data, dict):
        raise BadFiles(
            [
                Problem(
                    document.path,
                    1,
                    "",
                    say("an answers file is a table: format, pack, version, answers"),
                    say("compare it with an example under examples/"),
                )
            ]
        )
    check_format(document, formats)
    upgrade(data, formats)
    _check_pack(document, pack)
    gone = set(removed_ever(pack))
    otherwise = _asked_otherwise(data, pack)
    problems: list[Problem] = []
    uncounted = (doubts if doubts is not None else []) if _of_first_version(data) else problems
    answers: dict[str, Answer] = {}
    given = data.get("answers", {})
    if given == "":
        given = {}
    if not isinstance(given, dict):
        problems.append(
            Problem(
                document.path,
                document.line(("answers",)),
                "answers",
                say("a table of keys and values is expected here"),
                None,
            )
        )
        given = {}
    for identity, raw in given.items():
        if identity in gone and identity not in pack.by_id:
            continue
        if identity in otherwise:
            # It was given to another question: it counts once somebody has confirmed it, and only where it can.
            answer = _one(document, pack, identity, raw, [])
            answer = answer.model_copy(update={"confirm": True}) if answer is not None else None
        else:
            answer = _one(document, pack, identity, raw, problems)
        if answer is not None:
            answers[identity] = answer
            uncounted.extend(_cannot_count(document, pack.by_id[identity], answer))
    head = convert(document, _HEAD, problems, data={key: value for key, value in data.items() if key != "answers"})
    if problems or head is None:
        raise BadFiles(sorted(problems, key=lambda problem: problem.line))
    version = version_in(pack, head.pack, head.version) or head.version
    return head.model_copy(update={"pack": pack.head.id, "version": version, "answers": answers})


def _asked_otherwise(data: Mapping[str, Any], pack: Pack) -> frozenset[str]:
    """Return what the pack asks otherwise than the one below it, in a file that was answered for that one."""
    ids = [base.id for base in pack.bases]
    if data.get("pack") not in ids:
        return frozenset()
    above = pack.differs[: ids.index(data["pack"]) + 1]
    return frozenset(identity for change in above for identity in change.changed)


def check_format(document: Document, formats: Formats = ANSWERS) -> None:
    """Refuse a file whose format is newer than ours.

    Raises:
        Refused: It is newer.
        BadFiles: It has no format number.
    """
    raw = document.data.get("format") if isinstance(document.data, dict) else None
    if not isinstance(raw, str) or not _NUMBER.fullmatch(raw) or int(raw) < formats.oldest:
        raise BadFiles(
            [
                Problem(
                    document.path,
                    document.line(("format",)),
                    "format",
                    say("the format number is missing or no number"),
                    say("write: format: {format}", format=formats.newest),
                )
            ]
        )
    if int(raw) > formats.newest:
        raise Refused(
            say(
                "{file} has format {given}; this version reads formats up to {format}",
                file=str(document.path),
                given=raw,
                format=formats.newest,
            ),
            say("install a newer Listen First; the file was not touched"),
        )


def _check_pack(document: Document, pack: Pack) -> None:
    raw = document.data.get("pack")
    above = version_in(pack, raw, "") if isinstance(raw, str) else None
    if isinstance(raw, str) and raw and above is None:
        raise Refused(
            say(
                "{file} belongs to the pack {given}; this audit uses {pack}",
                file=str(document.path),
                given=raw,
                pack=pack.head.id,
            ),
            say("it belongs into the audit that uses that pack; it was not touched"),
        )
    version = document.data.get("version")
    if isinstance(version, str) and version and not _VERSION.fullmatch(version):
        raise BadFiles(
            [
                Problem(
                    document.path,
                    document.line(("version",)),
                    "version",
                    say("{given} is not a version", given=version[:40]),
                    say(
                        "write the version of the pack that was answered, such as {version}", version=pack.head.version
                    ),
                )
            ]
        )
    if isinstance(version, str) and is_newer((above or "") + version, pack.head.version):
        raise Refused(
            say(
                "{file} was written for version {given} of the pack; this is {version}",
                file=str(document.path),
                given=version,
                version=pack.head.version,
            ),
            say("install a newer Listen First; the file was not touched"),
        )


def _of_first_version(data: dict[str, Any]) -> bool:
    """Return whether a file was written for the first major version of its pack, which let more pass (RULES 1.1)."""
    version = data.get("version")
    return not isinstance(version, str) or number(lowest(version)) < (2,)


def _one(document: Document, pack: Pack, identity: str, raw: Data, problems: list[Problem]) -> Answer | None:
    at = ("answers", identity)

    def problem(inside: tuple[str | int, ...], what: Message, remedy: Message | None = None) -> None:
        place = (*at, *inside)
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in inside)
        where = (identity + "".join(steps)).replace(".[", "[")
        problems.append(Problem(document.path, document.line(place), where, what, remedy))

    item = pack.by_id.get(identity)
    if item is None or any(item is other for other in pack.profile):
        problem(
            (),
            say("no question of this pack is called {id}", id=identity),
            say("correct the id; the ids are listed in {pack}", pack=f"questions/{pack.head.id}"),
        )
        return None
    if not isinstance(raw, dict):
        if raw != "":
            problem((), say("an answer is a table such as {example}", example="{level: 3}"))
        return None
    before = len(problems)
    raw = dict(raw)
    value = raw.pop("value", None)
    found: list[Problem] = []
    answer = convert(document, _ANSWER, found, data=raw, at=at)
    problems.extend(_shorter(found))
    given = given_keys(item, raw, value, answer)
    if len(given) > 1:
        problem(
            (given[1],),
            say("{one} and {other} cannot both be the answer", one=given[0], other=given[1]),
            say("keep one of the two"),
        )
    first = _of_first_version(document.data)
    for message in misfits(item, raw, value, bare=(*at, "not_applicable") in document.guessed, first=first):
        problem(*message)
    if isinstance(item, Input) and value not in (None, ""):
        try:
            value = read_value(item, value)
        except WrongValue as wrong:
            problem(("value", *((wrong.where,) if wrong.where else ())), Message(wrong.text, wrong.values))
    if len(problems) > before or answer is None:
        return None
    return answer.model_copy(update={"value": value}) if value not in (None, "") else answer


def _cannot_count(document: Document, item: Question | Input, answer: Answer) -> Iterator[Problem]:
    """Find what was answered and hangs on nothing: it is never silently open (RULES 1.1)."""
    if isinstance(item, Input):
        return
    if item.opening is None and answer.choice is not None:
        key = "choice"
        what = say("{id} is answered by a level, not by a choice; it counts as open", id=item.id)
        remedy = say("write a level from 0 to 4 in place of the choice")
    elif item.opening is not None and answer.level is not None and not takes_level(item, answer):
        # With purposes it was said already that there is no level; here nothing was said that it could hang on.
        if answer.choice is not None or (answer.purposes and answer.without_voice is not None):
            return
        if answer.purposes and not item.opening.wants_to_hear(answer.purposes):
            return
        key = "level"
        what = say(
            "the level of {id} hangs on {keys}, and that is not given; it counts as open",
            id=item.id,
            keys="purposes, without_voice",
        )
        remedy = say("write for what you want it, and whether you would want it without a voice of your own")
    else:
        return
    place = ("answers", item.id, key)
    yield Problem(document.path, document.line(place), f"{item.id}.{key}", what, remedy)


def _shorter(found: list[Problem]) -> list[Problem]:
    """Name a place from the question on: `M02.level`, not `answers.M02.level`."""
    return [Problem(p.path, p.line, p.where.removeprefix("answers."), p.what, p.remedy) for p in found]


def written_answer(answer: Answer, number: Callable[[Fraction], object] = json_number) -> dict[str, Any]:
    """Write an answer as its file holds it, leaving out what is empty.

    Args:
        answer: The answer.
        number: How its numbers are written; see `write_value`. A file holds `exact_number`.
    """
    written: dict[str, Any] = {}
    for key in ("text", "choice", "purposes", "without_voice", "level"):
        if (given := getattr(answer, key)) not in (None, "", ()):
            written[key] = list(given) if isinstance(given, tuple) else given
    if answer.value is not None:
        written["value"] = write_value(answer.value, number)
    if answer.unknown:
        written["unknown"] = True
    if answer.not_applicable is not None:
        written["not_applicable"] = answer.not_applicable
    if answer.note:
        written["note"] = answer.note
    if answer.evidence:
        written["evidence"] = [_written_piece(piece) for piece in answer.evidence]
    if answer.confirm:
        written["confirm"] = True
    if answer.decided:
        written["decided"] = {"because": answer.decided.because}
    if answer.answered:
        written["answered"] = answer.answered.isoformat()
    return written


def _written_piece(piece: Evidence) -> dict[str, Any]:
    written: dict[str, Any] = {"what": piece.what}
    if piece.where:
        written["where"] = piece.where
    if piece.date:
        written["date"] = piece.date.isoformat()
    if piece.law:
        written["law"] = True
    if piece.checked:
        checked = piece.checked
        written["checked"] = {"how": checked.how, "by": checked.by, "date": checked.date.isoformat()}
        if checked.sample:
            written["checked"]["sample"] = {"looked": checked.sample.looked, "of": checked.sample.of}
    return written


class AnswersFile:
    """An answers file that an interview writes to. Made by `open_answers`."""

    def __init__(self, path: Path, pack: Pack, respondent: Respondent, formats: Formats = ANSWERS) -> None:
        self.path = path
        self.role = respondent.role
        """Who answers here."""
        self._pack = pack
        self._formats = formats
        self._older: tuple[bytes, int] | None = None
        """What the file held in an older format, and which; None where there is nothing to keep."""
        self.answers: dict[str, Answer] = {}
        if path.exists():
            content = read_bytes(path)
            self.answers = self._read(content)
            self._file = YamlFile(path, content)
            self._bring_up(content)
        else:
            self._file = YamlFile(path, b"")
            self._file.data.update(_beginning(pack, respondent))

    def _read(self, content: bytes) -> dict[str, Answer]:
        return dict(answers_in(parse_yaml(self.path, content), self._pack, self._formats).answers)

    def _bring_up(self, content: bytes) -> None:
        had = upgrade(self._file.data, self._formats)
        self._older = (content, had) if had is not None else None

    def put(self, question: str, answer: Answer) -> None:
        """Save one answer; it is on the disk when this returns. A file of an older format is kept once beside it.

        Raises:
            NotSaved: It could not be written; every earlier answer is as it was.
        """
        if self._file.refresh():
            content = read_bytes(self.path)
            self.answers = self._read(content)
            self._bring_up(content)
        before = self._file.data
        self._file.data = _with(before, self._pack, {question: answer})
        try:
            if self._older is not None:
                self._keep_older(*self._older)
            self._file.save()
        except BaseException:
            self._file.data = before
            raise
        self._older = None
        self.answers[question] = answer

    def as_read(self) -> Answers:
        """Return the whole file as it would be read now, without reading it again."""
        return answers_in(self._file.document, self._pack, self._formats)

    def _keep_older(self, content: bytes, had: int) -> None:
        try:
            keep_old(self.path, content, had)
        except OSError as error:
            raise NotSaved(
                say(
                    "the file of the older format could not be kept beside {file}: {reason}",
                    file=str(self.path),
                    reason=error.strerror or str(error),
                ),
                say("make room or mend the access, then answer again; nothing was changed"),
            ) from None


def _beginning(pack: Pack, respondent: Respondent) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "pack": pack.head.id,
        "version": pack.head.version,
        "respondent": {"role": respondent.role, "name": respondent.name},
        "answers": {},
    }


def _with(data: Mapping[str, Any], pack: Pack, changes: Mapping[str, Answer]) -> dict[str, Any]:
    """Return all that an answers file says, with some answers changed.

    Its version stays what it was answered with, unless an answer is to something that a later version brought or changed;
    and as long as an answer is left that only files of the first version may hold.
    """
    data = _taken_over(data, pack)
    fresh = {question: written_answer(answer, exact_number) for question, answer in changes.items()}
    table = {**(data.get("answers") or {}), **fresh}
    had = data.get("version")
    is_later = not isinstance(had, str) or not had or bool(asked_anew(pack, had) & changes.keys())
    if any(_only_in_first_version(pack, identity, raw) for identity, raw in table.items()):
        is_later = False
    return {**data, **({"version": pack.head.version} if is_later else {}), "answers": table}


def _taken_over(data: Mapping[str, Any], pack: Pack) -> Mapping[str, Any]:
    """Return a file that was answered for the pack below as one of this pack: what is asked otherwise is to be confirmed."""
    of, had = data.get("pack"), data.get("version")
    if not isinstance(of, str) or of == pack.head.id or not isinstance(had, str):
        return data
    otherwise = _asked_otherwise(data, pack)
    table = {
        identity: {**raw, "confirm": True} if identity in otherwise and isinstance(raw, Mapping) else raw
        for identity, raw in (data.get("answers") or {}).items()
    }
    return {**data, "pack": pack.head.id, "version": version_in(pack, of, had) or had, "answers": table}


def _only_in_first_version(pack: Pack, identity: str, raw: object) -> bool:
    """Return whether files of later versions are refused for an answer: for a choice, or a level that hangs on nothing."""
    if not isinstance(raw, Mapping):
        return False
    item = pack.by_id.get(identity)
    opens = isinstance(item, Question) and item.opening is not None
    return "choice" in raw or (opens and "level" in raw and not ("purposes" in raw and "without_voice" in raw))


def new_content(pack: Pack, respondent: Respondent, answers: Mapping[str, Answer]) -> bytes:
    """Return what a new answers file holds."""
    table = {question: written_answer(answer, exact_number) for question, answer in answers.items()}
    return written({**_beginning(pack, respondent), "answers": table})


def changed_content(path: Path, before: bytes, pack: Pack, changes: Mapping[str, Answer]) -> bytes:
    """Return what an answers file holds with some answers changed; every other character of it stays.

    Args:
        path: The file.
        before: What it holds.
        pack: The pack.
        changes: The answers to put in, by question.

    Raises:
        NotSaved: No safe way to write them was found.
    """
    file = YamlFile(path, before)
    upgrade(file.data, ANSWERS)
    file.data = _with(file.data, pack, changes)
    return file.content()


@contextlib.contextmanager
def open_answers(path: Path, pack: Pack, respondent: Respondent, formats: Formats = ANSWERS) -> Iterator[AnswersFile]:
    """Open an answers file for an interview, alone.

    Raises:
        Refused: Another interview has it open; or it is of another pack or a newer format.
        BadFiles: Its content is wrong; nothing is rewritten.
        NotSaved: The folder cannot be written to.
    """
    with only_one(path):
        yield AnswersFile(path, pack, respondent, formats)
