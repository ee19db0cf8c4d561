"""Levels that come from numbers and never from a self-score (RULES 2): M03, M04, M11, T03, E01, E03."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import cast

from audit.assess.calendar import later
from audit.assess.clock import schedule
from audit.assess.clock.numbers import (
    ALERTS,
    OTHERS_RING,
    SPEAKS_ALONE,
    Given,
    Load,
    clock_numbers,
    day,
    load,
    moments,
    pickup_minutes,
    recent,
)
from audit.assess.clock.promised import Promised, PromisedWait, promised_spans
from audit.assess.clock.schedule import WEEK, covers_all, looks
from audit.assess.clock.walk import ONE_DAY, TWO_HOURS, ClockNumbers, longest_to_first_words, said_at, seen_and_said
from audit.assess.verdict.levels import Levels
from audit.model import known
from audit.model.condition import Value
from audit.model.known import (
    ALERT_TEST,
    APPROVAL_LAYERS,
    APPROVALS,
    FIRST_WORDS,
    HANDLING,
    HOURS_WATCHED,
    HOW_OFTEN,
    INCIDENT,
    KEY_HOLDERS,
    LOAD_INPUTS,
    LOOK_EVERY,
    NIGHT_VOICE,
    OUT_OF_HOURS,
    OUT_OF_HOURS_WATCH,
    PEOPLE,
    PEOPLE_AGAINST_VOLUME,
    PREPARED_LINES,
    TARGET,
    VOLUME,
    VOLUME_MEASURED,
    WATCH_WEEKDAYS,
    WATCH_WEEKEND,
)
from audit.model.pack import TOP_LEVEL, Question, Span
from audit.model.result.numbers import IncidentResult
from audit.model.values import Layer
from audit.model.values import Value as InputValue

ALERT_REACHES = 60
"""An alert counts as reaching a person within this many minutes (RULES 2, M03)."""
QUICK_PICKUP = 30
ALERT_TESTED_DAYS = 31
VOLUME_MEASURED_DAYS = 100
NEVER = Fraction(10**9)
"""Stands for "never" and "nobody there" where a condition compares a figure."""

FIGURES = ("shown", "claimed", "possible")


@dataclass(frozen=True)
class Reading:
    """What clock and load say of one set of answers, as levels and gates read it.

    Attributes:
        source: The inputs.
        numbers: What the clock uses of them.
        longest: The longest time to first own words by the clock, in minutes; None: never.
        load: The load.
        incident: The real case beside it, if one was given.
    """

    source: Given
    numbers: ClockNumbers
    longest: int | None
    load: Load
    incident: IncidentResult | None

    night: bool

    @property
    def worst(self) -> Fraction:
        """The longest time to first own words in minutes, the real one where that took longer (RULES 3.6); NEVER for never."""
        if self.longest is None:
            return NEVER
        real = self.incident.real if self.incident and self.incident.counts else 0
        return Fraction(max(self.longest, real))

    @cached_property
    def promised_wait(self) -> PromisedWait | None:
        """The wait with the most promised minutes (RULES 3.10); None where nothing is promised, or nothing is ever said."""
        spans = promised_spans(self.source)
        if not spans or self.longest is None:
            return None
        inside = Promised(spans)
        wait = inside.longest_wait(seen_and_said(self.numbers)[1])
        if self.incident and self.incident.counts:
            begin = minute_of_week(self.incident.posted)
            real = inside.minutes(begin, begin + self.incident.real)
            if real > wait.minutes:
                return PromisedWait(real, begin)
        return wait

    @property
    def promised_worst(self) -> Fraction | None:
        """The most minutes of a wait that fall into promised hours; None where nothing is promised, NEVER for never."""
        if not promised_spans(self.source):
            return None
        return NEVER if self.promised_wait is None else Fraction(self.promised_wait.minutes)

    @property
    def assumed(self) -> bool:
        """Whether the clock rests on a default."""
        return bool(self.numbers.assumed)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The answers that the worst time rests on: where something is assumed, what is (RULES 4)."""
        if self.assumed:
            return self.numbers.assumed
        night = () if self.night else (NIGHT_VOICE,)
        real = (
            (INCIDENT,) if self.incident and self.incident.counts and self.incident.real > (self.longest or 0) else ()
        )
        return (*self.numbers.used, *night, *real)

    def figures(self) -> dict[str, Value]:
        """Return the figures that conditions may name."""
        found: dict[str, Value] = {
            "worst_first_words": self.worst,
            "worst_first_words_assumed": "yes" if self.assumed else "no",
            "normal_load": NEVER
            if self.load.nobody
            else (self.load.ratio if self.load.ratio is not None else Fraction(0)),
            "normal_load_assumed": "no" if self.load.known else "yes",
        }
        return found

    def sources(self) -> dict[str, tuple[str, ...]]:
        """Return the answers that each of these figures rests on."""
        load = self.load.assumed or (*LOAD_INPUTS,)
        return {
            "worst_first_words": self.rests_on,
            "worst_first_words_assumed": self.rests_on,
            "normal_load": load,
            "normal_load_assumed": load,
        }


