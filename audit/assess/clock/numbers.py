"""The agency's own numbers: what is known of them, and what the clock and the load use (RULES 2, 3; facts 5.6)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

from audit.assess.calendar import later
from audit.assess.clock.better import better
from audit.assess.clock.schedule import WEEKDAYS, Span, covers_all, merged, spans_of_week
from audit.assess.clock.walk import Approval, ClockNumbers
from audit.model.answers import OPEN, Answer, standing
from audit.model.known import (
    APPROVALS,
    CHECK,
    DRAFT,
    FIRST_WORDS,
    HANDLING,
    INCIDENT,
    LOOK_EVERY,
    OFFICE,
    OUT_OF_HOURS,
    PEOPLE,
    PICKUP,
    PUBLISH,
    SURGE,
    VOLUME,
    WATCH_WEEKDAYS,
    WATCH_WEEKEND,
)
from audit.model.pack import Input, Pack, Question
from audit.model.values import Layer, Value, Week, dated, read_value

SPEAKS_ALONE = 3
"""From this level of E04 and E06 on, a prepared line needs no approval (RULES 3.4)."""

ALERTS, OTHERS_RING, NOBODY = "alerts", "others-ring", "nobody"


@dataclass(frozen=True)
class Given:
    """The inputs that were answered, and the defaults of the others.

    Attributes:
        values: By id; what is unknown, open or hidden is absent.
        defaults: By id.
        items: The inputs of the pack, by id.
        unknown: The ids of those that somebody said he does not know.
        incident_counts: Whether the last real incident is recent enough to stand beside the clock (RULES 3.6).
        worked_out: What was worked out from these inputs already, by name; a copy begins anew.
    """

    values: Mapping[str, Value]
    defaults: Mapping[str, Value]
    items: Mapping[str, Input] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    incident_counts: bool = True
    worked_out: dict[object, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def known(self, identity: str) -> bool:
        """Return whether an input was answered, with all its parts."""
        value = self.values.get(identity)
        item = self.items.get(identity)
        if value is None:
            return False
        if item is not None and item.kind == "parts":
            return all(part.id in cast("Mapping[str, Fraction]", value) for part in item.parts)
        if item is not None and item.kind == "moments":
            return all(moment.id in cast("Mapping[str, datetime.datetime]", value) for moment in item.moments)
        return True

    def changed(self, changes: Mapping[str, Value]) -> Given:
        """Return the same inputs with some of them answered otherwise."""
        # What an action changes is of the day of the audit, an incident too.
        counts = self.incident_counts or INCIDENT in changes
        return Given({**self.values, **changes}, self.defaults, self.items, self.unknown - changes.keys(), counts)


def given(pack: Pack, answers: Mapping[str, Answer], shown: frozenset[str], date: datetime.date) -> Given:
    """Collect what was answered to the pack's inputs.

    Args:
        pack: The pack.
        answers: What counts.
        shown: The ids of what is asked of this agency.
        date: The day of the audit.
    """
    values: dict[str, Value] = {}
    defaults: dict[str, Value] = {}
    unknown = {i for i in shown if i in answers and answers[i].unknown and not answers[i].confirm}
    for item in pack.numbers:
        answer = answers.get(item.id, OPEN)
        if item.id in shown and answer.value is not None and standing(item, answer) == "answered":
            values[item.id] = answer.value
        if item.default is not None:
            defaults[item.id] = read_value(item, item.default)
    items = {item.id: item for item in pack.numbers}
    return Given(values, defaults, items, frozenset(unknown & items.keys()), _incident_counts(pack, values, date))


def _incident_counts(pack: Pack, values: Mapping[str, Value], date: datetime.date) -> bool:
    """Return whether N15 is not in the future and not older than E01's shelf life (RULES 3.6)."""
    times = cast("Mapping[str, object]", values.get(INCIDENT, {}))
    posted, question = times.get("posted"), pack.by_id.get(FIRST_WORDS)
    if not isinstance(posted, datetime.datetime) or not isinstance(question, Question):
        return False
    return posted.date() <= date <= later(posted.date(), question.shelf_life)


def plain_values(source: Given) -> dict[str, Fraction | str]:
    """Return the inputs that are one number or one word, as conditions read them."""
    return {name: value for name, value in source.values.items() if isinstance(value, Fraction | str)}


