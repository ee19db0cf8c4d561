"""Taking in what somebody sent: the zip of a whole audit, or the answers file of a form. Looked at first, taken only on a yes."""

from __future__ import annotations

import contextlib
import io
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from audit.app.folders import FOLDER, SENT, Folders, OpenAudit
from audit.app.problems import problem_said
from audit.app.questionnaire import Reader
from audit.errors import Refused, say
from audit.files.archive import TEMPLATES, unpack
from audit.files.atomic import make_folder
from audit.files.encryption import is_locked
from audit.files.file_names import fits_windows
from audit.files.folder import open_folder
from audit.files.imports.differences import Kind
from audit.files.imports.merge import FileChanges, Import, importing
from audit.files.imports.undo import UNDO, undo_import
from audit.interview.import_words import kind_names, said_change
from audit.model.answers import own_words_in

_BEGINS_AS_ZIP = b"PK"


def is_zip(name: str, content: bytes) -> bool:
    """Return whether a file is meant as a zip, whole or not."""
    return (
        content.startswith(_BEGINS_AS_ZIP) or name.lower().endswith(".zip") or zipfile.is_zipfile(io.BytesIO(content))
    )


def refuse_locked(name: str, content: bytes) -> None:
    """Refuse a page that holds a zip behind a password: a browser opens it, and gives what it holds.

    Raises:
        Refused: It is such a page.
    """
    if is_locked(content):
        raise Refused(
            say("{file} opens with a password", file=name),
            say("open it in a browser, save the zip that it holds, and choose that here; nothing was changed"),
        )


def take_zip(
    folders: Folders, audit: OpenAudit | None, name: str, content: bytes, reader: Reader, *, yes: bool
) -> dict[str, Any]:
    """Open the zip of an audit: a new one at once, one that is open here only on a yes.

    Args:
        folders: All audits that are open.
        audit: The audit that is looked at; None where none is.
        name: The name of the file.
        content: Its bytes.
        reader: Who looks.
        yes: Whether what is here may be replaced.

    Raises:
        Refused: It is no zip, holds something that could harm, or is of another audit than the one that is looked at.
        BadFiles: A file in it is wrong; every problem with its place in the zip.
    """
    with _lying(folders, name, content) as place:
        work = place.with_name(FOLDER)
        unpacked = unpack(place, work, templates=True)
        arrived = open_folder(work)
        identity = arrived.settings.id
        if audit is not None and identity != audit.id:
            raise Refused(
                say(
                    "{file} is of another audit, of {agency}",
                    file=name,
                    agency=own_words_in(arrived.settings.agency.names, reader.language),
                ),
                say("open it from the first page, beside this one; nothing was changed"),
            )
        here = next((other for other in folders if other.id == identity), None)
        strange = _without_strange_templates(work, {} if here is None else here.files())
        files = {path.relative_to(work).as_posix(): path.read_bytes() for path in work.rglob("*") if path.is_file()}
        differing = _differing(files, {} if here is None else here.files())
        found = {
            "what": "zip",
            "id": identity,
            "agency": dict(arrived.settings.agency.names),
            "rounds": arrived.rounds(),
            "left_out": [*unpacked.left_out, *strange],
            "differing": differing,
            "replaces": here is not None,
        }
        if here is not None and differing and not yes:
            return {**found, "taken": False, "changed": {}}
        if here is not None and not differing:
            return {**found, "taken": True, "changed": {}}
        told = {} if here is None else here.files()
        taken = folders.take_over(work)
        return {**found, "id": taken.id, "taken": True, "changed": taken.changed_since(told)}


def _without_strange_templates(work: Path, here: Mapping[str, bytes]) -> list[str]:
    """Delete templates that came with a zip and are not those that are here already: nobody has said to trust them."""
    strange = [
        (path, name)
        for path in sorted((work / TEMPLATES).rglob("*"))
        if path.is_file() and here.get(name := path.relative_to(work).as_posix()) != path.read_bytes()
    ]
    for path, _ in strange:
        path.unlink()
    return [name for _, name in strange]


