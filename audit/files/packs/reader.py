"""Reading a pack: its files into one checked `Pack`."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from audit.errors import BadFiles, Problem, say
from audit.files.convert import convert
from audit.files.packs.check import Parts, check_pack
from audit.files.packs.overlay import Layers, languages_of, pillars_of, read_layers
from audit.files.packs.words import say_for_body, unknown_placeholders, words_for
from audit.files.yaml.reader import Document, Place, written_place
from audit.model.body import PUBLIC_BODY, Body
from audit.model.pack import (
    Case,
    Change,
    Contradiction,
    Input,
    Lens,
    Pack,
    PackHead,
    Paper,
    Question,
    Seeds,
    Source,
    VerdictRules,
)

T = TypeVar("T")

_LISTS: dict[str, TypeAdapter[Any]] = {
    "profile": TypeAdapter(Input),
    "numbers": TypeAdapter(Input),
    "lenses": TypeAdapter(Lens),
    "contradictions": TypeAdapter(Contradiction),
    "cases": TypeAdapter(Case),
    "sources": TypeAdapter(Source),
    "papers": TypeAdapter(Paper),
}
_HEAD: TypeAdapter[PackHead] = TypeAdapter(PackHead)
_VERDICT: TypeAdapter[VerdictRules] = TypeAdapter(VerdictRules)
_SEEDS: TypeAdapter[Seeds] = TypeAdapter(Seeds)
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)
_NEVER: dict[str, Any] = {"version": "0.0.0", "date": datetime.date(2000, 1, 1), "text": {}}
"""What a pack changes of another is no version of either."""


def load_pack(folder: Path, body: Body = PUBLIC_BODY) -> Pack:
    """Read and check a pack.

    Args:
        folder: The folder of the pack.
        body: In whose words its texts are wanted.

    Raises:
        BadFiles: Anything is wrong with it; every problem of every file at once.
    """
    pack, problems = read_pack(folder, body=body)
    if pack is None or problems:
        raise BadFiles(problems)
    return pack


def usable_pack(folder: Path, body: Body = PUBLIC_BODY) -> Pack:
    """Read and check a pack in the languages that are complete; a translation that is under way keeps nobody from the others.

    Args:
        folder: The folder of the pack.
        body: In whose words its texts are wanted.

    Raises:
        BadFiles: Anything but a translation is wrong with it, or no language is complete; every problem at once.
    """
    pack, problems = read_pack(folder, body=body)
    lacking = tuple(dict.fromkeys(problem.language for problem in problems if problem.language))
    if lacking and all(problem.language for problem in problems) and _has_others(folder, lacking):
        pack, rest = read_pack(folder, lacking, body)
        if pack is not None and not rest:
            places = {tag: tuple(_place(problem) for problem in problems if problem.language == tag) for tag in lacking}
            return pack.model_copy(update={"unfinished": places})
    if pack is None or problems:
        raise BadFiles(problems)
    return pack


def _has_others(folder: Path, lacking: Collection[str]) -> bool:
    return any(tag not in lacking for tag in _tags(folder))


def _tags(folder: Path) -> tuple[str, ...]:
    layers = read_layers(folder, [])
    return languages_of(layers.documents["pack"]) if layers is not None else ()


def _place(problem: Problem) -> str:
    return f"{problem.path.name}:{problem.line}  {problem.where}"


def read_pack(
    folder: Path, dropped: tuple[str, ...] = (), body: Body = PUBLIC_BODY
) -> tuple[Pack | None, list[Problem]]:
    """Read a pack as far as possible.

    Args:
        folder: The folder of the pack.
        dropped: Languages of the pack that are left out, with all their texts.
        body: In whose words its texts are wanted.

    Returns:
        The pack, or None where it could not be put together; and everything that is wrong with it.
    """
    problems: list[Problem] = []
    layers = read_layers(folder, problems)
    if layers is None:
        return None, _in_order(problems)
    documents = layers.documents
    head_document = documents["pack"]
    languages = tuple(tag for tag in languages_of(head_document) if tag not in dropped)
    dropped = (*dropped, *(tag for tag in layers.languages if tag not in languages and tag not in dropped))
    words = words_for(head_document, body)
    for document in documents.values():
        problems.extend(unknown_placeholders(document, languages, words))
        document.data = say_for_body(document.data, words)
    head = _head(head_document, languages, dropped, problems)
    pillars = [pillar.id for pillar in head.pillars] if head else pillars_of(head_document)

    lists: dict[str, tuple[Any, ...]] = {}
    for name, adapter in _LISTS.items():
        if name in documents:
            lists[name] = tuple(_each(documents[name], adapter, problems, languages, dropped))
    questions: list[Question] = []
    for pillar in pillars:
        if pillar in documents:
            found = _each(documents[pillar], _QUESTION, problems, languages, dropped)
            questions.extend(question.model_copy(update={"pillar": pillar}) for question in found)
    verdict = seeds = None
    if "verdict" in documents:
        verdict = convert(documents["verdict"], _VERDICT, problems, languages=languages, dropped=dropped)
    if "seeds" in documents:
        seeds = convert(documents["seeds"], _SEEDS, problems, languages=languages, dropped=dropped)
    problems.extend(_guessed_texts(documents, languages))

    if head is None:
        return None, _in_order(problems)
    complete = not problems
    problems.extend(check_pack(Parts(head, verdict, seeds, questions, lists, complete), documents))
    if verdict is None or seeds is None or not complete:
        return None, _in_order(problems)
    pack = Pack(
        head=head.model_copy(update={"version": "+".join((head.version, *(base.version for base in layers.bases)))}),
        verdict=verdict,
        questions=tuple(questions),
        seeds=seeds,
        digest=_digest(layers),
        body=body,
        bases=layers.bases,
        differs=tuple(Change(**_NEVER, **found) for found in layers.differs),
        **lists,
    )
    return pack, _in_order(problems)


def _head(
    document: Document, languages: tuple[str, ...], dropped: tuple[str, ...], problems: list[Problem]
) -> PackHead | None:
    head = convert(document, _HEAD, problems, languages=languages, dropped=dropped)
    return head.model_copy(update={"languages": languages}) if head is not None and dropped else head


def _each(
    document: Document,
    adapter: TypeAdapter[T],
    problems: list[Problem],
    languages: tuple[str, ...],
    dropped: tuple[str, ...],
) -> Iterator[T]:
    """Convert the entries of a list one by one, so that one bad entry hides no other."""
    if not isinstance(document.data, list):
        problems.append(
            Problem(document.path, 1, "", say("a list is expected here"), say("begin each entry with a dash"))
        )
        return
    for index, entry in enumerate(document.data):
        value = convert(document, adapter, problems, data=entry, at=(index,), languages=languages, dropped=dropped)
        if value is not None:
            yield value


def _guessed_texts(documents: dict[str, Document], languages: tuple[str, ...]) -> Iterator[Problem]:
    """Find texts such as `ko: No` that other YAML readers do not read as text."""
    for document in documents.values():
        for place, word in document.guessed.items():
            if place and place[-1] in languages and word:
                yield _text_problem(document, place, word)


def _text_problem(document: Document, place: Place, word: str) -> Problem:
    return Problem(
        document.file(place),
        document.line(place),
        written_place(document.data, place),
        say("{word} without quotes is not a text for every reader of YAML", word=word),
        say('write it in quotes: "{word}"', word=word),
    )


def _digest(layers: Layers) -> str:
    """Return the SHA-256 over the files of a pack; one that is laid over others covers theirs too."""
    each = [_digest_of(folder, names) for folder, names in zip(layers.folders, layers.files, strict=True)]
    return each[0] if len(each) == 1 else hashlib.sha256("\n".join(each).encode()).hexdigest()


def _digest_of(folder: Path, names: Iterable[str]) -> str:
    total = hashlib.sha256()
    for name in sorted(names):
        total.update(f"{name}\n".encode())
        total.update(hashlib.sha256((folder / f"{name}.yml").read_bytes()).digest())
    return total.hexdigest()


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line, problem.where))
