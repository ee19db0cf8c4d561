"""Taking in answers files that were sent back: compared with what is here first, then all of them or none.

An answer gives way only to a newer one of the same respondent, and what was there before is kept until the next import.
"""

from __future__ import annotations

import contextlib
import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.errors import BadFiles, NotSaved, Problem, say
from audit.files.answers_file import answers_in, changed_content, new_content
from audit.files.atomic import write_durably
from audit.files.folder import (
    SETTINGS,
    AuditFolder,
    profile_in,
    settings_with,
)
from audit.files.imports.differences import TAKEN, Change, Kind, compared, profile_change
from audit.files.imports.sent import Sent, of_no_audit, other_audits, other_rounds, read_sent
from audit.files.imports.undo import UNDO, put_back, remember
from audit.files.locks import only_one
from audit.files.respondents import respondent_file
from audit.files.rounds.names import is_round_name, new_round_name
from audit.files.yaml.reader import MOST_BYTES, parse_yaml, read_bytes
from audit.model.answers import OPEN, Respondent
from audit.model.known import LEAD
from audit.model.text import nfc
from audit.model.values import Value


@dataclass(frozen=True)
class FileChanges:
    """What one file would do.

    Attributes:
        source: The file that was sent.
        target: Where its answers go.
        respondent: Who answered.
        changes: Every difference.
        empty: Whether nothing at all is answered in it.
        before: What the target holds; None where there is none yet.
        after: What it would hold.
    """

    source: Path
    target: Path
    respondent: Respondent
    changes: tuple[Change, ...]
    empty: bool
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
    notices: tuple[Problem, ...] = ()
    """What a person should look at before it is taken in."""

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
        done: list[tuple[Path, bytes | None]] = []
        record = self.folder.path / UNDO
        try:
            earlier = record.read_bytes() if record.exists() else None
            remember(self.folder.path, writes)
            done.append((record, earlier))
            for path, before, after in writes:
                write_durably(path, after)
                done.append((path, before))
        except OSError as error:
            # Last the record: as long as a file is not as it was, it says how to take that back.
            with contextlib.suppress(OSError):
                for path, before in reversed(done):
                    put_back(path, before)
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
    from_other_audit: bool = False,
) -> Iterator[Import]:
    """Compare files that were sent with what is here, and hold the right to change it.

    Args:
        folder: The audit folder.
        paths: The files.
        today: The day of the import; no answer is younger.
        name: The name of the respondent, in place of the one in the only file.
        round_name: The round to take them into; None for the newest.
        from_other_audit: Whether to take what was answered for another audit.

    Raises:
        BadFiles: Anything is wrong with any file; every problem at once, and nothing is changed.
        Refused: The round does not exist, or somebody is answering in one of the files.
    """
    if round_name is not None and not (is_round_name(round_name) and (folder.path / "answers" / round_name).is_dir()):
        raise folder.no_round(round_name)
    sent, problems = read_sent(folder, paths, today)
    target_round = round_name or folder.latest_round() or new_round_name(today)
    if not from_other_audit:
        problems += other_audits(sent, folder)
    if round_name is None:
        problems += other_rounds(sent, target_round)
    if problems:
        raise BadFiles(problems)
    by_target: dict[Path, Sent] = {}
    for file in sent:
        if name:
            respondent = file.answers.respondent.model_copy(update={"name": nfc(name)})
            file = replace(file, answers=file.answers.model_copy(update={"respondent": respondent}))
        who = file.answers.respondent
        target = folder.answers_path(target_round, respondent_file(who.role, who.name))
        if target in by_target:
            problems.append(
                file.problem(
                    ("respondent",),
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
        stack.enter_context(_no_empty_round(folder.path / "answers" / target_round))
        by_lead = any(file.profile and _is_lead(target) for target, file in by_target.items())
        settings = {folder.path / SETTINGS} if by_lead else set()
        for path in sorted({*by_target, *settings}):
            stack.enter_context(only_one(path))
        doubts = (doubt for file in sent for doubt in file.doubts)
        yield _compared(folder, by_target, (*of_no_audit(sent, folder), *doubts))


@contextlib.contextmanager
def _no_empty_round(place: Path) -> Iterator[None]:
    """Remove a round that the locks alone brought into being."""
    existed = place.exists()
    try:
        yield
    finally:
        if not existed and place.is_dir() and not any(place.glob("*.yml")):
            with contextlib.suppress(OSError):
                for lock in place.glob(".*.lock"):
                    lock.unlink()
                place.rmdir()


def _compared(folder: AuditFolder, by_target: Mapping[Path, Sent], notices: tuple[Problem, ...]) -> Import:
    settings_path = folder.path / SETTINGS
    settings_before = read_bytes(settings_path)
    profile = dict(profile_of(settings_path, settings_before, folder))
    put: dict[str, Value | None] = {}
    files = []
    too_large: list[Problem] = []
    for target, file in by_target.items():
        before = read_bytes(target) if target.exists() else None
        document = parse_yaml(target, before) if before is not None else None
        here = answers_in(document, folder.pack).answers if document is not None else {}
        changes = [
            change
            for identity, answer in file.answers.answers.items()
            if (change := compared(folder.pack.by_id[identity], here.get(identity, OPEN), answer)) is not None
        ]
        taken = {change.question: change.result for change in changes if change.kind in TAKEN}
        after = None
        if taken and before is None:
            after = new_content(folder.pack, file.answers.respondent, taken)
        elif taken and before is not None:
            after = changed_content(target, before, folder.pack, taken)
        if after is not None and len(after) > MOST_BYTES:
            too_large.append(_too_large(file, target))
        for identity, value in file.profile.items():
            change = profile_change(identity, profile, value, file.profile_before, from_lead=_is_lead(target))
            if change is not None:
                changes.append(change)
                if change.kind in TAKEN:
                    put[identity] = profile[identity] = value
        empty = not file.profile and all(answer == OPEN for answer in file.answers.answers.values())
        files.append(FileChanges(file.path, target, file.answers.respondent, tuple(changes), empty, before, after))
    if too_large:
        raise BadFiles(too_large)
    settings_after = settings_with(settings_path, settings_before, put) if put else None
    return Import(folder, tuple(files), settings_before, settings_after, notices)


def _is_lead(target: Path) -> bool:
    return target.stem == LEAD


def _too_large(file: Sent, target: Path) -> Problem:
    return file.problem(
        (),
        "",
        say("with it {file} would be larger than {most} MB", file=target.name, most=MOST_BYTES // 2**20),
        say("keep notes short and put long papers beside the audit folder"),
    )


def profile_of(path: Path, content: bytes, folder: AuditFolder) -> Mapping[str, Value | None]:
    """Read the profile as `audit.yml` holds it now."""
    document = parse_yaml(path, content)
    problems: list[Problem] = []
    raw = document.data.get("profile", "") if isinstance(document.data, dict) else ""
    profile = profile_in(document, folder.pack, raw, problems)
    if problems:
        raise BadFiles(problems)
    return profile
