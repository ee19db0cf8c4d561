"""Answers that a register speaks for, each with its reason. They are shown and never taken, and nothing unknown is built upon."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.assess.accounts.findings import has_contractor
from audit.assess.accounts.named import CLOSING, SIGN_INS
from audit.model.accounts import UNKNOWN, Account, Register, plain_name
from audit.model.known import ACCOUNTS, ALTERNATIVE, KEY_HOLDERS
from audit.model.pack import Mode
from audit.model.result.accounts import AccountSuggestion

SUGGESTED = (ACCOUNTS, SIGN_INS, ALTERNATIVE, CLOSING, KEY_HOLDERS)
"""The questions that a register knows something about."""


def suggestions_of(register: Register, mode: Mode | None) -> tuple[AccountSuggestion, ...]:
    """Return what a register suggests.

    Args:
        register: The register.
        mode: Whether accounts are live. How many there are, and how they are signed in to, is asked only where they are.
    """
    found = (
        accounts_and_platforms(register) if mode == "run" else None,
        sign_ins(register.live) if mode == "run" else None,
        what_was_refused(register),
        kept_or_closing(register.accounts),
        people_who_publish(register.live if mode == "run" else register.accounts),
    )
    return tuple(suggestion for suggestion in found if suggestion is not None)


def accounts_and_platforms(register: Register) -> AccountSuggestion | None:
    """Suggest X3: how many accounts there are, on how many platforms; not where the platform of one is unknown."""
    platforms = {plain_name(account.platform) for account in register.live.values()}
    if not platforms or UNKNOWN in platforms:
        return None
    return AccountSuggestion(question=ACCOUNTS, kind="counted", numbers=(len(register.live), len(platforms)))


def sign_ins(accounts: Mapping[str, Account]) -> AccountSuggestion | None:
    """Suggest T09: the level that the sign-ins of the accounts allow at most; tools for posting are in no register."""
    count = len(accounts)
    mails = [account.agency_mail for account in accounts.values()]
    steps = [account.two_step for account in accounts.values()]

    def said(kind: str, level: int, *numbers: int) -> AccountSuggestion:
        return AccountSuggestion.model_validate(
            {"question": SIGN_INS, "kind": kind, "level": level, "numbers": (*numbers, count)}
        )

    if not count:
        return None
    if "no" in mails:
        return said("own-mail", 0, mails.count("no"))
    if steps.count("no") == count:
        return said("none-two-step", 0)
    if mails.count("yes") < count or not set(steps) <= {"yes", "no"}:
        return None
    return said("some-two-step", 1, steps.count("no")) if "no" in steps else said("all-two-step", 2)


def what_was_refused(register: Register) -> AccountSuggestion | None:
    """Suggest what L10 asks for at its highest level: that an account or a platform got a "no"."""
    ended = sum(account.decision in ("close", "merge") for account in register.accounts.values())
    if not ended and not register.unused:
        return None
    return AccountSuggestion(question=ALTERNATIVE, kind="said-no", numbers=(ended, len(register.unused)))


def kept_or_closing(accounts: Mapping[str, Account]) -> AccountSuggestion | None:
    """Suggest for E12 whether there is the list of which level 3 speaks: every account marked; nothing where one is unknown."""
    decided = [account.decision for account in accounts.values()]
    if not decided or UNKNOWN in decided:
        return None
    if None not in decided:
        return AccountSuggestion(question=CLOSING, kind="all-decided", numbers=(len(decided),))
    return AccountSuggestion(
        question=CLOSING, kind="some-undecided", level=2, numbers=(decided.count(None), len(decided))
    )


def people_who_publish(accounts: Mapping[str, Account]) -> AccountSuggestion | None:
    """Suggest N19: how many people can publish, each counted once; not where it is unknown of one account, or who a contractor is."""
    people: set[str] = set()
    contractors: set[str] = set()
    for account in accounts.values():
        if not isinstance(account.publishers, tuple) or account.contractor == UNKNOWN:
            return None
        people |= {plain_name(name) for name in account.publishers}
        if has_contractor(account):
            contractors.add(plain_name(account.contractor))
    if not people or not contractors <= people:
        return None
    return AccountSuggestion(question=KEY_HOLDERS, kind="publishers", numbers=(len(people), len(accounts)))


def with_answers(
    suggestions: tuple[AccountSuggestion, ...], answered: Mapping[str, int | tuple[int, ...] | None]
) -> Iterator[AccountSuggestion]:
    """Say of each suggestion how it stands to what was answered.

    Args:
        suggestions: What the register suggests.
        answered: What counts of the questions that are asked here: a level, or the numbers in the order of the suggestion;
            None where a question is open. A suggestion for a question that is not asked is left out.
    """
    for suggestion in suggestions:
        if suggestion.question in answered:
            yield suggestion.model_copy(update={"answered": _stands(suggestion, answered[suggestion.question])})


def _stands(suggestion: AccountSuggestion, answer: int | tuple[int, ...] | None) -> str:
    if answer is None:
        return "open"
    if isinstance(answer, tuple):
        return "agrees" if answer == suggestion.numbers[: len(answer)] else "differs"
    if suggestion.level is None:
        return "beside"
    if suggestion.kind == "all-two-step":
        return "agrees" if answer >= suggestion.level else "differs"
    # What the accounts themselves allow at most.
    return "agrees" if answer <= suggestion.level else "differs"
