"""The questionnaire in a browser, for everybody: a low header, the keyboard alone, forced colours, what is read aloud."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.interview.form import Form, form_page
from audit.language import LANGUAGES, translator
from audit.model.pack import Pack, Question

MOST = 120
"""How high the header may be, in pixels."""
SIZES = ((320, 640), (360, 640), (1280, 800))
ZOOMED = (320, 256)
"""What a window of 1280 x 1024 shows at 400 %."""
STATUSES = ("not_kept", "changed_elsewhere", "saved", "deleted")
ANSWERS: Mapping[str, Any] = {
    "L01": {
        "purposes": {"hear": True},
        "without": "yes",
        "level": "3",
        "words": "w",
        "note": "n",
        "evidence": [{"date": "2099-01-01"}],
    },
    "M05": {"pick": "na"},
    "N09": {"pick": "value", "count": "2", "layers": [{"minutes": "x"}]},
    "N16": {"pick": "value", "differ": True, "days": {"mon": "9-9"}},
}
"""Of every kind of field, one with something wrong in it."""
HIGHEST = """status => {
    const { DATA } = listenFirst, head = document.getElementById("head");
    document.getElementById("saved").textContent = DATA.texts[status].replace("{time}", "09:27");
    return Math.max(...DATA.sections.map(section => {
        document.getElementById("place").textContent = listenFirst.fill(DATA.texts.place,
            { section: section.title, number: 10, count: 20, percent: 100 });
        return head.getBoundingClientRect().height;
    }));
}"""
FOCUSED = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    const whole = it.closest(".option") || it, box = it.getBoundingClientRect(), head = document.getElementById("head");
    const under = getComputedStyle(head).position === "sticky" ? head.getBoundingClientRect().bottom : 0;
    const fits = box.height < innerHeight - under;
    const outline = getComputedStyle(whole);
    return {
        name: it.id || `${it.tagName} ${it.name || it.innerText}`,
        seen: box.top >= under - 1 && (!fits || box.bottom <= innerHeight + 1),
        marked: outline.outlineStyle !== "none" && parseFloat(outline.outlineWidth) >= 2,
    };
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> AuditFolder:
    """An audit folder in which nothing is answered."""
    path = tmp_path_factory.mktemp("form") / "agency"
    create_folder(path, "Maple Library", ("en", "ko"), "listen-first", None)
    return open_folder(path)


@pytest.fixture(scope="module")
def forms(folder: AuditFolder, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The lead's form in every language."""
    places = {language: tmp_path_factory.mktemp("forms") / f"{language}.html" for language in LANGUAGES}
    for language, place in places.items():
        place.write_bytes(form_page(Form(folder, "2026-11"), language, translator(language)))
    return places


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which nothing was done yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def show(page: Page, place: Path, at: str) -> None:
    """Open a form at one of its pages, with the answers of the tests."""
    page.goto(place.as_uri())
    kept = json.dumps({"answers": ANSWERS, "at": at})
    page.evaluate("kept => localStorage.setItem(listenFirst.DATA.key, kept)", kept)
    page.reload()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_stays_low_with_every_status_and_every_part(
    page: Page, forms: Mapping[str, Path], language: str
) -> None:
    page.goto(forms[language].as_uri())
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        heights = {status: page.evaluate(HIGHEST, status) for status in STATUSES}
        assert max(heights.values()) < MOST, (width, heights)
    # Where little fits under it, it goes away with the page.
    page.set_viewport_size({"width": ZOOMED[0], "height": ZOOMED[1]})
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 0 || document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate("getComputedStyle(document.getElementById('head')).position") == "static"


@pytest.mark.parametrize("size", [(320, 640), (1280, 800), ZOOMED])
@pytest.mark.parametrize("at", ["L01", "N09", "N16"])
def test_by_the_keyboard_every_control_is_reached_seen_whole_and_marked(
    page: Page, forms: Mapping[str, Path], at: str, size: tuple[int, int]
) -> None:
    show(page, forms["en"], at)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    # Of a group of choices the keyboard reaches one, the arrows the others.
    controls = page.evaluate(
        """() => [...document.querySelectorAll("input, textarea, button, summary")].filter(it => it.checkVisibility())
            .filter(it => it.type !== "radio" || it.checked).length"""
    )
    there = [step(page, "Tab") for _ in range(controls)]
    assert step(page, "Tab") is None
    # A field that is reached from below must not end up under the header.
    back = [step(page, "Shift+Tab") for _ in range(controls)]
    assert [one for one in (*there, *back) if not (one and one["seen"] and one["marked"])] == []
    assert [one and one["name"] for one in back] == [one and one["name"] for one in reversed(there)]


