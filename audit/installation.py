"""What this installation has: the folders of data that ship with the package, and the languages among them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

SOURCE_LANGUAGE = "en"
"""The language that the fixed texts are written in; it has no catalogue."""
LOCALE_FILE = "locale.yml"
"""What makes a folder of `site_template/locale` a language; `audit.locale_data` says what it holds."""

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path | None:
    """Return a folder of data that ships with the package, or the checkout's own; None where this installation lacks it.

    A wheel carries the folders under `audit/_data`; an editable install has them at the top of the repository.
    """
    places = (_PACKAGE / "_data" / name, _PACKAGE.parent / name)
    return next((place for place in places if place.is_dir()), None)


def locale_folder() -> Path:
    """Return the folder that holds a folder for each language."""
    return (data_folder("site_template") or Path("site_template")) / "locale"


@cache
def installed_languages() -> tuple[str, ...]:
    """Return the tags of the languages that this installation has, the source language first."""
    tags = sorted(path.parent.name for path in locale_folder().glob(f"*/{LOCALE_FILE}"))
    return tuple(sorted(tags, key=lambda tag: tag != SOURCE_LANGUAGE))
