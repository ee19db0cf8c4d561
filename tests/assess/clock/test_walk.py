"""The response clock: the golden tables of the facts, and a slow walk through the week as its judge (RULES 3)."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from audit.assess.clock.schedule import WEEK, Span, merged
from audit.assess.clock.walk import (
    SHARES_WITHIN,
    Approval,
    Clock,
    ClockNumbers,
    clock,
    longest_to_first_words,
    said_at,
    seen_at,
)
from audit.model.answers import Answer, Answers
from audit.model.result.numbers import ClockResult, TimesResult
from audit.model.result.result import Result

pytestmark = pytest.mark.sampled

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]

DAY = 24 * 60
SAT, SUN = 5 * DAY, 6 * DAY


def values(*found: object) -> tuple[object, ...]:
    """Hold exact numbers against whole ones."""
    return found


def hours(day: int, begin: int, end: int) -> Span:
    """Return a window of whole hours on day 0 (Monday) to 6."""
    return (day * DAY + begin * 60, day * DAY + end * 60)


OFFICE = [hours(day, 9, 18) for day in range(5)]
ALWAYS = [(0, WEEK)]


def numbers(watch: Sequence[Span], every: int | None = None, **others: Any) -> ClockNumbers:
    """Return a clock's numbers; what is not named takes no time."""
    given: dict[str, Any] = {
        "alerts_always": False,
        "alerts_watched": False,
        "pickup": 0,
        "check": 0,
        "draft": 0,
        "approvals": (),
        "office": (),
        "publish": 0,
        "publish_any_hour": True,
        **others,
    }
    given["office"] = merged(given["office"])
    return ClockNumbers(watch=merged(watch), windows=tuple(watch), every=every, **given)


