"""What the tests of the interview share: the shipped pack, an audit folder, an asker that answers from a list."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from audit.errors import AuditError
from audit.files.answers_file import AnswersFile, open_answers
from audit.files.folder import AuditFolder, SettingsFile, create_folder, open_folder
from audit.files.pack_reader import load_pack
from audit.files.shipped import pack_folder
from audit.interview.asker import Entry, Move, Page, Reply, SectionPage
from audit.interview.flow import Item
from audit.model.answers import Respondent
from audit.model.pack import Pack

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """The pack that ships."""
    return load_pack(pack_folder("listen-first"))


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


@pytest.fixture
def files(tmp_path: Path, _empty_folder: AuditFolder) -> Iterator[Files]:
    """A new audit folder."""
    path = tmp_path / "haneul"
    create_folder(path, "Haneul", ("ko", "en"), "listen-first")
    # The pack is read once for all tests: reading it takes longer than most of them.
    folder = AuditFolder(path, _empty_folder.settings, _empty_folder.pack)
    with open_answers(folder.answers_path("2026-11"), folder.pack, Respondent()) as answers:
        yield Files(folder, answers, SettingsFile(folder))


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

    def review(self, entries: Sequence[Entry], at: Item | None) -> Item | Move:
        self.shown.append("review")
        self.reviewed.append(entries)
        pick = self.picks.pop(0) if self.picks else Move.FINISH
        return next(entry.item for entry in entries if entry.item.id == pick) if isinstance(pick, str) else pick

    def saved(self) -> None:
        self.saves += 1

    def problem(self, error: AuditError) -> None:
        self.problems.append(error)

    def first(self) -> None:
        self.shown.append("first")

    def goodbye(self, resume: str | None) -> None:
        self.resume = resume


@pytest.fixture
def fake_asker() -> type[FakeAsker]:
    """The class of an asker that answers by a function."""
    return FakeAsker


class Screens:
    """A terminal of a given size that keeps every screen it showed."""

    encoding = "utf-8"

    def __init__(self, columns: int, rows: int) -> None:
        import pyte

        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.shown: list[str] = []

    def write(self, data: str) -> int:
        self.stream.feed(data)
        return len(data)

    def flush(self) -> None:
        now = self.text()
        if not self.shown or self.shown[-1] != now:
            self.shown.append(now)

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1

    def text(self) -> str:
        """Return the screen as a person sees it."""
        # A wide character takes two cells, and the second one is empty.
        return "\n".join("".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip() for y in range(self.screen.lines))


@dataclass
class Keyboard:
    """Types into every prompt of a test, and shows what was on the screen."""

    send: Callable[[str], None]
    screens: Screens

    def type(self, keys: str) -> None:
        """Type keys, and hang up: a prompt that wants one more ends in an error instead of waiting for ever."""
        self.send(keys)

    @property
    def seen(self) -> str:
        """Everything that was ever on the screen."""
        return "\n".join(self.screens.shown)


@pytest.fixture
def at_keyboard() -> Callable[..., contextlib.AbstractContextManager[Keyboard]]:
    """Give a keyboard and a screen of a size to the prompts inside."""

    @contextlib.contextmanager
    def session(columns: int = 80, rows: int = 24) -> Iterator[Keyboard]:
        screens = Screens(columns, rows)
        output = Vt100_Output(screens, lambda: Size(rows=rows, columns=columns), term="xterm", enable_cpr=False)  # type: ignore[arg-type] # has what is used of a text file
        with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=output):

            def send(keys: str) -> None:
                keyboard.send_text(keys)
                keyboard.close()

            yield Keyboard(send, screens)

    return session
