"""Pages on paper: a title stays with what it names, no sheet is nearly empty, and nothing stays folded."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from playwright.sync_api import Browser

from audit.report.site.engines import MKDOCS

PAGES = ("index", "clock", "load", "plan", "monitoring", "chain")
BOTTOM = 42.5
"""Points of the margin at the foot of an A4 sheet: 15 mm."""
TOP = 842 - 42.5


@pytest.fixture(scope="session")
def engine() -> str:
    """One of them: where lines and sheets end hangs on our own style sheet."""
    return MKDOCS.name


def sheets(pdf: bytes) -> list[list[tuple[float, float, str]]]:
    """Return the texts of every sheet, from top to bottom: height above its foot and size, in points, and words."""
    found: list[list[tuple[float, float, str]]] = []
    for sheet in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        texts: list[tuple[float, float, str]] = []

        def read(text: str, user: Any, matrix: Any, font: Any, size: float, texts: Any = texts) -> None:
            del font
            if text.strip():
                height = matrix[4] * user[1] + matrix[5] * user[3] + user[5]
                texts.append((height, abs(size * matrix[3] * user[3]), text.strip()))

        sheet.extract_text(visitor_text=read)
        found.append(sorted(texts, reverse=True))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_a_title_does_not_end_a_sheet_and_no_sheet_but_the_last_is_nearly_empty(
    site: Any, browser: Browser, name: str
) -> None:
    page = browser.new_page()
    page.goto((site.folder / f"{name}.html").as_uri())
    titles = {" ".join(title.split()) for title in page.locator("article :is(h1, h2, h3)").all_inner_texts()}
    printed = sheets(page.pdf(prefer_css_page_size=True))
    page.close()
    assert printed
    for number, texts in enumerate(printed[:-1], start=1):
        assert texts, f"sheet {number} is empty"
        lowest = texts[-1]
        assert lowest[0] < TOP - (TOP - BOTTOM) / 3, f"sheet {number} is less than a third full: {lowest}"
        largest = max(size for _, size, _ in texts)
        last = " ".join(text for height, _, text in texts if abs(height - lowest[0]) < largest)
        assert not [title for title in titles if len(title) > 5 and last.endswith(title)], f"sheet {number}: {last}"


def test_paper_shows_what_is_folded_and_no_addresses_within_the_report(site: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((site.folder / "monitoring.html").as_uri())
    seen_parts = (
        """() => [...document.querySelectorAll("details.lf-levels > :not(summary)")].map(it => it.checkVisibility())"""
    )
    assert False in page.evaluate(seen_parts), "something is folded on the screen"
    page.emulate_media(media="print")
    assert all(page.evaluate(seen_parts))
    words = "".join("".join(text for _, _, text in texts) for texts in sheets(page.pdf(prefer_css_page_size=True)))
    page.close()
    assert ".html" not in words
