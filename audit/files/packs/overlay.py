"""A pack of one's own that is laid over another one: both are read, and put together into the files of one pack.

What comes out are the documents that a whole pack would have. Of each thing in them it is known in which file and line it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from audit.assess.rounds.versions import number
from audit.errors import BadFiles, Message, Problem, Refused, say
from audit.files.convert import convert
from audit.files.packs.places import HEAD, is_shipped, leading_out, pack_place
from audit.files.yaml.reader import Data, Document, Place, read_yaml, written_place
from audit.model.pack import Base, Overlay
from audit.model.values import N_

FIXED_FILES = ("pack", "verdict", "profile", "numbers", "lenses", "contradictions", "cases", "sources", "seeds")
OPTIONAL_FILES = ("papers",)

_OVERLAY: TypeAdapter[Overlay] = TypeAdapter(Overlay)
_BASE: TypeAdapter[Base] = TypeAdapter(Base)

EXTENDS = "extends"
_ONLY_IN_OVERLAYS = tuple(Overlay.model_fields)
_OWN = ("format", "id", "version", "title", "changes")
"""Keys of `pack.yml` that an overlay never takes over."""
_BY_ID = ("roles", "pillars", "assumptions", "gates", "letters", "seeds")
"""Lists inside of a file whose entries have ids."""
_NAME_ONE = N_("name a pack that ships, such as listen-first")
_BY_RANK = "rungs"
_UNION = "context"
_TABLE = "pages"
_SAME_QUESTION = frozenset(
    [
        "title",
        "matter",
        "why",
        "show",
        "shelf_life",
        "weight",
        "roles",
        "when",
        "not_applicable",
        "security",
        "drills",
        "guards",
        "seeds",
        "sources",
        "actions",
        "pillar",
    ]
)
"""What may be written anew and the question is still the same: an answer to it stays one."""


@dataclass
class Layers:
    """A pack and what it is laid over, put together.

    Attributes:
        folders: The folder of the pack, and those that it is laid over, the nearest first.
        documents: The files of the pack as a whole, by name.
        files: The files that were read, for each of the folders by name.
        languages: The languages of all of them.
        bases: What the pack is laid over, the nearest first.
        differs: For each of these what the one on top of it changes.
    """

    folders: tuple[Path, ...]
    documents: dict[str, Document]
    files: tuple[tuple[str, ...], ...]
    languages: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    differs: tuple[Mapping[str, Any], ...] = ()


def pack_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folder of a pack and those that it is laid over, the nearest first.

    Raises:
        BadFiles: A `pack.yml` cannot be read, or names a pack that is not there or leads back to itself.
    """
    return tuple(document.path.parent for document in _heads(folder))


def own_folders(folder: Path) -> tuple[Path, ...]:
    """Return of the folders of a pack those that do not ship; see `pack_folders`.

    Raises:
        BadFiles: As there.
    """
    return () if is_shipped(folder) else tuple(place for place in pack_folders(folder) if not is_shipped(place))


def read_layers(folder: Path, problems: list[Problem]) -> Layers | None:
    """Read the files of a pack and of all that it is laid over, and put them together.

    Args:
        folder: The folder of the pack.
        problems: Receives everything that is wrong.

    Returns:
        The pack; None where its `pack.yml`, or one below it, cannot be read or does not fit.
    """
    try:
        heads = _heads(folder)
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None
    bottom = heads[-1]
    layers = _whole(bottom, problems)
    for head in reversed(heads[:-1]):
        over = _laid_over(head, layers, problems)
        if over is None:
            return None
        layers = over
    return layers


def _heads(folder: Path) -> list[Document]:
    """Read `pack.yml` of a pack and of those that it is laid over."""
    heads: list[Document] = []
    seen: list[Path] = []
    place = folder
    while True:
        if (problem := leading_out(place, place / HEAD)) is not None:
            raise BadFiles([problem])
        document = read_yaml(place / HEAD)
        heads.append(document)
        seen.append(place.resolve())
        named = document.data.get(EXTENDS) if isinstance(document.data, dict) else None
        if named is not None and (not isinstance(named, str) or not named):
            what = say("the pack below has no name")
            raise BadFiles([_problem(document, (EXTENDS,), what, say(_NAME_ONE))])
        if named is None:
            return heads
        try:
            place = pack_place(named, place)
        except Refused as refused:
            raise BadFiles([_problem(document, (EXTENDS,), refused.what, refused.remedy)]) from None
        if place.resolve() == seen[-1]:
            what = say("the pack extends itself")
        elif place.resolve() in seen:
            what = say("the packs extend each other in a circle: {packs}", packs=", ".join(path.name for path in seen))
        else:
            continue
        raise BadFiles([_problem(document, (EXTENDS,), what, say(_NAME_ONE))])


