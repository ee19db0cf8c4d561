"""The audit folder: one agency's settings, answers and built site."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from audit.command_line import quoted
from audit.errors import AuditError, BadFiles, Message, NotSaved, Problem, Refused, say
from audit.files.answers_file import answers_in, check_format
from audit.files.atomic import make_folder, write_durably
from audit.files.convert import convert
from audit.files.digest import answers_digest
from audit.files.identity import SETTINGS_FORMATS, identify
from audit.files.locks import only_one
from audit.files.packs.languages import lacking
from audit.files.packs.overlay import own_folders
from audit.files.packs.places import is_beside, is_shipped, pack_place
from audit.files.packs.shipped import kept_pack
from audit.files.rounds.files import ENDING, RoundFiles, has_answers, inside_of, names_in, round_files, spelled_in
from audit.files.rounds.names import is_round_name
from audit.files.shipped import shipped_packs
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import Data, Document, read_bytes, read_yaml, written_place
from audit.files.yaml.writer import written
from audit.model.about import About
from audit.model.answers import Answers, Settings
from audit.model.base import EVERY_LANGUAGE
from audit.model.body import PUBLIC_BODY, Body, Kind, body_of
from audit.model.known import LEAD, PURPOSE
from audit.model.pack import Pack
from audit.model.text import is_blank, nfc
from audit.model.values import Value, WrongValue, exact_number, read_value, write_value

SETTINGS = "audit.yml"
UNKNOWN = "unknown"
"""What stands in the profile where the agency said that it does not know."""

_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)


@dataclass
class _Kept:
    """What a snapshot has read so far.

    Attributes:
        rounds: The names of the rounds.
        files: The files of the round that was read last; with the lines of every file they are too large to keep for all.
        voices: By round: what each respondent answered, and what of it cannot count.
        digests: The digest of the answers, by round.
    """

    rounds: list[str] | None = None
    files: tuple[str, RoundFiles] | None = None
    voices: dict[str, tuple[Mapping[str, Answers], tuple[Problem, ...]]] = field(default_factory=dict)
    digests: dict[str | None, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AuditFolder:
    """An audit folder that was read and checked.

    Attributes:
        path: The folder.
        settings: What `audit.yml` says.
        pack: The pack that it uses.
        own_packs: The folders that the pack was read from, without those that ship.
        kept: What was read of the rounds, where this is a snapshot; None where they are read whenever they are asked for.
    """

    path: Path
    settings: Settings
    pack: Pack
    own_packs: tuple[Path, ...] = ()
    kept: _Kept | None = field(default=None, repr=False, compare=False)

    def snapshot(self) -> AuditFolder:
        """Return the folder as one command sees it: the files of a round are read once, whoever asks how often.

        Only for what reads: answers that are saved later are not seen.
        """
        return self if self.kept is not None else replace(self, kept=_Kept())

    def with_answers(self, round_name: str, respondent: str, answers: Answers) -> AuditFolder:
        """Return a new snapshot in which the answers of a round are known, so that they are not read again.

        Only for whoever has just saved the answers of one respondent, and changed nothing else of the round.

        Args:
            round_name: The round.
            respondent: Whose answers were saved.
            answers: What they are now.
        """
        voices, doubts = self._heard(round_name)
        return replace(self, kept=_Kept(voices={round_name: ({**voices, respondent: answers}, doubts)}))

    def moved(self, path: Path) -> AuditFolder:
        """Return the folder as it lies after it was moved, with what of its pack lies inside."""
        packs = tuple(
            path / place.relative_to(self.path) if place.is_relative_to(self.path) else place
            for place in self.own_packs
        )
        return replace(self, path=path, own_packs=packs)

    def rounds(self) -> list[str]:
        """Return the names of the rounds in which somebody has an answers file, the oldest first.

        Raises:
            BadFiles: A folder cannot be looked into.
        """
        if self.kept is not None and self.kept.rounds is not None:
            return list(self.kept.rounds)
        named = [place.name for place in names_in(self.path / "answers") if is_round_name(place.name)]
        found = sorted(name for name in named if has_answers(self.path, name, self.pack))
        if self.kept is not None:
            self.kept.rounds = list(found)
        return found

    def latest_round(self) -> str | None:
        """Return the name of the newest round, or None where there is none yet."""
        return max(self.rounds(), default=None)

    def known_round(self, name: str) -> str:
        """Return the name of a round that was asked for.

        Raises:
            Refused: There is none of this name; the remedy lists those that there are.
        """
        if name not in self.rounds():
            raise self.no_round(name)
        return name

    def no_round(self, name: str) -> Refused:
        """Return what is said of a round that is not there: which ones are."""
        rounds = self.rounds()
        return Refused(
            say("there is no round {name}", name=name[:60] or '""'),
            say("the rounds are: {rounds}", rounds=", ".join(rounds))
            if rounds
            else say("answer first: listenfirst ask {path}", path=quoted(self.path)),
        )

    def files(self, round_name: str) -> RoundFiles:
        """Sort out the files of a round: those that are answers and count, and all others."""
        if self.kept is None:
            return round_files(self.path, round_name, self.pack)
        if self.kept.files is None or self.kept.files[0] != round_name:
            self.kept.files = round_name, round_files(self.path, round_name, self.pack)
        return self.kept.files[1]

    def answers_path(self, round_name: str, respondent: str = LEAD) -> Path:
        """Return where a respondent's answers of a round lie, or would lie."""
        place = spelled_in(self.path / "answers" / round_name, f"{respondent}{ENDING}")
        if not place.exists() and is_round_name(round_name):
            place = self.files(round_name).of(respondent) or place
        return inside_of(self.path, place)

    def voices(self, round_name: str | None) -> Mapping[str, Answers]:
        """Read every answers file of a round that counts, by respondent.

        Raises:
            BadFiles: Anything is wrong in any of them; every problem at once.
            Refused: One belongs to another pack or a newer format, or lies outside the folder.
        """
        return self._heard(round_name)[0]

    def doubts(self, round_name: str | None) -> Sequence[Problem]:
        """Return what was answered in a round and cannot count, though it is no error of its file.

        Raises:
            BadFiles: Anything is wrong in any of its files.
            Refused: One belongs to another pack or a newer format, or lies outside the folder.
        """
        return self._heard(round_name)[1]

    def _heard(self, round_name: str | None) -> tuple[Mapping[str, Answers], tuple[Problem, ...]]:
        if round_name is None:
            return {}, ()
        if self.kept is None:
            return self._read_voices(round_name)
        if round_name not in self.kept.voices:
            self.kept.voices[round_name] = self._read_voices(round_name)
        return self.kept.voices[round_name]

    def _read_voices(self, round_name: str) -> tuple[Mapping[str, Answers], tuple[Problem, ...]]:
        problems: list[Problem] = []
        doubts: list[Problem] = []
        voices: dict[str, Answers] = {}
        found = self.files(round_name)
        for who in sorted({*found.answers, *found.unreadable}):
            try:
                if who in found.unreadable:
                    raise found.unreadable[who]
                voices[who] = answers_in(found.answers[who], self.pack, doubts=doubts)
            except BadFiles as bad:
                problems.extend(bad.problems)
        if problems:
            raise BadFiles(problems)
        return voices, tuple(doubts)

    def digest(self, round_name: str | None) -> str:
        """Return the digest of the answers of a round; see `answers_digest`."""
        if self.kept is None:
            return answers_digest(self.settings, self.voices(round_name))
        if round_name not in self.kept.digests:
            self.kept.digests[round_name] = answers_digest(self.settings, self.voices(round_name))
        return self.kept.digests[round_name]


