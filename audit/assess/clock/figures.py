"""The clock and the load as the result holds them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import cast

from audit.assess.clock.computed import NEVER, Reading, outside_minutes
from audit.assess.clock.curve import curve, looked, speaking
from audit.assess.clock.holiday import holiday
from audit.assess.clock.levers import effect, lever_effects, with_levers
from audit.assess.clock.numbers import OTHERS_RING, Given, Load, after, clock_numbers
from audit.assess.clock.published import hours_published, hours_stand
from audit.assess.clock.schedule import WEEKDAYS, Span, merged, spans_of_week
from audit.assess.clock.walk import Piece, clock, said_at, seen_and_said, seen_at
from audit.model.known import DRAFT, OUT_OF_HOURS, PEOPLE, PROMISED
from audit.model.pack import Case, Pack
from audit.model.result.numbers import (
    ClockResult,
    LoadResult,
    ReplayResult,
)
from audit.model.result.result import ActionResult
from audit.model.values import MINUTES_A_DAY, Week

HALF_LIFE = 80
"""Minutes in which half of a post's views have happened (B13); that the rest decays evenly is our model."""
COMFORTABLE_LOAD = Fraction(85, 100)
SEAT_HOURS = Fraction(40)
LEAVE = Fraction(510, 420)
"""People per seat with leave over people without: 5.10 in one county study, 4.2 by arithmetic (B24)."""
OFFICE_DAYS, OFFICE_OPEN, OFFICE_CLOSE = range(5), 9 * 60, 18 * 60


def clock_result(
    pack: Pack,
    reading: Reading,
    holidays: Iterable[datetime.date],
    date: datetime.date,
    hours: int,
    purpose: object,
) -> ClockResult:
    """Set out the clock.

    Args:
        pack: The pack, for its cases.
        reading: Clock and load of the answers that are shown.
        holidays: The public holidays that the audit folder names.
        date: The day of the audit.
        hours: The shown level of L09, 0-4.
        purpose: What X1 was answered; None where it was not.
    """
    numbers, source, promised = reading.numbers, reading.source, reading.promised_wait
    found = clock(numbers)
    replays = tuple(_replay(case, reading) for case in pack.cases if case.replay is not None)
    documented = [replay for replay in replays if replay.documented]
    prepared = prepared_draft(source)
    levers = lever_effects(numbers, prepared)
    best = with_levers(numbers, prepared, levers[0].levers) if levers else None
    return ClockResult(
        seen=found.seen,
        said=found.said,
        worst=None if reading.worst == NEVER else int(reading.worst),
        on_average=found.on_average,
        at_worst=found.at_worst,
        week=_week(found.pieces),
        watched_minutes=sum(end - begin for begin, end in numbers.watch),
        assumed=numbers.assumed,
        told_by_others=source.values.get(OUT_OF_HOURS) == OTHERS_RING,
        half_life=HALF_LIFE,
        reach_at_mean=_reach(found.said.mean) if found.said else None,
        reach_at_worst=_reach(Fraction(found.said.worst)) if found.said else None,
        replay=replays,
        replay_outside=(sum(1 for replay in documented if _outside_office(replay)), len(documented)),
        levers=levers,
        incident=reading.incident,
        holiday=holiday(source, numbers, holidays, date),
        promised_worst=promised.minutes if promised else None,
        promised_moment=promised.moment if promised else None,
        published=hours_published(reading, hours, purpose),
        stand=hours_stand(reading, hours, purpose),
        curve=curve(found.pieces, numbers.period),
        curve_after=curve(seen_and_said(best)[1], best.period) if best else (),
        looked=looked(numbers),
        speaking=speaking(numbers),
    )


