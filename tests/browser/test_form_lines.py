"""Where the lines of the questionnaire end on a telephone: what belongs together stays on one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.files.folder import AuditFolder, open_folder
from audit.files.shipped import shipped
from audit.interview.form import Form, form_page
from audit.language import translator
from audit.locale_data import kept_together

LINES = """places => places.map(at => {
    dispatchEvent(new PopStateEvent("popstate", { state: { at } }));
    return [at, linesOfPage()];
})"""


@dataclass(frozen=True)
class Shown:
    """A form on a telephone.

    Attributes:
        page: The page.
        language: Its language.
        texts: By place in the form, its blocks of text, each with its lines as they are seen.
    """

    page: Page
    language: str
    texts: Mapping[str, list[str]]


@pytest.fixture(scope="module")
def folder() -> AuditFolder:
    """The example with the most answers."""
    return open_folder(shipped("examples") / "narae-city")


@pytest.fixture(scope="module", params=[("ko", 390), ("ko", 320), ("en", 390)])
def shown(
    request: pytest.FixtureRequest,
    folder: AuditFolder,
    browser: Browser,
    lines_of_page: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Shown]:
    """All of a form, with the answers of the example."""
    language, width = request.param
    given = folder.voices("2026-11")["lead"].answers
    place = tmp_path_factory.mktemp("lines") / f"{language}.html"
    place.write_bytes(form_page(Form(folder, "2026-11", given=given), language, translator(language)))
    context = browser.new_context(viewport={"width": width, "height": 844})
    context.add_init_script(lines_of_page)
    page = context.new_page()
    page.goto(place.as_uri())
    sections = [part for section in page.evaluate("listenFirst.DATA.sections") for part in parts(section)]
    items = page.evaluate("listenFirst.DATA.items.map(item => item.id)")
    texts = dict(page.evaluate(LINES, ["start", *sections, *items, "answers"]))
    yield Shown(page, language, texts)
    context.close()


def parts(section: Mapping[str, Any]) -> list[str]:
    return [f"section {section['id']}", *([f"end {section['id']}"] if section.get("pillar") else [])]


def test_no_line_ends_where_it_tears_something_apart(shown: Shown, torn: re.Pattern[str]) -> None:
    blocks = [(at, text) for at, found in shown.texts.items() for text in found]
    assert sum("\n" in text for _, text in blocks) > 300, "there are lines to look at"
    assert [(at, found[0], text) for at, text in blocks for found in torn.finditer(text)] == []


def test_what_a_page_of_the_report_keeps_on_one_line_the_form_does_too(shown: Shown) -> None:
    patterns = [re.compile(pattern) for pattern in kept_together()]
    for at, found in shown.texts.items():
        for text in found:
            whole = text.replace("\n", "")
            ends = [place - text[:place].count("\n") for place, letter in enumerate(text) if letter == "\n"]
            for pattern in patterns:
                for match in pattern.finditer(whole):
                    assert not [end for end in ends if match.start() < end < match.end()], (at, match[0], text)


def test_what_is_put_in_later_is_kept_together_too(shown: Shown) -> None:
    date = {"en": "12 March 2026", "ko": "2026년 3월 12일"}[shown.language]
    shown.page.evaluate("() => dispatchEvent(new PopStateEvent('popstate', { state: { at: 'N20' } }))")
    field = shown.page.locator("#field-value")
    field.fill("2026-03-12")
    said = shown.page.locator("#field-value-meant")
    assert date in said.inner_text()
    assert [text for text in said.locator(".whole").all_inner_texts() if text == date] == [date]


def test_the_browser_finds_what_python_finds(shown: Shown) -> None:
    texts = [text.replace("\n", "") for found in shown.texts.values() for text in found]
    texts += [
        "Q1 · 2026년 3월 2일",
        "가·나",
        "é·ü 9",
        "(가)를 ‘나’는",
        "오전 9시~18시 30분",
        "3,000만 원",
        "물을 수 있습니다",
        "금요일 9시 20분",
        "스무 건의 답",
    ]
    texts += [
        "Friday 09:00",
        "2026-03-02",
        "1 May 2026, x1 May",
        "12 minutes",
        "in May 2026",
        "an e-mail",
        "Friday 09:00–18:00",
        "1시간 5분",
    ]
    there = shown.page.evaluate(
        """texts => listenFirst.DATA.together.map(pattern => texts.map(text =>
            [...text.matchAll(new RegExp(pattern, "gu"))].map(match => match[0])))""",
        texts,
    )
    here = [[[match[0] for match in re.finditer(pattern, text)] for text in texts] for pattern in kept_together()]
    assert there == here
    assert all(any(found) for found in here), "every pattern finds something"
