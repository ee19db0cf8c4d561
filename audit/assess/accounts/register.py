"""A register as a result holds it: each account with what it shows, and what the whole suggests for answers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from audit.assess.accounts.findings import NOBODY, SILENT_DAYS, findings_of
from audit.assess.accounts.named import unlisted
from audit.assess.accounts.suggestions import SUGGESTED, suggestions_of, with_answers
from audit.assess.assess import mode_of
from audit.assess.rounds.voices import heard_voices, settled
from audit.model.accounts import UNKNOWN, Account, Impostor, Register, Reserved
from audit.model.answers import OPEN, Answer, Answers, Settings, claimed_level, standing
from audit.model.known import ACCOUNTS
from audit.model.pack import Pack, Question
from audit.model.result.accounts import (
    FINDINGS,
    AccountFinding,
    AccountResult,
    AccountsResult,
    AccountSuggestion,
    NameResult,
    Stands,
    UnusedResult,
)
from audit.model.visibility import visible


def register_result(
    register: Register, pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date
) -> AccountsResult:
    """Assess a register beside the answers of a round. It changes no answer, no level and no verdict.

    Args:
        register: The register.
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered.
        date: The day of the audit.
    """
    findings = sorted(
        (*findings_of(register, date, mode_of(settings)), *filter(None, [unlisted(register, voices)])),
        key=lambda finding: FINDINGS.index(finding.kind),
    )
    return AccountsResult(
        reviewed=_day(register.reviewed),
        accounts=tuple(_account(identity, account, findings) for identity, account in register.accounts.items()),
        reserved=tuple(_name(entry) for entry in register.reserved),
        impostors=tuple(_name(entry) for entry in register.impostors),
        unused=tuple(UnusedResult(platform=entry.platform, because=entry.because) for entry in register.unused),
        findings=tuple(findings),
        suggestions=suggestions_beside(register, pack, settings, voices, date),
        silent_days=SILENT_DAYS,
    )


def suggestions_beside(
    register: Register, pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date
) -> tuple[AccountSuggestion, ...]:
    """Return what a register suggests for the questions that are asked here, beside what was answered to them."""
    answers = settled(pack, heard_voices(pack, voices, settings.people), date, settings.profile)
    shown = visible(pack, settings.profile, answers)
    answered = {
        identity: _answered(pack, settings, answers, identity)
        for identity in SUGGESTED
        if identity in shown and identity in pack.by_id
    }
    return tuple(with_answers(suggestions_of(register, mode_of(settings)), answered))


def _answered(
    pack: Pack, settings: Settings, answers: Mapping[str, Answer], identity: str
) -> int | tuple[int, ...] | None:
    item, answer = pack.by_id[identity], answers.get(identity, OPEN)
    if isinstance(item, Question):
        return claimed_level(item, answer)
    value = settings.profile.get(identity) if item.pillar is None else None
    if item.pillar is not None and standing(item, answer) == "answered":
        value = answer.value
    if identity == ACCOUNTS and isinstance(value, Mapping):
        parts = cast("Mapping[str, Fraction]", value)
        return tuple(int(parts[part.id]) for part in item.parts) if len(parts) == len(item.parts) else None
    return (int(value),) if isinstance(value, Fraction) else None


def _account(identity: str, account: Account, findings: list[AccountFinding]) -> AccountResult:
    publishers = account.publishers
    return AccountResult(
        id=identity,
        platform=account.platform,
        account=account.name,
        address=_known(account.address),
        purpose=_known(account.purpose),
        owner=_known(account.owner),
        deputy=_known(account.deputy),
        publishers=publishers if isinstance(publishers, tuple) else (),
        contractor=_known(account.contractor),
        owned=_stands(account.owner),
        deputised=_stands(account.deputy),
        outside=_stands(account.contractor),
        people=len(publishers) if isinstance(publishers, tuple) else None,
        two_step=account.two_step,
        agency_mail=account.agency_mail,
        archive=account.archive,
        last_post=_day(account.last_post),
        last_answer=_day(account.last_answer),
        followers=account.followers if isinstance(account.followers, int) else None,
        decision=account.decision,
        because=_known(account.because),
        unknown=tuple(name for name in Account.model_fields if getattr(account, name) == UNKNOWN),
        findings=tuple(finding.kind for finding in findings if identity in finding.accounts),
    )


def _name(entry: Reserved | Impostor) -> NameResult:
    named = NameResult(
        platform=entry.platform, account=entry.name, address=_known(entry.address), note=_known(entry.note)
    )
    if isinstance(entry, Reserved):
        return named.model_copy(update={"owner": _known(entry.owner)})
    return named.model_copy(update={"seen": _day(entry.seen), "reported": _day(entry.reported)})


def _stands(text: str) -> Stands:
    return "blank" if not text else "unknown" if text == UNKNOWN else "none" if text == NOBODY else "given"


def _known(text: str) -> str:
    return "" if text in (UNKNOWN, NOBODY) else text


def _day(day: datetime.date | str | None) -> datetime.date | None:
    return day if isinstance(day, datetime.date) else None
