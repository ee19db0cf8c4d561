"""Dumbbells: what a change buys, and who of the real cases was faster."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.numbers import ClockResult, LeverResult, ReplayResult
from audit.model.result.result import Result
from audit.report.charts.dumbbells import DumbbellChart, cases_chart, levers_chart
from audit.report.parts.context import ReportContext

PHONE, NIGHT = "alert-phone", "night-authority"


@pytest.fixture
def clock(example: Callable[[str], Result]) -> ClockResult:
    """A clock that says 300 minutes on average and at worst 600."""
    found = example("maple-library").clock
    assert found is not None
    assert found.said is not None
    said = found.said.model_copy(update={"mean": Fraction(300), "worst": 600})
    return found.model_copy(update={"said": said})


@pytest.fixture
def chart_of(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> Callable[..., DumbbellChart | None]:
    """One of the two pictures of a clock, in a language."""

    def make(
        draw: Callable[[ReportContext], DumbbellChart | None], clock: ClockResult, language: str = "en"
    ) -> DumbbellChart | None:
        return draw(context(example("maple-library").model_copy(update={"clock": clock}), language))

    return make


def lever(*names: str, said: int | None, seen: int = 200) -> LeverResult:
    return LeverResult(
        levers=names,
        seen=Fraction(seen),
        said=None if said is None else Fraction(said),
        worst=said,
        within_hour=Fraction(0),
    )


def never(clock: ClockResult) -> ClockResult:
    return clock.model_copy(update={"said": None})


def at_once(clock: ClockResult) -> ClockResult:
    assert clock.said is not None
    return clock.model_copy(update={"said": clock.said.model_copy(update={"mean": Fraction(29), "worst": 30})})


def as_it_is(clock: ClockResult) -> ClockResult:
    return clock


@pytest.mark.parametrize(
    ("levers", "change", "english", "korean"),
    [
        (
            [lever(NIGHT, said=100)],
            as_it_is,
            "The best change brings your first statement from 5 h to 100 min on average",
            "가장 효과가 큰 것을 바꾸면 첫 공식 발언까지 걸리는 시간이 평균 5시간에서 100분으로 줄어듭니다",
        ),
        (
            [lever(PHONE, NIGHT, said=60), lever(NIGHT, said=250), lever(PHONE, said=240)],
            as_it_is,
            "An alert phone alone saves 1 h, with authority at night too it saves 4 h",
            "알림 전화만 두면 1시간, 야간·휴일 발언 권한까지 주면 4시간 빨라집니다",
        ),
        (
            [lever(PHONE, NIGHT, said=60), lever(PHONE, said=299)],
            as_it_is,
            "An alert phone alone saves hardly anything; with authority at night too it saves 4 h",
            "알림 전화만으로는 거의 빨라지지 않고, 야간·휴일 발언 권한까지 주면 4시간 빨라집니다",
        ),
        (
            [lever(PHONE, said=299)],
            as_it_is,
            "No change alone, and no two, make you noticeably quicker",
            "하나를 바꾸든 둘을 바꾸든 눈에 띄게 빨라지지 않습니다",
        ),
        (
            [lever("look-twice", said=28)],
            at_once,
            "You speak within 30 min at any hour; no change makes that noticeably quicker",
            "어느 때든 30분 안에 말하므로, 무엇을 바꾸어도 눈에 띄게 더 빨라지지 않습니다",
        ),
        (
            [lever("reachable-approver", said=120)],
            never,
            "With the best change, your first statement is out after 2 h",
            "가장 도움이 되는 변화: 첫 공식 발언까지 평균 2시간",
        ),
        (
            [lever(PHONE, said=None)],
            never,
            "No change alone, and no two, bring a first statement",
            "한두 가지만 바꾸어서는 첫 공식 발언이 나오지 않습니다",
        ),
    ],
)
def test_the_title_says_what_a_change_buys_or_that_none_buys_anything(
    levers: list[LeverResult],
    change: Callable[[ClockResult], ClockResult],
    english: str,
    korean: str,
    clock: ClockResult,
    chart_of: Callable[..., DumbbellChart | None],
) -> None:
    changed = change(clock).model_copy(update={"levers": tuple(levers)})
    titles = [chart_of(levers_chart, changed, language) for language in ("en", "ko")]
    assert [title.finding if title else None for title in titles] == [english, korean]


def test_only_changes_that_a_reader_would_notice_are_drawn_below_the_clock_as_it_is(
    clock: ClockResult, chart_of: Callable[..., DumbbellChart | None]
) -> None:
    levers = (
        lever(PHONE, NIGHT, said=60),
        lever(NIGHT, said=150),
        lever(NIGHT, "look-twice", said=149),  # hardly more than authority at night alone
        lever("look-twice", said=299, seen=338),
        lever(PHONE, said=298, seen=15),  # seen much sooner, though not said
    )
    chart = chart_of(levers_chart, clock.model_copy(update={"levers": levers}))
    assert chart is not None
    assert [row.title for row in chart.rows] == [
        "as it is",
        "alert phone + authority at night",
        "authority at night",
        "alert phone",
    ]
    assert [row.kind for row in chart.rows] == ["now", "best", "", ""]


def test_a_longer_time_stands_further_to_the_right_and_never_has_no_place(
    clock: ClockResult, chart_of: Callable[..., DumbbellChart | None]
) -> None:
    chart = chart_of(levers_chart, clock.model_copy(update={"levers": (lever(PHONE, said=60, seen=15),)}))
    assert chart is not None
    now, phone = chart.rows
    places = [phone.first, phone.second, now.second]
    assert places == sorted(place for place in places if place is not None)
    assert all(0 <= place <= 100 for place in places if place is not None)
    silent = chart_of(levers_chart, never(clock).model_copy(update={"levers": (lever(PHONE, said=None),)}))
    assert silent is not None
    assert {row.second for row in silent.rows} == {None}
    assert silent.rows[0].figures[0] == "never"


def case(name: str, real: int | None, said: int | None) -> ReplayResult:
    return ReplayResult(
        case=name,
        title={"en": name, "ko": name},
        day="mon",
        time="12:00",
        documented=True,
        seen=0,
        said=said,
        real_seen=None,
        real_seen_text=None,
        real_said=None if real is None else Fraction(real),
        real_said_text=None,
    )


@pytest.mark.parametrize(
    ("cases", "english", "korean"),
    [
        (
            [(10, 60), (20, 60), (90, 60)],
            "2 of 3 cases with a known time spoke before you would have",
            "시각이 남아 있는 사례 3건 가운데 2건에서는 그 조직이 우리보다 먼저 말했습니다",
        ),
        (
            [(10, 60), (70, 60), (60, 60)],
            "1 of 3 cases with a known time spoke before you would have",
            "시각이 남아 있는 사례 3건 가운데 1건에서는 그 조직이 우리보다 먼저 말했습니다",
        ),
        (
            [(10, 60), (20, None)],
            "All 2 cases with a known time spoke before you would have",
            "시각이 남아 있는 사례 2건 모두에서 그 조직이 우리보다 먼저 말했습니다",
        ),
        (
            [(60, 60), (2000, 60), (None, 60)],
            "You would have spoken no later than any of the 2 cases with a known time",
            "시각이 남아 있는 사례 2건 가운데 우리보다 먼저 말한 곳은 없습니다",
        ),
        (
            [(10, 60)],
            "The one case with a known time spoke before you would have",
            "시각이 남아 있는 사례 한 건은 우리보다 먼저 말했습니다",
        ),
        (
            [(60, 10)],
            "You would have spoken no later than the one case with a known time",
            "시각이 남아 있는 사례 한 건보다 우리가 늦지 않습니다",
        ),
    ],
)
def test_the_title_of_the_cases_counts_who_was_faster(
    cases: list[tuple[int | None, int | None]],
    english: str,
    korean: str,
    clock: ClockResult,
    chart_of: Callable[..., DumbbellChart | None],
) -> None:
    replay = tuple(case(f"C{place:02d}", real, said) for place, (real, said) in enumerate(cases))
    charts = [chart_of(cases_chart, clock.model_copy(update={"replay": replay}), language) for language in ("en", "ko")]
    assert [chart.finding if chart else None for chart in charts] == [english, korean]


def test_equal_ratios_of_time_are_equally_far_apart_on_the_scale_of_the_cases(
    clock: ClockResult, chart_of: Callable[..., DumbbellChart | None]
) -> None:
    replay = tuple(case(f"C{place:02d}", real, 1000) for place, real in enumerate((10, 100, 1000)))
    chart = chart_of(cases_chart, clock.model_copy(update={"replay": replay}))
    assert chart is not None
    one, ten, hundred = (row.first or 0 for row in chart.rows)
    assert hundred - ten == pytest.approx(ten - one, abs=0.05)
    assert chart.rows[-1].first == chart.rows[-1].second


def test_cases_without_a_known_time_are_counted_and_stand_in_the_table(
    clock: ClockResult, chart_of: Callable[..., DumbbellChart | None]
) -> None:
    replay = (case("C00", None, 60), case("C01", None, 60), case("C02", 10, 60))
    chart = chart_of(cases_chart, clock.model_copy(update={"replay": replay}))
    assert chart is not None
    assert chart.left_out == "2 more cases have no documented time; they stand in the table."
    assert chart_of(cases_chart, clock.model_copy(update={"replay": replay[:2]})) is None
