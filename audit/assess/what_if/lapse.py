"""Until when a verdict stands: the first day on which ageing evidence puts the same answers on a lower rung (RULES 4)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from audit.assess.calendar import later, months_later
from audit.assess.clock.computed import ALERT_TESTED_DAYS, VOLUME_MEASURED_DAYS
from audit.assess.context import Context
from audit.assess.standing import standing_on
from audit.assess.verdict.evidence import expires
from audit.assess.verdict.gates import all_caps, lowest
from audit.assess.verdict.scores import mean
from audit.assess.what_if.ranks import ranks_of
from audit.model.answers import Answer, Answers, Settings
from audit.model.known import ALERT_TEST, FIRST_WORDS, INCIDENT, VOLUME_MEASURED
from audit.model.pack import LEVELS, Mode, Pack, Question
from audit.model.result.result import Cap

HORIZON = 24
"""Months: whoever stands longer is told nothing."""


@dataclass(frozen=True)
class Fall:
    """The first day on which the rung is lower.

    Attributes:
        date: The day.
        rank: The rank that it falls to.
        caps: All caps of that day, in the order of rank.
    """

    date: datetime.date
    rank: int
    caps: tuple[Cap, ...]


def fall_of(
    pack: Pack,
    settings: Settings,
    voices: Mapping[str, Answers],
    date: datetime.date,
    mode: Mode,
    rank: int,
) -> Fall | None:
    """Return the first day after an audit on which its answers reach a lower rank; None where there is none.

    Every day on which something grows too old is assessed: an incident that grows old can also lift a rung, so that
    nothing can be left out by halving.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, as `heard_voices` leaves it.
        date: The day of the audit.
        mode: Without or with accounts.
        rank: The rank on the day of the audit.
    """
    if rank == 0:
        return None
    end = months_later(date, HORIZON)
    given = [answers.answers for answers in voices.values()]
    days = {day for answers in given for day in (*days_of_evidence(pack, answers), *days_of_numbers(pack, answers))}
    for day in sorted(day for day in days if date < day <= end):
        context = standing_on(pack, settings, voices, day)
        lower = ranks_of(context, mode).rank(context.levels)
        if lower < rank:
            return Fall(day, lower, tuple(_caps(context, mode)))
    return None


def _caps(context: Context, mode: Mode) -> Iterator[Cap]:
    bands = context.pack.verdict.bands
    sums = ranks_of(context, mode).sums(context.levels)
    pillars = {pillar: points.figures(bands) for pillar, points in sums.items()}
    _, holding, others = lowest(
        all_caps(context.pack, context.facts, mode, pillars, mean(pillars.values(), bands)), mode
    )
    yield from (*holding, *others)


def days_of_evidence(pack: Pack, answers: Mapping[str, Answer]) -> Iterator[datetime.date]:
    """Give the days after the last one on which a piece of evidence is fresh."""
    for question in pack.questions:
        answer = answers.get(question.id)
        for piece in answer.evidence if answer is not None else ():
            for level in LEVELS:
                last = expires(piece, question.life_at(level))
                if last is not None:
                    yield from _after(last, 0)


def days_of_numbers(pack: Pack, answers: Mapping[str, Answer]) -> Iterator[datetime.date]:
    """Give the days from which on a test, a count or an incident is too old."""
    for identity, days in ((ALERT_TEST, ALERT_TESTED_DAYS), (VOLUME_MEASURED, VOLUME_MEASURED_DAYS)):
        value = answers[identity].value if identity in answers else None
        if isinstance(value, datetime.date):
            yield from _after(value, days)
    times = answers[INCIDENT].value if INCIDENT in answers else None
    posted = cast("Mapping[str, object]", times).get("posted") if isinstance(times, Mapping) else None
    question = pack.by_id.get(FIRST_WORDS)
    if isinstance(posted, datetime.datetime) and isinstance(question, Question):
        yield from _after(later(posted.date(), question.shelf_life), 0)


def _after(day: datetime.date, days: int) -> Iterator[datetime.date]:
    try:
        yield day + datetime.timedelta(days=days + 1)
    except OverflowError:
        return
