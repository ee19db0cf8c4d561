"""Two rounds side by side: what changed, every change split by its cause, and what became of the plan."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from audit.assess.rounds.responses import track_of
from audit.assess.rounds.versions import as_given
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, WITHOUT_EVIDENCE
from audit.model.responses import Mark, Response, response_of
from audit.model.result.progress import (
    Cause,
    ClockThen,
    NumberChange,
    PillarChange,
    PlanChange,
    PlanStatus,
    ProgressResult,
    QuestionChange,
    StepChange,
)
from audit.model.result.result import ActionResult, InputResult, QuestionResult, Result

CAUSES: tuple[Cause, ...] = get_args(Cause)


def compare(then: Result, now: Result, marks: Mapping[str, Mark], removed: Collection[str] = ()) -> ProgressResult:
    """Compare two rounds.

    Args:
        then: The earlier round, assessed on its day with the pack of its time.
        now: The later round.
        marks: What `plan.yml` says of the earlier plan, by the ids of its actions.
        removed: What was asked then and the pack no longer has.
    """
    before = {question.id: question for question in then.questions}
    after = {question.id: question for question in now.questions}
    numbers = _numbers(then, now)
    rounds = _Rounds(
        before,
        after,
        numbers=frozenset(change.id for change in numbers),
        waiting=frozenset(item.id for item in now.inputs if _waits(item)),
    )
    steps = {identity: tuple(_steps(identity, rounds)) for identity in dict.fromkeys([*before, *after])}
    unconfirmed = tuple(
        identity for identity, found in steps.items() if found and all(step.cause == "confirm" for step in found)
    )
    clock = then.clock
    ids_then, ids_now = _ids(then), _ids(now)
    return ProgressResult(
        round=then.round or "",
        date=then.date,
        version=as_given(then.pack.version),
        rung=then.verdict.rung,
        rank=then.verdict.rank,
        title=then.verdict.title,
        total=then.total.shown,
        pillars={
            pillar: _pillar(pillar, then, now, before, after, steps) for pillar in now.pillars if pillar in then.pillars
        },
        changes=tuple(
            _change(before.get(identity), after.get(identity), found) for identity, found in steps.items() if found
        ),
        numbers=numbers,
        clock=ClockThen(
            seen=clock.seen.mean if clock.seen else None,
            said=clock.said.mean if clock.said else None,
            worst=clock.worst,
            within_hour=clock.said.within["60"] if clock.said else Fraction(0),
            week=clock.week,
            assumed=len(clock.assumed),
            curve=clock.curve,
        )
        if clock
        else None,
        load=then.load.ratio if then.load else None,
        plan=tuple(
            _plan(action, before, after, marks, now.date, unconfirmed=action.question in unconfirmed)
            for action in then.actions
        ),
        slipped=tuple(
            identity
            for identity, question in after.items()
            if identity in before and identity not in unconfirmed and _below(question.shown, before[identity].shown)
        ),
        unconfirmed=unconfirmed,
        not_compared=tuple(sorted({*(ids_then ^ ids_now), *removed})),
        to_confirm=sum(map(_waits, now.inputs)) + sum(map(_waits, now.questions)),
    )


@dataclass(frozen=True)
class _Rounds:
    """What the causes of a change are looked for in.

    Attributes:
        before: The questions of the earlier round, by id.
        after: Those of the later one.
        numbers: The numbers that were answered otherwise.
        waiting: The numbers that were carried over and are not confirmed yet.
    """

    before: Mapping[str, QuestionResult]
    after: Mapping[str, QuestionResult]
    numbers: frozenset[str]
    waiting: frozenset[str]


def _waits(item: QuestionResult | InputResult) -> bool:
    """Return whether an answer was carried over and somebody is still asked to confirm it."""
    return item.confirm and item.state == "open"


def _ids(result: Result) -> frozenset[str]:
    return frozenset({question.id for question in result.questions} | {item.id for item in result.inputs})


def _below(now: int | None, then: int | None) -> bool:
    return now is not None and then is not None and now < then


def _numbers(then: Result, now: Result) -> tuple[NumberChange, ...]:
    before = {item.id: item for item in then.inputs}
    return tuple(
        NumberChange(id=item.id, title=item.title, then=before[item.id].value, now=item.value)
        for item in now.inputs
        if item.id in before and not item.confirm and before[item.id].value != item.value
    )


def _change(then: QuestionResult | None, now: QuestionResult | None, steps: tuple[StepChange, ...]) -> QuestionChange:
    either = now or then
    assert either is not None
    return QuestionChange(
        question=either.id,
        pillar=either.pillar,
        title=either.title,
        then=then.shown if then else None,
        now=now.shown if now else None,
        steps=steps,
    )


def _steps(identity: str, rounds: _Rounds) -> Iterator[StepChange]:
    """Split the change of one question into its causes, one after the other."""
    then, now = rounds.before.get(identity), rounds.after.get(identity)
    if now is None:
        assert then is not None
        yield StepChange(cause="removed", then=then.shown, now=None)
        return
    if then is None:
        yield StepChange(cause="new", then=None, now=now.shown)
        return
    if then.weight != now.weight:
        yield StepChange(cause="weight", then=then.shown, now=then.shown)
    if then.shown is None or now.shown is None:
        if then.shown != now.shown:
            yield StepChange(cause="applies", then=then.shown, now=now.shown)
        return
    if now.computed:
        if then.shown != now.shown:
            yield StepChange(cause=_of_computed(then, now, rounds), then=then.shown, now=now.shown)
        return
    yield from _of_levels(then, now, then.shown, now.shown)


def _of_computed(then: QuestionResult, now: QuestionResult, rounds: _Rounds) -> Cause:
    """Name why a computed level changed: a number, a level that it was worked out with, else a date that grew old."""
    if rounds.waiting.intersection(now.computed):
        return "confirm"
    if rounds.numbers.intersection(now.computed):
        return "number"
    for identity, least in {**then.rests_on, **now.rests_on}.items():
        for step in _steps(identity, rounds):
            if ((step.then or 0) >= least) != ((step.now or 0) >= least):
                return step.cause
    return "evidence-expired"


def _of_levels(then: QuestionResult, now: QuestionResult, level: int, end: int) -> Iterator[StepChange]:
    if now.confirm:
        if level != end or then.state != now.state:
            yield StepChange(cause="confirm", then=level, now=end)
        return
    claimed = now.claimed or 0
    steps: list[tuple[Cause, int]] = []
    if (then.claimed, then.state, then.choice_id) != (now.claimed, now.state, now.choice_id):
        answered = _proved(claimed, then.evidence_fresh)
        steps.append(("answered", min(answered, WITHOUT_EVIDENCE) if then.lowered == "contradiction" else answered))
    if then.evidence_fresh != now.evidence_fresh:
        proved = _proved(claimed, now.evidence_fresh)
        cause: Cause = (
            "evidence-added"
            if now.evidence_fresh
            else "evidence-expired"
            if any(piece.date for piece in now.evidence)
            else "evidence-removed"
        )
        # Who was held down by a contradiction had fresh evidence, so without it nothing is above the ceiling.
        steps.append((cause, proved))
    steps.append(("contradiction", end))
    for cause, after in steps:
        if after != level or cause == "answered":
            yield StepChange(cause=cause, then=level, now=after)
        level = after


def _proved(claimed: int, fresh: bool) -> int:
    return claimed if claimed < NEEDS_EVIDENCE or fresh else WITHOUT_EVIDENCE


def _pillar(
    pillar: str,
    then: Result,
    now: Result,
    before: Mapping[str, QuestionResult],
    after: Mapping[str, QuestionResult],
    steps: Mapping[str, tuple[StepChange, ...]],
) -> PillarChange:
    """Take the changes of a pillar cause by cause; what each adds is exact, and together they are the difference."""
    standing: dict[str, tuple[int, int | None]] = {
        identity: (question.weight, question.shown)
        for identity, question in before.items()
        if question.pillar == pillar
    }
    last = _share(standing)
    parts: dict[Cause, Fraction] = {}
    inside = [identity for identity, question in {**before, **after}.items() if question.pillar == pillar]
    whole = last is not None
    for cause in CAUSES:
        for identity in inside:
            for step in steps[identity]:
                if step.cause == cause:
                    weight = after[identity].weight if identity in after else 0
                    if cause not in ("new", "weight", "removed"):
                        weight = standing[identity][0]
                    standing[identity] = (weight, step.now)
        share = _share(standing)
        if share is None or last is None:
            whole = whole and share == last
        elif share != last:
            parts[cause] = share - last
        last = share
    return PillarChange(then=then.pillars[pillar].shown, now=now.pillars[pillar].shown, parts=parts if whole else {})


def _share(standing: Mapping[str, tuple[int, int | None]]) -> Fraction | None:
    known = [(weight, level) for weight, level in standing.values() if level is not None]
    maximum = sum(weight for weight, _ in known) * TOP_LEVEL
    return Fraction(sum(weight * level for weight, level in known), maximum) if maximum else None


def _plan(
    action: ActionResult,
    before: Mapping[str, QuestionResult],
    after: Mapping[str, QuestionResult],
    marks: Mapping[str, Mark],
    today: datetime.date,
    *,
    unconfirmed: bool,
) -> PlanChange:
    said = response_of(marks.get(action.id))
    now, then = after.get(action.question), before.get(action.question)
    status = _status(action, said, then, None if unconfirmed else now, today)
    return PlanChange(
        action=action.id,
        question=action.question,
        title=action.title,
        owner=action.owner,
        status=status,
        due=said.due,
        overdue=said.due is not None and said.due < today and status == "open",
        response=said.state if action.id in marks else None,
        by=said.by,
        because=said.because,
        until=said.until,
        done=said.done,
        track=track_of(said, today, shown=status == "done"),
    )


def _status(
    action: ActionResult,
    said: Response,
    then: QuestionResult | None,
    now: QuestionResult | None,
    today: datetime.date,
) -> PlanStatus:
    if now is not None and not now.confirm:
        if _below(now.shown, then.shown if then else None):
            return "slipped"
        if _reached(action, now):
            return "done"
    if said.is_given_up(today):
        return "dropped"
    return "not-shown" if said.called_done else "open"


def _reached(action: ActionResult, now: QuestionResult) -> bool:
    """Return whether the answers show that an action was done."""
    match action.kind:
        case "find-out":
            return now.state in ("answered", "not applicable")
        case "show":
            return now.evidence_fresh and now.shown is not None and now.shown >= (action.to or 0)
        case "checked":
            return now.evidence_checked and now.shown is not None and now.shown >= (action.to or 0)
        case "which-is-true":
            return now.lowered != "contradiction"
    return now.shown is not None and action.to is not None and now.shown >= action.to
