"""What can go wrong, in words that name the place and the remedy.

    AuditError                 anything a user is told about; exit code 1
      BadFiles                 one or more problems in files, each with its line
      Refused                  an operation that would harm or surprise; nothing was done
      NotSaved                 an answer could not be written; earlier ones are intact
      NotATerminal             a question needs a person at a keyboard

Texts are English message ids; the command line translates them. Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Translate = Callable[[str], str]
"""Turns an English message id into the reader's language."""


@dataclass(frozen=True)
class Message:
    """A sentence for the user, translated only where it is shown.

    Attributes:
        text: The English message id with `{placeholders}`.
        values: What fills the placeholders. A value that is itself a `Message` is translated too.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def translated(self, translate: Translate) -> str:
        """Return the sentence in the language of `translate`."""
        values = {
            name: value.translated(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format_map(values) if values else translate(self.text)

    def __str__(self) -> str:
        return self.translated(lambda text: text)


def say(text: str, /, **values: object) -> Message:
    """Make a `Message`. The name is what the message extraction looks for."""
    return Message(text, values)


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one file.

    Attributes:
        path: The file.
        line: Line number from 1; 0 where the file as a whole is meant.
        where: The place inside, such as `M02.level`; empty for the whole file.
        what: What is wrong.
        remedy: What to write or do instead.
        language: The language in which a text is missing; None for any other problem.
    """

    path: Path
    line: int
    where: str
    what: Message
    remedy: Message | None = None
    language: str | None = None


class AuditError(Exception):
    """The root of all errors that a user is told about.

    Attributes:
        what: What happened.
        remedy: What to do about it, if there is something to say.
    """

    def __init__(self, what: Message, remedy: Message | None = None) -> None:
        super().__init__(str(what))
        self.what = what
        self.remedy = remedy


class BadFiles(AuditError):  # noqa: N818 # named for what it is, like all errors here
    """One or more problems found while reading; all of them at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(say("{count} problems found", count=len(problems)))
        self.problems = tuple(problems)


class Refused(AuditError):  # noqa: N818 # as above
    """The operation would harm or surprise; nothing was changed."""


class NotSaved(AuditError):  # noqa: N818 # as above
    """An answer could not be written. What was saved before is intact."""


class NotATerminal(AuditError):  # noqa: N818 # as above
    """A question needs a person at a keyboard, and there is none."""