def read(source: Given, night_voice: int, prepared_lines: int, known_load: Load | None = None) -> Reading:
    """Work out clock and load; of the same inputs only once.

    Args:
        source: The inputs.
        night_voice: The level of E04, 0-4.
        prepared_lines: The level of E06, 0-4.
        known_load: The load, where it is known already.
    """
    key = (prepared_lines >= SPEAKS_ALONE, night_voice >= SPEAKS_ALONE)
    found = source.worked_out.get(key)
    if not isinstance(found, Reading):
        numbers = clock_numbers(source, prepared=key[0], night=key[1])
        found = Reading(
            source,
            numbers,
            longest_to_first_words(numbers),
            known_load or load(source),
            _incident(source, numbers),
            night=key[1],
        )
        source.worked_out[key] = found
    return found


def _incident(source: Given, numbers: ClockNumbers) -> IncidentResult | None:
    times = moments(source)
    if "posted" not in times or "said" not in times:
        return None
    posted = times["posted"]
    at = minute_of_week(posted)
    said = said_at(numbers, at)
    real = int((times["said"] - posted).total_seconds()) // 60
    computed = None if said is None else said - at
    return IncidentResult(
        real=real,
        computed=computed,
        beats=computed is not None and real > 2 * computed,
        posted=posted,
        counts=source.incident_counts,
    )


def minute_of_week(moment: datetime.datetime) -> int:
    """Return the minutes from Monday 00:00 to a moment."""
    return moment.weekday() * ONE_DAY + moment.hour * 60 + moment.minute


def longest_gap(numbers: ClockNumbers, alert_reaches: bool) -> int | None:
    """Return the longest time in minutes between two looks in which no alert reaches a person; None: nothing is watched.

    Args:
        numbers: The clock's numbers.
        alert_reaches: Whether alerts, where they ring, reach a person within an hour.
    """
    if alert_reaches and numbers.alerts_always:
        return 0
    return _gap(numbers.windows, numbers.every, numbers.watch, alert_reaches and numbers.alerts_watched)


@lru_cache(maxsize=1024)
def _gap(
    windows: tuple[schedule.Span, ...], every: int | None, watch: tuple[schedule.Span, ...], alert_reaches: bool
) -> int | None:
    # What-if questions ask for the same watch again and again.
    at = looks(windows, every)
    if not at:
        return None
    longest = 0
    for first, second in zip(at, (*at[1:], at[0] + WEEK), strict=True):
        watched = any(begin <= first < end or begin <= first + WEEK < end for begin, end in watch)
        if not (alert_reaches and watched):
            longest = max(longest, second - first)
    return longest


def _at_most(value: Fraction | int, bounds: tuple[int, ...], otherwise: int) -> int:
    """Return 4 within the first bound, 3 within the second, and so on."""
    return next((TOP_LEVEL - place for place, bound in enumerate(bounds) if value <= bound), otherwise)


