"""Where a pack lies that is named in a file: one that ships, or a folder inside or beside the one that names it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from audit.errors import Message, Problem, Refused, say
from audit.files.shipped import shipped, shipped_packs

HEAD = "pack.yml"
_UP = ".."
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")


def pack_place(named: str, start: Path) -> Path:
    """Return the folder of a pack.

    Args:
        named: The name of a pack that ships, or a folder as seen from `start`: inside of it, or beside it as `../name`.
        start: The folder whose file names it.

    Raises:
        Refused: There is none, or the path leads elsewhere.
    """
    if named in shipped_packs():
        return shipped("questions") / named
    steps = PurePosixPath(named).parts
    if _ABSOLUTE.match(named) or "\\" in named:
        raise _elsewhere(say("{path} is no path as seen from this folder", path=named[:80]))
    beside = is_beside(named)
    if _UP in steps[beside:] or not steps[beside:]:
        raise _elsewhere(say("{path} leads further out than to a folder beside this one", path=named[:80]))
    root = start.resolve().parent if beside else start.resolve()
    # The folder that names it need not be there yet; where it is a link, what is beside it is beside what it leads to.
    place = root.joinpath(*steps[beside:]) if start.is_symlink() else Path(os.path.normpath(start.joinpath(*steps)))
    if not _is_file(place / HEAD):
        if len(steps) == 1:
            raise Refused(
                say("there is no pack called {pack}", pack=named[:80]),
                say("the packs are: {packs}", packs=", ".join(shipped_packs())),
            )
        raise Refused(
            say("there is no pack in {path}: it holds no {file}", path=named[:80], file=HEAD),
            say("put the folder of the pack there, or correct the path"),
        )
    if not place.resolve().is_relative_to(root):
        raise _elsewhere(say("{path} is a link that leads elsewhere", path=named[:80]))
    return place


def _is_file(path: Path) -> bool:
    """Return whether a file is there; of a name that no disk can hold it is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def _elsewhere(what: Message) -> Refused:
    return Refused(
        what,
        say(
            "name a pack that ships ({packs}), a folder inside as packs/mine, or one beside as ../mine",
            packs=", ".join(shipped_packs()),
        ),
    )


def is_beside(named: str) -> bool:
    """Return whether a pack is named as one beside the folder that names it."""
    return PurePosixPath(named).parts[:1] == (_UP,)


def is_shipped(folder: Path) -> bool:
    """Return whether a pack is one that ships."""
    return folder.parent == shipped("questions")


def leading_out(folder: Path, path: Path) -> Problem | None:
    """Say of a file of one's own pack that it is a link that leads out of the pack; None where it is none."""
    if is_shipped(folder) or Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return None
    return Problem(
        path, 0, "", say("this is a link that leads out of the pack"), say("put the file itself into the folder")
    )
