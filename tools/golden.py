"""Write the golden files anew: the Markdown of every example, what the commands print, and pages of the interview.

Tests compare them with the program.

Usage: python tools/golden.py    after looking at what changed
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyte
from jinja2 import FileSystemLoader
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from audit.audits import assess_round
from audit.cli import cli, run
from audit.cli.common import choose_language
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.interview.asker import Header, Page
from audit.interview.flow import Stand, position, progress, section_of, section_title
from audit.interview.terminal_asker import TerminalAsker
from audit.language import LANGUAGES, translator
from audit.model.answers import OPEN, Answer
from audit.model.pack import NEEDS_EVIDENCE, Pack
from audit.report.site.render import render
from audit.wording.locale import Locale

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "report" / "golden"
SCREENS = ROOT / "tests" / "cli" / "golden"
PAGES = ROOT / "tests" / "interview" / "golden"
DATE = datetime.date(2026, 11, 23)
"""The day of the examples."""
MASKED = "0" * 12
"""Stands for digests and the version of the program: they change with every comma."""


EXAMPLES = tuple(sorted(path.parent.name for path in (ROOT / "examples").glob("*/audit.yml")))
HELP = "help"
"""Stands beside the examples for what the commands say of themselves."""


def reports(names: Sequence[str] = EXAMPLES) -> Iterator[tuple[str, str]]:
    """Give every page of some examples in their own languages: path below the golden folder, and Markdown."""
    for example in names:
        result = assess_round(open_folder(ROOT / "examples" / example), DATE)
        masked = result.model_copy(
            update={
                "answers_digest": MASKED,
                "product": MASKED,
                "pack": result.pack.model_copy(update={"digest": MASKED}),
            }
        )
        for language in result.languages:
            locale = Locale(language, translator(language))
            for name, text in render(masked, locale, FileSystemLoader(shipped("site_template"))).items():
                yield f"{example}/{language}/{name}", text


def screens(names: Sequence[str] = (*EXAMPLES, HELP)) -> Iterator[tuple[str, str]]:
    """Give what the commands print about some examples, and their help, in both languages: a name, and the text.

    A text is as a pipe gets it, at 80 columns, from the folder that holds the examples.
    """
    day = ("--date", DATE.isoformat())
    for language in LANGUAGES:
        for example in (name for name in names if name != HELP):
            for command in (("score", *day), ("score", *day, "--all"), ("status", *day), ("compare", *day), ("check",)):
                name = "-".join(word.strip("-") for word in command if word not in day)
                yield f"{example}/{language}/{name}.txt", printed(command[0], example, *command[1:], "--lang", language)
        if HELP in names:
            yield f"{HELP}/{language}/listenfirst.txt", printed("--lang", language, "--help")
            for command_name in cli.commands:
                yield f"{HELP}/{language}/{command_name}.txt", printed(command_name, "--lang", language, "--help")


def printed(*arguments: str) -> str:
    """Return what a command prints, on both streams, and its exit code where it is not 0."""
    said = io.StringIO()
    # The width decides where lines break, the language of the machine must not.
    os.environ["COLUMNS"] = "80"
    choose_language(list(arguments))
    with contextlib.chdir(ROOT / "examples"), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(list(arguments))
    return said.getvalue() + (f"[exit code {code}]\n" if code else "")


def pages() -> Iterator[tuple[str, str]]:
    """Give the pages of the interview that have most to show, on a wide and on a narrow screen: a name, and the screen."""
    folder = open_folder(ROOT / "examples" / "maple-library")
    long = Answer(level=3, note="\n".join(["What we said about it in the meeting of the second of October."] * 3))
    cases = [(identity, OPEN) for identity in ("X1", "M02", "T09", "E12", "L10", "L01", "N01", "N09", "N22")]
    for language in LANGUAGES:
        for columns in (80, 40):
            for identity, answer in [*cases, ("M02", long)]:
                name = f"{language}/{columns}/{identity}{'-with-a-note' if answer.note else ''}.txt"
                yield name, question(folder.pack, identity, answer, language, columns)


def question(pack: Pack, identity: str, answer: Answer, language: str, columns: int) -> str:
    """Return the screen of 24 lines on which a question is put before an account is open."""
    item = pack.by_id[identity]
    stand = Stand(pack, {"X4": "plan"}, {identity: answer})
    header = Header(section_title(pack, section_of(item)), *position(stand, item), progress(stand).percent)
    page = Page(item, answer, header, "plan", NEEDS_EVIDENCE, DATE, may_note=item.pillar is not None)
    drawn = io.StringIO()
    size = Size(rows=24, columns=columns)
    output = Vt100_Output(drawn, lambda: size, term="xterm", enable_cpr=False)
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=output):
        keyboard.send_text("\x03")
        TerminalAsker(translator(language), language).ask(page)
    screen = pyte.Screen(columns, 24)
    # Up to where the page is erased again.
    pyte.Stream(screen).feed(drawn.getvalue().rpartition("\x1b[J")[0])
    return "\n".join(line.rstrip() for line in as_seen(screen)).rstrip() + "\n"


def as_seen(screen: pyte.Screen) -> Iterator[str]:
    """Give the lines of a screen; of a wide character the second cell is empty."""
    for y in range(screen.lines):
        yield "".join(screen.buffer[y][x].data for x in range(screen.columns))


def main() -> None:
    """Replace the golden files."""
    for folder, files in ((GOLDEN, reports()), (SCREENS, screens()), (PAGES, pages())):
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
