"""A cache beside Python's own of compiled modules: what is worked out once and stored from one run to the next.

Whoever can write there can change the program anyway. Where nothing can be written, or Python is told to write nothing, it is
kept until the program ends: every run works it out again, but only once.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from pathlib import Path

from audit.files.workspace import clear_abandoned, workspace

_WORK = "kept"
_here: dict[Path, bytes] = {}
"""What could not be written, by where it would be."""


def load(name: str) -> bytes | None:
    """Return what was stored under a name; None where nothing is, or it cannot be read."""
    path = _folder() / name
    if path in _here:
        return _here[path]
    try:
        return path.read_bytes()
    except OSError:
        return None


def store(name: str, content: bytes) -> None:
    """Store something under a name in place of what was stored there; where nothing can be written, for this run only."""
    path = _folder() / name
    if _is_written(path, content):
        _here.pop(path, None)
    else:
        _here[path] = content


def _is_written(path: Path, content: bytes) -> bool:
    if sys.dont_write_bytecode:
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with workspace(path.parent, _WORK) as work:
            fresh = work / path.name
            fresh.write_bytes(content)
            fresh.replace(path)
    except OSError:
        return False
    return True


def _folder() -> Path:
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    _clear_once(folder)
    return folder


@functools.cache
def _clear_once(folder: Path) -> None:
    """Clear what a killed run left; once in a run, because everything that is read comes by here."""
    clear_abandoned(folder, _WORK)