def read_sets(given: Given, sets: Mapping[str, object], date: datetime.date) -> dict[str, Value]:
    """Read the inputs that an action sets.

    Args:
        given: The inputs, for what each takes.
        sets: What the action sets, in its written form.
        date: The day that `today` stands for.
    """
    return {identity: read_value(given.items[identity], dated(raw, date)) for identity, raw in sets.items()}


def after(given: Given, sets: Mapping[str, object], date: datetime.date) -> Given:
    """Return the inputs after an action that sets some of them; it makes none that is known worse (RULES 6).

    Args:
        given: The inputs.
        sets: What the action sets, in its written form.
        date: The day of the audit.
    """
    return given.changed(
        {
            identity: better(given.items[identity], given.values.get(identity), value, date)
            for identity, value in read_sets(given, sets, date).items()
        }
    )


class _Used:
    """Takes values or defaults, and remembers which defaults were taken."""

    def __init__(self, source: Given) -> None:
        self.source = source
        self.assumed: list[str] = []
        self.used: list[str] = []

    def value(self, identity: str) -> Value | None:
        self.uses(identity)
        value = self.source.values.get(identity)
        if value is None:
            self.assume(identity)
            return self.source.defaults.get(identity)
        return value

    def uses(self, identity: str) -> None:
        if identity not in self.used:
            self.used.append(identity)

    def assume(self, identity: str) -> None:
        self.uses(identity)
        if identity not in self.assumed:
            self.assumed.append(identity)

    def minutes(self, identity: str) -> int:
        value = self.value(identity)
        return int(value) if isinstance(value, Fraction) else 0

    def week(self, identity: str) -> Week:
        value = self.value(identity)
        return cast("Week", value) if isinstance(value, Mapping) else {}

    def part(self, identity: str, part: str) -> Fraction | None:
        self.uses(identity)
        parts = cast("Mapping[str, Fraction]", self.source.values.get(identity, {}))
        return parts.get(part)

    def part_default(self, identity: str, part: str) -> Fraction:
        self.assume(identity)
        item = self.source.items.get(identity)
        found = next((p.default for p in item.parts if p.id == part), None) if item else None
        return found if found is not None else Fraction(0)


def clock_numbers(source: Given, *, prepared: bool, night: bool) -> ClockNumbers:
    """Return the numbers that the clock uses; blank ones take their default and are named as assumed.

    Args:
        source: The inputs.
        prepared: Prepared lines are there (E06 at 3 or more): the draft takes the shorter time.
        night: Somebody may publish at any hour (E04 at 3 or more); with prepared lines without approval (RULES 3.4).
    """
    used = _Used(source)
    weekdays, weekend = used.week(WATCH_WEEKDAYS), used.week(WATCH_WEEKEND)
    windows = (*spans_of_week(weekdays), *spans_of_week(weekend))
    watch = merged(windows)
    every = used.value(LOOK_EVERY) if windows else None
    pickup = pickup_minutes(source)
    # Without the minutes until somebody reacts an alert counts as a phone that others may ring (RULES 2).
    alerts_always = out_of_hours(source, used, covers_all(watch)) == ALERTS and pickup is not None
    alerts_watched = every == ALERTS and pickup is not None
    if alerts_always or alerts_watched:
        used.uses(PICKUP)
    else:
        pickup = None
    check = used.minutes(CHECK)
    draft = _draft(used, prepared)
    approvals = () if prepared and night else _approvals(used)
    office: tuple[Span, ...] = ()
    if not night or any(not approval.out_of_hours for approval in approvals):
        office = _office(used, weekdays)
    return ClockNumbers(
        watch=watch,
        windows=windows,
        every=int(every) if isinstance(every, Fraction) else None,
        alerts_always=alerts_always,
        alerts_watched=alerts_watched,
        pickup=pickup or 0,
        check=check,
        draft=draft,
        approvals=approvals,
        office=office,
        publish=used.minutes(PUBLISH),
        publish_any_hour=night,
        assumed=tuple(used.assumed),
        used=tuple(used.used),
    )


def pickup_minutes(source: Given) -> int | None:
    """Return the minutes until an alert reaches a person; None where they are not known: no default (RULES 2)."""
    minutes = source.values.get(PICKUP)
    return int(minutes) if isinstance(minutes, Fraction) else None


