"""A file as it arrives: freed of what editors and mail programs put around it, and whole or refused.

A form's answers file begins and ends with a line of its own. What stands before the first and after the last is left out;
every line keeps its number, so that a problem is named where the sender sees it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from audit.errors import BadFiles, Message, Problem, say

FORM_FORMAT = 2
"""The form that we write, and the newest that we read. From the second on it says which audit it belongs to."""
COUNTING_FORM = 2
"""From this form on the last line counts exactly what stands in the file."""
RESPONSE_FORMAT = 1
"""The format of what the agency says to a plan, as a form or the plan in a browser gives it; the newest that we read."""
FORM, RESPONSE = "form", "response"
Kind = Literal["form", "response"]
"""What a file holds: answers to questions, or what the agency says to a plan."""

_FIRST = re.compile(
    r"^(?P<quote>(?:[>|] ?)*)[ \t]*# listenfirst (?P<kind>form|response) (?P<format>[0-9]{1,6});\s+round\s+(?P<round>\S{1,40})[ \t]*$",
    re.MULTILINE,
)
_FIRST_SPOILT = re.compile(r"^\W*listenfirst (?:form|response)\b", re.MULTILINE)
_LAST = re.compile(r"^[ \t]*# end (?P<count>[0-9]{1,6})[ \t]*$", re.MULTILINE)
_INDENT = re.compile(r"^[ \u00a0]+", re.MULTILINE)
_PAGE = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)
_UTF16 = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    b"#\x00": "utf-16-le",
    b"\x00#": "utf-16-be",
}
"""How a file begins that was saved as what Windows calls Unicode."""


@dataclass(frozen=True)
class Arrived:
    """A file that was sent, as text.

    Attributes:
        text: What is to be read of it, every line where it was.
        line: The line on which a form's answers begin; 1 where no form made it.
        round_name: The round that the form asked for; None where no form made it.
        count: How many answers the form says that there are; None where no form made it.
        kind: What it holds.
    """

    text: str
    line: int = 1
    round_name: str | None = None
    count: int | None = None
    kind: Kind = "form"


def arrived(path: Path, content: bytes) -> Arrived:
    """Read a file that was sent.

    Raises:
        BadFiles: It is no text, did not arrive whole, or is no answers file at all.
    """
    text = _text(path, content).replace("\r\n", "\n").replace("\r", "\n")
    if _PAGE.match(text):
        raise _bad(
            path,
            1,
            say("{file} is the form itself, or another page, and not the answers", file=path.name),
            say("open it in a browser and save the answers at its end; that file is to be sent back"),
        )
    first = _FIRST.search(text)
    if first is None:
        if _LAST.search(text[-200:]) or _FIRST_SPOILT.search(text):
            raise _not_whole(path, 1, say("the beginning of {file} is missing", file=path.name))
        return Arrived(text)
    line = text[: first.start()].count("\n") + 1
    kind: Kind = "response" if first["kind"] == RESPONSE else "form"
    newest, counting = (RESPONSE_FORMAT, RESPONSE_FORMAT) if kind == RESPONSE else (FORM_FORMAT, COUNTING_FORM)
    if int(first["format"]) > newest:
        raise _bad(
            path,
            line,
            say("{file} was made by a newer form than this version knows", file=path.name),
            say("install a newer Listen First; the file was not touched"),
        )
    rest = text[first.end() :]
    second = _FIRST.search(rest)
    if second is not None:
        raise _bad(
            path,
            text[: first.end() + second.start()].count("\n") + 1,
            say("{file} holds two answers files in one", file=path.name),
            say("save each of the two as a file of its own, then import both"),
        )
    quote = first["quote"].rstrip(" ")
    if quote:
        rest = re.sub(rf"^{re.escape(quote)} ?", "", rest, flags=re.MULTILINE)
    last = next(reversed(list(_LAST.finditer(rest))), None)
    if last is None:
        raise _not_whole(path, text.count("\n") + 1, say("the end of {file} is missing", file=path.name))
    body = _INDENT.sub(lambda match: " " * len(match[0]), rest[: last.start()])
    counted = int(last["count"]) if int(first["format"]) >= counting else None
    return Arrived("\n" * text[: first.end()].count("\n") + body, line, first["round"], counted, kind)


def check_whole(path: Path, found: Arrived, count: int) -> None:
    """Compare the answers that were found in a form's file with how many it says that there are.

    Raises:
        BadFiles: Some are missing, or there are more.
    """
    if found.count is not None and count != found.count:
        what = say(
            "{file} holds {count} answers and says that there are {said}", file=path.name, count=count, said=found.count
        )
        raise _not_whole(path, found.line, what)


def _text(path: Path, content: bytes) -> str:
    for mark, encoding in _UTF16.items():
        if content.startswith(mark):
            try:
                return content.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError:
                break
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _bad(path, line, say("the file is not UTF-8 text"), say("save it as UTF-8")) from None


def _not_whole(path: Path, line: int, what: Message) -> BadFiles:
    return _bad(path, line, what, say("ask for the file again; it did not arrive whole"))


def _bad(path: Path, line: int, what: Message, remedy: Message) -> BadFiles:
    return BadFiles([Problem(path, line, "", what, remedy)])
