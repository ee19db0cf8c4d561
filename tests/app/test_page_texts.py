"""The page's fixed texts and starting data: what its scripts name is there in every language, and nothing lies there unused."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from audit.app.starting import starting_data
from audit.app.texts import FROM_FORM, PAGE_TEXTS, SCRIPTS, STYLES, page_texts
from audit.files.shipped import shipped
from audit.interview.flow import first_asked
from audit.language import LANGUAGES, translator
from audit.model.asked import order

APP = shipped("site_template") / "app"
NAMED = re.compile(r"\"([a-z][a-z_]+)\"")
MADE = {
    *(f"kind_{kind}" for kind in ("public", "company", "association", "school")),
    *(f"not_kept_{why}" for why in ("blocked", "full", "newer")),
    *(f"what_if_{figure}" for figure in ("seen", "said", "worst", "within_hour")),
}
"""Names that a script puts together."""


@pytest.fixture(scope="module")
def script() -> str:
    return "\n".join((APP / name).read_text(encoding="utf-8") for name in SCRIPTS)


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return starting_data()


def test_every_text_that_a_script_says_is_there(script: str) -> None:
    said = set(re.findall(r"\b(?:say|sayIn)\((?:code, )?\"([a-z_]+)\"", script))
    assert len(said) > 100
    assert said <= set(page_texts(str))


def test_no_text_of_the_page_lies_there_unused(script: str) -> None:
    used = {*NAMED.findall(script), *MADE}
    assert {name for name in (*PAGE_TEXTS, *FROM_FORM) if name not in used} == set()


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_text_is_said_in_every_language_with_the_same_places(language: str) -> None:
    places = re.compile(r"\{[a-z_]+\}")
    for name, text in page_texts(translator(language)).items():
        english = page_texts(str)[name]
        assert sorted(places.findall(text)) == sorted(places.findall(english)), name
        assert text != english or not re.search("[a-z]{3}", places.sub("", english)), name


def test_no_script_makes_elements_out_of_text(script: str) -> None:
    # Whatever somebody typed goes into the page as text; a frame without scripts is the only place for the engine's own pages.
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write\b|\beval\(|new Function", script) == []
    assert re.findall(r"\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", script) == []


def test_every_file_of_the_page_is_named_and_there() -> None:
    on_disk = {path.name for path in APP.iterdir() if path.name.endswith(".js")} - {"engine.js", "worker.js"}
    assert set(SCRIPTS) == on_disk
    assert all((shipped("site_template") / name).is_file() for name in STYLES)


def test_every_question_can_be_drawn_in_every_language_before_the_engine_is_there(data: dict[str, Any]) -> None:
    from audit.files.packs.shipped import shipped_pack

    pack = shipped_pack("listen-first")
    assert set(data["languages"]) == {"en", "ko"}
    assert data["first"] == first_asked(pack)
    for language in data["languages"]:
        assert [item["id"] for item in data["said"][language]["items"]] == [item.id for item in order(pack)]
    # It is a part of a file that has to open at once.
    assert len(json.dumps(data, ensure_ascii=False).encode()) < 400_000
