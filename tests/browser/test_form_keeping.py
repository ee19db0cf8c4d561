"""The questionnaire where a browser keeps the answers, where it keeps none, and on the way back through its pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from audit.files.folder import create_folder, open_folder
from audit.interview.form import Form, form_page
from audit.language import LANGUAGES, translator

KEEPS_NOTHING = {
    "storage is refused": "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError'); }});",
    "there is no storage": "Object.defineProperty(window, 'localStorage', {value: null});",
    "there is no room": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    "what is set is forgotten": "Storage.prototype.setItem = () => {};",
}
PROMISES = ("kept_here", "stays_here", "saved")
"""The texts that say that something is kept."""


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The lead's form in every language."""
    path = tmp_path_factory.mktemp("form") / "agency"
    create_folder(path, "Maple Library", ("en", "ko"), "listen-first", None)
    places = {language: path.parent / f"{language}.html" for language in LANGUAGES}
    for language, place in places.items():
        place.write_bytes(form_page(Form(open_folder(path), "2026-11"), language, translator(language)))
    return places


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which nothing was done yet."""
    context = browser.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


def answer_something(page: Page) -> None:
    """Go to the first question and answer it."""
    page.locator("button.main").click()
    page.locator("button.main").click()
    page.locator("input[type=radio]").first.check()


def stay_when_asked(page: Page) -> str:
    """Close the window as a person does, and stay; return what kind of question kept it open."""
    with page.expect_event("dialog") as coming:
        page.close(run_before_unload=True)
    coming.value.dismiss()
    return coming.value.type


def leave_unasked(page: Page) -> None:
    """Close the window as a person does; a question would keep it open."""
    with page.expect_event("close", timeout=5000):
        page.close(run_before_unload=True)


@pytest.mark.parametrize(("how", "language"), [*((how, "en") for how in KEEPS_NOTHING), ("storage is refused", "ko")])
def test_where_nothing_is_kept_it_says_so_first_and_asks_before_it_is_left(
    page: Page, forms: dict[str, Path], how: str, language: str
) -> None:
    page.add_init_script(KEEPS_NOTHING[how])
    page.goto(forms[language].as_uri())
    texts = page.evaluate("listenFirst.DATA.texts")
    first = page.locator("main").inner_text()
    assert first.startswith(("! " + texts["not_kept"], texts["not_kept"]))
    assert texts["not_kept_so"] in first
    assert page.locator("#saved").inner_text() == texts["not_kept"]

    def promised() -> list[str]:
        shown = page.locator("body").inner_text()
        return [name for name in PROMISES if texts[name].split("{")[0] in shown]

    assert promised() == []
    answer_something(page)
    assert promised() == []
    page.locator("button.last").click()
    assert promised() == []
    assert stay_when_asked(page) == "beforeunload"

    # What was saved as a file may be left, until something is said anew.
    save = page.locator("#send ~ .moves button.main")
    with page.expect_download():
        save.click()
    page.locator(".list button").first.click()
    page.locator("input[type=radio]").nth(1).check()
    assert stay_when_asked(page) == "beforeunload"
    page.locator("button.last").click()
    with page.expect_download():
        save.click()
    leave_unasked(page)


def test_a_browser_that_is_full_in_the_middle_asks_and_one_that_has_room_again_does_not(
    page: Page, forms: dict[str, Path]
) -> None:
    page.goto(forms["en"].as_uri())
    answer_something(page)
    assert "saved" in page.locator("#saved").inner_text()
    page.evaluate(
        "() => { window.before = Storage.prototype.setItem; Storage.prototype.setItem = () => { throw new Error('full'); }; }"
    )
    page.locator("input[type=radio]").nth(1).check()
    assert "keeps nothing" in page.locator("#saved").inner_text()
    assert stay_when_asked(page) == "beforeunload"
    page.evaluate("() => { Storage.prototype.setItem = window.before; }")
    page.locator("button.main").click()
    assert "saved" in page.locator("#saved").inner_text()
    page.reload()
    assert "'run'" in repr(page.evaluate("listenFirst.kept.answers.X4"))


def test_a_store_that_is_emptied_while_the_form_is_open_loses_nothing(page: Page, forms: dict[str, Path]) -> None:
    page.goto(forms["en"].as_uri())
    answer_something(page)
    page.evaluate("localStorage.clear()")
    assert stay_when_asked(page) == "beforeunload"
    # The next answer keeps them all.
    page.locator("button.main").click()
    page.locator("input[type=radio]").first.check()
    page.reload()
    assert page.evaluate("Object.keys(listenFirst.kept.answers).length") == 2

    # Another page of the same origin that empties it takes nothing either.
    other = page.context.new_page()
    other.goto(forms["ko"].as_uri())
    other.evaluate("localStorage.clear()")
    page.wait_for_function("localStorage.getItem(listenFirst.DATA.key) !== null")
    assert page.evaluate("Object.keys(listenFirst.kept.answers).length") == 2


def test_in_a_frame_that_may_keep_nothing_it_says_so_first(page: Page, forms: dict[str, Path], tmp_path: Path) -> None:
    outer = tmp_path / "frame.html"
    outer.write_text(f'<iframe sandbox="allow-scripts" src="{forms["en"].as_uri()}"></iframe>', encoding="utf-8")
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.locator("main > :first-child")).to_contain_text("keeps nothing")
    frame.locator("button.main").click()
    expect(frame.locator("h1")).to_have_text("First verdict")


@pytest.mark.parametrize("how", ["it keeps", *KEEPS_NOTHING])
def test_back_leads_to_the_page_before_and_a_new_load_to_the_same(page: Page, forms: dict[str, Path], how: str) -> None:
    page.add_init_script(KEEPS_NOTHING.get(how, ""))
    page.goto(forms["en"].as_uri())
    title = page.locator("h1")
    seen = [title.inner_text()]
    for _ in range(3):
        page.locator("button.main").click()
        seen.append(title.inner_text())
    assert len(set(seen)) == 4
    for wanted in (seen[2], seen[1], seen[0]):
        page.go_back()
        expect(title).to_have_text(wanted.replace("\n", ""))
    page.go_forward()
    page.go_forward()
    expect(title).to_have_text(seen[2].replace("\n", ""))
    assert page.evaluate("document.activeElement.tagName") == "H1"
    if how == "it keeps":
        page.locator("input[type=radio]").first.check()
        page.reload()
        assert title.inner_text() == seen[2]
        assert page.locator("input[type=radio]").first.is_checked()
        page.go_back()
        expect(title).to_have_text(seen[1])
