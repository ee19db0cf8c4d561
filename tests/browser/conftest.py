"""What the browser tests share: the built examples, one Chromium, a web server, and what a page asked for and complained of."""

from __future__ import annotations

import functools
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, sync_playwright

from audit.report.site.engines import ENGINES, MKDOCS

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SITES = {"haneul-district": "ko", "maple-library": "en", "narae-city/ko": "ko"}
"""Every built example once, in a language that it has; both languages are among them."""
ALL_SITES = {**SITES, "narae-city/en": "en"}
"""Every built example in every language that it has."""
AGAIN = ("maple-library", "narae-city/ko", "narae-city/en")
"""Sites of the same kinds of pages as the first: what looks at every page takes its time there, and runs with what is slow."""
CHECKOUT = "a host/under a path"


@dataclass
class Reports:
    """The built examples.

    Attributes:
        root: Holds one site for each example.
        sources: Holds the Markdown project that each was built from.
        engine: What built them.
    """

    root: Path
    sources: Path
    engine: str


@dataclass
class Site:
    """One example in one language.

    Attributes:
        name: Its path below the folder of all reports.
        language: The language of its pages.
        folder: Where it lies.
        project: Where the Markdown lies that it was built from.
    """

    name: str
    language: str
    folder: Path
    project: Path

    @property
    def pages(self) -> list[Path]:
        """The pages, in the order of their names."""
        return sorted(self.folder.rglob("*.html"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark all that is in this folder, so that it need not be remembered; leave out what another engine cannot change."""
    left_out = []
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if _is_the_same_on_every_engine(item):
                left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _is_the_same_on_every_engine(item: pytest.Item) -> bool:
    """Return whether a test on another engine looks at what it looks at there already.

    Its header, menu and search are its own, and are looked at on the pages of two examples; what stands on a page is ours.
    """
    callspec = getattr(item, "callspec", None)
    given = callspec.params if callspec is not None else {}
    if given.get("engine", MKDOCS.name) == MKDOCS.name:
        return False
    one_more = given.get("each_site") in set(ALL_SITES) - {"narae-city/ko", "maple-library"}
    return one_more or (
        item.name.startswith("test_the_keyboard_reaches") and given.get("name") not in ("index", "clock")
    )


@pytest.fixture(
    scope="session",
    params=[pytest.param(name, marks=() if name == MKDOCS.name else pytest.mark.slow) for name in ENGINES],
)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine that builds sites; the one that does not ship takes its time with what is slow."""
    return str(request.param)


@pytest.fixture(scope="session")
def reports(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The three examples as a user builds them with an engine; once for all workers."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    built = Reports(shared / f"reports-{engine}", shared / f"report-sources-{engine}", engine)
    with FileLock(shared / f"reports-{engine}.lock"):
        if not (shared / f"reports-{engine}.done").exists():
            for example in sorted(path for path in EXAMPLES.iterdir() if (path / "audit.yml").exists()):
                command = [str(Path(sys.executable).with_name("listenfirst")), "build", str(example)]
                out = ["--out", str(built.root / example.name), "--source", str(built.sources / example.name)]
                how = ["--date", "2026-11-23", "--engine", engine, *out]
                done = subprocess.run([*command, *how], capture_output=True, text=True)
                assert done.returncode == 0, done.stderr
            (shared / f"reports-{engine}.done").touch()
    return built


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest, reports: Reports) -> Site:
    """Each example once."""
    name = request.param
    return Site(name, SITES[name], reports.root / name, reports.sources / name)


@pytest.fixture(params=[pytest.param(name, marks=pytest.mark.slow if name in AGAIN else ()) for name in ALL_SITES])
def each_site(request: pytest.FixtureRequest, reports: Reports) -> Site:
    """Each example in each of its languages."""
    name = request.param
    return Site(name, ALL_SITES[name], reports.root / name, reports.sources / name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a file: the system's, or the one that Playwright brings.

    While it is open a loop of events runs in its process, and the prompts of an interview could not be tested there.
    """
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the name is the base class's
        """Say nothing."""


@pytest.fixture(scope="session")
def server(reports: Reports, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web server that has the reports deep under a path; yields the address of that path."""
    root = tmp_path_factory.mktemp("served")
    folder = root / CHECKOUT
    folder.parent.mkdir(parents=True)
    folder.symlink_to(reports.root, target_is_directory=True)
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/{quote(CHECKOUT)}"
        running.shutdown()


@pytest.fixture(params=["disk", pytest.param("web", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, reports: Reports) -> str:
    """Where the reports are: on a disk, then on a web server."""
    return reports.root.as_uri() if request.param == "disk" else str(request.getfixturevalue("server"))


@dataclass
class Watched:
    """A page, and what it did.

    Attributes:
        page: The page.
        asked: The addresses it asked for.
        complaints: What stood in the console, but for what is only told, and errors of scripts.
    """

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page of a desktop, watched."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    seen = Watched(page)
    page.on("request", lambda request: seen.asked.append(request.url))

    def said(message: ConsoleMessage) -> None:
        if message.type != "info":
            seen.complaints.append(f"{page.url}: {message.type} {message.text}")

    page.on("console", said)
    page.on("pageerror", lambda error: seen.complaints.append(f"{page.url}: {error}"))
    yield seen
    context.close()


SEARCH = ".md-search__input, .md-search__button, .md-header__button[for=__search] button"
"""What opens the search: a field on a wide screen, a button on a narrow one; an engine's own button."""
FOUND = ".md-search-result__link, [role=listbox] a"
"""What the search finds."""


@pytest.fixture(scope="session")
def search_for() -> Callable[[Page, str], Locator]:
    """Open the search of any engine and type; gives the first that is found, once it is there."""

    def search(page: Page, words: str) -> Locator:
        page.locator(SEARCH).locator("visible=true").first.click()
        # A field that is brought only now takes the words when it has the focus.
        page.locator("input:focus").wait_for()
        page.keyboard.type(words)
        first = page.locator(FOUND).first
        first.wait_for()
        return first

    return search


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, and `axeFinds`: what it finds, as lines."""
    ours = Path(__file__).with_name("axe_finds.js").read_text(encoding="utf-8")
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8") + ours


TORN = re.compile(
    # A closing mark and the particle that follows it; a number and what it counts, whether or not with a space between.
    r"[’”)\]%]\n[가-힣]|[0-9]\n ?(?:[%가-힣]|min\b|h\b)|[0-9] \n(?:개|명|건|분|초|시|일|월|년|점|번|곳|원)(?![가-힣]{2})"
    # The day of a date, hours from and to, what one can or cannot do.
    r"|[0-9][년월] ?\n ?[0-9]{1,2}[월일]|[0-9] ?\n ?[~–-] ?[0-9]|[0-9][~–-]\n[0-9]|[가-힣]\n? 수 ?\n ?[있없]|[가-힣] \n수 [있없]"
    # A number in words and what it counts.
    r"|(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|마흔|쉰|몇|여러) ?\n ?(?:건|명|사람|개|가지|번|시간|곳|달|장|쪽)(?![가-힣]{3})"
)
"""Where a line may not end: a number parted from what it counts, a closing mark from its particle, a range, a date."""


@pytest.fixture(scope="session")
def torn() -> re.Pattern[str]:
    """What is torn apart at the end of a line; lines are parted as `lines_of_page` does it."""
    return TORN


@pytest.fixture(scope="session")
def lines_of_page() -> str:
    """The script of `linesOfPage`: every block of text with its lines."""
    return Path(__file__).with_name("lines_of_page.js").read_text(encoding="utf-8")


class App:
    """Somebody in front of the app.

    Args:
        page: A page of a browser.
        place: The file.
    """

    def __init__(self, page: Page, place: Path) -> None:
        self.page = page
        self.place = place

    def open(self) -> None:
        """Open the file, and wait for what it shows at once."""
        self.page.goto(self.place.as_uri(), wait_until="commit")
        self.page.locator("h1").first.wait_for()

    def begin(self, name: str = "하늘구청", language: str = "ko") -> None:
        """Choose a language and begin an audit."""
        own, new, go = {
            "ko": ("한국어", "새 점검 시작", "질문 시작"),
            "en": ("English", "Begin a new audit", "Begin the questions"),
        }[language]
        self.page.locator("main").get_by_role("button", name=own, exact=True).click()
        self.page.get_by_role("button", name=new).click()
        self.page.locator("#new-name").fill(name)
        self.page.get_by_role("button", name=go).click()
        self.until("!!app.audits.now.audit")

    def until(self, expression: str, seconds: float = 120) -> None:
        """Wait until something is so; the page's policy lets no text be run inside of it."""
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"it never came: {expression}"
            time.sleep(0.05)

    def ready(self) -> None:
        """Wait for the engine, and until it knows the audit."""
        self.until("app.engine.ready() && !!app.audits.now.outline && !app.audits.now.outline.preliminary")

    def go(self, place: str) -> None:
        """Go to a question or a page."""
        self.page.evaluate("place => app.go.to(place)", place)
        self.settled()

    def settled(self) -> None:
        """Wait until everything that was typed is read."""
        self.until("!app.answers.waits() && !app.store.atRisk()")

    @property
    def at(self) -> str:
        """Where one is."""
        return str(self.page.evaluate("app.go.at()"))


@pytest.fixture(scope="session")
def app_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The app as `listenfirst app` writes it; once for all workers. Without its runtime there is nothing to open."""
    from audit.app.file import RUNTIME

    if not RUNTIME.is_dir():
        assert "CI" not in os.environ, "make app-runtime comes first"
        pytest.skip("make app-runtime was not run")
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    place = shared / "app" / "listen-first.html"
    place.parent.mkdir(exist_ok=True)
    with FileLock(shared / "app.lock"):
        if not place.exists():
            command = [str(Path(sys.executable).with_name("listenfirst")), "app", "--out", str(place), "--lang", "ko"]
            done = subprocess.run(command, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
    return place


@pytest.fixture(scope="session")
def open_app(app_file: Path) -> Callable[[Page], App]:
    """Open the app in a page; gives whoever sits in front of it."""

    def opened(page: Page) -> App:
        app = App(page, app_file)
        app.open()
        return app

    return opened
