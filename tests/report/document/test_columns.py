"""How the width of a table is dealt out: by what stands in it, and so that no column starves."""

from __future__ import annotations

import pytest

from audit.report.document.blocks import Cell, Figure, Paragraph, Row, Text
from audit.report.document.columns import CHART, LINE, shares, width


def rows(*lines: tuple[str, ...]) -> list[Row]:
    return [Row(tuple(Cell((Paragraph((Text(words),)),)) for words in line)) for line in lines]


def test_shares_are_all_of_the_width() -> None:
    for table in (rows(("a", "b")), rows(("word " * 200, "x", "12")), rows(("", ""))):
        dealt = shares(table, len(table[0].cells))
        assert sum(dealt) == pytest.approx(1, abs=0.001)
        assert all(share > 0 for share in dealt)


def test_a_column_of_figures_is_narrow_and_one_of_texts_is_wide() -> None:
    code, figure, text = shares(rows(("M01", "4", "a sentence of some length " * 8), ("M02", "3", "short")), 3)
    assert figure <= code < text
    assert text > 0.6


def test_a_column_of_long_texts_leaves_room_for_the_longest_word_beside_it() -> None:
    name, long = shares(rows(("responsibilities", "words without end " * 400)), 2)
    assert name * 62 >= width("responsibilities")
    assert long > name


def test_korean_takes_the_room_of_its_letters() -> None:
    assert width("가나다") > width("abc")
    latin, korean = shares(rows(("abcdefgh", "가나다라마바사아")), 2)
    assert korean > latin


def test_a_chart_has_room() -> None:
    table = [Row((Cell((Paragraph((Text("name"),)),)), Cell((Figure("<svg/>", "", 240, 20), Paragraph((Text("1"),))))))]
    _, chart = shares(table, 2)
    assert chart > 0.4


def test_a_chart_as_wide_as_its_place_is_as_wide_in_every_table_and_leaves_figures_whole() -> None:
    chart = Cell((Figure("<svg/>", "", 240, 20, is_wide=True),))
    for name in ("a", "the name of a long change, and of a second one"):
        (row,) = rows((name, "63 min", "65 min"))
        dealt = shares([Row((row.cells[0], chart, *row.cells[1:]))], 4)
        assert dealt[1] == CHART
        assert sum(dealt) == pytest.approx(1, abs=0.001)
        assert min(dealt) * LINE >= width("min")
