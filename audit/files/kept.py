"""What is worked out once and kept from one run to the next, as Python keeps its compiled modules, and beside them.

Whoever can write there can change the program anyway. Where nothing can be written, or Python is told to write nothing,
every run works it out again.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path


def read_kept(name: str) -> bytes | None:
    """Return what was kept under a name, or None."""
    try:
        return (_folder() / name).read_bytes()
    except OSError:
        return None


def keep(name: str, content: bytes) -> None:
    """Keep something under a name in place of what was kept there, if that is possible."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".kept-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).replace(folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def _folder() -> Path:
    return Path(importlib.util.cache_from_source(__file__)).parent
