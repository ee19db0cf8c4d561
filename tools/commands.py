"""Keep the help texts in docs/commands.md what the commands say themselves.

Between `<!-- help: score -->` and `<!-- /help -->` stands what `listenfirst score --help` prints; between
`<!-- help: -->` and `<!-- /help -->` what `listenfirst --help` prints.

Usage: python tools/commands.py          write docs/commands.md
       python tools/commands.py --check  fail where it is not what the commands say, or a command is missing
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from audit.installation import SOURCE_LANGUAGE

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "commands.md"
WIDTH = 80
BLOCK = re.compile(r"(<!-- help:(?P<name>[^>]*?)-->\n).*?(<!-- /help -->)", re.DOTALL)


def every_command(
    command: click.Command, name: str = "", parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    """Give every command with its help, the commands of a group after the group itself.

    Args:
        command: Where to begin.
        name: Its name as it is typed after `listenfirst`; empty for the whole.
        parent: The context of the group it belongs to.
    """
    typed = name.split()[-1] if name else "listenfirst"
    context = click.Context(command, info_name=typed, parent=parent, terminal_width=WIDTH)
    yield name, command.get_help(context)
    if isinstance(command, click.Group):
        for inner in sorted(command.commands):
            yield from every_command(command.commands[inner], f"{name} {inner}".strip(), context)


def filled(page: str, helps: dict[str, str]) -> tuple[str, set[str]]:
    """Return the page with its blocks filled, and the commands that have no block.

    Args:
        page: The Markdown.
        helps: The help text of every command.
    """
    found: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        name = match["name"].strip()
        found.add(name)
        return f"{match[1]}```text\n{helps[name].rstrip()}\n```\n{match[3]}"

    return BLOCK.sub(fill, page), set(helps) - found


def main(check: bool) -> int:
    """Write or check; return the exit code."""
    os.environ["LANGUAGE"] = SOURCE_LANGUAGE
    from audit.cli import cli

    old = PAGE.read_text(encoding="utf-8")
    new, missing = filled(old, dict(every_command(cli)))
    for name in sorted(missing):
        print(f"docs/commands.md has no block for: listenfirst {name}; add <!-- help: {name} --> and <!-- /help -->")
    if check and new != old:
        print("docs/commands.md is out of date: run make commands")
    elif not check:
        PAGE.write_text(new, encoding="utf-8")
    return 1 if missing or (check and new != old) else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