def open_folder(path: Path, stands_at: Path | None = None) -> AuditFolder:
    """Read an audit folder's settings and its pack.

    Args:
        path: The folder.
        stands_at: Where it is going to stand, for a pack that lies beside it; None where it stays where it is.

    Raises:
        Refused: It is no audit folder, of a newer format, or its pack does not exist.
        BadFiles: `audit.yml` or the pack is wrong; every problem at once.
    """
    settings_path = path / SETTINGS
    if not path.is_dir():
        raise Refused(
            say("{path} is not a folder", path=str(path)),
            say("make an audit folder with: listenfirst new {path}", path=quoted(path)),
        )
    if not settings_path.exists():
        raise Refused(
            say("{path} is not an audit folder: it holds no {file}", path=str(path), file=SETTINGS),
            say("make one with: listenfirst new FOLDER, or name the folder that holds {file}", file=SETTINGS),
        )
    document = read_yaml(inside_of(path, settings_path))
    start = path if stands_at is None else stands_at
    settings, pack, place = _settings(document, lambda named: pack_place(named, start if is_beside(named) else path))
    return AuditFolder(path, settings, pack, own_folders(place))


def languages_of(path: Path) -> tuple[str, ...]:
    """Return the languages that the settings of a folder name, whatever else is wrong with them; none where none can be read."""
    try:
        if not (path / SETTINGS).is_file():
            return ()
        data = read_yaml(inside_of(path, path / SETTINGS)).data
    except (AuditError, OSError, ValueError):
        return ()
    named = data.get("languages") if isinstance(data, dict) else None
    return tuple(language for language in named if isinstance(language, str)) if isinstance(named, list) else ()


