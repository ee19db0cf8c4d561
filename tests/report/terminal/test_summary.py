"""The verdict in a terminal: at any width, in both languages, with or without colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from audit.model.result.result import Result
from audit.report.pages.summary import summary_view
from audit.report.parts.context import ReportContext
from audit.report.terminal.short_verdict import short_verdict
from audit.report.terminal.summary import BLOCKS, Commands, Reader, all_lines, scaled, short_lines
from audit.wording.locale import Locale
from audit.wording.terminal_text import cells

pytestmark = pytest.mark.sampled

EXAMPLES = ("haneul-district", "maple-library", "narae-city")
COMMANDS = Commands("listenfirst score maple --all", "listenfirst build maple")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("name", EXAMPLES)
def test_no_line_is_wider_than_the_terminal(
    name: str, width: int, language: str, example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    lines = list(all_lines(example(name), Reader(locale(language), width, color=False, commands=COMMANDS)))
    assert len([line for line in lines if "|" in line]) == 4, "one bar for each pillar"
    assert [line for line in lines if cells(line) > width] == []


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_bar_and_its_words_share_a_line_of_80_columns(
    language: str, example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    for name in EXAMPLES:
        page = summary_view(ReportContext(example(name), locale(language)))
        lines = list(all_lines(example(name), Reader(locale(language), 80, color=False, commands=COMMANDS)))
        for pillar in page.pillars.rows:
            assert any("|" in line and pillar.title in line and pillar.bar.word in line for line in lines)


def test_a_bar_is_solid_up_to_what_is_shown_and_hatched_up_to_what_is_claimed(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    whole = example("maple-library")
    figures = {"shown": Fraction(30, 100), "claimed": Fraction(60, 100), "possible": Fraction(90, 100)}
    pillars = {name: pillar.model_copy(update=figures) for name, pillar in whole.pillars.items()}
    drawn = whole.model_copy(update={"pillars": pillars})
    bars = [line for line in all_lines(drawn, Reader(locale("en"), 120, color=False, commands=COMMANDS)) if "|" in line]
    assert len(bars) == 4
    # 28 cells: 8 shown, 17 claimed, 25 possible; parted at 25, 50 and 75.
    assert all("|#######|#//////|///....|....   |  30" in line for line in bars)


def test_bars_are_of_blocks_where_a_terminal_has_them(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    reader = Reader(locale("en"), 120, color=False, commands=COMMANDS, marks=BLOCKS)
    bars = [line for line in all_lines(example("maple-library"), reader) if "█" in line]
    assert len(bars) == 4
    assert all(line.count("│") == 5 for line in bars)


def test_bold_type_comes_only_where_colour_may(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    plain, bold = (
        "\n".join(all_lines(example("narae-city"), Reader(locale("en"), 80, color=color, commands=COMMANDS)))
        for color in (False, True)
    )
    assert "\x1b" not in plain
    assert "\x1b[1m" in bold
    assert bold.replace("\x1b[1m", "").replace("\x1b[0m", "") == plain


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_verdict_the_caps_and_the_first_actions_are_there(
    language: str, rungs: Mapping[tuple[str, str], Result], locale: Callable[[str], Locale]
) -> None:
    for result in rungs.values():
        page = summary_view(ReportContext(result, locale(language)))
        text = " ".join(
            " ".join(all_lines(result, Reader(locale(language), 100, color=False, commands=COMMANDS))).split()
        )
        assert page.verdict.title in text
        assert all(cap.code in text and cap.text.split()[0] in text for cap in page.caps)
        assert "floor:" not in text
        assert all(f"({row.id}, {row.days}, {row.owner})" in text for row in page.first)
        assert all(step.title in text for step in page.week_steps)


def test_a_refusal_says_what_to_do_this_week_and_when_to_ask_again(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    text = "\n".join(all_lines(example("haneul-district"), Reader(locale("en"), 80, color=False, commands=COMMANDS)))
    assert "This week" in text
    assert "  3. " in text
    assert "Ask again: 23 February 2027" in text


def test_a_name_cannot_command_the_terminal(example: Callable[[str], Result], locale: Callable[[str], Locale]) -> None:
    name = "Maple\x1b[2J\x1b]0;owned\x07 Library\x9b31m"
    spoilt = example("maple-library").model_copy(update={"agency": name, "agency_names": {}})
    lines = list(all_lines(spoilt, Reader(locale("en"), 80, color=False, commands=COMMANDS)))
    assert not [line for line in lines if any(ord(character) < 32 or 127 <= ord(character) < 160 for character in line)]
    assert "Maple" in lines[0]


@pytest.mark.parametrize(
    ("points", "room", "drawn"), [(0, 30, 0), (100, 30, 30), (50, 10, 5), (1, 30, 0), (99, 30, 30)]
)
def test_a_bar_is_as_long_as_its_points(points: int, room: int, drawn: int) -> None:
    assert scaled(points, room) == drawn


# In short


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_short_verdict_and_the_question_below_it_fit_a_screen_of_80_by_24(
    language: str, rungs: Mapping[tuple[str, str], Result], locale: Callable[[str], Locale]
) -> None:
    for result in rungs.values():
        lines = list(short_lines(result, Reader(locale(language), 80, color=False, commands=COMMANDS, lines=18)))
        # "All answers are saved." above, and the question whether to build below: two answers and the keys.
        assert 1 + len(lines) + 4 <= 24, lines
        assert all(cells(line) <= 80 for line in lines)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_on_40_columns_the_last_screen_holds_verdict_reason_first_step_and_command(
    language: str, rungs: Mapping[tuple[str, str], Result], locale: Callable[[str], Locale]
) -> None:
    for result in rungs.values():
        said = short_verdict(ReportContext(result, locale(language)))
        lines = list(short_lines(result, Reader(locale(language), 40, color=False, commands=COMMANDS)))
        last = lines[-19:]
        assert said.title in last
        assert said.reason[:20] in " ".join(" ".join(last).split())
        assert said.first[:12] in "\n".join(last)
        assert last[-1].strip() == COMMANDS.build
        assert all(cells(line) <= 40 for line in lines)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 80])
def test_the_short_verdict_fits_a_screen_of_24_lines_with_its_commands(
    width: int, language: str, rungs: Mapping[tuple[str, str], Result], locale: Callable[[str], Locale]
) -> None:
    for result in rungs.values():
        lines = list(short_lines(result, Reader(locale(language), width, color=False, commands=COMMANDS)))
        assert sum(max(1, -(-cells(line) // width)) for line in lines) <= 23, lines


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_short_verdict_shows_the_week_hour_by_hour_on_80_columns(
    language: str, example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    lines = list(short_lines(example("haneul-district"), Reader(locale(language), 80, color=False, commands=COMMANDS)))
    assert any("00 01 02 03" in line for line in lines)
    assert any(line.endswith("09 80 79 78 77 76 75 74 73 72 71 70 69 68 67 66") for line in lines)


def test_the_ladder_stands_in_a_line_with_the_days_that_lead_up(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    lines = list(short_lines(example("maple-library"), Reader(locale("en"), 80, color=False, commands=COMMANDS)))
    assert "Do not launch > Listen only > [Pilot] > Launch 4 days" in lines


def test_the_end_of_the_short_verdict_is_the_command_that_builds(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    lines = list(short_lines(example("maple-library"), Reader(locale("en"), 80, color=False, commands=COMMANDS)))
    assert lines[-1] == "The report is built with: listenfirst build maple"
    assert lines[-2].lower().endswith("all figures: listenfirst score maple --all")
    assert "|" not in "".join(lines), "the bars come with --all"


def test_the_short_verdict_counts_the_reasons_it_does_not_name(
    rungs: Mapping[tuple[str, str], Result], locale: Callable[[str], Locale]
) -> None:
    for result in rungs.values():
        others = len(result.verdict.caps) - 1
        text = " ".join(short_lines(result, Reader(locale("en"), 80, color=False, commands=COMMANDS)))
        assert (f"The other reasons ({others}), and all figures:" in text) is (others > 0)


def test_everything_ends_with_the_verdict_its_reasons_and_what_to_do(
    example: Callable[[str], Result], locale: Callable[[str], Locale]
) -> None:
    result = example("maple-library")
    finding = summary_view(ReportContext(result, locale("en"))).plan_finding
    lines = list(all_lines(result, Reader(locale("en"), 200, color=False, commands=COMMANDS)))
    places = [lines.index(line) for line in ("◆  Pilot", "What holds you here", finding)]
    bars = max(number for number, line in enumerate(lines) if "|" in line)
    assert bars < places[0] < places[1] < places[2]
    assert lines[-1] == "The report is built with: listenfirst build maple"
