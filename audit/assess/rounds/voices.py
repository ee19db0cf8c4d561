"""Several people answered: which answer counts (RULES 7)."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from operator import itemgetter

from audit.assess.clock.computed import Reading, computed_level, is_computable, read
from audit.assess.clock.numbers import given
from audit.assess.verdict.evidence import heard, turns
from audit.assess.verdict.levels import levels_of, proved_level, shown_level
from audit.model.answers import OPEN, Answer, Answers, Person, claimed_level, standing
from audit.model.known import LEAD, NIGHT_VOICE, PREPARED_LINES
from audit.model.pack import NEEDS_EVIDENCE, Input, Pack, Question
from audit.model.values import Value, write_value
from audit.model.visibility import visible

NO_ROLE = ""
"""The role of somebody whose file names none that the pack knows; what stands there instead is free text."""

Voice = tuple[str, Answer]
"""A respondent and what he answered."""

_BEHIND_ALL_LEVELS = 9


def in_order(voices: Mapping[str, Answers]) -> list[str]:
    """Return the respondents in a fixed order: the lead, then by the names of their files."""
    return sorted(voices, key=lambda respondent: (respondent != LEAD, respondent))


def role_of(respondent: str, answers: Answers, pack: Pack) -> str:
    """Return the role of a respondent.

    Only `lead.yml` is the lead's; any other file has the role that it names, else the one that its name begins with,
    else none.

    Args:
        respondent: The name of the answers file.
        answers: What it holds.
        pack: The pack, whose roles there are.
    """
    if respondent == LEAD:
        return LEAD
    roles = [role.id for role in pack.head.roles if role.id != LEAD]
    if answers.respondent.role in roles:
        return answers.respondent.role
    named = [role for role in roles if respondent == role or respondent.startswith((f"{role}-", f"{role}_"))]
    return max(named, key=len, default=NO_ROLE)


def is_voice(item: Question | Input, answer: Answer) -> bool:
    """Return whether an answer says anything: what is open, or still to confirm, is no voice."""
    return standing(item, answer) != "open"


def voices_on(item: Question | Input, voices: Mapping[str, Answers], order: Sequence[str]) -> list[Voice]:
    """Return who said something to a question, in the order of respondents."""
    said = ((who, voices[who].answers.get(item.id)) for who in order)
    return [(who, answer) for who, answer in said if answer is not None and is_voice(item, answer)]


def settled(
    pack: Pack,
    voices: Mapping[str, Answers],
    date: datetime.date,
    profile: Mapping[str, Value | None] | None = None,
) -> dict[str, Answer]:
    """Return the answer that counts for every question that anybody answered.

    The lead's counts where it says why it was decided; else the one that shows the lowest level. Of numbers the lead's
    counts, else the one that gives the worse computed level. An open answer is no voice.

    Args:
        pack: The pack.
        voices: What each respondent answered, by respondent; as `heard_voices` leaves them.
        date: The day of the audit; evidence ages to it.
        profile: The answered profile: a condition can rest on it.
    """
    return Settling(pack, voices, profile).on(date)


class Settling:
    """Settles the same voices on one day after the other: a level is decided anew only where its evidence has turned.

    Args:
        pack: The pack.
        voices: What each respondent answered, by respondent; as `heard_voices` leaves them.
        profile: The answered profile.
    """

    def __init__(
        self, pack: Pack, voices: Mapping[str, Answers], profile: Mapping[str, Value | None] | None = None
    ) -> None:
        self._pack = pack
        self._profile = profile or {}
        self._only = next(iter(voices.values())).answers if len(voices) == 1 else None
        self._fixed: dict[str, Answer] = {}
        self._disputed: dict[str, list[Answer]] = {}
        self._open: dict[str, _Lowest] = {}
        if self._only is None:
            self._hear(voices)

    def on(self, date: datetime.date) -> dict[str, Answer]:
        """Return the answer that counts for every question that anybody answered, on a day."""
        if self._only is not None:
            return dict(self._only)
        answers = {
            identity: self._open[identity].on(date) if identity in self._open else self._fixed[identity]
            for identity in self._pack.by_id
            if identity in self._open or identity in self._fixed
        }
        if self._disputed:
            _take_the_worse(self._pack, answers, self._disputed, self._profile, date)
        return answers

    def _hear(self, voices: Mapping[str, Answers]) -> None:
        order = in_order(voices)
        for identity, item in self._pack.by_id.items():
            spoken = voices_on(item, voices, order)
            if not spoken:
                # A note alone is kept, though it answers nothing.
                noted = (voices[who].answers.get(identity, OPEN) for who in order)
                left = next((answer for answer in noted if answer is not OPEN and answer != OPEN), None)
                if left is not None:
                    self._fixed[identity] = left
                continue
            lead = spoken[0][1] if spoken[0][0] == LEAD else None
            if isinstance(item, Input):
                self._fixed[identity] = spoken[0][1]
                if lead is None and len(different := distinct(answer for _, answer in spoken)) > 1:
                    self._disputed[identity] = different
            elif lead is not None and lead.decided is not None:
                self._fixed[identity] = lead
            else:
                self._open[identity] = _Lowest(item, [answer for _, answer in spoken])


class _Lowest:
    """Finds the answer to one question that shows the lowest level, on one day after the other."""

    def __init__(self, question: Question, spoken: Sequence[Answer]) -> None:
        self._question = question
        self._spoken = spoken
        self._levels: list[int] = []
        self._day: datetime.date | None = None
        self._lowest: Answer | None = None

    def on(self, date: datetime.date) -> Answer:
        turned = self._turned_by(date)
        if self._day is None:
            self._levels = [self._level(answer, date) for answer in self._spoken]
        for place in turned:
            self._levels[place] = proved_level(self._question, self._needy[place], self._spoken[place].evidence, date)
        if self._lowest is None or turned:
            self._lowest = self._spoken[self._levels.index(min(self._levels))]
        self._day = date
        return self._lowest

    @cached_property
    def _needy(self) -> dict[int, int]:
        """The level that is claimed by each answer, by its place, that evidence has to prove; the others never turn."""
        claimed = ((place, claimed_level(self._question, answer)) for place, answer in enumerate(self._spoken))
        return {place: level for place, level in claimed if level is not None and level >= NEEDS_EVIDENCE}

    @cached_property
    def _turns(self) -> list[tuple[datetime.date, int]]:
        """The days on which evidence begins or ceases to count, in their order, each with the place of its answer."""
        return sorted({(day, place) for place in self._needy for day in turns(self._question, self._spoken[place])})

    def _turned_by(self, date: datetime.date) -> set[int]:
        """Return the places of the answers whose evidence began or ceased to count between the last day and this one."""
        if self._day is None or self._day == date:
            return set()
        earlier, later = (bisect_right(self._turns, day, key=itemgetter(0)) for day in sorted((self._day, date)))
        return {place for _, place in self._turns[earlier:later]}

    def _level(self, answer: Answer, date: datetime.date) -> int:
        shown = shown_level(self._question, answer, date)
        # What leaves the score never wins over what is in it: that would be better than the worst answer.
        return shown if shown is not None else _BEHIND_ALL_LEVELS


def heard_voices(pack: Pack, voices: Mapping[str, Answers], people: Mapping[str, Person]) -> dict[str, Answers]:
    """Return the voices without the checks of evidence that nobody else made (RULES 1.5).

    Args:
        pack: The pack, whose roles there are.
        voices: What each respondent answered, by respondent.
        people: Who holds which role.
    """
    known = frozenset(role.id for role in pack.head.roles)
    found = {}
    for who, answers in voices.items():
        roles = frozenset((role_of(who, answers, pack), answers.respondent.role))
        counted = {identity: heard(answer, roles, known, people) for identity, answer in answers.answers.items()}
        found[who] = answers.model_copy(update={"answers": counted})
    return found


def distinct(answers: Iterable[Answer]) -> list[Answer]:
    """Return one answer for each different number that was given, in their order; unknown is one of them."""
    found: dict[str, Answer] = {}
    for answer in answers:
        found.setdefault(repr(write_value(answer.value)) if answer.value is not None else "", answer)
    return list(found.values())


def _take_the_worse(
    pack: Pack,
    answers: dict[str, Answer],
    disputed: Mapping[str, Sequence[Answer]],
    profile: Mapping[str, Value | None],
    date: datetime.date,
) -> None:
    """Settle the numbers on which nobody leads, one after the other in the pack's order."""
    for identity, candidates in disputed.items():
        readers = [question for question in pack.questions if identity in question.computed and is_computable(question)]

        def standing(answer: Answer, identity: str = identity, readers: Sequence[Question] = readers) -> Standing:
            trial = {**answers, identity: answer}
            reading = _reading(pack, trial, profile, date)
            levels = sum(computed_level(question, reading, date) or 0 for question in readers)
            ratio = reading.load.ratio
            return levels, -reading.worst, -(ratio if ratio is not None else Fraction(0))

        answers[identity] = min(_extremes(candidates), key=standing)


