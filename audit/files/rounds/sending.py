"""`sent.yml` of a round: which role was sent its form, and by when it is to answer."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter

from audit.errors import BadFiles, NotSaved, Problem, say
from audit.files.convert import convert
from audit.files.folder import AuditFolder, inside
from audit.files.locks import only_one
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import read_bytes, read_yaml
from audit.model.base import FORMAT
from audit.model.sending import Sent, SentForms

SENT_FILE = "sent.yml"
_SENT: TypeAdapter[SentForms] = TypeAdapter(SentForms)


def read_sent(folder: AuditFolder, round_name: str) -> Mapping[str, Sent]:
    """Read which role of a round was sent its form; nothing where none was.

    Raises:
        BadFiles: The file is wrong; every problem at once.
        Refused: It is a link out of the folder.
    """
    path = folder.path / "answers" / round_name / SENT_FILE
    if not path.exists():
        return {}
    document = read_yaml(inside(folder, path))
    problems: list[Problem] = []
    found = convert(document, _SENT, problems)
    roles = [role.id for role in folder.pack.head.roles]
    problems.extend(
        Problem(
            path,
            document.line(("sent", role)),
            f"sent.{role}",
            say("no role is called {id}", id=role[:40]),
            say("the roles are: {roles}", roles=", ".join(roles)),
        )
        for role in (found.sent if found else {})
        if role not in roles
    )
    if problems or found is None:
        raise BadFiles(problems)
    return found.sent


def write_sent(folder: AuditFolder, round_name: str, sent: Mapping[str, Sent]) -> None:
    """Save which roles were sent their forms; what was saved of other roles stays.

    Raises:
        Refused: Somebody else is writing it.
        NotSaved: It could not be written; the file is as it was.
    """
    path = inside(folder, folder.path / "answers" / round_name / SENT_FILE)
    with only_one(path):
        try:
            file = YamlFile(path, read_bytes(path) if path.exists() else b"")
            file.data.setdefault("format", FORMAT)
            file.data["sent"] = {
                **file.table("sent"),
                **{role: {"date": one.date.isoformat(), "by": one.by.isoformat()} for role, one in sent.items()},
            }
            file.save()
        except OSError as error:
            raise NotSaved(
                say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or str(error)),
                say("make room or mend the access; the file is as it was"),
            ) from None
