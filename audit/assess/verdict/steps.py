"""One step of a plan or of a way up: what is done about one question, and how a plan says it (RULES 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from audit.assess.clock.better import found_out
from audit.assess.clock.computed import computed_level, is_computable, read
from audit.assess.clock.numbers import Given, after
from audit.assess.context import Context
from audit.assess.verdict.levels import Levels
from audit.model.known import (
    ALERT_TEST,
    INCIDENT,
    NIGHT_VOICE,
    PREPARED_LINES,
    TARGET,
    VOLUME_MEASURED,
)
from audit.model.pack import Action, Effort, GeneralAction, Input, Pack, Question
from audit.model.result.result import ActionResult
from audit.model.values import Value

Kind = Literal["level", "find-out", "show", "checked", "which-is-true"]

COUNT_AS_NEVER = frozenset({INCIDENT, TARGET, ALERT_TEST, VOLUME_MEASURED})
"""Inputs whose blank answer counts as never or none: no level is unknown because of them (RULES 2)."""


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        kind: What is done.
        question: The id of the question.
        start: The level before it, 0-4.
        to: The level after it, were its evidence shown.
        number: The id of the number that is found out; empty where it is the question itself.
        climbed: It shows evidence of a level that is reached only on the way.
    """

    kind: Kind
    question: str
    start: int
    to: int
    number: str = ""
    climbed: bool = False

    @property
    def id(self) -> str:
        """Return the id of the action."""
        if self.kind == "level":
            return f"{self.question}-{self.start}"
        return f"{self.number or self.question}-{self.kind}" + (f"-{self.to}" if self.climbed else "")


def general_action(step: Step, pack: Pack) -> GeneralAction | None:
    """Return the general action that a step is; None for an action of its question."""
    general = pack.verdict.general_actions
    match step.kind:
        case "find-out":
            return general.find_out
        case "show":
            return general.show
        case "checked":
            return general.checked
        case "which-is-true":
            return general.which_is_true
    return None


def days_of(step: Step, pack: Pack) -> int:
    """Return the person-days of a step."""
    general = general_action(step, pack)
    return general.days if general is not None else own_action(step, pack).days


def own_action(step: Step, pack: Pack) -> Action:
    """Return the action of its question that a step is."""
    question = pack.by_id[step.question]
    assert isinstance(question, Question)
    action = question.action_from(step.start)
    assert action is not None
    return action


def effort(days: int, cuts: Effort) -> Literal["S", "M", "L"]:
    """Name an effort in person-days: S, M or L."""
    if days <= cuts.small:
        return "S"
    return "M" if days <= cuts.medium else "L"


def row(step: Step, pack: Pack, tier: int, gain: Fraction, serves: Literal[1, 2, 3, 4, 5]) -> ActionResult:
    """Set out a step as a row of the plan.

    Args:
        step: The step.
        pack: The pack.
        tier: What the verdict or the chain waits for it with.
        gain: What it adds to the total.
        serves: What it is in the plan for.
    """
    question = pack.by_id[step.question]
    assert isinstance(question, Question)
    named: Question | Input = pack.by_id[step.number] if step.number else question
    general = general_action(step, pack)
    action = own_action(step, pack) if general is None else None
    words = general or action
    assert words is not None
    return ActionResult(
        id=step.id,
        question=question.id,
        pillar=question.pillar,
        kind=step.kind,
        start=step.start,
        to=step.to,
        title=general.title_for(named) if general is not None else words.title,
        why=words.why,
        how=words.how,
        done_when=words.done_when,
        days=words.days,
        waits=action.waits if action else 0,
        weekly=action.weekly if action else Fraction(0),
        effort=effort(words.days, pack.verdict.effort),
        owner=action.owner if action else named.roles[0],
        decides=action.decides if action else None,
        tier=tier,
        gain=gain,
        serves=serves,
        sets=action.sets if action else {},
    )