Standing = tuple[int, Fraction, Fraction]
"""How good a number is: its computed levels, then the clock, then the load."""


def _extremes(candidates: Sequence[Answer]) -> list[Answer]:
    """Leave out numbers that lie between two others: every rule of the clock and the load goes one way with them."""
    sizes: dict[type, list[tuple[Fraction, int]]] = {Fraction: [], datetime.date: []}
    kept: list[int] = []
    for place, answer in enumerate(candidates):
        if isinstance(answer.value, Fraction):
            sizes[Fraction].append((answer.value, place))
        elif isinstance(answer.value, datetime.date):
            sizes[datetime.date].append((Fraction(answer.value.toordinal()), place))
        else:
            kept.append(place)
    for some in sizes.values():
        if some:
            kept += [min(some)[1], max(some)[1]]
    return [candidates[place] for place in sorted(set(kept))]


def _reading(
    pack: Pack, answers: Mapping[str, Answer], profile: Mapping[str, Value | None], date: datetime.date
) -> Reading:
    shown = visible(pack, profile, answers)

    def level(identity: str) -> int:
        question = pack.by_id.get(identity)
        if not isinstance(question, Question):
            return 0
        return levels_of(question, answers.get(identity, OPEN), identity in shown, date).shown or 0

    return read(given(pack, answers, shown, date), level(NIGHT_VOICE), level(PREPARED_LINES))
