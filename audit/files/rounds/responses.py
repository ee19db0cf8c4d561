"""Writing what the agency says to a plan into `plan.yml` of a round; comments, order and all else in it stay."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audit.errors import NotSaved, say
from audit.files.folder import AuditFolder, inside
from audit.files.locks import only_one
from audit.files.rounds.finishing import put_into_head
from audit.files.rounds.rounds import PLAN_FILE, read_round
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import read_bytes
from audit.model.responses import Response


def plan_path(folder: AuditFolder, name: str) -> Path:
    """Return where the responses of a round lie, or would lie.

    Raises:
        Refused: It is a link that leads out of the folder.
    """
    return inside(folder, folder.path / "answers" / name / PLAN_FILE)


def written_response(response: Response) -> dict[str, Any]:
    """Write a response as its file holds it, leaving out what is empty."""
    written: dict[str, Any] = {"state": response.state}
    for key in ("by", "because"):
        if text := getattr(response, key):
            written[key] = text
    for key in ("due", "until", "done"):
        if (day := getattr(response, key)) is not None:
            written[key] = day.isoformat()
    return written


def plan_content(path: Path, before: bytes, changes: Mapping[str, Response | None]) -> bytes:
    """Return what `plan.yml` holds with some responses changed; every other character of it stays.

    Args:
        path: The file.
        before: What it holds.
        changes: The responses by action; None takes one out.

    Raises:
        NotSaved: No safe way to write them was found.
    """
    file = YamlFile(path, before)
    for action, response in changes.items():
        if response is None:
            file.data.pop(action, None)
        else:
            file.data[action] = written_response(response)
    return file.content()


def put_responses(folder: AuditFolder, name: str, changes: Mapping[str, Response | None]) -> None:
    """Save what the agency says to some actions of a round; the rest of the file stays.

    Args:
        folder: The audit folder.
        name: The round.
        changes: The responses by action; None takes one out.

    Raises:
        NotSaved: It could not be written; the file is as it was.
        Refused: Somebody else is writing it.
    """
    path = plan_path(folder, name)
    with only_one(path):
        try:
            before = read_bytes(path) if path.exists() else b""
            file = YamlFile(path, before)
            for action, response in changes.items():
                if response is None:
                    file.data.pop(action, None)
                else:
                    file.data[action] = written_response(response)
            file.save()
        except OSError as error:
            raise NotSaved(
                say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or str(error)),
                say("make room or mend the access; the file is as it was"),
            ) from None


def put_response_day(folder: AuditFolder, name: str, day: datetime.date | None) -> None:
    """Write into `round.yml` on which day the agency sent its answer; None takes it out.

    Raises:
        BadFiles: `round.yml` is wrong.
        NotSaved: It could not be written; the file is as it was.
    """
    read_round(folder, name)
    put_into_head(folder, name, {"response_sent": day.isoformat() if day else None})
