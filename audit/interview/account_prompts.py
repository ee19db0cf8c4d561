"""One account for the register, asked field by field at a terminal."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from audit.errors import BadFiles
from audit.files.accounts.register import REGISTER
from audit.files.accounts.table import YES_NO, read_line
from audit.interview.asker import Move
from audit.interview.fitting import Part
from audit.interview.prompts import UNKNOWN, Prompts, Turn, Unknown
from audit.interview.terminal import Terminal
from audit.interview.widgets import Option
from audit.model.accounts import UNKNOWN as NOT_KNOWN
from audit.wording.accounts import field_name, field_word
from audit.wording.locale import Locale

FIELDS = (
    "platform",
    "name",
    "address",
    "purpose",
    "owner",
    "deputy",
    "publishers",
    "contractor",
    "two_step",
    "agency_mail",
    "archive",
    "last_post",
    "decision",
    "because",
)
"""What is asked, in order. The days of answers and the followers come with a table, or are written into the file."""
NEEDED = ("platform", "name")
_DECISIONS = ("keep", "merge", "close", "open")


@dataclass(frozen=True)
class AskedAccount:
    """What came of asking for an account.

    Attributes:
        cells: What was typed, by field; empty where not even the platform and the name were.
        left: Whether somebody left before the last field.
    """

    cells: Mapping[str, str]
    left: bool


@dataclass
class AccountPages:
    """Asks for an account; saves nothing.

    Attributes:
        prompts: The prompts.
        locale: The reader's language.
        today: The day; nothing was posted later.
    """

    prompts: Prompts
    locale: Locale
    today: datetime.date
    told: dict[str, str] = field(default_factory=dict)

    def ask(self) -> AskedAccount:
        """Ask for one account; going back leads to the field before. Whoever leaves keeps what was typed."""
        at = 0
        while at < len(FIELDS):
            try:
                self._one(FIELDS[at], at)
            except Turn as turn:
                if turn.move is Move.LEAVE:
                    return AskedAccount(self.told if all(self.told.get(key) for key in NEEDED) else {}, left=True)
                at = max(0, at - 1) if turn.move is Move.BACK else at + 1
                continue
            at += 1
        return AskedAccount(self.told, left=False)

    def _one(self, name: str, at: int) -> None:
        terminal, say = self.prompts.terminal, self.locale.say
        terminal.clear()
        terminal.title(f"{say('Accounts')} | {at + 1}/{len(FIELDS)}")
        if name not in NEEDED:
            terminal.write(", ".join(self.told[key] for key in NEEDED), "   ", part=Part.HEAD)
        terminal.write(self._question(name), bold=True, part=Part.HEAD)
        if name in (*YES_NO, "decision"):
            self._choice(name)
            return
        needed = name in NEEDED
        self.prompts.line_keys(
            letters=False, unknown=not needed, empty="" if needed else say("the line may stay empty")
        )
        while True:
            text = self.prompts.line(self.told.get(name, ""), letters=False, unknown=not needed)
            if isinstance(text, Unknown):
                text = NOT_KNOWN
            if needed and not text.strip():
                terminal.complain(say("an account goes by its platform and its name; Ctrl+C leaves"))
                continue
            problem = self._problem(name, text)
            if problem:
                terminal.complain(problem)
                continue
            self.told[name] = text.strip()
            return

    def _problem(self, name: str, text: str) -> str:
        """Say what is wrong with a line; empty where nothing is."""
        try:
            read_line(Path(REGISTER), {"platform": "-", "name": "-", name: text}, self.today)
        except BadFiles as bad:
            return self.prompts.said(bad.problems[0].what)
        return ""

    def _choice(self, name: str) -> None:
        words = _DECISIONS if name == "decision" else ("yes", "no")
        options = [Option(str(number), field_word(word, self.locale), word) for number, word in enumerate(words, 1)]
        options += [
            Option("", "", heading=True),
            Option("?", self.locale.say("I don't know"), UNKNOWN),
            Option("s", self.locale.say("Leave it open for now"), Move.LATER),
        ]
        picked = self.prompts.choose(options, self.told.get(name))
        self.told[name] = NOT_KNOWN if picked is UNKNOWN else str(picked)

    def _question(self, name: str) -> str:
        say = self.locale.say
        asked = {
            "platform": say("On which platform is the account?"),
            "name": say("What is it called there?"),
            "address": say("What is its web address?"),
            "purpose": say("What is it for?"),
            "owner": say("Who answers for it?"),
            "deputy": say("Who stands in for that person? Nobody: none"),
            "publishers": say("Who of your own can publish there? Names with commas between them; nobody: none"),
            "contractor": say("Which contractor can publish there? Nobody outside: none"),
            "two_step": say("Does signing in take a second step?"),
            "agency_mail": say("Does the sign-in hang on an agency mailbox and telephone?"),
            "archive": say("Are the posts archived elsewhere?"),
            "last_post": say("Of which day is the last post?"),
            "decision": say("What becomes of it?"),
            "because": say("Why was it decided so?"),
        }
        return asked.get(name) or field_name(name, self.locale)


def ask_account(locale: Locale, today: datetime.date, terminal: Terminal | None = None) -> AskedAccount:
    """Ask for one account at a terminal."""
    shown = terminal or Terminal()
    pages = AccountPages(Prompts(shown, locale.translate), locale, today)
    with shown.held():
        return pages.ask()