class _Read(NamedTuple):
    """What `audit.yml` says, its pack, and where that lies."""

    settings: Settings
    pack: Pack
    place: Path


def _settings(document: Document, find_pack: Callable[[str], Path]) -> _Read:
    data = document.data
    if not isinstance(data, dict):
        raise BadFiles(
            [Problem(document.path, 1, "", say("{file} is a table: format, agency, languages, pack", file=SETTINGS))]
        )
    check_format(document, SETTINGS_FORMATS)
    problems: list[Problem] = []
    plain = {key: value for key, value in data.items() if key != "profile" and value != ""}
    settings = convert(document, _SETTINGS, problems, data=plain)
    pack_name = data.get("pack")
    try:
        named = pack_name if isinstance(pack_name, str) else ""
        place = find_pack(named) if named else None
        pack = _used_pack(place, _body(data, settings)) if place is not None else None
    except Refused as refused:
        problems.append(Problem(document.path, document.line(("pack",)), "pack", refused.what, refused.remedy))
        pack = place = None
    profile: dict[str, Value | None] = {}
    if pack is not None:
        profile = profile_in(document, pack, data.get("profile", ""), problems)
        # As they were written: another fault must not hide this one.
        tags = data.get("languages")
        for index, language in enumerate(tags if isinstance(tags, list) else ()):
            if isinstance(language, str) and language not in pack.head.languages:
                line = document.line(("languages", index))
                problems.append(Problem(document.path, line, "languages", *lacking(pack, language)))
        if settings:
            problems.extend(_unknown_languages(document, settings, pack))
            problems.extend(_unknown_roles(document, settings, pack))
    if problems or settings is None or pack is None or place is None:
        raise BadFiles(sorted(problems, key=lambda problem: problem.line))
    return _Read(settings.model_copy(update={"profile": profile}), pack, place)


def _used_pack(place: Path, body: Body) -> Pack:
    """Read the pack of an audit.

    Raises:
        Refused: A pack of one's own is called as one that ships; nobody could tell whose answers are whose.
    """
    pack = kept_pack(place, body)
    if not is_shipped(place) and pack.head.id in shipped_packs():
        raise Refused(
            say("the pack in {path} is called {id}, as one that ships", path=place.name, id=pack.head.id),
            say("give it an id of its own in pack.yml; answers are kept by it"),
        )
    return pack


def _body(data: Mapping[str, Data], settings: Settings | None) -> Body:
    profile = data.get("profile")
    purpose = profile.get(PURPOSE) if isinstance(profile, dict) else None
    return body_of(settings.kind, settings.audience, purpose) if settings else PUBLIC_BODY


def _unknown_roles(document: Document, settings: Settings, pack: Pack) -> Iterator[Problem]:
    roles = [role.id for role in pack.head.roles]
    for role in settings.people:
        if role not in roles:
            yield Problem(
                document.path,
                document.line(("people", role)),
                f"people.{role}",
                say("no role is called {id}", id=role[:40]),
                say("the roles are: {roles}", roles=", ".join(roles)),
            )


