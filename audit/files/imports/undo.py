"""Taking the last import back: every file as it was before, unless somebody changed it since."""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audit.errors import NotSaved, Refused, say
from audit.files.atomic import write_durably, written_to
from audit.files.locks import only_one
from audit.files.yaml.reader import read_bytes

UNDO = ".import-undo.json"
MOST_UNDO = 2**30
_PLACE = re.compile(
    r"(?:audit|accounts)\.yml|answers/[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?/[^/\\\x00-\x1f.][^/\\\x00-\x1f]*\.yml"
)


def remember(folder: Path, writes: Sequence[tuple[Path, bytes | None, bytes]]) -> None:
    """Keep what an import is about to replace, in place of what the last one did.

    Args:
        folder: The audit folder.
        writes: Each file, what it holds, and what it will hold.

    Raises:
        OSError: It could not be written.
    """
    record = {
        "format": 1,
        "files": [
            {
                "path": path.relative_to(folder).as_posix(),
                "before": None if before is None else base64.b64encode(before).decode(),
                "after": hashlib.sha256(after).hexdigest(),
            }
            for path, before, after in writes
        ],
    }
    write_durably(folder / UNDO, json.dumps(record).encode())


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
                put_back(target, before)
            record.unlink()
        except OSError as error:
            raise NotSaved(
                say("the import could not be taken back: {reason}", reason=error.strerror or str(error)),
                say("make room or mend the access, then run it again"),
            ) from None
    return [target for target, _ in undo]


def put_back(path: Path, before: bytes | None) -> None:
    """Make a file what it was; None where there was none."""
    if before is None:
        written_to(path).unlink(missing_ok=True)
    else:
        write_durably(path, before)


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
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise Refused(
            say("{file} cannot be read, so the import cannot be taken back", file=record.name),
            say("correct the answers in question instead, with listenfirst ask; nothing was changed"),
        ) from None
    return entries
