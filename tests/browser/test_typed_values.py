"""One reader: what the form in a browser understands of the table of typed values, in both languages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.files.folder import create_folder, open_folder
from audit.interview.form import Form, form_page
from audit.language import LANGUAGES, translator
from audit.model.pack import Input, Pack
from audit.model.reading.wrong import MESSAGES

TODAY = "2026-11-23"


@pytest.fixture(params=LANGUAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A form for everything, on the day of the table."""
    create_folder(tmp_path / "a", "Haneul", ("ko", "en"), "listen-first")
    page = tmp_path / "form.html"
    page.write_bytes(form_page(Form(open_folder(tmp_path / "a"), "2026-11"), request.param, translator(request.param)))
    context = browser.new_context(locale=request.param)
    shown = context.new_page()
    shown.clock.set_fixed_time(datetime.datetime(2026, 11, 23, 12))
    shown.goto(page.as_uri())
    yield shown
    context.close()


def raw_of(row: Any, pack: Pack) -> tuple[str, dict[str, Any]]:
    """Return the question of a line, and its text in the fields of the form."""
    if row.item == "evidence":
        return "M01", {"pick": "3", "evidence": [{"what": "the log", "date": row.text}]}
    item = pack.by_id[row.item]
    assert isinstance(item, Input)
    match item.kind:
        case "week":
            return row.item, {"days": {row.field: row.text}, "differ": row.field != "together"}
        case "parts" | "moments":
            return row.item, {"fields": {row.field: row.text}}
        case "layers":
            return row.item, {"count": row.text}
    return row.item, {"text": row.text}


def saved(row: Any, answer: dict[str, Any]) -> Any:
    """Return what the form saves of a line."""
    if row.item == "evidence":
        return answer["evidence"][0]["date"]
    value = answer["value"]
    if "layers" in value:
        return [[int(layer["minutes"]) if layer["minutes"] else "", layer["reached"]] for layer in value["layers"]]
    if row.field == "together":
        return value
    if "table" in value:
        inner = dict(value["table"])[row.field]
        return inner["number"] if isinstance(inner, dict) else inner
    return value.get("number") or value.get("date") or value.get("word")


def says(problem: str, pattern: str) -> bool:
    """Tell whether a sentence is a message with its placeholders filled."""
    return re.fullmatch(re.sub(r"\\\{[a-z]+\\\}", ".*", re.escape(pattern)), problem) is not None


def test_the_form_understands_what_the_terminal_understands(opened: Page, pack: Pack, typed_values: Any) -> None:
    language = opened.evaluate("document.documentElement.lang")
    say = translator(language)
    found = opened.evaluate(
        """cases => cases.map(([id, raw]) => {
          const { answer, problems, asks, meant } = listenFirst.answerOf(listenFirst.items.get(id), raw);
          return [answer, Object.values(problems), Object.values(asks), Object.values(meant)];
        })""",
        [raw_of(row, pack) for row in typed_values],
    )
    for row, (answer, problems, asks, meant) in zip(typed_values, found, strict=True):
        if row.refused:
            assert [says(problem, say(MESSAGES[row.refused])) for problem in problems] == [True], (row, problems)
            assert "value" not in answer
        elif row.asked_back is not None:
            assert [ask["instead"] for ask in asks] == [row.asked_back], row
            assert problems == [asks[0]["question"]]
            assert "value" not in answer
        else:
            assert (problems, asks) == ([], []), (row, problems)
            assert saved(row, answer) == row.value, row
            assert [bool(said) for said in meant] == [True], "what was understood is told"


def go_to(page: Page, item: str) -> None:
    """Open one question from the list of all answers."""
    page.evaluate("scrollTo(0, 0)")
    if page.get_by_role("button", name="All answers").count() == 0:
        page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="All answers").click()
    page.get_by_role("button", name=f"{item} ").first.click()


def content(page: Page) -> str:
    """Return the file that would be sent back."""
    return str(page.evaluate("listenFirst.content()"))


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_odd_hours_are_asked_back_beside_the_field_and_count_only_when_they_are_meant(opened: Page) -> None:
    go_to(opened, "N02")
    opened.fill("#field-sat", "9-5")
    opened.get_by_role("button", name="Next", exact=True).click()
    assert opened.get_by_text("From 09:00 to 05:00 of the next day, 20 hours?").is_visible()
    assert opened.locator("h1 .number").inner_text() == "N02", "it is asked before one goes on"
    assert "N02" not in content(opened)
    opened.get_by_role("button", name="No, 09:00-17:00").click()
    assert opened.input_value("#field-sat") == "09:00-17:00"
    assert '"sat": "09:00-17:00"' in content(opened)
    opened.fill("#field-sun", "22-06")
    opened.press("#field-sun", "Enter")
    opened.get_by_role("button", name="Yes, as it stands").click()
    assert '"sun": "22:00-06:00"' in content(opened)
    opened.get_by_role("button", name="Next", exact=True).click()
    assert opened.locator("h1 .number").inner_text() == "N03"


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_a_good_day_is_kept_beside_a_wrong_one_and_each_says_how_it_was_understood(opened: Page) -> None:
    go_to(opened, "N02")
    opened.fill("#field-sat", "오전 10시~10시 10분")
    opened.fill("#field-sun", "sometimes")
    opened.press("#field-sun", "Tab")
    assert opened.locator("#field-sat-meant").inner_text() == "= 10:00-10:10"
    assert opened.locator("#field-sun-wrong").inner_text().startswith("sometimes is not a window of time")
    assert '"sat": "10:00-10:10"' in content(opened)
    assert "sun" not in content(opened)


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_today_stays_the_day_on_which_it_was_typed(opened: Page) -> None:
    go_to(opened, "N21")
    opened.fill("#field-value", "오늘")
    assert opened.locator("#field-value-meant").inner_text() == "= 23 November 2026"
    opened.press("#field-value", "Tab")
    assert opened.input_value("#field-value") == TODAY
    opened.fill("#field-value", "yesterday")
    # Closed before the field was left, and opened again a week later.
    opened.clock.set_fixed_time(datetime.datetime(2026, 11, 30, 12))
    opened.reload()
    assert 'value: "2026-11-22"' in content(opened)


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_approvals_in_one_line_become_approvals_one_by_one(opened: Page) -> None:
    go_to(opened, "N09")
    opened.fill("#field-count", "120 no, 1시간 예")
    assert (
        opened.locator("#field-count-meant").inner_text() == "= 120 minutes, office hours only; 60 minutes, at any hour"
    )
    opened.press("#field-count", "Tab")
    assert opened.input_value("#field-count") == "2"
    assert [opened.input_value(f"#field-minutes-{number}") for number in (0, 1)] == ["120", "60"]
    assert opened.locator('input[name=reached-1][value="yes"]').is_checked()


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_the_test_of_an_alert_is_asked_for_only_where_an_alert_rings(opened: Page) -> None:
    go_to(opened, "N04")
    opened.locator('input[value="=nobody"]').check()
    go_to(opened, "N03")
    opened.fill("#field-value", "60")
    opened.get_by_role("button", name="All answers").click()
    assert opened.get_by_role("button", name="N20 ").count() == 0
    go_to(opened, "N03")
    opened.fill("#field-value", "알림")
    opened.get_by_role("button", name="All answers").click()
    assert opened.get_by_role("button", name="N20 ").count() == 1


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_the_form_asks_for_the_other_use_of_the_money_in_the_note(opened: Page) -> None:
    go_to(opened, "L10")
    note = opened.get_by_label("Put into a note which other service could use the same money")
    assert note.is_visible()
