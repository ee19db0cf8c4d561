"""What one change would buy, computed by the same clock (RULES 3.7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from audit.assess.clock.schedule import merged
from audit.assess.clock.walk import (
    FIRST_HOUR,
    ONE_DAY,
    ClockNumbers,
    mean_wait,
    seen_and_said,
    share_within,
    worst_wait,
)
from audit.model.result.numbers import LeverResult

PICKUP_MINUTES = 15
LOGIN_MINUTES = 5
SATURDAY, SUNDAY = 5 * ONE_DAY, 6 * ONE_DAY
DAYTIME = (9 * 60, 18 * 60)
LOOK = (10 * 60, 10 * 60 + 10)
"""Ten minutes at 10:00."""


Change = Callable[[ClockNumbers], ClockNumbers]


def _look_on(*days: int) -> Change:
    """Return the change that looks for ten minutes on some days; each is given by its first minute."""
    looks = [(day + LOOK[0], day + LOOK[1]) for day in days]
    return lambda numbers: replace(
        numbers,
        watch=merged([*numbers.watch, *looks], numbers.period),
        windows=(*numbers.windows, *looks),
    )


def _by_day(numbers: ClockNumbers, day: int) -> bool:
    """Return whether somebody looks in the daytime of a day; a night shift that runs into it does not."""
    return any(begin < day + DAYTIME[1] and end > day + DAYTIME[0] for begin, end in numbers.watch)


def _alert_phone(numbers: ClockNumbers) -> ClockNumbers:
    pickup = min(PICKUP_MINUTES, numbers.pickup) if numbers.alerts_always or numbers.alerts_watched else PICKUP_MINUTES
    return replace(numbers, alerts_always=True, pickup=pickup)


def _one_approval_fewer(numbers: ClockNumbers) -> ClockNumbers:
    longest = max(numbers.approvals, key=lambda approval: (not approval.out_of_hours, approval.minutes))
    approvals = list(numbers.approvals)
    approvals.remove(longest)
    return replace(numbers, approvals=tuple(approvals))


def _reachable(numbers: ClockNumbers) -> ClockNumbers:
    return replace(numbers, approvals=tuple(replace(approval, out_of_hours=True) for approval in numbers.approvals))


def _look_twice(numbers: ClockNumbers) -> ClockNumbers:
    return replace(numbers, every=max(1, (numbers.every or 2) // 2))


def _login_tried(numbers: ClockNumbers) -> ClockNumbers:
    return replace(numbers, publish=min(numbers.publish, LOGIN_MINUTES))


def changes(numbers: ClockNumbers, prepared_draft: int) -> dict[str, Change]:
    """Return the changes that would make a difference to these numbers.

    Args:
        numbers: The agency's numbers.
        prepared_draft: Minutes to draft with a prepared line.
    """
    found: dict[str, Change] = {}
    unwatched = [day for day in (SATURDAY, SUNDAY) if not _by_day(numbers, day)]
    if unwatched:
        name = "weekend-look" if len(unwatched) > 1 else "saturday-look" if SATURDAY in unwatched else "sunday-look"
        found[name] = _look_on(*unwatched)
    if not numbers.alerts_always or numbers.pickup > PICKUP_MINUTES:
        found["alert-phone"] = _alert_phone
    if prepared_draft < numbers.draft:
        found["prepared-line"] = lambda n: replace(n, draft=prepared_draft)
    if numbers.approvals:
        found["one-approval-fewer"] = _one_approval_fewer
    if numbers.approvals or not numbers.publish_any_hour:
        found["night-authority"] = lambda n: replace(
            n, approvals=(), draft=min(n.draft, prepared_draft), publish_any_hour=True
        )
    if any(not approval.out_of_hours for approval in numbers.approvals):
        found["reachable-approver"] = _reachable
    if numbers.every is not None and numbers.every > 1:
        found["look-twice"] = _look_twice
    if numbers.publish > LOGIN_MINUTES:
        found["login-tried"] = _login_tried
    return found


def effect(levers: tuple[str, ...], numbers: ClockNumbers) -> LeverResult:
    """Run the clock on changed numbers."""
    seen, said = seen_and_said(numbers)
    return LeverResult(
        levers=levers,
        seen=mean_wait(seen) if seen else None,
        said=mean_wait(said) if said else None,
        worst=worst_wait(said) if said else None,
        within_hour=share_within(said, FIRST_HOUR) if said else Fraction(0),
        seen_worst=worst_wait(seen) if seen else None,
        seen_within_hour=share_within(seen, FIRST_HOUR) if seen else Fraction(0),
    )


def lever_effects(numbers: ClockNumbers, prepared_draft: int) -> tuple[LeverResult, ...]:
    """Return what every change leads to, and every pair in which both change something, the best first words first."""
    possible = changes(numbers, prepared_draft)
    present = effect((), numbers)
    alone = {name: effect((name,), change(numbers)) for name, change in possible.items()}
    alone = {name: found for name, found in alone.items() if not _same(found, present)}
    found = list(alone.values())
    for one, other in combinations(possible, 2):
        pair = effect((one, other), possible[other](possible[one](numbers)))
        if not any(_same(pair, alone.get(name, present)) for name in (one, other)):
            found.append(pair)
    return tuple(sorted(found, key=_order))


def with_levers(numbers: ClockNumbers, prepared_draft: int, levers: Sequence[str]) -> ClockNumbers:
    """Return the numbers after changes, one after the other.

    Args:
        numbers: The agency's numbers.
        prepared_draft: Minutes to draft with a prepared line.
        levers: Names of possible changes, in the order of `changes`.
    """
    possible = changes(numbers, prepared_draft)
    for name in levers:
        numbers = possible[name](numbers)
    return numbers


def _same(one: LeverResult, other: LeverResult) -> bool:
    """Return whether two changes lead to the same: what changes nothing is not printed (RULES 3.7)."""
    return one.model_copy(update={"levers": other.levers}) == other


def _order(change: LeverResult) -> tuple[bool, Fraction, int, int, Sequence[str]]:
    never = change.said is None
    return never, change.said or Fraction(0), change.worst or 0, len(change.levers), change.levers
