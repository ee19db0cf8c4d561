"""Around the interview: from nothing to an audit folder, and from the last answer to the report."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.errors import Translate
from audit.files.file_names import is_device
from audit.files.folder import SETTINGS, create_folder
from audit.files.packs.languages import offered_languages
from audit.files.packs.shipped import shipped_pack
from audit.interview.prompts import PASTED_INTO_A_LIST, QUIT, SEVERAL_LINES
from audit.interview.terminal import Terminal
from audit.interview.widgets import Option
from audit.language import LANGUAGES, translator
from audit.locale_data import locale_data
from audit.model.body import Kind
from audit.model.text import is_blank, nfc
from audit.model.values import N_

PACK = "listen-first"
LONGEST_FOLDER_NAME = 40
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class _Left(Exception):  # noqa: N818 # leaving is no error
    """The user left."""


_LEAVING = dict.fromkeys(("c-c", "c-d", "c-q"), _Left)
_LEAVING_A_LIST = _LEAVING | dict.fromkeys(QUIT, _Left)


@dataclass(frozen=True)
class Begun:
    """Where a guided audit goes on.

    Attributes:
        folder: The audit folder.
        language: The language that was chosen to talk in.
        made: Whether the folder was made just now.
    """

    folder: Path
    language: str
    made: bool = False


class AfterFirst(enum.Enum):
    """How to go on behind a first verdict."""

    STOP = "stop"
    SHORT = "short report"
    FIRM = "whole audit"


class Guide:
    """Asks the few things that come before and after an interview.

    Args:
        language: The language to begin in.
        terminal: The screen and the keyboard.
    """

    def __init__(self, language: str, terminal: Terminal | None = None) -> None:
        self._terminal = terminal or Terminal()
        self._speak(language)

    def _speak(self, language: str) -> None:
        self._language = language
        self._: Translate = translator(language)

    def folder(self, here: Path, *, ask_language: bool = True) -> Begun | None:
        """Find the audit folder to work in, or make one.

        Args:
            here: The folder in which the user stands.
            ask_language: Whether the language is asked before anything else; not where somebody named it.

        Returns:
            The audit folder, and the language to go on in; None where the user left.
        """
        if (here / SETTINGS).is_file():
            return Begun(here, self._language)
        with self._terminal.held():
            try:
                if ask_language:
                    self._speak(self._which_language())
                return self._existing(here) or self._new(here)
            except _Left:
                return None

    def _which_language(self) -> str:
        """Ask for the language, in every language."""
        self._begin()
        spoken = [translator(code) for code in LANGUAGES]
        for say in spoken:
            self._terminal.write(say("In which language shall we go on?"), bold=True)
        options = [Option(str(number), locale_data(code).name, code) for number, code in enumerate(LANGUAGES, 1)]
        pieces = [
            " / ".join(dict.fromkeys(say(piece) for say in spoken))
            for piece in (N_("Up/Down choose"), N_("Enter confirm"), N_("q leave"))
        ]
        return str(self._chosen(options, self._language, pieces))

    def _begin(self) -> None:
        self._terminal.clear()
        self._terminal.title("Listen First")

    def _existing(self, here: Path) -> Begun | None:
        folders = sorted(place.parent for place in here.glob(f"*/{SETTINGS}"))
        if not folders:
            return None
        options = [Option(str(number), folder.name, folder) for number, folder in enumerate(folders, 1)]
        self._begin()
        chosen = self._choose(self._("Which audit?"), [*options, Option("0", self._("a new one"), None)])
        return Begun(chosen, self._language) if isinstance(chosen, Path) else None

    def _new(self, here: Path) -> Begun:
        self._begin()
        self._terminal.write(
            self._("Listen First asks whether your agency is ready to open social-media accounts, or to keep them.")
        )
        self._terminal.write(
            self._(
                "A first verdict takes about ten minutes, the whole audit about an hour. Every answer is saved at once; you can stop and go on at any time."
            )
        )
        self._terminal.write()
        self._terminal.write(self._("The audit gets a folder of its own, named after the agency, in:"))
        self._terminal.write(str(here), "   ")
        self._terminal.write()
        name = self._name()
        folder = here / folder_name(name)
        self._named(name, folder)
        kind = self._kind()
        self._named(name, folder)
        create_folder(folder, name, self._languages(), PACK, kind=kind)
        return Begun(folder, self._language, made=True)

    def _named(self, name: str, folder: Path) -> None:
        """Begin a page on which the name and the folder stand already."""
        self._begin()
        self._terminal.write(name)
        self._terminal.write(self._("The folder of this audit: {path}").format(path=folder))
        self._terminal.write()

    def name(self) -> str:
        """Ask for the agency's name; empty where the user left."""
        with self._terminal.held():
            try:
                return self._name()
            except _Left:
                return ""

    def _name(self) -> str:
        self._terminal.write(self._("What is the name of the agency?"), bold=True)
        self._terminal.keys([self._("Enter confirm"), self._("Ctrl+C leave")])
        before = ""
        while True:
            answer = self._terminal.read(_LEAVING, before)
            if answer is _Left:
                raise _Left
            lines = [line.strip() for line in str(answer).split("\n") if not is_blank(line)]
            if len(lines) == 1:
                return lines[0]
            before = lines[0] if lines else ""
            self._terminal.complain(
                SEVERAL_LINES.translated(self._) if lines else self._("Type the name, then press Enter.")
            )

    def kind(self) -> Kind | None:
        """Ask what kind of body it is; None where the user left."""
        with self._terminal.held():
            try:
                return self._kind()
            except _Left:
                return None

    def _kind(self) -> Kind:
        titles: dict[Kind, str] = {
            "public": self._("A public body"),
            "company": self._("A company"),
            "association": self._("An association"),
            "school": self._("A school"),
        }
        options = [Option(str(number), title, kind) for number, (kind, title) in enumerate(titles.items(), 1)]
        chosen = self._choose(self._("What kind of body is it?"), options)
        return next(kind for kind in titles if kind == chosen)

    def _languages(self) -> tuple[str, ...]:
        """Ask for the languages of the report: mine, mine with another, another; only those that the pack is complete in."""
        offered = offered_languages(shipped_pack(PACK))
        mine = self._language if self._language in offered else offered[0]
        others = [code for code in offered if code != mine]
        choices = [(mine,), *((mine, other) for other in others), *((other,) for other in others)]
        if len(choices) == 1:
            return choices[0]
        names = [" + ".join(locale_data(code).name for code in codes) for codes in choices]
        options = [
            Option(str(number), name, codes) for number, (name, codes) in enumerate(zip(names, choices, strict=True), 1)
        ]
        chosen = self._choose(self._("In which language shall the report be?"), options)
        return chosen if isinstance(chosen, tuple) else choices[0]

    def wants_report(self, above: Callable[[int], Sequence[str]]) -> bool:
        """Ask whether to build the report now and open it.

        Args:
            above: Gives the lines that stand above, for a screen that is so many cells wide.
        """
        self._terminal.below(above)
        with self._terminal.held():
            try:
                answer = self._choose(
                    self._("Build the report now and open it?"),
                    [Option("y", self._("yes"), True), Option("n", self._("no"), False)],
                )
            except _Left:
                return False
        return answer is True

    def after_first_verdict(self, above: Callable[[int], Sequence[str]]) -> AfterFirst:
        """Ask how to go on behind a first verdict.

        Args:
            above: Gives the lines that stand above, for a screen that is so many cells wide.
        """
        self._terminal.below(above)
        with self._terminal.held():
            try:
                answer = self._choose(
                    self._("How shall we go on?"),
                    [
                        Option(
                            "1",
                            self._("Make it firm: the whole audit, about an hour; nothing is asked twice"),
                            AfterFirst.FIRM,
                        ),
                        Option("2", self._("Build a short report of this and open it"), AfterFirst.SHORT),
                        Option("3", self._("Stop here"), AfterFirst.STOP),
                    ],
                )
            except _Left:
                return AfterFirst.STOP
        assert isinstance(answer, AfterFirst)
        return answer

    def _choose(self, question: str, options: Sequence[Option]) -> object:
        self._terminal.write(question, bold=True)
        pieces = [self._("Up/Down choose"), self._("Enter confirm"), self._("q leave")]
        return self._chosen(options, options[0].value, pieces)

    def _chosen(self, options: Sequence[Option], at: object, pieces: Sequence[str]) -> object:
        chosen = self._terminal.choose(
            options, at, _LEAVING_A_LIST, pieces, no_text=PASTED_INTO_A_LIST.translated(self._)
        )
        if chosen is _Left:
            raise _Left
        return chosen


def folder_name(agency: str) -> str:
    """Make a folder's name from an agency's name, one that every system can hold."""
    name = _NOT_IN_NAMES.sub("-", nfc(agency.strip())).strip("-.").lower()[:LONGEST_FOLDER_NAME].strip("-.")
    return f"audit-{name}" if is_device(name) else nfc(name) or "audit"
