"""The plan: which actions follow from the answers, and in which order (RULES 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from audit.assess.verdict.contradictions import Finding
from audit.assess.verdict.levels import Levels
from audit.model.pack import NEEDS_EVIDENCE, TOP_LEVEL, Action, Effort, GeneralAction, Pack, Question
from audit.model.result.result import ActionResult, Cap, LensResult

FIRST = 6
"""How many actions stand apart at the top of the plan."""

GATE_TIER, FLOOR_TIER, CHAIN_TIER, LAST_TIER = range(4)

SHORT_DAYS = 5
THIS_WEEK = 3
"""This week's actions: so many, of at most so many days each (RULES 4)."""


@dataclass(frozen=True)
class Needs:
    """What decides the order of the plan.

    Attributes:
        at_gates: Questions that hold the verdict at a gate.
        at_floors: Questions of the pillars that hold it at a floor.
        in_chain: Guards of the first broken link.
        on_word: Gate questions that pass without fresh evidence.
        doubted: Questions whose answer a contradiction puts in doubt.
    """

    at_gates: frozenset[str]
    at_floors: frozenset[str]
    in_chain: frozenset[str]
    on_word: frozenset[str]
    doubted: frozenset[str]

    def tier(self, question: str) -> int:
        """Return how early the actions of a question come: 0 first, 3 last."""
        if question in self.at_gates:
            return GATE_TIER
        if question in self.at_floors:
            return FLOOR_TIER
        return CHAIN_TIER if question in self.in_chain else LAST_TIER


def needs(
    caps: Sequence[Cap], lenses: Sequence[LensResult], on_word: Sequence[str], found: Sequence[Finding] = ()
) -> Needs:
    """Work out what the verdict and the chain wait for.

    Args:
        caps: Those that hold the verdict where it is.
        lenses: All lenses; the first sequence among them is the chain.
        on_word: Gate questions that pass on the word alone.
        found: The contradictions.
    """
    at_gates = {held.question for cap in caps if ":" not in cap.name for held in cap.answers}
    at_floors = {held.question for cap in caps if ":" in cap.name for held in cap.answers}
    chain = next((lens for lens in lenses if lens.kind == "sequence"), None)
    broken = next((link for link in chain.links if link.id == chain.first_weak), None) if chain else None
    doubted = frozenset(finding.check.lowers for finding in found if finding.check.lowers is not None)
    return Needs(
        frozenset(at_gates),
        frozenset(at_floors),
        frozenset(broken.guards if broken else ()),
        frozenset(on_word),
        doubted,
    )


def effort(days: int, cuts: Effort) -> str:
    """Name an effort in person-days: S, M or L."""
    if days <= cuts.small:
        return "S"
    return "M" if days <= cuts.medium else "L"


def actions_of(
    question: Question, levels: Levels, pack: Pack, wanted: Needs, maximum: Mapping[str, int]
) -> Iterator[ActionResult]:
    """Give the actions that one question needs, in the order to do them.

    Unknown or open: find out, and the action from level 0. Claimed without fresh evidence: show it first.

    Args:
        question: The question.
        levels: How it stands.
        pack: The pack.
        wanted: What decides the order.
        maximum: The most points of each pillar, for the gain.
    """
    if levels.shown is None or levels.claimed is None:
        return
    tier = wanted.tier(question.id)
    pillars = sum(1 for most in maximum.values() if most)

    def gain(to: int) -> Fraction:
        most = maximum[question.pillar]
        return Fraction(question.weight * max(0, to - (levels.shown or 0)), most * pillars) if most else Fraction(0)

    general = pack.verdict.general_actions
    owner = question.roles[0]
    if levels.state in ("unknown", "open"):
        yield _general("find-out", general.find_out, question, 0, TOP_LEVEL, gain(0), owner, tier, pack)
    if question.id in wanted.doubted:
        yield _general(
            "which-is-true",
            general.which_is_true,
            question,
            levels.shown,
            levels.shown,
            gain(levels.claimed),
            owner,
            tier,
            pack,
        )
    unproved = levels.claimed >= NEEDS_EVIDENCE and not levels.fresh
    if (unproved and not question.computed) or question.id in wanted.on_word:
        yield _general(
            "show",
            general.show,
            question,
            levels.shown,
            max(levels.claimed, levels.shown),
            gain(levels.claimed),
            owner,
            tier,
            pack,
        )
    action = question.action_from(levels.shown)
    if action is not None:
        yield _level(action, question, gain(action.to), tier, pack)


def _level(action: Action, question: Question, gain: Fraction, tier: int, pack: Pack) -> ActionResult:
    return ActionResult(
        id=f"{question.id}-{action.start}",
        question=question.id,
        pillar=question.pillar,
        kind="level",
        start=action.start,
        to=action.to,
        title=action.title,
        why=action.why,
        how=action.how,
        done_when=action.done_when,
        days=action.days,
        effort=effort(action.days, pack.verdict.effort),
        owner=action.owner,
        tier=tier,
        gain=gain,
        sets=action.sets,
    )


def _general(
    kind: str,
    action: GeneralAction,
    question: Question,
    start: int,
    to: int,
    gain: Fraction,
    owner: str,
    tier: int,
    pack: Pack,
) -> ActionResult:
    return ActionResult(
        id=f"{question.id}-{kind}",
        question=question.id,
        pillar=question.pillar,
        kind=kind,
        start=start,
        to=to,
        title=action.title_for(question),
        why=action.why,
        how=action.how,
        done_when=action.done_when,
        days=action.days,
        effort=effort(action.days, pack.verdict.effort),
        owner=owner,
        tier=tier,
        gain=gain,
    )


def plan(
    pack: Pack, levels: Mapping[str, Levels], wanted: Needs, maximum: Mapping[str, int]
) -> tuple[ActionResult, ...]:
    """Return all actions in the order to do them.

    What the verdict waits for comes first, then the first broken link of the chain, then gain per person-day. The
    actions of one question stay together, so that nobody is told to climb before finding out where he stands.
    """
    groups = []
    for place, question in enumerate(pack.questions):
        actions = tuple(actions_of(question, levels[question.id], pack, wanted, maximum))
        if actions:
            days = sum(action.days for action in actions)
            best = max(action.gain for action in actions)
            groups.append(((wanted.tier(question.id), -best / days, place), actions))
    return tuple(action for _, actions in sorted(groups, key=lambda group: group[0]) for action in actions)


def this_week(actions: Sequence[ActionResult], at_gates: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the ids of the first three short actions, those at gates first (RULES 4).

    Args:
        actions: All actions in the order to do them.
        at_gates: The questions of every gate that holds the verdict back, not only of the lowest.
    """
    short = [action for action in actions if action.days <= SHORT_DAYS]
    ordered = sorted(short, key=lambda action: (action.tier != GATE_TIER, action.question not in at_gates))
    return tuple(action.id for action in ordered[:THIS_WEEK])
