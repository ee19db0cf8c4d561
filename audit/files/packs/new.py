"""A new pack of one's own: laid over another one, small, and complete from the first minute."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from audit.errors import Refused, say
from audit.files.atomic import make_folder, write_durably
from audit.files.packs.places import HEAD, pack_place
from audit.files.packs.shipped import kept_pack
from audit.files.shipped import shipped
from audit.model.pack import Pack

FIRST_OWN = 51
"""The number of the first question that packs of one's own may use; packs that ship stay below."""
_TEMPLATES = "new-overlay"
_TEXT_IN = re.compile(r"[{,] ?([a-z]{2,3}): \"")
"""A text of a template, with the language that it is in."""
_NO_ID = re.compile(r"[^a-z0-9]+")


def create_overlay(folder: Path, extends: str, day: datetime.date) -> tuple[str, ...]:
    """Make a small pack that is laid over another one and can be used at once.

    Args:
        folder: The folder to make.
        extends: The pack below: a name that ships, or a folder as seen from the new one.
        day: The day of its first version.

    Returns:
        The names of its files.

    Raises:
        Refused: The folder is there and holds something, cannot be made, or the pack below is not there.
        BadFiles: Anything is wrong with the pack below.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            say("{path} is there already and is not empty", path=str(folder)),
            say("choose a new name; nothing was changed"),
        )
    base = kept_pack(pack_place(extends, folder))
    pillar = base.head.pillars[0]
    made = {HEAD: "pack.txt", f"{pillar.id}.yml": "pillar.txt"}
    templates = {file: _template(name) for file, name in made.items()}
    written_in = tuple(dict.fromkeys(tag for text in templates.values() for tag in _TEXT_IN.findall(text)))
    languages = [tag for tag in written_in if tag in base.head.languages]
    if not languages:
        raise Refused(
            say(
                "the pack {pack} has none of the languages of the example: {languages}",
                pack=base.head.id,
                languages=", ".join(written_in),
            ),
            say("write pack.yml by hand, as docs/pack-format.md says"),
        )
    name = folder.resolve().name
    filled = {
        "base": base.head.id,
        "id": _free_id(name, base),
        "extends": extends,
        "version": base.head.version.partition("+")[0],
        "languages": ", ".join(languages),
        "title": name.replace('"', "").replace("\\", ""),
        "date": day.isoformat(),
        "code": pillar.code,
        "question": next(i for n in range(FIRST_OWN, 10_000) if (i := f"{pillar.code}{n}") not in base.by_id),
        "role": base.head.roles[0].id,
    }
    try:
        make_folder(folder)
        for file, text in templates.items():
            left_out = [tag for tag in written_in if tag not in languages]
            write_durably(folder / file, _filled(text, filled, left_out).encode())
    except OSError as error:
        raise Refused(
            say("{path} cannot be made: {reason}", path=str(folder), reason=error.strerror or str(error)),
            say("choose a folder that you may write to"),
        ) from None
    return tuple(templates)


def _template(name: str) -> str:
    return (shipped("questions") / _TEMPLATES / name).read_text(encoding="utf-8")


def _free_id(name: str, base: Pack) -> str:
    taken = {base.head.id, *(below.id for below in base.bases)}
    identity = _NO_ID.sub("-", name.casefold()).strip("-") or "own-questions"
    return f"{identity}-own" if identity in taken else identity


def _filled(text: str, values: dict[str, str], left_out: list[str]) -> str:
    for tag in left_out:
        text = re.sub(rf'(?:(?<=\{{){tag}: "[^"]*", |, {tag}: "[^"]*")', "", text)
    return re.sub(r"<(\w+)>", lambda found: values[found[1]], text)