def _problem(document: Document, place: Place, what: Message, remedy: Message | None = None) -> Problem:
    return Problem(document.file(place), document.line(place), written_place(document.data, place), what, remedy)


def read_file(folder: Path, name: str, problems: list[Problem]) -> Document | None:
    """Read one file of a pack; None where it cannot be read."""
    path = folder / f"{name}.yml"
    if (problem := leading_out(folder, path)) is not None:
        problems.append(problem)
        return None
    try:
        return read_yaml(path)
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None


def pillars_of(head: Document) -> list[str]:
    """Return the ids of the pillars that a `pack.yml` names, also where it is wrong elsewhere."""
    listed = head.data.get("pillars") if isinstance(head.data, dict) else None
    named = [pillar.get("id") for pillar in listed if isinstance(pillar, dict)] if isinstance(listed, list) else []
    return [identity for identity in named if isinstance(identity, str) and identity]


def _whole(head: Document, problems: list[Problem]) -> Layers:
    """Read a pack that is laid over nothing."""
    folder = head.path.parent
    documents = {"pack": head}
    optional = tuple(name for name in OPTIONAL_FILES if (folder / f"{name}.yml").exists())
    names = (*FIXED_FILES[1:], *optional, *pillars_of(head))
    for name in names:
        document = read_file(folder, name, problems)
        if document is not None:
            documents[name] = document
    problems.extend(strays(folder, {*FIXED_FILES, *OPTIONAL_FILES, *names}))
    return Layers((folder,), documents, (tuple(documents),), languages_of(head))


