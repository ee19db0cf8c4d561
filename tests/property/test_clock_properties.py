"""What holds for the clock of any week: more watching slows no minute, and the intervals are what a walk finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from audit.assess.clock.schedule import Span, merged
from audit.assess.clock.walk import (
    Approval,
    ClockNumbers,
    Piece,
    clock,
    longest_to_first_words,
    said_at,
    seen_at,
    stages,
)

DAY = 1440
PERIOD = 2 * DAY
"""Two days are enough for every rule, and a walk through them is quick."""

few = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

begins = st.integers(0, PERIOD - 1)
lengths = st.one_of(st.sampled_from([1, 10, 540, 1440]), st.integers(1, 1440))
windows = st.lists(st.tuples(begins, lengths), max_size=4)
layers = st.lists(
    st.builds(Approval, st.one_of(st.sampled_from([0, 1]), st.integers(0, 2880)), st.booleans()), max_size=3
)


def spans(raw: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return merged([(begin, begin + length) for begin, length in raw], PERIOD)


@st.composite
def schedules(draw: st.DrawFn) -> ClockNumbers:
    office = spans(draw(st.lists(st.tuples(begins, lengths), min_size=1, max_size=3)))
    typed = tuple((begin, begin + length) for begin, length in draw(windows))
    return ClockNumbers(
        watch=merged(typed, PERIOD),
        windows=typed,
        every=draw(st.one_of(st.none(), st.sampled_from([1, 60, 1440]), st.integers(1, 1440))),
        alerts_always=draw(st.booleans()),
        alerts_watched=draw(st.booleans()),
        pickup=draw(st.integers(1, 720)),
        check=draw(st.integers(0, 200)),
        draft=draw(st.integers(0, 200)),
        approvals=tuple(draw(layers)),
        office=office,
        publish=draw(st.integers(0, 60)),
        publish_any_hour=draw(st.booleans()),
        period=PERIOD,
    )


def ends(pieces: Sequence[Piece]) -> list[float]:
    """Return when each arrival in the middle of a minute is done."""
    found: list[float] = []
    for piece in pieces:
        length = piece.end - piece.begin
        if piece.moves:
            first = piece.begin + piece.at + 0.5
            found += [first + step for step in range(length)]
        else:
            found += [piece.at] * length
    return found


def slows_nothing(before: ClockNumbers, after: ClockNumbers) -> None:
    """Check every minute, in its middle and at its beginning; what is never seen or said before may be anything after."""
    one, other = stages(before), stages(after)
    if one:
        assert other
        assert not [True for old, new in zip(ends(one[0]), ends(other[0]), strict=True) if new > old]
    if len(one) > 1:
        assert len(other) > 1
        assert not [True for old, new in zip(ends(one[-1]), ends(other[-1]), strict=True) if new > old]
    edges = {edge % PERIOD for span in (*before.watch, *after.watch, *before.office) for edge in span}
    for minute in sorted({(edge + step) % PERIOD for edge in edges for step in (-1, 0, 1)}):
        for exactly in (seen_at, said_at):
            old, new = exactly(before, minute), exactly(after, minute)
            assert old is None or (new is not None and new <= old)


@few
@given(schedule=schedules(), begin=begins, length=lengths)
def test_one_more_window_slows_no_minute(schedule: ClockNumbers, begin: int, length: int) -> None:
    typed = (*schedule.windows, (begin, begin + length))
    slows_nothing(schedule, replace(schedule, watch=merged(typed, PERIOD), windows=typed))


@few
@given(schedule=schedules())
def test_somebody_who_may_publish_at_any_hour_slows_no_minute(schedule: ClockNumbers) -> None:
    slows_nothing(replace(schedule, publish_any_hour=False), replace(schedule, publish_any_hour=True))


@few
@given(schedule=schedules(), always=st.booleans())
def test_an_alert_slows_no_minute(schedule: ClockNumbers, always: bool) -> None:
    quiet = replace(schedule, alerts_always=False, alerts_watched=False)
    slows_nothing(quiet, replace(quiet, alerts_always=always, alerts_watched=not always))
    slows_nothing(replace(quiet, alerts_watched=True), replace(quiet, alerts_always=True))


@few
@given(schedule=schedules(), place=st.integers(0, 2), minutes=st.integers(0, 2880))
def test_a_shorter_approval_slows_no_minute(schedule: ClockNumbers, place: int, minutes: int) -> None:
    assume(place < len(schedule.approvals))
    approvals = list(schedule.approvals)
    approvals[place] = replace(approvals[place], minutes=min(minutes, approvals[place].minutes))
    slows_nothing(schedule, replace(schedule, approvals=tuple(approvals)))


@few
@given(schedule=schedules(), place=st.integers(0, 2))
def test_an_approval_fewer_or_a_reachable_one_slows_no_minute(schedule: ClockNumbers, place: int) -> None:
    assume(place < len(schedule.approvals))
    fewer = schedule.approvals[:place] + schedule.approvals[place + 1 :]
    slows_nothing(schedule, replace(schedule, approvals=fewer))
    reachable = tuple(replace(layer, out_of_hours=True) for layer in schedule.approvals)
    slows_nothing(schedule, replace(schedule, approvals=reachable))


def marked(spans: Sequence[Span]) -> list[bool]:
    """Return for every minute whether it lies in a window."""
    minutes = [False] * PERIOD
    for begin, end in spans:
        for minute in range(begin, end):
            minutes[minute % PERIOD] = True
    return minutes


def looks_of(numbers: ClockNumbers) -> list[bool]:
    """Return for every minute whether somebody looks then, by walking through each window from opening to closing."""
    look = [False] * PERIOD
    for begin, end in numbers.windows:
        for minute in range(begin, end + 1):
            inside = bool(numbers.every) and (minute - begin) % (numbers.every or 1) == 0
            if minute in (begin, end) or inside:
                look[minute % PERIOD] = True
    return look


def walked(arrival: int, numbers: ClockNumbers, look: list[bool], watched: list[bool], reachable: list[bool]) -> int:
    """Walk from an arrival to the first own words, half a minute at a time; both in half minutes."""
    at = arrival
    rings = numbers.alerts_always or (numbers.alerts_watched and watched[arrival // 2 % PERIOD])
    while not ((at % 2 == 0 and look[at // 2 % PERIOD]) or (rings and at == arrival + 2 * numbers.pickup)):
        at += 1
    at += 2 * (numbers.check + numbers.draft)
    for layer in (*numbers.approvals, Approval(numbers.publish, numbers.publish_any_hour)):
        if layer.out_of_hours:
            at += 2 * layer.minutes
            continue
        while not reachable[at // 2 % PERIOD]:
            at += 1
        left = 2 * layer.minutes
        while left:
            left -= reachable[at // 2 % PERIOD]
            at += 1
    return at


@pytest.mark.thorough
@settings(few, max_examples=30)
@given(schedule=schedules(), minutes=st.lists(begins, min_size=2, max_size=2), shorter=st.integers(0, 200))
def test_the_intervals_are_what_a_walk_finds(schedule: ClockNumbers, minutes: list[int], shorter: int) -> None:
    brief = tuple(replace(layer, minutes=min(layer.minutes, shorter)) for layer in schedule.approvals)
    numbers = replace(schedule, approvals=brief)
    assume(sum(end - begin for begin, end in numbers.office) >= 200)
    found = clock(numbers)
    if found.said is None:
        assert not numbers.watch
        assert not numbers.alerts_always
        assert longest_to_first_words(numbers) is None
        return
    look, watched, reachable = looks_of(numbers), marked(numbers.watch), marked(numbers.office)
    for minute in (*minutes, found.said.worst_moment):
        piece = next(piece for piece in found.pieces if piece.begin <= minute < piece.end)
        between = 2 * minute + 1
        done = walked(between, numbers, look, watched, reachable)
        assert 2 * piece.done(minute + 0.5) == done
        assert done - between <= 2 * found.said.worst
        exactly = said_at(numbers, minute)
        assert exactly is not None
        assert 2 * exactly == walked(2 * minute, numbers, look, watched, reachable)
    assert longest_to_first_words(numbers) == found.said.worst
    assert found.on_average is not None
    assert found.on_average.total == found.said.mean
