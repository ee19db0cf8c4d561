"""How the register of accounts speaks: one sentence for each finding and each suggestion, and what its fields are called."""

from __future__ import annotations

import datetime
from fractions import Fraction

from audit.model.result.accounts import AccountFinding, AccountSuggestion, FindingKind
from audit.wording.locale import Locale

SHOWN_WORDS = 5
"""So many names stand in a sentence; the others are counted."""


def finding_sentence(finding: AccountFinding, locale: Locale, silent_days: int) -> str:  # noqa: C901 # one case per kind
    """Say what a register shows.

    Args:
        finding: What it shows.
        locale: The language.
        silent_days: After how many days without a post an account counts as silent.
    """
    say = locale.say
    numbers = {"count": _number(len(finding.accounts), locale), "of": _number(finding.of, locale)}
    numbers["share"] = (
        say("{count} accounts of {of}", **numbers)
        if finding.of > len(finding.accounts)
        else say("{count} accounts", **numbers)
    )
    one = len(finding.accounts) == 1
    match finding.kind:
        case "live-in-plan":
            if one:
                return say(
                    "The answers say that no account is open yet (X4); the register holds one that is", **numbers
                )
            return say(
                "The answers say that no account is open yet (X4); the register holds {count} that are", **numbers
            )
        case "no-owner":
            if one:
                return say("One account has nobody who answers for it", **numbers)
            return say("{share} have nobody who answers for them", **numbers)
        case "one-person":
            if one:
                return say(
                    "At one account a single person can publish; when that person is away, nobody can", **numbers
                )
            return say(
                "At {share} a single person can publish; when that person is away, nobody can",
                **numbers,
            )
        case "contractor-alone":
            if one:
                return say("At one account only the contractor can publish; nobody of your own can", **numbers)
            return say("At {share} only the contractor can publish; nobody of your own can", **numbers)
        case "own-mail":
            if one:
                return say("One account hangs on somebody's own mailbox or telephone", **numbers)
            return say("{share} hang on somebody's own mailbox or telephone", **numbers)
        case "no-two-step":
            if one:
                return say("One account is signed in to without a second step", **numbers)
            return say("{share} are signed in to without a second step", **numbers)
        case "silent":
            if one:
                return say(
                    "One account has been silent for {days} days or longer, and nobody decided to close it",
                    days=silent_days,
                    **numbers,
                )
            return say(
                "{share} have been silent for {days} days or longer, and nobody decided to close them",
                days=silent_days,
                **numbers,
            )
        case "undecided":
            if one:
                return say("For one account nothing is decided: keep, merge or close", **numbers)
            return say("For {share} nothing is decided: keep, merge or close", **numbers)
        case "twice":
            return say("{count} entries stand in the register more than once", **numbers)
        case "impostor":
            return say("An impostor was found and not reported: {names}", names=_listed(finding.words, locale))
        case "unlisted":
            return say(
                "Named in an answer ({ids}) and not found in the register: {names}",
                ids=", ".join(finding.questions),
                names=_listed(finding.words, locale, finding.of),
            )


def suggestion_sentence(suggestion: AccountSuggestion, locale: Locale) -> str:  # one case per kind
    """Say what a register suggests for a question, and why; nothing takes it but a person."""
    say = locale.say
    numbers = suggestion.numbers
    match suggestion.kind:
        case "counted":
            return say(
                "The register of accounts counts {accounts} that are open, on {platforms}.",
                accounts=locale.amount(Fraction(numbers[0]), "accounts"),
                platforms=locale.amount(Fraction(numbers[1]), "platforms"),
            )
        case "own-mail":
            return say(
                "The register speaks for level 0: {count} of {of} accounts hang on somebody's own mailbox or telephone.",
                count=_number(numbers[0], locale),
                of=_number(numbers[1], locale),
            )
        case "none-two-step":
            return say(
                "The register speaks for level 0: none of {of} accounts is signed in to with a second step.",
                of=_number(numbers[0], locale),
            )
        case "some-two-step":
            return say(
                "The register speaks for level 1 at most: {count} of {of} accounts are signed in to without a second step.",
                count=_number(numbers[0], locale),
                of=_number(numbers[1], locale),
            )
        case "all-two-step":
            return say(
                "The register speaks for level 2: all {of} accounts hang on your own mailboxes and take a second step. Whether tools for posting do, it does not say.",
                of=_number(numbers[0], locale),
            )
        case "said-no":
            counted = {
                "ended": locale.amount(Fraction(numbers[0]), "accounts"),
                "unused": locale.amount(Fraction(numbers[1]), "platforms"),
            }
            if not numbers[1]:
                return say(
                    "The register holds a “no”, as level 4 asks for besides: {ended} to be merged or closed.", **counted
                )
            if not numbers[0]:
                return say(
                    "The register holds a “no”, as level 4 asks for besides: {unused} left out on purpose.", **counted
                )
            return say(
                "The register holds a “no”, as level 4 asks for besides: {ended} to be merged or closed, {unused} left out on purpose.",
                **counted,
            )
        case "all-decided":
            return say(
                "The register is the list of which level 3 speaks: {count} with a decision for each. Whether the four points are in writing, it does not say.",
                count=locale.amount(Fraction(numbers[0]), "accounts"),
            )
        case "some-undecided":
            return say(
                "The register speaks for level 2 at most: for {count} of {of} accounts nothing is decided.",
                count=_number(numbers[0], locale),
                of=_number(numbers[1], locale),
            )
        case "publishers":
            return say(
                "The register names {people} who can publish, each counted once, over {accounts}.",
                people=locale.amount(Fraction(numbers[0]), "people"),
                accounts=locale.amount(Fraction(numbers[1]), "accounts"),
            )


