"""What `accounts list` prints: what the register shows, what it suggests, and the accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from audit.model.result.accounts import AccountResult, AccountsResult
from audit.report.terminal.rounds import Lines, suggestion_lines
from audit.wording.accounts import (
    field_word,
    finding_mark,
    finding_sentence,
)


def account_lines(
    result: AccountsResult,
    titles: Mapping[str, str],
    lines: Lines,
    *,
    find: str = "",
    most: int | None = None,
) -> Iterator[str]:
    """Give the lines of `listenfirst accounts FOLDER list`.

    Args:
        result: The register.
        titles: Question -> its title in the reader's language.
        lines: Wraps them.
        find: Only accounts that hold this text are shown.
        most: How many accounts are shown; None for every one.
    """
    locale = lines.locale
    yield from lines.say("Accounts in the register: {count}", count=len(result.accounts))
    if result.findings and not find:
        yield ""
        for finding in result.findings:
            sentence = finding_sentence(finding, locale, result.silent_days)
            named = "" if not finding.accounts or finding.kind == "live-in-plan" else f" ({_few(finding.accounts)})"
            yield from lines.flow(f"{sentence}{named}", 2)
    if result.suggestions and not find:
        yield ""
        yield from suggestion_lines(result.suggestions, titles, lines)
    found = [account for account in result.accounts if _holds(account, find.casefold())]
    yield ""
    for account in found[:most]:
        yield from lines.flow(_account(account, lines), 2)
    if most is not None and len(found) > most:
        yield from lines.say(
            "and {count} more; --all shows every one, --find TEXT some of them", count=len(found) - most
        )
    for name, count in (
        (locale.say("Reserved names: {count}", count=len(result.reserved)), len(result.reserved)),
        (locale.say("Impostors: {count}", count=len(result.impostors)), len(result.impostors)),
        (locale.say("Platforms left out on purpose: {count}", count=len(result.unused)), len(result.unused)),
    ):
        if count and not find:
            yield from lines.flow(name)


def _few(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:8]) + (" …" if len(ids) > 8 else "")


def _holds(account: AccountResult, text: str) -> bool:
    said = (account.id, account.platform, account.account, account.address, account.purpose, account.owner)
    return (
        text in "\n".join((*said, account.deputy, account.contractor, account.because, *account.publishers)).casefold()
    )


def _account(account: AccountResult, lines: Lines) -> str:
    locale = lines.locale
    decision = field_word(account.decision, locale) if account.decision else ""
    marks = [finding_mark(kind, locale) for kind in account.findings if kind != "live-in-plan"]
    parts = [f"{account.id}  {account.platform}, {account.account}", account.owner, decision, ", ".join(marks)]
    return "  |  ".join(part for part in parts if part)
