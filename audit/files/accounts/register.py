"""The register of accounts: read with every problem at once, changed entry by entry."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from pydantic import TypeAdapter

from audit.command_line import quoted
from audit.errors import AuditError, BadFiles, Message, NotSaved, Problem, Refused, say
from audit.files.answers_file import check_format
from audit.files.atomic import write_durably
from audit.files.convert import convert
from audit.files.folder import AuditFolder, inside
from audit.files.locks import only_one
from audit.files.yaml.file import YamlFile
from audit.files.yaml.reader import Data, Document, parse_yaml, read_bytes
from audit.model.accounts import (
    ID,
    MOST_ENTRIES,
    Account,
    Entry,
    Impostor,
    Register,
    Reserved,
    Unused,
    account_key,
    plain_address,
    plain_name,
)
from audit.model.base import FORMAT

REGISTER = "accounts.yml"
_REGISTER: TypeAdapter[Register] = TypeAdapter(Register)
_EMPTY = Register(format=FORMAT)
LISTS: Mapping[type[Entry], str] = {Reserved: "reserved", Impostor: "impostors", Unused: "unused"}
"""The keys of the register that hold lists, by what is in them."""


def register_path(folder: AuditFolder) -> Path:
    """Return where the register of a folder lies, or would lie.

    Raises:
        Refused: It is a link that leads out of the folder.
    """
    return inside(folder, folder.path / REGISTER)


def read_register(folder: AuditFolder) -> Register | None:
    """Read the register of an audit folder; None where there is none.

    Raises:
        BadFiles: Anything is wrong with it; every problem at once, each with its line.
        Refused: It is of a newer format, or a link out of the folder.
    """
    path = folder.path / REGISTER
    if not path.exists() and not path.is_symlink():
        return None
    path = register_path(folder)
    return register_in(path, read_bytes(path))


def register_if_whole(folder: AuditFolder) -> Register | None:
    """Return the register; None where there is none or it is wrong: `check` says so, and an interview goes on without it."""
    try:
        return read_register(folder)
    except AuditError:
        return None


def register_in(path: Path, content: bytes) -> Register:
    """Read a register from memory; see `read_register`.

    Args:
        path: For messages.
        content: What the file holds. Nothing at all is an empty register.
    """
    document = parse_yaml(path, content)
    if document.data in ("", {}):
        return _EMPTY
    if not isinstance(document.data, dict):
        what = say("{file} is a table: format, reviewed, accounts, reserved, impostors, unused", file=REGISTER)
        raise BadFiles([Problem(path, 1, "", what)])
    check_format(document)
    problems: list[Problem] = []
    plain = {key: value for key, value in document.data.items() if value != ""}
    register = convert(document, _REGISTER, problems, data=plain)
    problems.extend(_wrong_ids(document))
    if register is not None:
        problems.extend(_too_many(path, register.entries))
    if problems or register is None:
        raise BadFiles(sorted(problems, key=lambda problem: problem.line))
    return register


def _wrong_ids(document: Document) -> Iterator[Problem]:
    accounts = document.data.get("accounts")
    for identity in accounts if isinstance(accounts, dict) else ():
        if not is_id(identity):
            yield Problem(
                document.path,
                document.line(("accounts", identity)),
                f"accounts.{identity[:40]}",
                say("this cannot be the id of an account"),
                say("begin it with a letter and go on with letters, digits and hyphens, such as A12"),
            )


def _too_many(path: Path, entries: int) -> Iterator[Problem]:
    if entries > MOST_ENTRIES:
        yield Problem(path, 0, "", *too_many(entries))


def too_many(entries: int) -> tuple[Message, Message]:
    """Return what is said of a register that has too many entries, and what to do about it."""
    return (
        say("the register would hold {count} entries; it takes {most}", count=entries, most=MOST_ENTRIES),
        say("keep the accounts of one body in it; other bodies have audit folders of their own"),
    )


@dataclass
class Book:
    """Entries by what they go by, so that the same account is found again among thousands.

    Attributes:
        by_address: The id of each account that has an address.
        by_name: The ids of the accounts of each platform and name.
    """

    by_address: dict[str, str] = field(default_factory=dict)
    by_name: dict[tuple[str, str], list[tuple[str, str]]] = field(default_factory=dict)

    def put(self, identity: str, account: Account) -> None:
        """Remember an account."""
        address = plain_address(account.address)
        if address:
            self.by_address.setdefault(address, identity)
        self.by_name.setdefault(account_key(account), []).append((identity, address))

    def find(self, account: Account) -> str | None:
        """Return the id of the same account: that of its address, else that of its platform and name."""
        address = plain_address(account.address)
        if address and address in self.by_address:
            return self.by_address[address]
        return next(
            (identity for identity, other in self.by_name.get(account_key(account), ()) if not (address and other)),
            None,
        )


def book_of(register: Register) -> Book:
    """Enter every account of a register into a book."""
    book = Book()
    for identity, account in register.accounts.items():
        book.put(identity, account)
    return book


def new_ids(taken: Collection[str]) -> Iterator[str]:
    """Give ids that no account has: `A1`, `A2` and so on, behind the last.

    Args:
        taken: The ids that there are; what is added to it meanwhile is passed over too.
    """
    numbers = [int(identity[1:]) for identity in taken if identity[:1] == "A" and identity[1:].isdecimal()]
    for number in count(max(numbers, default=0) + 1):
        if f"A{number}" not in taken:
            yield f"A{number}"


def is_id(text: str) -> bool:
    """Tell whether a text can be the id of an account."""
    return re.fullmatch(ID, text) is not None


def written_entry(entry: Entry) -> dict[str, Data]:
    """Return an entry as the file holds it: what was not asked yet is left out."""
    plain: dict[str, Data] = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if value is None or value == "":
            continue
        plain[name] = (
            value.isoformat()
            if isinstance(value, datetime.date)
            else list(value)
            if isinstance(value, tuple)
            else value
        )
    return plain


@dataclass(frozen=True)
class Changes:
    """What is to be put into a register.

    Attributes:
        accounts: Accounts by their id: new ones, or in place of those that are there.
        others: Reserved names, impostors and unused platforms; one that is there already is replaced.
        gone: Ids of accounts to be taken out.
        reviewed: The day on which the whole list was gone through; None: as it stands.
    """

    accounts: Mapping[str, Account] = field(default_factory=dict)
    others: tuple[Entry, ...] = ()
    gone: tuple[str, ...] = ()
    reviewed: datetime.date | None = None


def register_with(path: Path, content: bytes, changes: Changes) -> bytes:
    """Return what a register holds with some entries put in or taken out; every other byte stays.

    Args:
        path: For messages.
        content: What it holds now; nothing where there is none yet.
        changes: What to change.

    Raises:
        BadFiles: What would stand there is not a register: too many entries.
        NotSaved: It is written in a way that cannot be changed here.
    """
    file = YamlFile(path, content)
    file.data.setdefault("format", FORMAT)
    if changes.reviewed is not None:
        file.data["reviewed"] = changes.reviewed.isoformat()
    if changes.accounts or changes.gone:
        table = {key: entry for key, entry in file.table("accounts").items() if key not in changes.gone}
        for identity, account in changes.accounts.items():
            table[identity] = _over(table.get(identity, {}), account)
        file.data["accounts"] = table
    for kind, key in LISTS.items():
        added = [entry for entry in changes.others if type(entry) is kind]
        if added:
            file.data[key] = _with_others(list(file.data.get(key) or []), added)
    written = file.content()
    register_in(path, written)
    return written


def _over(before: Mapping[str, Data], entry: Entry) -> dict[str, Data]:
    """Put an entry over what the file holds of it; the order of its keys stays."""
    wanted = written_entry(entry)
    kept = {key: wanted[key] for key in before if key in wanted}
    return {**kept, **wanted}


def _with_others(here: list[dict[str, Data]], added: Iterable[Entry]) -> list[dict[str, Data]]:
    places = {_other_key(entry): index for index, entry in enumerate(here)}
    for entry in added:
        wanted = written_entry(entry)
        at = places.setdefault(_other_key(wanted), len(here))
        if at == len(here):
            here.append(wanted)
        else:
            here[at] = _over(here[at], entry)
    return here


def _other_key(entry: Mapping[str, Data]) -> tuple[str, str]:
    return plain_name(str(entry.get("platform", ""))), plain_name(str(entry.get("name", "")))


def change_register(folder: AuditFolder, changes: Changes) -> None:
    """Put entries into the register of a folder, or take some out.

    Raises:
        BadFiles: The register is wrong, or would be.
        NotSaved: It could not be written; it is as it was.
        Refused: Somebody else is writing to it.
    """
    path = register_path(folder)
    with only_one(path):
        content = read_bytes(path) if path.exists() else b""
        register_in(path, content)
        save(path, register_with(path, content, changes))


def save(path: Path, content: bytes) -> None:
    """Write a register.

    Raises:
        NotSaved: It could not be written; the old one is as it was.
    """
    try:
        write_durably(path, content)
    except OSError as error:
        raise NotSaved(
            say("the register was not saved in {file}: {reason}", file=str(path), reason=error.strerror or str(error)),
            say("make room or mend the access, then try again; nothing was changed"),
        ) from None


def add_account(folder: AuditFolder, account: Account) -> str:
    """Put a new account into the register of a folder; return its id.

    Raises:
        BadFiles: The register is wrong, or would be.
        NotSaved: It could not be written; it is as it was.
        Refused: The account is in the register already, or somebody else is writing to it.
    """
    path = register_path(folder)
    with only_one(path):
        content = read_bytes(path) if path.exists() else b""
        register = register_in(path, content)
        same = book_of(register).find(account)
        if same is not None:
            raise Refused(
                say(
                    "{platform}, {name} is in the register already, as {id}",
                    platform=account.platform,
                    name=account.name,
                    id=same,
                ),
                say(
                    "change its entry in {file}, or import a table that holds it: listenfirst accounts {path} import FILE",
                    file=REGISTER,
                    path=quoted(folder.path),
                ),
            )
        identity = next(new_ids(register.accounts))
        save(path, register_with(path, content, Changes(accounts={identity: account})))
    return identity
