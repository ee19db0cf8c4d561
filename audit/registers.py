"""What one does with the register of accounts, whoever asks: a command, a test, the app.

`read_register` reads it; `add_account` puts a new account in, `change_register` changes any entry; `importing_accounts`
compares a table with it and takes it in; `registered` says what it shows and suggests; `accounts_table` writes it as CSV.
"""

from __future__ import annotations

import datetime

from audit.assess.accounts.register import register_result, suggestions_beside
from audit.command_line import quoted
from audit.errors import Refused, say
from audit.files.accounts.importing import Difference, Kind, RegisterImport, importing_accounts
from audit.files.accounts.register import (
    REGISTER,
    Changes,
    add_account,
    change_register,
    read_register,
)
from audit.files.folder import AuditFolder
from audit.language import translator
from audit.model.accounts import Account, Register
from audit.model.result.accounts import AccountsResult, AccountSuggestion
from audit.wording.locale import Locale

__all__ = [
    "REGISTER",
    "Account",
    "Changes",
    "Difference",
    "Kind",
    "RegisterImport",
    "accounts_table",
    "add_account",
    "change_register",
    "importing_accounts",
    "open_suggestions",
    "read_register",
    "registered",
]


def registered(folder: AuditFolder, date: datetime.date, round_name: str | None = None) -> AccountsResult:
    """Return what the register of a folder shows and suggests; the lists are empty where there is none.

    Args:
        folder: The audit folder.
        date: The day to which it is read.
        round_name: The round whose answers stand beside it; None for the newest.

    Raises:
        BadFiles: The register or an answers file is wrong; every problem at once.
        Refused: There is no round of that name.
    """
    name = folder.latest_round() if round_name is None else folder.known_round(round_name)
    register = read_register(folder) or Register(format=1)
    return register_result(register, folder.pack, folder.settings, folder.voices(name), date)


def open_suggestions(folder: AuditFolder, round_name: str | None, date: datetime.date) -> tuple[AccountSuggestion, ...]:
    """Return what the register suggests for answers of a round that are open or say something else; of an earlier round nothing.

    Args:
        folder: The audit folder.
        round_name: The round; None where there is none yet.
        date: The day to which it is read.

    Raises:
        BadFiles: The register or an answers file is wrong; every problem at once.
    """
    register = read_register(folder) if round_name == folder.latest_round() else None
    if register is None:
        return ()
    found = suggestions_beside(register, folder.pack, folder.settings, folder.voices(round_name), date)
    return tuple(suggestion for suggestion in found if suggestion.answered in ("open", "differs"))


def accounts_table(folder: AuditFolder, language: str) -> bytes:
    """Return the register of a folder as CSV, with headings and words in a language.

    Raises:
        BadFiles: The register is wrong; every problem at once.
        Refused: There is none.
    """
    from audit.report.accounts_csv import accounts_csv

    register = read_register(folder)
    if register is None:
        raise Refused(
            say("there is no register of accounts in {path}", path=str(folder.path)),
            say("begin one with: listenfirst accounts {path} add", path=quoted(folder.path)),
        )
    return accounts_csv(register, Locale(language, translator(language)))
