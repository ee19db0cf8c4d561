"""The packs that ship, read and checked once: reading a hundred pages of YAML takes a tenth of a second every time."""

from __future__ import annotations

import hashlib
import pickle
import sys
from pathlib import Path

import pydantic

from audit import __version__
from audit.files import cache
from audit.files.shipped import pack_folder
from audit.model.body import PUBLIC_BODY, Body
from audit.model.pack import Pack

_PACKAGE = Path(__file__).resolve().parents[2]


def shipped_pack(name: str, body: Body = PUBLIC_BODY) -> Pack:
    """Return a pack that ships, checked, in the words for a body.

    Raises:
        Refused: There is none of that name.
        BadFiles: Anything is wrong with it.
    """
    return kept_pack(pack_folder(name), body)


def kept_pack(folder: Path, body: Body = PUBLIC_BODY) -> Pack:
    """Return the pack in a folder in the words for a body, as it was kept when nothing has changed since.

    Raises:
        BadFiles: Anything is wrong with it.
    """
    fingerprint, name = _fingerprint(folder), _kept_as(folder, body)
    kept = cache.load(name)
    if kept is not None and kept.startswith(fingerprint):
        try:
            pack = pickle.loads(kept[len(fingerprint) :])
        except Exception:  # a file that was spoilt may end in anything; then the pack is read anew
            pack = None
        if isinstance(pack, Pack):
            return pack
    from audit.files.packs.reader import usable_pack

    pack = usable_pack(folder, body)
    cache.store(name, fingerprint + pickle.dumps(pack, pickle.HIGHEST_PROTOCOL))
    return pack


def _kept_as(folder: Path, body: Body) -> str:
    words = "" if body == PUBLIC_BODY else f"-{body.kind}-{body.audience}"
    return f"pack-{folder.name}{words}.pickle"


def _fingerprint(folder: Path) -> bytes:
    """Tell one state of a pack, and of the code that reads it, from every other."""
    # Two installations may share a folder for what is kept; a file of the one would not fit the other.
    total = hashlib.sha256(f"{__version__} {pydantic.VERSION} {sys.implementation.cache_tag}\n".encode())
    for path in sorted(folder.glob("*.y*ml")):
        total.update(f"{path.name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    for path in sorted(path for part in ("model", "files") for path in (_PACKAGE / part).rglob("*.py")):
        status = path.stat()
        total.update(f"{path.relative_to(_PACKAGE)} {status.st_mtime_ns} {status.st_size}\n".encode())
    return total.digest()
