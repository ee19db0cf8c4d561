"""Words that stand for a value: none, yes and no, I don't know, today; the words of choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from audit.model.reading.languages import TYPED, listed
from audit.model.reading.letters import plain
from audit.model.reading.wrong import N_, WrongValue, wrong

NONE = "none"
NO_WORDS = listed(*(typed.none for typed in TYPED))
"""Typed where there is nothing to say."""
YES_WORDS = listed(*(typed.yes for typed in TYPED))
NOT_WORDS = listed(*(typed.no for typed in TYPED))
QUESTION_MARKS = ("?", "？")
UNKNOWN_WORDS = listed(["?"], *(typed.unknown for typed in TYPED))
"""Typed instead of a value that is not known."""

SPOKEN: Mapping[str, tuple[str, ...]] = {
    **{
        choice: listed(*(typed.choices.get(choice, ()) for typed in TYPED))
        for typed in TYPED
        for choice in typed.choices
    },
    NONE: NO_WORDS,
    "nobody": NO_WORDS,
    "yes": YES_WORDS,
    "no": NOT_WORDS,
}
"""What people write for the words of a pack, in every language; a word of a pack that is not here goes by its title."""
_TITLE_ENDS = (":", "(", ",", ";")


def word_of(text: str, words: Mapping[str, Iterable[str]]) -> str | None:
    """Return the word that a text means; None where it is none of them, or could be two.

    Args:
        text: What somebody wrote.
        words: The titles of each word, in every language.
    """
    said = plain(text).rstrip(".")
    meant = {word for word, titles in words.items() if said in _ways_to_say(word, tuple(titles))}
    return meant.pop() if len(meant) == 1 else None


def ways_to_say(word: str, titles: Iterable[str]) -> set[str]:
    """Return what people may write for a word: itself, what it is called elsewhere, its titles and what they begin with."""
    ways = {plain(word), *SPOKEN.get(word, ())}
    for title in map(plain, titles):
        # `duty phone: somebody else ...` begins with what it is called.
        ends = [title.find(end) for end in _TITLE_ENDS if end in title]
        ways |= {title.rstrip("."), title[: min(ends)].strip() if ends else title}
    return ways


_ways_to_say = lru_cache(maxsize=1024)(ways_to_say)
"""The words of a pack are asked for again and again."""


def is_none(text: str) -> bool:
    """Tell whether a text says that there is nothing."""
    return plain(text) in NO_WORDS


def is_unknown(text: str) -> bool:
    """Tell whether a text says that something is not known."""
    return plain(text) in UNKNOWN_WORDS


def yes_or_no(text: str) -> bool:
    """Read yes or no, in any language.

    Raises:
        WrongValue: It is neither.
    """
    word = plain(text)
    if word in YES_WORDS:
        return True
    if word in NOT_WORDS:
        return False
    raise WrongValue(N_("{text} is neither yes nor no"), text=text)


def read_country(text: str, names: Mapping[str, str]) -> str:
    """Read a country by its name or its letters.

    Args:
        text: What somebody wrote.
        names: The two letters of every country by its names in small letters.

    Raises:
        WrongValue: Nobody knows such a country.
    """
    said = plain(text).rstrip(".")
    found = names.get(said) or names.get(said.replace(".", ""))
    if found is None:
        raise wrong("not_country", text)
    return found
