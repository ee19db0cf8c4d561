"""Where the folders that ship with the package lie: packs, the site template, the examples."""

from __future__ import annotations

from pathlib import Path

from audit.errors import Refused, say
from audit.installation import data_folder


def shipped(name: str) -> Path:
    """Return the folder `name` that ships with the package.

    Raises:
        Refused: This installation lacks it.
    """
    folder = data_folder(name)
    if folder is None:
        raise Refused(
            say("the folder {name} is missing from this installation", name=name), say("install Listen First again")
        )
    return folder


def pack_folder(pack: str) -> Path:
    """Return the folder of a shipped pack.

    Raises:
        Refused: There is none of that name; the message lists those that there are.
    """
    known = shipped_packs()
    if pack not in known:
        raise Refused(
            say("there is no pack called {pack}", pack=pack), say("the packs are: {packs}", packs=", ".join(known))
        )
    return shipped("questions") / pack


def shipped_packs() -> list[str]:
    """Return the names of the packs that ship."""
    return sorted(folder.name for folder in shipped("questions").iterdir() if (folder / "pack.yml").is_file())
