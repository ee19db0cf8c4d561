"""What one change would buy, by the same clock (RULES 3.7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from audit.assess.clock.levers import changes, effect, lever_effects
from audit.assess.clock.schedule import WEEK, merged
from audit.assess.clock.walk import Approval, ClockNumbers, clock
from audit.language import translator
from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.numbers import LeverResult
from audit.model.result.result import Result
from audit.report.pages.clock import clock_view
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]

DAY = 1440
HOURS = merged([(day * DAY + 540, day * DAY + 1080) for day in range(5)])
LOOKS = ((5 * DAY + 600, 5 * DAY + 610), (6 * DAY + 600, 6 * DAY + 610))
LAYERS = (Approval(120, False),) * 3
OFFICE = ClockNumbers(
    watch=HOURS,
    windows=HOURS,
    every=120,
    alerts_always=False,
    alerts_watched=False,
    pickup=0,
    check=0,
    draft=60,
    approvals=LAYERS,
    office=HOURS,
    publish=10,
    publish_any_hour=True,
)
READY = replace(OFFICE, every=30, alerts_always=True, pickup=15, draft=5, approvals=(Approval(15, True),), publish=5)
SINGLE = {
    "weekend-look",
    "alert-phone",
    "prepared-line",
    "one-approval-fewer",
    "night-authority",
    "reachable-approver",
    "look-twice",
    "login-tried",
}


def by_name(numbers: ClockNumbers, prepared: int = 5) -> dict[frozenset[str], LeverResult]:
    return {frozenset(found.levers): found for found in lever_effects(numbers, prepared)}


def hours(minutes: Fraction | int | None) -> float:
    assert minutes is not None
    return float(round(Fraction(minutes) / 60, 2))


def test_office_can_pull_every_lever_and_ready_hardly_any() -> None:
    assert set(changes(OFFICE, 5)) == SINGLE
    assert set(changes(READY, 5)) == {
        "weekend-look",
        "one-approval-fewer",
        "night-authority",
        "look-twice",
    }


def test_every_change_is_run_through_the_same_clock() -> None:
    found = by_name(OFFICE)
    expected = {
        "weekend-look": replace(OFFICE, watch=merged([*HOURS, *LOOKS]), windows=(*HOURS, *LOOKS)),
        "alert-phone": replace(OFFICE, alerts_always=True, pickup=15),
        "prepared-line": replace(OFFICE, draft=5),
        "one-approval-fewer": replace(OFFICE, approvals=LAYERS[:2]),
        "night-authority": replace(OFFICE, approvals=(), draft=5),
        "reachable-approver": replace(OFFICE, approvals=(Approval(120, True),) * 3),
        "look-twice": replace(OFFICE, every=60),
        "login-tried": replace(OFFICE, publish=5),
    }  # fmt: skip
    for name, numbers in expected.items():
        real, lever = clock(numbers), found[frozenset({name})]
        assert real.seen is not None
        assert real.said is not None
        assert (lever.seen, lever.said, lever.worst) == (real.seen.mean, real.said.mean, real.said.worst)
        assert lever.within_hour == real.said.within["60"]
        assert (lever.seen_worst, lever.seen_within_hour) == (real.seen.worst, real.seen.within["60"])


def test_a_pair_is_both_changes_at_once_and_one_of_which_a_part_adds_nothing_is_left_out() -> None:
    found = by_name(OFFICE)
    pairs = {pair for pair in found if len(pair) == 2}
    # Where no approval is needed, making approvals fewer or faster changes nothing.
    for other in ("one-approval-fewer", "reachable-approver", "prepared-line"):
        assert frozenset({"night-authority", other}) not in pairs
    for pair in pairs:
        assert all(found[pair].model_copy(update={"levers": (name,)}) != found[frozenset({name})] for name in pair)
    both = clock(replace(OFFICE, alerts_always=True, pickup=15, approvals=(), draft=5))
    assert both.said is not None
    lever = found[frozenset({"alert-phone", "night-authority"})]
    assert (lever.said, lever.worst) == (both.said.mean, both.said.worst)


def test_changes_are_ranked_by_first_words_not_by_seeing() -> None:
    found = lever_effects(OFFICE, 5)
    said = [lever.said for lever in found if lever.said is not None]
    assert len(said) == len(found)
    assert said == sorted(said)
    assert [lever.seen for lever in found] != sorted(lever.seen or 0 for lever in found)


def test_the_alert_phone_with_authority_at_night_comes_first_for_office() -> None:
    first, *_ = lever_effects(OFFICE, 5)
    assert set(first.levers) == {"alert-phone", "night-authority"}
    # Seen after a quarter of an hour, five minutes to draft, ten to publish.
    assert first.worst == 30
    assert first.within_hour == 1


def test_detection_alone_hardly_moves_first_words_while_approvals_sleep() -> None:
    now, found = clock(OFFICE), by_name(OFFICE)
    assert now.seen is not None
    assert now.said is not None
    phone = found[frozenset({"alert-phone"})]
    assert hours(now.seen.mean) - hours(phone.seen) > 14
    assert hours(now.said.mean) - hours(phone.said) < 4
    assert phone.within_hour == 0
    night = found[frozenset({"night-authority"})]
    pair = found[frozenset({"alert-phone", "night-authority"})]
    assert (phone.said or 0) > 10 * (pair.said or 0)
    assert (night.said or 0) > 10 * (pair.said or 0)


def test_two_weekend_looks_gain_hours_of_seeing_as_the_facts_print_them() -> None:
    hourly = replace(OFFICE, every=60)
    now, look = clock(hourly), by_name(hourly)[frozenset({"weekend-look"})]
    assert now.seen is not None
    # 14.625 to 6.817 hours until somebody sees it: the facts print 7.8 gained.
    assert (hours(now.seen.mean), hours(look.seen)) == (14.62, 6.82)
    assert round(hours(now.seen.mean) - hours(look.seen), 1) == 7.8
    assert now.said is not None
    assert hours(now.said.mean) - hours(look.said) < 2


def test_no_change_makes_anything_slower() -> None:
    for numbers in (
        OFFICE,
        READY,
        replace(OFFICE, every=None),
        replace(OFFICE, watch=(), alerts_always=True, pickup=600),
    ):
        now = clock(numbers)
        assert now.seen is not None
        assert now.said is not None
        for lever in lever_effects(numbers, 5):
            assert lever.seen is not None
            assert lever.said is not None
            assert lever.worst is not None
            assert (lever.seen <= now.seen.mean, lever.said <= now.said.mean, lever.worst <= now.said.worst) == (
                True,
            ) * 3


@pytest.mark.parametrize(
    ("day", "span", "offered"),
    [
        ("a Friday night that ends on Saturday", (4 * DAY + 1320, 5 * DAY + 360), "weekend-look"),
        ("a Sunday night that ends on Monday", (6 * DAY + 1320, 7 * DAY + 360), "weekend-look"),
        ("Saturday by day", (5 * DAY + 600, 5 * DAY + 720), "sunday-look"),
        ("Sunday by day", (6 * DAY + 600, 6 * DAY + 720), "saturday-look"),
        ("from Friday night to Monday", (4 * DAY + 1320, 7 * DAY + 360), None),
    ],
)
def test_a_weekend_look_is_offered_for_the_days_that_nobody_watches_by_day(
    day: str, span: tuple[int, int], offered: str | None
) -> None:
    numbers = replace(OFFICE, watch=merged([*HOURS, span]))
    assert [name for name in changes(numbers, 5) if name.endswith("-look")] == ([offered] if offered else []), day
    if offered:
        lever = by_name(numbers)[frozenset({offered})]
        now = clock(numbers)
        assert now.seen is not None
        assert lever.seen is not None
        assert lever.seen < now.seen.mean


def test_a_change_that_changes_nothing_is_not_offered() -> None:
    assert "weekend-look" not in changes(replace(OFFICE, watch=((0, WEEK),)), 5)
    assert "prepared-line" not in changes(OFFICE, 60)
    assert "login-tried" not in changes(replace(OFFICE, publish=5), 5)
    assert "look-twice" not in changes(replace(OFFICE, every=1), 5)
    assert "reachable-approver" not in changes(replace(OFFICE, approvals=(Approval(5, True),)), 5)
    assert not {"one-approval-fewer", "night-authority", "reachable-approver"} & set(
        changes(replace(OFFICE, approvals=()), 5)
    )
    assert "night-authority" in changes(replace(OFFICE, approvals=(), publish_any_hour=False), 5)
    # A change that would be possible, but after which the clock says the same, is not printed.
    assert not any(
        "look-twice" in lever.levers for lever in lever_effects(replace(OFFICE, every=540, windows=((0, 1),)), 5)
    )


def test_a_slow_alert_phone_can_be_answered_sooner_and_a_quick_one_stays_quick() -> None:
    slow = replace(OFFICE, alerts_always=True, pickup=60)
    assert by_name(slow)[frozenset({"alert-phone"})] == effect(("alert-phone",), replace(slow, pickup=15))
    quick = replace(OFFICE, alerts_watched=True, pickup=5)
    assert by_name(quick)[frozenset({"alert-phone"})] == effect(("alert-phone",), replace(quick, alerts_always=True))


def test_where_words_never_come_what_brings_them_stands_first_and_never_stands_last() -> None:
    never = replace(OFFICE, office=())
    found = lever_effects(never, 5)
    assert found[0].said is not None
    assert [lever.said is None for lever in found] == sorted(lever.said is None for lever in found)
    assert {"reachable-approver"} in [set(lever.levers) for lever in found if lever.said is not None]
    unseen = by_name(replace(OFFICE, watch=(), windows=(), every=None))
    assert frozenset({"prepared-line"}) not in unseen, "what nobody sees is not said sooner"
    assert unseen[frozenset({"alert-phone"})].said is not None
    assert lever_effects(replace(OFFICE, watch=(), windows=(), every=None, approvals=()), 60)[0].levers != ()


@pytest.fixture(scope="session")
def context_of(pack: Pack, answers_at: Make, assessed: Assess, written: Written) -> Callable[..., ReportContext]:
    """The report of an agency that is half ready but for these numbers, in English."""

    def make(given: Mapping[str, object]) -> ReportContext:
        result = assessed(answers_at(pack, 2, **{"E04": 3, **written(**given)}), pack=pack)
        return ReportContext(result, Locale("en", translator("en")))

    return make


def means(context: ReportContext) -> tuple[str, str]:
    """The time to first words on average: now, and with the best change."""
    clock = context.result.clock
    assert clock is not None
    assert clock.said is not None
    return context.locale.length(clock.said.mean), context.locale.length(clock.levers[0].said)


def test_the_page_says_that_seeing_sooner_is_not_speaking_sooner_in_the_agencys_own_numbers(
    context_of: Callable[..., ReportContext], office: Mapping[str, object]
) -> None:
    context = context_of(office)
    page = clock_view(context)
    assert page.levers_chart is not None
    assert page.levers_chart.finding.startswith("An alert phone alone saves ")
    assert "with authority at night too it saves" in page.levers_chart.finding
    assert all(said in page.levers_chart.detail for said in means(context))
    present, best = page.levers[:2]
    assert (present.change, present.said) == ("as it is", means(context)[0])
    assert (
        best.change
        == "an alert phone (answered in 15 minutes at any hour) + authority at night (prepared statements need no approval)"
    )
    assert (best.worst, best.within_hour) == ("30 min", "100%")
    assert best.seen_more.replace("\u00a0", " ") == "at worst 15 min, 100% within the hour"
    assert "63 h" not in " ".join(row.said for row in page.levers)


def test_another_agency_reads_other_numbers(
    context_of: Callable[..., ReportContext], office: Mapping[str, object]
) -> None:
    context = context_of({**office, "N09": [{"minutes": "10", "out_of_hours": "yes"}]})
    chart = clock_view(context).levers_chart
    assert chart is not None
    assert chart.finding.startswith("The best change")
    assert chart.detail.startswith("What helps most")
    assert means(context)[0] in chart.finding
    assert means(context)[0] in chart.detail
