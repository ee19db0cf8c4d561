"""Around the interview: from nothing to an audit folder, and from the last answer to the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from audit.errors import Translate
from audit.files.file_names import is_device
from audit.files.folder import SETTINGS, create_folder
from audit.interview.terminal import Option, Terminal
from audit.language import LANGUAGES
from audit.model.text import is_blank, nfc

PACK = "listen-first"
LANGUAGE_NAMES = {"en": "English", "ko": "한국어"}
LONGEST_FOLDER_NAME = 40
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class _Left(Exception):  # noqa: N818 # leaving is no error
    """The user left."""


_LEAVING = dict.fromkeys(("c-c", "c-d", "c-q"), _Left)


class Guide:
    """Asks the few things that come before and after an interview.

    Args:
        translate: Turns message ids into the reader's language.
        language: That language.
        terminal: The screen and the keyboard.
    """

    def __init__(self, translate: Translate, language: str, terminal: Terminal | None = None) -> None:
        self._ = translate
        self._language = language
        self._terminal = terminal or Terminal()

    def folder(self, here: Path) -> Path | None:
        """Find the audit folder to work in, or make one.

        Args:
            here: The folder in which the user stands.

        Returns:
            The audit folder, or None where the user left.
        """
        if (here / SETTINGS).is_file():
            return here
        with self._terminal.held():
            self._terminal.write(
                self._(
                    "Listen First asks whether your agency is ready to open social-media accounts, or to keep them."
                ),
                bold=True,
            )
            self._terminal.write(
                self._("It takes about an hour. Every answer is saved at once; you can stop and go on at any time.")
            )
            self._terminal.write()
            try:
                return self._existing(here) or self._new(here)
            except _Left:
                return None

    def _existing(self, here: Path) -> Path | None:
        folders = sorted(place.parent for place in here.glob(f"*/{SETTINGS}"))
        if not folders:
            return None
        options = [Option(str(number), folder.name, folder) for number, folder in enumerate(folders, 1)]
        chosen = self._choose(self._("Which audit?"), [*options, Option("0", self._("a new one"), None)])
        return chosen if isinstance(chosen, Path) else None

    def _new(self, here: Path) -> Path:
        name = self._name()
        languages = self._languages()
        folder = here / folder_name(name)
        create_folder(folder, name, languages, PACK)
        self._terminal.write(self._("Made {path}.").format(path=folder.name))
        return folder

    def name(self) -> str:
        """Ask for the agency's name; empty where the user left."""
        with self._terminal.held():
            try:
                return self._name()
            except _Left:
                return ""

    def _name(self) -> str:
        self._terminal.write(self._("What is the name of the agency?"), bold=True)
        while True:
            answer = self._terminal.read(_LEAVING)
            if answer is _Left:
                raise _Left
            if isinstance(answer, str) and not is_blank(answer):
                # The line that was typed in goes away with its prompt.
                self._terminal.write(answer, " > ", "   ")
                self._terminal.write()
                return answer
            self._terminal.write(self._("Type the name, then press Enter."))

    def _languages(self) -> tuple[str, ...]:
        other = next(code for code in LANGUAGES if code != self._language)
        mine, theirs = LANGUAGE_NAMES[self._language], LANGUAGE_NAMES[other]
        chosen = self._choose(
            self._("In which language shall the report be?"),
            [
                Option("1", mine, (self._language,)),
                Option("2", f"{mine} + {theirs}", (self._language, other)),
                Option("3", theirs, (other,)),
            ],
        )
        return chosen if isinstance(chosen, tuple) else (self._language,)

    def wants_report(self) -> bool:
        """Ask whether to build the report now and open it."""
        with self._terminal.held():
            try:
                answer = self._choose(
                    self._("Build the report now and open it?"),
                    [Option("y", self._("yes"), True), Option("n", self._("no"), False)],
                )
            except _Left:
                return False
        return answer is True

    def _choose(self, question: str, options: Sequence[Option]) -> object:
        self._terminal.write(question, bold=True)
        chosen = self._terminal.choose(
            options, options[0].value, _LEAVING, [self._("Up/Down choose"), self._("Enter confirm")], again=question
        )
        if chosen is _Left:
            raise _Left
        return chosen


def folder_name(agency: str) -> str:
    """Make a folder's name from an agency's name, one that every system can hold."""
    name = _NOT_IN_NAMES.sub("-", nfc(agency.strip())).strip("-.").lower()[:LONGEST_FOLDER_NAME].strip("-.")
    return f"audit-{name}" if is_device(name) else nfc(name) or "audit"
