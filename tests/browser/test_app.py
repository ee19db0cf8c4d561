"""The whole audit in one file: opened from the disk without a network, answered in Korean, decided, and saved as a report."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.files.archive import unpack
from audit.files.folder import open_folder
from audit.model.pack import Input, Question

pytestmark = pytest.mark.slow

HOSTILE = "하늘</script><img src=x onerror=\"document.title='taken'\">{name}&amp;구청"
WORDS = "<svg onload=\"document.title='taken'\">사람들이 무엇을 겪는지 먼저 듣고 싶습니다"
RUN_AXE = """() => axeFinds({exclude: ["iframe"]}, {rules: {"target-size": {enabled: true}}})"""
KINDS = {"level", "choice", "number", "date", "country", "week", "parts", "layers", "drills", "moments"}
NARROW = 320
"""A window of 1280 pixels at 400 %."""
AWAITED = (
    "welcome",
    "home",
    "new",
    "first",
    "opening",
    "first-done",
    "section",
    "end",
    "evidence",
    "answers",
    "so-far",
)


@dataclass
class Walked:
    """An audit that was gone through once, and what was seen on the way.

    Attributes:
        app: Whoever went through it, at its end.
        asked: Addresses that were asked for.
        complaints: What stood in the console, and errors of scripts.
        axe: What axe finds, by page and scheme.
        torn: Lines that tear something apart, by page.
        odd: Words of a program that stand on a page, by page.
        wide: Pages that are wider than a narrow window.
        focused: Pages on which the focus was not on the title.
        verdicts: What the quiet line said.
        seen: The pages.
        saved: The files that were saved.
        titles: The titles that the window had.
    """

    app: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    axe: dict[str, list[str]] = field(default_factory=dict)
    torn: dict[str, list[str]] = field(default_factory=dict)
    odd: dict[str, list[str]] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)
    focused: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    saved: dict[str, Path] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)

    def look(self, name: str, torn: re.Pattern[str]) -> None:
        """Look at a page once: in light and dark, in a narrow window, and where its lines end."""
        if name in self.seen:
            return
        self.seen.append(name)
        page: Page = self.app.page
        # What is computed meanwhile would be drawn anew under the eyes of whoever looks.
        self.app.until("!app.answers.waits() && app.audits.quiet() || !app.engine.ready()")
        if page.evaluate("document.activeElement.tagName") not in ("H1", "BODY"):
            self.focused.append(name)
        page.evaluate("scrollTo(0, 0)")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            if found := page.evaluate(RUN_AXE):
                self.axe[f"{name} {scheme}"] = found
        page.emulate_media(color_scheme="light")
        text = page.evaluate("document.body.innerText")
        if found := re.findall(r"\b(?:null|undefined|NaN|\[object \w+\])|\{(?!name\})[a-z_]+\}", text):
            self.odd[name] = found
        page.set_viewport_size({"width": NARROW, "height": 256})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.wide.append(name)
        page.set_viewport_size({"width": 390, "height": 844})
        if found := [text for text in page.evaluate("linesOfPage()") if torn.search(text)]:
            self.torn[name] = found
        page.set_viewport_size({"width": 1280, "height": 900})
        self.titles.add(page.title())


@pytest.fixture(scope="module")
def walked(
    browser: Browser,
    open_app: Callable[[Page], Any],
    axe: str,
    lines_of_page: str,
    torn: re.Pattern[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walked]:
    """A whole audit in Korean, offline, to the saved files."""
    context = browser.new_context(
        locale="ko-KR", viewport={"width": 1280, "height": 900}, accept_downloads=True, offline=True
    )
    page = context.new_page()
    walked = Walked(None)
    page.on("request", lambda request: walked.asked.append(request.url))
    page.on("console", lambda message: walked.complaints.append(f"{message.type} {message.text}"))
    page.on("pageerror", lambda error: walked.complaints.append(str(error)))
    page.on("dialog", lambda dialog: walked.complaints.append(f"dialog {dialog.message}"))
    walked.app = open_app(page)
    page.evaluate(f"{axe}\n{lines_of_page}\nvoid 0")
    answer_everything(walked, torn)
    folder = tmp_path_factory.mktemp("saved")
    save_everything(walked, folder, torn)
    yield walked
    context.close()


def answer_everything(walked: Walked, torn: re.Pattern[str]) -> None:
    app, page = walked.app, walked.app.page
    walked.look("welcome", torn)
    page.locator("main").get_by_role("button", name="한국어", exact=True).click()
    walked.look("home", torn)
    page.get_by_role("button", name="새 점검 시작").click()
    walked.look("new", torn)
    page.locator("#new-name").fill(HOSTILE)
    page.get_by_role("button", name="질문 시작").click()
    app.until("!!app.audits.now.audit")
    walked.look("first", torn)
    app.ready()
    while app.at != "answers":
        at = app.at
        one_page(walked, at, torn)
        app.until(f"app.go.at() !== {at!r}", 20)
    app.settled()
    walked.look("answers", torn)


def one_page(walked: Walked, at: str, torn: re.Pattern[str]) -> None:
    app, page = walked.app, walked.app.page
    if not page.locator("main form").count():
        walked.look(at.split(" ")[0], torn)
        if at == "first-done":
            app.until("app.audits.now.verdict && app.audits.now.verdict.rung")
            walked.verdicts.append(page.locator("h1").inner_text())
            page.get_by_role("button", name="이어서 판정을 굳히기").click()
        else:
            page.get_by_role("button", name="다음", exact=True).click()
        return
    kind, opening = page.evaluate("[app.question.dataOf(app.go.at()).kind, !!app.question.dataOf(app.go.at()).opening]")
    name = "opening" if opening else kind
    new = name not in walked.seen
    if new:
        app.until("app.audits.now.stands.has(app.go.at())")
    give(page, kind, opening=opening)
    if new:
        app.settled()
        page.evaluate("document.activeElement.blur()")
        walked.look(name, torn)
    page.get_by_role("button", name="다음", exact=True).click()


def give(page: Page, kind: str, *, opening: bool) -> None:
    """Give some answer of a kind, as somebody would."""
    lines = page.locator("main input[type=text]:visible")
    if opening:
        page.locator("#field-words").fill(WORDS)
        page.locator("input[name=purpose]").first.check()
        page.locator("input[name=without]").first.check()
        page.locator("input[name=level]").nth(2).check()
    elif kind == "level":
        page.locator("input[name=pick]").nth(2).check()
    elif kind == "choice":
        page.locator("input[name=pick]").first.check()
    elif kind == "layers":
        page.locator("#field-count").fill("60 아니요, 30 예")
        page.keyboard.press("Tab")
        page.locator("#field-minutes-1").wait_for()
    elif kind in ("drills", "moments"):
        page.locator("main .option.apart input").last.check()
    else:
        text = {"number": "30", "date": "어제", "country": "대한민국", "week": "9-18", "parts": "2"}[kind]
        for line in lines.all():
            line.fill(text)


def save_everything(walked: Walked, folder: Path, torn: re.Pattern[str]) -> None:
    app, page = walked.app, walked.app.page
    app.go("so-far")
    app.until("!!app.audits.now.verdict && app.audits.now.verdict.open === 0")
    walked.look("so-far", torn)
    walked.verdicts.append(page.locator("h1").inner_text())
    app.go("files")
    walked.look("files", torn)
    app.go("report")
    page.locator("iframe.report").wait_for(timeout=120_000)
    walked.look("report", torn)
    page.locator(".more").evaluate("it => { it.open = true; }")
    for ending, button in {"html": "HTML 파일", "csv": "CSV", "ics": "ICS", "xlsx": "XLSX", "zip": "zip"}.items():
        with page.expect_download(timeout=120_000) as saved:
            page.locator("main .row button", has_text=button).click()
        walked.saved[ending] = folder / f"saved.{ending}"
        saved.value.save_as(walked.saved[ending])
    page.get_by_role("button", name="인쇄하거나").click()
    app.go("what-if")
    page.locator(".what-if").wait_for(timeout=60_000)
    walked.look("what-if", torn)


def test_every_question_is_asked_and_every_kind_of_page_is_seen(walked: Walked) -> None:
    assert {*AWAITED, *KINDS, "files", "report", "what-if"} <= set(walked.seen)
    assert walked.app.page.evaluate("app.audits.now.outline.percent") == 100


def test_nothing_is_asked_for_and_nothing_goes_wrong(walked: Walked) -> None:
    own = walked.app.place.as_uri()
    assert [url for url in walked.asked if not url.startswith((own, "blob:", "data:", "about:"))] == []
    assert walked.complaints == []


def test_hostile_text_is_shown_and_runs_nothing(walked: Walked) -> None:
    assert walked.app.page.locator(".brand").inner_text() == HOSTILE
    assert not any(title.startswith("taken") for title in walked.titles)
    assert walked.app.page.title() != "taken"
    assert "<img src=x" not in walked.saved["html"].read_text(encoding="utf-8")


def test_axe_finds_nothing_on_any_page_in_light_and_dark(walked: Walked) -> None:
    assert walked.axe == {}


def test_no_page_is_wider_than_a_window_at_400_percent(walked: Walked) -> None:
    assert walked.wide == []


def test_no_line_ends_where_it_tears_something_apart(walked: Walked) -> None:
    assert walked.torn == {}


def test_the_focus_goes_to_the_title_of_each_page(walked: Walked) -> None:
    assert walked.focused == []


def test_the_first_verdict_stands_after_the_first_questions_and_becomes_firm(walked: Walked) -> None:
    assert len(walked.verdicts) == 2
    assert all(re.search("개설|듣기|시범", verdict) for verdict in walked.verdicts), walked.verdicts


def test_the_saved_zip_is_the_audit_folder_that_a_terminal_opens(walked: Walked, tmp_path: Path) -> None:
    assert zipfile.is_zipfile(walked.saved["zip"])
    unpack(walked.saved["zip"], tmp_path / "audit")
    folder = open_folder(tmp_path / "audit")
    given = folder.voices(folder.latest_round())["lead"].answers
    assert folder.settings.agency.name == HOSTILE
    questions = [item for item in folder.pack.by_id.values() if isinstance(item, Question) and not item.computed]
    assert {item.id for item in questions if item.when is None} <= set(given)
    inputs = [item for item in folder.pack.by_id.values() if isinstance(item, Input) and item in folder.pack.profile]
    assert {item.id for item in inputs if item.when is None} <= set(folder.settings.profile)


def test_the_saved_report_is_one_page_that_stands_for_itself(walked: Walked) -> None:
    text = walked.saved["html"].read_text(encoding="utf-8")
    assert '<html lang="ko">' in text
    assert "default-src 'none'" in text
    assert zipfile.is_zipfile(walked.saved["xlsx"])
    assert walked.saved["csv"].stat().st_size > 1000
    assert walked.saved["ics"].read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_what_is_switched_on_changes_the_picture_and_no_answer(walked: Walked) -> None:
    app, page = walked.app, walked.app.page
    before = page.evaluate("app.audits.now.audit.changed")
    app.go("what-if")
    page.locator(".switches input").first.wait_for(timeout=60_000)
    assert page.locator(".state").count() == 1
    page.locator(".switches input").first.check()
    page.locator(".state").nth(1).wait_for(timeout=60_000)
    assert page.locator("tr.differs").count() > 0
    page.locator(".outcome .moves button").click()
    app.until("document.querySelectorAll('.state').length === 1")
    assert page.evaluate("app.audits.now.audit.changed") == before


def test_the_language_is_changed_in_the_middle_and_nothing_is_lost(walked: Walked) -> None:
    app, page = walked.app, walked.app.page
    app.go("M01")
    page.get_by_role("button", name="English", exact=True).click()
    app.until("document.documentElement.lang === 'en' && !app.audits.now.outline.preliminary")
    assert page.locator("input[name=pick]").nth(2).is_checked()
    page.get_by_role("button", name="Next", exact=True).wait_for()
    page.get_by_role("button", name="한국어", exact=True).click()
    app.until("document.documentElement.lang === 'ko'")


def test_what_is_absent_is_never_written_out(walked: Walked) -> None:
    assert walked.odd == {}
