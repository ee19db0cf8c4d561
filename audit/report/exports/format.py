"""What a format of files is: the one thing that a module of exports gives away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from audit.errors import Message, Refused, say
from audit.files.installing import install_command
from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.document.blocks import Paper
from audit.report.document.parts import Part
from audit.wording.locale import Locale


@dataclass(frozen=True)
class Extra:
    """What has to be installed besides the package itself."""

    name: str
    """As pyproject.toml calls it."""
    modules: tuple[str, ...]
    """What is loaded of it."""
    missing: Message
    """What is said where it is not there."""

    def load(self) -> None:
        """Load it, so that what is missing is known before a password is asked or a page is laid out.

        Raises:
            Refused: It is not there or not whole; the error says which command installs it, for the very Python that
                runs.
        """
        try:
            for module in self.modules:
                import_module(module)
        except ImportError:
            raise Refused(
                self.missing,
                say("install it with: {command} (then run yours again)", command=install_command(self.name)),
            ) from None


@dataclass(frozen=True)
class Order:
    """What is to be written.

    Attributes:
        result: The assessed audit, as its edition shows it.
        language: The language to write.
        presentation: What the audit folder adds, where the format shows it.
        template: A consultant's own template, where the format takes one.
        part: Which part of the report, where the format has parts.
        paper: The size of its sheets, where it has sheets.
    """

    result: Result
    language: str
    presentation: Presentation = PLAIN
    template: Path | None = None
    part: Part = "all"
    paper: Paper = "a4"

    @property
    def locale(self) -> Locale:
        """What puts numbers, dates and texts into the language."""
        return Locale(self.language, translator(self.language))


@dataclass(frozen=True)
class Exported:
    """A file, and what it could not show."""

    content: bytes
    unshown: str = ""
    """Characters that no typeface of this machine has; only a PDF needs typefaces."""


@dataclass(frozen=True)
class Format:
    """A kind of file that a report can be written as.

    Attributes:
        ending: What `--to` takes, and what the name of such a file ends with where `file_end` does not say otherwise.
        extra: What has to be installed for it; None for nothing.
        dressed: Whether it shows the folder's own brand, notes and pages.
        write: Makes the file.
        has_free_texts: Whether it holds what people wrote into the answers.
        not_public: Why there is none of the public edition; None where there is one.
        takes_template: Whether `--template` goes with it.
        has_parts: Whether it is paper: `--part` and `--paper` go with it.
        file_end: What follows the name of such a file where that is not a dot and the ending.
        marks_drafts: Whether it is a table of values that has no place but its name to say that it is a draft.
    """

    ending: str
    extra: Extra | None
    dressed: bool
    write: Callable[[Order], Exported]
    has_free_texts: bool = True
    not_public: Message | None = None
    takes_template: bool = False
    marks_drafts: bool = False
    has_parts: bool = False
    file_end: str = ""
