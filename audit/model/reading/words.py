"""Words that stand for a value: none, yes and no, I don't know, today; the words of choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audit.model.reading.letters import plain
from audit.model.reading.wrong import N_, WrongValue, wrong

NONE = "none"
NO_WORDS = (
    "none",
    "no",
    "nobody",
    "no one",
    "nothing",
    "closed",
    "없음",
    "없다",
    "없습니다",
    "아무도 없음",
    "안함",
    "안 함",
    "휴무",
)
"""Typed where there is nothing to say."""
YES_WORDS = ("yes", "y", "true", "예", "네", "가능", "가능함", "됨")
NOT_WORDS = ("no", "n", "false", "아니오", "아니요", "불가", "불가능", "안 됨", "안됨", "없음")
UNKNOWN_WORDS = (
    "?",
    "don't know",
    "dont know",
    "i don't know",
    "not known",
    "unknown",
    "모름",
    "모릅니다",
    "모르겠음",
    "모르겠습니다",
)
"""Typed instead of a value that is not known."""

SPOKEN: Mapping[str, tuple[str, ...]] = {
    NONE: NO_WORDS,
    "alerts": ("alert", "alarm", "alarms", "alerts ring", "알림", "알람", "경보"),
    "others-ring": ("others ring", "duty phone", "phone", "당직 전화", "당직전화", "당직", "전화"),
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
    meant = {word for word, titles in words.items() if said in ways_to_say(word, titles)}
    return meant.pop() if len(meant) == 1 else None


def ways_to_say(word: str, titles: Iterable[str]) -> set[str]:
    """Return what people may write for a word: itself, what it is called elsewhere, its titles and what they begin with."""
    ways = {plain(word), *SPOKEN.get(word, ())}
    for title in map(plain, titles):
        # `당직 전화: 다른 사람이 ...` begins with what it is called.
        ends = [title.find(end) for end in _TITLE_ENDS if end in title]
        ways |= {title.rstrip("."), title[: min(ends)].strip() if ends else title}
    return ways


def is_none(text: str) -> bool:
    """Tell whether a text says that there is nothing."""
    return plain(text) in NO_WORDS


def is_unknown(text: str) -> bool:
    """Tell whether a text says that something is not known."""
    return plain(text) in UNKNOWN_WORDS


def yes_or_no(text: str) -> bool:
    """Read yes or no in either language.

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