# -- computed questions ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NumberStep:
    """A step on the numbers of a computed question.

    Attributes:
        question: The computed question.
        step: The step.
        days: Its person-days.
        sets: The inputs that it changes, read.
    """

    question: Question
    step: Step
    days: int
    sets: tuple[tuple[str, Value], ...]


def unknown_numbers(question: Question, context: Context) -> tuple[str, ...]:
    """Return the numbers because of which the level of a computed question is unknown, as few as make it known.

    Args:
        question: The computed question.
        context: The audit as it stands.
    """
    source = context.source
    missing = {
        identity: worst
        for identity in question.computed
        if identity in source.items
        and identity not in COUNT_AS_NEVER
        and not source.known(identity)
        and (worst := found_out(source.items[identity], source.values.get(identity), context.date, luck=False))
        is not None
    }
    if _level(question, source.changed(missing), context) is None:
        return ()
    for identity in list(missing):
        fewer = {name: value for name, value in missing.items() if name != identity}
        if _level(question, source.changed(fewer), context) is not None:
            missing = fewer
    return tuple(missing)


def _level(question: Question, source: Given, context: Context) -> int | None:
    night, lines = (
        context.levels[name].shown or 0 if name in context.levels else 0 for name in (NIGHT_VOICE, PREPARED_LINES)
    )
    return computed_level(question, read(source, night, lines), context.date)


def number_steps(question: Question, context: Context, found: bool = False) -> Iterator[NumberStep]:
    """Give the steps on the numbers of a computed question from where it stands to the top, in their order.

    First every number is found out because of which its level is unknown; what comes out counts as the worst that it
    could be. Then come the actions of the question, without those that would change nothing (RULES 6).

    Args:
        question: The computed question.
        context: The audit as it stands.
        found: What is found out counts as the best that it could be.
    """
    now = context.levels[question.id]
    if now.shown is None or not is_computable(question):
        return
    source, level = context.source, now.shown
    if now.state == "unknown":
        days = context.pack.verdict.general_actions.find_out.days
        for identity in unknown_numbers(question, context):
            item = source.items[identity]
            value = found_out(item, source.values.get(identity), context.date, luck=found)
            assert value is not None
            source = source.changed({identity: value})
            yield NumberStep(question, Step("find-out", question.id, 0, 0, identity), days, ((identity, value),))
        level = _level(question, source, context) or 0
    while (action := question.action_from(level)) is not None:
        changed = after(source, action.sets, context.date)
        if changed.values != source.values:
            sets = tuple((name, changed.values[name]) for name in action.sets)
            yield NumberStep(question, Step("level", question.id, level, action.to), action.days, sets)
            source = changed
        level = action.to


def needed_numbers(question: Question, context: Context) -> Iterator[Step]:
    """Give the first steps of a computed question: what is found out, and the first action that changes something."""
    for numbered in number_steps(question, context):
        yield numbered.step
        if numbered.step.kind == "level":
            return


# -- questions that are asked ---------------------------------------------------------------------------------------


def next_steps(question: Question, now: Levels, doubted: bool, on_word: bool) -> Iterator[Step]:
    """Give the next steps on a question that is asked, in the order to do them.

    Unknown or open: find out, and the action from level 0. Claimed without fresh evidence: show it first; where only
    evidence counts that somebody else has seen, show it to him.

    Args:
        question: The question.
        now: How it stands.
        doubted: A contradiction puts the answer in doubt.
        on_word: It passes its gate without evidence that somebody else has seen.
    """
    if now.shown is None or now.claimed is None:
        return
    if now.state in ("unknown", "open"):
        yield Step("find-out", question.id, 0, 0)
    if doubted:
        yield Step("which-is-true", question.id, now.shown, now.claimed)
    if now.lowered == "evidence" or (on_word and not now.fresh):
        yield Step("show", question.id, now.shown, max(now.claimed, now.shown))
    if on_word:
        yield Step("checked", question.id, now.shown, max(now.claimed, now.shown))
    action = question.action_from(now.shown)
    if action is not None:
        yield Step("level", question.id, now.shown, action.to)
