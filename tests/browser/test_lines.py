"""No line of a report parts a number from its counter, a particle from its mark, or a date from its day."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from audit.report.site.engines import MKDOCS

WIDTHS = [1440, pytest.param(768, marks=pytest.mark.slow), 390, pytest.param(320, marks=pytest.mark.slow)]
ENOUGH = 100
"""Blocks of several lines that a report has at least."""


@pytest.fixture(scope="session")
def engine() -> str:
    """One of them: where lines and sheets end hangs on our own style sheet."""
    return MKDOCS.name


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_of_any_page_ends_where_it_tears_something_apart(
    site: Any, browser: Browser, lines_of_page: str, torn: re.Pattern[str], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(lines_of_page)
    page = context.new_page()
    blocks: list[tuple[str, str]] = []
    for path in site.pages:
        page.goto(path.as_uri())
        blocks += [(path.name, text) for text in page.evaluate("linesOfPage()")]
    context.close()
    assert sum("\n" in text for _, text in blocks) > ENOUGH, "there are lines to look at"
    assert [(name, found[0], text) for name, text in blocks for found in torn.finditer(text)] == []
