"""What is kept of the app's answers, and what goes wrong: each has its message, and nothing that was there before is lost."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from audit import __version__

pytestmark = pytest.mark.slow

KILLS, CRASHES, WITH_ENGINE = 60, 10, 3
QUESTIONS = ("L04", "M01", "T01", "T08", "T09", "T11", "E04")
HOSTILE = "<img src=x onerror=\"document.title='taken'\"> {file}"
KEPT = """async name => {
    const base = await new Promise(done => { const asked = indexedDB.open("listen-first"); asked.onsuccess = () => done(asked.result); });
    const table = base.transaction("drafts").objectStore("drafts");
    const all = what => new Promise(done => { const asked = table[what](); asked.onsuccess = () => done(asked.result); });
    const [keys, values] = [await all("getAllKeys"), await all("getAll")];
    base.close();
    return Object.fromEntries(keys.map((key, place) => [key.split("\\n")[1], values[place]]));
}"""
FULL = """(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
        if (globalThis.isFull) throw new DOMException("the quota has been exceeded", "QuotaExceededError");
        return put.apply(this, given);
    };
})()"""
NEWER = """new Promise(done => {
    const asked = indexedDB.open("listen-first", 99);
    asked.onsuccess = () => { asked.result.close(); done(); };
})"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has kept nothing yet."""
    made = browser.new_context(locale="ko-KR", viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def without_engine(app_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same page without the parts of its engine: what keeps the answers must not need them, and it loads quickly."""
    place = tmp_path_factory.mktemp("light") / "light.html"
    text = app_file.read_text(encoding="utf-8")
    place.write_text(re.sub(r'<script type="text/plain" data-runtime="[^"]*">[^<]*</script>', "", text), "utf-8")
    assert place.stat().st_size < app_file.stat().st_size / 2
    return place


def kill(page: Page) -> None:
    """End the process of a page at once, as a browser does that is short of memory; no script of it hears of that."""
    with contextlib.suppress(BrowserError):
        page.goto("chrome://crash", timeout=3000)
    page.close()


def test_what_was_answered_before_the_engine_is_there_is_handed_over(
    context: BrowserContext, open_app: Callable[[Page], Any]
) -> None:
    page = context.new_page()
    app = open_app(page)
    app.begin(HOSTILE)
    app.page.evaluate("app.go.to('M01')")
    early = page.evaluate("!app.engine.ready()")
    page.locator("input[name=pick]").nth(3).check()
    page.evaluate("app.go.to('X2')")
    page.locator("#field-value").fill("약 30명")
    page.evaluate("app.go.to('N01')")
    page.locator("#field-together").fill("18-9")
    app.ready()
    app.settled()
    assert early, "the questions were there first"
    # What closes before it opens is asked back; until then it stays as it was typed.
    page.evaluate("document.activeElement.blur()")
    app.until("document.querySelectorAll('.back button').length === 2")
    page.reload()
    app.ready()
    app.settled()
    assert app.at == "N01"
    assert page.locator("#field-together").input_value() == "18-9"
    states = page.evaluate(
        "Object.fromEntries([...app.audits.now.outline.items.values()].map(item => [item.id, [item.state, item.answer]]))"
    )
    assert (states["M01"][0], states["X2"], states["N01"][0]) == ("answered", ["answered", "30명"], "open")
    # Another window of the same audit may read it, and take it over.
    other = open_app(context.new_page())
    other.page.locator(".audits h3 button").click()
    other.until("!!app.audits.now.audit")
    other.page.get_by_text("이 점검은 다른 창에서 열려 있습니다").wait_for()
    assert other.page.locator("#field-together").is_disabled()
    other.page.get_by_role("button", name="이 창에서 답하기").click()
    page.get_by_text("다른 창이 이 점검을 넘겨받았습니다").wait_for()
    assert page.locator("#field-together").is_disabled()
    assert other.page.locator("#field-together").is_enabled()
    # A worker that is killed is started again, with a message, from what is kept.
    other.ready()
    other.page.workers[0].evaluate("() => { setTimeout(() => { throw new Error('out of memory'); }); }")
    other.page.get_by_text("계산하는 부분이 멈췄습니다").wait_for()
    other.go("T01")
    other.page.locator("input[name=pick]").nth(1).check()
    other.ready()
    other.settled()
    other.until("(app.audits.now.outline.items.get('T01') || {}).state === 'answered'")
    wrong_files(other)
    # And everything goes when somebody says so, after a question.
    other.page.evaluate("app.go.home()")
    other.page.get_by_role("button", name="이 컴퓨터에서 모두 지우기").click()
    other.page.get_by_role("button", name="모두 지우기", exact=True).click()
    other.page.get_by_text("보관했던 것을 모두 지웠습니다").wait_for()
    page.get_by_text("다른 창에서 지워졌습니다").wait_for()
    assert other.page.evaluate(KEPT) == {}
    assert "taken" not in (page.title(), other.page.title())


def wrong_files(app: Any) -> None:
    """What is no audit, or of a newer version, is refused with its reason; the audit that is open stays as it is."""
    page, name = app.page, f"{HOSTILE}.zip"
    before = page.evaluate("[...app.audits.now.files].map(([path, bytes]) => [path, bytes.length])")
    app.go("files")
    newer = io.BytesIO()
    with zipfile.ZipFile(newer, "w") as packed:
        packed.writestr("audit.yml", "format: 99\nagency: New\n")
    for file in (
        {"name": "newer.zip", "mimeType": "application/zip", "buffer": newer.getvalue()},
        {"name": name, "mimeType": "application/zip", "buffer": b"PK no zip"},
        {"name": "answers.yml", "mimeType": "application/yaml", "buffer": b"hello: there"},
    ):
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_text("파일을 열지 못했습니다").wait_for(timeout=60_000)
        assert page.get_by_text("있던 것은 아무것도 바뀌지 않았습니다").is_visible()
        page.evaluate("app.parts.forget('file')")
    assert page.evaluate("[...app.audits.now.files].map(([path, bytes]) => [path, bytes.length])") == before


def test_no_earlier_answer_is_lost_when_the_tab_is_killed_at_any_moment(
    context: BrowserContext, open_app: Callable[[Page], Any], without_engine: Path
) -> None:
    chance = random.Random(f"kills {__version__}")
    app = open_app(context.new_page())
    app.place = without_engine
    app.open()
    app.begin()
    app.settled()
    given: dict[str, list[int]] = {identity: [] for identity in QUESTIONS}
    last = ""
    for number in range(KILLS):
        # Most are loaded again in the middle of it, which ends every script too and takes a tenth of the time.
        if number % (KILLS // CRASHES):
            app.page.reload(wait_until="commit")
        else:
            kill(app.page)
            app.page = context.new_page()
            app.page.on("dialog", lambda dialog: dialog.accept())
            app.open()
            app.page.locator(".audits h3 button").click()
        app.until("typeof app !== 'undefined' && !!app.audits.now.audit")
        kept = app.page.evaluate(KEPT)
        for identity, levels in given.items():
            # The answer that was being given when the tab died may be either; every one before it stands.
            allowed = levels[-2:] if identity == last else levels[-1:]
            found = [int(kept[identity]["pick"])] if identity in kept else []
            assert set(found) <= set(allowed), (number, identity, levels, found)
            assert found or len(levels) <= (identity == last), (number, identity, levels)
            levels[:] = found
        for last in chance.sample(QUESTIONS, 2):
            level = chance.randrange(5)
            app.page.evaluate("place => app.go.to(place)", last)
            app.page.locator("input[name=pick]").nth(level).check()
            given[last].append(level)
        time.sleep(chance.random() * 0.03)


def test_no_answer_is_lost_when_the_tab_is_killed_while_the_engine_reads(
    context: BrowserContext, open_app: Callable[[Page], Any]
) -> None:
    chance = random.Random("with engine")
    app = open_app(context.new_page())
    app.begin()
    app.ready()
    expected: dict[str, int] = {}
    for number in range(WITH_ENGINE):
        for place in QUESTIONS[: 2 + number % 3]:
            app.page.evaluate("place => app.go.to(place)", place)
            level = chance.randrange(5)
            app.page.locator("input[name=pick]").nth(level).check()
            app.until("!app.store.atRisk()")
            expected[place] = level
        time.sleep(chance.random() * 0.6)
        kill(app.page)
        app = open_app(context.new_page())
        app.page.locator(".audits h3 button").click()
        app.until("!!app.audits.now.audit")
        app.ready()
        app.settled()
        found = app.page.evaluate(
            "Promise.all([...app.audits.now.outline.items.keys()].filter(id => /^[LMTE]/.test(id)).map(async id => [id, (await app.audits.item(id)).raw.pick]))"
        )
        assert {identity: int(pick) for identity, pick in found if pick} == expected


def test_a_full_store_says_so_and_keeps_what_was_there(
    context: BrowserContext, open_app: Callable[[Page], Any], without_engine: Path
) -> None:
    context.add_init_script(FULL)
    app = open_app(context.new_page())
    app.place = without_engine
    app.open()
    app.begin()
    app.page.evaluate("app.go.to('M01')")
    app.page.locator("input[name=pick]").nth(1).check()
    app.until("!app.store.atRisk()")
    app.page.evaluate("() => { globalThis.isFull = true; }")
    app.page.locator("input[name=pick]").nth(4).check()
    app.page.get_by_text("저장소가 가득 찼습니다").first.wait_for()
    assert app.page.evaluate(KEPT, "")["M01"]["pick"] == "1"
    # Once there is room again, everything that waited is kept with the next change.
    app.page.evaluate("() => { globalThis.isFull = false; }")
    app.page.evaluate("app.go.to('T01')")
    app.page.locator("input[name=pick]").nth(2).check()
    app.until("!app.store.atRisk()")
    kept = app.page.evaluate(KEPT, "")
    assert (kept["M01"]["pick"], kept["T01"]["pick"]) == ("4", "2")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("delete globalThis.indexedDB; Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } })", "이 브라우저는 이 파일의 답을 보관하지 않습니다"),
        ("delete globalThis.WebAssembly", "이 브라우저는 오래되어 판정을 계산하지 못합니다"),
        ("delete globalThis.DecompressionStream", "이 브라우저는 오래되어 판정을 계산하지 못합니다"),
        ("Object.defineProperty(navigator, 'deviceMemory', { get: () => 2 })", "이 기기는 메모리가 적습니다"),
    ],
    ids=["no store", "no WebAssembly", "no DecompressionStream", "a telephone of 2 GB"],
)  # fmt: skip
def test_a_browser_that_lacks_something_is_told(
    context: BrowserContext, open_app: Callable[[Page], Any], without_engine: Path, before: str, told: str
) -> None:
    context.add_init_script(before)
    app = open_app(context.new_page())
    app.place = without_engine
    app.open()
    app.page.get_by_text(told).first.wait_for()
    if "계산" in told:
        # The small form of the same file stands there instead.
        app.page.frame_locator("iframe.plain-form").get_by_role("button", name="시작").wait_for()


def test_what_a_newer_file_has_kept_is_left_alone(
    context: BrowserContext, open_app: Callable[[Page], Any], without_engine: Path
) -> None:
    app = open_app(context.new_page())
    app.place = without_engine
    app.open()
    app.page.evaluate(NEWER)
    app.open()
    app.begin()
    app.page.get_by_text("이 파일보다 새 판이").first.wait_for()


def test_the_keyboard_alone_leads_through_questions_to_the_report_and_back(
    context: BrowserContext, open_app: Callable[[Page], Any], without_engine: Path
) -> None:
    app = open_app(context.new_page())
    app.place = without_engine
    app.open()
    page = app.page

    def tab_to(name: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "[document.activeElement.textContent || document.activeElement.value, document.activeElement.id]"
            )
            if name in focused:
                return
        raise AssertionError(f"the tab key never comes to {name}")

    tab_to("한국어")
    page.keyboard.press("Enter")
    app.until("app.go.at() === 'home'")
    tab_to("새 점검 시작")
    page.keyboard.press("Enter")
    tab_to("new-name")
    page.keyboard.type("Haneul")
    page.keyboard.press("Enter")
    app.until("!!app.audits.now.audit && app.go.at() === 'first'")
    tab_to("다음")
    page.keyboard.press("Enter")
    app.until("app.go.at() === 'X4'")
    assert page.evaluate("document.activeElement.id") == "asked"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    picked = json.dumps(page.evaluate("app.answers.rawOf('X4')"))
    assert '"choice": "run"' in picked or '"choice": "plan"' in picked
    page.keyboard.press("Enter")
    app.until("app.go.at() === 'X1'")
    assert page.evaluate("document.activeElement.id") == "asked"
    page.keyboard.press("Shift+Tab")
    page.go_back()
    app.until("app.go.at() === 'X4'")
