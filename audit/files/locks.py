"""One writer for each file: the second is refused, also on drives that cannot lock."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import NotSaved, Refused, say
from audit.files.alone import ALONE
from audit.files.atomic import make_folder, may_be_changed, mode_for_another_group, remove_leftovers, written_to

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NO_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
READ_AND_WRITE, OWNER_READS_AND_WRITES = 0o666, 0o600


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
    if not may_be_changed(target):
        raise NotSaved(
            say("{file} can be read by you, but not changed", file=str(target)),
            say("ask its owner for the right to write to it; nothing was changed"),
        )
    if ALONE:
        yield
        return
    lock = _acquired(target)
    try:
        remove_leftovers(target)
        yield
    finally:
        # Nobody is misled by a lock that lies about. Whoever waits for one that is gone looks again; Windows keeps it.
        with contextlib.suppress(OSError):
            lock_name(target).unlink(missing_ok=True)
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

    lock: BaseFileLock = FileLock(lock_name(target), fallback_to_soft=False)
    try:
        try:
            lock.acquire(timeout=0)
            _share(lock_name(target), target)
        except OSError as error:
            if not cannot_lock(error):
                raise
            # A file that is there or not. It names its process, so that one that was killed is not waited for.
            lock = SoftFileLock(f"{lock_name(target)}.held")
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
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return NotSaved(
        say(
            "nothing can be saved in {folder}: {reason}", folder=str(target.parent), reason=error.strerror or str(error)
        ),
        say("make room, then answer again") if full else say("choose a folder that you may write to"),
    )


def _share(lock: Path, target: Path) -> None:
    """Give a lock to whoever may write to its file. Only its owner can, and not on every drive."""
    if not target.exists():
        return
    kept = target.stat()
    mode = stat.S_IMODE(kept.st_mode) & READ_AND_WRITE | OWNER_READS_AND_WRITES
    with contextlib.suppress(OSError, AttributeError):
        if lock.stat().st_gid != kept.st_gid:
            os.chown(lock, -1, kept.st_gid)
    with contextlib.suppress(OSError):
        lock.chmod(mode if lock.stat().st_gid == kept.st_gid else mode_for_another_group(mode))