def hours_watched(reading: Reading, _date: datetime.date) -> int:
    """M03: the longest time between two looks in which no alert reaches a person within an hour."""
    pickup = pickup_minutes(reading.source)
    gap = longest_gap(reading.numbers, pickup is not None and pickup <= ALERT_REACHES)
    return 0 if gap is None else _at_most(gap, (60, 720, 1440), 1)


LOOK_BOUNDS = (15, 60, 240)
"""Minutes up to which M04 is 4, 3 and 2 (ours)."""


def how_often(reading: Reading, date: datetime.date) -> int:
    """M04: the shorter of the look interval and, where alerts ring, the time until somebody reacts; an alert is 4 where it was tested."""
    numbers, pickup = reading.numbers, pickup_minutes(reading.source)
    rings = numbers.alerts_always or numbers.alerts_watched
    looks = _at_most(numbers.every, LOOK_BOUNDS, 1) if numbers.watch and numbers.every is not None else 0
    alert = _at_most(pickup, LOOK_BOUNDS, 1) if rings and pickup is not None else 0
    # Only an alert can stop ringing unnoticed: who looks needs no test of it.
    if not recent(day(reading.source, ALERT_TEST), date, ALERT_TESTED_DAYS):
        alert = min(alert, TOP_LEVEL - 1)
    return max(looks, alert, 1 if numbers.watch else 0)


def out_of_hours(reading: Reading, date: datetime.date) -> int:
    """M11: how the agency finds out at night, at weekends and on holidays."""
    numbers, pickup = reading.numbers, pickup_minutes(reading.source)
    always = covers_all(numbers.watch)
    reaches = numbers.alerts_always and pickup is not None
    tested = recent(day(reading.source, ALERT_TEST), date, ALERT_TESTED_DAYS)
    if (reaches and pickup is not None and pickup <= QUICK_PICKUP and tested) or (
        always and how_often(reading, date) == TOP_LEVEL
    ):
        return 4
    if reaches or always:
        return 3
    # An alert of which nobody knows when it reaches a person is a phone that others may ring (RULES 2).
    if reading.source.values.get(OUT_OF_HOURS) in (OTHERS_RING, ALERTS):
        return 2
    weekend = reading.source.values.get(WATCH_WEEKEND)
    return 1 if isinstance(weekend, Mapping) and any(weekend.get(name) for name in ("sat", "sun")) else 0


def people_against_volume(reading: Reading, date: datetime.date) -> int:
    """T03: the load of a normal day; nobody there counts as more than 1.5."""
    ratio = reading.load.ratio
    if ratio is None:
        return 1
    if ratio < Fraction(85, 100) and recent(day(reading.source, VOLUME_MEASURED), date, VOLUME_MEASURED_DAYS):
        return 4
    return 3 if ratio <= 1 else 2 if ratio <= Fraction(3, 2) else 1


def approval_layers(reading: Reading, _date: datetime.date) -> int:
    """E03: how many approvals a holding statement needs; none is only of use to somebody who may speak."""
    layers = len(reading.numbers.approvals)
    return max(0, TOP_LEVEL - (layers if layers or reading.night else 1))


def first_words(reading: Reading, date: datetime.date, shelf_life: Span) -> int:
    """E01: the worst time to first own words; never counts as more than a day."""
    worst = reading.worst
    if worst > ONE_DAY:
        return 1 if isinstance(reading.source.values.get(TARGET), Fraction) else 0
    if worst > TWO_HOURS:
        return 2
    return 4 if worst <= 60 and proved(reading, date, shelf_life) else 3


def proved(reading: Reading, date: datetime.date, shelf_life: Span) -> bool:
    """Return whether a real incident or drill within the shelf life took at most an hour (RULES 2, E01)."""
    if reading.incident is None or reading.incident.real > 60:
        return False
    posted = reading.incident.posted.date()
    return posted <= date <= later(posted, shelf_life)


