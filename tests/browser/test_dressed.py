"""Reports in a consultant's dress, and the public edition: as accessible, as offline and as quiet as the plain one."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.report.exports.locked import locked_page

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "narae-city"
RUN_AXE = """() => axeFinds(document, {rules: {"target-size": {enabled: true}}})"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><rect width="300" height="80" fill="#123456"/></svg>'
)
NOTE = "---\npublic: true\n---\n# 머리말\n\n#### Deep\n\n[계획](plan.md) <b>x</b>\n\n| a | b |\n|:-:|---|\n| 1 | 2 |\n\n```\ncode\n```\n"
LOUD = {"yellow": ("#ffee00", "#ffee00"), "red": ("#ff0000", "#00ff00")}
PAGES = ("site/{}/index.html", "site/{}/plan.html", "site/{}/terms.html", "site-public/{}/index.html")


@pytest.fixture(scope="module")
def dress(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build an example with brand, notes, a page and a style sheet of its own, for inside and for the public; once each."""
    return functools.cache(lambda loud: _dressed(loud, tmp_path_factory.mktemp("dressed") / "narae"))


@pytest.fixture(params=["yellow", pytest.param("red", marks=pytest.mark.slow)])
def dressed(request: pytest.FixtureRequest, dress: Callable[[str], Path]) -> Path:
    """The example in loud colours."""
    return dress(request.param)


def _dressed(loud: str, place: Path) -> Path:
    primary, accent = LOUD[loud]
    folder = Path(shutil.copytree(EXAMPLE, place))
    with (folder / "audit.yml").open("a", encoding="utf-8") as settings:
        settings.write(
            f'brand: {{consultant: "House & Co.", logo: "a.svg", primary: "{primary}", accent: "{accent}", '
            'cover: {ko: "나래시에 드립니다", en: "For the city"}, footer: "© House <2026>"}\n'
        )
    (folder / "a.svg").write_text(LOGO, encoding="utf-8")
    (folder / "notes").mkdir()
    for name in ("summary", "plan"):
        (folder / "notes" / f"{name}.md").write_text(NOTE, encoding="utf-8")
    for own, text in (
        ("pages/terms.md.j2", '---\ntitle: {ko: "약관", en: "Terms"}\n---\n# Terms {#terms}\n\n{{ page.agency }}\n'),
        ("assets/own.css", ".own { margin: 0 }\n"),
    ):
        path = folder / "site_template" / own
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    for edition in ("internal", "public"):
        command = [str(Path(sys.executable).with_name("listenfirst")), "build", str(folder), "--date", "2026-11-23"]
        done = subprocess.run([*command, "--edition", edition], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def page(browser: Browser, axe: str) -> Iterator[Page]:
    """A page into which axe may come."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(axe)
    yield context.new_page()
    context.close()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_whatever_colours_the_brand_has(page: Page, dressed: Path, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    found: list[str] = []
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for path in PAGES:
            page.goto((dressed / path.format("ko" if width == 390 else "en")).as_uri())
            found += [f"{path} {width}: {violation}" for violation in page.evaluate(RUN_AXE)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == []


def test_a_dressed_report_asks_nobody_and_complains_of_nothing(watched: Any, dressed: Path) -> None:
    for path in PAGES:
        watched.page.goto((dressed / path.format("ko")).as_uri(), wait_until="load")
    assert [address for address in watched.asked if not address.startswith((dressed.as_uri(), "data:"))] == []
    assert watched.complaints == []
    assert any(address.endswith("assets/brand-logo.svg") for address in watched.asked)


def test_the_logo_is_shown_with_its_proportions_on_every_width(page: Page, dressed: Path) -> None:
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((dressed / "site/ko/index.html").as_uri())
        box = page.locator(".lf-logo").bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(300 / 80, rel=0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_axe_finds_nothing_on_the_page_that_asks_for_a_password(
    page: Page, tmp_path: Path, scheme: Any, language: str
) -> None:
    (tmp_path / "locked.html").write_bytes(locked_page(b"<!doctype html><title>x</title>", "x" * 12, language))
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto((tmp_path / "locked.html").as_uri())
    assert page.evaluate(RUN_AXE) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