def _week(pieces: Iterable[Piece]) -> tuple[tuple[int | None, ...], ...]:
    """Return the longest wait of a post in each hour of the week."""
    hours: list[int | None] = [None] * (7 * 24)
    for piece in pieces:
        for hour in range(piece.begin // 60, (piece.end - 1) // 60 + 1):
            wait = piece.at if piece.moves else piece.at - max(piece.begin, hour * 60)
            known = hours[hour]
            hours[hour] = wait if known is None else max(known, wait)
    return tuple(tuple(hours[day * 24 : day * 24 + 24]) for day in range(7))


def _reach(minutes: Fraction) -> Fraction:
    return Fraction(1 - math.pow(2, -float(minutes) / HALF_LIFE)).limit_denominator(10**6)


def _replay(case: Case, reading: Reading) -> ReplayResult:
    assert case.replay is not None
    hour, minute = case.replay.time.split(":")
    at = WEEKDAYS.index(case.replay.day) * MINUTES_A_DAY + int(hour) * 60 + int(minute)
    seen, said = seen_at(reading.numbers, at), said_at(reading.numbers, at)
    return ReplayResult(
        case=case.id,
        title=case.title,
        day=case.replay.day,
        time=case.replay.time,
        documented=case.replay.documented,
        seen=None if seen is None else seen - at,
        said=None if said is None else said - at,
        real_seen=case.seen.minutes if case.seen else None,
        real_seen_text=case.seen.text if case.seen else None,
        real_said=case.spoke.minutes if case.spoke else None,
        real_said_text=case.spoke.text if case.spoke else None,
    )


def _outside_office(replay: ReplayResult) -> bool:
    hour, minute = replay.time.split(":")
    return (
        WEEKDAYS.index(replay.day) not in OFFICE_DAYS or not OFFICE_OPEN <= int(hour) * 60 + int(minute) < OFFICE_CLOSE
    )


def prepared_draft(source: Given) -> int:
    """Return the minutes to draft with a prepared line: the agency's own, else the default."""
    parts = cast("Mapping[str, Fraction]", source.values.get(DRAFT, {}))
    if "prepared" in parts:
        return int(parts["prepared"])
    default = next((part.default for part in source.items[DRAFT].parts if part.id == "prepared"), None)
    return int(default) if default is not None else 0


def load_result(source: Given, load: Load, watch: tuple[Span, ...], accounts: int | None) -> LoadResult:
    """Set out the load.

    Args:
        source: The inputs.
        load: The load.
        watch: The merged watch of the week.
        accounts: How many accounts the agency runs; None where it does not say or has none.
    """
    needed, available = load.needed, load.available
    surge_needed = None if needed is None else needed * load.surge
    fits = (
        None if load.ratio is None else min(Fraction(1), COMFORTABLE_LOAD / load.ratio) if load.ratio else Fraction(1)
    )
    left = (load.people - 1) * load.hours if load.people > 1 else Fraction(0)
    promised = source.values.get(PROMISED)
    spans = merged(spans_of_week(cast("Week", promised))) if isinstance(promised, Mapping) else None
    promised_minutes = None if spans is None else sum(end - begin for begin, end in spans)
    return LoadResult(
        needed=needed,
        available=available,
        ratio=load.ratio,
        nobody=load.nobody,
        assumed=load.assumed,
        surge=load.surge,
        surge_assumed=load.surge_assumed,
        surge_needed=surge_needed,
        surge_ratio=None if load.ratio is None else load.ratio * load.surge,
        backlog=None if needed is None else max(Fraction(0), needed - available),
        surge_backlog=None if surge_needed is None else max(Fraction(0), surge_needed - available),
        fits=fits,
        accounts=accounts,
        accounts_fit=None if accounts is None or fits is None else int(accounts * fits),
        one_away_ratio=None if needed is None or not left else needed / left,
        one_away_nobody=not left,
        promised_hours=None if promised_minutes is None else Fraction(promised_minutes, 60),
        watched_hours=Fraction(sum(end - begin for begin, end in watch), 60),
        outside_hours=None if spans is None else Fraction(outside_minutes(spans, watch), 60),
        seat_people=None if promised_minutes is None else Fraction(promised_minutes, 60) / SEAT_HOURS * LEAVE,
        people=None if PEOPLE in load.assumed else load.people,
        people_fit=_people_fit(needed, load),
        surge_people_fit=_people_fit(surge_needed, load),
    )


def _people_fit(needed: Fraction | None, load: Load) -> int | None:
    """Return how many people do so much work in comfort, each with the hours of those who are there."""
    if needed is None or not load.hours or PEOPLE in load.assumed:
        return None
    return math.ceil(needed / (COMFORTABLE_LOAD * load.hours))


def with_clock(
    actions: Sequence[ActionResult], reading: Reading, speaks: tuple[bool, bool], date: datetime.date
) -> tuple[ActionResult, ...]:
    """Add to every action that sets numbers of the clock what the clock says after it; run again, never guessed.

    Args:
        actions: The plan.
        reading: Clock and load of the answers that are shown.
        speaks: Whether E04 and E06 are at 3 or more.
        date: The day of the audit.
    """
    night, prepared = speaks

    def after_it(action: ActionResult) -> ActionResult:
        source = after(reading.source, action.sets, date)
        numbers = clock_numbers(source, prepared=prepared, night=night)
        if numbers == reading.numbers:
            return action
        return action.model_copy(update={"buys": effect((), numbers)})

    return tuple(after_it(action) if action.sets else action for action in actions)
