"""The register of accounts for a spreadsheet, so that it can be filled in there and imported again."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator

from audit.files.accounts.headings import field_of, word_in
from audit.model.accounts import Account, Entry, Register
from audit.model.reading.words import is_none, is_unknown
from audit.model.values import WrongValue, yes_or_no
from audit.report.file_texts import BYTE_ORDER_MARK, guarded, printable
from audit.wording.accounts import field_name, field_word
from audit.wording.locale import Locale

COLUMNS = ("id", "kind", *Account.model_fields, "seen", "reported", "note")
_YES_NO = frozenset(("two_step", "agency_mail", "archive"))


def accounts_csv(register: Register, locale: Locale) -> bytes:
    """Write the whole register, a line for each entry, with headings in a language; `accounts import` reads it again.

    No cell can become a formula; dates are as ISO 8601 has them.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([_heading(column, locale) for column in COLUMNS])
    for identity, kind, entry in _entries(register):
        lines.writerow([guarded(printable(_cell(column, identity, kind, entry, locale))) for column in COLUMNS])
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _heading(column: str, locale: Locale) -> str:
    """Name a column in the language; by its plain name where a table with that heading would not be understood again."""
    name = field_name(column, locale)
    return name if field_of(name) == column else column


def _entries(register: Register) -> Iterator[tuple[str, str, Entry]]:
    for identity, account in register.accounts.items():
        yield identity, "account", account
    lists: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("reserved", register.reserved),
        ("impostor", register.impostors),
        ("unused", register.unused),
    )
    for kind, entries in lists:
        for entry in entries:
            yield "", kind, entry


def _cell(column: str, identity: str, kind: str, entry: Entry, locale: Locale) -> str:
    if column == "id":
        return identity
    if column == "kind":
        return _word(column, kind, locale)
    value = getattr(entry, column, None)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(value) if value else _plain("none", locale)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if column == "decision" and value != "unknown":
        return _word(column, str(value), locale)
    if value in ("unknown", "none") or column in _YES_NO:
        return _plain(str(value), locale)
    return str(value)


def _word(column: str, word: str, locale: Locale) -> str:
    said = field_word(word, locale)
    return said if word_in(column, said) == word else word


def _plain(word: str, locale: Locale) -> str:
    """Say yes, no, none or that something is not known, so that it is understood again."""
    said = field_word(word, locale)
    understood = is_unknown(said) if word == "unknown" else is_none(said) if word == "none" else _is(said, word)
    return said if understood else word


def _is(text: str, word: str) -> bool:
    try:
        return yes_or_no(text) is (word == "yes")
    except WrongValue:
        return False
