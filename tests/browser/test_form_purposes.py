"""The form's own ways for what the second pack asks: purposes, small bodies, who else has looked, drills as evidence."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from audit.files.folder import AuditFolder, create_folder, open_folder
from audit.interview.form import Form, form_page
from audit.language import translator
from audit.model.answers import Answer
from audit.model.pack import LevelWords, Question

DAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> AuditFolder:
    """An audit folder of a body whose silence can cost lives, with one question worded for small bodies."""
    path = tmp_path_factory.mktemp("purposes") / "agency"
    create_folder(path, "Haneul", ("en",), "listen-first", {"X1": "safety-critical", "X4": "run"})
    made = open_folder(path)

    def small(question: Question) -> Question:
        first = LevelWords.model_validate(
            {"en": "Nobody.", "ko": "없음", "small": {"en": "Not even a neighbour.", "ko": "이웃도 없음"}}
        )
        return question.model_copy(update={"levels": (first, *question.levels[1:]), "plan": None})

    pack = made.pack.model_copy(
        update={
            "questions": tuple(
                small(question) if question.id == "M02" else question for question in made.pack.questions
            )
        }
    )
    return dataclasses.replace(made, pack=pack)


@pytest.fixture
def at(folder: AuditFolder, browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the lead's form at one of its pages, with what was put into its fields before."""
    context = browser.new_context(viewport={"width": 390, "height": 844})

    def show(place: str, kept: Mapping[str, Any] | None = None, given: Mapping[str, Answer] | None = None) -> Page:
        file = tmp_path / "form.html"
        file.write_bytes(form_page(Form(folder, "2026-11", given=given or {}), "en", translator("en")))
        page = context.new_page()
        page.clock.set_fixed_time(datetime.datetime.combine(DAY, datetime.time(12)))
        page.goto(file.as_uri())
        changes = dict.fromkeys(kept or {}, 1)
        text = json.dumps({"answers": dict(kept or {}), "changes": changes, "at": place})
        page.evaluate("text => localStorage.setItem(listenFirst.DATA.key, text)", text)
        page.reload()
        return page

    yield show
    context.close()


def sent(page: Page) -> dict[str, Any]:
    """Return the answers that the form would write."""
    found = yaml.load(page.evaluate("listenFirst.content()"), Loader=yaml.BaseLoader)  # strings only
    return dict(found["answers"])


def pick(page: Page, name: str, value: str) -> None:
    page.locator(f'input[name={name}][value="{value}"]').check()


def test_a_level_is_asked_only_where_somebody_wants_to_hear_and_says_yes(at: Callable[..., Page]) -> None:
    page = at("L01")
    level = page.locator("input[name=level]").first
    for purpose, without, asked in (
        ("inform", "yes", False),
        ("hear", "yes", True),
        ("hear", "no", False),
        ("hear", "not-sure", False),
    ):
        pick(page, "purpose", purpose)
        pick(page, "without", without)
        assert level.is_visible() is asked, (purpose, without)
    assert page.locator("input[name=without]").first.is_visible(), "asked whatever the purposes are"


def test_changing_back_finds_the_level_again_and_only_what_counts_is_written(at: Callable[..., Page]) -> None:
    page = at("L01")
    pick(page, "purpose", "hear")
    pick(page, "without", "yes")
    pick(page, "level", "3")
    pick(page, "without", "no")
    assert sent(page)["L01"]["purposes"] == ["hear"]
    assert "level" not in sent(page)["L01"]
    pick(page, "without", "yes")
    assert sent(page)["L01"]["level"] == "3"
    assert page.locator("input[name=level][value='3']").is_checked()


def test_the_one_reason_of_the_first_version_is_shown_and_gives_way_to_the_first_purpose(
    at: Callable[..., Page],
) -> None:
    page = at("L01", given={"L01": Answer(choice="hear", level=3, text="to hear people")})
    assert "To hear what people say, level 3" in page.inner_text("main")
    assert (
        page.evaluate(
            "listenFirst.stateOf(listenFirst.items.get('L01'), listenFirst.answerOf(listenFirst.items.get('L01'), listenFirst.kept.answers.L01).answer)"
        )
        == "answered"
    )
    assert "choice" not in sent(page).get("L01", {}), "files of today cannot hold it"
    pick(page, "purpose", "inform")
    assert sent(page)["L01"]["purposes"] == ["inform"]
    assert "level 3" not in page.inner_text("main")


