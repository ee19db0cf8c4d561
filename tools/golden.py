"""Write the golden reports anew: the Markdown of every example, which a test compares with what the program writes.

Usage: python tools/golden.py    after looking at what changed
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

from jinja2 import FileSystemLoader

from audit.cli.common import assess_folder
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.language import translator
from audit.report.reader import Reader
from audit.report.render import render

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "report" / "golden"
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


def main() -> None:
    """Replace the golden reports."""
    shutil.rmtree(GOLDEN, ignore_errors=True)
    count = 0
    for name, text in reports():
        target = GOLDEN / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        count += 1
    print(f"{count} pages: {GOLDEN.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
