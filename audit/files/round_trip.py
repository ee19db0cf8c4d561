"""A YAML file that is changed while its comments, its order and everything we do not touch stay as they are.

Only whoever writes needs ruamel.yaml, and it takes long to import.
"""

from __future__ import annotations

import contextlib
import copy
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.errors import NotSaved, Refused, say
from audit.files.durable import make_folder, remove_leftovers, write_durably
from audit.files.yaml_reader import Data

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the right to change `path`; the system gives it back if the process dies.

    Raises:
        Refused: Another process holds it.
        NotSaved: The folder cannot be written to.
    """
    # Only whoever writes needs this one too.
    from filelock import FileLock, Timeout

    lock = FileLock(path.with_name(f".{path.name}.lock"), mode=0o600)
    try:
        make_folder(path.parent)
        lock.acquire(timeout=0)
    except Timeout:
        raise Refused(
            say("{file} is being answered in another window", file=path.name),
            say("finish or close that interview first; nothing was changed here"),
        ) from None
    except OSError as error:
        raise NotSaved(
            say(
                "nothing can be saved in {folder}: {reason}",
                folder=str(path.parent),
                reason=error.strerror or str(error),
            ),
            say("choose a folder that you may write to"),
        ) from None
    try:
        remove_leftovers(path)
        yield
    finally:
        lock.release()


class RoundTrip:
    """A YAML mapping kept in memory with its comments, and written back after every change."""

    def __init__(self, path: Path, content: bytes) -> None:
        from ruamel.yaml import YAML

        self.path = path
        self._yaml = YAML(typ="rt")
        self._yaml.preserve_quotes = True
        self._yaml.width = 2**20
        self._yaml.allow_unicode = True
        self._load(content)

    def _load(self, content: bytes) -> None:
        from ruamel.yaml.comments import CommentedMap
        from ruamel.yaml.error import YAMLError

        try:
            loaded = self._yaml.load(content.decode("utf-8-sig"))
        except (YAMLError, UnicodeDecodeError) as error:
            raise NotSaved(
                say(
                    "{file} was changed meanwhile and cannot be read any more: {reason}",
                    file=self.path.name,
                    reason=str(error).splitlines()[0],
                ),
                say("mend it, then answer again; run listenfirst check to see its problems"),
            ) from None
        self.data: CommentedMap = loaded if isinstance(loaded, CommentedMap) else CommentedMap()
        self._seen = hashlib.sha256(content).digest()

    def refresh(self) -> bool:
        """Read the file again if somebody else changed it; tell whether that was so."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(content).digest() == self._seen:
            return False
        self._load(content)
        return True

    def content(self) -> bytes:
        """Return what the file would hold."""
        buffer = io.BytesIO()
        self._yaml.dump(self.data, buffer)
        return buffer.getvalue()

    def save(self) -> None:
        """Write the file.

        Raises:
            NotSaved: It could not be written; the old file is as it was.
        """
        content = self.content()
        try:
            write_durably(self.path, content)
        except OSError as error:
            raise NotSaved(
                say(
                    "this answer was not saved in {file}: {reason}",
                    file=str(self.path),
                    reason=error.strerror or str(error),
                ),
                say("all earlier answers are safe; make room or mend the access, then answer again"),
            ) from None
        self._seen = hashlib.sha256(content).digest()


def quoted(value: object) -> Data:
    """Make every string of a value double-quoted when written, so that nobody guesses at it (RULES 10)."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, str):
        return DoubleQuotedScalarString(value)
    if isinstance(value, Mapping):
        written = CommentedMap()
        for key, inner in value.items():
            written[key] = quoted(inner)
        return written
    if isinstance(value, list | tuple):
        sequence = CommentedSeq()
        sequence.extend(quoted(inner) for inner in value)
        return sequence
    return value


def merged(before: object, value: dict[str, Any]) -> Data:
    """Put a new mapping into the old one, so that a person's comments inside it stay."""
    from ruamel.yaml.comments import CommentedMap

    fresh = quoted(value)
    if not isinstance(before, CommentedMap):
        return fresh
    table = copy.deepcopy(before)
    for key in [key for key in table if key not in fresh]:
        del table[key]
    for key, inner in fresh.items():
        if table.get(key) != inner:
            table[key] = inner
    return table
