"""The picture of the week: its lines, its scale, its words, in every size and for every kind of week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from audit.model.result.numbers import Breakpoint
from audit.model.result.result import Result
from audit.report.charts.mirrored import hourly
from audit.report.charts.week import cover_chart, mark_chart, scale_top, second_line, week_chart
from audit.report.editions import cut_down
from audit.report.parts.context import ReportContext
from audit.report.parts.week_line import drawing, line_of, longest, peaks

DAY, HOUR, WEEK = 1440, 60, 10080

Make = Callable[..., ReportContext]
Example = Callable[[str], Result]


def flat(minutes: int | None) -> tuple[Breakpoint, ...]:
    """A week that waits as long at any moment."""
    return (Breakpoint(0, minutes), Breakpoint(WEEK, minutes))


def once(peak: int, foot: int) -> tuple[Breakpoint, ...]:
    """A week whose wait falls from its beginning on, and then stands still."""
    return (Breakpoint(0, peak), Breakpoint(peak - foot, foot), Breakpoint(WEEK, foot))


def changed(result: Result, **changes: Any) -> Result:
    """Return a result with another clock."""
    assert result.clock is not None
    return result.model_copy(update={"clock": result.clock.model_copy(update=changes)})


def test_above_a_day_the_area_is_another_one(example: Example, context: Make) -> None:
    late = week_chart(context(example("haneul-district")))
    assert late is not None
    assert late.now.high
    assert [key.kind for key in late.keys] == ["low", "high", "after"]
    quick = week_chart(context(example("narae-city")))
    assert quick is not None
    assert not quick.now.high
    assert (quick.quick, [key.kind for key in quick.keys]) == ("fair", ["quick", "before"])


def test_every_colour_of_a_band_comes_with_its_shape(example: Example, context: Make) -> None:
    for name in ("haneul-district", "narae-city", "maple-library"):
        view = week_chart(context(example(name)))
        assert view is not None
        assert all(key.shape for key in view.keys if key.kind != "before")


def test_the_worst_moment_is_marked_and_said(example: Example, context: Make) -> None:
    view = week_chart(context(example("haneul-district")))
    assert view is not None
    assert view.worst is not None
    assert (view.worst.when, view.worst.length, view.worst.until) == (
        "just after Friday 09:00",
        "79 h 20 min",
        "until Monday 16:20",
    )
    assert view.worst.x == pytest.approx((4 * DAY + 9 * HOUR) / WEEK * 100, abs=0.01)
    assert view.worst.at_end


def test_where_all_hours_are_alike_no_moment_is_marked(example: Example, context: Make) -> None:
    view = week_chart(context(example("narae-city")))
    assert view is not None
    assert view.worst is not None
    assert (view.worst.when, view.worst.until, view.worst.dot) == ("whatever the hour, at most", "", False)


def test_no_line_runs_through_words(example: Example, context: Make) -> None:
    for size in ("clock", "summary"):
        view = week_chart(context(example("narae-city")), size)
        before = example("narae-city").before
        assert view is not None
        assert view.worst is not None
        assert view.before_worst is not None
        assert before is not None
        assert before.clock is not None
        # The words of this round stand above the line of the round before, where it is low, and not on those of its peak.
        left, right = view.worst.span
        under = [point.wait or 0 for point in before.clock.curve if left <= point.minute / WEEK * 100 <= right]
        assert view.worst.words_y <= view.plot_y + view.plot_height * (1 - max(under) / view.top) < view.worst.y
        assert view.before_worst.words_y < view.worst.words_y or not left < view.before_worst.x < right
    # Where the line of a week stands above a line of the scale at its beginning, the words of the scale are further right.
    high = changed(example("maple-library"), curve=once(2 * DAY, 30), curve_after=())
    view = week_chart(context(high))
    assert view is not None
    day = next(line for line in view.grid if line.is_day)
    assert day.x >= DAY / WEEK * 100
    assert not day.is_tight
    # Nor is one of the scale drawn through the words of the longest wait, which stands just below it.
    library = week_chart(context(example("maple-library")))
    assert library is not None
    assert library.worst is not None
    assert library.worst.words_y < library.worst.y
    assert all(line.y >= library.worst.words_y - 8 for line in library.grid)
    # On a telephone, where no stretch is long enough for them, they are left out.
    tight = week_chart(context(example("haneul-district")))
    assert tight is not None
    assert [line.is_tight for line in tight.grid] == [True, False, False]


def test_where_the_longest_wait_comes_round_no_one_of_its_moments_is_named(example: Example, context: Make) -> None:
    evening = 18 * HOUR
    teeth = [
        point
        for day in range(7)
        for point in (
            Breakpoint(day * DAY, 9 * HOUR),
            Breakpoint(day * DAY + 8 * HOUR, HOUR),
            Breakpoint(day * DAY + evening, HOUR),
            Breakpoint(day * DAY + evening, 15 * HOUR),
            Breakpoint(day * DAY + DAY, 9 * HOUR),
        )
    ]
    view = week_chart(context(changed(example("maple-library"), curve=tuple(dict.fromkeys(teeth)))))
    assert view is not None
    assert view.worst is not None
    assert (view.worst.when, view.worst.length, view.worst.until) == ("7 times a week", "15 h", "")


def test_the_round_before_is_marked_with_its_month(example: Example, context: Make) -> None:
    view = week_chart(context(example("narae-city"), "ko"))
    assert view is not None
    assert view.before_worst is not None
    assert (view.before_worst.when, view.before_worst.length) == ("2026년 6월", "71시간 15분")


@pytest.mark.parametrize(
    ("now", "before", "after", "expected"),
    [
        (flat(65), once(4275, 65), flat(50), "before"),
        (flat(65), flat(70), flat(50), "after"),
        (flat(65), flat(70), flat(60), ""),
        (flat(65), (), flat(60), ""),
        (once(4760, 470), (), flat(100), "after"),
        (flat(None), (), flat(100), "after"),
        (flat(None), (), flat(None), ""),
        (flat(100), flat(None), flat(90), "before"),
        (flat(None), flat(100), flat(90), "before"),
        (flat(30), (), (), ""),
    ],
)
def test_the_second_line_is_the_round_before_where_it_differs_else_the_best_change_where_it_helps(
    now: tuple[Breakpoint, ...], before: tuple[Breakpoint, ...], after: tuple[Breakpoint, ...], expected: str
) -> None:
    assert second_line(now, before, after) == expected


def test_a_quick_week_is_flat_on_a_scale_of_a_day_and_says_so(example: Example, context: Make) -> None:
    assert scale_top(flat(12)) == scale_top(flat(DAY)) > DAY
    assert scale_top(flat(4 * DAY)) > 4 * DAY
    quick = changed(example("maple-library"), curve=flat(12), curve_after=())
    view = week_chart(context(quick))
    assert view is not None
    assert view.reading.endswith("The scale is a whole day, so that a short wait looks as short as it is.")
    slow = week_chart(context(example("haneul-district")))
    assert slow is not None
    assert "scale" not in slow.reading


@pytest.mark.parametrize(
    ("longest_wait", "words"),
    [
        (10 * HOUR, ["12 h", "a day"]),
        (3 * DAY + 60, ["a day", "two days", "three days"]),
        (6 * DAY, ["two days", "four days", "six days", "a day"]),
        (20 * DAY, ["a week", "2 weeks", "3 weeks", "a day"]),
    ],
)
def test_the_lines_of_the_scale_are_days_in_words(
    longest_wait: int, words: list[str], example: Example, context: Make
) -> None:
    view = week_chart(context(changed(example("maple-library"), curve=once(longest_wait, 30), curve_after=())))
    assert view is not None
    assert [line.words for line in view.grid] == words
    assert [line.words for line in view.grid if line.is_day] == ["a day"]


def test_never_is_drawn_as_such(example: Example, context: Make) -> None:
    silent = changed(example("haneul-district"), said=None, curve=flat(None))
    view = week_chart(context(silent))
    assert view is not None
    assert view.never == "There is never a first statement"
    assert view.worst is None
    assert view.now.high == f"M0 0H{WEEK}V{view.top}H0Z"
    assert (view.now.edge, view.second) == ("", "after")


def test_the_lanes_explain_the_falls_but_not_to_the_public(example: Example, context: Make) -> None:
    result = example("haneul-district")
    view = week_chart(context(result))
    assert view is not None
    assert [(lane.title, len(lane.marks)) for lane in view.lanes] == [("Somebody looks", 5), ("Words can go out", 5)]
    public = week_chart(context(cut_down(result, "public")))
    assert public is not None
    assert "your" not in public.label + public.reading
    assert (public.lanes, public.second, public.now) == ((), "", drawing(line_of(result.clock.curve, ()), public.top))  # type: ignore[union-attr]


def test_a_result_of_the_first_release_is_drawn_through_its_hours(
    first_release: Callable[[str], Result], context: Make
) -> None:
    for name in ("haneul-district", "narae-city", "maple-library"):
        result = first_release(name)
        assert result.clock is not None
        assert not result.clock.curve
        view = week_chart(context(result))
        assert view is not None
        assert view.lanes == ()
        waits = [wait for day in result.clock.week for wait in day]
        assert longest(line_of((), result.clock.week)) == max(wait or 0 for wait in waits)
        assert hourly(line_of((), result.clock.week)) == waits


def test_without_a_clock_there_is_no_picture(example: Example, context: Make) -> None:
    none = context(example("maple-library").model_copy(update={"clock": None}))
    assert (week_chart(none), cover_chart(none), mark_chart(none)) == (None, None, None)


def test_the_hours_of_the_line_are_the_168_figures(example: Example) -> None:
    for name in ("haneul-district", "narae-city", "maple-library"):
        clock = example(name).clock
        assert clock is not None
        assert hourly(clock.curve) == [wait for day in clock.week for wait in day]


def test_the_cover_has_a_bar_an_hour_and_the_mark_one_for_three(example: Example, context: Make) -> None:
    for chart, bars in ((cover_chart, 168), (mark_chart, 56)):
        view = chart(context(example("haneul-district")))
        assert view is not None
        assert sum(path.count("M") for path in (view.high, view.low, view.ok)) == bars
        assert view.high
        assert view.ok == ""


def test_the_round_before_hands_its_line_on(example: Example) -> None:
    before = example("narae-city").before
    assert before is not None
    assert before.clock is not None
    assert longest(before.clock.curve) == before.clock.worst


def test_a_peak_that_stands_for_a_while_is_one_moment() -> None:
    assert peaks(flat(30)) == (0,)
    assert peaks(
        (
            Breakpoint(0, 10),
            Breakpoint(100, 10),
            Breakpoint(100, 40),
            Breakpoint(200, 40),
            Breakpoint(200, 10),
            Breakpoint(WEEK, 10),
        )
    ) == (100,)
    assert peaks(once(500, 20)) == (0,)


def test_a_line_with_thousands_of_teeth_is_drawn_at_their_height() -> None:
    teeth = tuple(Breakpoint(minute // 2 + minute % 2, 100 + (minute + 1) % 2) for minute in range(2 * WEEK))
    drawn = drawing(teeth, 1500)
    assert len(drawn.edge) < 200
    assert drawn.edge.startswith(f"M0 {1500 - 101}")


def test_the_areas_meet_at_a_day() -> None:
    drawn = drawing(once(2 * DAY, 60), 3 * DAY)
    assert drawn.low == f"M0 {2 * DAY}H{DAY}L{2 * DAY - 60} {3 * DAY - 60}H{WEEK}V{3 * DAY}H0Z"
    assert drawn.high == f"M0 {DAY}L{DAY} {2 * DAY}H{2 * DAY - 60}H{WEEK}V{2 * DAY}H0Z"


def test_the_words_are_in_the_language_of_the_page(example: Example, context: Make) -> None:
    view = week_chart(context(example("haneul-district"), "ko"), "summary")
    assert view is not None
    assert [line.words for line in view.grid] == ["하루", "이틀", "사흘"]
    assert [day.words for day in view.days] == ["월", "화", "수", "목", "금", "토", "일"]
    assert view.worst is not None
    assert (view.worst.when, view.worst.until) == ("금요일 9시 직후", "월요일 16시 20분까지")
