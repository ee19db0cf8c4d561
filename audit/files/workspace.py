"""Folders to work in until what is made is whole. What a killed process left of its own is cleared by the next one.

Beside a folder `.site-1f3a…` lies a file `.site-1f3a….lock`, which its process holds as long as it lives. The lock is
there before the folder and goes after it, so whoever gets the lock of a folder knows that nobody works in it any more.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audit.files.alone import ALONE
from audit.files.atomic import OWNER_ONLY, temporary_prefix, written_to

if TYPE_CHECKING:
    from filelock import FileLock

_BYTES = 8
_LONGEST = 40
"""Characters of the name that are used; with what is added the name of a file must not grow too long."""
_LOCK = ".lock"


@contextlib.contextmanager
def workspace(parent: Path, name: str, rescue: Callable[[Path], None] | None = None) -> Iterator[Path]:
    """Give an empty folder beside what is being made; it is gone afterwards, whatever happens.

    Args:
        parent: Where to; it is there already.
        name: What is being made.
        rescue: Called with every folder that a killed process left, before that is deleted.

    Raises:
        OSError: Nothing can be made there.
    """
    clear_abandoned(parent, name, rescue)
    place = _begin(parent, name)
    try:
        place.folder.mkdir(mode=OWNER_ONLY)
        yield place.folder
    finally:
        _end(place)


@contextlib.contextmanager
def without_leftovers(path: Path) -> Iterator[None]:
    """Clear the temporary files of killed processes beside a file while it is written; those of living ones stay.

    Args:
        path: The file; its folder is there already.

    Raises:
        OSError: Nothing can be made there.
    """
    target = written_to(path)
    place = _begin(target.parent, target.name)
    try:
        prefix = temporary_prefix(target)
        # Listed first: whoever begins to write from here on is not among them.
        found = [file for file in target.parent.iterdir() if file.name.startswith(prefix) and file.suffix == ".tmp"]
        if clear_abandoned(target.parent, target.name, besides=place.folder):
            for file in found:
                file.unlink(missing_ok=True)
        yield
    finally:
        _end(place)


@contextlib.contextmanager
def own_temporary_folder() -> Iterator[Path]:
    """Give a folder in the system's temporary folder, in which libraries put their temporary files too.

    Raises:
        OSError: There is none, or nothing can be made in it.
    """
    before = tempfile.tempdir
    with workspace(Path(tempfile.gettempdir()), "listen-first") as work:
        tempfile.tempdir = str(work)
        try:
            yield work
        finally:
            tempfile.tempdir = before


def clear_abandoned(
    parent: Path, name: str, rescue: Callable[[Path], None] | None = None, *, besides: Path | None = None
) -> bool:
    """Delete the folders that killed processes left; those of others that still run stay.

    Args:
        parent: Where they would lie.
        name: What was being made in them.
        rescue: Called with each of them before it is deleted.
        besides: One's own.

    Returns:
        Whether nobody else works there now.
    """
    pattern = re.compile(rf"{re.escape(_before(name))}[0-9a-f]{{{2 * _BYTES}}}")
    alone = True
    with contextlib.suppress(OSError):
        for path in [path for path in parent.iterdir() if path.name.endswith(_LOCK)]:
            folder = path.with_name(path.name.removesuffix(_LOCK))
            if folder == besides or not pattern.fullmatch(folder.name) or not _is_own(path):
                continue
            lock = _held(path)
            if lock is None:
                alone = False
                continue
            if rescue is not None and folder.is_dir():
                rescue(folder)
            _end(_Place(folder, lock))
    return alone


@dataclass(frozen=True)
class _Place:
    """A folder, and the lock that says that somebody works in it; None where there are no locks, or nobody else."""

    folder: Path
    lock: FileLock | None


def _before(name: str) -> str:
    return f".{name[:_LONGEST]}-"


def _lock_of(folder: Path) -> Path:
    return folder.with_name(folder.name + _LOCK)


def _begin(parent: Path, name: str) -> _Place:
    if ALONE:
        return _Place(parent / f"{_before(name)}{secrets.token_hex(_BYTES)}", None)
    from filelock import Timeout

    while True:
        folder = parent / f"{_before(name)}{secrets.token_hex(_BYTES)}"
        path = _lock_of(folder)
        # Made here, so that what forbids it is told apart from what a drive cannot do.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR))
        lock = _lock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            # Somebody who clears was quicker and takes it for a dead one's.
            continue
        except (OSError, NotImplementedError):
            path.unlink(missing_ok=True)
            return _Place(folder, None)
        if path.exists():
            return _Place(folder, lock)
        lock.release()


def _held(path: Path) -> FileLock | None:
    """Take the lock of a folder whose process is dead; None where somebody works in it, or nobody can know."""
    from filelock import Timeout

    lock = _lock(path)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError, NotImplementedError):
        return None
    return lock


def _lock(path: Path) -> FileLock:
    from filelock import FileLock

    return FileLock(path, mode=stat.S_IRUSR | stat.S_IWUSR)


def _end(place: _Place) -> None:
    shutil.rmtree(place.folder, ignore_errors=True)
    if place.lock is None:
        return
    if os.name == "nt":
        # Windows deletes no file that is open.
        place.lock.release()
    with contextlib.suppress(OSError):
        _lock_of(place.folder).unlink()
    place.lock.release()


def _is_own(path: Path) -> bool:
    """Say whether a file is an ordinary one of this user: in the system's temporary folder others have theirs."""
    try:
        status = path.lstat()
    except OSError:
        return False
    owned = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return stat.S_ISREG(status.st_mode) and owned
