"""What the tests of the interview share: an audit folder, a screen, an asker that answers from a list."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input, PipeInput
from prompt_toolkit.input.posix_pipe import PosixPipeInput
from prompt_toolkit.input.posix_utils import PosixStdinReader
from prompt_toolkit.output.vt100 import Vt100_Output

from audit.errors import AuditError
from audit.files.answers_file import AnswersFile, open_answers
from audit.files.atomic import make_folder
from audit.files.folder import AuditFolder, SettingsFile, create_folder, open_folder
from audit.interview.asker import Entry, Move, Page, Reply, SectionPage
from audit.interview.terminal import Terminal
from audit.interview.terminal_asker import TerminalAsker
from audit.language import translator
from audit.model.answers import Respondent
from audit.model.asked import Item, order
from audit.model.condition import parse_condition
from audit.model.pack import Pack
from audit.model.values import Value
from audit.wording.terminal_text import ascii_marks

ROOT = Path(__file__).parents[2]
PATIENCE = 30
QUIET = 0.1
"""Seconds without a letter on the screen, after which it is drawn."""
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="session")
def conditional(pack: Pack) -> Pack:
    """The same pack, where N05 is asked only if N04 is alerts, and N20 only if N05 is at most an hour."""
    conditions = {"N05": {"N04": {"is": "alerts"}}, "N20": {"N05": {"below": 61}}}
    numbers = tuple(
        item.model_copy(update={"when": parse_condition(conditions[item.id])}) if item.id in conditions else item
        for item in pack.numbers
    )
    return Pack(**{**{name: getattr(pack, name) for name in Pack.model_fields}, "numbers": numbers})


@pytest.fixture(scope="session")
def _empty_folder(tmp_path_factory: pytest.TempPathFactory) -> AuditFolder:
    path = tmp_path_factory.mktemp("audits") / "haneul"
    create_folder(path, "Haneul", ("ko", "en"), "listen-first")
    return open_folder(path)


@dataclass
class Files:
    """An audit folder with its answers held open."""

    folder: AuditFolder
    answers: AnswersFile
    settings: SettingsFile


@contextlib.contextmanager
def _files(path: Path, empty: AuditFolder, profile: Mapping[str, Value | None], answers: str) -> Iterator[Files]:
    create_folder(path, "Haneul", ("ko", "en"), "listen-first", profile)
    # The pack is read once for all tests: reading it takes longer than most of them.
    folder = AuditFolder(path, empty.settings.model_copy(update={"profile": profile}), empty.pack)
    if answers:
        make_folder(folder.answers_path("2026-11").parent)
        folder.answers_path("2026-11").write_text(answers, encoding="utf-8")
    with open_answers(folder.answers_path("2026-11"), folder.pack, Respondent()) as opened:
        yield Files(folder, opened, SettingsFile(folder))


@pytest.fixture
def files(tmp_path: Path, _empty_folder: AuditFolder) -> Iterator[Files]:
    """A new audit folder."""
    with _files(tmp_path / "haneul", _empty_folder, {}, "") as files:
        yield files


@pytest.fixture
def filled(tmp_path: Path, _empty_folder: AuditFolder) -> Iterator[Files]:
    """The audit folder of an agency without accounts that knows nothing: nothing is open."""
    pack = _empty_folder.pack
    profile: dict[str, Value | None] = {item.id: None for item in pack.profile if item.id != "X3"}
    profile["X4"] = "plan"
    lines = [f"  {item.id}: {{unknown: true}}" for item in order(pack) if item not in pack.profile]
    with _files(
        tmp_path / "haneul",
        _empty_folder,
        profile,
        "\n".join(["format: 1", "pack: listen-first", 'version: "1.0.0"', "answers:", *lines, ""]),
    ) as files:
        yield files


@dataclass
class FakeAsker:
    """Answers by a function, and remembers what was shown."""

    reply: Callable[[Page], Reply]
    picks: list[Item | Move | str] = field(default_factory=list)
    leave_at: str = ""
    shown: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    reviewed: list[Sequence[Entry]] = field(default_factory=list)
    problems: list[AuditError] = field(default_factory=list)
    resume: str | None = None
    verdict: str | None = None
    saves: int = 0

    def session(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext()

    def begin(self, page: SectionPage) -> Move:
        return self._section("begin", page)

    def end(self, page: SectionPage) -> Move:
        return self._section("end", page)

    def _section(self, word: str, page: SectionPage) -> Move:
        name = f"{word} {page.title['en'] if page.title else 'profile'}"
        self.shown.append(name)
        return Move.LEAVE if name == self.leave_at else Move.NEXT

    def ask(self, page: Page) -> Reply:
        self.shown.append(page.item.id)
        self.pages.append(page)
        return self.reply(page)

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:  # noqa: ARG002 # the names are the protocol's
        self.shown.append("review")
        self.reviewed.append(entries)
        pick = self.picks.pop(0) if self.picks else Move.FINISH
        return next(entry.item for entry in entries if entry.item.id == pick) if isinstance(pick, str) else pick

    def on_saved(self) -> None:
        self.saves += 1

    def problem(self, error: AuditError) -> None:
        self.problems.append(error)

    def on_start_reached(self) -> None:
        self.shown.append("first")

    def goodbye(self, resume: str | None, verdict: str | None = None) -> None:
        self.resume, self.verdict = resume, verdict


@pytest.fixture
def fake_asker() -> type[FakeAsker]:
    """The class of an asker that answers by a function."""
    return FakeAsker


class Sight:
    """What a person sees of a screen; only lines that were drawn upon are read anew."""

    def __init__(self, screen: pyte.Screen) -> None:
        self._screen = screen
        self._lines: dict[int, str] = {}

    def text(self) -> str:
        """Return the lines of the screen; a wide character takes two cells, and the second one is empty."""
        screen = self._screen
        for y in range(screen.lines):
            if y in screen.dirty or y not in self._lines:
                line = screen.buffer[y]
                self._lines[y] = "".join([line[x].data for x in range(screen.columns)]).rstrip()
        screen.dirty.clear()
        return "\n".join([self._lines[y] for y in range(screen.lines)])


def squeezed(text: str) -> str:
    """Return a text without what the width of a screen changes."""
    return "".join(ascii_marks(text).split())


class Screens:
    """A terminal of a given size, as prompt_toolkit writes to it. What was on the screen is worked out when asked for."""

    encoding = "utf-8"

    def __init__(self, columns: int, rows: int) -> None:
        self.size = Size(rows=rows, columns=columns)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.waiting: list[str] = [""]
        self.drawn: list[str] = []
        self.sight = Sight(self.screen)

    def write(self, data: str) -> int:
        self.waiting[-1] += data
        return len(data)

    def flush(self) -> None:
        self.waiting.append("")

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    @property
    def shown(self) -> list[str]:
        """Every screen that was shown, without those that are the same as the one before."""
        for data in self.waiting:
            if data:
                self.stream.feed(data)
                now = self.text()
                if not self.drawn or self.drawn[-1] != now:
                    self.drawn.append(now)
        self.waiting = [""]
        return self.drawn

    def text(self) -> str:
        """Return the screen as a person sees it."""
        return self.sight.text()

    @property
    def last(self) -> str:
        """What is on the screen now, or was there before it was erased."""
        return next(screen for screen in reversed(self.shown) if screen.strip())


class KeyByKey(PosixStdinReader):
    """Reads a keyboard at which one key is pressed after the other, each when the one before it is done with."""

    def read(self, count: int = 1) -> str:  # noqa: ARG002 # the name is that of what it stands for
        return super().read(1)


MOMENT, SOON = "\x1d", "\x1e"
"""Between keys that come later; between keys that come within the time that a paste takes."""


class Moments(PosixStdinReader):
    """Reads a keyboard from which all keys of a moment come at once, as a paste does that no terminal brackets."""

    soon = False

    def read(self, count: int = 1024) -> str:  # noqa: ARG002 # the name is that of what it stands for
        keys = ""
        while (key := super().read(1)) and key not in (MOMENT, SOON):
            keys += key
        self.soon = key == SOON
        return keys

    def more(self, source: Input, seconds: float) -> bool:  # noqa: ARG002 # the names are those of what waits
        """Say whether more keys come soon."""
        return self.soon


def nobody_hurries(source: Input, seconds: float) -> bool:  # the names are those of what waits
    """Say that nothing follows a key at once."""
    return False


@dataclass
class Keyboard:
    """Types into the prompts of a test, and shows what was on the screen."""

    pipe: PipeInput
    screens: Screens
    more: Callable[[Input, float], bool]

    def terminal(self) -> Terminal:
        """Return the terminal to which this keyboard belongs."""
        return Terminal(self.more)

    def asker(self, language: str, **others: Any) -> TerminalAsker:
        """Return an asker at this keyboard."""
        return TerminalAsker(translator(language), language, self.terminal(), **others)

    def type(self, keys: str) -> None:
        """Type keys and hang up: a prompt that wants one more ends in an error instead of waiting for ever."""
        self.pipe.send_text(keys)
        self.pipe.close()

    def press(self, keys: str) -> None:
        """Type keys; more may follow."""
        self.pipe.send_text(keys)

    @property
    def seen(self) -> str:
        """Everything that was ever on the screen."""
        return "\n".join(self.screens.shown)


@pytest.fixture
def at_keyboard() -> Callable[..., contextlib.AbstractContextManager[Keyboard]]:
    """Give a keyboard and a screen of a size to the prompts inside.

    Keys are pressed one after the other; with `moments`, all that stands between two `MOMENT` come at once.
    """

    @contextlib.contextmanager
    def session(columns: int = 80, rows: int = 24, *, moments: bool = False) -> Iterator[Keyboard]:
        screens = Screens(columns, rows)
        output = Vt100_Output(screens, lambda: screens.size, term="xterm", enable_cpr=False)  # type: ignore[arg-type] # has what is used of a text file
        with PosixPipeInput.create() as pipe, create_app_session(input=pipe, output=output):
            reader = Moments(pipe.fileno()) if moments else KeyByKey(pipe.fileno())
            pipe.stdin_reader = reader
            yield Keyboard(pipe, screens, reader.more if isinstance(reader, Moments) else nobody_hurries)

    return session


@pytest.fixture
def at_the_same_moment() -> Callable[..., str]:
    """Join what is pressed at several moments; what stands in a list comes soon after each other."""

    def join(*moments: str | list[str]) -> str:
        return "".join((moment if isinstance(moment, str) else SOON.join(moment)) + MOMENT for moment in moments)

    return join


def _is_another_page(before: str, typed: str, screen: str) -> bool:
    """Return whether a page is drawn down to its keys, which stand last, and is not the one on which one typed."""
    last = screen.rstrip().rpartition("---")[2] or screen
    # What was understood of it stands behind it.
    lines = (
        line.partition("   = ")[0].rstrip().removeprefix(" > ")
        for line in screen.splitlines()
        if line.startswith(" > ")
    )
    echoed = any(line and typed.startswith(line) for line in lines)
    return screen != before and not echoed and any(key in last for key in ("Shift+Tab", "Ctrl+C", "q "))


class Person:
    """Somebody at a terminal, who reads before typing."""

    def __init__(
        self, *arguments: str, columns: int = 80, rows: int = 24, cwd: Path = ROOT, language: str = "C.UTF-8"
    ) -> None:
        environment = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR", "LANGUAGE")}
        environment |= {"TERM": "xterm-256color", "LC_ALL": language}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "audit", *arguments],
            cwd=str(cwd),
            env=environment,
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="strict",
        )
        self.child.delaybeforesend = None
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.sight = Sight(self.screen)

    @property
    def sees(self) -> str:
        """What is on the screen."""
        return self.sight.text()

    def waits_for(self, what: Callable[[str], bool], *, or_the_end: bool = False) -> str:
        """Read until the screen is as expected, or until the program ends."""
        end = time.monotonic() + PATIENCE
        while not what(self.sees):
            assert time.monotonic() < end, f"this did not come; the screen shows:\n{self.sees}"
            try:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=0.02))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                if or_the_end:
                    break
                assert what(self.sees), f"it ended; the screen shows:\n{self.sees}"
        return self.sees

    def rests(self) -> str:
        """Read until nothing more comes: a page that is still being drawn must not pass for the one after it."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                self.stream.feed(self.child.read_nonblocking(65536, timeout=QUIET))
        return self.sees

    def reads(self, text: str) -> str:
        """Read until a text is on the screen, however its lines are broken."""
        return self.waits_for(lambda screen: squeezed(text) in squeezed(screen))

    def types(self, keys: str) -> None:
        """Type line by line, and after each wait for what comes; `MOMENT` stands where one waits besides."""
        for line in re.findall(f"[^\r{MOMENT}]*[\r{MOMENT}]|[^\r{MOMENT}]+", keys):
            self.waits_for(partial(_is_another_page, "", ""))
            before = self.rests()
            self.child.send(line.strip(MOMENT))
            if line[-1] in f"\r{MOMENT}":
                typed = line.strip(f"\r{MOMENT}")
                self.waits_for(partial(_is_another_page, before, typed), or_the_end=True)

    def pastes(self, *pieces: str, pause: float = 0) -> None:
        """Send a text as a terminal does that puts no brackets around it: at once, or in pieces with a pause between."""
        for piece in pieces:
            self.child.send(piece)
            time.sleep(pause)

    def resizes(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self.child.setwinsize(rows, columns)
        self.screen.resize(rows, columns)

    def is_done(self) -> int | None:
        """Wait for the end and return the exit code."""
        self.child.expect(pexpect.EOF, timeout=PATIENCE)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def person_at() -> Iterator[Callable[..., Person]]:
    """Seat somebody at a real terminal in which the program runs."""
    with contextlib.ExitStack() as seats:

        def seat(*arguments: str, **others: Any) -> Person:
            person = Person(*arguments, **others)
            seats.callback(person.child.close, force=True)
            return person

        yield seat
