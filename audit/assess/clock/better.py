"""What an action leaves of a number: of the known one and its own the better, field by field (RULES 6).

Which way is better the pack says: every input names its best answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from audit.model.pack import Day, Input
from audit.model.reading.hours import MINUTES_A_DAY
from audit.model.values import Layer, Value, Week, Window, dated, read_value


def best_of(item: Input, date: datetime.date) -> Value | None:
    """Return the best answer that there is to an input; None where the pack names none.

    Args:
        item: The input.
        date: The day that `today` stands for.
    """
    return None if item.best is None else read_value(item, dated(item.best, date))


def worst_of(item: Input, date: datetime.date) -> Value | None:
    """Return the worst answer that there is to an input: what finding it out may bring; None where the pack names no best.

    Args:
        item: The input.
        date: The day that `today` stands for.
    """
    best = best_of(item, date)
    if best is None:
        return None
    match item.kind:
        case "week":
            return cast("Week", {day: () for day in item.days if day != "holiday"})
        case "layers":
            minutes = int(item.range[1]) if item.range else MINUTES_A_DAY
            return tuple(Layer(minutes, False) for _ in range(item.most or 1))
        case "parts":
            parts = cast("Mapping[str, Fraction]", best)
            return {part.id: _other_end(part.range, parts[part.id]) for part in item.parts}
        case "choice":
            return item.choices[0].id
        case "number" if item.range and isinstance(best, Fraction):
            return _other_end(item.range, best)
    return None


def found_out(item: Input, known: Value | None, date: datetime.date, *, luck: bool) -> Value | None:
    """Return what an input may turn out to be once it is found out; what was given of it stays.

    Args:
        item: The input.
        known: What was given: nothing, or a number of which a part is blank.
        date: The day of the audit.
        luck: Whether it turns out to be the best that it could be, else the worst.

    Returns:
        None where the pack names no best answer.
    """
    extreme = (best_of if luck else worst_of)(item, date)
    if extreme is None or known is None:
        return extreme
    if item.kind == "layers":
        blank = 0 if luck else int(item.range[1]) if item.range else MINUTES_A_DAY
        layers = cast("tuple[Layer, ...]", known)
        return tuple(Layer(blank, layer.out_of_hours) if layer.minutes is None else layer for layer in layers)
    if item.kind == "moments":
        # The blank times of a case lie as early as the others let them.
        given = cast("Mapping[str, datetime.datetime]", known)
        times: dict[str, datetime.datetime] = {}
        last = min(given.values())
        for moment in item.moments:
            times[moment.id] = last = max(last, given.get(moment.id, last))
        return times
    if item.kind != "parts":
        return known
    return cast("Value", {**cast("Mapping[str, object]", extreme), **cast("Mapping[str, object]", known)})


def _other_end(ends: tuple[Fraction, Fraction], best: Fraction) -> Fraction:
    return ends[0] if _higher_is_better(ends, best) else ends[1]


def _higher_is_better(ends: tuple[Fraction, Fraction], best: Fraction) -> bool:
    return 2 * best > ends[0] + ends[1]


def better(item: Input, before: Value | None, new: Value, date: datetime.date) -> Value:
    """Return the better of a known value and of what an action sets, field by field.

    Args:
        item: The input.
        before: What was answered; None where nobody knows.
        new: What the action sets.
        date: The day of the audit.

    Returns:
        A value that is nowhere worse than `before`. Of an input whose pack names no best answer the days and parts that
        the action leaves out stay, and the others are as it sets them.
    """
    if before is None:
        return new
    if item.best is None:
        both = isinstance(new, Mapping) and isinstance(before, Mapping)
        return (
            cast("Value", {**cast("Mapping[str, object]", before), **cast("Mapping[str, object]", new)})
            if both
            else new
        )
    match item.kind:
        case "week" if isinstance(before, Mapping) and isinstance(new, Mapping):
            return _more_hours(cast("Week", before), cast("Week", new))
        case "layers":
            return _less_approval(cast("tuple[Layer, ...]", before), cast("tuple[Layer, ...]", new))
        case "parts":
            known, sets, best = (cast("Mapping[str, Fraction]", value) for value in (before, new, best_of(item, date)))
            return _better_parts(item, known, sets, best)
        case "moments":
            return _later_and_quicker(*(cast("Mapping[str, datetime.datetime]", value) for value in (before, new)))
        case "choice":
            order = [choice.id for choice in item.choices]
            return max(cast("str", before), cast("str", new), key=order.index)
        case "date":
            return max(cast("datetime.date", before), cast("datetime.date", new), key=lambda day: (day <= date, day))
        case "number":
            return _better_number(item, before, new, date)
    return new


def _better_number(item: Input, before: Value, new: Value, date: datetime.date) -> Value:
    """Return the number nearer to the best. A word is no number: `none` gives way to one, `alerts` stays beside one."""
    if not isinstance(before, Fraction):
        return new if before == "none" else before
    best = best_of(item, date)
    if not isinstance(new, Fraction) or not isinstance(best, Fraction) or item.range is None:
        return before
    return max(before, new) if _higher_is_better(item.range, best) else min(before, new)


def _more_hours(before: Week, new: Week) -> Week:
    """Return all hours of both. The windows that were there stay as they were typed: every one of them is looked at."""
    after: dict[Day, tuple[Window, ...]] = dict(before)
    for day, windows in new.items():
        more = tuple(piece for window in windows for piece in _outside(window, before.get(day, ())))
        # A day without a name is not watched, but for holidays, which are watched like a Sunday.
        if more or (day in before):
            after[day] = (*before.get(day, ()), *more)
    return after


def _outside(window: Window, known: tuple[Window, ...]) -> list[Window]:
    """Return the parts of a window in which nobody looked before."""
    left = [window]
    for other in known:
        left = [
            Window(begin, end)
            for piece in left
            for begin, end in ((piece.open, min(piece.close, other.open)), (max(piece.open, other.close), piece.close))
            if begin < end
        ]
    # A piece that would open on the next day stays in its window: to watch once more slows nothing.
    return left if all(piece.open < MINUTES_A_DAY for piece in left) else [window]


def _less_approval(before: tuple[Layer, ...], new: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Return as few approvals as there are in either, each as quick and as reachable as the better of both."""
    if len(new) > len(before):
        new = new[: len(before)]
    return tuple(
        Layer(
            new_one.minutes if old.minutes is None or new_one.minutes is None else min(old.minutes, new_one.minutes),
            old.out_of_hours or new_one.out_of_hours,
        )
        for old, new_one in zip(before, new, strict=False)
    )


def _better_parts(
    item: Input, before: Mapping[str, Fraction], new: Mapping[str, Fraction], best: Mapping[str, Fraction]
) -> Mapping[str, Fraction]:
    ends = {part.id: part.range for part in item.parts}
    after = {**new, **before}
    for name in new.keys() & before.keys():
        choose = max if _higher_is_better(ends[name], best[name]) else min
        after[name] = choose(before[name], new[name])
    return {part.id: after[part.id] for part in item.parts if part.id in after}


def _later_and_quicker(
    before: Mapping[str, datetime.datetime], new: Mapping[str, datetime.datetime]
) -> Mapping[str, datetime.datetime]:
    """Return the times of the later case, each as long after its beginning as in the quicker one."""
    posted = new.get("posted")
    if posted is None or "posted" not in before or before["posted"] > posted:
        return new if posted is not None else before
    waits = {name: time - before["posted"] for name, time in before.items()}
    return {name: min(time, posted + waits.get(name, time - posted)) for name, time in new.items()}
