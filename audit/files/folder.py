"""The audit folder: one agency's settings, answers and built site."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from audit.errors import BadFiles, Message, Problem, Refused, say
from audit.files.answers_file import check_format, read_answers
from audit.files.convert import convert
from audit.files.durable import make_folder, write_durably
from audit.files.locks import only_one
from audit.files.shipped_pack import shipped_pack
from audit.files.yaml_file import YamlFile
from audit.files.yaml_reader import Data, Document, read_bytes, read_yaml
from audit.files.yaml_writer import written
from audit.model.answers import EVERY_LANGUAGE, Answers, Settings
from audit.model.base import FORMAT
from audit.model.pack import Pack
from audit.model.values import Value, WrongValue, read_value, write_value

SETTINGS = "audit.yml"
UNKNOWN = "unknown"
"""What stands in the profile where the agency said that it does not know."""

NO_VOICES = ("round", "plan")
"""Files of a round that hold no answers."""

_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)
_ROUND = re.compile(r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}\Z")


@dataclass(frozen=True)
class AuditFolder:
    """An audit folder that was read and checked.

    Attributes:
        path: The folder.
        settings: What `audit.yml` says.
        pack: The pack that it uses.
    """

    path: Path
    settings: Settings
    pack: Pack

    def rounds(self) -> list[str]:
        """Return the names of the rounds, the oldest first."""
        answers = self.path / "answers"
        if not answers.is_dir():
            return []
        return sorted(place.name for place in answers.iterdir() if place.is_dir() and _ROUND.match(place.name))

    def latest_round(self) -> str | None:
        """Return the name of the newest round, or None where there is none yet."""
        return max(self.rounds(), default=None)

    def answers_path(self, round_name: str, respondent: str = "lead") -> Path:
        """Return where a respondent's answers of a round lie."""
        return _inside(self.path, self.path / "answers" / round_name / f"{respondent}.yml")

    def voices(self, round_name: str | None) -> Mapping[str, Answers]:
        """Read every answers file of a round, by respondent.

        Raises:
            BadFiles: Anything is wrong in any of them; every problem at once.
            Refused: One belongs to another pack or a newer format, or lies outside the folder.
        """
        if round_name is None:
            return {}
        problems: list[Problem] = []
        voices: dict[str, Answers] = {}
        folder = self.path / "answers" / round_name
        for path in sorted(folder.glob("*.yml")):
            if path.stem in NO_VOICES or path.name.startswith("."):
                continue
            try:
                voices[path.stem] = read_answers(_inside(self.path, path), self.pack)
            except BadFiles as bad:
                problems.extend(bad.problems)
        if problems:
            raise BadFiles(problems)
        return voices

    def digest(self, round_name: str | None) -> str:
        """Return the SHA-256 over the settings and the answers of a round, for the record."""
        paths = [self.path / SETTINGS]
        if round_name is not None:
            paths += sorted((self.path / "answers" / round_name).glob("*.yml"))
        total = hashlib.sha256()
        for path in paths:
            total.update(path.relative_to(self.path).as_posix().encode())
            total.update(hashlib.sha256(read_bytes(_inside(self.path, path))).digest())
        return total.hexdigest()


def open_folder(path: Path) -> AuditFolder:
    """Read an audit folder's settings and its pack.

    Raises:
        Refused: It is no audit folder, of a newer format, or its pack does not exist.
        BadFiles: `audit.yml` or the pack is wrong; every problem at once.
    """
    settings_path = path / SETTINGS
    if not path.is_dir():
        raise Refused(
            say("{path} is not a folder", path=str(path)),
            say("make an audit folder with: listenfirst new {path}", path=str(path)),
        )
    if not settings_path.exists():
        raise Refused(
            say("{path} is not an audit folder: it holds no {file}", path=str(path), file=SETTINGS),
            say("make one with: listenfirst new FOLDER, or name the folder that holds {file}", file=SETTINGS),
        )
    document = read_yaml(_inside(path, settings_path))
    settings, pack = _settings(document)
    return AuditFolder(path, settings, pack)


def _settings(document: Document) -> tuple[Settings, Pack]:
    data = document.data
    if not isinstance(data, dict):
        raise BadFiles(
            [Problem(document.path, 1, "", say("{file} is a table: format, agency, languages, pack", file=SETTINGS))]
        )
    check_format(document)
    problems: list[Problem] = []
    plain = {key: value for key, value in data.items() if key != "profile" and value != ""}
    settings = convert(document, _SETTINGS, problems, data=plain)
    pack_name = data.get("pack")
    try:
        pack = shipped_pack(pack_name) if isinstance(pack_name, str) and pack_name else None
    except Refused as refused:
        problems.append(Problem(document.path, document.line(("pack",)), "pack", refused.what, refused.remedy))
        pack = None
    profile: dict[str, Value | None] = {}
    if pack is not None:
        profile = profile_in(document, pack, data.get("profile", ""), problems)
        # As they were written: another fault must not hide this one.
        named = data.get("languages")
        for index, language in enumerate(named if isinstance(named, list) else ()):
            if isinstance(language, str) and language not in pack.head.languages:
                place = ("languages", index)
                problems.append(
                    Problem(
                        document.path,
                        document.line(place),
                        "languages",
                        say("{language} is not a language of this pack", language=language),
                        say("the languages are: {languages}", languages=", ".join(pack.head.languages)),
                    )
                )
        if settings:
            problems.extend(_brand_languages(document, settings, pack))
    if problems or settings is None or pack is None:
        raise BadFiles(sorted(problems, key=lambda problem: problem.line))
    return settings.model_copy(update={"profile": profile}), pack


