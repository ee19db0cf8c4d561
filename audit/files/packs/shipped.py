"""Packs, read and checked once: reading a hundred pages of YAML takes a tenth of a second every time."""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Sequence
from pathlib import Path

import pydantic

from audit import __version__
from audit.errors import BadFiles
from audit.files import cache
from audit.files.packs.overlay import EXTENDS, pack_folders
from audit.files.packs.places import HEAD, is_shipped, leading_out
from audit.files.shipped import pack_folder
from audit.files.yaml.reader import read_bytes
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
    folders = (folder,) if is_shipped(folder) and not _extends(folder) else pack_folders(folder)
    fingerprint, name = _fingerprint(folders), _kept_as(folders, body)
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


def _extends(folder: Path) -> bool:
    """Return whether a pack may be laid over another one; whether it is, is only known once its file was read."""
    return EXTENDS.encode() in (folder / HEAD).read_bytes()


def _kept_as(folders: Sequence[Path], body: Body) -> str:
    words = "" if body == PUBLIC_BODY else f"-{body.kind}-{body.audience}"
    if is_shipped(folders[0]):
        return f"pack-{folders[0].name}{words}.pickle"
    # A folder may be called anything; only so many are kept as there are names.
    names = "/".join(folder.name for folder in folders)
    return f"pack-own-{hashlib.sha256(names.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}{words}.pickle"


def _fingerprint(folders: Sequence[Path]) -> bytes:
    """Tell one state of a pack, and of the code that reads it, from every other."""
    # Two installations may share a folder for what is kept; a file of the one would not fit the other.
    total = hashlib.sha256(f"{__version__} {pydantic.VERSION} {sys.implementation.cache_tag}\n".encode())
    for folder in folders:
        ships = is_shipped(folder)
        for path in sorted(folder.glob("*.y*ml")):
            if not ships and (problem := leading_out(folder, path)) is not None:
                raise BadFiles([problem])
            total.update(f"{path.name}\n".encode() + hashlib.sha256(read_bytes(path)).digest())
        total.update(b"\n")
    for path in sorted(path for part in ("model", "files") for path in (_PACKAGE / part).rglob("*.py")):
        status = path.stat()
        total.update(f"{path.relative_to(_PACKAGE)} {status.st_mtime_ns} {status.st_size}\n".encode())
    return total.digest()
