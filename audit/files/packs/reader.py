"""Reading a pack: its files into one checked `Pack`."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from audit.errors import BadFiles, Problem, say
from audit.files.convert import convert
from audit.files.packs.check import Parts, check_pack
from audit.files.packs.words import say_for_body, unknown_placeholders, words_for
from audit.files.yaml.reader import Document, Place, read_yaml, written_place
from audit.model.body import PUBLIC_BODY, Body
from audit.model.pack import (
    Case,
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

OPTIONAL_FILES = ("papers",)
FIXED_FILES = ("pack", "verdict", "profile", "numbers", "lenses", "contradictions", "cases", "sources", "seeds")


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
    return any(tag not in lacking for tag in _languages(read_yaml(folder / "pack.yml")))


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
    head_document = _read(folder / "pack.yml", problems)
    if head_document is None:
        return None, problems
    languages = tuple(tag for tag in _languages(head_document) if tag not in dropped)
    words = words_for(head_document, body)
    problems.extend(unknown_placeholders(head_document, languages, words))
    head_document.data = say_for_body(head_document.data, words)
    head = _head(head_document, languages, dropped, problems)
    pillars = [pillar.id for pillar in head.pillars] if head else _pillars(head_document)
    documents: dict[str, Document] = {"pack": head_document}
    optional = tuple(name for name in OPTIONAL_FILES if (folder / f"{name}.yml").exists())
    for name in (*FIXED_FILES[1:], *optional, *pillars):
        document = _read(folder / f"{name}.yml", problems)
        if document is not None:
            problems.extend(unknown_placeholders(document, languages, words))
            document.data = say_for_body(document.data, words)
            documents[name] = document
    problems.extend(_strays(folder, (*FIXED_FILES, *OPTIONAL_FILES, *pillars)))

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
        head=head,
        verdict=verdict,
        questions=tuple(questions),
        seeds=seeds,
        digest=_digest(folder, documents),
        body=body,
        **lists,
    )
    return pack, _in_order(problems)


def _head(
    document: Document, languages: tuple[str, ...], dropped: tuple[str, ...], problems: list[Problem]
) -> PackHead | None:
    head = convert(document, _HEAD, problems, languages=languages, dropped=dropped)
    return head.model_copy(update={"languages": languages}) if head is not None and dropped else head


def _strays(folder: Path, known: Collection[str]) -> Iterator[Problem]:
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


def _read(path: Path, problems: list[Problem]) -> Document | None:
    try:
        return read_yaml(path)
    except BadFiles as bad:
        problems.extend(bad.problems)
        return None


def _languages(document: Document) -> tuple[str, ...]:
    listed = document.data.get("languages") if isinstance(document.data, dict) else None
    return tuple(language for language in listed if isinstance(language, str)) if isinstance(listed, list) else ()


def _pillars(document: Document) -> list[str]:
    """Return the pillars that a `pack.yml` names which is wrong elsewhere."""
    listed = document.data.get("pillars") if isinstance(document.data, dict) else None
    named = [pillar.get("id") for pillar in listed if isinstance(pillar, dict)] if isinstance(listed, list) else []
    return [identity for identity in named if isinstance(identity, str) and identity]


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
        document.path,
        document.line(place),
        written_place(document.data, place),
        say("{word} without quotes is not a text for every reader of YAML", word=word),
        say('write it in quotes: "{word}"', word=word),
    )


def _digest(folder: Path, documents: dict[str, Document]) -> str:
    total = hashlib.sha256()
    for name in sorted(documents):
        total.update(f"{name}\n".encode())
        total.update(hashlib.sha256((folder / f"{name}.yml").read_bytes()).digest())
    return total.hexdigest()


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (str(problem.path), problem.line, problem.where))
