"""What the tests of the interview share: an audit folder, a screen, an asker that answers from a list."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyte
import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from audit.errors import AuditError
from audit.files.answers_file import AnswersFile, open_answers
from audit.files.durable import make_folder
from audit.files.folder import AuditFolder, SettingsFile, create_folder, open_folder
from audit.interview.asker import Entry, Move, Page, Reply, SectionPage
from audit.interview.flow import Item, order
from audit.model.answers import Respondent
from audit.model.condition import parse_condition
from audit.model.pack import Pack
from audit.model.values import Value

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
    """A terminal of a given size, as prompt_toolkit writes to it. What was on the screen is worked out when asked for."""

    encoding = "utf-8"

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.waiting: list[str] = [""]
        self.drawn: list[str] = []

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
        # A wide character takes two cells, and the second one is empty.
        return "\n".join(
            "".join(self.screen.buffer[y][x].data for x in range(self.screen.columns)).rstrip()
            for y in range(self.screen.lines)
        )

    @property
    def last(self) -> str:
        """What is on the screen now."""
        return self.shown[-1]


@dataclass
class Keyboard:
    """Types into the prompts of a test, and shows what was on the screen."""

    pipe: PipeInput
    screens: Screens

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
    """Give a keyboard and a screen of a size to the prompts inside."""

    @contextlib.contextmanager
    def session(columns: int = 80, rows: int = 24) -> Iterator[Keyboard]:
        screens = Screens(columns, rows)
        output = Vt100_Output(screens, lambda: Size(rows=rows, columns=columns), term="xterm", enable_cpr=False)  # type: ignore[arg-type] # has what is used of a text file
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
            yield Keyboard(pipe, screens)

    return session
