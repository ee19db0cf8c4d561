"""Until when a verdict stands: the first day on which ageing evidence puts the same answers on a lower rung (RULES 4)."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from audit.assess.calendar import later, months_later
from audit.assess.clock.computed import ALERT_TESTED_DAYS, VOLUME_MEASURED_DAYS
from audit.assess.context import Context, context_of
from audit.assess.rounds.voices import Settling
from audit.assess.standing import standing_on
from audit.assess.verdict.contradictions import lowered
from audit.assess.verdict.duty import proves_duty_to_warn
from audit.assess.verdict.evidence import day_after, ends, turns
from audit.assess.verdict.gates import all_caps, lowest
from audit.assess.verdict.levels import Levels, all_levels, levels_of
from audit.assess.verdict.scores import mean
from audit.assess.what_if.ranks import Ranks, ranks_of
from audit.model.answers import Answer, Answers, Settings
from audit.model.known import (
    ALERT_TEST,
    FIRST_WORDS,
    HOURS_PUBLISHED,
    INCIDENT,
    NIGHT_VOICE,
    PREPARED_LINES,
    VOLUME_MEASURED,
)
from audit.model.pack import Mode, Pack, Question
from audit.model.result.result import Cap
from audit.model.visibility import visible

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
    numbers = {day for answers in given for day in days_of_numbers(pack, answers)}
    evidence = {day for answers in given for day in days_of_evidence(pack, answers)}
    days = _Days(pack, settings, voices, mode, sorted(numbers))
    for day in sorted(day for day in numbers | evidence if date < day <= end):
        lower = days.rank(day)
        if lower < rank:
            return Fall(day, lower, tuple(_caps(standing_on(pack, settings, voices, day), mode)))
    return None


class _Days:
    """Finds the rank of the same answers on one day after the other; what no evidence changes is worked out once.

    Clock, load and checks hang on the numbers, and of the asked questions on E04, E06 and L09 alone; whichever of these
    stand alike on two days, the audit is worked out whole on the first of them only.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, as `heard_voices` leaves it.
        mode: Without or with accounts.
        numbers: The days from which on a number is too old, in order.
    """

    def __init__(
        self,
        pack: Pack,
        settings: Settings,
        voices: Mapping[str, Answers],
        mode: Mode,
        numbers: Sequence[datetime.date],
    ) -> None:
        self._pack = pack
        self._settings = settings
        self._voices = voices
        self._settling = Settling(pack, voices, settings.profile)
        self._mode = mode
        self._numbers = numbers
        self._answers: Mapping[str, Answer] = {}
        self._levels: dict[str, Levels] = {}
        self._turns: list[tuple[datetime.date, str]] = []
        self._whole: dict[object, tuple[Context, Ranks]] = {}
        self._shown: frozenset[str] = frozenset()
        self._known: dict[object, int] = {}

    def rank(self, day: datetime.date) -> int:
        """Return the rank on a day."""
        answers = self._settling.on(day)
        if answers.keys() != self._answers.keys() or any(answers[name] is not self._answers[name] for name in answers):
            self._begin(answers, day)
        self._turn(day)
        levels = self._levels
        duty = proves_duty_to_warn(self._pack, self._settings, self._voices, answers, day)
        clock = tuple(levels.get(name) for name in (NIGHT_VOICE, PREPARED_LINES, HOURS_PUBLISHED))
        key = (clock, bisect_right(self._numbers, day), duty)
        stand = tuple((level.shown, level.checked) for level in levels.values())
        if (key, stand) not in self._known:
            self._known[key, stand] = self._rank_of(levels, key, answers, day, duty)
        return self._known[key, stand]

    def _begin(self, answers: Mapping[str, Answer], day: datetime.date) -> None:
        """Take other answers: of several voices another one can count once evidence grows old."""
        self._answers, self._whole, self._known = answers, {}, {}
        self._shown = visible(self._pack, self._settings.profile, answers)
        self._levels = all_levels(self._pack, answers, self._shown, day)
        # The last comes first to hand.
        self._turns = sorted(
            {(turn, q.id) for q in self._pack.questions if q.id in answers for turn in turns(q, answers[q.id])},
            reverse=True,
        )

    def _turn(self, day: datetime.date) -> None:
        """Decide the levels anew whose evidence began or ceased to count up to a day."""
        turned = set()
        while self._turns and self._turns[-1][0] <= day:
            turned.add(self._turns.pop()[1])
        for name in turned:
            question = self._pack.by_id[name]
            assert isinstance(question, Question)
            self._levels[name] = levels_of(question, self._answers[name], name in self._shown, day)

    def _rank_of(
        self,
        levels: Mapping[str, Levels],
        key: object,
        answers: Mapping[str, Answer],
        day: datetime.date,
        duty: bool,
    ) -> int:
        if key not in self._whole:
            context = context_of(self._pack, self._settings, answers, day, duty_to_warn=duty)
            self._whole[key] = context, ranks_of(context, self._mode)
        context, ranks = self._whole[key]
        computed = {q.id: context.levels[q.id] for q in self._pack.questions if q.computed}
        return ranks.rank(lowered({**levels, **computed}, context.found))


def _caps(context: Context, mode: Mode) -> Iterator[Cap]:
    bands = context.pack.verdict.bands
    sums = ranks_of(context, mode).sums(context.levels)
    pillars = {pillar: points.figures(bands) for pillar, points in sums.items()}
    _, holding, others = lowest(
        all_caps(context.pack, context.facts, mode, pillars, mean(pillars.values(), bands)), mode
    )
    yield from (*holding, *others)


def days_of_evidence(pack: Pack, answers: Mapping[str, Answer]) -> Iterator[datetime.date]:
    """Give the days after the last one on which a piece of evidence is fresh, for any level."""
    for question in pack.questions:
        if question.id in answers:
            for piece in answers[question.id].evidence:
                yield from ends(question, piece)


def days_of_numbers(pack: Pack, answers: Mapping[str, Answer]) -> Iterator[datetime.date]:
    """Give the days from which on a test, a count or an incident is too old."""
    for identity, days in ((ALERT_TEST, ALERT_TESTED_DAYS), (VOLUME_MEASURED, VOLUME_MEASURED_DAYS)):
        value = answers[identity].value if identity in answers else None
        if isinstance(value, datetime.date):
            yield from day_after(value, days)
    times = answers[INCIDENT].value if INCIDENT in answers else None
    posted = cast("Mapping[str, object]", times).get("posted") if isinstance(times, Mapping) else None
    question = pack.by_id.get(FIRST_WORDS)
    if isinstance(posted, datetime.datetime) and isinstance(question, Question):
        yield from day_after(later(posted.date(), question.shelf_life), 0)
