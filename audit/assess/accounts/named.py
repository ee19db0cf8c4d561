"""Accounts that somebody names in an answer and that are in no register."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from audit.locale_data import all_locale_data
from audit.model.accounts import Account, Impostor, Register, Reserved, plain_address, plain_name
from audit.model.answers import Answer, Answers
from audit.model.known import ACCOUNTS, ALTERNATIVE, KEY_HOLDERS
from audit.model.result.accounts import AccountFinding

SIGN_INS, CLOSING = "T09", "E12"
ABOUT_ACCOUNTS = (ACCOUNTS, SIGN_INS, ALTERNATIVE, CLOSING, KEY_HOLDERS)
"""Where the name of a platform alone means an account of one's own; elsewhere it may be one that is only watched."""
MOST_NAMED = 20

_PLATFORMS = (
    "Facebook",
    "Instagram",
    "YouTube",
    "Twitter",
    "TikTok",
    "KakaoTalk",
    "KakaoStory",
    "Naver Blog",
    "Naver Band",
    "LinkedIn",
    "Bluesky",
    "Mastodon",
    "Telegram",
    "WhatsApp",
    "Nextdoor",
    "Flickr",
    "Reddit",
)
"""Names that mean a platform and nothing else. `X`, `Band` and `Threads` are words too, and are found by address only."""
_HOSTS = (
    "facebook.com", "fb.com", "instagram.com", "youtube.com", "youtu.be", "twitter.com", "x.com", "tiktok.com",
    "pf.kakao.com", "story.kakao.com", "blog.naver.com", "band.us", "linkedin.com", "bsky.app", "t.me", "threads.net",
    "threads.com", "flickr.com", "nextdoor.com",
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?(?:"
    + "|".join(map(re.escape, _HOSTS))
    + r")/[^\s<>\"'“”‘’()\[\]{},;]{1,200}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@/-])@([A-Za-z0-9_][A-Za-z0-9_.-]{2,39})")


def _elsewhere(name: str) -> Iterator[str]:
    """Give what a platform is called in other scripts."""
    for data in all_locale_data():
        yield from data.register.platforms.get(name, ())


_PLATFORM = {
    name: re.compile(
        "|".join(rf"(?<![a-z]){re.escape(way)}(?![a-z])" for way in (name, *_elsewhere(name))), re.IGNORECASE
    )
    for name in _PLATFORMS
}


def unlisted(register: Register, voices: Mapping[str, Answers]) -> AccountFinding | None:
    """Return the accounts and platforms that answers name and the register does not; None where there are none.

    Args:
        register: The register.
        voices: What each respondent answered.
    """
    known = _Known(register)
    found: dict[str, list[str]] = {}
    for answers in voices.values():
        for question, answer in answers.answers.items():
            for word in _named(question, answer):
                if not known.has(word):
                    found.setdefault(word, [])
                    if question not in found[word]:
                        found[word].append(question)
    if not found:
        return None
    return AccountFinding(
        kind="unlisted",
        words=tuple(found)[:MOST_NAMED],
        questions=tuple(dict.fromkeys(question for places in found.values() for question in places)),
        of=len(found),
    )


def _named(question: str, answer: Answer) -> Iterator[str]:
    pieces = (text for piece in answer.evidence for text in (piece.what, piece.where))
    said = "\n".join((answer.text, answer.note, answer.not_applicable or "", *pieces))
    rest = said
    for match in _ADDRESS.finditer(said):
        yield match[0].rstrip(".,:!?…")
        rest = rest.replace(match[0], " ")
    for match in _HANDLE.finditer(rest):
        yield f"@{match[1].rstrip('.-')}"
    if question in ABOUT_ACCOUNTS:
        for name, pattern in _PLATFORM.items():
            if pattern.search(rest):
                yield name


class _Known:
    """What a register names, of every kind: an account, a reserved name, an impostor, a platform that is left out."""

    def __init__(self, register: Register) -> None:
        entries: tuple[Account | Reserved | Impostor, ...] = (
            *register.accounts.values(),
            *register.reserved,
            *register.impostors,
        )
        self.addresses = {plain_address(entry.address) for entry in entries if entry.address}
        self.names = {plain_name(entry.name) for entry in entries}
        self.names |= {address.rsplit("/", 1)[-1].removeprefix("@") for address in self.addresses}
        self.platforms = "\n".join(
            {plain_name(entry.platform) for entry in entries}
            | {plain_name(entry.platform) for entry in register.unused}
            | self.addresses
        )

    def has(self, word: str) -> bool:
        """Return whether something that an answer names is in the register."""
        if word in _PLATFORM:
            return _PLATFORM[word].search(self.platforms) is not None
        if word.startswith("@"):
            return plain_name(word) in self.names
        address = plain_address(word)
        return any(address == known or address.startswith(f"{known}/") for known in self.addresses)
