"""A report is whole without a network: from a disk, and from a host under a path."""

from __future__ import annotations

import gzip
import re
from typing import Any
from urllib.parse import unquote, urlparse

import pytest
from playwright.sync_api import Browser

FIRST_VIEW = 120 * 1024
"""Bytes over gzip that the first view of the summary may cost."""
SHIFT = 0.01
"""Cumulative layout shift; what people notice begins at 0.1."""
WORDS = {"ko": "모니터링", "en": "monitor"}


def test_no_page_asks_anybody_else_for_anything_and_none_complains(
    reports: Any, address: str, site: Any, watched: Any
) -> None:
    for path in [*site.pages, reports.root / "narae-city" / "index.html"]:
        watched.page.goto(f"{address}/{path.relative_to(reports.root).as_posix()}")
    watched.page.wait_for_timeout(300)
    assert [asked for asked in watched.asked if not asked.startswith(f"{address}/")] == []
    assert watched.complaints == []


@pytest.mark.parametrize(("site", "width"), [("maple-library", 1440), ("narae-city/ko", 390)], indirect=["site"])
def test_the_search_finds_what_is_typed(address: str, site: Any, width: int, watched: Any, search_for: Any) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{site.name}/index.html")
    search_for(page, WORDS[site.language])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(?!index)[\w-]+\.html"))
    assert [asked for asked in watched.asked if not asked.startswith(f"{address}/")] == []
    assert watched.complaints == []


def test_nothing_that_got_into_a_page_could_run_or_send(address: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{address}/maple-library/index.html")
    refused = page.evaluate(
        """async () => {
            const refused = [];
            addEventListener("securitypolicyviolation", event => refused.push(event.effectiveDirective));
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const picture = new Image();
            picture.src = "https://example.org/a.png";
            await fetch("https://example.org/").catch(() => null);
            await new Promise(resolve => setTimeout(resolve, 100));
            return [...refused.sort(), String(window.ran)];
        }"""
    )
    assert refused == ["connect-src", "img-src", "script-src-elem", "undefined"]


def test_the_first_view_of_the_summary_is_small(reports: Any, server: str, site: Any, watched: Any) -> None:
    watched.page.goto(f"{server}/{site.name}/index.html")
    watched.page.wait_for_timeout(300)
    base = urlparse(server).path
    asked = {unquote(urlparse(url).path.removeprefix(base)).lstrip("/") for url in watched.asked}
    cost = sum(len(gzip.compress((reports.root / path).read_bytes())) for path in asked)
    assert cost <= FIRST_VIEW


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_while_the_summary_is_loaded(server: str, site: Any, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(
        """globalThis.moved = []; new PerformanceObserver(list => { for (const entry of list.getEntries())
        moved.push([entry.value, ...entry.sources.map(source => source.node?.className)]); }).observe({type: "layout-shift", buffered: true});"""
    )
    page = context.new_page()
    page.goto(f"{server}/{site.name}/index.html")
    page.wait_for_timeout(300)
    moved = page.evaluate("moved")
    context.close()
    assert sum(value for value, *_ in moved) < SHIFT, moved
