"""Bring the catalogues of the fixed texts up to date: collect every text, merge, compile.

Usage: python tools/messages.py          write the catalogues
       python tools/messages.py --check  fail where a text is missing, untranslated, or the compiled file is old
"""

from __future__ import annotations

import ast
import dataclasses
import datetime
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import TypeAdapter

from audit.installation import LOCALE_FILE, SOURCE_LANGUAGE, installed_languages, locale_folder
from audit.locale_data import LocaleData, locale_data

ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "listen-first"
LANGUAGES = tuple(tag for tag in installed_languages() if tag != SOURCE_LANGUAGE)
"""The languages that have a catalogue: all but the one that the texts are written in."""
KEYWORDS = {"_": None, "say": None, "_say": None, "N_": None, "translate": None, "translated": None}
JINJA = {"comment_start_string": "{//", "comment_end_string": "//}", "trim_blocks": "true", "lstrip_blocks": "true"}
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")

# What the command line library says itself, in its own catalogue keys.
CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:",
    "Options",
    "Commands",
    "Arguments",
    "Error: {message}",
    "Show this message and exit.",
    "Show the version and exit.",
    "Try '{command} {option}' for help.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Missing {param_type}",
    "No such option {name!r}.",
    "Option {name!r} does not take a value.",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is a file.",
    "file",
    "directory",
    "path",
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "No such command {name!r}.",
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "default: {default}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "Aborted!",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)
"""A pair is a text for one and a text for more."""


def said_by_code(
    file: BinaryIO,
    keywords: Mapping[str, object],
    tags: object,  # noqa: ARG001 # Babel gives it
    options: object,  # noqa: ARG001 # as above
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Give every text that a call names, also one inside an f-string, where Babel's own reader does not look.

    Args:
        file: A module of Python.
        keywords: The names of the calls.
        tags: Not used.
        options: Not used.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = str(getattr(node.func, "attr", getattr(node.func, "id", "")))
            if name in keywords and isinstance(node.args[0].value, str):
                yield node.lineno, name, node.args[0].value, []


def collected() -> Catalog:
    """Collect every fixed text of the code and the templates."""
    catalogue = Catalog(project="Listen First", charset="utf-8")
    places: tuple[tuple[Path, list[tuple[str, Any]], dict[str, dict[str, str]]], ...] = (
        (ROOT / "audit", [("**.py", said_by_code)], {}),
        (ROOT / "site_template", [("**.j2", "jinja2.ext:babel_extract")], {"**.j2": JINJA}),
    )
    for folder, methods, options in places:
        found = extract_from_dir(str(folder), method_map=methods, options_map=options, keywords=KEYWORDS)
        for name, _line, message, _comments, _context in sorted(found, key=lambda row: (row[0], row[1])):
            catalogue.add(message, locations=[(f"{folder.name}/{name}", None)])  # type: ignore[list-item] # a place without a line keeps the file stable
    for message in CLICK:
        catalogue.add(message, locations=[("click", None)])  # type: ignore[list-item] # as above
    return catalogue


def merged(language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the template."""
    path = locale_folder() / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    cldr = locale_data(language).cldr
    old = read_po(io.BytesIO(path.read_bytes()), locale=cldr) if path.exists() else Catalog(locale=cldr)
    new = Catalog(locale=cldr, project="Listen First", charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            known = old.get(message.id)
            new.add(message.id, known.string if known is not None else "", locations=message.locations)
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """Write a catalogue as text."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, omit_header=True, sort_output=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """Compile a catalogue; its dates are fixed, so that the bytes depend on the texts alone."""
    plain = read_po(io.BytesIO(po_bytes(catalogue)))
    plain.creation_date = plain.revision_date = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


def placeholders(texts: Sequence[object]) -> set[str]:
    """Return the names in braces of all forms of a text."""
    return {name for text in texts for name in PLACEHOLDER.findall(str(text))}


def problems(language: str, catalogue: Catalog) -> list[str]:
    """Find what a reader of this language would miss."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if not all(strings):
            found.append(f"{language}: not translated: {message.id!r}")
        elif placeholders(strings[-1:]) != placeholders(ids[-1:]):
            found.append(f"{language}: other placeholders: {message.id!r}")
    return found


def wrong_entries() -> list[str]:
    """Find what is wrong with the files that say what code knows of each language."""
    found = []
    for language in installed_languages():
        try:
            TypeAdapter(LocaleData).validate_json(json.dumps(dataclasses.asdict(locale_data(language))), strict=True)
        except ValueError as error:
            found.append(f"{locale_folder() / language / LOCALE_FILE}: {error}")
    return found


def main(check: bool) -> int:
    """Write or check; return the exit code."""
    template = collected()
    found = wrong_entries()
    for language in LANGUAGES:
        folder = locale_folder() / language / "LC_MESSAGES"
        catalogue = merged(language, template)
        files = {folder / f"{DOMAIN}.po": po_bytes(catalogue), folder / f"{DOMAIN}.mo": mo_bytes(catalogue)}
        found += problems(language, catalogue)
        for path, content in files.items():
            if check and (not path.exists() or path.read_bytes() != content):
                found.append(f"{path.relative_to(ROOT)} is out of date: run make messages")
            elif not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    print("\n".join(found) or "catalogues are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
