"""The screens for a projector, in a real browser: by keys alone, and six on a sheet of paper."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from audit.audits import assess_round
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.report.exports.format import Order
from audit.report.exports.slides import slides_page

AXE = "() => axe.run().then(result => result.violations.map(one => one.id))"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The screens of an example, in Korean."""
    result = assess_round(open_folder(shipped("examples") / "haneul-district"), datetime.date(2026, 11, 23), ("ko",))
    path = tmp_path_factory.mktemp("slides") / "slides.html"
    path.write_bytes(slides_page(Order(result, "ko")))
    return path


def test_keys_move_one_screen_at_a_time_nothing_overflows_and_paper_holds_six(
    file: Path, browser: Browser, axe: str, tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(file.as_uri())
    count = page.locator(".slide").count()
    shown = page.locator(".slide.now")
    for number in range(1, count + 1):
        assert shown.get_attribute("id") == f"s{number}"
        assert shown.evaluate("slide => slide.scrollHeight <= slide.clientHeight + 1"), number
        page.keyboard.press("ArrowRight")
    assert shown.get_attribute("id") == f"s{count}"
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    assert shown.locator("h1, h2").evaluate("head => head === document.activeElement")
    page.reload()
    assert shown.get_attribute("id") == "s2"
    page.pdf(path=str(tmp_path / "slides.pdf"), prefer_css_page_size=True)
    assert len(PdfReader(tmp_path / "slides.pdf").pages) == -(-count // 6)
    assert complaints == []
    page.close()

    narrow = browser.new_page(viewport={"width": 390, "height": 780}, bypass_csp=True)
    narrow.goto(file.as_uri())
    assert narrow.evaluate("() => document.documentElement.scrollWidth") <= 390
    narrow.evaluate(axe)
    assert narrow.evaluate(AXE) == []
    narrow.close()
