"""Write the golden files anew: the Markdown of every example, and what the commands print, which tests compare with the program.

Usage: python tools/golden.py    after looking at what changed
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from jinja2 import FileSystemLoader

from audit.cli import cli, run
from audit.cli.common import assess_folder, choose_language
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.language import translator
from audit.report.reader import Reader
from audit.report.render import render

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "report" / "golden"
SCREENS = ROOT / "tests" / "cli" / "golden"
DATE = datetime.date(2026, 11, 23)
"""The day of the examples."""
MASKED = "0" * 12
"""Stands for digests and the version of the program: they change with every comma."""


def reports() -> Iterator[tuple[str, str]]:
    """Give every page of every example in its own languages: path below the golden folder, and Markdown."""
    for path in sorted((ROOT / "examples").iterdir()):
        if not (path / "audit.yml").is_file():
            continue
        folder = open_folder(path)
        result = assess_folder(folder, DATE)
        masked = result.model_copy(
            update={
                "answers_digest": MASKED,
                "product": MASKED,
                "pack": result.pack.model_copy(update={"digest": MASKED}),
            }
        )
        for language in result.languages:
            others = [code for code in result.languages if code != language]
            reader = Reader(language, translator(language))
            for name, text in render(masked, reader, FileSystemLoader(shipped("site_template")), others).items():
                yield f"{path.name}/{language}/{name}", text


def screens() -> Iterator[tuple[str, str]]:
    """Give what the commands print about every example, and their help, in both languages: a name, and the text.

    A text is as a pipe gets it, at 80 columns, from the folder that holds the examples.
    """
    day = ("--date", DATE.isoformat())
    examples = sorted(path.parent.name for path in (ROOT / "examples").glob("*/audit.yml"))
    for language in ("en", "ko"):
        for example in examples:
            for command in (("score", *day), ("status", *day), ("compare", *day), ("check",)):
                name = "-".join(word.strip("-") for word in command if word not in day)
                yield f"{example}/{language}/{name}.txt", printed(command[0], example, *command[1:], "--lang", language)
        yield f"help/{language}/listenfirst.txt", printed("--lang", language, "--help")
        for command_name in cli.commands:
            yield f"help/{language}/{command_name}.txt", printed(command_name, "--lang", language, "--help")


def printed(*arguments: str) -> str:
    """Return what a command prints, on both streams, and its exit code where it is not 0."""
    said = io.StringIO()
    # The width decides where lines break, the language of the machine must not.
    os.environ["COLUMNS"] = "80"
    choose_language(list(arguments))
    with contextlib.chdir(ROOT / "examples"), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(list(arguments))
    return said.getvalue() + (f"[exit code {code}]\n" if code else "")


def main() -> None:
    """Replace the golden files."""
    for folder, files in ((GOLDEN, reports()), (SCREENS, screens())):
        shutil.rmtree(folder, ignore_errors=True)
        count = 0
        for name, text in files:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
            count += 1
        print(f"{count} files: {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