def step(page: Page, key: str) -> Mapping[str, Any] | None:
    """Press a key; return where the focus is, or None where it left the page."""
    page.keyboard.press(key)
    found: Mapping[str, Any] | None = page.evaluate(FOCUSED)
    return found


@pytest.mark.parametrize("width", [320, 640])
def test_at_400_and_200_per_cent_nothing_is_cut_off_at_the_side(
    page: Page, forms: Mapping[str, Path], width: int
) -> None:
    """A window of 1280 pixels is so wide when it is zoomed."""
    for at in (
        "start",
        "section listening",
        "L01",
        "N09",
        "N16",
        "end listening",
        "first",
        "first-done",
        "N22",
        "evidence",
        "answers",
    ):
        show(page, forms["ko"], at)
        page.set_viewport_size({"width": width, "height": width * 4 // 5})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, at
        cut = page.evaluate(
            """() => [...document.querySelectorAll("main *")].filter(it => it.checkVisibility()
                && (it.getBoundingClientRect().right > innerWidth + 1 || it.scrollWidth > it.clientWidth + 1 && it.clientWidth
                && getComputedStyle(it).overflow !== "visible" && it.type !== "text")).map(it => it.outerHTML.slice(0, 80))"""
        )
        assert cut == [], at


def test_in_forced_colours_the_choice_the_focus_and_the_progress_can_be_seen(
    page: Page, forms: Mapping[str, Path]
) -> None:
    show(page, forms["en"], "L01")
    page.emulate_media(forced_colors="active")

    def picture(selector: str) -> bytes:
        return page.locator(selector).first.screenshot()

    checked, other = "input[name=level][value='3']", "input[name=level][value='2']"
    assert picture(checked) != picture(other)
    page.locator(other).focus()
    page.keyboard.press("ArrowLeft")
    focused = page.evaluate(FOCUSED)
    assert focused["marked"]
    before = picture("#progress")
    page.evaluate("document.getElementById('progress').value = 60")
    assert picture("#progress") != before


def tree(page: Page) -> Sequence[Mapping[str, Any]]:
    """Return what a screen reader is given: role, name, description and whether it is wrong, in reading order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]

    def value(node: Mapping[str, Any], key: str) -> str:
        return str(node.get(key, {}).get("value", ""))

    return [
        {
            "role": value(node, "role"),
            "name": value(node, "name"),
            "description": value(node, "description"),
            "invalid": any(
                one["name"] == "invalid" and one["value"].get("value") == "true" for one in node.get("properties", [])
            ),
        }
        for node in nodes
        if not node.get("ignored")
    ]


def test_a_screen_reader_is_told_the_question_its_choices_and_what_is_wrong(
    page: Page, forms: Mapping[str, Path], pack: Pack
) -> None:
    question = pack.by_id["L01"]
    assert isinstance(question, Question)
    assert question.opening is not None
    show(page, forms["en"], "L01")
    read = tree(page)
    by_role: dict[str, list[str]] = {}
    for node in read:
        by_role.setdefault(node["role"], []).append(node["name"])
    assert by_role["heading"] == [f"L01 {question.ask['en']}", "Evidence"]
    assert [name for name in by_role["group"] if name] == [
        question.opening.ask["en"],
        question.opening.without_voice.ask["en"],
        "Your answer",
        "Piece 1",
    ]
    # A number and its text are two words.
    assert any(name == f"1 {question.levels[1].text['en']}" for name in by_role["radio"])
    assert all(name for role in ("radio", "checkbox", "textbox", "button", "progressbar") for name in by_role[role])
    (wrong,) = [node for node in read if node["invalid"]]
    assert wrong["name"].startswith("Of which day")
    assert wrong["description"] == "2099-01-01 is in the future; evidence is something that exists today"
    # What is wrong is also said when it becomes so.
    page.get_by_label("Of which day is it?").fill("2026-02-30")
    page.keyboard.press("Tab")
    assert page.locator("[role=alert]", has_text="2026-02-30").count() == 1


def test_that_an_answer_was_saved_is_not_read_aloud_but_that_nothing_is_kept_is(
    page: Page, forms: Mapping[str, Path]
) -> None:
    show(page, forms["en"], "N03")
    page.fill("#field-value", "1")
    saved = page.locator("#saved")
    assert saved.inner_text().startswith("saved")
    assert saved.get_attribute("aria-live") == "off"
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    page.fill("#field-value", "12")
    assert "keeps nothing" in saved.inner_text()
    assert saved.get_attribute("aria-live") == "polite"
