"""Reads what an audit folder adds to its report: logo, notes/, site_template/. Every problem at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, field_validator
from pydantic_core import PydanticCustomError

from audit.errors import BadFiles, Message, Problem, say
from audit.files.convert import convert
from audit.files.folder import SETTINGS, AuditFolder, inside
from audit.files.rounds.files import spelled_in
from audit.files.yaml.reader import Document, parse_yaml, read_bytes, read_yaml
from audit.model.answers import Phrase
from audit.model.base import Frozen
from audit.report.branding.logo import MOST_BYTES as MOST_LOGO_BYTES
from audit.report.branding.logo import BadLogo, Logo, read_logo
from audit.report.branding.notes import FIRST, SUMMARY, Note, faults
from audit.report.branding.presentation import OwnPage, Presentation, Template

NOTES = "notes"
TEMPLATES = "site_template"

_MOST_BYTES = 1024 * 1024
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_PAGE = re.compile(r"pages/([a-z0-9][a-z0-9-]{0,39})\.md\.j2")
_PART = re.compile(r"parts/[a-z0-9][a-z0-9_-]{0,39}\.j2")
_ASSET = re.compile(r"assets/[A-Za-z0-9][A-Za-z0-9._-]{0,59}\.(?:css|png|jpg|jpeg|webp|svg)")
_FETCHES = re.compile(r"@import|url\(\s*['\"]?\s*(?!data:)(?:[a-z][a-z0-9+.-]*:|//)[^)\n]*\)?", re.IGNORECASE)


class NoteHead(Frozen):
    """What may stand in the front matter of a note."""

    public: bool = False

    @field_validator("public", mode="before")
    @classmethod
    def _only_two_words(cls, raw: object) -> object:
        if raw not in ("true", "false", True, False):
            raise PydanticCustomError("bool_parsing", "neither true nor false")
        return raw in ("true", True)


class PageHead(NoteHead):
    """What may stand in the front matter of a page of one's own."""

    title: Phrase


_NOTE_HEAD: TypeAdapter[NoteHead] = TypeAdapter(NoteHead)
_PAGE_HEAD: TypeAdapter[PageHead] = TypeAdapter(PageHead)


@dataclass(frozen=True)
class _Text:
    """A file's text with its front matter taken off."""

    head: Document | None
    body: str
    line: int


def read_presentation(folder: AuditFolder, pages: Collection[str], shipped_pages: Collection[str]) -> Presentation:
    """Read everything that a folder adds to its report.

    Args:
        folder: The audit folder.
        pages: The pages of the whole report without the folder's own, such as `index` and `plan`.
        shipped_pages: The names of the page templates that ship: a page of that name replaces ours.

    Raises:
        BadFiles: Anything is wrong with it; every problem at once.
        Refused: A file is a link that leads out of the folder.
    """
    problems: list[Problem] = []
    logo = _logo(folder, problems)
    templates, own_pages, assets = _templates(folder, pages, shipped_pages, problems)
    known = (*pages, *(page.name for page in own_pages))
    notes = tuple(_notes(folder, known, problems))
    if problems:
        raise BadFiles(problems)
    return Presentation(folder.settings.brand, logo, notes, own_pages, templates, assets)


def _logo(folder: AuditFolder, problems: list[Problem]) -> Logo | None:
    name = folder.settings.brand.logo
    if not name:
        return None
    path = folder.path / name
    try:
        if Path(name).is_absolute() or not path.resolve().is_relative_to(folder.path.resolve()):
            settings = folder.path / SETTINGS
            problems.append(
                Problem(
                    settings,
                    read_yaml(settings).line(("brand", "logo")),
                    "brand.logo",
                    say("the logo lies outside the audit folder"),
                    say("copy it into the folder, and name it from there"),
                )
            )
            return None
        path = spelled_in(folder.path, name)
        return read_logo(read_bytes(inside(folder, path), MOST_LOGO_BYTES + 1))
    except BadFiles as bad:
        problems.extend(bad.problems)
    except BadLogo as bad:
        remedy = say("export it again as a plain SVG, or as a PNG")
        problems.append(Problem(path, bad.line, "", bad.what, remedy))
    return None


def _files(folder: AuditFolder, name: str) -> Iterator[tuple[str, Path]]:
    """Give every file of one of the folder's folders: its path in there, and where it lies."""
    root = folder.path / name
    if not root.exists():
        return
    for path in sorted(inside(folder, root).rglob("*")):
        place = path.relative_to(root)
        if not path.is_dir() and not any(part.startswith(".") for part in place.parts):
            yield place.as_posix(), inside(folder, path)


def _read(path: Path, problems: list[Problem]) -> _Text | None:
    try:
        content = read_bytes(path, _MOST_BYTES)
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.append(Problem(path, line, "", say("the file is not UTF-8 text"), say("save it as UTF-8")))
        return None
    front = _FRONT.match(text)
    if front is None:
        return _Text(None, text, 1)
    try:
        # One empty line stands for the dashes, so that lines count as in the file.
        head = parse_yaml(path, ("\n" + front[1]).encode())
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None
    return _Text(head, text[front.end() :], front.group().count("\n") + 1)


