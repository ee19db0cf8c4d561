"""Every page for everybody: by axe, by keyboard, in a narrow window, without motion, with forced colours, on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.audits import assess_round
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.report.branding.colours import contrast
from audit.report.joined.single import single_html

SCHEMES = ("light", "dark")
WIDTHS = (1440, 390)
KNOWN_OF_SEARCH = {"zensical": {"color-contrast", "scrollable-region-focusable"}}
"""What axe finds in an engine's own search, as docs/engines.md says."""
NAMES = (
    *("index", "listening", "monitoring", "staffing", "escalation", "clock", "load", "chain", "threats"),
    *("way-up", "progress", "plan", "papers", "about", "answers", "method", "sources", "accessibility"),
)
"""Every page of the example that is walked; a new page fails the walk until it is named here."""
WALKS = [*((name, 1440) for name in NAMES), *((name, 390) for name in ("index", "monitoring", "clock", "plan"))]
"""Every page on a desktop; a telephone's menu and header are the same on all."""
SWITCH = ".md-header__option button"
SCHEMES_OF_ROOT_AND_BODY = "[document.documentElement, document.body].map(part => part.dataset.mdColorScheme)"
RUN_AXE = """() => axeFinds(document, {rules: {"target-size": {enabled: true}}})"""
"""All rules: WCAG of every level that axe knows as on, best practices, and the one of 2.2 that it leaves off."""
RUN_AXE_ON_EVERY_LOOK = """async ([whole, known]) => {
    const grounds = new Map([[document.documentElement.parentNode, ""]]);
    const ground = it => {
        if (!grounds.has(it)) {
            const style = getComputedStyle(it);
            const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position].join();
            grounds.set(it, `${ground(it.parentNode)} ${own}`);
        }
        return grounds.get(it);
    };
    const looks = new Map();
    const seen = new Set(known);
    for (const it of document.querySelectorAll("body *")) {
        if (![...it.childNodes].some(part => part.nodeType === 3 && part.data.trim())) continue;
        if (!it.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const style = getComputedStyle(it);
        const look = [it.tagName, style.color, style.fontSize, style.fontWeight, style.textDecorationLine,
            getComputedStyle(it.parentNode).color, ground(it)].join();
        if (!seen.has(look) && !looks.has(look)) looks.set(look, it);
    }
    const colours = {enabled: false};
    const rest = !whole ? [] : await axeFinds(document, {rules: {
        "target-size": {enabled: true}, "color-contrast": colours, "link-in-text-block": colours}});
    const colour = !looks.size ? [] : await axeFinds({include: [...looks.values()]}, {
        runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}});
    return [[...rest, ...colour], [...looks.keys()]];
}"""
"""The same, or the rules about colour alone; these once for every text of the same colour, size, weight and ground that is
not known from another page, because axe is slow at them. Gives what was found, and the looks that are known from now on."""

