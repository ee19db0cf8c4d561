"""Writing so that a crash, a full disk or a pulled plug never harms what was there before."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from pathlib import Path

OWNER_ONLY = 0o700
_ACCESS_LIST = "system.posix_acl_access"
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file by new content, wholly or not at all.

    The content goes into a temporary file of the same folder, is forced to the disk, and takes the name in one step. A
    file that is there keeps its mode, its group and its access list; a link stays one, and the file that it leads to is
    replaced. A new file is for its owner only.

    Raises:
        OSError: It could not be written, or may only be read; the old file is as it was.
    """
    target = written_to(path)
    before = target if target.exists() else None
    if not may_be_changed(target):
        # The folder would allow it.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=temporary_prefix(target), suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if before is not None:
                keep_access(file.fileno(), before)
            _sync(file.fileno())
        os.replace(name, target)  # noqa: PTH105 # the temporary file has a name, not yet a path
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def may_be_changed(path: Path) -> bool:
    """Tell whether a file may be written over: it is not there, or is one's own, or one has the right to write to it."""
    if not path.exists() or os.access(path, os.W_OK):
        return True
    return sys.platform != "win32" and path.stat().st_uid == os.geteuid()


def written_to(path: Path) -> Path:
    """Return the file that is written where `path` is: what it leads to, where it is a link."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def keep_access(descriptor: int, of: Path) -> None:
    """Give an open file the group, mode and access list of another, as far as the drive and the system allow it.

    A group that it cannot have gets its rights only where everybody has them.
    """
    kept, now = of.stat(), os.fstat(descriptor)
    mode = stat.S_IMODE(kept.st_mode)
    if (now.st_uid, now.st_gid) != (kept.st_uid, kept.st_gid):
        try:
            # Only who may do anything can give a file back to its owner.
            os.chown(descriptor, kept.st_uid if os.geteuid() == 0 else -1, kept.st_gid)
        except (OSError, AttributeError):
            mode = mode_for_another_group(mode) if now.st_gid != kept.st_gid else mode
    # A drive without modes or access lists has nothing to keep.
    with contextlib.suppress(OSError, AttributeError):
        os.fchmod(descriptor, mode)
    with contextlib.suppress(OSError, AttributeError):
        os.setxattr(descriptor, _ACCESS_LIST, os.getxattr(of, _ACCESS_LIST))


def mode_for_another_group(mode: int) -> int:
    """Take from a mode what it gives to its group and not to everybody."""
    return mode & ~0o070 | mode & (mode & 0o007) << 3


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network drives cannot promise it. A full or broken one says something else.
        if error.errno not in _CANNOT_SYNC:
            raise


def temporary_prefix(path: Path) -> str:
    """Return how the temporary files of `path` begin."""
    return f".{path.name}."


def remove_leftovers(path: Path) -> None:
    """Delete temporary files that a killed process left beside `path`. Only for the holder of its lock."""
    target = written_to(path)
    prefix = temporary_prefix(target)
    for name in os.listdir(target.parent):  # noqa: PTH208 # a folder may hold hundreds of files, and each of them comes here
        if name.startswith(prefix) and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                (target.parent / name).unlink()


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder; its rename is durable without this.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(path: Path) -> None:
    """Create a folder and what is missing above it, for the owner only."""
    for part in reversed([path, *path.parents]):
        if not part.exists():
            part.mkdir(mode=OWNER_ONLY)
