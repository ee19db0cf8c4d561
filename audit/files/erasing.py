"""Erasing what an audit folder holds of somebody, or all of it, with a receipt that names nobody."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audit.command_line import quoted
from audit.errors import NotSaved, Refused, say
from audit.files.archive import own_files
from audit.files.file_names import BUILT, EXPORT
from audit.files.folder import AuditFolder, inside
from audit.files.imports.undo import UNDO
from audit.files.locks import only_one
from audit.files.respondents import respondent_in
from audit.files.rounds.names import is_round_name
from audit.files.yaml.reader import read_bytes
from audit.model.text import nfc

SHORTEST_NAME = 2
"""Letters of a name that is looked for in other files."""
MOST_SEARCHED = 4 * 2**20
"""Bytes of a file that is looked through."""


@dataclass(frozen=True)
class Erased:
    """One file that is to go.

    Attributes:
        path: Where it lies.
        name: Its place in the audit folder.
        size: Bytes.
        digest: SHA-256 of what it held.
    """

    path: Path
    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class Erasure:
    """What would be erased, and what would stay.

    Attributes:
        folder: The audit folder.
        role: Whose answers; empty where all is erased.
        files: What goes: answers, and all that was made of them.
        stays: Files of the folder that are none of the audit's; they are left alone.
        named_in: Where the respondent's name still stands, as `file:line`.
    """

    folder: Path
    role: str
    files: tuple[Erased, ...]
    stays: tuple[str, ...] = ()
    named_in: tuple[str, ...] = ()


def erasure_of(folder: AuditFolder, respondent: str) -> Erasure:
    """Find what an audit folder holds of one respondent, in every round.

    What was built and exported goes too: it is made of the answers, and can be made again without them.

    Args:
        folder: The audit folder.
        respondent: Whose answers: the name of a file without its ending, such as `it` or `it-kim`.

    Raises:
        Refused: Nobody of that name answered; the message lists who did.
        BadFiles: An answers file cannot be read.
    """
    found = {name: folder.files(name) for name in _round_names(folder)}
    paths = [path for files in found.values() for who, path in files.respondents.items() if who == respondent]
    if not paths:
        known = sorted({who for files in found.values() for who in files.respondents})
        raise Refused(
            say("nobody called {who} has answered in {path}", who=respondent[:60] or '""', path=str(folder.path)),
            say("those who have: {known}", known=", ".join(known))
            if known
            else say("nothing is answered there; to erase the whole audit: --all"),
        )
    names = {
        person.name.strip()
        for files in found.values()
        for who, document in files.answers.items()
        if who == respondent and (person := respondent_in(document.data)) is not None
    }
    goes = [*paths, *_made(folder.path)]
    return Erasure(
        folder.path,
        respondent.partition("-")[0],
        tuple(_erased(folder, path) for path in goes),
        named_in=tuple(_named_in(folder, names, set(goes))),
    )


def erasure_of_all(folder: AuditFolder) -> Erasure:
    """Find everything that belongs to an audit.

    Args:
        folder: The audit folder.

    Raises:
        BadFiles: An answers file cannot be read.
        Refused: A link leads out of the folder.
    """
    own = own_files(folder)
    goes = [*own.files.values(), *_made(folder.path)]
    return Erasure(folder.path, "", tuple(_erased(folder, path) for path in goes), own.left_out)


def erase(erasure: Erasure) -> None:
    """Erase what was found, and the folders that are empty then.

    Raises:
        Refused: Somebody is answering in one of the files, or one was changed meanwhile: nothing is erased then.
        NotSaved: A file cannot be deleted; those named in the message are still there.
    """
    with contextlib.ExitStack() as held:
        for file in erasure.files:
            if file.path.suffix == ".yml":
                held.enter_context(only_one(file.path))
        changed = [file.name for file in erasure.files if _digest(file.path) != file.digest]
        if changed:
            raise Refused(
                say("{files} changed since it was looked at", files=", ".join(changed[:5])),
                say("run the command again; nothing was erased"),
            )
        left = [file.name for file in erasure.files if not _deleted(file.path)]
    _without_empty_folders(erasure.folder, itself=not erasure.role)
    if left:
        raise NotSaved(
            say("these files could not be deleted: {files}", files=", ".join(left[:5])),
            say("mend the access, then run it again; all others are gone"),
        )


def _round_names(folder: AuditFolder) -> list[str]:
    place = folder.path / "answers"
    return sorted(path.name for path in place.iterdir() if is_round_name(path.name)) if place.is_dir() else []


def _made(folder: Path) -> list[Path]:
    """Return what was made of the answers: built sites, exports, and what an import could be taken back with."""
    places = [folder / EXPORT, *(path.parent for path in sorted(folder.glob(f"*/{BUILT}")))]
    files = [
        path
        for place in places
        if place.is_dir() and not place.is_symlink()
        for path in _below(place)
        if path.is_file()
    ]
    undo = folder / UNDO
    return [*files, *([undo] if undo.is_file() else [])]


def _below(place: Path) -> Iterator[Path]:
    for root, _, names in os.walk(place):
        yield from (Path(root) / name for name in sorted(names))


def _erased(folder: AuditFolder, path: Path) -> Erased:
    inside(folder, path)
    return Erased(path, nfc(path.relative_to(folder.path).as_posix()), path.stat().st_size, _digest(path))


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _without_empty_folders(folder: Path, *, itself: bool) -> None:
    for root, _, _ in os.walk(folder, topdown=False):
        if itself or Path(root) != folder:
            # One that is not empty stays.
            with contextlib.suppress(OSError):
                Path(root).rmdir()


def _named_in(folder: AuditFolder, names: set[str], gone: set[Path]) -> Iterator[str]:
    """Give the places where a name still stands."""
    wanted = [re.escape(nfc(name)) for name in names if len(name) >= SHORTEST_NAME]
    if not wanted:
        return
    pattern = re.compile("|".join(wanted), re.IGNORECASE)
    for name, path in own_files(folder).files.items():
        if path in gone or path.suffix not in (".yml", ".md"):
            continue
        text = nfc(read_bytes(inside(folder, path), MOST_SEARCHED).decode("utf-8", "replace"))
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                yield f"{name}:{number}"


def not_here(path: Path) -> Refused:
    """Return what is said where nobody is there to be asked."""
    return Refused(
        say("nothing was erased, because nobody is here to be asked"),
        say("look at what would go, then run it again with --yes: listenfirst erase {path}", path=quoted(path)),
    )
