"""The verdict in a terminal: at any width, in both languages, with or without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from audit.model.result import Result
from audit.report.pages import Pages
from audit.report.reader import Reader
from audit.report.terminal import cells, scaled, summary_lines

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_is_wider_than_the_terminal(
    name: str, width: int, language: str, example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    lines = list(summary_lines(example(name), reader(language), width, color=False))
    assert len([line for line in lines if "|" in line]) == 4, "one bar for each pillar"
    assert [line for line in lines if cells(line) > width] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_bar_and_its_words_share_a_line_of_80_columns(
    language: str, example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    for name in EXAMPLES:
        page = Pages(example(name), reader(language))
        lines = list(summary_lines(example(name), reader(language), 80, color=False))
        for pillar in page.pillars:
            assert any("|" in line and pillar.title in line and pillar.bar.word in line for line in lines)


def test_a_bar_is_solid_up_to_what_is_shown_and_hatched_up_to_what_is_claimed(
    example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    whole = example("maple-library")
    figures = {"shown": Fraction(30, 100), "claimed": Fraction(60, 100), "possible": Fraction(90, 100)}
    pillars = {name: pillar.model_copy(update=figures) for name, pillar in whole.pillars.items()}
    drawn = whole.model_copy(update={"pillars": pillars})
    bars = [line for line in summary_lines(drawn, reader("en"), 120, color=False) if "|" in line]
    assert len(bars) == 4
    assert all(f"|{'#' * 9}{'/' * 9}{'.' * 9}   |  30" in line for line in bars)


@pytest.mark.parametrize(
    ("worst", "mark", "words"),
    [
        (60, ".", ". within 1 hour"),
        (120, "-", "- within 2 hours"),
        (1440, "+", "+ within 24 hours"),
        (1441, "#", "# later, or never"),
        (None, "#", "# later, or never"),
    ],
)
def test_a_mark_of_the_week_says_how_long_a_post_waits(
    example: Callable[[str], Result], reader: Callable[[str], Reader], worst: int | None, mark: str, words: str
) -> None:
    whole = example("maple-library")
    assert whole.clock is not None
    clock = whole.clock.model_copy(update={"week": ((worst,) * 24,) * 7})
    lines = list(summary_lines(whole.model_copy(update={"clock": clock}), reader("en"), 80, color=False))
    assert f"  Monday     {mark * 24}" in lines
    assert any(words in line for line in lines)


def test_bold_type_comes_only_where_colour_may(
    example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    plain, bold = (
        "\n".join(summary_lines(example("narae-city"), reader("en"), 80, color=color)) for color in (False, True)
    )
    assert "\x1b" not in plain
    assert "\x1b[1m" in bold
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_verdict_the_caps_and_the_first_actions_are_there(
    language: str, rungs: Mapping[tuple[str, str], Result], reader: Callable[[str], Reader]
) -> None:
    for result in rungs.values():
        page = Pages(result, reader(language))
        text = " ".join(" ".join(summary_lines(result, reader(language), 100, color=False)).split())
        assert page.verdict_title in text
        assert all(cap.code in text and cap.text.split()[0] in text for cap in page.caps)
        assert "floor:" not in text
        rows = page.this_week if page.is_refusal else page.first
        assert all(f"({row.id}, {row.days}, {row.owner})" in text for row in rows)


def test_a_refusal_says_what_to_do_this_week_and_when_to_ask_again(
    example: Callable[[str], Result], reader: Callable[[str], Reader]
) -> None:
    text = "\n".join(summary_lines(example("haneul-district"), reader("en"), 80, color=False))
    assert "This week" in text
    assert "  3. " in text
    assert "Ask again: 23 February 2027" in text


def test_a_name_cannot_command_the_terminal(example: Callable[[str], Result], reader: Callable[[str], Reader]) -> None:
    spoilt = example("maple-library").model_copy(update={"agency": "Maple\x1b[2J\x1b]0;owned\x07 Library\x9b31m"})
    lines = list(summary_lines(spoilt, reader("en"), 80, color=False))
    assert not [line for line in lines if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)]
    assert "Maple" in lines[0]


@pytest.mark.parametrize(
    ("points", "room", "drawn"), [(0, 30, 0), (100, 30, 30), (50, 10, 5), (1, 30, 0), (99, 30, 30)]
)
def test_a_bar_is_as_long_as_its_points(points: int, room: int, drawn: int) -> None:
    assert scaled(points, room) == drawn
