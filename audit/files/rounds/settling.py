"""Answers files that came from elsewhere, called as they have to be to count."""

from __future__ import annotations

from pathlib import Path

from audit.errors import BadFiles
from audit.files.folder import AuditFolder
from audit.files.respondents import respondent_file, respondent_in
from audit.files.rounds.files import ENDING, NO_VOICES, names_in
from audit.files.yaml.reader import read_yaml
from audit.model.pack import Pack


def settle(folder: AuditFolder) -> dict[str, str | None]:
    """Call answers files whose names were garbled after the respondents in them, and remove those that do not count.

    Only for a folder that nobody works in yet.

    Returns:
        The files, by the path that they had inside the folder, with the one that they have now; None for those removed.
    """
    called: dict[str, str | None] = {}
    for place in names_in(folder.path / "answers"):
        found = folder.files(place.name)
        for path in found.others:
            if path.stem in NO_VOICES:
                continue
            name = _garbled_name(path, folder.pack)
            target = path.with_name(f"{name}{ENDING}")
            before = path.relative_to(folder.path).as_posix()
            if name is None or target.exists():
                path.unlink()
                called[before] = None
            else:
                path.rename(target)
                called[before] = target.relative_to(folder.path).as_posix()
    return called


def _garbled_name(path: Path, pack: Pack) -> str | None:
    """Return how a file is called that begins with the role of the respondent in it and goes on with another name.

    Letters that another system garbled look so; a copy of another file does not.
    """
    try:
        respondent = respondent_in(read_yaml(path).data)
    except BadFiles:
        return None
    if respondent is None or respondent.role not in {role.id for role in pack.head.roles}:
        return None
    fits = bool(respondent.name) and path.name.startswith(f"{respondent.role}-")
    return respondent_file(respondent.role, respondent.name) if fits else None
