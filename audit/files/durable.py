"""Writing so that a crash, a full disk or a pulled plug never harms what was there before."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

OWNER_ONLY = 0o700


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file by new content, wholly or not at all; only the owner may read it.

    The content goes into a temporary file of the same folder, is forced to the disk, and takes the name in one step.

    Raises:
        OSError: It could not be written; the old file is as it was.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=temporary_prefix(path), suffix=".tmp")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 # the temporary file has a name, not yet a path
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def temporary_prefix(path: Path) -> str:
    """Return how the temporary files of `path` begin."""
    return f".{path.name}."


def remove_leftovers(path: Path) -> None:
    """Delete temporary files that a killed process left beside `path`. Only for the holder of its lock."""
    prefix = temporary_prefix(path)
    for name in os.listdir(path.parent):  # noqa: PTH208 # a folder may hold hundreds of files, and each of them comes here
        if name.startswith(prefix) and name.endswith(".tmp"):
            with contextlib.suppress(OSError):
                (path.parent / name).unlink()


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
