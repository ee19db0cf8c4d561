"""What is seen of a report before it is opened: the page that asks for the language, and the badge."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, fromstring

import html5lib
import pytest

from audit.language import translator
from audit.model.result.result import Result
from audit.report.editions import cut_down
from audit.report.site.front import Front, badge, chooser, front
from audit.wording.locale import Locale

SVG = "{http://www.w3.org/2000/svg}"
Seen = Callable[..., Front]


@pytest.fixture
def seen(example: Callable[[str], Result]) -> Seen:
    """See a report from outside."""

    def make(name: str = "narae-city", language: str = "ko", edition: str = "internal") -> Front:
        result = example(name)
        cut = result if edition == "internal" else cut_down(result, "public")
        return front(cut, Locale(language, translator(language)), {"ko": "한국어", "en": "English"}[language])

    return make


def page_of(*fronts: Front) -> Element:
    tree: Element = html5lib.parse(chooser(fronts), namespaceHTMLElements=False)
    return tree


def test_the_page_says_whose_report_it_is_which_verdict_of_which_day_in_each_language(seen: Seen) -> None:
    page = page_of(seen(language="ko"), seen(language="en"))
    title = next(page.iter("h1"))
    assert "".join(title.itertext()) == "나래시 · Narae City"
    assert [part.get("lang") for part in title] == ["ko", "en"]
    shown = [(part.get("lang"), " ".join("".join(part.itertext()).split())) for part in page.iter("li")]
    assert shown == [
        ("ko", "2026년 11월 23일 점검 개설 가능 2027년 2월 20일까지 유효 한국어"),
        ("en", "Audit of 23 November 2026 Launch Stands through 20 February 2027 English"),
    ]


def test_the_languages_stand_in_the_order_of_the_audit(seen: Seen) -> None:
    for order in (("ko", "en"), ("en", "ko")):
        page = page_of(*(seen(language=language) for language in order))
        assert [link.get("hreflang") for link in page.iter("a")] == list(order)


def test_a_name_that_is_the_same_in_both_languages_stands_once(seen: Seen) -> None:
    one, other = seen("maple-library", "en"), seen("maple-library", "en")
    assert "".join(next(page_of(one, other).iter("h1")).itertext()) == "Maple Library"


def test_the_page_shows_the_week_with_its_finding_as_its_name(seen: Seen) -> None:
    pictures = [part for part in page_of(seen("haneul-district")).iter(f"{SVG}svg") if part.get("role") == "img"]
    assert len(pictures) == 1
    assert "월요일 16시 20분" in str(pictures[0].get("aria-label"))


def test_the_page_has_the_colours_of_the_report_in_light_and_dark(seen: Seen) -> None:
    text = chooser([seen()])
    light, dark = re.findall(r"--paper: (#[0-9a-f]{6});", text)
    assert light != dark
    assert re.search(r"prefers-color-scheme: dark\) \{ :root \{ --ink", text)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_badge_says_the_verdict_and_until_when_it_stands_and_names_itself(seen: Seen, language: str) -> None:
    shown = seen(language=language)
    drawn = fromstring(badge(shown, Locale(language, translator(language))))
    words = [str(text.text) for text in drawn.iter(f"{SVG}text")]
    assert shown.verdict in words
    assert any(shown.stands in text and shown.dated in text for text in words)
    title = next(drawn.iter(f"{SVG}title"))
    assert drawn.get("aria-labelledby") == title.get("id")
    assert all(part in str(title.text) for part in (shown.agency, shown.verdict, shown.stands))
    assert "prefers-color-scheme:dark" in "".join(drawn.itertext())


def test_the_badge_asks_nobody_and_runs_nothing(seen: Seen) -> None:
    drawn = badge(seen(), Locale("ko", translator("ko")))
    assert "http" not in drawn.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "<script" not in drawn


def test_hostile_and_long_names_stay_words(seen: Seen, example: Callable[[str], Result]) -> None:
    name = '<script>"&' + "가" * 200
    result = example("maple-library").model_copy(update={"agency": name, "agency_names": {}})
    locale = Locale("en", translator("en"))
    shown = front(result, locale, "English")
    drawn = fromstring(badge(shown, locale))
    words = next(drawn.iter(f"{SVG}text")).text
    assert str(words).startswith('Listen First · <script>"&가')
    assert len(str(words)) < 60
    assert not list(page_of(shown).iter("script"))


def test_the_badge_of_the_public_edition_has_the_verdict_the_day_and_the_week_that_the_public_may_see(
    seen: Seen,
) -> None:
    shown = seen("haneul-district", edition="public")
    assert (shown.agency, shown.verdict, shown.dated) == ("하늘구청", "개설 보류", "2026년 11월 23일 점검")
    drawn = badge(shown, Locale("ko", translator("ko")))
    assert "L01" not in drawn
    assert "듣고자" not in drawn