COLOUR_BLIND = {
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What remains of a colour in linear light, for the three kinds of colour blindness: Machado, Oliveira, Fernandes 2009."""

OPERABLE = """() => {
    const all = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")];
    const open = all.filter(it => it.tabIndex >= 0 && !it.disabled && !it.closest("[inert]")
        && it.checkVisibility({opacityProperty: true, visibilityProperty: true})
        && it.getBoundingClientRect().width > 0 && it.getBoundingClientRect().right > 0);
    open.forEach((it, index) => it.dataset.walk = index);
    return open.map(it => it.outerHTML.slice(0, 160));
}"""
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const box = it.getBoundingClientRect();
    const style = getComputedStyle(it);
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || it.matches(".md-search__input");
    return {walk: it.dataset.walk === undefined ? null : Number(it.dataset.walk), seen, marked, html: it.outerHTML.slice(0, 160)};
}"""


@pytest.fixture
def page(browser: Browser, axe: str) -> Iterator[Page]:
    """A page without motion, into which axe may come."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(axe)
    yield context.new_page()
    context.close()


@pytest.mark.timeout(1200)
def test_axe_finds_nothing_on_any_page_light_or_dark_on_a_desktop_or_a_phone(page: Page, each_site: Any) -> None:
    found: list[str] = []
    known: dict[tuple[int, str], list[str]] = {
        (width, scheme): [] for width in WIDTHS for scheme in ("default", "slate")
    }
    for path in each_site.pages:
        page.goto(path.as_uri())
        seen = set()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for turn, _ in enumerate(SCHEMES):
                page.locator(SWITCH).click()
                scheme = page.evaluate("document.body.dataset.mdColorScheme")
                seen.add((width, scheme))
                # What has no colour is the same in both: nothing else is different on the page.
                violations, looks = page.evaluate(RUN_AXE_ON_EVERY_LOOK, [turn == 0, known[width, scheme]])
                known[width, scheme] += looks
                found += [f"{path.name} {width} {scheme}: {violation}" for violation in violations]
        assert len(seen) == 4
    assert found == []


@pytest.mark.slow
def test_axe_finds_nothing_in_the_single_page_light_or_dark_on_a_desktop_or_a_phone(
    day: datetime.date, page: Page, tmp_path: Path
) -> None:
    """The example that must not launch: of the kinds of pages it has the most, letters included."""
    result = assess_round(open_folder(shipped("examples") / "haneul-district"), day, ("ko",))
    (tmp_path / "single.html").write_text(single_html(result, "ko", folded=True), encoding="utf-8")
    page.goto((tmp_path / "single.html").as_uri())
    found: list[str] = []
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            violations, _ = page.evaluate(RUN_AXE_ON_EVERY_LOOK, [scheme == "light", []])
            found += [f"{width} {scheme}: {violation}" for violation in violations]
    assert found == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_on_the_page_that_asks_for_the_language(reports: Any, page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto((reports.root / "narae-city" / "index.html").as_uri())
    assert page.evaluate(RUN_AXE) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_open_search_and_the_open_menu(
    reports: Any, page: Page, width: int, search_for: Any
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((reports.root / "narae-city/ko/index.html").as_uri())
    if width < 1000:
        page.click(".md-header__button[for=__drawer] button")
        page.wait_for_timeout(300)
        assert page.evaluate(RUN_AXE) == []
        page.keyboard.press("Escape")
    search_for(page, "모니터링")
    rules = {violation.partition(":")[0] for violation in page.evaluate(RUN_AXE)}
    assert rules == KNOWN_OF_SEARCH.get(reports.engine, set())


@pytest.mark.parametrize(("name", "width"), WALKS)
def test_the_keyboard_reaches_everything_shows_where_it_is_and_is_never_trapped(
    reports: Any, page: Page, name: str, width: int
) -> None:
    folder = reports.root / "narae-city/en"
    assert {path.stem for path in folder.glob("*.html")} == set(NAMES)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{name}.html").as_uri())
    expected = page.evaluate(OPERABLE)
    reached: set[int] = set()
    problems: list[str] = []
    first = None
    for _ in range(len(expected) + 20):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None or (first is not None and now["html"] == first):
            break
        if first is None:
            first = now["html"]
        if not (now["seen"] and now["marked"]):
            problems.append(f"not seen: {now['html']}")
        if now["walk"] is not None:
            reached.add(now["walk"])
    else:
        problems.append("the walk does not end")
    skip = first or ""
    assert "md-skip" in skip
    assert problems == []
    assert [expected[index] for index in range(len(expected)) if index not in reached] == []


def test_the_first_stop_leads_past_the_menu(reports: Any, page: Page) -> None:
    page.goto((reports.root / "maple-library/index.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('article'))")


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(reports: Any, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((reports.root / "maple-library/plan.html").as_uri())
    page.focus(".md-header__button[for=__drawer] button")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.closest('.md-nav--primary') !== null")
    assert page.get_attribute(".md-header__button[for=__drawer] button", "aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('label')?.htmlFor") == "__drawer"
    assert page.evaluate("document.querySelector('.md-sidebar--primary').inert")


def test_light_and_dark_change_by_keyboard_and_the_focus_stays(reports: Any, page: Page) -> None:
    page.goto((reports.root / "maple-library/index.html").as_uri())
    page.locator(".md-header__option button").locator("visible=true").focus()
    for scheme in ("slate", "default"):
        page.keyboard.press("Enter")
        page.wait_for_function(f"document.body.dataset.mdColorScheme === '{scheme}'")
        page.wait_for_function("document.activeElement.closest('.md-header__option') !== null")


def test_a_page_is_dark_from_its_first_moment_where_the_machine_is(browser: Browser, reports: Any) -> None:
    page = browser.new_page(color_scheme="dark")
    # Neither of the scripts at the end of the page has run when it is first seen.
    page.route("**/*.js", lambda route: route.continue_() if "early.js" in route.request.url else route.abort())
    page.goto((reports.root / "maple-library/index.html").as_uri())
    assert page.evaluate(SCHEMES_OF_ROOT_AND_BODY) == ["slate", "slate"]
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.close()


def test_light_or_dark_follows_the_machine_until_the_reader_chooses(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"{address}/maple-library/index.html")
    for machine, scheme in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=machine)  # type: ignore[arg-type] # two known words
        page.wait_for_selector(f"body[data-md-color-scheme={scheme}]")
    bar = page.get_attribute("meta[name=theme-color]", "content")
    page.click(SWITCH)
    assert page.get_attribute("meta[name=theme-color]", "content") != bar
    page.goto(f"{address}/maple-library/plan.html")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(SCHEMES_OF_ROOT_AND_BODY) == ["slate", "slate"]
    assert page.get_by_role("button", name="Switch to light colours").is_visible()
    page.close()


def test_a_browser_that_keeps_nothing_still_switches(browser: Browser, reports: Any) -> None:
    page = browser.new_page(color_scheme="light")
    page.add_init_script(
        "for (const does of ['getItem', 'setItem']) Storage.prototype[does] = () => { throw new Error('refused'); };"
    )
    page.goto((reports.root / "maple-library/index.html").as_uri())
    page.click(SWITCH)
    assert page.evaluate(SCHEMES_OF_ROOT_AND_BODY) == ["slate", "slate"]
    page.close()


@pytest.mark.parametrize("key", ["n", "p", ".", ",", "s", "f", "/"])
def test_no_single_key_does_anything(reports: Any, page: Page, key: str) -> None:
    page.goto((reports.root / "maple-library/listening.html").as_uri())
    page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.url.endswith("/listening.html")
    assert not page.is_checked("#__search")


def test_neither_a_narrow_window_nor_a_zoom_of_two_needs_sideways_scrolling(page: Page, site: Any) -> None:
    wide: dict[str, int] = {}
    for path in site.pages:
        page.goto(path.as_uri())
        for width in (320, 720):
            page.set_viewport_size({"width": width, "height": 640})
            needed = page.evaluate("document.documentElement.scrollWidth")
            if needed > width:
                wide[f"{path.name} at {width}"] = needed
    assert wide == {}


def test_on_a_telephone_no_letters_of_the_summary_are_smaller_than_twelve_pixels(reports: Any, page: Page) -> None:
    """The hours of the week that are left out on a narrow screen have no size at all."""
    page.goto((reports.root / "narae-city/ko/index.html").as_uri())
    page.set_viewport_size({"width": 390, "height": 844})
    small = page.evaluate(
        """() => [...document.querySelectorAll("main *:not(script)")].filter(it => {
            const size = parseFloat(getComputedStyle(it).fontSize);
            return size > 0 && size < 12 && [...it.childNodes].some(part => part.nodeType === 3 && part.data.trim());
        }).map(it => it.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_on_a_telephone_the_rope_ends_with_its_chain_and_no_word_of_a_picture_is_cut_off(
    reports: Any, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((reports.root / "narae-city/ko/index.html").as_uri())
    reaching = page.eval_on_selector_all(
        ".lf-rope-down",
        """pieces => pieces.filter(it => it.getBoundingClientRect().bottom
            > it.closest("li").getBoundingClientRect().bottom + 1).length""",
    )
    assert reaching == 0
    page.goto((reports.root / "narae-city/ko/progress.html").as_uri())
    cut = page.eval_on_selector_all(
        "main svg text",
        """texts => texts.map(it => [it.getBoundingClientRect(), it.textContent])
            .filter(([box]) => box.width && (box.left < 0 || box.right > innerWidth)).map(([, words]) => words)""",
    )
    assert cut == []


def _seen(colour: str, matrix: Sequence[Sequence[float]]) -> str:
    """Return what somebody sees of a colour."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    mixed = [min(1, max(0, sum(share * part for share, part in zip(row, light, strict=True)))) for row in matrix]
    shown = [part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in mixed]
    return "#" + "".join(f"{round(part * 255):02x}" for part in shown)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_bands_can_be_read_by_who_sees_no_red_no_green_or_no_blue(reports: Any, page: Page, scheme: str) -> None:
    """Four shapes, and each of their colours stands out from its ground as text has to."""
    page.goto((reports.root / "maple-library/index.html").as_uri())
    page.evaluate("scheme => { document.body.dataset.mdColorScheme = scheme; }", scheme)
    paper, *bands = page.evaluate(
        """() => ["paper", "stop", "weak", "fair", "good"].map(
            name => getComputedStyle(document.body).getPropertyValue(`--lf-${name}`).trim())"""
    )
    assert len({page.inner_text(f".lf-stairs .lf-{name} .lf-shape") for name in ("stop", "weak", "fair", "good")}) == 4
    for matrix in COLOUR_BLIND.values():
        for band in bands:
            assert contrast(_seen(band, matrix), _seen(paper, matrix)) >= 4.5, (band, matrix)


def test_on_a_phone_the_name_of_a_question_has_the_whole_line(reports: Any, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto((reports.root / "narae-city/ko/answers.html").as_uri())
    narrow = page.eval_on_selector_all(
        ".lf-answers tbody tr",
        "rows => rows.filter(row => row.cells[0].offsetWidth < 0.95 * row.clientWidth).map(row => row.innerText)",
    )
    assert narrow == []


def test_who_asks_for_less_motion_gets_none(reports: Any, page: Page) -> None:
    page.goto((reports.root / "maple-library/index.html").as_uri())
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(it => {
            const style = getComputedStyle(it);
            return /[1-9]/.test(style.transitionDuration) && style.transitionProperty !== "none" || style.animationName !== "none";
        }).map(it => it.outerHTML.slice(0, 100))"""
    )
    assert moving == []


def test_in_forced_colours_a_bar_still_differs_from_its_ground(reports: Any, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto((reports.root / "maple-library/index.html").as_uri())
    fills = page.evaluate(
        "['.lf-bar-shown', '.lf-bar-track'].map(name => getComputedStyle(document.querySelector(name)).fill)"
    )
    context.close()
    assert fills[0] != fills[1]


def test_paper_is_white_open_and_without_menus(reports: Any, page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto((reports.root / "maple-library/monitoring.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('article p:not([class])')).color") == "rgb(0, 0, 0)"
    assert page.locator("details:not(.lf-contents) li").first.is_visible()
    assert not page.locator(".md-header").is_visible()
    assert not page.locator(".md-sidebar").first.is_visible()
