"""What a table of accounts may call its columns, and the words in its cells, generously; other languages add theirs as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from audit.locale_data import all_locale_data
from audit.model.text import nfc

KIND = "kind"
"""The column that says what a line is: an account, a reserved name, an impostor, an unused platform."""

_HEADINGS: Mapping[str, str] = {
    "id": "id|no|number|code",
    KIND: "kind|kind of entry|type|category|entry",
    "platform": "platform|service|network|site|channel|medium|social network|sns",
    "name": "name|account|account name|handle|user|user name|username|profile|page",
    "address": "address|web address|url|link|web address|web|profile url",
    "purpose": "purpose|purpose of the account|goal|aim|what for|used for",
    "owner": "owner|who answers for it|responsible|person in charge|manager|lead|contact|department",
    "deputy": "deputy|deputy of the owner|backup|second|stand in|substitute",
    "publishers": "publishers|who can publish|can publish|publisher|people who can publish|editors|administrators|admins|access|users",
    "contractor": "contractor|agency|vendor|supplier|outside|outsourced to",
    "two_step": "two step|two step sign in|2fa|mfa|two factor|two factor authentication|two step verification",
    "agency_mail": "agency mail|signed in to by agency mail|official mail|sign in by agency mail|agency mailbox|official e mail|official email|work email|work e mail",
    "archive": "archive|posts are archived|archived|kept|records|record keeping",
    "last_post": "last post|last posted|latest post|last published|last activity",
    "last_answer": "last answer|last answer to somebody|last answered|last reply|latest reply",
    "followers": "followers|subscribers|fans|friends|members",
    "decision": "decision|decided|what becomes of it|action|keep or close",
    "because": "because|why|reason|reason for the decision",
    "note": "note|notes|remark|remarks|comment",
    "seen": "seen|seen on|found|found on",
    "reported": "reported|reported on",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    KIND: {
        "account": "account|accounts|own account",
        "reserved": "reserved|reserved name|held",
        "impostor": "impostor|imposter|fake|impersonator|impersonation",
        "unused": "unused|unused on purpose|not used|left out|not in use",
    },
    "decision": {
        "keep": "keep|kept|stay|retain|maintain",
        "merge": "merge|merged|combine|join",
        "close": "close|closed|closing|end|delete|retire|stop",
        "open": "open|to be opened|opening|planned|plan|new",
    },
}
_NOTHING_BUT_LETTERS = re.compile(r"[\W_]+")


def plain_heading(text: str) -> str:
    """Return a heading as headings are compared: small letters and digits, without what stands in brackets."""
    return _NOTHING_BUT_LETTERS.sub("", re.sub(r"\([^)]*\)|\uff08[^\uff09]*\uff09", " ", nfc(text).casefold()))


@cache
def _fields() -> Mapping[str, str]:
    """What each heading means, in every language."""
    ways = {name: {name, *words.split("|")} for name, words in _HEADINGS.items()}
    for data in all_locale_data():
        for name, words in data.register.headings.items():
            ways[name] |= set(words)
    return _told_apart(ways)


@cache
def _meant(field: str) -> Mapping[str, str]:
    """What each word of a field means, in every language."""
    ways = {word: {word, *said.split("|")} for word, said in _WORDS[field].items()}
    for data in all_locale_data():
        for word, said in data.register.words.get(field, {}).items():
            ways[word] |= set(said)
    return _told_apart(ways)


def _told_apart(ways: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {plain_heading(way): word for word, said in ways.items() for way in said}


def field_of(heading: str) -> str | None:
    """Return what a column holds, by its heading; None where nobody knows such a heading."""
    return _fields().get(plain_heading(heading))


def word_in(field: str, cell: str) -> str | None:
    """Return the word that a cell means, of a kind or a decision; None where it is none of them."""
    return _meant(field).get(plain_heading(cell))
