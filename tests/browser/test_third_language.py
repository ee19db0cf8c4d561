"""Words that are 40 % longer than ours fit on the narrowest screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.slow


def test_longer_words_need_no_sideways_scrolling_on_a_phone(
    browser: Browser, third: Path, command_in: Callable[..., Any], tmp_path: Path
) -> None:
    done = command_in(third, "build", "examples/narae-city", "--lang", "en-XA", "--out", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    done = command_in(third, "form", "examples/narae-city", "--lang", "en-XA", "--out", str(tmp_path / "form.html"))
    assert done.returncode == 0, done.stderr
    page = browser.new_page(viewport={"width": 390, "height": 844})
    for path in (*sorted((tmp_path / "site").glob("*.html")), tmp_path / "form.html"):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path.name
