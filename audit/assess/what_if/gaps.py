"""What is still open or unknown, filled at its best: the upper end of the range (RULES 1.6). What was answered stays."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, cast

from audit.assess.clock.better import found_out
from audit.assess.context import Context, context_of
from audit.assess.what_if.ranks import ranks_of
from audit.model.answers import OUTSIDE, Answer, Checked, Evidence, Settings, standing
from audit.model.asked import answer_to, asked
from audit.model.known import ACCESSIBILITY_LAW, DUTY_TO_WARN, PROMISED, PURPOSE, WATCH_WEEKDAYS, WATCH_WEEKEND
from audit.model.pack import TOP_LEVEL, YES, Input, Mode, Pack, Question
from audit.model.values import Layer, Value, Week

BEST_PROFILE: Mapping[str, Value] = {PURPOSE: "information", ACCESSIBILITY_LAW: "no"}
"""What an unknown profile counts as at its best; whether accounts are live must be known before there is a verdict."""


def gaps(pack: Pack, settings: Settings, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the ids of what is asked and open or unknown, and of the numbers that are blank in part.

    Of the profile and of the numbers only what decides something: without the rest nothing is less sure.
    """
    items = (
        item
        for item in asked(pack, settings.profile, answers)
        if isinstance(item, Question) or item.best is not None or item.id in BEST_PROFILE
    )
    return tuple(item.id for item in items if _is_gap(item, answer_to(item, settings.profile, answers)))


def best_rank(context: Context, settings: Settings, mode: Mode, present: int) -> int:
    """Return the rank that the same answers reach once the gaps are filled at their best.

    Args:
        context: The audit as it stands.
        settings: What `audit.yml` says.
        mode: Without or with accounts.
        present: The present rank.
    """
    pack, answers, date = context.pack, context.answers, context.date
    if not gaps(pack, settings, answers):
        return present
    profile = {
        **settings.profile,
        **{name: value for name, value in BEST_PROFILE.items() if settings.profile.get(name) is None},
    }
    best_settings = settings.model_copy(update={"profile": profile})
    duty = context.facts.figures.get(DUTY_TO_WARN) == "yes"
    found = [present]
    for other in filled(pack, answers, date):
        best = context_of(pack, best_settings, other, date, duty_to_warn=duty)
        found.append(ranks_of(best, mode).rank(best.levels))
    return max(found)


def filled(pack: Pack, answers: Mapping[str, Answer], date: datetime.date) -> Iterator[dict[str, Answer]]:
    """Give the answers with all gaps filled at their best.

    They are one, but where it is unknown which hours are promised in public: these could be none, or all that are
    watched.
    """
    best = dict(answers)
    for question in pack.questions:
        answer = answers.get(question.id, Answer())
        if not question.computed and standing(question, answer) in ("unknown", "open"):
            best[question.id] = _top(question, answer, date)
    for item in pack.numbers:
        answer = answers.get(item.id, Answer())
        known = answer.value if standing(item, answer) == "answered" else None
        if _is_gap(item, answer) and (value := found_out(item, known, date, luck=True)) is not None:
            best[item.id] = Answer(value=value)
    yield best
    promised = pack.by_id.get(PROMISED)
    if isinstance(promised, Input) and _is_gap(promised, answers.get(PROMISED, Answer())):
        yield {**best, PROMISED: Answer(value=_watched(best))}


def _watched(answers: Mapping[str, Answer]) -> Week:
    weeks = (answers[name].value for name in (WATCH_WEEKDAYS, WATCH_WEEKEND) if name in answers)
    return {
        day: windows
        for week in weeks
        if isinstance(week, Mapping)
        for day, windows in cast("Week", week).items()
        if day != "holiday" and windows
    }


def _top(question: Question, answer: Answer, date: datetime.date) -> Answer:
    """Return the best answer to a question, with a piece of evidence that somebody has seen today."""
    seen = Checked(how="seen", by=OUTSIDE, date=date)
    piece = Evidence(what="a piece that was seen today", where="at hand", date=date, checked=seen)
    opening: dict[str, Any] = {}
    if question.opening is not None:
        purposes = answer.purposes or question.opening.hearing[:1]
        opening = {"purposes": purposes, "without_voice": answer.without_voice or YES}
    return Answer(level=TOP_LEVEL, evidence=(piece,), **opening)


def _is_gap(item: Question | Input, answer: Answer) -> bool:
    if standing(item, answer) in ("unknown", "open"):
        return not (isinstance(item, Question) and item.computed)
    return isinstance(item, Input) and standing(item, answer) == "answered" and _is_blank_in_part(item, answer.value)


def _is_blank_in_part(item: Input, value: Value | None) -> bool:
    if item.kind == "layers":
        return any(layer.minutes is None for layer in cast("tuple[Layer, ...]", value))
    names = [part.id for part in item.parts] + [moment.id for moment in item.moments]
    return any(name not in cast("Mapping[str, object]", value) for name in names)