def out_of_hours(source: Given, used: _Used, all_watched: bool) -> Value | None:
    """Return what happens out of hours; where the whole week is watched a blank answer counts as nobody (RULES 2)."""
    if all_watched and source.values.get(OUT_OF_HOURS) is None:
        return NOBODY
    return used.value(OUT_OF_HOURS)


def _draft(used: _Used, prepared: bool) -> int:
    names = ("plain", "prepared") if prepared else ("plain",)
    known = [minutes for name in names if (minutes := used.part(DRAFT, name)) is not None]
    return int(min(known)) if known else int(used.part_default(DRAFT, "plain"))


def _approvals(used: _Used) -> tuple[Approval, ...]:
    layers = cast("tuple[Layer, ...]", used.value(APPROVALS) or ())
    default = cast("tuple[Layer, ...]", used.source.defaults.get(APPROVALS, ()))
    usual = default[0].minutes if default and default[0].minutes is not None else 0
    if any(layer.minutes is None or layer.out_of_hours is None for layer in layers):
        used.assume(APPROVALS)
    return tuple(
        Approval(usual if layer.minutes is None else layer.minutes, bool(layer.out_of_hours)) for layer in layers
    )


def _office(used: _Used, weekdays: Week) -> tuple[Span, ...]:
    """Return when words can go out: N16, else Monday to Friday as watched (RULES 2)."""
    used.uses(OFFICE)
    hours = used.source.values.get(OFFICE)
    if hours is None:
        used.assume(OFFICE)
        hours = {day: windows for day, windows in weekdays.items() if day in WEEKDAYS[:5]}
    return merged(spans_of_week(cast("Week", hours)))


@dataclass(frozen=True)
class Load:
    """Hours of work against hours of people, a day.

    Attributes:
        needed: Hours a day that the messages take; None where their number is not known.
        available: Hours a day that people are there.
        surge: How many times the normal volume a surge is.
        assumed: The inputs whose defaults these figures rest on.
    """

    needed: Fraction | None
    available: Fraction
    surge: Fraction
    people: Fraction
    hours: Fraction
    assumed: tuple[str, ...]
    surge_assumed: bool

    @property
    def ratio(self) -> Fraction | None:
        """Needed over available; None where it is not known or nobody is there."""
        return None if self.needed is None or not self.available else self.needed / self.available

    @property
    def nobody(self) -> bool:
        """Whether nobody is there at all."""
        return not self.available

    @property
    def known(self) -> bool:
        """Whether the load rests on the agency's own numbers alone."""
        return self.needed is not None and not self.assumed


def load(source: Given) -> Load:
    """Work out the load of a normal day.

    Source: facts 5.6 (Load), defaults B03 (40 %), B25 (8 minutes), B28 (ten times).
    """
    used = _Used(source)

    def part(identity: str, name: str) -> Fraction:
        value = used.part(identity, name)
        return used.part_default(identity, name) if value is None else value

    people, hours = part(PEOPLE, "people"), part(PEOPLE, "hours")
    share, minutes = part(HANDLING, "share"), part(HANDLING, "minutes")
    volume = source.values.get(VOLUME)
    if not isinstance(volume, Fraction):
        used.assume(VOLUME)
    surge = source.values.get(SURGE, source.defaults.get(SURGE))
    return Load(
        needed=volume * share / 100 * minutes / 60 if isinstance(volume, Fraction) else None,
        available=people * hours,
        surge=surge if isinstance(surge, Fraction) else Fraction(1),
        people=people,
        hours=hours,
        assumed=tuple(used.assumed),
        surge_assumed=not isinstance(source.values.get(SURGE), Fraction),
    )


def moments(source: Given) -> Mapping[str, datetime.datetime]:
    """Return the times of the last real incident or drill (N15); none where it is blank."""
    value = source.values.get(INCIDENT)
    return cast("Mapping[str, datetime.datetime]", value) if isinstance(value, Mapping) else {}


def day(source: Given, identity: str) -> datetime.date | None:
    """Return a date that was given; None where it was not."""
    value = source.values.get(identity)
    return value if isinstance(value, datetime.date) else None


def recent(day: datetime.date | None, date: datetime.date, days: int) -> bool:
    """Return whether something was done in the last `days` days, and not in the future."""
    return day is not None and 0 <= (date - day).days <= days