_RULES: Mapping[str, Callable[[Reading, datetime.date], int]] = {
    HOURS_WATCHED: hours_watched,
    HOW_OFTEN: how_often,
    OUT_OF_HOURS_WATCH: out_of_hours,
    PEOPLE_AGAINST_VOLUME: people_against_volume,
    APPROVAL_LAYERS: approval_layers,
}


def _known(question: str, reading: Reading) -> bool:
    """Return whether every number that a row of the table rests on is known (RULES 2)."""
    source = reading.source
    always = covers_all(reading.numbers.watch)
    out_of_hours = source.known(OUT_OF_HOURS) or (always and OUT_OF_HOURS not in source.values)
    watch = source.known(WATCH_WEEKDAYS) and source.known(WATCH_WEEKEND) and out_of_hours
    match question:
        case known.HOURS_WATCHED:
            return watch and (not reading.numbers.watch or source.known(LOOK_EVERY))
        case known.HOW_OFTEN:
            return watch
        case known.OUT_OF_HOURS_WATCH:
            return out_of_hours
        case known.PEOPLE_AGAINST_VOLUME:
            return source.known(PEOPLE) and source.known(VOLUME) and source.known(HANDLING)
        case known.APPROVAL_LAYERS:
            # Where rule 3.4 holds, no approval is needed whatever N09 says.
            return source.known(APPROVALS) or APPROVALS not in reading.numbers.assumed
    return not reading.assumed


def computed_level(question: Question, reading: Reading, date: datetime.date) -> int | None:
    """Return the level 0-4 of a computed question; None where a number that it rests on is unknown."""
    if not _known(question.id, reading):
        return None
    if question.id == FIRST_WORDS:
        return first_words(reading, date, question.shelf_life)
    return _RULES[question.id](reading, date)


def is_computable(question: Question) -> bool:
    """Return whether this version has a rule for a computed question."""
    return question.id in _RULES or question.id == FIRST_WORDS


def computed_levels(question: Question, source: Given, levels: Mapping[str, Levels], date: datetime.date) -> Levels:
    """Decide the figures of a computed question, each with E04 and E06 at the same figure (RULES 2).

    What somebody said he does not know of an incident, a target and a test is at its best where it is possible.

    Args:
        question: The computed question.
        source: The inputs.
        levels: How the other questions stand.
        date: The day of the audit.
    """
    found: dict[str, int | None] = {}
    best = at_best(source, date)
    for figure in FIGURES:
        night, lines = (
            getattr(levels[q], figure, None) if q in levels else None for q in (NIGHT_VOICE, PREPARED_LINES)
        )
        numbers = best if figure == "possible" else source
        found[figure] = computed_level(question, read(numbers, night or 0, lines or 0), date)
    if question.id in ALERT_QUESTIONS and pickup_minutes(source) is None and claims_alerts(source):
        found["possible"] = TOP_LEVEL
    if found["shown"] is None:
        # What is claimed of E04 and E06 may need fewer numbers (RULES 3.4), so that figure can be known.
        return Levels("unknown", 0, found["claimed"] or 0, TOP_LEVEL)
    claimed = found["claimed"] if found["claimed"] is not None else found["shown"]
    possible = found["possible"] if found["possible"] is not None else TOP_LEVEL
    return Levels("answered", found["shown"], claimed, possible)


ALERT_QUESTIONS = (HOURS_WATCHED, HOW_OFTEN, OUT_OF_HOURS_WATCH, FIRST_WORDS)
"""Where alerts ring nobody knows when, the best is possible (RULES 2)."""


def claims_alerts(source: Given) -> bool:
    """Return whether somebody said that alerts ring."""
    return ALERTS in (source.values.get(OUT_OF_HOURS), source.values.get(LOOK_EVERY))


