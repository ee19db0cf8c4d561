"""Taking a table of accounts into the register: what would change is said first, and nothing that is known is lost."""

from __future__ import annotations

import contextlib
import datetime
import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import BadFiles, NotSaved, Problem, say
from audit.files.accounts.register import (
    Book,
    Changes,
    book_of,
    is_id,
    new_ids,
    register_in,
    register_path,
    register_with,
    too_many,
)
from audit.files.accounts.table import Line, read_table
from audit.files.atomic import write_durably
from audit.files.folder import AuditFolder
from audit.files.imports.undo import remember
from audit.files.locks import only_one
from audit.files.yaml.reader import read_bytes
from audit.model.accounts import MOST_ENTRIES, UNKNOWN, Account, Entry, Register, Unused, plain_name


class Kind(enum.Enum):
    """What one line of a table does to the register."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    TWICE = "twice"
    """The same account stands in an earlier line of the table; that one counts."""


@dataclass(frozen=True)
class Difference:
    """What one line does.

    Attributes:
        line: Where it stands in the table.
        kind: What it does.
        entry: What would stand in the register afterwards.
        before: What stands there now; None where it is new.
        fields: The fields that change.
        kept: The fields that stay as they are, though the line says that they are not known.
        first: Of an account that stands there twice: the line that counts.
    """

    line: int
    kind: Kind
    entry: Entry
    before: Entry | None = None
    fields: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    first: int = 0


@dataclass(frozen=True)
class RegisterImport:
    """What a table would change in a register.

    Attributes:
        path: The register.
        differences: One for each line, in the order of the table.
        ignored: Headings of columns that nobody knows.
        notices: What a person should look at before it is taken in.
        before: What the register holds now; None where there is none yet.
        after: What it would hold; None where nothing changes.
    """

    path: Path
    differences: tuple[Difference, ...]
    ignored: tuple[str, ...]
    notices: tuple[Problem, ...]
    before: bytes | None
    after: bytes | None

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many lines do what."""
        return Counter(difference.kind for difference in self.differences)

    def apply(self) -> None:
        """Write the register; what it was is kept, and `undo_import` takes it back.

        Raises:
            NotSaved: It could not be written; it is as it was.
        """
        if self.after is None:
            return
        try:
            remember(self.path.parent, [(self.path, self.before, self.after)])
            write_durably(self.path, self.after)
        except OSError as error:
            raise NotSaved(
                say("the accounts could not be taken in: {reason}", reason=error.strerror or str(error)),
                say("make room or mend the access, then import again; everything is as it was"),
            ) from None


@contextlib.contextmanager
def importing_accounts(folder: AuditFolder, table: Path, today: datetime.date) -> Iterator[RegisterImport]:
    """Compare a table with the register of a folder, and hold the right to change it.

    A cell that is empty changes nothing, and one that says that something is not known never takes the place of what is.
    Accounts that the table does not name stay.

    Args:
        folder: The audit folder.
        table: The file.
        today: The day of the import; nothing was posted later.

    Raises:
        BadFiles: Anything is wrong with the table or the register; every problem at once, and nothing is changed.
        Refused: Somebody else is writing to the register.
        NotSaved: The register may not be changed.
    """
    read = read_table(table, today)
    path = register_path(folder)
    with only_one(path):
        before = read_bytes(path) if path.exists() else None
        register = register_in(path, before or b"")
        differences, changes = _compared(register, read.lines)
        after = None
        if changes.accounts or changes.others:
            added = sum(difference.kind is Kind.NEW for difference in differences)
            if register.entries + added > MOST_ENTRIES:
                raise BadFiles([Problem(table, 0, "", *too_many(register.entries + added))])
            after = register_with(path, before or b"", changes)
        yield RegisterImport(path, differences, read.ignored, tuple(read.notices), before, after)


def _compared(register: Register, lines: Sequence[Line]) -> tuple[tuple[Difference, ...], Changes]:
    book = book_of(register)
    lists: tuple[tuple[Entry, ...], ...] = (register.reserved, register.impostors, register.unused)
    here: dict[object, Entry] = {_key(entry): entry for entries in lists for entry in entries}
    here.update(register.accounts)
    accounts: dict[str, Account] = {}
    taken = set(register.accounts)
    fresh = new_ids(taken)
    changed: list[Entry] = []
    seen: dict[object, int] = {}
    found: list[Difference] = []
    for line in lines:
        place: object
        if isinstance(line.entry, Account):
            place = _place(line, register, book) or (
                line.identity if is_id(line.identity) and line.identity not in taken else next(fresh)
            )
        else:
            place = _key(line.entry)
        if place in seen:
            found.append(Difference(line.number, Kind.TWICE, line.entry, first=seen[place]))
            continue
        seen[place] = line.number
        before = here.get(place)
        difference = _difference(line, before)
        found.append(difference)
        if difference.kind is Kind.SAME:
            continue
        if isinstance(difference.entry, Account):
            assert isinstance(place, str)
            accounts[place] = difference.entry
            if before is None:
                taken.add(place)
                book.put(place, difference.entry)
        else:
            changed.append(difference.entry)
    return tuple(found), Changes(accounts=accounts, others=tuple(changed))


def _place(line: Line, register: Register, book: Book) -> str | None:
    """Return the id of the account that a line means: the one that it names if that is on the same platform, else the same account."""
    assert isinstance(line.entry, Account)
    named = register.accounts.get(line.identity)
    if named is not None and plain_name(named.platform) == plain_name(line.entry.platform):
        return line.identity
    return book.find(line.entry)


def _key(entry: Entry) -> tuple[str, str, str]:
    name = "" if isinstance(entry, Unused) else entry.name
    return type(entry).__name__, plain_name(entry.platform), plain_name(name)


def _difference(line: Line, before: Entry | None) -> Difference:
    if before is None:
        return Difference(line.number, Kind.NEW, line.entry)
    fields: list[str] = []
    kept: list[str] = []
    for name in type(line.entry).model_fields:
        here, sent = getattr(before, name), getattr(line.entry, name)
        if name not in line.given or sent in (None, "") or sent == here:
            continue
        (kept if sent == UNKNOWN and here not in (None, "") else fields).append(name)
    if not fields:
        return Difference(line.number, Kind.SAME, before, before, kept=tuple(kept))
    entry = before.model_copy(update={name: getattr(line.entry, name) for name in fields})
    return Difference(line.number, Kind.CHANGED, entry, before, tuple(fields), tuple(kept))
