"""What a register shows of itself, each kind decided by one function. What is not known is never held against an account."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from audit.model.accounts import UNKNOWN, Account, Register, account_key, plain_address, plain_name
from audit.model.pack import Mode
from audit.model.result.accounts import AccountFinding, FindingKind

SILENT_DAYS = 90
"""So many days without a post, and an account counts as silent (ours)."""
NOBODY = "none"
"""Stands in a field where there is nobody: no deputy, no contractor."""

_Judge = Callable[[Account, datetime.date], bool | None]
"""Tells whether something holds of an account; None where it is not known, or is not asked of such an account."""


def has_no_owner(account: Account, date: datetime.date) -> bool | None:
    """Tell whether the register names nobody who answers for an account; None where it says that nobody knows."""
    del date
    return None if account.owner == UNKNOWN else account.owner in ("", NOBODY)


def hangs_on_one_person(account: Account, date: datetime.date) -> bool | None:
    """Tell whether one person alone can publish, of one's own or outside; None where it is not known who can."""
    del date
    if not isinstance(account.publishers, tuple) or account.contractor == UNKNOWN:
        return None
    return len(account.publishers) == 1 and not has_contractor(account)


def is_contractors_alone(account: Account, date: datetime.date) -> bool | None:
    """Tell whether only a contractor can publish; None where it is not known who can."""
    del date
    if not isinstance(account.publishers, tuple) or account.contractor == UNKNOWN:
        return None
    own = [name for name in account.publishers if plain_name(name) != plain_name(account.contractor)]
    return has_contractor(account) and not own


def hangs_on_own_mail(account: Account, date: datetime.date) -> bool | None:
    """Tell whether an account hangs on somebody's own mailbox or telephone; None where it is not known."""
    del date
    return None if account.agency_mail in (None, UNKNOWN) else account.agency_mail == "no"


def lacks_two_step(account: Account, date: datetime.date) -> bool | None:
    """Tell whether signing in takes no second step; None where it is not known."""
    del date
    return None if account.two_step in (None, UNKNOWN) else account.two_step == "no"


def is_silent(account: Account, date: datetime.date) -> bool | None:
    """Tell whether nothing was posted for `SILENT_DAYS` days, and nobody decided to close or merge the account.

    None where the last post is not known, or lies behind the day of the audit.
    """
    if not isinstance(account.last_post, datetime.date) or account.last_post > date:
        return None
    return (date - account.last_post).days >= SILENT_DAYS and account.decision not in ("close", "merge")


def is_undecided(account: Account, date: datetime.date) -> bool | None:
    """Tell whether nobody decided what becomes of an account; None where the register says that it is not known."""
    del date
    return None if account.decision == UNKNOWN else account.decision is None


def has_contractor(account: Account) -> bool:
    """Return whether a contractor is named."""
    return account.contractor not in ("", NOBODY, UNKNOWN)


JUDGES: Mapping[FindingKind, _Judge] = {
    "no-owner": has_no_owner,
    "contractor-alone": is_contractors_alone,
    "one-person": hangs_on_one_person,
    "own-mail": hangs_on_own_mail,
    "no-two-step": lacks_two_step,
    "silent": is_silent,
    "undecided": is_undecided,
}
_OF_PLANNED: frozenset[FindingKind] = frozenset(("no-owner",))
"""What is asked of an account that is only planned, too."""


def findings_of(register: Register, date: datetime.date, mode: Mode | None) -> Iterator[AccountFinding]:
    """Give what the register shows of its accounts, in no particular order.

    Args:
        register: The register.
        date: The day of the audit.
        mode: Whether accounts are live; None where nobody said.
    """
    live = register.live
    if mode == "plan" and live:
        yield AccountFinding(kind="live-in-plan", accounts=tuple(live), of=len(register.accounts))
    for kind, judge in JUDGES.items():
        judged = {
            identity: judge(account, date)
            for identity, account in (register.accounts if kind in _OF_PLANNED else live).items()
        }
        found = tuple(identity for identity, holds in judged.items() if holds)
        if found:
            yield AccountFinding(kind=kind, accounts=found, of=sum(holds is not None for holds in judged.values()))
    loose = [impostor for impostor in register.impostors if impostor.reported is None]
    if loose:
        yield AccountFinding(
            kind="impostor",
            of=len(register.impostors),
            words=tuple(f"{impostor.platform}, {impostor.name}" for impostor in loose),
        )
    twice = tuple(_twice(register.accounts))
    if twice:
        yield AccountFinding(kind="twice", accounts=twice, of=len(register.accounts))


def _twice(accounts: Mapping[str, Account]) -> Iterator[str]:
    """Give the accounts of which another entry has the same address, or without one the same platform and name."""
    groups: dict[object, list[str]] = {}
    for identity, account in accounts.items():
        address = plain_address(account.address)
        key = address if address and address != UNKNOWN else account_key(account)
        groups.setdefault(key, []).append(identity)
    for same in groups.values():
        if len(same) > 1:
            yield from same