def at_best(source: Given, date: datetime.date) -> Given:
    """Return the inputs with the incident, the target and the days of tests at their best where they are unknown (RULES 2)."""
    moment = datetime.datetime.combine(date, datetime.time())
    best: dict[str, InputValue] = {
        INCIDENT: dict.fromkeys(("posted", "seen", "decided", "said"), moment),
        TARGET: Fraction(60),
        ALERT_TEST: date,
        VOLUME_MEASURED: date,
    }
    wanted = {identity: value for identity, value in best.items() if identity in source.unknown}
    return source.changed(wanted) if wanted else source


def levels_read(question: Question, source: Given, levels: Mapping[str, Levels], date: datetime.date) -> dict[str, int]:
    """Return the questions whose shown level a computed level hangs on, and from which level on each changes it.

    Args:
        question: The computed question.
        source: The inputs.
        levels: How the other questions stand.
        date: The day of the audit.
    """
    shown = {name: (levels[name].shown or 0) if name in levels else 0 for name in (NIGHT_VOICE, PREPARED_LINES)}

    def with_levels(at: Mapping[str, int]) -> int | None:
        return computed_level(question, read(source, at[NIGHT_VOICE], at[PREPARED_LINES]), date)

    def turned(name: str) -> dict[str, int]:
        return {**shown, name: 0 if shown[name] >= SPEAKS_ALONE else SPEAKS_ALONE}

    now = with_levels(shown)
    return {name: SPEAKS_ALONE for name in shown if with_levels(turned(name)) != now}


def other_figures(source: Given, reading: Reading) -> dict[str, Value]:
    """Return the figures that contradictions read; what is unknown takes the strict value of RULES 5."""
    found = {name: figure(source, reading) for name, figure in OTHER_FIGURES.items()}
    return {name: value for name, value in found.items() if value is not None}


def _staff_hours(source: Given, reading: Reading) -> Value | None:
    return reading.load.available if source.known(PEOPLE) else Fraction(0)


def _incident_known(source: Given, _reading: Reading) -> Value | None:
    return "yes" if source.known(INCIDENT) else "no"


def _approval_minutes(source: Given, _reading: Reading) -> Value | None:
    layers = cast("tuple[Layer, ...] | None", source.values.get(APPROVALS))
    if layers is not None and all(layer.minutes is not None for layer in layers):
        return Fraction(sum(layer.minutes or 0 for layer in layers))
    return None


def _promise_outside_watch(source: Given, reading: Reading) -> Value | None:
    spans = promised_spans(source)
    if spans is None:
        return None
    return "yes" if outside_minutes(spans, reading.numbers.watch) else "no"


def _approvals_closed(source: Given, _reading: Reading) -> Value | None:
    """Return whether every approval is closed out of hours; unknown approvals are read as closed (RULES 5)."""
    layers = cast("tuple[Layer, ...] | None", source.values.get(APPROVALS))
    if layers is None:
        return "yes"
    return "yes" if layers and all(not layer.out_of_hours for layer in layers) else "no"


def _key_holders(source: Given, _reading: Reading) -> Value | None:
    holders = source.values.get(KEY_HOLDERS)
    return holders if isinstance(holders, Fraction) else Fraction(1)


OTHER_FIGURES: Mapping[str, Callable[[Given, Reading], Value | None]] = {
    "staff_hours": _staff_hours,
    "incident_known": _incident_known,
    "approval_minutes": _approval_minutes,
    "promise_outside_watch": _promise_outside_watch,
    "approvals_closed": _approvals_closed,
    KEY_HOLDERS: _key_holders,
}
"""What contradictions read besides levels, inputs and the figures of gates; None where there is nothing to read."""


def outside_minutes(promised: tuple[tuple[int, int], ...], watch: tuple[tuple[int, int], ...]) -> int:
    """Return how many promised minutes of the week are not watched."""
    edges = sorted({edge % WEEK for spans in (promised, watch) for span in spans for edge in span} | {0, WEEK})
    total = 0
    for begin, end in pairwise(edges):
        if _within(begin, promised) and not _within(begin, watch):
            total += end - begin
    return total


def _within(minute: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(begin <= minute < end or begin <= minute + WEEK < end for begin, end in spans)
