"""The files of a round: which of them are answers that count, and which are not read (RULES 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audit.errors import AuditError, BadFiles, Problem, Refused, say
from audit.files.respondents import is_file_of, respondent_file, respondent_in, role_named
from audit.files.yaml.reader import Document, read_yaml
from audit.model.known import LEAD
from audit.model.pack import Pack
from audit.model.text import nfc

ENDING = ".yml"
NO_VOICES = ("round", "plan", "sent")
"""Files of a round that hold no answers."""


@dataclass
class RoundFiles:
    """What lies in the folder of a round.

    Attributes:
        answers: The answers files that count, by respondent.
        unreadable: What went wrong with those that may count, by respondent.
        others: Everything else that is not hidden, in the order of its names.
    """

    answers: dict[str, Document] = field(default_factory=dict)
    unreadable: dict[str, AuditError] = field(default_factory=dict)
    others: list[Path] = field(default_factory=list)

    @property
    def respondents(self) -> Mapping[str, Path]:
        """The answers files that count, by respondent."""
        return {who: document.path for who, document in self.answers.items()}

    def full_name(self, respondent: str) -> str:
        """Return how a respondent's file would be called with the name in it: a file may be called by the role alone."""
        named = respondent_in(self.answers[respondent].data)
        return respondent_file(named.role, named.name) if named and named.role == respondent != LEAD else respondent

    def of(self, respondent: str) -> Path | None:
        """Return the file of a respondent; None where there is none yet."""
        return next((self.answers[who].path for who in self.answers if respondent in (who, self.full_name(who))), None)


def round_files(audit: Path, round_name: str, pack: Pack) -> RoundFiles:
    """Sort out what lies in the folder of a round.

    Of two files whose names look the same and differ only in how their letters are spelled (NFC, NFD), the one in NFC counts.

    Args:
        audit: The audit folder; a link that leads out of it is not followed.
        round_name: The round.
        pack: The pack, whose roles there are.
    """
    found = RoundFiles()
    for path in sorted(names_in(audit / "answers" / round_name), key=lambda path: (path.name != nfc(path.name), path)):
        name = nfc(path.name)
        if name.startswith("."):
            continue
        stem = name.removesuffix(ENDING)
        if stem == name or stem in NO_VOICES:
            found.others.append(path)
            continue
        if role_named(stem, pack) is None or stem in found.answers or stem in found.unreadable:
            found.others.append(path)
            continue
        try:
            document = read_yaml(inside_of(audit, path))
        except AuditError as error:
            found.unreadable[stem] = error
            continue
        if is_file_of(stem, respondent_in(document.data), pack):
            found.answers[stem] = document
        else:
            found.others.append(path)
    for stem, who in [(stem, found.full_name(stem)) for stem in found.answers]:
        if stem != who and (who in found.answers or who in found.unreadable):
            # The same person has a file under her whole name.
            found.others.append(found.answers.pop(stem).path)
    return found


def has_answers(audit: Path, round_name: str, pack: Pack) -> bool:
    """Return whether anybody has an answers file in a round."""
    if (audit / "answers" / round_name / f"{LEAD}{ENDING}").exists():
        return True
    found = round_files(audit, round_name, pack)
    return bool(found.answers or found.unreadable)


def names_in(folder: Path) -> list[Path]:
    """Return what lies in a folder; nothing where there is none.

    Raises:
        BadFiles: It cannot be looked into.
    """
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise BadFiles(
            [
                Problem(
                    folder,
                    0,
                    "",
                    say("the folder cannot be read: {reason}", reason=error.strerror or str(error)),
                    say("check who may read it"),
                )
            ]
        ) from None


def spelled_in(folder: Path, name: str) -> Path:
    """Return the path of a file in a folder, in the spelling (NFC, NFD) in which the disk has it.

    Args:
        folder: The folder.
        name: The file's name, or its path below the folder; nothing of the sort need be there.
    """
    place = folder
    for part in Path(name).parts:
        exact = place / part
        if not part.isascii() and not exact.exists():
            exact = next((path for path in names_in(place) if nfc(path.name) == nfc(part)), exact)
        place = exact
    return place


def inside_of(audit: Path, path: Path) -> Path:
    """Return a path of an audit folder.

    Raises:
        Refused: It is a link that leads out of the folder.
    """
    if not path.resolve().is_relative_to(audit.resolve()):
        raise Refused(
            say("{path} is a link that leads out of the audit folder", path=str(path)),
            say("put the file itself into the folder; nothing was read"),
        )
    return path
