"""The reader's language: gettext catalogues of the fixed texts, and which language to use."""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Mapping, Sequence

from audit.errors import Translate
from audit.files.shipped import shipped
from audit.system_language import system_languages

DOMAIN = "listen-first"
LANGUAGES = ("en", "ko")
"""The languages of the fixed texts; the first is the one they are written in."""

_NO_LANGUAGE = ("C", "POSIX")
"""The locales of programs that want to be left alone by languages."""
_AFTER_LANGUAGE = re.compile(r"[-_.@]")


def translator(language: str) -> Translate:
    """Return what turns an English message id into `language`; English for a language without a catalogue."""
    catalogue = gettext.translation(DOMAIN, str(shipped("site_template") / "locale"), [language], fallback=True)
    # The empty id is the catalogue's own header.
    return lambda text: catalogue.gettext(text) if text else ""


def chosen_language(asked: str | None, folder: Sequence[str], machine: str | None) -> str:
    """Decide in which language something is said or written.

    Args:
        asked: The language that somebody named, as with `--lang`; None where nobody did. It always wins.
        folder: The languages of the audit folder that it is about, the first one first; empty where it is about none.
        machine: The language of whoever sits here; None where another person will read it, as a form that is sent.

    Returns:
        What was asked for; else, of the folder's languages, the machine's or the first; else the machine's.
    """
    if asked is not None:
        return asked
    known = [language for language in folder if language in LANGUAGES]
    if not known:
        return machine or LANGUAGES[0]
    return machine if machine in known else known[0]


def preferred_language(
    environment: Mapping[str, str] = os.environ, system: Callable[[], Sequence[str]] = system_languages
) -> str:
    """Return the language that the user's machine is set to, of those that we have.

    As in gettext: `LANGUAGE` is a list and comes first, unless the locale is C or POSIX; then the first of `LC_ALL`,
    `LC_MESSAGES` and `LANG` that says anything decides. Where none does, as on Windows, the system is asked.

    Args:
        environment: The variables of the environment.
        system: Gives the languages of the user interface, the best first; asked only where it has to be.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    named = next((environment[name] for name in names if environment.get(name)), None)
    wanted = [part for part in environment.get("LANGUAGE", "").split(":") if part]
    if named in _NO_LANGUAGE:
        wanted = []
    elif not wanted:
        wanted = list(system()) if named is None else [named]
    return next((code for code in map(_code, wanted) if code in LANGUAGES), LANGUAGES[0])


def _code(name: str) -> str:
    """Return the language of a locale: `ko` for `ko_KR.UTF-8`, `ko-KR`, `Korean_Korea.949` and `korean`."""
    language = _AFTER_LANGUAGE.split(name)[0].lower()
    if len(language) <= 3:
        return language
    import locale

    return locale.normalize(language).split("_")[0].lower()
