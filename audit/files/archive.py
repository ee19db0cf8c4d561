"""An audit folder as one zip: packed without what is built, checked before anything of it is kept."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from audit.errors import BadFiles, Message, Problem, Refused, say
from audit.files.accounts.register import read_register
from audit.files.atomic import make_folder, write_durably
from audit.files.encryption import decrypted, is_locked
from audit.files.file_names import BUILT, EXPORT, fits_windows
from audit.files.folder import SETTINGS, AuditFolder, inside, open_folder
from audit.files.rounds.files import ENDING, NO_VOICES
from audit.files.rounds.names import is_round_name
from audit.files.rounds.rounds import read_plan, read_round
from audit.files.rounds.sending import read_sent
from audit.files.rounds.settling import settle
from audit.files.workspace import workspace
from audit.files.yaml.reader import MOST_BYTES, read_bytes
from audit.files.zip_names import meant_name
from audit.model.text import nfc

MOST_FILES = 10_000
MOST_TOTAL = 200 * 1024 * 1024
"""All files together, unpacked."""
MOST_ZIP = 100 * 1024 * 1024
MOST_LOCKED = 2 * MOST_ZIP
"""A page with a zip behind a password: in base64, with what opens it."""
TEMPLATES = "site_template"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the same folder gives the same bytes."""
_CHUNK = 64 * 1024

_PART = r"[^/\\:*?\"<>|\x00-\x1f]+"
_KNOWN = re.compile(rf"(?:audit|accounts)\.yml|notes/(?!\.){_PART}\.md")
_ANSWERS = re.compile(rf"answers/(?P<round>[0-9-]+)/(?!\.){_PART}\.yml")
_TEMPLATE = re.compile(rf"{TEMPLATES}/(?:(?!\.){_PART}/)*(?!\.){_PART}")
_PACK_FILE = re.compile(rf"(?!(?:answers|notes|{TEMPLATES})/)(?:(?!\.){_PART}/)+(?!\.){_PART}\.yml")
_PICTURE = re.compile(rf"(?:(?!\.){_PART}/)*(?!\.){_PART}\.(?:svg|png)", re.IGNORECASE)


@dataclass(frozen=True)
class Packed:
    """A zip of an audit folder.

    Attributes:
        content: Its bytes.
        files: The paths inside.
        left_out: What lies in the folder and is no part of an audit, without what is built.
        beside: The folders of its pack that lie beside it and are not in the zip, as `audit.yml` or the pack names them.
    """

    content: bytes
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unpacked:
    """What came out of a zip.

    Attributes:
        folder: Where it lies now.
        files: How many files.
        left_out: What was in the zip and was not kept.
        templates: Whether templates were among it.
    """

    folder: Path
    files: int
    left_out: tuple[str, ...]
    templates: bool


@dataclass(frozen=True)
class OwnFiles:
    """What of an audit folder belongs to the audit.

    Attributes:
        files: Each file, by the name that it has in a zip.
        left_out: What lies there besides, without what is built.
    """

    files: Mapping[str, Path]
    left_out: tuple[str, ...]


def own_files(folder: AuditFolder) -> OwnFiles:
    """Sort out what belongs to an audit: settings, answers, notes, the logo, and the consultant's templates.

    Raises:
        BadFiles: A file is wrong, too large or unreadable.
        Refused: A link leads out of the folder.
    """
    read_register(folder)
    read: dict[Path, str] = {}
    for round_name in folder.rounds():
        folder.voices(round_name)
        read |= _read_of(folder, round_name)
    files: dict[str, Path] = {}
    left_out: list[str] = []
    packs = _packs_inside(folder)
    for path in _walk(folder.path):
        name = nfc(path.relative_to(folder.path).as_posix())
        if path in read:
            files[read[path]] = path
        elif _is_known(name, folder.settings.brand.logo) or _TEMPLATE.fullmatch(name) or _is_of(packs, name):
            files[name] = path
        else:
            left_out.append(name)
    return OwnFiles(files, tuple(left_out))


def pack_up(folder: AuditFolder) -> Packed:
    """Put what belongs to an audit into one zip.

    Raises:
        BadFiles: A file is wrong, too large or unreadable.
        Refused: A link leads out of the folder.
    """
    own = own_files(folder)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(own.files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFREG | 0o600) << 16
            archive.writestr(entry, read_bytes(inside(folder, path)))
    inside_it = _packs_inside(folder)
    beside = [place.name for place in folder.own_packs if _place_in(folder, place) not in inside_it]
    return Packed(buffer.getvalue(), tuple(sorted(own.files)), own.left_out, tuple(beside))


def _packs_inside(folder: AuditFolder) -> frozenset[str]:
    """Return where the folders of its own packs lie inside an audit folder."""
    return frozenset(name for place in folder.own_packs if (name := _place_in(folder, place)) is not None)


