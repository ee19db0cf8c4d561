"""The words for the audited body in the texts of a pack: filled in before the texts are checked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from audit.errors import Problem, say
from audit.files.yaml.reader import Data, Document, Place, written_place
from audit.locale_data import locale_data
from audit.model.body import AUDIENCE, PLACEHOLDER, Body

FILLED_LATER = frozenset({"agency", "date", "answer", "alternative", "ask_again", "id", "question", "matter"})
"""What a report fills in: names, days, and what was answered."""

Words = Mapping[str, Mapping[str, str]]
"""Language -> placeholder -> word."""


def words_for(head: Document, body: Body) -> Words:
    """Return the words of a `pack.yml` for a body; none where it has none, or they are wrong."""
    said = head.data.get("words") if isinstance(head.data, dict) else None
    if not isinstance(said, dict):
        return {}
    of_kind, of_audience = _table(said, "kinds", body.kind), _table(said, "audiences", body.audience)
    found: dict[str, dict[str, str]] = {}
    for name, text in (*of_kind.items(), (AUDIENCE, of_audience)):
        for language, word in text.items() if isinstance(text, dict) else ():
            if isinstance(word, str):
                found.setdefault(language, {})[name] = word
    return found


def _table(said: Data, part: str, key: str) -> dict[str, Data]:
    parts = said.get(part)
    found = parts.get(key) if isinstance(parts, dict) else None
    return found if isinstance(found, dict) else {}


def say_for_body(data: Data, words: Words) -> Data:
    """Return what a file of a pack holds with the words filled in; texts stand under the code of their language."""
    if isinstance(data, list):
        return [say_for_body(entry, words) for entry in data]
    if not isinstance(data, dict):
        return data
    return {
        key: filled_in(value, words[key], key)
        if isinstance(value, str) and key in words
        else say_for_body(value, words)
        for key, value in data.items()
    }


def filled_in(text: str, words: Mapping[str, str], language: str) -> str:
    """Fill a text's placeholders for the body; every other placeholder stays as it is.

    Args:
        text: The text.
        words: Placeholder -> word. One that begins with a capital gives the word with a capital.
        language: The language of the text: its endings follow the word.
    """
    if "{" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        name = found["name"]
        said = words.get(name) or words.get(name.lower())
        if said is None:
            return found[0]
        said = said if name in words else said[:1].upper() + said[1:]
        return said + particle(said, found["particle"] or "", language)

    return PLACEHOLDER.sub(word, text)


def particle(word: str, ending: str, language: str) -> str:
    """Return an ending as it is behind a word.

    Args:
        word: The word.
        ending: The ending as texts of the pack write it.
        language: The language of both.
    """
    apart = unicodedata.normalize("NFD", word)
    rule = next((rule for rule in locale_data(language).particles if re.search(rule.behind, apart)), None)
    return rule.instead.get(ending, ending) if rule else ending


def unknown_placeholders(document: Document, languages: Collection[str], words: Words) -> Iterator[Problem]:
    """Find what stands in braces in a text and is filled in by nobody."""
    for place, language, text in _texts(document.data, (), languages):
        known = words.get(language, {})
        for found in PLACEHOLDER.finditer(text):
            if found["name"] not in FILLED_LATER and found["name"].lower() not in known:
                yield Problem(
                    document.file(place),
                    document.line(place),
                    written_place(document.data, place),
                    say("nothing fills {placeholder}", placeholder=found[0]),
                    say("the words are: {words}", words=", ".join(sorted({*known, *FILLED_LATER}))),
                )


def _texts(data: Data, at: Place, languages: Collection[str]) -> Iterator[tuple[Place, str, str]]:
    entries = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else ()
    for key, value in entries:
        if isinstance(value, str) and key in languages:
            yield (*at, key), str(key), value
        elif isinstance(value, list | dict):
            yield from _texts(value, (*at, key), languages)