def _brand_languages(document: Document, settings: Settings, pack: Pack) -> Iterator[Problem]:
    known = (EVERY_LANGUAGE, *pack.head.languages)
    for name, phrase in (("cover", settings.brand.cover), ("footer", settings.brand.footer)):
        for language in phrase:
            if language not in known:
                yield Problem(
                    document.path,
                    document.line(("brand", name, language)),
                    f"brand.{name}.{language}",
                    say("{language} is not a language of this pack", language=language),
                    say("the languages are: {languages}", languages=", ".join(pack.head.languages)),
                )


def profile_in(
    document: Document, pack: Pack, raw: Data, problems: list[Problem], key: str = "profile"
) -> dict[str, Value | None]:
    """Read a profile that stands under a key; what is wrong with it is added to `problems`."""

    def problem(place: tuple[str, ...], what: Message, remedy: Message | None = None) -> None:
        problems.append(Problem(document.path, document.line(place), ".".join(place), what, remedy))

    items = {item.id: item for item in pack.profile}
    if raw == "":
        return {}
    if not isinstance(raw, dict):
        problem((key,), say("a table of keys and values is expected here"))
        return {}
    profile: dict[str, Value | None] = {}
    for identity, value in raw.items():
        if identity not in items:
            problem(
                (key, identity),
                say("no question of the profile is called {id}", id=identity),
                say("the ids are: {ids}", ids=", ".join(items)),
            )
        elif value == UNKNOWN:
            profile[identity] = None
        elif value != "":
            try:
                profile[identity] = read_value(items[identity], value)
            except WrongValue as wrong:
                problem((key, identity, *((wrong.where,) if wrong.where else ())), Message(wrong.text, wrong.values))
    return profile


def _inside(folder: Path, path: Path) -> Path:
    """Refuse a link that leads out of the audit folder."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Refused(
            say("{path} is a link that leads out of the audit folder", path=str(path)),
            say("put the file itself into the folder; nothing was read"),
        )
    return path


def inside(folder: AuditFolder, path: Path) -> Path:
    """Return a path of the audit folder.

    Raises:
        Refused: It is a link that leads out of the folder.
    """
    return _inside(folder.path, path)


def create_folder(
    path: Path, agency: str, languages: tuple[str, ...], pack: str, profile: Mapping[str, Value | None] | None = None
) -> None:
    """Create an audit folder.

    Raises:
        Refused: The folder is there and holds something, or cannot be made; or the name is empty.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise Refused(
            say("{path} is there already and is not empty", path=str(path)),
            say("choose a new name; nothing was changed"),
        )
    if not agency.strip():
        raise Refused(say("the name of the agency is empty"), say("write its name; nothing was made"))
    settings = {
        "format": FORMAT,
        "agency": {"name": agency},
        "languages": list(languages),
        "pack": pack,
        "profile": _written_profile(profile or {}),
        "alternative": {"service": "", "amount": "", "complaints": ""},
    }
    try:
        make_folder(path)
        write_durably(path / SETTINGS, written(settings))
    except OSError as error:
        raise Refused(
            say("{path} cannot be made: {reason}", path=str(path), reason=error.strerror or str(error)),
            say("choose a folder that you may write to"),
        ) from None


def is_round_name(name: str) -> bool:
    """Return whether a folder of this name is a round."""
    return _ROUND.match(name) is not None


def new_round_name(today: datetime.date) -> str:
    """Return the name of a round that begins today, such as `2026-11`."""
    return f"{today.year:04d}-{today.month:02d}"


def settings_with(path: Path, content: bytes, profile: Mapping[str, Value | None]) -> bytes:
    """Return what `audit.yml` holds with some answers of the profile put in; comments of people stay."""
    file = YamlFile(path, content)
    file.data["profile"] = {**file.table("profile"), **_written_profile(profile)}
    return file.content()


def _written_profile(profile: Mapping[str, Value | None]) -> dict[str, object]:
    return {key: UNKNOWN if value is None else write_value(value) for key, value in profile.items()}


class SettingsFile:
    """`audit.yml` as an interview writes to it."""

    def __init__(self, folder: AuditFolder) -> None:
        self._path = folder.path / SETTINGS
        self._pack = folder.pack
        self.profile: dict[str, Value | None] = dict(folder.settings.profile)

    def put(self, identity: str, value: Value | None) -> None:
        """Save one answer of the profile; None where the agency does not know.

        Raises:
            NotSaved: It could not be written; the file is as it was.
            Refused: Another interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            file.data["profile"] = {**file.table("profile"), **_written_profile({identity: value})}
            file.save()
        self.profile[identity] = value

    def put_holidays(self, days: Sequence[datetime.date]) -> None:
        """Save the public holidays, in place of those that stood there.

        Raises:
            NotSaved: They could not be written; the file is as it was.
            Refused: An interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            file.data["holidays"] = [day.isoformat() for day in days]
            file.save()