def _place_in(folder: AuditFolder, place: Path) -> str | None:
    root, there = folder.path.resolve(), place.resolve()
    return nfc(there.relative_to(root).as_posix()) if there.is_relative_to(root) else None


def _is_of(packs: frozenset[str], name: str) -> bool:
    """Return whether a file belongs to one of some packs."""
    return _PACK_FILE.fullmatch(name) is not None and name.rpartition("/")[0] in packs


def _read_of(folder: AuditFolder, round_name: str) -> dict[Path, str]:
    """Return the files of a round that are read, each with its name in a zip."""
    place = folder.path / "answers" / round_name
    voices = {path: f"{who}{ENDING}" for who, path in folder.files(round_name).respondents.items()}
    beside = {place / f"{name}{ENDING}": f"{name}{ENDING}" for name in NO_VOICES}
    return {path: f"answers/{round_name}/{name}" for path, name in (voices | beside).items()}


def _walk(root: Path) -> Iterator[Path]:
    """Give the files of an audit folder, without hidden ones, exports and built sites."""
    for path in sorted(root.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            if path.name == EXPORT or (path / BUILT).exists():
                continue
            yield from _walk(path)
        else:
            yield path


def _is_known(name: str, logo: str) -> bool:
    return _KNOWN.fullmatch(name) is not None or (name == nfc(logo) and _PICTURE.fullmatch(name) is not None)


def unpack(
    path: Path, target: Path, *, templates: bool = False, ask_password: Callable[[], str] | None = None
) -> Unpacked:
    """Take an audit folder out of a zip. It is checked whole in a folder aside and appears at once, or not at all.

    Args:
        path: The zip, or a page that holds it behind a password.
        target: The folder to make.
        ask_password: Gives the password of such a page; None where nobody can be asked.
        templates: Whether the consultant's templates are taken too; they are left out otherwise.

    Raises:
        Refused: It is no zip, holds something that could harm, is too large, or the folder is there already.
        BadFiles: It cannot be read, or a file in it is wrong; every problem with its place in the zip.
    """
    if target.is_symlink() or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise Refused(
            say("{path} is there already and is not empty", path=str(target)),
            say("choose a new name; nothing was changed"),
        )
    content = read_bytes(path, MOST_LOCKED)
    if is_locked(content):
        content = decrypted(content, _asked(path, ask_password))
    elif len(content) > MOST_ZIP:
        raise _refused(path, say("it is larger than {most} MB", most=MOST_ZIP // 2**20))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _take_out(archive, path, target, templates)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise Refused(
            say(
                "{file} is no zip that can be read: {reason}",
                file=path.name,
                reason=str(error)[:80] or type(error).__name__,
            ),
            say("ask for it again; nothing was unpacked"),
        ) from None
    except OSError as error:
        raise Refused(
            say("{path} cannot be made: {reason}", path=str(target), reason=error.strerror or str(error)),
            say("choose a folder that you may write to"),
        ) from None


def _asked(path: Path, ask_password: Callable[[], str] | None) -> str:
    if ask_password is None:
        raise Refused(
            say("{file} opens with a password", file=path.name),
            say("run the command yourself, at a terminal; nothing was unpacked"),
        )
    return ask_password()


def _take_out(archive: zipfile.ZipFile, path: Path, target: Path, templates: bool) -> Unpacked:
    entries = _entries(archive, path)
    top = _top(list(entries))
    parent = target.absolute().parent
    make_folder(parent)
    with workspace(parent, target.name) as temporary:
        work = temporary / target.name
        make_folder(work)
        total = 0
        kept: list[str] = []
        left_out: list[str] = []
        for name, entry in entries.items():
            short = name.removeprefix(top)
            is_template = _TEMPLATE.fullmatch(short) is not None
            if (
                _KNOWN.fullmatch(short)
                or _is_answers(short)
                or (is_template and templates)
                or (not is_template and (_PICTURE.fullmatch(short) or _PACK_FILE.fullmatch(short)))
            ):
                data = _read(archive, entry, path, MOST_TOTAL - total)
                total += len(data)
                place = work / short
                make_folder(place.parent)
                write_durably(place, data)
                kept.append(short)
            else:
                left_out.append(name)
        checked = _check(work, path, target)
        for name, now in checked.called.items():
            kept.remove(name)
            (left_out if now is None else kept).append(now or name)
        for name in [name for name in kept if _PICTURE.fullmatch(name) and not _TEMPLATE.fullmatch(name)]:
            if name != nfc(checked.logo):
                (work / name).unlink()
                kept.remove(name)
                left_out.append(name)
        for name in [name for name in kept if _is_stray(name) and not _is_of(checked.packs, name)]:
            (work / name).unlink()
            kept.remove(name)
            left_out.append(name)
        if target.exists():
            target.rmdir()
        work.rename(target)
    return Unpacked(target, len(kept), tuple(left_out), any(_TEMPLATE.fullmatch(name) for name in kept))


def _entries(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a zip by their names, or refuse all of it for what no honest zip holds."""
    infos = archive.infolist()
    if len(infos) > MOST_FILES:
        raise _refused(path, say("it holds {count} entries; {most} at most", count=len(infos), most=MOST_FILES))
    if sum(max(0, info.file_size) for info in infos) > MOST_TOTAL:
        raise _refused(path, say("unpacked it is larger than {most} MB", most=MOST_TOTAL // 2**20))
    found: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        name = meant_name(info)
        parts = PurePosixPath(name).parts
        unsafe = (
            not name
            or name.startswith("/")
            or "\\" in name
            or ".." in parts
            or (parts and ":" in parts[0])
            or any(ord(c) < 32 for c in name)
            or any(not fits_windows(part) for part in parts)
        )
        if unsafe:
            raise _refused(path, say("{name} leads out of the folder, or is no name for a file", name=repr(name[:80])))
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise _refused(path, say("{name} is a link or no ordinary file", name=name[:80]))
        if info.flag_bits & 1:
            raise _refused(path, say("it is locked with a password"))
        if info.is_dir():
            continue
        name = str(PurePosixPath(name))
        folded = name.casefold()
        if folded in seen:
            raise _refused(path, say("{name} stands in it twice", name=name[:80]))
        seen.add(folded)
        found[name] = info
    return found


def _is_stray(name: str) -> bool:
    """Return whether a file is only wanted where it belongs to the pack."""
    known = _KNOWN.fullmatch(name) or _is_answers(name) or _TEMPLATE.fullmatch(name)
    return known is None and _PACK_FILE.fullmatch(name) is not None


def _is_answers(name: str) -> bool:
    match = _ANSWERS.fullmatch(name)
    return match is not None and is_round_name(match["round"])


def _top(names: list[str]) -> str:
    """Return the one folder around everything, as a zip made by hand has it; empty where there is none."""
    if SETTINGS in names:
        return ""
    tops = sorted({name.split("/")[0] for name in names if name.count("/") == 1 and name.endswith(f"/{SETTINGS}")})
    return f"{tops[0]}/" if len(tops) == 1 else ""


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, left: int) -> bytes:
    """Read one entry, however large it says that it is."""
    most = min(MOST_BYTES, left)
    data = bytearray()
    with archive.open(entry) as file:
        while chunk := file.read(_CHUNK):
            data += chunk
            if len(data) > most:
                raise _refused(path, say("{name} is too large", name=entry.filename[:80]))
    return bytes(data)


def _refused(path: Path, what: Message) -> Refused:
    return Refused(
        say("{file} was not unpacked: {what}", file=path.name, what=what),
        say("ask whoever sent it for a zip that listenfirst pack wrote; nothing was changed"),
    )


@dataclass(frozen=True)
class _Checked:
    """What was found where a zip was read as an audit would be.

    Attributes:
        logo: The logo's file; empty where there is none.
        packs: The folders of its own packs, as the zip has them.
        called: Answers files that are called otherwise now; None for those that do not count and were removed.
    """

    logo: str
    packs: frozenset[str]
    called: Mapping[str, str | None]


def _check(work: Path, path: Path, target: Path) -> _Checked:
    """Read everything as an audit would; problems are named by their place in the zip."""
    logo = ""
    packs: frozenset[str] = frozenset()
    called: Mapping[str, str | None] = {}
    problems: list[Problem] = []
    try:
        folder = open_folder(work, target)
        packs = _packs_inside(folder)
        logo = folder.settings.brand.logo
        called = settle(folder)
        try:
            read_register(folder)
        except BadFiles as bad:
            problems.extend(bad.problems)
        for name in folder.rounds():
            for check in (
                folder.voices,
                lambda name: read_round(folder, name),
                lambda name: read_plan(folder, name),
                lambda name: read_sent(folder, name),
            ):
                try:
                    check(name)
                except BadFiles as bad:
                    problems.extend(bad.problems)
    except BadFiles as bad:
        problems.extend(bad.problems)
    except Refused as refused:
        what = Message(
            refused.what.text, {key: _inside_zip(value, work, path) for key, value in refused.what.values.items()}
        )
        raise Refused(what, say("nothing was unpacked")) from None
    if problems:
        raise BadFiles(
            [
                Problem(_in_zip(problem.path, work, path), problem.line, problem.where, problem.what, problem.remedy)
                for problem in problems
            ]
        )
    return _Checked(logo, packs, called)


def _in_zip(place: Path, work: Path, path: Path) -> Path:
    """Return the place in the zip of a file that was taken out; of a pack that lies beside it its own."""
    return path / place.relative_to(work) if place.is_relative_to(work) else place


def _inside_zip(value: object, work: Path, path: Path) -> object:
    return value.replace(str(work), str(path)) if isinstance(value, str) else value
