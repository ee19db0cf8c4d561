"""What if: levers of the clock and single answers as if they were done, so that an audit can be assessed again with them.

Nothing is guessed: a lever becomes the answers that somebody would give who has pulled it, and the whole audit is assessed on those.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import cast

from audit.assess.clock.figures import prepared_draft
from audit.assess.clock.levers import LOOK, SATURDAY, SUNDAY, changes, with_levers
from audit.assess.clock.numbers import ALERTS, SPEAKS_ALONE
from audit.assess.clock.walk import ClockNumbers
from audit.assess.context import Context
from audit.assess.what_if.first_verdict import still_to_be_shown
from audit.model.answers import OPEN, Answer, Answers
from audit.model.base import FORMAT
from audit.model.known import (
    APPROVALS,
    DRAFT,
    LEAD,
    LOOK_EVERY,
    NIGHT_VOICE,
    OUT_OF_HOURS,
    PICKUP,
    PREPARED_LINES,
    PUBLISH,
    WATCH_WEEKEND,
)
from audit.model.pack import YES, Day, Pack, Question
from audit.model.values import Layer, Value, Week, Window


@dataclass(frozen=True)
class Switches:
    """What is tried.

    Attributes:
        levers: Names of levers of the clock.
        levels: Questions at another level, as if it had been shown.
        answers: Answers as they are given, to numbers for instance.
    """

    levers: tuple[str, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)


_DAYS: Mapping[Day, int] = {"sat": SATURDAY, "sun": SUNDAY}


def switched(context: Context, switches: Switches) -> dict[str, Answer]:
    """Return the answers that switches change.

    Args:
        context: The audit as it stands.
        switches: What is tried; a lever that makes no difference here, or a question that nobody asks, changes nothing.
    """
    found = with_levers_pulled(context, switches.levers)
    for identity, level in switches.levels.items():
        question = context.pack.by_id.get(identity)
        if isinstance(question, Question) and not question.computed:
            found[identity] = at_level(question, context.answers.get(identity, OPEN), level, context.date)
    return {**found, **switches.answers}


def with_levers_pulled(context: Context, levers: Sequence[str]) -> dict[str, Answer]:
    """Return the answers that levers change.

    Args:
        context: The audit as it stands.
        levers: Names of levers; those that make no difference here are left out.
    """
    if context.reading is None:
        return {}
    now, prepared = context.reading.numbers, prepared_draft(context.source)
    after = with_levers(now, prepared, [name for name in changes(now, prepared) if name in levers])
    at_night = after.publish_any_hour and not now.publish_any_hour
    found = {identity: _valued(context, identity, value) for identity, value in _values_of(context, now, after).items()}
    if after.draft < now.draft or at_night:
        known = cast("Mapping[str, Fraction]", context.source.values.get(DRAFT, {}))
        found[DRAFT] = _valued(context, DRAFT, {**known, "prepared": Fraction(prepared)})
        found |= _at_least(context, PREPARED_LINES)
    return found | (_at_least(context, NIGHT_VOICE) if at_night else {})


def _values_of(context: Context, now: ClockNumbers, after: ClockNumbers) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    added = set(after.windows) - set(now.windows)
    if added:
        found[WATCH_WEEKEND] = _with_looks(
            context, [day for day, start in _DAYS.items() if (start + LOOK[0], start + LOOK[1]) in added]
        )
    if (after.alerts_always and not now.alerts_always) or after.pickup != now.pickup:
        found |= {OUT_OF_HOURS: ALERTS, PICKUP: Fraction(after.pickup)}
    if after.every != now.every and after.every is not None:
        found[LOOK_EVERY] = Fraction(after.every)
    if after.approvals != now.approvals and not (after.publish_any_hour and not now.publish_any_hour):
        found[APPROVALS] = tuple(Layer(approval.minutes, approval.out_of_hours) for approval in after.approvals)
    if after.publish != now.publish:
        found[PUBLISH] = Fraction(after.publish)
    return found


def _with_looks(context: Context, days: Sequence[Day]) -> Week:
    source = context.source
    known = source.values.get(WATCH_WEEKEND, source.defaults.get(WATCH_WEEKEND))
    week: dict[Day, tuple[Window, ...]] = dict(cast("Week", known)) if isinstance(known, Mapping) else {}
    for day in days:
        week[day] = tuple(sorted((*week.get(day, ()), Window(*LOOK)), key=lambda window: window.open))
    return week


def _valued(context: Context, identity: str, value: Value) -> Answer:
    before = context.answers.get(identity, OPEN)
    return before.model_copy(update={"value": value, "unknown": False, "confirm": False})


def _at_least(context: Context, identity: str) -> dict[str, Answer]:
    """Return a question at the level from which a prepared line needs no approval, shown; nothing where it stands there."""
    question, levels = context.pack.by_id.get(identity), context.levels.get(identity)
    if not isinstance(question, Question) or (levels is not None and (levels.shown or 0) >= SPEAKS_ALONE):
        return {}
    return {identity: at_level(question, context.answers.get(identity, OPEN), SPEAKS_ALONE, context.date)}


def at_level(question: Question, before: Answer, level: int, date: datetime.date) -> Answer:
    """Return an answer at another level, as if it had been shown and somebody else had looked.

    Args:
        question: The question; a computed one cannot be answered.
        before: The answer that stands there.
        level: The level, 0 to 4.
        date: The day of the audit, of which the evidence is.
    """
    update: dict[str, object] = {
        "level": level,
        "unknown": False,
        "not_applicable": None,
        "confirm": False,
        "choice": None,
    }
    update["evidence"] = (*before.evidence, still_to_be_shown(date)) if level else before.evidence
    opening = question.opening
    if opening is not None:
        wanted = opening.wants_to_hear(before.purposes)
        update["purposes"] = before.purposes if wanted else (*before.purposes, opening.hearing[0])
        without = next(choice.id for choice in opening.without_voice.choices if (choice.id == YES) == bool(level))
        update |= {"without_voice": without, "level": level or None}
    return before.model_copy(update=update)


def voices_with(pack: Pack, voices: Mapping[str, Answers], changed: Mapping[str, Answer]) -> dict[str, Answers]:
    """Return the voices with some answers changed: the lead gives them, and nobody else says anything to those questions."""
    head = {"format": FORMAT, "pack": pack.head.id, "version": pack.head.version}
    lead = voices.get(LEAD) or Answers.model_validate({**head, "answers": {}})
    rest = {
        who: answers.model_copy(
            update={"answers": {key: answer for key, answer in answers.answers.items() if key not in changed}}
        )
        for who, answers in voices.items()
    }
    return {**rest, LEAD: lead.model_copy(update={"answers": {**lead.answers, **changed}})}
