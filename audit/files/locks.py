"""One writer for each file: the second is refused, also on drives that cannot lock."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import Message, NotSaved, Refused, say
from audit.files.durable import make_folder, mode_for_another_group, remove_leftovers, written_to

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
OWNER_WRITES = 0o600


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the right to change `path`; the system gives it back if the process dies.

    Where `path` is a link, the file that it leads to is held.

    Raises:
        Refused: Another process holds it.
        NotSaved: The file or its folder cannot be written to.
    """
    target = written_to(path)
    try:
        make_folder(target.parent)
    except OSError as error:
        raise _not_saved(target, error) from None
    if target.exists() and not os.access(target, os.W_OK):
        raise NotSaved(
            say("{file} can be read by you, but not changed", file=str(target)),
            say("ask its owner for the right to write to it; nothing was changed"),
        )
    lock = _acquired(target)
    try:
        remove_leftovers(target)
        yield
    finally:
        lock.release()


def lock_name(target: Path) -> Path:
    """Return where the lock of a file lies."""
    return target.with_name(f".{target.name}.lock")


def cannot_lock(error: OSError) -> bool:
    """Tell whether an error means that a drive knows no locks, rather than that one is held."""
    return error.errno in _NO_LOCKS


def _acquired(target: Path) -> BaseFileLock:
    # Only whoever writes needs this one, and it takes long to import.
    from filelock import FileLock, SoftFileLock, Timeout

    mode = _lock_mode(target)
    lock: BaseFileLock = FileLock(lock_name(target), mode=mode, fallback_to_soft=False)
    try:
        try:
            lock.acquire(timeout=0)
            _share(lock_name(target), target, mode)
        except OSError as error:
            if not cannot_lock(error):
                raise
            # A file that is there or not. It names its process, so that one that was killed is not waited for.
            lock = SoftFileLock(f"{lock_name(target)}.held", mode=mode)
            lock.acquire(timeout=0)
    except Timeout:
        raise _held(target, Path(lock.lock_file), soft=isinstance(lock, SoftFileLock)) from None
    except OSError as error:
        raise _not_saved(target, error) from None
    return lock


def _held(target: Path, lock: Path, *, soft: bool) -> Refused:
    return Refused(
        say("{file} is being answered in another window", file=target.name),
        say("finish or close that interview first; nothing was changed here")
        if not soft
        else say(
            "finish or close that interview first; if its machine was switched off, delete {lock}", lock=str(lock)
        ),
    )


def _not_saved(target: Path, error: OSError) -> NotSaved:
    lock = lock_name(target)
    if isinstance(error, PermissionError) and lock.exists():
        return NotSaved(
            say("{lock} belongs to somebody else, and you may not use it", lock=str(lock)),
            say("when nobody answers there, delete it or have it deleted; nothing was changed"),
        )
    remedy: Message
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        remedy = say("choose a folder that you may write to")
    else:
        remedy = say("copy the audit folder to a drive of this machine and answer there")
    return NotSaved(
        say(
            "nothing can be saved in {folder}: {reason}", folder=str(target.parent), reason=error.strerror or str(error)
        ),
        remedy,
    )


def _lock_mode(target: Path) -> int:
    """Whoever may write to a file may hold its lock."""
    return stat.S_IMODE(target.stat().st_mode) & 0o666 if target.exists() else OWNER_WRITES


def _share(lock: Path, target: Path, mode: int) -> None:
    """Give a lock to those who may write to its file; only its owner can."""
    if not target.exists():
        return
    with contextlib.suppress(OSError, AttributeError):
        if lock.stat().st_gid != target.stat().st_gid:
            os.chown(lock, -1, target.stat().st_gid)
    with contextlib.suppress(OSError):
        same = lock.stat().st_gid == target.stat().st_gid
        lock.chmod(mode if same else mode_for_another_group(mode))
