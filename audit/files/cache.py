"""A cache beside Python's own of compiled modules: what is worked out once and stored from one run to the next.

Whoever can write there can change the program anyway. Where nothing can be written, or Python is told to write nothing,
every run works it out again.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import sys
from pathlib import Path

from audit.files.workspace import clear_abandoned, workspace

_WORK = "kept"


def load(name: str) -> bytes | None:
    """Return what was stored under a name; None where nothing is, or it cannot be read."""
    try:
        return (_folder() / name).read_bytes()
    except OSError:
        return None


def store(name: str, content: bytes) -> None:
    """Store something under a name in place of what was stored there, if that is possible."""
    if sys.dont_write_bytecode:
        return
    with contextlib.suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        with workspace(folder, _WORK) as work:
            fresh = work / name
            fresh.write_bytes(content)
            fresh.replace(folder / name)


def _folder() -> Path:
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    _clear_once(folder)
    return folder


@functools.cache
def _clear_once(folder: Path) -> None:
    """Clear what a killed run left; once in a run, because everything that is read comes by here."""
    clear_abandoned(folder, _WORK)
