"""Around the interview: from nothing to an audit folder, and from the last answer to the report."""

from __future__ import annotations

import re
from pathlib import Path

import questionary

from audit.errors import Translate
from audit.files.folder import SETTINGS, create_folder
from audit.language import LANGUAGES

PACK = "listen-first"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def guide(translate: Translate, language: str, here: Path) -> Path | None:
    """Find the audit folder to work in, or make one.

    Args:
        translate: Turns message ids into the reader's language.
        language: That language.
        here: The folder in which the user stands.

    Returns:
        The audit folder, or None where the user left.
    """
    if (here / SETTINGS).is_file():
        return here
    print(translate("Listen First asks whether your agency is ready to open social-media accounts, or to keep them."))
    print(translate("It takes about an hour. Every answer is saved at once; you can stop and go on at any time."))
    print()
    folders = sorted(place.parent for place in here.glob(f"*/{SETTINGS}"))
    try:
        if folders:
            new = ""
            choices = [questionary.Choice(folder.name, value=str(folder)) for folder in folders]
            chosen = questionary.select(
                translate("Which audit?"),
                choices=[*choices, questionary.Choice(translate("a new one"), value=new)],
                instruction=" ",
                qmark=">",
            ).unsafe_ask()
            if chosen != new:
                return Path(chosen)
        name = ask_name(translate)
        if not name:
            return None
        languages = _ask_languages(translate, language)
    except (KeyboardInterrupt, EOFError):
        return None
    folder = here / folder_name(name)
    create_folder(folder, name, languages, PACK)
    print(translate("Made {path}.").format(path=folder.name))
    return folder


def ask_name(translate: Translate) -> str:
    """Ask for the agency's name; empty where the user left."""
    try:
        answer: str = questionary.text(translate("What is the name of the agency?"), qmark=">").unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        return ""
    return answer.strip()


def _ask_languages(translate: Translate, language: str) -> tuple[str, ...]:
    names = {"en": "English", "ko": "한국어"}
    other = next(code for code in LANGUAGES if code != language)
    single = questionary.Choice(names[language], value=(language,))
    both = questionary.Choice(f"{names[language]} + {names[other]}", value=(language, other))
    third = questionary.Choice(names[other], value=(other,))
    chosen: tuple[str, ...] = questionary.select(
        translate("In which language shall the report be?"), choices=[single, both, third], instruction=" ", qmark=">"
    ).unsafe_ask()
    return chosen


def folder_name(agency: str) -> str:
    """Make a folder's name from an agency's name."""
    return _NOT_IN_NAMES.sub("-", agency.strip()).strip("-.").lower()[:40] or "audit"


def offer_report(translate: Translate) -> bool:
    """Ask whether to build the report now and open it."""
    try:
        answer: bool = questionary.select(
            translate("Build the report now and open it?"),
            choices=[
                questionary.Choice(translate("yes"), value=True),
                questionary.Choice(translate("no"), value=False),
            ],
            instruction=" ",
            qmark=">",
        ).unsafe_ask()
    except (KeyboardInterrupt, EOFError):
        return False
    return answer
