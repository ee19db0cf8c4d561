"""Files of an older format: brought up to date in memory, written only when something is saved anyway."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from audit.files.atomic import write_durably
from audit.model.base import FORMAT

Step = Callable[[MutableMapping[str, Any]], None]
"""Changes what a file of one format holds into the next format, in place."""


@dataclass(frozen=True)
class Formats:
    """The formats of one kind of file.

    Attributes:
        newest: What we write, and the newest that we read.
        steps: By the format from which it leads to the next.
    """

    newest: int = FORMAT
    steps: Mapping[int, Step] = field(default_factory=dict)

    @property
    def oldest(self) -> int:
        """The oldest format that we read."""
        return min([self.newest, *self.steps])


ANSWERS = Formats()
"""Answers files. Format 1 is the first, so there is no step yet."""


def upgrade(data: MutableMapping[str, Any], formats: Formats) -> int | None:
    """Bring what a file holds to the newest format, in place.

    Returns:
        The format that it had, or None where it was the newest already.
    """
    had = int(data["format"])
    if had >= formats.newest:
        return None
    for number in range(had, formats.newest):
        formats.steps[number](data)
    data["format"] = formats.newest
    return had


def keep_old(path: Path, content: bytes, had: int) -> None:
    """Keep a file of an older format once beside the new one, as `lead.yml.format-1`.

    Raises:
        OSError: It could not be written.
    """
    beside = path.with_name(f"{path.name}.format-{had}")
    with contextlib.suppress(FileNotFoundError):
        if beside.lstat():
            return
    write_durably(beside, content)
