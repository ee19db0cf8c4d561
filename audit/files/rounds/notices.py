"""What lies in an audit folder and is not read, or does not count: named, so that nobody believes that it does.

Synchronising services, file managers and careful people leave copies beside the files that count (RULES 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.errors import AuditError, Message, Problem, say
from audit.files.accounts.register import REGISTER
from audit.files.folder import SETTINGS, AuditFolder
from audit.files.respondents import respondent_file, respondent_in
from audit.files.rounds.files import ENDING, NO_VOICES, RoundFiles, inside_of, names_in
from audit.files.rounds.names import is_round_name, nearly_round_name, round_in
from audit.files.yaml.reader import read_yaml
from audit.model.answers import Respondent
from audit.model.known import LEAD
from audit.model.text import nfc

_OF_SYSTEMS = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r", "@eadir", "#recycle", "$recycle.bin"})
"""What file managers and storage devices put into every folder, in small letters."""
_OLD_FORMAT = re.compile(r".+\.yml\.format-[0-9]+")
"""What this program keeps of a file of an older format."""
_IN_THE_CLOUD = re.compile(r"\.(?P<name>.+\.yml)\.icloud", re.IGNORECASE)
"""What iCloud leaves of a file that it took off this machine."""
_OF_EDITORS = re.compile(r"\.(?:_|#|~|nfs|syncthing\.|goutputstream|fuse_hidden)|.*\.(?:lock|tmp|sw[a-z])\Z")
_LIKE_YAML = re.compile(r"\.ya?ml", re.IGNORECASE)


def notices(folder: AuditFolder, round_name: str | None) -> list[Problem]:
    """Return what a person should know of a folder although nothing of it is an error.

    Args:
        folder: The audit folder.
        round_name: The round to look into; None for every round.

    Returns:
        One problem for each thing, with its path, its line (0 for a whole file), what it looks like, and what to do.

    Raises:
        BadFiles: A folder cannot be looked into.
    """
    rounds = folder.rounds()
    looked_into = rounds if round_name is None else [name for name in rounds if name == round_name]
    return [
        *_beside_settings(folder),
        *_beside_rounds(folder, rounds),
        *(problem for name in looked_into for problem in _beside_answers(folder, name)),
        *(problem for name in looked_into for problem in folder.doubts(name)),
    ]


def _beside_settings(folder: AuditFolder) -> Iterator[Problem]:
    """Name the copies of `audit.yml` and of the register of accounts."""
    for path in _to_be_named(folder.path):
        if path.is_dir() or path.name in (SETTINGS, REGISTER) or not _LIKE_YAML.search(path.name):
            continue
        for original in (SETTINGS, REGISTER):
            if _says(path.name, original.removesuffix(ENDING)):
                yield _copy(path, original)


def _beside_rounds(folder: AuditFolder, rounds: list[str]) -> Iterator[Problem]:
    """Name what lies in `answers/` and is no round that counts."""
    for path in _to_be_named(folder.path / "answers"):
        name = nfc(path.name)
        if name in rounds:
            continue
        if not path.is_dir():
            yield Problem(
                path, 0, "", say("it is not read: answers lie in the folder of their round"), _into_a_round(folder)
            )
        elif is_round_name(name):
            if not _is_begun(path):
                yield Problem(
                    path,
                    0,
                    "",
                    say("nobody has an answers file in it, so it does not count as a round"),
                    say("put the answers into it, or remove it"),
                )
                yield from _beside_answers(folder, name)
        else:
            yield Problem(path, 0, "", *_no_round(name, rounds))


def _into_a_round(folder: AuditFolder) -> Message:
    example = folder.latest_round() or "2026-11"
    return say("move it into the folder of its round, such as {example}", example=f"answers/{example}")


def _is_begun(path: Path) -> bool:
    """Return whether an interview was opened in a round and left before the first answer."""
    return any(other.name.endswith(".lock") for other in names_in(path)) and not list(_to_be_named(path))


def _no_round(name: str, rounds: list[str]) -> tuple[Message, Message]:
    original = round_in(name)
    if original is not None and original in rounds:
        return (
            say("it is not read: it looks like a copy of the round {name}", name=original),
            say("move it out of the folder answers, or remove it"),
        )
    meant = nearly_round_name(name)
    if meant is not None and meant not in rounds:
        return (
            say("it is not read: a round is named YYYY-MM or YYYY-MM-DD"),
            say("rename it to {name}", name=meant),
        )
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", name):
        return (
            say("it is not read: there is no such day in the calendar"),
            say("rename it to the month or the day of the round, such as {example}", example="2026-11"),
        )
    return (
        say("it is not read: a round is named YYYY-MM or YYYY-MM-DD"),
        say(
            "if it is a round, rename it to its month, such as {example}; else move it out of the folder answers",
            example="2026-11",
        ),
    )


@dataclass(frozen=True)
class _Round:
    """A round, as its files are compared with one that does not count."""

    folder: AuditFolder
    found: RoundFiles
    counted: frozenset[str]
    named: Mapping[str, Respondent | None]

    def looks_like(self, path: Path) -> str | None:
        """Return the respondent whose answers a file seems to hold, by its name and by what it says; None for nobody's."""
        said = self._said(path)
        if _says(path.name, LEAD):
            return LEAD
        by_content = _stem_of(said, self.folder) if said is not None else None
        if by_content in self.counted:
            return by_content
        if said is not None and said == self.named.get(LEAD):
            return LEAD
        by_name = [who for who in self.counted if _says(path.name, who)]
        by_role = [role.id for role in self.folder.pack.head.roles if _begins_with(path.name, role.id)]
        return by_content or max(by_name, key=len, default=None) or max(by_role, key=len, default=None)

    def _said(self, path: Path) -> Respondent | None:
        if not _LIKE_YAML.search(path.name):
            return None
        try:
            return respondent_in(read_yaml(inside_of(self.folder.path, path)).data)
        except AuditError:
            return None


