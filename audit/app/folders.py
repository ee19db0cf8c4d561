"""The audits that are open: plain audit folders in a folder of their own, each with what was read of it kept in memory."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from audit.app.problems import BadCall, no_audit
from audit.errors import Refused, say
from audit.files.answers_file import AnswersFile
from audit.files.atomic import make_folder
from audit.files.file_names import fits_windows
from audit.files.folder import SETTINGS, AuditFolder, SettingsFile, create_folder, identified, open_folder
from audit.files.rounds.files import names_in
from audit.files.rounds.names import is_round_name, new_round_name
from audit.interview.flow import FirstStand, Stand
from audit.model.answers import Respondent
from audit.model.body import Kind
from audit.model.known import LEAD, PURPOSE

PACK = "listen-first"
_FRESH = "new"
"""Where an audit lies until its id is known."""
SENT, FOLDER = ".sent", "folder"
"""Where a file that was sent lies while it is looked at, and beside it what came out of it: hidden, beside the audits."""
_NEVER_KEPT = (".lock", ".tmp", ".held")


class OpenAudit:
    """One audit that is open: its folder, the file that the lead answers into, and what the page has of its files.

    Args:
        folder: The folder, with an id.
        day: Tells which day it is.
    """

    def __init__(self, folder: AuditFolder, day: Callable[[], datetime.date]) -> None:
        self.folder = folder.snapshot()
        """The folder as it is now: a snapshot, made anew whenever something was saved."""
        self.day = day
        self.settings = SettingsFile(folder)
        self._answers: AnswersFile | None = None
        self._told = self.files()

    @property
    def id(self) -> str:
        """The id of the audit."""
        return self.folder.settings.id

    @property
    def round_name(self) -> str:
        """The newest round; where nobody has answered yet, the one that was prepared, or the one that begins today."""
        prepared = (place.name for place in names_in(self.folder.path / "answers") if is_round_name(place.name))
        return self.folder.latest_round() or max(prepared, default=new_round_name(self.day()))

    @property
    def answers(self) -> AnswersFile:
        """The file that the lead answers into; it is written with the first answer."""
        place = self.folder.answers_path(self.round_name)
        if self._answers is None or self._answers.path != place:
            self._answers = AnswersFile(place, self.folder.pack, Respondent(role=LEAD))
        return self._answers

    def stand(self, *, first: bool = False, role: str | None = None) -> Stand:
        """Return where the interview stands.

        Args:
            first: Whether only what a first verdict needs is asked.
            role: The role that is asked; None for the lead, who is asked everything.
        """
        kind = FirstStand if first else Stand
        stand = kind(self.folder.pack, self.settings.profile, self.answers.answers)
        return stand if role is None else stand.only_for(role)

    def on_saved(self) -> None:
        """Take over what was just saved, without reading the files again where nothing else can have changed."""
        profile, before = self.settings.profile, self.folder.settings
        if profile.get(PURPOSE) != before.profile.get(PURPOSE):
            # Whom the body serves changes the words of the whole pack.
            self.read_again()
            return
        update = {"profile": dict(profile), "alternative": self.settings.alternative}
        folder = dataclasses.replace(self.folder, settings=before.model_copy(update=update), kept=self.folder.kept)
        name = folder.latest_round()
        if name is None or self._answers is None or not self._answers.path.exists():
            self.folder = dataclasses.replace(folder, kept=None).snapshot()
        else:
            self.folder = folder.with_answers(name, LEAD, self._answers.as_read())

    def read_again(self) -> None:
        """Read everything again from the files."""
        self.folder = open_folder(self.folder.path).snapshot()
        self.settings = SettingsFile(self.folder)
        self._answers = None

    def files(self) -> dict[str, bytes]:
        """Return every file of the folder, by its path in it."""
        root = self.folder.path
        return {
            path.relative_to(root).as_posix(): path.read_bytes()
            for path in sorted(root.rglob("*"))
            if path.is_file() and not path.name.endswith(_NEVER_KEPT)
        }

    def changed(self) -> dict[str, str | None]:
        """Return the files that differ from what the page was told last, in base64; None for those that are gone."""
        before, self._told = self._told, self.files()
        return self.changed_since(before)

    def changed_since(self, before: Mapping[str, bytes]) -> dict[str, str | None]:
        """Return the files that differ from what the page has, in base64; None for those that are gone."""
        now = self.files()
        gone: dict[str, str | None] = {path: None for path in before if path not in now}
        return gone | {path: in_base64(content) for path, content in now.items() if before.get(path) != content}


class Folders:
    """All audits that are open.

    Args:
        root: The folder that they lie in; made if it is not there.
        day: Tells which day it is.
    """

    def __init__(self, root: Path, day: Callable[[], datetime.date]) -> None:
        self.root = root
        self.day = day
        self._open: dict[str, OpenAudit] = {}

    def __iter__(self) -> Iterator[OpenAudit]:
        return iter(self._open.values())

    def audit(self, identity: object) -> OpenAudit:
        """Return an audit that is open.

        Raises:
            BadCall: There is none of this id.
        """
        if not isinstance(identity, str) or identity not in self._open:
            raise no_audit(str(identity))
        return self._open[identity]

    def create(
        self,
        name: str | Mapping[str, str],
        languages: tuple[str, ...],
        kind: Kind,
    ) -> OpenAudit:
        """Make a new audit, as `listenfirst new` does.

        Raises:
            Refused: The name is empty.
        """
        work = self._fresh()
        create_folder(work, name, languages, PACK, kind=kind)
        return self.take_over(work)

    def open(self, files: Mapping[str, bytes]) -> OpenAudit:
        """Open an audit of which the page kept the files; one of the same id that is open is replaced.

        Raises:
            Refused: It is no audit folder, or a file of it would lie elsewhere.
            BadFiles: `audit.yml` is wrong; every problem at once.
        """
        if SETTINGS not in files:
            raise Refused(
                say("what was kept is no audit: it holds no {file}", file=SETTINGS),
                say("open a zip of it that was saved before; nothing was changed"),
            )
        work = self._fresh()
        for name, content in files.items():
            place = work / _inside(name)
            make_folder(place.parent)
            place.write_bytes(content)
        return self.take_over(work)

    def take_over(self, work: Path) -> OpenAudit:
        """Put an audit folder that lies here where its id says, and open it.

        Raises:
            Refused: It is no audit folder.
            BadFiles: `audit.yml` is wrong; every problem at once.
        """
        folder = identified(open_folder(work))
        place = self.root / folder.settings.id
        shutil.rmtree(place, ignore_errors=True)
        work.rename(place)
        audit = self._open[folder.settings.id] = OpenAudit(folder.moved(place), self.day)
        return audit

    def close(self, identity: object) -> None:
        """Forget an audit; its files here are deleted."""
        audit = self.audit(identity)
        shutil.rmtree(audit.folder.path, ignore_errors=True)
        del self._open[audit.id]

    def _fresh(self) -> Path:
        make_folder(self.root)
        work = self.root / _FRESH
        shutil.rmtree(work, ignore_errors=True)
        return work

    def shorten(self, text: str) -> str:
        """Leave out of a text where the files lie; an audit is called by its agency."""
        called = {audit.id: audit.folder.settings.agency.name for audit in self._open.values()}
        for name in (*called, _FRESH, f"{SENT}/{FOLDER}", SENT):
            text = text.replace(f"{self.root / name}/", "").replace(str(self.root / name), called.get(name, FOLDER))
        return text.replace(f"{self.root}/", "")


def _inside(name: str) -> PurePosixPath:
    """Return the path of a file in an audit folder.

    Raises:
        Refused: It leads out of the folder, or no system could hold it.
    """
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or not all(map(fits_windows, path.parts)):
        raise Refused(
            say("{name} leads out of the folder, or is no name for a file", name=repr(name[:80])),
            say("nothing was opened"),
        )
    return path


def in_base64(content: bytes) -> str:
    """Write bytes as they travel in a call."""
    return base64.b64encode(content).decode()


def from_base64(text: object) -> bytes:
    """Read bytes as they travel in a call.

    Raises:
        BadCall: They are none.
    """
    try:
        return base64.b64decode(text if isinstance(text, str) else b"?", validate=True)
    except (binascii.Error, ValueError):
        raise BadCall(say("what should be a file is none"), say("load the page again; nothing was changed")) from None
