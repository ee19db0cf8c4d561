"""Where the folders that ship with the package lie: packs, the site template, the examples."""

from __future__ import annotations

from pathlib import Path

from audit.errors import Refused, say

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return the folder `name` that ships with the package, or the checkout's own.

    A wheel carries the folders under `audit/_data`; an editable install has them at the top of the repository.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise Refused(
        say("the folder {name} is missing from this installation", name=name), say("install Listen First again")
    )


def pack_folder(pack: str) -> Path:
    """Return the folder of a shipped pack.

    Raises:
        Refused: There is none of that name; the message lists those that there are.
    """
    packs = shipped("questions")
    known = sorted(folder.name for folder in packs.iterdir() if (folder / "pack.yml").is_file())
    if pack not in known:
        raise Refused(
            say("there is no pack called {pack}", pack=pack), say("the packs are: {packs}", packs=", ".join(known))
        )
    return packs / pack