def test_the_law_that_obliges_to_warn_is_asked_for_at_every_level(at: Callable[..., Page]) -> None:
    page = at("L01")
    law = page.get_by_text("It is the law, or the order")
    pick(page, "purpose", "inform")
    assert not law.is_visible()
    pick(page, "purpose", "warn")
    page.fill("#field-what-0", "Disaster Act 2004")
    page.fill("#field-where-0", "law database")
    page.fill("#field-date-0", "2026-01-02")
    law.click()
    assert sent(page)["L01"]["evidence"] == [
        {"what": "Disaster Act 2004", "where": "law database", "date": "2026-01-02", "law": "true"}
    ]


def test_the_words_for_small_bodies_come_as_soon_as_x2_is_answered(at: Callable[..., Page]) -> None:
    for staff, words in (("9", "Not even a neighbour."), ("10", "Nobody.")):
        page = at("X2")
        page.fill("#field-value", staff)
        page.evaluate(
            "key => { const kept = JSON.parse(localStorage.getItem(key)); kept.at = 'M02'; localStorage.setItem(key, JSON.stringify(kept)); }",
            page.evaluate("listenFirst.DATA.key"),
        )
        page.reload()
        assert words in page.inner_text("main")
        page.close()


PIECE = {"what": "duty log", "where": "shelf 2", "date": "2026-10-02"}


def test_all_evidence_is_on_one_page_with_who_else_has_looked(at: Callable[..., Page]) -> None:
    kept = {"M01": {"pick": "3", "evidence": [PIECE]}, "M02": {"pick": "3", "evidence": [PIECE, {"what": "a list"}]}}
    page = at("evidence", kept)
    assert page.locator("fieldset.piece").count() == 3
    page.locator('input[name=M02-how-0][value="tested"]').check()
    page.locator("#field-M02-by-0").select_option("it")
    assert page.input_value("#field-M02-on-0") == DAY.isoformat(), "today stands there"
    page.fill("#field-M02-on-0", "2026-11-02")
    assert sent(page)["M02"]["evidence"][0]["checked"] == {"how": "tested", "by": "it", "date": "2026-11-02"}
    assert not page.locator("input[name=M02-how-1]").first.is_visible(), "what counts as none cannot be checked"
    page.fill("#field-M02-on-0", "2026-10-01")
    page.press("#field-M02-on-0", "Tab")
    assert "is before the day of the evidence itself" in page.inner_text("#field-M02-on-0-wrong")
    assert "checked" not in sent(page)["M02"]["evidence"][0]


def test_at_a_gate_it_is_said_that_somebody_else_must_have_seen_it(at: Callable[..., Page]) -> None:
    page = at("M01", {"M01": {"pick": "2", "evidence": [PIECE]}})
    said = "Until somebody else has seen its evidence, the verdict stays at a trial."
    assert said in page.inner_text("main")
    pick(page, "how-0", "seen")
    page.locator("#field-by-0").select_option("outside")
    assert said not in page.inner_text("main")


def test_a_drill_of_the_register_is_taken_over_as_evidence_by_one_button(at: Callable[..., Page]) -> None:
    rows = [
        {"date": "2026-10-17", "announced": "no", "exercised": {"stop-all": True}},
        {"date": "2026-03-07", "announced": "yes", "exercised": {"surge": True}},
    ]
    page = at("E10", {"N22": {"pick": "value", "rows": rows}, "E10": {"pick": "3"}})
    offered = page.get_by_role("button", name="Drill of")
    assert offered.count() == 1, "only what was exercised is evidence here"
    offered.click()
    (piece,) = sent(page)["E10"]["evidence"]
    assert piece["date"] == "2026-10-17"
    assert piece["what"].startswith("Drill of 17 October 2026, not announced:")
    assert offered.count() == 0


def test_a_drill_that_is_not_told_in_full_is_named_and_not_written(at: Callable[..., Page]) -> None:
    page = at("N22")
    page.fill("#field-drill-0", "2026-10-17")
    page.press("#field-drill-0", "Tab")
    assert "A drill needs its day" in page.inner_text("#field-drill-0-wrong")
    assert "N22" not in sent(page) or "value" not in sent(page)["N22"]
    page.locator('input[name=announced-0][value="no"]').check()
    page.locator('input[name=exercised-0][value="surge"]').check()
    assert sent(page)["N22"]["value"] == [{"date": "2026-10-17", "announced": "false", "exercised": ["surge"]}]
    page.get_by_label("There has been no drill").check()
    assert sent(page)["N22"]["value"] == []