def strays(folder: Path, known: Collection[str]) -> Iterator[Problem]:
    """Find files of a pack that nothing reads."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in known or path.suffix != ".yml":
            yield Problem(
                path,
                0,
                "",
                say("no part of the pack is called this"),
                say("pillars are listed in pack.yml; delete or rename the file"),
            )


def _laid_over(head: Document, base: Layers, problems: list[Problem]) -> Layers | None:
    """Lay one pack over another; None where they do not fit together at all."""
    said = {key: head.data[key] for key in _ONLY_IN_OVERLAYS if key in head.data}
    overlay = convert(head, _OVERLAY, problems, data=said)
    beneath = _base(base, problems)
    if overlay is None or beneath is None:
        return None
    if misfit := _misfit(head, overlay, beneath) or _unwritten(head, base):
        problems.append(misfit)
        return None
    merge = _Merge(head, overlay, base)
    documents = merge.documents(problems)
    return Layers(
        (head.path.parent, *base.folders),
        documents,
        (merge.read, *base.files),
        tuple(dict.fromkeys((*base.languages, *languages_of(head)))),
        (beneath, *base.bases),
        (merge.differs(), *base.differs),
    )


def _base(layers: Layers, problems: list[Problem]) -> Base | None:
    head = layers.documents["pack"]
    said = {key: head.data[key] for key in Base.model_fields if key in head.data}
    return convert(head, _BASE, problems, data=said)


def _misfit(head: Document, overlay: Overlay, base: Base) -> Problem | None:
    """Say why a pack cannot be laid over another one."""
    if head.data.get("id") == base.id:
        return _problem(
            head,
            ("id",),
            say("this pack and the one that it extends are both called {id}", id=base.id),
            say("give it an id of its own; answers are kept by it"),
        )
    written, there = number(overlay.base_version), number(base.version)
    values = {"given": overlay.base_version, "pack": base.id, "version": base.version}
    if written > there:
        return _problem(
            head,
            ("base_version",),
            say("it was written for version {given} of {pack}; this is {version}", **values),
            say("install a newer Listen First, or a newer version of that pack"),
        )
    if written[0] < there[0]:
        return _problem(
            head,
            ("base_version",),
            say("it was written for version {given} of {pack}, and {version} changed what is asked", **values),
            say(
                "look through the changes of {pack}, mend what they touch, and write base_version: {version}", **values
            ),
        )
    return None


def _unwritten(head: Document, base: Layers) -> Problem | None:
    """Say which language of a pack the one below it does not have."""
    theirs, ours = languages_of(base.documents["pack"]), languages_of(head)
    for index, language in enumerate(ours):
        if language not in theirs:
            return _problem(
                head,
                ("languages", index),
                say("the pack that it extends has no {language}", language=language),
                say("its languages are: {languages}", languages=", ".join(theirs)),
            )
    return None


def languages_of(head: Document) -> tuple[str, ...]:
    """Return the languages that a `pack.yml` names."""
    listed = head.data.get("languages") if isinstance(head.data, dict) else None
    return tuple(language for language in listed if isinstance(language, str)) if isinstance(listed, list) else ()


@dataclass
class _Built:
    """A document that is being put together from two."""

    document: Document
    prefixes: dict[tuple[int, int], dict[Place, list[Place]]] = field(default_factory=dict)
    """For a document and a depth: what stands below each of its places of that depth."""

    def take(self, source: Document, at: Place, to: Place) -> Data:
        """Note where something of another document stands, and return it."""
        self.document.lines.setdefault(to, source.line(at))
        self.document.files[to] = source.file(at)
        below = self._below(source, len(at)).get(at, ())
        for place in below:
            there = (*to, *place[len(at) :])
            self.document.lines[there] = source.lines[place]
            if place in source.files:
                self.document.files[there] = source.files[place]
            if place in source.guessed:
                self.document.guessed[there] = source.guessed[place]
        data = source.data
        for step in at:
            data = data[step]
        return data

    def _below(self, source: Document, depth: int) -> dict[Place, list[Place]]:
        key = id(source), depth
        if key not in self.prefixes:
            found: dict[Place, list[Place]] = {}
            for place in source.lines:
                if len(place) >= depth:
                    found.setdefault(place[:depth], []).append(place)
            self.prefixes[key] = found
        return self.prefixes[key]


class _Merge:
    """Lays the files of one pack over those of another."""

    def __init__(self, head: Document, overlay: Overlay, base: Layers) -> None:
        self.head = head
        self.overlay = overlay
        self.base = base
        self.folder = head.path.parent
        self.read: tuple[str, ...] = ()
        self.added: list[str] = []
        self.changed: list[str] = []
        self.removed: list[str] = []
        self.weights: dict[str, int] = {}
        self.replaced: set[str] = set()
        self.known: set[str] = set()
        self.dropped: set[str] = set()
        self.problems: list[Problem] = []

    def differs(self) -> dict[str, Any]:
        """Say what the pack changes of the one below it, as an entry of a change list."""
        return {
            "added": self.added,
            "changed": self.changed,
            "removed": self.removed,
            "weights": self.weights,
        }

    def documents(self, problems: list[Problem]) -> dict[str, Document]:
        """Put all files together; what is wrong with them is added to `problems`."""
        self.problems = problems
        head = self._head()
        merged = {"pack": head}
        pillars = pillars_of(head)
        asked = {"profile", "numbers", *pillars}
        names = tuple(dict.fromkeys((*FIXED_FILES[1:], *OPTIONAL_FILES, *pillars)))
        problems.extend(strays(self.folder, {"pack", *names}))
        read = ["pack"]
        for name in names:
            below = self.base.documents.get(name)
            own = None
            if (self.folder / f"{name}.yml").exists() or (below is None and name in pillars):
                own = read_file(self.folder, name, problems)
                if own is not None:
                    read.append(name)
            if own is None and below is None:
                continue
            merged[name] = self._file(own, below, is_asked=name in asked)
        self.read = tuple(read)
        self._weigh(merged, pillars)
        self._without(merged)
        self._unmet()
        return merged

    def _file(self, own: Document | None, below: Document | None, *, is_asked: bool) -> Document:
        if below is None and own is not None:
            self._note_new(own, is_asked=is_asked)
            return own
        assert below is not None  # one of the two is there
        path = own.path if own is not None else below.path
        built = _Built(Document(path, {}))
        if isinstance(below.data, list):
            built.document.data = self._entries(built, own, below, (), is_asked=is_asked)
        elif isinstance(below.data, dict):
            built.document.data = self._table(built, own, below)
        return built.document

    def _note_new(self, own: Document, *, is_asked: bool) -> None:
        for entry in own.data if isinstance(own.data, list) else ():
            if is_asked and isinstance(entry, dict) and isinstance(entry.get("id"), str):
                self.added.append(entry["id"])

    def _head(self) -> Document:
        below = self.base.documents["pack"]
        own = self.head
        built = _Built(Document(own.path, {}))
        data: dict[str, Data] = {}
        for key in own.data:
            if key not in _ONLY_IN_OVERLAYS and (key in _OWN or key not in below.data):
                data[key] = built.take(own, (key,), (key,))
        for key in below.data:
            if key not in _OWN:
                data[key] = self._value(built, own, below, key)
        built.document.data = data
        built.document.lines[()] = 1
        return built.document

    def _table(self, built: _Built, own: Document | None, below: Document) -> dict[str, Data]:
        """Lay a table over a table, key by key; lists of things with ids and ranks entry by entry."""
        if own is not None and not isinstance(own.data, dict):
            self._wrong_kind(own, say("a table of keys and values is expected here"))
            own = None
        data = {key: self._value(built, own, below, key) for key in below.data}
        for key in own.data if own is not None else ():
            if key not in data:
                data[key] = built.take(own, (key,), (key,))  # type: ignore[arg-type] # it is not None
        return data

    def _wrong_kind(self, own: Document, what: Message) -> None:
        self.problems.append(Problem(own.path, 1, "", what))

    def _value(self, built: _Built, own: Document | None, below: Document, key: str) -> Data:
        has = own is not None and key in own.data
        before = below.data[key]
        if isinstance(before, list) and key in _BY_ID:
            part = own if has else None
            built.document.lines[key,] = (own if has and own else below).line((key,))
            return self._entries(built, part, below, (key,), is_asked=False)
        if not has or own is None:
            return built.take(below, (key,), (key,))
        given = own.data[key]
        if key == _BY_RANK and isinstance(before, list) and isinstance(given, list):
            return self._rungs(built, own, below)
        if key == _UNION and isinstance(before, list) and isinstance(given, list):
            return [*built.take(below, (key,), (key,)), *given]
        if (_is_inner(before) and _is_inner(given)) or (key == _TABLE and isinstance(given, dict)):
            return self._deep(built, own, below, (key,))
        return built.take(own, (key,), (key,))

    def _deep(self, built: _Built, own: Document, below: Document, at: Place) -> dict[str, Data]:
        """Lay a table inside a file over another: what it names is put in place of what was there."""
        before, given = _at(below, at), _at(own, at)
        built.document.lines[at] = own.line(at)
        built.document.files[at] = own.file(at)
        data: dict[str, Data] = {}
        for key in dict.fromkeys((*before, *given)):
            place = (*at, key)
            if key not in given:
                data[key] = built.take(below, place, place)
            elif _is_inner(before.get(key)) and _is_inner(given[key]):
                data[key] = self._deep(built, own, below, place)
            else:
                data[key] = built.take(own, place, place)
        return data

    def _rungs(self, built: _Built, own: Document, below: Document) -> list[Data]:
        given = {_rank(entry): index for index, entry in enumerate(own.data[_BY_RANK])}
        data: list[Data] = []
        for index, entry in enumerate(below.data[_BY_RANK]):
            to = (_BY_RANK, len(data))
            new = given.pop(_rank(entry), None)
            source, at = (below, index) if new is None else (own, new)
            data.append(built.take(source, (_BY_RANK, at), to))
        for index in given.values():
            data.append(built.take(own, (_BY_RANK, index), (_BY_RANK, len(data))))
        built.document.lines[_BY_RANK,] = own.line((_BY_RANK,))
        return data

    def _entries(
        self, built: _Built, own: Document | None, below: Document, at: Place, *, is_asked: bool
    ) -> list[Data]:
        """Lay a list over a list by the ids of its entries."""
        given = _at(own, at) if own is not None else []
        if own is not None and not isinstance(given, list):
            self.problems.append(_problem(own, at, say("a list is expected here"), say("begin each entry with a dash")))
            given = []
        places = {_id(entry): index for index, entry in enumerate(given) if _id(entry)}
        data: list[Data] = []
        for index, entry in enumerate(_at(below, at)):
            identity = _id(entry)
            self.known.add(identity)
            if identity in self.overlay.drop:
                self.dropped.add(identity)
                if is_asked:
                    self.removed.append(identity)
                continue
            to = (*at, len(data))
            new = places.get(identity)
            if new is not None and own is not None and identity in self.overlay.replace:
                self.replaced.add(identity)
                data.append(built.take(own, (*at, new), to))
                if is_asked and _asks(entry) != _asks(given[new]):
                    self.changed.append(identity)
            else:
                data.append(built.take(below, (*at, index), to))
        for index, entry in enumerate(given):
            if own is None:
                break
            identity = _id(entry)
            if identity and identity in self.replaced:
                continue
            if identity and identity in {_id(other) for other in _at(below, at)}:
                self.problems.append(
                    _problem(
                        own,
                        (*at, index),
                        say("{id} is in the pack below already", id=identity),
                        say("name it under replace in pack.yml to write it anew, or give this another id"),
                    )
                )
                continue
            data.append(built.take(own, (*at, index), (*at, len(data))))
            if is_asked and identity:
                self.added.append(identity)
        return data

    def _weigh(self, merged: Mapping[str, Document], pillars: Sequence[str]) -> None:
        left = dict.fromkeys(self.overlay.weights)
        for name in pillars:
            document = merged.get(name)
            for index, entry in enumerate(document.data if document and isinstance(document.data, list) else ()):
                identity = _id(entry)
                if document is None or identity not in left:
                    continue
                del left[identity]
                before = entry.get("weight", "1")
                document.data[index] = {**entry, "weight": str(self.overlay.weights[identity])}
                place = (index, "weight")
                document.lines[place] = self.head.line(("weights", identity))
                document.files[place] = self.head.path
                if isinstance(before, str) and before.isdecimal() and identity not in self.added:
                    self.weights[identity] = int(before)
        for identity in left:
            self.problems.append(
                _problem(self.head, ("weights", identity), say("no question is called {id}", id=identity), _CORRECT)
            )

    def _without(self, merged: dict[str, Document]) -> None:
        """Take out what hangs on what was dropped: pairs of answers of which one is not asked, and steps of papers."""
        gone = set(self.removed)
        checks = merged.get("contradictions")
        if not gone:
            return
        if checks is not None and isinstance(checks.data, list):
            kept = [
                index
                for index, entry in enumerate(checks.data)
                if checks.file((index,)).parent == self.folder or not _names(entry, gone)
            ]
            built = _Built(Document(checks.path, []))
            built.document.data = [built.take(checks, (old,), (new,)) for new, old in enumerate(kept)]
            merged["contradictions"] = built.document
        papers = merged.get("papers")
        for index, entry in enumerate(papers.data if papers is not None and isinstance(papers.data, list) else ()):
            if papers is None or papers.file((index,)).parent == self.folder or not isinstance(entry, dict):
                continue
            starts = entry.get("starts")
            if isinstance(starts, list):
                papers.data[index] = {**entry, "starts": [identity for identity in starts if identity not in gone]}

    def _unmet(self) -> None:
        for key, named, found in (
            ("replace", self.overlay.replace, self.known),
            ("drop", self.overlay.drop, self.dropped),
        ):
            for index, identity in enumerate(named):
                if identity not in found:
                    self.problems.append(
                        _problem(
                            self.head,
                            (key, index),
                            say("nothing in the pack below is called {id}", id=identity),
                            _CORRECT,
                        )
                    )
        for index, identity in enumerate(self.overlay.replace):
            if identity in self.known and identity not in self.replaced:
                self.problems.append(
                    _problem(
                        self.head,
                        ("replace", index),
                        say("{id} is to be written anew, and no file of this pack has it", id=identity),
                        say("write its whole entry, or take it out here"),
                    )
                )


_CORRECT = say("correct the id, or add what it names")


def _at(document: Document, place: Place) -> Data:
    data = document.data
    for step in place:
        data = data[step]
    return data


def _id(entry: Data) -> str:
    identity = entry.get("id") if isinstance(entry, dict) else None
    return identity if isinstance(identity, str) else ""


def _rank(entry: Data) -> str:
    rank = entry.get("rank") if isinstance(entry, dict) else None
    return rank if isinstance(rank, str) else ""


def _is_inner(value: Data) -> bool:
    """Return whether a value is a table that is laid over another key by key; a text, and a row of figures, is one thing."""
    return isinstance(value, dict) and not all(isinstance(inner, str) for inner in value.values())


def _asks(entry: Data) -> dict[str, Data]:
    return {key: value for key, value in entry.items() if key not in _SAME_QUESTION}


def _names(entry: Data, ids: Collection[str]) -> bool:
    """Return whether a pair of answers names one of some ids."""
    if not isinstance(entry, dict):
        return False
    return any(_mentions(entry.get(side), ids) for side in ("claim", "against")) or entry.get("lowers") in ids


def _mentions(condition: Data, ids: Collection[str]) -> bool:
    if isinstance(condition, dict):
        return any(key in ids or _mentions(inner, ids) for key, inner in condition.items())
    return isinstance(condition, list) and any(_mentions(inner, ids) for inner in condition)
