"""The engine in its worker: from a server too, started again after it was killed, and told of where it cannot start."""

from __future__ import annotations

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

MINUTES = 3
"""Longer than any machine takes; a worker that never answers is no success."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server that writes no log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # as the base class names it
        pass


@pytest.fixture
def address(app_file: Path) -> Iterator[str]:
    """Where a web server on this machine has the app."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=app_file.parent))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{app_file.name}"
    server.shutdown()
    thread.join()
    server.server_close()


def wait_for(page: Page, *states: str) -> str:
    """Wait until the engine is in one of some states; return it."""
    for _ in range(MINUTES * 60 * 10):
        state = str(page.evaluate("() => app.engine.state()"))
        if state in states:
            return state
        page.wait_for_timeout(100)
    raise AssertionError(f"the engine never was {states}")


def test_a_worker_that_was_killed_for_memory_is_started_again_from_a_web_server_too(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert wait_for(page, "ready", "failed") == "ready"
    page.workers[0].evaluate("() => self.postMessage({ failed: 'memory' })")
    assert wait_for(page, "again") == "again"
    assert wait_for(page, "ready", "failed") == "ready"
    languages = page.evaluate("() => app.engine.call('about', {}).then(value => value.languages)")
    assert "ko" in languages
    assert [url for url in asked if not url.startswith("blob:")] == [address]
    page.close()


def test_a_file_that_was_spoilt_on_its_way_says_that_it_cannot_start(
    browser: Browser, app_file: Path, tmp_path: Path
) -> None:
    text = app_file.read_text(encoding="utf-8")
    spoilt = re.sub(r'(data-runtime="packages">.{2000}).{40}', r"\1" + "!" * 40, text, count=1, flags=re.DOTALL)
    assert spoilt != text
    place = tmp_path / "spoilt.html"
    place.write_text(spoilt, encoding="utf-8")
    page = browser.new_page()
    page.goto(place.as_uri())
    assert wait_for(page, "ready", "failed") == "failed"
    # What was answered stays where it was, and the questions are there all the same.
    page.locator("h1").first.wait_for()
    page.close()