def suggestion_stands(suggestion: AccountSuggestion, locale: Locale) -> str:
    """Say how a suggestion stands to what was answered."""
    return {
        "open": locale.say("Nothing is answered there yet."),
        "agrees": locale.say("The answer agrees with it."),
        "differs": locale.say("The answer says something else; look which of the two is true."),
        "beside": locale.say("The answer is yours; this can prove it."),
    }[suggestion.answered]


def field_name(name: str, locale: Locale) -> str:
    """Name a field of the register, as a heading and as a question in a few words."""
    say = locale.say
    return {
        "id": say("Id"),
        "kind": say("Kind of entry"),
        "platform": say("Platform"),
        "name": say("Account name"),
        "address": say("Web address"),
        "purpose": say("Purpose of the account"),
        "owner": say("Who answers for it"),
        "deputy": say("Deputy of the owner"),
        "publishers": say("Who can publish"),
        "contractor": say("Contractor"),
        "two_step": say("Two-step sign-in"),
        "agency_mail": say("Signed in to by agency mail"),
        "archive": say("Posts are archived"),
        "last_post": say("Last post"),
        "last_answer": say("Last answer to somebody"),
        "followers": say("Followers"),
        "decision": say("Decision"),
        "because": say("Reason for the decision"),
        "seen": say("Seen on"),
        "reported": say("Reported on"),
        "note": say("Remark"),
    }[name]


def field_word(word: str | None, locale: Locale) -> str:
    """Say a word of the register: yes, no, unknown, a decision, a kind; empty for none."""
    say = locale.say
    return {
        "yes": say("yes"),
        "no": say("no"),
        "unknown": say("not known"),
        "none": say("none"),
        "keep": say("keep"),
        "merge": say("merge"),
        "close": say("close"),
        "open": say("to be opened"),
        "account": say("own account"),
        "reserved": say("reserved name"),
        "impostor": say("impostor"),
        "unused": say("unused on purpose"),
    }.get(word or "", "")


def _number(number: int, locale: Locale) -> str:
    return locale.amount(Fraction(number))


def _listed(words: tuple[str, ...], locale: Locale, of: int | None = None) -> str:
    shown, count = words[:SHOWN_WORDS], len(words) if of is None else of
    rest = count - len(shown)
    listed = "; ".join(shown)
    return locale.say("{names} and {count} more", names=listed, count=_number(rest, locale)) if rest > 0 else listed


def finding_mark(kind: FindingKind, locale: Locale) -> str:
    """Say in two or three words what the register shows of one account."""
    say = locale.say
    return {
        "live-in-plan": say("open already"),
        "no-owner": say("nobody answers for it"),
        "one-person": say("one person only"),
        "contractor-alone": say("contractor alone"),
        "own-mail": say("somebody's own mailbox"),
        "no-two-step": say("no second step"),
        "silent": say("silent"),
        "undecided": say("not decided"),
        "twice": say("twice in the register"),
        "impostor": say("impostor"),
        "unlisted": say("not in the register"),
    }[kind]


def written_field(value: object, locale: Locale) -> str:
    """Write a field of the register in one line, as a person reads it; empty where nothing stands there."""
    if isinstance(value, tuple):
        return ", ".join(value) or field_word("none", locale)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return field_word(value, locale) or value if isinstance(value, str) else "" if value is None else str(value)