def _unknown_languages(document: Document, settings: Settings, pack: Pack) -> Iterator[Problem]:
    known = (EVERY_LANGUAGE, *pack.head.languages, *pack.unfinished)
    alternative, brand = settings.alternative, settings.brand
    given: Mapping[tuple[str | int, ...], str | Mapping[str, str]] = {
        ("agency", "name"): settings.agency.names,
        **{("alternative", part): getattr(alternative, part) for part in type(alternative).model_fields},
        ("brand", "cover"): brand.cover,
        ("brand", "footer"): brand.footer,
        **{("about", *place): words for place, words in settings.about.words().items()},
    }
    for place, words in given.items():
        for language in words if isinstance(words, Mapping) else ():
            if language not in known:
                yield Problem(
                    document.path,
                    document.line((*place, language)),
                    written_place(document.data, (*place, language)),
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


def inside(folder: AuditFolder, path: Path) -> Path:
    """Return a path of the audit folder.

    Raises:
        Refused: It is a link that leads out of the folder.
    """
    return inside_of(folder.path, path)


def create_folder(
    path: Path,
    agency: str | Mapping[str, str],
    languages: tuple[str, ...],
    pack: str,
    profile: Mapping[str, Value | None] | None = None,
    kind: Kind = "public",
) -> None:
    """Create an audit folder.

    Args:
        path: The folder.
        agency: The agency's name: one, or one for each language.
        languages: The languages of the report, the first one first.
        pack: The name of the pack.
        profile: What is known of the agency already.
        kind: What kind of body it is.

    Raises:
        Refused: The folder is there and holds something, or cannot be made; or the name is empty.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise Refused(
            say("{path} is there already and is not empty", path=str(path)),
            say("choose a new name; nothing was changed"),
        )
    given = {EVERY_LANGUAGE: agency} if isinstance(agency, str) else agency
    names = {language: nfc(name) for language, name in given.items()}
    if not names or any(is_blank(name) for name in names.values()):
        raise Refused(say("the name of the agency is empty"), say("write its name; nothing was changed"))
    settings: dict[str, Any] = {}
    identify(settings)
    settings |= {
        "agency": {"name": names.get(EVERY_LANGUAGE, names)},
        **({"kind": kind} if kind != "public" else {}),
        "languages": list(languages),
        "pack": pack,
        "profile": _written_profile(profile or {}),
        "alternative": {"service": "", "amount": "", "complaints": "", "of": ""},
        "about": dict.fromkeys(About().missing, ""),
    }
    is_new = not path.exists()
    try:
        make_folder(path)
        write_durably(path / SETTINGS, written(settings))
    except OSError as error:
        if is_new:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise Refused(
            say("{path} cannot be made: {reason}", path=str(path), reason=error.strerror or str(error)),
            say("choose a folder that you may write to"),
        ) from None


def settings_with(path: Path, content: bytes, profile: Mapping[str, Value | None]) -> bytes:
    """Return what `audit.yml` holds with some answers of the profile put in; comments of people stay."""
    file = YamlFile(path, content)
    file.data["profile"] = {**file.table("profile"), **_written_profile(profile)}
    identify(file.data)
    return file.content()


def _written_profile(profile: Mapping[str, Value | None]) -> dict[str, object]:
    return {key: UNKNOWN if value is None else write_value(value, exact_number) for key, value in profile.items()}


class SettingsFile:
    """`audit.yml` as an interview writes to it."""

    def __init__(self, folder: AuditFolder) -> None:
        self._path = folder.path / SETTINGS
        self._pack = folder.pack
        self.profile: dict[str, Value | None] = dict(folder.settings.profile)
        self.alternative = folder.settings.alternative

    def put(self, identity: str, value: Value | None) -> None:
        """Save one answer of the profile; None where the agency does not know.

        Raises:
            NotSaved: It could not be written; the file is as it was.
            Refused: Another interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            file.data["profile"] = {**file.table("profile"), **_written_profile({identity: value})}
            identify(file.data)
            file.save()
        self.profile[identity] = value

    def put_alternative(self, told: Mapping[str, str], language: str) -> None:
        """Save what the same money could do, each part in its place; what is there in other languages stays.

        Args:
            told: The parts that changed: service, amount, complaints, of.
            language: The language in which they were told.

        Raises:
            NotSaved: It could not be written; the file is as it was.
            Refused: Another interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            before = file.table("alternative")
            file.data["alternative"] = {
                **before,
                **{part: _told(before.get(part), told[part], language) for part in told},
            }
            identify(file.data)
            file.save()
        known = self.alternative
        self.alternative = known.model_copy(
            update={part: _told(getattr(known, part), text, language) for part, text in told.items()}
        )

    def put_holidays(self, days: Sequence[datetime.date]) -> None:
        """Save the public holidays, in place of those that stood there.

        Raises:
            NotSaved: They could not be written; the file is as it was.
            Refused: An interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            file.data["holidays"] = [day.isoformat() for day in days]
            identify(file.data)
            file.save()

    def identify(self) -> None:
        """Give the audit an id, unless it has one.

        Raises:
            NotSaved: It could not be written; the file is as it was.
            Refused: An interview is writing it.
        """
        with only_one(self._path):
            file = YamlFile(self._path, read_bytes(self._path))
            identify(file.data)
            file.save()


def _told(before: object, text: str, language: str) -> object:
    """Return words with those of one language put in, where there are some for each language; else the new ones."""
    return {**before, language: text} if isinstance(before, Mapping) else text


def identified(folder: AuditFolder) -> AuditFolder:
    """Return an audit folder with an id: an old one gets it now, unless nothing can be written there."""
    if folder.settings.id:
        return folder
    try:
        SettingsFile(folder).identify()
    except (NotSaved, Refused):
        return folder
    return open_folder(folder.path)
