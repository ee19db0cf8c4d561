"""The register of accounts: what it shows, what it suggests for answers, and every account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from audit.model.accounts import plain_name
from audit.model.result.accounts import (
    AccountFinding,
    AccountResult,
    AccountsResult,
    AccountSuggestion,
    NameResult,
    Stands,
)
from audit.report.pages.group import Group
from audit.report.pages.page import Page
from audit.report.parts.context import Link, ReportContext
from audit.wording.accounts import (
    field_name,
    field_word,
    finding_mark,
    finding_sentence,
    suggestion_sentence,
    suggestion_stands,
)
from audit.wording.free_text import FreeText, free_text

SHOWN_AT_ONCE = 30
"""So many accounts stand open on the page; of more each platform is folded."""
LINKED = 8
"""So many accounts are named with a finding; the others are counted."""
_OF_THE_WHOLE = frozenset(("live-in-plan",))
"""What is said once above, and not again at every account."""


@dataclass(frozen=True)
class FindingView:
    """Something that the register shows."""

    kind: str
    sentence: FreeText
    accounts: tuple[Link, ...]
    more: str
    """How many accounts are not named; empty where all are."""


@dataclass(frozen=True)
class SuggestionView:
    """An answer that the register speaks for."""

    id: str
    title: str
    href: str
    sentence: str
    stands: str
    """How it stands to what was answered."""


@dataclass(frozen=True)
class Said:
    """A field of an account and what it says."""

    name: str
    words: FreeText


@dataclass(frozen=True)
class AccountRow:
    """One account."""

    id: str
    name: FreeText
    address: FreeText
    purpose: FreeText
    who: tuple[Said, ...]
    sign_in: tuple[Said, ...]
    activity: tuple[Said, ...]
    decision: str
    because: FreeText
    marks: tuple[str, ...]


@dataclass(frozen=True)
class PlatformView:
    """The accounts of one platform."""

    title: FreeText
    summary: str
    rows: tuple[AccountRow, ...]


@dataclass(frozen=True)
class NameRow:
    """A name that was taken, or an impostor."""

    platform: FreeText
    name: FreeText
    address: FreeText
    facts: tuple[Said, ...]
    note: FreeText


@dataclass(frozen=True)
class AccountsView:
    """The page of the register."""

    finding: str
    reviewed: str
    findings: tuple[FindingView, ...]
    suggestions: tuple[SuggestionView, ...]
    platforms: tuple[PlatformView, ...]
    is_folded: bool
    """Whether each platform is folded, because there are many accounts."""
    reserved: tuple[NameRow, ...]
    impostors: tuple[NameRow, ...]
    unused: tuple[Said, ...]


def accounts_view(context: ReportContext) -> AccountsView:
    """Make the page of the register.

    Raises:
        ValueError: The result has none.
    """
    register = context.result.accounts
    if register is None:
        raise ValueError("this result has no register of accounts")
    return AccountsView(
        finding=accounts_finding(context, register),
        reviewed=context.say(
            "Somebody last went through the whole list on {date}.", date=context.locale.date(register.reviewed)
        )
        if register.reviewed
        else context.say("The register does not say when somebody last went through the whole list."),
        findings=tuple(_finding(context, register, finding) for finding in register.findings),
        suggestions=tuple(_suggestion(context, suggestion) for suggestion in register.suggestions),
        platforms=tuple(_platforms(context, register)),
        is_folded=len(register.accounts) > SHOWN_AT_ONCE,
        reserved=tuple(_name(context, entry) for entry in register.reserved),
        impostors=tuple(_name(context, entry) for entry in register.impostors),
        unused=tuple(
            Said(free_text(entry.platform), free_text(entry.because or context.say("no reason given")))
            for entry in register.unused
        ),
    )


def accounts_finding(context: ReportContext, register: AccountsResult) -> str:
    """Say in one sentence how many accounts there are, and how many of them need a look."""
    say = context.say
    live = [account for account in register.accounts if account.decision != "open"]
    planned = len(register.accounts) - len(live)
    look = sum(bool(_marks(account)) for account in live)
    values = {
        "accounts": context.locale.amount(Fraction(len(live)), "accounts"),
        "platforms": context.locale.amount(
            Fraction(len({plain_name(account.platform) for account in live})), "platforms"
        ),
        "look": context.locale.amount(Fraction(look)),
        "planned": context.locale.amount(Fraction(planned), "accounts"),
    }
    if not register.accounts:
        return say("The register names no account of your own")
    if not live:
        return say("No account is open; {planned} planned", **values)
    if not look:
        return say("{accounts} on {platforms}, and the register shows nothing to mend", **values)
    if len(live) == 1:
        return say("One account, and it needs a look", **values)
    if look == len(live):
        return say("{accounts} on {platforms}, and every one of them needs a look", **values)
    return say("{accounts} on {platforms}; {look} of them need a look", **values)


def _marks(account: AccountResult) -> tuple[str, ...]:
    return tuple(kind for kind in account.findings if kind not in _OF_THE_WHOLE)


def _finding(context: ReportContext, register: AccountsResult, finding: AccountFinding) -> FindingView:
    shown = finding.accounts[:LINKED] if finding.kind not in _OF_THE_WHOLE else ()
    names = {account.id: account for account in register.accounts if account.id in shown}
    rest = len(finding.accounts) - len(shown) if shown else 0
    return FindingView(
        kind=finding.kind,
        sentence=free_text(finding_sentence(finding, context.locale, register.silent_days)),
        accounts=tuple(
            Link(f"#{identity}", free_text(f"{names[identity].platform}, {names[identity].account}"))
            for identity in shown
        ),
        more=context.say("and {count} more", count=context.locale.amount(Fraction(rest))) if rest else "",
    )


def _suggestion(context: ReportContext, suggestion: AccountSuggestion) -> SuggestionView:
    identity = suggestion.question
    item = context.questions.get(identity) or context.inputs[identity]
    return SuggestionView(
        id=identity,
        title=context.text(item.title),
        href=context.question_href(identity)
        if identity in context.questions
        else context.input_href(context.inputs[identity]),
        sentence=suggestion_sentence(suggestion, context.locale),
        stands=suggestion_stands(suggestion, context.locale),
    )


def _platforms(context: ReportContext, register: AccountsResult) -> Iterator[PlatformView]:
    """Set out the accounts by platform, in the order in which the register first names each."""
    groups: dict[str, list[AccountResult]] = {}
    for account in register.accounts:
        groups.setdefault(plain_name(account.platform), []).append(account)
    for accounts in groups.values():
        look = sum(bool(_marks(account)) for account in accounts)
        count = context.locale.amount(Fraction(len(accounts)), "accounts")
        yield PlatformView(
            title=free_text(accounts[0].platform),
            summary=context.say(
                "{accounts}, {look} to look at", accounts=count, look=context.locale.amount(Fraction(look))
            )
            if look
            else count,
            rows=tuple(_row(context, account) for account in accounts),
        )


def _row(context: ReportContext, account: AccountResult) -> AccountRow:
    locale = context.locale
    return AccountRow(
        id=account.id,
        name=free_text(account.account),
        address=free_text(account.address),
        purpose=free_text(account.purpose),
        who=tuple(_who(context, account)),
        sign_in=tuple(
            Said(field_name(name, locale), free_text(field_word(value, locale)))
            for name, value in (
                ("two_step", account.two_step),
                ("agency_mail", account.agency_mail),
                ("archive", account.archive),
            )
            if value is not None
        ),
        activity=tuple(_activity(context, account)),
        decision=field_word(account.decision, locale) if account.decision else "",
        because=free_text(account.because),
        marks=tuple(finding_mark(kind, locale) for kind in account.findings if kind not in _OF_THE_WHOLE),
    )


def _who(context: ReportContext, account: AccountResult) -> Iterator[Said]:
    """Say who answers for an account and who can publish; an edition without names says whether there is somebody."""
    locale, say = context.locale, context.say

    def stands(name: str, how: Stands, words: str) -> Iterator[Said]:
        if how != "blank":
            told = {"given": words or say("named"), "none": say("nobody"), "unknown": say("not known")}[how]
            yield Said(field_name(name, locale), free_text(told))

    yield from stands("owner", account.owned, account.owner)
    yield from stands("deputy", account.deputised, account.deputy)
    if account.people is not None:
        named = ", ".join(account.publishers) or (
            context.locale.amount(Fraction(account.people), "people") if account.people else say("nobody of your own")
        )
        yield Said(field_name("publishers", locale), free_text(named))
    elif "publishers" in account.unknown:
        yield Said(field_name("publishers", locale), free_text(say("not known")))
    yield from stands("contractor", account.outside, account.contractor)


def _activity(context: ReportContext, account: AccountResult) -> Iterator[Said]:
    locale = context.locale
    for name, day in (("last_post", account.last_post), ("last_answer", account.last_answer)):
        if day is not None or name in account.unknown:
            yield Said(
                field_name(name, locale), free_text(locale.date(day) if day is not None else locale.say("not known"))
            )
    if account.followers is not None:
        yield Said(field_name("followers", locale), free_text(locale.amount(Fraction(account.followers))))
    elif "followers" in account.unknown:
        yield Said(field_name("followers", locale), free_text(locale.say("not known")))


def _name(context: ReportContext, entry: NameResult) -> NameRow:
    locale = context.locale
    facts = [
        *([Said(field_name("owner", locale), free_text(entry.owner))] if entry.owner else []),
        *(
            Said(field_name(name, locale), free_text(locale.date(day)))
            for name, day in (("seen", entry.seen), ("reported", entry.reported))
            if day is not None
        ),
    ]
    return NameRow(
        platform=free_text(entry.platform),
        name=free_text(entry.account),
        address=free_text(entry.address),
        facts=tuple(facts),
        note=free_text(entry.note),
    )


PAGE = Page(
    path="accounts",
    title=lambda context: context.say("Accounts"),
    group=Group.TESTS,
    template="pages/accounts.md.j2",
    when=lambda result: result.accounts is not None,
    view=accounts_view,
    on_paper="head",
)