# -- notes ------------------------------------------------------------------------------------------------------


def _notes(folder: AuditFolder, pages: Collection[str], problems: list[Problem]) -> Iterator[Note]:
    names = [SUMMARY if page == FIRST else page for page in pages]
    for place, path in _files(folder, NOTES):
        name, language = _note_name(place)
        if name not in names or (language is not None and language not in folder.pack.head.languages):
            problems.append(Problem(path, 0, "", *_unknown(place, name, names, folder.pack.head.languages)))
            continue
        text = _read(path, problems)
        if text is None:
            continue
        head = NoteHead()
        if text.head is not None and text.head.data != "":
            head = convert(text.head, _NOTE_HEAD, problems) or head
        note = Note(path, FIRST if name == SUMMARY else name, language, text.body, head.public, text.line)
        problems.extend(_note_problems(note, pages))
        if note.text.strip():
            yield note


def _note_name(place: str) -> tuple[str, str | None]:
    name, ending, rest = place.rpartition(".md")
    if not ending or rest:
        return "", None
    page, dot, language = name.rpartition(".")
    return (page, language) if dot else (name, None)


def _unknown(place: str, name: str, names: Collection[str], languages: Sequence[str]) -> tuple[Message, Message]:
    if name in names:
        return say("{file} names a language that no report has", file=place), say(
            "the languages are: {languages}", languages=", ".join(languages)
        )
    return say("no page of the report is called as this note: {file}", file=place), say(
        "name it after a page, as plan.md or plan.ko.md; the pages are: {pages}", pages=", ".join(names)
    )


def _note_problems(note: Note, pages: Collection[str]) -> Iterator[Problem]:
    lines = note.text.split("\n")
    for fault in faults(note.text, pages):
        at = next((index for index, line in enumerate(lines) if fault.words and fault.words in line), 0)
        yield Problem(note.path, note.line + at, "", fault.what, fault.remedy)


# -- templates --------------------------------------------------------------------------------------------------


def _templates(
    folder: AuditFolder, pages: Collection[str], shipped_pages: Collection[str], problems: list[Problem]
) -> tuple[Mapping[str, Template], tuple[OwnPage, ...], Mapping[str, bytes]]:
    templates: dict[str, Template] = {}
    own: list[OwnPage] = []
    assets: dict[str, bytes] = {}
    for place, path in _files(folder, TEMPLATES):
        page = _PAGE.fullmatch(place)
        if _ASSET.fullmatch(place):
            content = _asset(path, problems)
            if content is not None:
                assets[place] = content
        elif page or _PART.fullmatch(place):
            text = _read(path, problems)
            if text is None:
                continue
            if page and page[1] in pages and page[1] not in shipped_pages:
                problems.append(
                    Problem(
                        path,
                        0,
                        "",
                        say("the report has a page called {name} already", name=page[1]),
                        say(
                            "choose another name; pillars and lenses are changed by pages/pillar.md.j2, pages/lens.md.j2"
                        ),
                    )
                )
                continue
            templates[place] = Template(path, "\n" * (text.line - 1) + text.body)
            if page and page[1] not in shipped_pages:
                own.extend(_own_page(page[1], path, text, problems))
        else:
            problems.append(
                Problem(
                    path,
                    0,
                    "",
                    say("this file has no place in site_template/"),
                    say(
                        "what is taken from there: pages/NAME.md.j2, parts/NAME.j2, and in assets/ style sheets and pictures; no scripts"
                    ),
                )
            )
    return templates, tuple(own), assets


def _own_page(name: str, path: Path, text: _Text, problems: list[Problem]) -> Iterator[OwnPage]:
    head = convert(text.head, _PAGE_HEAD, problems) if text.head is not None else None
    if head is not None:
        yield OwnPage(name, head.title, head.public)
    elif text.head is None:
        problems.append(
            Problem(
                path,
                1,
                "title",
                say("a page of your own begins with its title"),
                say('write before everything else: three dashes, a line title: "Our terms", three dashes'),
            )
        )


def _asset(path: Path, problems: list[Problem]) -> bytes | None:
    try:
        content = read_bytes(path, _MOST_BYTES)
        if path.suffix == ".svg":
            return read_logo(content).content
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None
    except BadLogo as bad:
        problems.append(Problem(path, bad.line, "", bad.what, say("export it again as a plain SVG, or as a PNG")))
        return None
    if path.suffix == ".css":
        text = content.decode("utf-8", errors="replace")
        problems.extend(
            Problem(
                path,
                text[: match.start()].count("\n") + 1,
                "",
                say("a style sheet fetches something from elsewhere: {what}", what=match.group()[:60]),
                say("put the file itself into site_template/assets/; a report asks nobody for anything"),
            )
            for match in _FETCHES.finditer(text)
        )
    return content
