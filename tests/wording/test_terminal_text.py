"""Lines are cut by the cells they take, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.wording.terminal_text import ascii_marks, cells, fill, harmless, pad, shorten, wrap

TEXTS = st.text(st.sampled_from("가나다라 마바사 abc de fghijk“”·\t🙂é-"), max_size=200)
WIDTHS = st.integers(min_value=16, max_value=120)


@given(TEXTS, WIDTHS)
def test_no_line_is_wider_than_the_screen_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width, "   > ", "     ")
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(line[5:] for line in lines).split()) == "".join(harmless(text).split())


@given(TEXTS, WIDTHS)
def test_a_word_is_cut_only_if_it_is_wider_than_a_line(text: str, width: int) -> None:
    lines = wrap(text, width)
    for word in harmless(text).split():
        assert cells(word) > width or any(word in line for line in lines)


def test_korean_takes_two_cells() -> None:
    assert cells("듣기 ok") == 7
    assert wrap("먼저 듣기", 10) == ["먼저 듣기"]
    assert wrap("먼저 듣습니다", 10) == ["먼저", "듣습니다"]
    assert pad("듣기", 6) == "듣기  "


def test_line_breaks_stay_and_so_do_spaces_inside_a_line() -> None:
    assert wrap("one\n\ntwo", 20, "- ", "  ") == ["- one", "  ", "  two"]
    assert wrap("M01  looks", 20) == ["M01  looks"]


@given(st.text(max_size=60))
def test_nothing_that_steers_a_screen_is_left(text: str) -> None:
    left = harmless(text)
    assert len(left) == len(text)
    assert "\x1b" not in left
    left.encode("utf-8")


def test_one_line_is_cut_with_two_dots() -> None:
    assert shorten("듣기 먼저", 20) == "듣기 먼저"
    assert shorten("듣기 먼저", 8) == "듣기.."
    assert cells(shorten("가" * 50, 21)) <= 21


def test_pieces_stand_side_by_side_as_long_as_they_fit() -> None:
    assert fill(["위/아래 선택", "Enter 확인", "q"], 26) == ["위/아래 선택   Enter 확인", "q"]
    assert fill([], 20) == []


@pytest.mark.parametrize("mark", "“”‘’…–—·×→")
def test_marks_of_uncertain_width_become_plain_ones(mark: str) -> None:
    assert ascii_marks(mark).isascii()
