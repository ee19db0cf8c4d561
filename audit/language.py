"""The reader's language: gettext catalogues of the fixed texts, and which language to use."""

from __future__ import annotations

import functools
import gettext
import os
import re
from collections.abc import Callable, Mapping, Sequence

from audit.errors import Translate
from audit.installation import SOURCE_LANGUAGE, installed_languages, locale_folder
from audit.system_language import system_languages

DOMAIN = "listen-first"
LANGUAGES = installed_languages()
"""The languages of the fixed texts; the first is the one they are written in."""

_NO_LANGUAGE = ("C", "POSIX")
"""The locales of programs that want to be left alone by languages."""
_BEHIND_TAG = re.compile(r"[.@].*")
_LONGEST_CODE = 3
"""Letters of a language's code; longer is the name that Windows gives it."""


def translator(language: str) -> Translate:
    """Return what turns an English message id into `language`; English for a language without a catalogue."""
    catalogue = _catalogue(language)
    # The empty id is the catalogue's own header.
    return lambda text: catalogue.gettext(text) if text else ""


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = locale_folder() / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if language not in LANGUAGES or not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


def untranslated(language: str) -> tuple[str, ...]:
    """Return the fixed texts that another language has and this one lacks; none of the language that they are written in."""
    if language == SOURCE_LANGUAGE:
        return ()
    own = _texts(language)
    return tuple(dict.fromkeys(text for other in LANGUAGES for text in _texts(other) if text not in own))


def _texts(language: str) -> frozenset[str]:
    # The catalogue's own table is the only list of the texts that an installation has.
    table: Mapping[str | tuple[str, int], str] = getattr(_catalogue(language), "_catalog", {})
    return frozenset(text for text, said in table.items() if isinstance(text, str) and text and said)


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
    return next((code for code in map(_installed, wanted) if code), LANGUAGES[0])


def _installed(name: str) -> str | None:
    """Return the installed language of a locale: `pt-BR` for `pt_BR.UTF-8`, else any `pt`; also by a name, as `Korean_Korea.949`."""
    parts = _BEHIND_TAG.sub("", name).lower().replace("_", "-").split("-")
    if len(parts[0]) > _LONGEST_CODE:
        import locale

        parts = _BEHIND_TAG.sub("", locale.normalize(parts[0])).lower().split("_")
    exact = (code for code in LANGUAGES if code.lower() == "-".join(parts))
    near = (code for code in LANGUAGES if code.split("-")[0].lower() == parts[0])
    return next(exact, None) or next(near, None)