def in_hours(minutes: Fraction | int) -> str:
    """Write minutes as hours with two digits, halves away from zero: as facts 5.6 prints them."""
    hundredths = int(Fraction(minutes) / 60 * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def told(found: Clock) -> tuple[TimesResult, TimesResult]:
    """Return seen and said of a clock that has both."""
    assert found.seen is not None
    assert found.said is not None
    return found.seen, found.said


# -- golden: facts 5.6 ----------------------------------------------------------------------------------------------

WATCHES = [
    ("Monday to Friday 09-18, a look every 3 h", numbers(OFFICE, 180), "14.89", "63.00"),
    ("the same, every hour", numbers(OFFICE, 60), "14.63", "63.00"),
    (
        "and one look of ten minutes at 10:00 on Saturday and Sunday",
        numbers([*OFFICE, (SAT + 600, SAT + 610), (SUN + 600, SUN + 610)], 60),
        "6.82",
        "23.83",
    ),
    ("and Saturday, Sunday 10-12", numbers([*OFFICE, hours(5, 10, 12), hours(6, 10, 12)], 60), "6.34", "22.00"),
    ("every day 08-22, every hour", numbers([hours(day, 8, 22) for day in range(7)], 60), "2.38", "10.00"),
    ("around the clock, every hour", numbers(ALWAYS, 60), "0.50", "1.00"),
    ("office and on call, 15 min", numbers(OFFICE, 60, alerts_always=True, pickup=15), "0.24", "0.25"),
    ("office and on call, 30 min", numbers(OFFICE, 60, alerts_always=True, pickup=30), "0.46", "0.50"),
]


@pytest.mark.parametrize(("name", "given", "mean", "worst"), WATCHES, ids=[name for name, *_ in WATCHES])
def test_the_watches_of_the_facts_are_seen_after_the_printed_times(
    name: str, given: ClockNumbers, mean: str, worst: str
) -> None:
    seen, _ = told(clock(given))
    assert (in_hours(seen.mean), in_hours(seen.worst)) == (mean, worst)


def test_the_means_are_exact_fractions() -> None:
    assert told(clock(numbers(OFFICE, 60)))[0].mean == Fraction(14625, 1000) * 60
    assert told(clock(numbers(OFFICE, 180)))[0].mean == Fraction(45 * 3 + 4 * 15**2 + 63**2, 2 * 168) * 60


REPLAY = [
    # case, OFFICE seen / said, READY seen / said
    ("C01", "fri", "21:00", "60.00 / 67.17", "0.25 / 0.67"),
    ("C03", "sat", "08:07", "48.88 / 56.05", "0.25 / 0.67"),
    ("C13", "sun", "17:50", "15.17 / 22.33", "0.25 / 0.67"),
    ("C05", "mon", "12:00", "1.00 / 23.17", "0.00 / 0.42"),
    ("C14", "tue", "13:07", "1.88 / 24.05", "0.25 / 0.67"),
    ("C08", "tue", "18:53", "14.12 / 21.28", "0.25 / 0.67"),
    ("C04", "wed", "06:41", "2.32 / 9.48", "0.25 / 0.67"),
    ("C09", "thu", "23:00", "10.00 / 17.17", "0.25 / 0.67"),
]


@pytest.mark.parametrize(("case", "weekday", "time", "at_office", "at_ready"), REPLAY, ids=[row[0] for row in REPLAY])
def test_the_real_cases_fall_on_the_agencys_own_week(
    clock_of: Callable[..., ClockResult],
    office: Mapping[str, object],
    ready: Mapping[str, object],
    case: str,
    weekday: str,
    time: str,
    at_office: str,
    at_ready: str,
) -> None:
    for given, expected in ((office, at_office), (ready, at_ready)):
        # Where every approval is closed, nobody may speak at any hour either; it makes no difference here.
        found = next(replay for replay in clock_of(given, E04=3).replay if replay.case == case)
        assert (found.day, found.time) == (weekday, time)
        assert found.seen is not None
        assert found.said is not None
        assert f"{in_hours(found.seen)} / {in_hours(found.said)}" == expected


def test_what_is_not_documented_is_a_stand_in_and_left_out_of_the_count(
    clock_of: Callable[..., ClockResult], office: Mapping[str, object]
) -> None:
    found = clock_of(office)
    assert {replay.case for replay in found.replay if not replay.documented} == {"C01", "C02", "C14"}
    assert len(found.replay) == 12
    # Of the nine with a documented hour only Monday 12:00 and 12:29 lie inside office hours.
    assert found.replay_outside == (7, 9)


def test_the_worst_moment_is_just_after_the_last_look_of_the_week(
    clock_of: Callable[..., ClockResult], office: Mapping[str, object]
) -> None:
    found = clock_of(office)
    assert found.seen is not None
    assert (found.seen.worst, found.seen.worst_moment, found.seen.just_after) == (63 * 60, 4 * DAY + 18 * 60, True)
    # Just after Friday 09:00: seen at 11:00, drafted at 12:00, approved at 18:00; publishing waits until Monday 09:10.
    assert found.said is not None
    assert (found.said.worst, found.said.worst_moment, found.said.just_after) == (72 * 60 + 10, 4 * DAY + 540, True)


def test_the_map_of_the_week_holds_the_longest_wait_of_every_hour(
    clock_of: Callable[..., ClockResult], office: Mapping[str, object]
) -> None:
    week = clock_of(office).week
    assert [len(day) for day in week] == [24] * 7
    given = numbers(
        OFFICE, 120, draft=60, approvals=(Approval(120, False),) * 3, office=OFFICE, publish=10, publish_any_hour=False
    )  # OFFICE once more
    for hour in range(0, 7 * 24, 5):
        longest = week[hour // 24][hour % 24]
        waits = [said - at for at in range(hour * 60, hour * 60 + 60) if (said := said_at(given, at)) is not None]
        # Just after a minute nobody waits longer than the next minute's post and one minute more.
        following = [said - at for at in range(hour * 60 + 1, hour * 60 + 61) if (said := said_at(given, at))]
        assert longest == max(max(waits), max(following) + 1)
    assert max(minutes or 0 for day in week for minutes in day) == week[4][9] == 72 * 60 + 10


def test_the_reach_spent_is_the_half_life_model(
    clock_of: Callable[..., ClockResult], ready: Mapping[str, object]
) -> None:
    found = clock_of(ready, E04=3)
    assert found.half_life == 80
    assert found.said is not None
    assert found.said.worst == 40
    assert found.reach_at_worst is not None
    assert round(float(found.reach_at_worst), 4) == round(1 - 2**-0.5, 4)
    quarter = clock_of({**ready, "N10": "0", "N09": [], "N07": {"plain": "0", "prepared": "0"}}, E04=3)
    assert quarter.reach_at_worst is not None
    assert round(float(quarter.reach_at_worst), 2) == 0.12


# -- the closed form of facts 5.6 -----------------------------------------------------------------------------------


def _gaps(spans: Sequence[Span]) -> list[int]:
    return [after - end for (_, end), (after, _) in zip(spans, [*spans[1:], (spans[0][0] + WEEK, 0)], strict=True)]


@pytest.mark.parametrize("seed", range(20))
def test_intervals_give_the_closed_form_of_the_facts(seed: int) -> None:
    choose = random.Random(seed)
    interval = choose.choice([20, 30, 60, 90])
    spans, at = [], choose.randrange(0, 900)
    while at + 8 * interval + 300 < WEEK:
        length = interval * choose.randint(1, 8)
        spans.append((at, at + length))
        at += length + choose.randint(130, 2500)
    watched, gaps = sum(end - begin for begin, end in spans), _gaps(spans)
    seen, _ = told(clock(numbers(spans, interval)))
    assert seen.mean == Fraction(watched * interval + sum(gap**2 for gap in gaps), 2 * WEEK)
    assert seen.worst == max(*gaps, interval)
    pickup = choose.randint(1, interval)
    rings, _ = told(clock(numbers(spans, interval, alerts_always=True, pickup=pickup)))
    inside = watched * (pickup - Fraction(pickup**2, 2 * interval))
    assert rings.mean == (inside + sum(pickup * gap - Fraction(pickup**2, 2) for gap in gaps)) / WEEK
    assert rings.worst == pickup


# -- the judge: a walk through every minute of the week ---------------------------------------------------------------

QUARTERS = 4
"""The walk goes in quarters of a minute: values just after a look matter."""


class Walk:
    """Goes through the week step by step, from the words of RULES 3 alone."""

    def __init__(self, watch: Sequence[Span], office: Sequence[Span], given: ClockNumbers) -> None:
        self.given = given
        self.watched = self._marked(watch)
        self.look = self._looks()
        self.next_look = self._next()
        flags = self._marked(office)
        self.worked = [0]
        for minute in range(WEEK):
            for _ in range(QUARTERS):
                self.worked.append(self.worked[-1] + flags[minute])

    def _marked(self, spans: Sequence[Span]) -> list[bool]:
        marked = [False] * WEEK
        for begin, end in spans:
            for minute in range(begin, end):
                marked[minute % WEEK] = True
        return marked

    def _looks(self) -> list[bool]:
        """Mark the opening and the closing of every window as typed, and the minutes between that the interval gives."""
        look = [False] * WEEK
        for begin, end in self.given.windows:
            for minute in range(begin, end + 1):
                every = self.given.every
                if minute in (begin, end) or (every and (minute - begin) % every == 0):
                    look[minute % WEEK] = True
        return look

    def _next(self) -> list[int | None]:
        """The minutes from each minute to the next look."""
        following: list[int | None] = [None] * WEEK
        wait: int | None = None
        for minute in range(2 * WEEK - 1, -1, -1):
            wait = 0 if self.look[minute % WEEK] else None if wait is None else wait + 1
            following[minute % WEEK] = wait
        return following

    def seen(self, arrival: int) -> int | None:
        """Return the quarter at which an arrival at a quarter is seen."""
        minute, rest = divmod(arrival, QUARTERS)
        upper = minute + bool(rest)
        wait = self.next_look[upper % WEEK]
        found = [] if wait is None else [(upper + wait) * QUARTERS]
        if self.given.alerts_always or (self.given.alerts_watched and self.watched[minute % WEEK]):
            found.append(arrival + self.given.pickup * QUARTERS)
        return min(found, default=None)

    def said(self, arrival: int) -> int | None:
        """Return the quarter of the first own words."""
        done = self.seen(arrival)
        if done is None:
            return None
        done += (self.given.check + self.given.draft) * QUARTERS
        for approval in (*self.given.approvals, Approval(self.given.publish, self.given.publish_any_hour)):
            if approval.out_of_hours:
                done += approval.minutes * QUARTERS
            elif not self.worked[-1]:
                return None
            else:
                done = self._approved(done, approval.minutes * QUARTERS)
        return done

    def _approved(self, start: int, work: int) -> int:
        whole, total = WEEK * QUARTERS, self.worked[-1]
        weeks, place = divmod(start, whole)
        # A layer of no minutes still needs a moment inside: the first quarter that is office time.
        wanted = self.worked[place] + (work or 1)
        rounds = (wanted - 1) // total
        end = (weeks + rounds) * whole + bisect_left(self.worked, wanted - rounds * total)
        return end if work else end - 1


class Waits:
    """The waits of a whole week as the walk finds them, in quarters: two points in every minute; between them they run straight."""

    def __init__(self, done: Callable[[int], int | None]) -> None:
        self.early, self.late = [], []
        for first in range(1, WEEK * QUARTERS, QUARTERS):
            early, late = done(first), done(first + 2)
            assert early is not None
            assert late is not None
            self.early.append(early - first)
            self.late.append(late - first - 2)
        self.just_after = [early + (early - late) // 2 for early, late in zip(self.early, self.late, strict=True)]

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.early) + sum(self.late), 2 * WEEK * QUARTERS)

    def within(self, minutes: int) -> Fraction:
        return Fraction(sum(wait <= minutes * QUARTERS for wait in self.just_after), WEEK)

    def quantile(self, share: Fraction) -> Fraction:
        return Fraction(sorted(self.early)[int(share * WEEK) - 1], QUARTERS)


def _random_spans(choose: random.Random) -> list[Span]:
    spans = []
    for day in range(7):
        for _ in range(choose.choice([0, 1, 1, 2]) if day < 5 else choose.choice([0, 0, 1])):
            begin = day * DAY + choose.randrange(0, DAY, choose.choice([1, 30]))
            spans.append((begin, begin + choose.choice([1, 10, choose.randint(2, 300), choose.randint(300, DAY)])))
    return spans or [hours(choose.randrange(7), 9, 18)]


def _random_numbers(choose: random.Random) -> tuple[list[Span], list[Span], ClockNumbers]:
    watch = choose.choice([_random_spans(choose), _random_spans(choose), ALWAYS, []])
    office = choose.choice([_random_spans(choose), _random_spans(choose), OFFICE, ALWAYS])
    alerts = choose.random() < 0.4 or not watch
    layers = tuple(
        Approval(choose.choice([0, 0, 1, 15, 120, choose.randint(0, 2880)]), choose.random() < 0.3)
        for _ in range(choose.choice([0, 1, 2, 3]))
    )
    given = numbers(
        watch,
        choose.choice([None, 1, 7, 60, 120, 1440]),
        alerts_always=alerts,
        alerts_watched=choose.random() < 0.3,
        pickup=choose.choice([1, 15, 30, 720]),
        check=choose.choice([0, 30]),
        draft=choose.choice([0, 5, 60, 601]),
        approvals=layers,
        office=office,
        publish=choose.choice([0, 10]),
    )
    return watch, office, given


def _agrees(found: TimesResult, waits: Waits) -> None:
    assert found.mean == waits.mean
    assert found.worst * QUARTERS == max(waits.just_after) == waits.just_after[found.worst_moment]
    assert found.within == {str(minutes): waits.within(minutes) for minutes in SHARES_WITHIN}
    assert abs(found.median - waits.quantile(Fraction(1, 2))) <= 1
    assert abs(found.p90 - waits.quantile(Fraction(9, 10))) <= 1


@pytest.mark.parametrize("seed", range(10))
def test_intervals_agree_with_a_walk_through_the_week(seed: int) -> None:
    watch, office, given = _random_numbers(random.Random(seed))
    walk = Walk(watch, office, given)
    found = clock(given)
    seen, said = told(found)
    _agrees(seen, Waits(walk.seen))
    _agrees(said, Waits(walk.said))
    assert longest_to_first_words(given) == said.worst
    for minute in random.Random(seed).sample(range(WEEK), 25):
        assert seen_at(given, minute) == Fraction(walk.seen(minute * QUARTERS) or 0, QUARTERS)
        assert said_at(given, minute) == Fraction(walk.said(minute * QUARTERS) or 0, QUARTERS)
    reached = Fraction(walk.said(said.worst_moment * QUARTERS) or 0, QUARTERS) - said.worst_moment
    assert said.just_after is (reached != said.worst)


@pytest.mark.parametrize("seed", range(24))
def test_the_parts_add_up_to_the_whole_on_average_and_at_worst(seed: int) -> None:
    _, _, given = _random_numbers(random.Random(seed))
    found = clock(given)
    _, said = told(found)
    assert found.on_average is not None
    assert found.at_worst is not None
    assert found.on_average.total == said.mean
    assert found.at_worst.total == said.worst
    for parts in (found.on_average, found.at_worst):
        assert parts.approvals == tuple(approval.minutes for approval in given.approvals)
        assert min(parts.look, parts.office) >= 0


# -- single rules ---------------------------------------------------------------------------------------------------


def test_an_arrival_at_the_instant_of_a_look_waits_nothing_and_just_after_it_waits_for_the_next() -> None:
    given = numbers(OFFICE, 60)
    for minute in (540, 600, 1080):
        assert seen_at(given, minute) == minute
    assert seen_at(given, 541) == 600
    assert seen_at(given, 1081) == DAY + 540
    assert seen_at(given, 4 * DAY + 1081) == WEEK + 540


def test_an_interval_longer_than_the_window_looks_at_opening_and_closing() -> None:
    given = numbers([hours(0, 9, 12)], 1440)
    assert [seen_at(given, minute) for minute in (540, 541, 720, 721)] == [540, 720, 720, WEEK + 540]
    assert told(clock(given))[0] == told(clock(numbers([hours(0, 9, 12)])))[0]


def test_a_window_across_midnight_is_one_watch() -> None:
    given = numbers([hours(0, 22, 30)], 90)
    assert seen_at(given, 23 * 60 + 31) == 22 * 60 + 180
    assert told(clock(given))[0].worst == WEEK - 8 * 60


def test_every_window_is_looked_at_as_it_was_typed_when_it_opens_and_when_it_closes() -> None:
    assert seen_at(numbers([hours(0, 9, 18)], 100), 700) == 740
    assert seen_at(numbers([hours(0, 9, 12), hours(0, 12, 18)], 100), 700) == 720
    # The second window looks at 12:00, 13:40; the first at 12:20 and when it closes.
    assert [seen_at(numbers([hours(0, 9, 13), hours(0, 12, 18)], 100), at) for at in (701, 721, 741)] == [720, 740, 780]


def test_a_watch_typed_day_by_day_looks_at_least_at_every_midnight() -> None:
    week = numbers([hours(day, 0, 24) for day in range(7)], 1000)
    assert [seen_at(week, at) for at in (DAY + 1, DAY + 1001)] == [DAY + 1000, 2 * DAY]


def test_publishing_waits_for_hours_in_which_words_can_go_out_unless_somebody_may_publish_at_any_hour() -> None:
    def said(any_hour: bool, arrival: int, publish: int = 10) -> int | None:
        given = numbers(ALWAYS, 1, office=OFFICE, publish=publish, publish_any_hour=any_hour)
        return said_at(given, arrival)

    assert said(True, SAT) == SAT + 10
    assert said(False, SAT) == WEEK + 9 * 60 + 10
    # What the closing interrupts goes on at the next opening.
    assert said(False, 4 * DAY + 18 * 60 - 4) == WEEK + 9 * 60 + 6
    assert said(False, SAT, 0) == WEEK + 9 * 60, "also what takes no time begins inside"
    nothing = numbers(ALWAYS, 1, publish=10, publish_any_hour=False)
    assert (said_at(nothing, 5), clock(nothing).said, longest_to_first_words(nothing)) == (None, None, None)


def test_a_watch_around_the_clock_looks_from_monday_0000() -> None:
    given = numbers(ALWAYS, 1000)
    assert [seen_at(given, minute) for minute in (0, 1, 1000, 9001, 10001)] == [0, 1000, 1000, 10000, WEEK]


def test_alerts_at_all_hours_ring_inside_and_outside_the_watch_and_a_look_may_come_first() -> None:
    given = numbers(OFFICE, 60, alerts_always=True, pickup=15)
    assert [seen_at(given, minute) for minute in (541, 590, SAT)] == [556, 600, SAT + 15]


def test_alerts_in_watched_hours_ring_there_only_and_the_window_is_half_open() -> None:
    given = numbers(OFFICE, None, alerts_watched=True, pickup=15)
    assert [seen_at(given, minute) for minute in (541, 1070, 1081)] == [556, 1080, DAY + 540]
    nothing = numbers([hours(0, 9, 18)], None, alerts_watched=True, pickup=15)
    assert seen_at(nothing, 539) == 540
    assert seen_at(nothing, 1081) == WEEK + 540


def test_without_a_look_and_without_an_alert_it_is_never_seen() -> None:
    for given in (numbers([]), numbers([], 60), numbers([], None, alerts_watched=True, pickup=5)):
        assert (clock(given).seen, clock(given).said, seen_at(given, 5), said_at(given, 5)) == (None,) * 4
        assert longest_to_first_words(given) is None


def test_alerts_alone_are_a_watch() -> None:
    seen, said = told(clock(numbers([], alerts_always=True, pickup=20, publish=5)))
    assert values(seen.mean, seen.worst, seen.just_after, said.worst) == (20, 20, False, 25)


def test_an_unreachable_approver_without_office_hours_is_never_reached_though_the_post_is_seen() -> None:
    given = numbers(OFFICE, 60, approvals=(Approval(0, False),))
    found = clock(given)
    assert found.seen is not None
    assert (found.said, found.on_average, found.at_worst, found.pieces) == (None, None, None, ())
    assert (said_at(given, 540), longest_to_first_words(given)) == (None, None)
    reachable = numbers(OFFICE, 60, approvals=(Approval(0, True),))
    assert said_at(reachable, 540) == 540


def test_checking_drafting_and_publishing_run_on_at_any_hour() -> None:
    given = numbers(OFFICE, 60, check=300, draft=400, publish=90)
    assert said_at(given, 1080) == 1080 + 790


def test_layers_come_one_after_the_other_each_in_its_own_hours() -> None:
    layers = (Approval(60, False), Approval(30, True), Approval(60, False))
    given = numbers(OFFICE, 60, approvals=layers, office=OFFICE)
    # Seen at 16:00: one until 17:00, one until 17:30, half of the third until 18:00, the rest the next morning.
    assert said_at(given, 960) == DAY + 540 + 30
    # Seen at 18:00: the first begins the next morning.
    assert said_at(given, 1080) == DAY + 540 + 150


def test_a_layer_of_no_minutes_still_needs_somebody_there() -> None:
    given = numbers(ALWAYS, 1, approvals=(Approval(0, False),), office=OFFICE)
    assert [said_at(given, minute) for minute in (600, 1079, 1080, SAT)] == [600, 1079, DAY + 540, WEEK + 540]


def test_layers_may_take_weeks() -> None:
    given = numbers(ALWAYS, 60, approvals=(Approval(2880, False),) * 9, office=[hours(2, 10, 12)])
    # 9 x 48 hours at 2 hours a week: 216 weeks.
    assert said_at(given, 2 * DAY + 600) == 215 * WEEK + 2 * DAY + 720
    assert said_at(given, 2 * DAY + 720) == 216 * WEEK + 2 * DAY + 720
    # Seen at 11:00, an hour is left that day: half of the last week's two hours are not needed.
    assert said_at(given, 2 * DAY + 601) == 216 * WEEK + 2 * DAY + 660
    said = told(clock(given))[1]
    assert (said.worst, said.worst_moment, said.just_after) == (216 * WEEK + 60, 2 * DAY + 600, True)


def test_percentiles_of_one_value_are_that_value() -> None:
    _, said = told(clock(numbers([], alerts_always=True, pickup=20)))
    assert values(said.median, said.p90, tuple(said.within.values())) == (20, 20, (0, 1, 1, 1))


def test_percentiles_of_an_even_spread_are_exact() -> None:
    seen, _ = told(clock(numbers(ALWAYS, 60)))
    assert values(seen.median, seen.p90) == (30, 54)
    assert values(*seen.within.values()) == (Fraction(1, 4), 1, 1, 1)
