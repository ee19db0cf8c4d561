"""The register: an agency's own list of its accounts, `accounts.yml`."""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from audit.model.base import Frozen
from audit.model.text import Written, nfc
from audit.model.values import WrongValue, read_date

UNKNOWN: Literal["unknown"] = "unknown"
"""Stands in a field where somebody said that it is not known. A field that is not there was not asked yet."""

Decision = Literal["keep", "merge", "close", "open", "unknown"]
"""What becomes of an account; `open`: it is planned and not there yet."""
YesNo = Literal["yes", "no", "unknown"]

MOST_ENTRIES = 5000
"""What a register holds at most, of every kind together."""
ID = r"^[A-Za-z][A-Za-z0-9-]{0,39}$"
"""How the id of an account is written."""
LONGEST_TEXT, LONGEST_NAME = 2000, 200


def _day(raw: object) -> object:
    if raw in ("", None):
        return None
    if raw == UNKNOWN or isinstance(raw, datetime.date):
        return raw
    try:
        return read_date(str(raw))
    except WrongValue as wrong:
        raise PydanticCustomError("date", "{what}", {"what": wrong.text, **wrong.values}) from None


def _count(raw: object) -> object:
    if raw in ("", None):
        return None
    text = str(raw)
    if text == UNKNOWN or (text.isascii() and text.isdigit() and len(text) <= 12):
        return text if text == UNKNOWN else int(text)
    raise PydanticCustomError("int_parsing", "{given} is not a whole number", {"given": text[:40]})


def _people(raw: object) -> object:
    if raw in ("", None):
        return None
    if raw == UNKNOWN:
        return raw
    if not isinstance(raw, list | tuple) or not all(isinstance(name, str) for name in raw):
        raise PydanticCustomError("list_type", "a list of names is expected here")
    return tuple(dict.fromkeys(nfc(name).strip() for name in raw if name.strip()))


def _nothing(raw: object) -> object:
    return None if raw == "" else {"true": "yes", "false": "no"}.get(raw, raw) if isinstance(raw, str) else raw


Name = Annotated[Written, StringConstraints(min_length=1, strip_whitespace=True, max_length=LONGEST_NAME)]
Short = Annotated[Written, StringConstraints(strip_whitespace=True, max_length=LONGEST_NAME)]
Long = Annotated[Written, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)]
Day: TypeAlias = Annotated[datetime.date | Literal["unknown"] | None, PlainValidator(_day)]
Count: TypeAlias = Annotated[int | Literal["unknown"] | None, PlainValidator(_count)]
People: TypeAlias = Annotated[tuple[str, ...] | Literal["unknown"] | None, PlainValidator(_people)]


class Account(Frozen):
    """One account. What is left out was not asked yet; what says `unknown` is not known."""

    platform: Name
    name: Name
    """What it is called there."""
    address: Long = ""
    purpose: Long = ""
    owner: Short = ""
    """Who answers for it."""
    deputy: Short = ""
    publishers: People = None
    """Who can publish there; an empty list where nobody of one's own can."""
    contractor: Short = ""
    """Who outside can publish there; `none` where nobody can."""
    two_step: Annotated[YesNo | None, BeforeValidator(_nothing)] = None
    """Whether signing in takes a second step."""
    agency_mail: Annotated[YesNo | None, BeforeValidator(_nothing)] = None
    """Whether it hangs on a mailbox and a telephone of the agency, and on nobody's own."""
    archive: Annotated[YesNo | None, BeforeValidator(_nothing)] = None
    """Whether what is published there is kept elsewhere."""
    last_post: Day = None
    last_answer: Day = None
    """The last day on which somebody was answered there."""
    followers: Count = None
    decision: Annotated[Decision | None, BeforeValidator(_nothing)] = None
    because: Long = ""
    """Why it was decided so."""

    @property
    def is_live(self) -> bool:
        """Whether it is there already, and not only planned."""
        return self.decision != "open"


class Reserved(Frozen):
    """A name that was taken on a platform so that nobody else takes it."""

    platform: Name
    name: Name
    address: Long = ""
    owner: Short = ""
    note: Long = ""


class Impostor(Frozen):
    """An account of somebody else that gives itself out as the agency's."""

    platform: Name
    name: Name
    address: Long = ""
    seen: Day = None
    reported: Day = None
    note: Long = ""


class Unused(Frozen):
    """A platform that is left out on purpose."""

    platform: Name
    because: Long = ""


Entry: TypeAlias = Account | Reserved | Impostor | Unused


class Register(Frozen):
    """`accounts.yml`."""

    format: int
    reviewed: Day = None
    """The day on which somebody last went through the whole list."""
    accounts: Mapping[str, Account] = {}
    """By a short id that never changes, such as `A12`."""
    reserved: tuple[Reserved, ...] = Field(default=())
    impostors: tuple[Impostor, ...] = Field(default=())
    unused: tuple[Unused, ...] = Field(default=())

    @property
    def entries(self) -> int:
        """How many lines it has, of every kind."""
        return len(self.accounts) + len(self.reserved) + len(self.impostors) + len(self.unused)

    @property
    def live(self) -> Mapping[str, Account]:
        """The accounts that are there already."""
        return {identity: account for identity, account in self.accounts.items() if account.is_live}


def plain_address(address: str) -> str:
    """Return an address as addresses are compared: without how it is called up, its case and its last slash."""
    said = nfc(address).strip().casefold()
    for start in ("https://", "http://"):
        said = said.removeprefix(start)
    for start in ("www.", "m.", "mobile."):
        said = said.removeprefix(start)
    return said.split("#")[0].split("?utm_")[0].rstrip("/")


def account_key(account: Account) -> tuple[str, str]:
    """Return by what an account goes that has no address."""
    return plain_name(account.platform), plain_name(account.name)


def plain_name(text: str) -> str:
    """Return a name as names are compared: in small letters, with single blanks and without `@`."""
    return " ".join(nfc(text).casefold().removeprefix("@").split())
