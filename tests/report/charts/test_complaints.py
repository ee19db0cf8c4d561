"""Complaints, drawn one by one as long as they can be told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import AlternativeResult, Result
from audit.report.charts.complaints import SquareRow, complaints_chart, complaints_finding, square_stands_for
from audit.report.parts.context import ReportContext


@pytest.fixture
def told(example: Callable[[str], Result], context: Callable[..., ReportContext]) -> Callable[..., ReportContext]:
    """A report whose agency tells of complaints about a service, and of how many there are in all."""

    def make(complaints: str, of: str, language: str = "en", service: str = "Lamps") -> ReportContext:
        other = AlternativeResult(service=service, complaints=complaints, of=of)
        return context(
            example("haneul-district").model_copy(update={"alternative": other, "alternatives": {}}), language
        )

    return make


def squares(rows: tuple[SquareRow, ...]) -> int:
    return sum((row.end - row.start + 2) // 10 for row in rows)


def test_every_complaint_is_one_square(told: Callable[..., ReportContext]) -> None:
    chart = complaints_chart(told("312", "540"))
    assert chart is not None
    assert (squares(chart.about), squares(chart.others)) == (312, 228)
    assert chart.unit == "One square is one complaint."
    assert (chart.width, chart.height) == (358, 148)


def test_squares_never_lie_on_each_other_nor_outside(told: Callable[..., ReportContext]) -> None:
    chart = complaints_chart(told("37", "96"))
    assert chart is not None
    places = [(row.middle, across) for row in (*chart.about, *chart.others) for across in range(row.start, row.end, 10)]
    assert len(places) == len(set(places)) == 96
    assert all(0 <= across <= chart.width - 8 and middle + 4 <= chart.height for middle, across in places)


@pytest.mark.parametrize(
    ("total", "unit"), [(1, 1), (1000, 1), (1001, 2), (2000, 2), (2001, 5), (5001, 10), (10_001, 20), (3_000_000, 5000)]
)
def test_beyond_a_thousand_one_square_stands_for_more(total: int, unit: int) -> None:
    assert square_stands_for(total) == unit
    assert -(-total // unit) <= 1000


@pytest.mark.parametrize(
    ("complaints", "of", "full", "empty", "unit"),
    [
        ("1", "1,000,000", 1, 999, "One square stands for 1,000 complaints."),
        ("999,999", "1,000,000", 999, 1, "One square stands for 1,000 complaints."),
        ("274", "1860", 137, 793, "One square stands for 2 complaints."),
        ("0", "50", 0, 50, "One square is one complaint."),
        ("50", "50", 50, 0, "One square is one complaint."),
    ],
)
def test_a_few_are_never_drawn_as_none_and_most_never_as_all(
    complaints: str, of: str, full: int, empty: int, unit: str, told: Callable[..., ReportContext]
) -> None:
    chart = complaints_chart(told(complaints, of))
    assert chart is not None
    assert (squares(chart.about), squares(chart.others), chart.unit) == (full, empty, unit)


@pytest.mark.parametrize(
    ("complaints", "of", "service"),
    [("most", "all letters", "Lamps"), ("312", "", "Lamps"), ("9", "0", "Lamps"), ("9", "3", "Lamps"), ("3", "9", " ")],
)
def test_what_is_no_number_is_not_drawn(
    complaints: str, of: str, service: str, told: Callable[..., ReportContext]
) -> None:
    assert complaints_chart(told(complaints, of, service=service)) is None


@pytest.mark.parametrize(
    ("complaints", "of", "english", "korean"),
    [
        ("312", "540", "312 of 540 complaints are about this one service", "민원 540건 가운데 312건이 아래 서비스에 관한 것입니다"),
        ("312", "1240", "312 of 1,240 complaints are about this one service", "민원 1,240건 가운데 312건이 아래 서비스에 관한 것입니다"),
        ("12", "12", "All 12 complaints are about this one service", "민원 12건이 모두 아래 서비스에 관한 것입니다"),
        ("0", "12", "None of 12 complaints is about this service", "민원 12건 가운데 이 서비스에 관한 것은 없습니다"),
        ("312", "", "What the same money can do", "같은 예산으로 할 수 있는 일"),
        ("most", "all", "What the same money can do", "같은 예산으로 할 수 있는 일"),
    ],
)  # fmt: skip
def test_the_finding_of_the_complaints(
    complaints: str, of: str, english: str, korean: str, told: Callable[..., ReportContext]
) -> None:
    assert complaints_finding(told(complaints, of)) == english
    assert complaints_finding(told(complaints, of, "ko")) == korean
