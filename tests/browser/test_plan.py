"""The plan is a page to work with: filters, ticks that stay in the reader's browser, downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def folder(reports: Any) -> Path:
    """The folder of one example's site."""
    return Path(reports.root) / "maple-library"


@pytest.fixture
def plan(browser: Browser, folder: Path) -> Iterator[Page]:
    """The plan of an example, opened from its folder."""
    page = browser.new_page()
    page.goto((folder / "plan.html").as_uri())
    yield page
    page.close()


def test_a_tick_stays_in_the_browser_and_is_counted(plan: Page) -> None:
    status = plan.locator(".lf-tools [role=status]")
    before = status.inner_text()
    plan.locator(".lf-tick input").first.check()
    assert status.inner_text() != before
    plan.reload()
    assert plan.locator(".lf-tick input").first.is_checked()


def test_the_filter_by_owner_leaves_only_that_owners_actions(plan: Page) -> None:
    who = plan.locator(".lf-tools select").first
    owner = who.locator("option").nth(1).get_attribute("value")
    assert owner
    who.select_option(owner)
    shown = plan.eval_on_selector_all(
        "[data-action]", "all => all.filter(it => !it.closest('[hidden]')).map(it => it.dataset.owner)"
    )
    assert shown
    assert set(shown) == {owner}


def test_the_filter_by_horizon_leaves_only_what_can_be_done_so_soon(plan: Page) -> None:
    plan.locator(".lf-tools select").nth(1).select_option("S")
    shown = plan.eval_on_selector_all(
        "[data-action]", "all => all.filter(it => !it.closest('[hidden]')).map(it => it.dataset.effort)"
    )
    assert shown
    assert set(shown) == {"S"}


def test_a_filter_leaves_no_heading_with_nothing_under_it(plan: Page) -> None:
    plan.locator(".lf-tools select").first.select_option("Legal")
    shown = plan.locator("h2#first, h2[id^=then-]").evaluate_all("all => all.filter(it => !it.hidden).map(it => it.id)")
    assert shown == ["then-3"]
    plan.locator(".lf-tools select").first.select_option("")
    assert plan.locator("h2#first").is_visible()


def test_a_link_to_an_action_that_is_filtered_out_shows_it(plan: Page) -> None:
    plan.locator(".lf-tools select").first.select_option("Legal")
    assert not plan.locator("#E04-0").is_visible()
    plan.locator(".lf-effort a[href$='#E04-0']").click()
    assert plan.locator("#E04-0").is_visible()


def test_the_downloads_lie_beside_the_page(plan: Page, folder: Path) -> None:
    names = [link.get_attribute("href") for link in plan.locator(".lf-tools a").all()]
    assert names == ["plan.csv", "plan.ics"]
    assert all((folder / name).stat().st_size for name in ("plan.csv", "plan.ics"))
