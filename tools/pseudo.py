"""Make an installation with one more language, which nobody speaks: a third language tried out before there is one.

Every fixed text and every text of the packs is there with accents on all its letters, in brackets, and 40 % longer. What
shows on a page without an accent does not come from a catalogue or a pack; what has lost its bracket was cut; what does not
fit will not fit in German either. No line of the program is another; nothing of it ships.

Usage: python tools/pseudo.py FOLDER     FOLDER is made; then: PYTHONPATH=FOLDER python -m audit build AUDIT --lang en-XA
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from audit.files.yaml.writer import list_lines, table_lines
from audit.installation import LOCALE_FILE, SOURCE_LANGUAGE, locale_folder
from audit.language import DOMAIN

ROOT = Path(__file__).resolve().parent.parent
TAG = "en-XA"
"""English with accents, as Unicode's CLDR calls its own pseudo-language; it sorts and counts as English does."""
NAME = "[Éñĝļîšĥ ẋẋẋ]"
DATE = "'['y-MM-dd']'"
FOLDERS = ("audit", "questions", "site_template", "examples")
"""What an installation is made of."""
PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
LONGER = 0.4
FILLER, WORD = "ẋ", 7
_ACCENTS = str.maketrans(PLAIN, ACCENTED)
_KEPT = re.compile(r"(\{[^{}]*\}|\[\[(?!_)[^\[\]]*\]\]|\[\[_|\]\]|<[^<>]+>|%\([a-z_]+\)s|&[a-z#0-9]+;|https?://\S+)")
"""What is filled in or read by a machine: placeholders, markup, addresses."""
_SPACED = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_THEME_WORD = re.compile(r'"(?P<key>[\w.]+)": "(?P<words>[^"]*)"')


def pseudo(text: str) -> str:
    """Return a text in the pseudo-language; what machines read in it stays."""
    before, words, behind = _SPACED.fullmatch(text).groups()  # type: ignore[union-attr] # it matches every text
    if not any(letter.isalpha() for letter in _KEPT.sub("", words)):
        return text
    pieces = _KEPT.split(words)
    # Every second piece is kept.
    pieces[::2] = [piece.translate(_ACCENTS) for piece in pieces[::2]]
    more = max(1, round(len(words) * LONGER) - 3)
    # Words of a usual length, so that lines can end between them.
    filler = " ".join(FILLER * min(WORD, more - at) for at in range(0, more, WORD))
    return f"{before}[{''.join(pieces)} {filler}]{behind}"


def with_pseudo(data: Any, languages: tuple[str, ...]) -> Any:  # noqa: ANN401 # what YAML holds
    """Return the data of a pack with every text in the pseudo-language too.

    A table with the pack's languages is a text, whatever stands beside them (`within:`, `small:`).
    """
    if isinstance(data, list):
        return [with_pseudo(entry, languages) for entry in data]
    if not isinstance(data, dict):
        return data
    inside = {key: with_pseudo(value, languages) for key, value in data.items()}
    return {**inside, TAG: pseudo(data[SOURCE_LANGUAGE])} if set(languages) <= set(data) else inside


def add_to_pack(folder: Path) -> None:
    """Add the language to a pack, and write its files anew."""
    head = yaml.load((folder / "pack.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # texts only
    languages = tuple(head["languages"])
    for path in sorted(folder.glob("*.yml")):
        data = with_pseudo(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), languages)  # as above
        if path.name == "pack.yml":
            data["languages"] = [*languages, TAG]
        lines = table_lines(data, "") if isinstance(data, dict) else list_lines(data, "")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def catalogue() -> Catalog:
    """Return the catalogue: every catalogue of ours holds all texts, so those of the first are those of all."""
    path = next(iter(sorted(locale_folder().glob(f"*/LC_MESSAGES/{DOMAIN}.po"))))
    made = Catalog(locale=SOURCE_LANGUAGE, project="Listen First", charset="utf-8", fuzzy=False)
    for message in read_po(io.BytesIO(path.read_bytes())):
        if message.id:
            ids = message.id
            made.add(ids, tuple(map(pseudo, ids)) if isinstance(ids, tuple) else pseudo(str(ids)))
    return made


def theme_words() -> str:
    """Return what the site's theme says, as it keeps the words of a language; what sets up the search stays."""
    path = files("material") / "templates" / "partials" / "languages" / f"{SOURCE_LANGUAGE}.html"
    words = path.read_text(encoding="utf-8")

    def said(match: re.Match[str]) -> str:
        key, text = match["key"], match["words"]
        if key == "language":
            text = TAG
        elif key != "direction" and not key.startswith("search.config"):
            text = pseudo(text)
        return f'"{key}": "{text}"'

    return _THEME_WORD.sub(said, words)


def add_locale(folder: Path) -> None:
    """Write everything that makes a language of a folder: what code knows of it, its catalogue, the theme's words."""
    known = yaml.safe_load((locale_folder() / SOURCE_LANGUAGE / LOCALE_FILE).read_text(encoding="utf-8"))
    known |= {
        "name": NAME,
        "theme": None,
        "date": DATE,
        "added": [pseudo(words)[: len(words)] for words in known["added"]],
    }
    # Its reader types as the English one does.
    del known["typed"], known["countries"]
    texts = folder / "LC_MESSAGES"
    texts.mkdir(parents=True)
    (folder / LOCALE_FILE).write_text(yaml.safe_dump(known, allow_unicode=True, sort_keys=False), encoding="utf-8")
    made = catalogue()
    for name, write in ((f"{DOMAIN}.po", write_po), (f"{DOMAIN}.mo", write_mo)):
        with (texts / name).open("wb") as file:
            write(file, made)
    (folder / "theme.html").write_text(theme_words(), encoding="utf-8")


def make(folder: Path) -> None:
    """Make the installation.

    Args:
        folder: A folder that is not there yet.
    """
    for name in FOLDERS:
        built = ("site", "site-*", "export") if name == "examples" else ("__pycache__", "_data")
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(*built))
    for head in (folder / "questions").glob("*/pack.yml"):
        add_to_pack(head.parent)
    add_locale(folder / "site_template" / "locale" / TAG)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