def _differing(files: Mapping[str, bytes], here: Mapping[str, bytes]) -> list[str]:
    """Return the files that differ between a zip and what is here, hidden ones aside."""
    names = sorted(name for name in {*files, *here} if not PurePosixPath(name).name.startswith("."))
    return [name for name in names if files.get(name) != here.get(name)]


def take_answers(
    folders: Folders,
    audit: OpenAudit,
    name: str,
    content: bytes,
    reader: Reader,
    *,
    yes: bool,
    respondent: str,
    from_other_audit: bool,
    round_name: str | None,
) -> dict[str, Any]:
    """Take in the answers file of a form, as `listenfirst import` does: first what would change, on a yes the change.

    Args:
        folders: All audits that are open.
        audit: The audit.
        name: The name of the file.
        content: Its bytes.
        reader: Who looks.
        yes: Whether to take it in.
        respondent: The name of who answered, in place of the one in the file.
        from_other_audit: Whether to take what was answered for another audit.
        round_name: The round to take it into; None for the newest.

    Raises:
        BadFiles: It is no answers file, is not whole, or is of another audit or round.
    """
    with (
        _lying(folders, name, content) as place,
        importing(
            audit.folder,
            [place],
            reader.today,
            name=respondent,
            round_name=round_name,
            from_other_audit=from_other_audit,
        ) as found,
    ):
        told = _import_data(found, folders, reader)
        taken = yes and found.changes_anything
        if taken:
            found.apply()
    if taken:
        audit.read_again()
    return {"what": "answers", **told, "taken": taken, "changed": audit.changed()}


def take_back(audit: OpenAudit) -> dict[str, Any]:
    """Take the last import back.

    Raises:
        Refused: There is nothing to take back, or a file was changed since.
    """
    restored = undo_import(audit.folder.path)
    audit.read_again()
    return {
        "restored": [path.relative_to(audit.folder.path).as_posix() for path in restored],
        "changed": audit.changed(),
    }


def can_take_back(audit: OpenAudit) -> bool:
    """Return whether there is an import to take back."""
    return (audit.folder.path / UNDO).exists()


def _import_data(found: Import, folders: Folders, reader: Reader) -> dict[str, Any]:
    pack = found.folder.pack
    roles = {role.id: role.title[reader.language] for role in pack.head.roles}
    return {
        "files": [_file_data(file, found, roles, reader) for file in found.files],
        "conflicts": found.conflicts,
        "changes_anything": found.changes_anything,
        "notices": [vars(problem_said(notice, reader.translate, folders.shorten)) for notice in found.notices],
    }


def _file_data(file: FileChanges, found: Import, roles: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    names, counts, who = kind_names(reader.translate), file.counts(), file.respondent
    return {
        "target": file.target.relative_to(found.folder.path).as_posix(),
        "role": who.role,
        "who": f"{roles[who.role]}, {who.name}" if who.name else roles[who.role],
        "empty": file.empty,
        "counts": [
            {"kind": kind.value, "title": title, "count": counts[kind]} for kind, title in names.items() if counts[kind]
        ],
        "changes": [
            {
                "id": change.question,
                "title": found.folder.pack.by_id[change.question].title[reader.language],
                "kind": change.kind.value,
                "kind_title": names[change.kind],
                "conflict": change.kind is Kind.CONFLICT,
                "text": said_change(
                    change, found.folder.pack.by_id[change.question], reader.translate, reader.language
                ),
            }
            for change in file.changes
        ],
    }


@contextlib.contextmanager
def _lying(folders: Folders, name: str, content: bytes) -> Iterator[Path]:
    """Lay a file down to be read, under its own name, and clear it away."""
    shown = PurePosixPath(name.replace("\\", "/")).name
    place = folders.root / SENT / (shown if fits_windows(shown or ".") else "file")
    shutil.rmtree(place.parent, ignore_errors=True)
    make_folder(place.parent)
    try:
        place.write_bytes(content)
        yield place
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)