def _beside_answers(folder: AuditFolder, name: str) -> Iterator[Problem]:
    """Name what lies in a round and does not count."""
    found = folder.files(name)
    here = _Round(
        folder,
        found,
        frozenset({*found.answers, *found.unreadable}),
        {who: respondent_in(document.data) for who, document in found.answers.items()},
    )
    for path in _to_be_named(folder.path / "answers" / name):
        in_cloud = _IN_THE_CLOUD.fullmatch(path.name)
        if in_cloud:
            yield Problem(
                path,
                0,
                "",
                say("{file} is not on this machine: iCloud keeps it elsewhere", file=in_cloud["name"]),
                say("open its folder and download it"),
            )
        elif path in found.others or path.name.startswith("."):
            problem = _not_counted(here, path)
            if problem is not None:
                yield problem


def _not_counted(here: _Round, path: Path) -> Problem | None:
    name = nfc(path.name)
    if name.removesuffix(ENDING) in NO_VOICES and name.endswith(ENDING):
        return None
    if path.is_dir():
        return Problem(
            path,
            0,
            "",
            say("it is not read: answers lie in the folder of their round and in no folder inside it"),
            say("move its files into the round, or move it out of the round"),
        )
    for kind in NO_VOICES:
        if _says(name, kind):
            return _copy(path, f"{kind}{ENDING}")
    who = here.looks_like(path)
    if who is None:
        return Problem(
            path,
            0,
            "",
            say("it is not read: no answers file is called so"),
            say(
                "an answers file is called by the role of whoever answers, such as {example}; rename it, or move it out of the round",
                example="it.yml",
            ),
        )
    if name == f"{who}{ENDING}":
        return Problem(
            path,
            0,
            "",
            say("it does not count: beside it lies a file whose name looks the same but is made of other characters"),
            say("keep one of the two; a name that looks the same and counts is written in NFC, as listenfirst does"),
        )
    if who in here.counted:
        return _copy(path, f"{who}{ENDING}")
    return Problem(
        path,
        0,
        "",
        say("it does not count: an answers file is called after the respondent whom it names"),
        say("rename it to {name}", name=f"{who}{ENDING}"),
    )


def _copy(path: Path, original: str) -> Problem:
    return Problem(
        path,
        0,
        "",
        say("it does not count: it looks like a copy of {name}", name=original),
        say("keep one of the two, under the name {name}", name=original),
    )


def _stem_of(respondent: Respondent, folder: AuditFolder) -> str | None:
    """Return how the answers file of a respondent is called; None where no role of the pack is named."""
    roles = {role.id for role in folder.pack.head.roles}
    return respondent_file(respondent.role, respondent.name) if respondent.role in roles else None


def _says(name: str, word: str) -> bool:
    """Return whether a file's name has a word in it, whatever stands around it."""
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", nfc(name).casefold()) is not None


def _begins_with(name: str, word: str) -> bool:
    return re.match(rf"{re.escape(word)}(?![a-z0-9])", nfc(name).casefold()) is not None


def _to_be_named(folder: Path) -> Iterator[Path]:
    """Give what lies in a folder, without what systems, editors and this program leave there and nobody wonders about."""
    for path in names_in(folder):
        name = nfc(path.name)
        if name.casefold() in _OF_SYSTEMS or _OLD_FORMAT.fullmatch(name):
            continue
        if name.startswith(".") and (_OF_EDITORS.match(name) or not _is_hidden_answers(name)):
            continue
        yield path


def _is_hidden_answers(name: str) -> bool:
    """Return whether a hidden name is one that would be read if it were not hidden."""
    return name.casefold().endswith(ENDING) or is_round_name(name[1:]) or _IN_THE_CLOUD.fullmatch(name) is not None
