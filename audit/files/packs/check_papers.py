"""What must hold of the papers of a pack: every field is filled by something, in every language alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from audit.errors import Message, Problem, say
from audit.files.yaml.reader import Document, written_place
from audit.model.pack.papers import BY_HAND, FIELD, OF_AN_ANSWER, OF_THE_AUDIT, PERSON, Paper


def check_papers(
    papers: Sequence[Paper], document: Document, items: Collection[str] | None, roles: Collection[str]
) -> Iterator[Problem]:
    """Find what does not fit in the papers.

    Args:
        papers: Those that are valid by themselves.
        document: Their file, for the lines.
        items: The ids of all questions and inputs; None where a file of them is missing.
        roles: The ids of all roles.
    """
    places = {
        entry.get("id"): index
        for index, entry in enumerate(document.data if isinstance(document.data, list) else ())
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    }
    for paper in papers:
        at = places[paper.id]

        def problem(what: Message, remedy: Message, at: int = at) -> Problem:
            return Problem(
                document.file((at,)), document.line((at,)), written_place(document.data, (at,)), what, remedy
            )

        for identity in paper.starts:
            if items is not None and identity not in items:
                yield problem(
                    say("no question is called {id}", id=identity), say("correct the id, or add what it names")
                )
        for name in paper.fields:
            if not _is_filled(name, items, roles):
                yield problem(
                    say("nothing fills [[{name}]]", name=name),
                    say(
                        "write the id of a question or number, one of {known}, or [[_ words]] for a blank",
                        known=", ".join(OF_THE_AUDIT),
                    ),
                )
        for text in (text for block in paper.blocks for text in block.texts()):
            kinds = {language: _fields_of(words) for language, words in text.items()}
            if len({frozenset(found.items()) for found in kinds.values()}) > 1:
                yield problem(
                    say("a text has other fields in another language: {text}", text=next(iter(text.values()))[:60]),
                    say("give every language the same fields"),
                )


def _is_filled(name: str, items: Collection[str] | None, roles: Collection[str]) -> bool:
    if name in OF_THE_AUDIT:
        return True
    first, _, part = name.partition(".")
    return part in roles if first == PERSON else (items is None or first in items) and part in OF_AN_ANSWER


def _fields_of(words: str) -> Counter[str]:
    names = (match["name"].strip() for match in FIELD.finditer(words))
    return Counter(BY_HAND if name.startswith(BY_HAND) else name for name in names)
