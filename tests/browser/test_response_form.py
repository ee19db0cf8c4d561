"""The plan with fields for what the agency says, in a browser: filled in, kept, saved, and taken in by the command."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from audit.cli import run
from audit.files.folder import open_folder
from audit.files.rounds.rounds import read_plan
from audit.files.shipped import shipped
from audit.interview.form import Form, form_page
from audit.language import translator
from audit.model.reading.samples import read_sample
from audit.model.responses import Response, response_of
from audit.model.values import WrongValue

pytestmark = pytest.mark.slow
TODAY = datetime.datetime(2026, 11, 23, 12)
SAMPLES = (
    "12 of 40",
    "12/40",
    "40건 중 12건",
    "１２ / ４０",
    "40 of 40",
    "",
    "12",
    "0 of 40",
    "1.5 of 40",
    "12 of 10,000",
)


@pytest.fixture(scope="module")
def narae(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of an example audit."""
    return Path(shutil.copytree(shipped("examples") / "narae-city", tmp_path_factory.mktemp("respond") / "narae"))


@pytest.fixture
def page(browser: Browser, narae: Path, tmp_path: Path) -> Iterator[Page]:
    """The page for responses, opened from a disk."""
    assert run(["form", str(narae), "--respond", "--lang", "en", "--out", str(tmp_path / "respond.html")]) == 0
    context = browser.new_context(locale="en", accept_downloads=True, viewport={"width": 390, "height": 844})
    shown = context.new_page()
    asked: list[str] = []
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("pageerror", lambda error: asked.append(str(error)))
    shown.clock.set_fixed_time(TODAY)
    shown.goto((tmp_path / "respond.html").as_uri())
    yield shown
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    context.close()


def test_what_is_filled_in_is_kept_saved_and_taken_in(page: Page, narae: Path, tmp_path: Path) -> None:
    assert page.locator("#place").inner_text() == "Answered: 15 of 45"
    page.select_option("#E17-2-state", "refused")
    page.fill("#E17-2-because", 'no staff: # 사람이 없음 "')
    page.select_option("#E02-2-state", "accepted")
    page.fill("#E02-2-because", "later")
    page.fill("#E02-2-until", "1 January 2020")
    page.locator("#E02-2-until").blur()
    assert page.locator("#E02-2-until-wrong").inner_text() == "2020-01-01 is past; name a day to come"
    page.fill("#E02-2-until", "30 June 2027")
    assert page.locator("#E02-2-until-meant").inner_text() == "= 30 June 2027"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.reload()
    assert page.input_value("#E17-2-because").startswith("no staff")
    with page.expect_download() as download:
        page.click("button.main")
    sent = tmp_path / download.value.suggested_filename
    download.value.save_as(sent)
    assert sent.name == "response-narae-city-2026-11.yml"
    assert run(["import", str(narae), str(sent), "--yes", "--lang", "en"]) == 0
    said = {action: response_of(mark) for action, mark in read_plan(open_folder(narae), "2026-11").items()}
    assert said["E17-2"] == Response(state="refused", because='no staff: # 사람이 없음 "')
    assert said["E02-2"] == Response(state="accepted", because="later", until=datetime.date(2027, 6, 30))
    assert len(said) == 17


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_it_also_where_something_is_wrong(page: Page, axe: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.select_option("#E02-2-state", "accepted")
    page.fill("#E02-2-until", "1 January 2020")
    page.locator("#E02-2-until").blur()
    page.evaluate(f"() => {{ {axe} ; window.axeFinds = axeFinds; }}")
    assert page.evaluate("axeFinds(document, {rules: {'target-size': {enabled: true}}})") == []


def test_on_paper_every_action_stands_with_what_was_said_or_lines_to_write_on(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper section").count() == 45
    assert page.locator("#paper .blank").count() > 0


def test_the_form_understands_a_sample_as_the_terminal_does(browser: Browser, narae: Path, tmp_path: Path) -> None:
    place = tmp_path / "form.html"
    place.write_bytes(form_page(Form(open_folder(narae), "2026-11"), "en", translator("en")))
    shown = browser.new_page()
    shown.goto(place.as_uri())
    raw = [
        {
            "what": "the log",
            "where": "shelf",
            "date": "2026-10-02",
            "how": "seen",
            "by": "it",
            "on": "2026-10-03",
            "sample": text,
        }
        for text in SAMPLES
    ]
    found = shown.evaluate(
        """pieces => pieces.map(piece => {
          const { answer, problems } = listenFirst.answerOf(listenFirst.items.get("M01"), { pick: "3", evidence: [piece] });
          const { sample } = answer.evidence[0].checked;
          return [sample ? [sample.looked, sample.of] : null, Object.keys(problems).length];
        })""",
        raw,
    )
    shown.close()
    for text, (sample, problems) in zip(SAMPLES, found, strict=True):
        meant: Any
        try:
            meant, wrong = read_sample(text), 0
        except WrongValue:
            meant, wrong = None, 1
        assert (tuple(sample) if sample else None, problems) == (meant, wrong), text


def test_the_ticks_of_the_plan_are_saved_and_taken_in(
    browser: Browser, reports: Any, narae: Path, tmp_path: Path
) -> None:
    context = browser.new_context(accept_downloads=True)
    shown = context.new_page()
    shown.goto((Path(reports.root) / "narae-city" / "en" / "plan.html").as_uri())
    shown.locator(".lf-save-ticks").click()
    assert "Nothing is ticked yet" in shown.locator(".lf-tools").inner_text()
    shown.locator("[data-action=E12-2] .lf-tick input").check()
    with shown.expect_download() as download:
        shown.locator(".lf-save-ticks").click()
    sent = tmp_path / download.value.suggested_filename
    download.value.save_as(sent)
    context.close()
    assert run(["import", str(narae), str(sent), "--yes", "--lang", "en"]) == 0
    said = response_of(read_plan(open_folder(narae), "2026-11")["E12-2"])
    assert (said.state, said.by, said.due) == ("done", "소통담당관", datetime.date(2027, 1, 29))
    assert said.done is not None
