"""How one reader gets numbers, dates and texts: in his language, as they were written, safe in Markdown and HTML."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from fractions import Fraction

import html5lib
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from audit.report.reader import Reader, escaped, free_text, half_away

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=80)


def read(markup: str) -> str:
    """Return what is seen of a paragraph in Markdown, spaces aside."""
    page = markdown.markdown(f"<p>{markup}</p>", extensions=["attr_list", "md_in_html", "tables"])
    return "".join("".join(html5lib.parse(page, namespaceHTMLElements=False).itertext()).split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_seen_as_it_was_written(text: str) -> None:
    assert read(escaped(text)) == "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_is_seen_as_it_was_written_in_plain_markdown_too(text: str) -> None:
    page = markdown.markdown(f"Words: {escaped(text)}", extensions=["attr_list", "md_in_html", "tables"])
    seen = "".join(html5lib.parse(page, namespaceHTMLElements=False).itertext())
    assert "".join(seen.split()) == "Words:" + "".join(text.split())


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_stays_inside_an_attribute(text: str) -> None:
    tree = html5lib.parse(f'<p title="{escaped(text)}">x</p>', namespaceHTMLElements=False)
    assert [dict(paragraph.attrib) for paragraph in tree.iter("p")] == [{"title": text}]


def test_what_is_escaped_is_not_escaped_again() -> None:
    once = escaped("<b> & {below}")
    assert escaped(once) is once


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x0b"])
def test_control_characters_are_left_out(character: str) -> None:
    assert escaped(f"a{character}b") == "ab"


def test_free_text_keeps_its_lines_and_its_own_direction() -> None:
    assert free_text("one\r\ntwo\nשלום\n") == Markup("<bdi>one<br>two<br>שלום</bdi>")


@pytest.mark.parametrize(
    ("share", "points"),
    [
        (Fraction(1, 200), 1),
        (Fraction(1, 201), 0),
        (Fraction(5, 8), 63),
        (Fraction(99, 200), 50),
        (Fraction(-1, 200), -1),
    ],
)
def test_halves_are_rounded_away_from_zero(share: Fraction, points: int) -> None:
    assert half_away(share) == points


def test_dates_are_written_as_people_write_them(reader: Callable[[str], Reader]) -> None:
    day = datetime.date(2026, 3, 1)
    assert reader("en").date(day) == "1 March 2026"
    assert reader("ko").date(day) == "2026년 3월 1일"


def test_one_day_is_not_1_days(reader: Callable[[str], Reader]) -> None:
    assert [reader("en").days(count) for count in (1, 2)] == ["1 day", "2 days"]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_not_assessed_is_said_in_words_and_never_as_a_number(
    language: str, reader: Callable[[str], Reader]
) -> None:
    mine = reader(language)
    for said in (mine.points(None), mine.percent(None), mine.band(None), mine.date(None)):
        assert said
        assert not any(character.isdigit() for character in said)


def test_one_of_a_unit_is_not_many(reader: Callable[[str], Reader]) -> None:
    assert reader("en").unit("people", one=True) == "person"
    assert reader("en").unit("people") == "people"
    assert reader("en").unit("percent", one=True) == "%"
    assert reader("ko").unit("people", one=True) == reader("ko").unit("people") == "명"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_band_has_a_shape_and_a_word_of_its_own(language: str, reader: Callable[[str], Reader]) -> None:
    mine = reader(language)
    names = ("stop", "weak", "fair", "good", None)
    assert len({mine.shape(name) for name in names}) == len(names)
    assert len({mine.band(name) for name in names}) == len(names)
