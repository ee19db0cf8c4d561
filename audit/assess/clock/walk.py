"""The response clock: how long from a post to the agency's first own words, for every moment of the week.

Exact, by breakpoints. All edges and lengths are whole minutes, so between two breakpoints the end of every step either
stands still or moves along with the arrival; each stretch is kept as one `Piece`, and means, shares and percentiles are
worked out from pieces as exact fractions (RULES 3, facts 5.6).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from audit.assess.clock.schedule import WEEK, Hours, OfficeHours, Span, looks
from audit.model.result.numbers import PartsResult, TimesResult

_looks = lru_cache(maxsize=1024)(looks)
"""What-if questions ask for the same watch again and again."""

FIRST_HOUR, TWO_HOURS, ONE_DAY = 60, 120, 1440
SHARES_WITHIN = (15, 60, 240, 1440)
"""Minutes within which the share of the week is told."""


@dataclass(frozen=True)
class Approval:
    """One layer of work after the draft: its minutes, and whether it goes on out of hours."""

    minutes: int
    out_of_hours: bool


@dataclass(frozen=True)
class ClockNumbers:
    """The agency's numbers as the clock uses them, all minutes.

    Attributes:
        watch: Merged spans in which somebody looks.
        windows: The same as they were typed: a look opens and closes each of them.
        every: Minutes between two looks; None: at opening and closing only.
        alerts_always: Alerts ring a person at all hours.
        alerts_watched: Alerts ring a person in watched hours.
        pickup: Minutes until that person reacts.
        check: Minutes to check whether it is true.
        draft: Minutes to draft.
        approvals: The layers that first words need, one after the other.
        office: When words can go out, and layers that are not reachable out of hours can be reached.
        publish: Minutes to log in and publish.
        publish_any_hour: Somebody may publish at any hour (E04 at 3 or more).
        period: Minutes after which everything repeats.
        assumed: The inputs whose defaults these numbers rest on.
        used: The inputs that these numbers come from.
    """

    watch: tuple[Span, ...]
    windows: tuple[Span, ...]
    every: int | None
    alerts_always: bool
    alerts_watched: bool
    pickup: int
    check: int
    draft: int
    approvals: tuple[Approval, ...]
    office: tuple[Span, ...]
    publish: int
    publish_any_hour: bool
    period: int = WEEK
    assumed: tuple[str, ...] = ()
    used: tuple[str, ...] = field(default=(), compare=False)

    @property
    def layers(self) -> tuple[Approval, ...]:
        """What follows the draft, one after the other: the approvals, then publishing."""
        return (*self.approvals, Approval(self.publish, self.publish_any_hour))

    @property
    def never_out(self) -> bool:
        """Whether something needs hours in which words can go out, and there are none (RULES 3.3)."""
        return not self.office and any(not layer.out_of_hours for layer in self.layers)


@dataclass(frozen=True)
class Piece:
    """What happens to arrivals between `begin` and `end` (open): done at `at`, or `at` minutes after the arrival."""

    begin: int
    end: int
    at: int
    moves: bool

    def done(self, arrival: float) -> float:
        """Return when the step is done for an arrival inside."""
        return arrival + self.at if self.moves else self.at


@dataclass(frozen=True)
class Clock:
    """The clock of one set of numbers. None: never.

    Attributes:
        numbers: The numbers.
        seen: How long until somebody sees a post; None where nobody ever does.
        said: How long until first own words; None where there never are any.
        on_average: Where the time goes on average.
        at_worst: Where it goes at the worst moment.
    """

    numbers: ClockNumbers
    seen: TimesResult | None
    said: TimesResult | None
    on_average: PartsResult | None = None
    at_worst: PartsResult | None = None
    stages: tuple[tuple[Piece, ...], ...] = field(default=(), repr=False)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the last step: first own words."""
        return self.stages[-1] if self.stages else ()


def seen_pieces(numbers: ClockNumbers) -> list[Piece]:
    """Return when somebody sees what arrives; nothing where nobody ever does."""
    period = numbers.period
    at = _looks(numbers.windows, numbers.every, period)
    if not at:
        return [Piece(0, period, numbers.pickup, True)] if numbers.alerts_always else []
    alerts = numbers.alerts_always or numbers.alerts_watched
    cuts = {0, period, *at}
    if alerts:
        cuts |= {(look - numbers.pickup) % period for look in at}
        cuts |= {edge % period for span in numbers.watch for edge in span}
    return _pieces(sorted(cuts), (*at, at[0] + period), numbers)


def seen_between(begin: int, end: int, at: Sequence[int], numbers: ClockNumbers) -> list[Piece]:
    """Return when somebody sees what arrives between two moments of a calendar that does not repeat.

    Args:
        begin: The first moment.
        end: The last.
        at: When somebody looks: all looks between the two, and the next one after them; nothing where there is none.
        numbers: The numbers, with the watch of the calendar.
    """
    alerts = numbers.alerts_always or numbers.alerts_watched
    cuts = {*at}
    if alerts:
        cuts |= {look - numbers.pickup for look in at} | {edge for span in numbers.watch for edge in span}
    edges = [begin, *sorted(cut for cut in cuts if begin < cut < end), end]
    return _pieces(edges, at, numbers)


def _pieces(edges: Sequence[int], at: Sequence[int], numbers: ClockNumbers) -> list[Piece]:
    """Return when somebody sees what arrives between each two edges; nothing for stretches in which nobody ever does."""
    pieces: list[Piece] = []
    for begin, end in pairwise(edges):
        index = bisect_left(at, end)
        following = at[index] if index < len(at) else None
        rings = numbers.alerts_always or (numbers.alerts_watched and _inside(begin, numbers.watch, numbers.period))
        if rings and (following is None or following - begin > numbers.pickup):
            pieces.append(Piece(begin, end, numbers.pickup, True))
        elif following is not None:
            pieces.append(Piece(begin, end, following, False))
    return pieces


def _inside(minute: int, spans: Sequence[Span], period: int) -> bool:
    return any(begin <= minute < end or begin <= minute + period < end for begin, end in spans)


def later(pieces: Iterable[Piece], minutes: int) -> list[Piece]:
    """Return the pieces after a step that runs on at any hour."""
    return [Piece(piece.begin, piece.end, piece.at + minutes, piece.moves) for piece in pieces]


def in_hours(pieces: Iterable[Piece], minutes: int, office: Hours) -> list[Piece]:
    """Return the pieces after a layer that moves only inside office hours."""
    after: list[Piece] = []
    for piece in pieces:
        if not piece.moves:
            after.append(Piece(piece.begin, piece.end, int(office.advance(piece.at, minutes)), False))
            continue
        edges = [
            piece.begin,
            *(at - piece.at for at in office.breaks_between(piece.begin + piece.at, piece.end + piece.at, minutes)),
            piece.end,
        ]
        for begin, end in pairwise(edges):
            middle = (begin + end) / 2
            first, second = (
                office.advance(begin + piece.at + (middle - begin) / 2, minutes),
                office.advance(middle + piece.at, minutes),
            )
            if first == second:
                after.append(Piece(begin, end, int(second), False))
            else:
                after.append(Piece(begin, end, int(second - middle), True))
    return after


def stages(numbers: ClockNumbers) -> tuple[tuple[Piece, ...], ...]:
    """Return the pieces after every step: seen, checked, drafted, each approval, said; nothing where it never ends."""
    seen = seen_pieces(numbers)
    if not seen:
        return ()
    found = [seen, later(seen, numbers.check)]
    found.append(later(found[-1], numbers.draft))
    if numbers.never_out:
        return (tuple(seen),)
    office = OfficeHours(numbers.office, numbers.period)
    for layer in numbers.layers:
        last = found[-1]
        found.append(later(last, layer.minutes) if layer.out_of_hours else in_hours(last, layer.minutes, office))
    return tuple(tuple(stage) for stage in found)


def seen_and_said(numbers: ClockNumbers) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Return only the pieces of the first and of the last step; nothing for what never happens."""
    seen = seen_pieces(numbers)
    if not seen or numbers.never_out:
        return seen, ()
    return seen, said_pieces(seen, numbers, OfficeHours(numbers.office, numbers.period))


def said_pieces(seen: Iterable[Piece], numbers: ClockNumbers, office: Hours) -> list[Piece]:
    """Return when there are first own words on what is seen then; somebody can be reached who approves."""
    said = later(seen, numbers.check + numbers.draft)
    for layer in joined_layers(numbers.layers):
        said = later(said, layer.minutes) if layer.out_of_hours else in_hours(said, layer.minutes, office)
    return said


def joined_layers(approvals: Sequence[Approval]) -> list[Approval]:
    """Return layers that take as long together: neighbours that work at the same hours are one layer.

    Only a layer of no minutes stands alone in office hours, because it waits for the next opening where the one before
    ends at a closing.
    """
    found: list[Approval] = []
    for layer in approvals:
        if found and found[-1].out_of_hours == layer.out_of_hours and (layer.minutes or layer.out_of_hours):
            found[-1] = Approval(found[-1].minutes + layer.minutes, layer.out_of_hours)
        else:
            found.append(layer)
    return found


def clock(numbers: ClockNumbers) -> Clock:
    """Work out the clock of an agency's numbers."""
    steps = stages(numbers)
    if not steps:
        return Clock(numbers, None, None)
    if len(steps) == 1:
        return Clock(numbers, times(steps[0], numbers, seen_at), None, stages=())
    said = times(steps[-1], numbers, said_at)
    return Clock(
        numbers,
        times(steps[0], numbers, seen_at),
        said,
        _parts([_mean_end(stage) for stage in steps], _mean_arrival(steps[0]), numbers),
        _parts(
            [Fraction(_just_after(stage, said.worst_moment)) for stage in steps], Fraction(said.worst_moment), numbers
        ),
        steps,
    )


@lru_cache(maxsize=1024)
def longest_to_first_words(numbers: ClockNumbers) -> int | None:
    """Return only the worst of the clock, in minutes; None: never. For what-if questions that ask for nothing else."""
    seen = seen_pieces(numbers)
    office = OfficeHours(numbers.office, numbers.period)
    layers = joined_layers(numbers.layers)
    if not seen or numbers.never_out:
        return None
    worst = 0
    moving = [piece for piece in seen if piece.moves]
    for piece in seen:
        if not piece.moves:
            done: float = piece.at + numbers.check + numbers.draft
            for layer in layers:
                done = done + layer.minutes if layer.out_of_hours else office.advance(done, layer.minutes)
            worst = max(worst, int(done) - piece.begin)
    if moving:
        moving = later(moving, numbers.check + numbers.draft)
        for layer in layers:
            moving = later(moving, layer.minutes) if layer.out_of_hours else in_hours(moving, layer.minutes, office)
        worst = max(worst, worst_wait(moving))
    return worst


def times(
    pieces: Sequence[Piece], numbers: ClockNumbers, exactly: Callable[[ClockNumbers, int], int | None]
) -> TimesResult:
    """Work out mean, percentiles, worst and shares of the waits of arrivals.

    Args:
        pieces: The pieces of one step.
        numbers: The numbers they come from.
        exactly: Gives the end of that step for an arrival exactly at a whole minute; tells whether the worst is
            reached or only approached.
    """
    total = sum(piece.end - piece.begin for piece in pieces)
    spread = _Spread(pieces, total)
    worst, moment = max(((piece.at if piece.moves else piece.at - piece.begin), -piece.begin) for piece in pieces)
    moment = -moment
    return TimesResult(
        mean=mean_wait(pieces),
        median=spread.quantile(Fraction(1, 2)),
        p90=spread.quantile(Fraction(9, 10)),
        worst=worst,
        worst_moment=moment,
        just_after=exactly(numbers, moment) != moment + worst,
        within={str(minutes): spread.share(minutes) for minutes in SHARES_WITHIN},
    )


def mean_wait(pieces: Sequence[Piece]) -> Fraction:
    """Return the mean wait in minutes."""
    return _mean_end(pieces) - _mean_arrival(pieces)


def worst_wait(pieces: Sequence[Piece]) -> int:
    """Return the longest wait in minutes (the supremum)."""
    return max(piece.at if piece.moves else piece.at - piece.begin for piece in pieces)


def share_within(pieces: Sequence[Piece], minutes: int) -> Fraction:
    """Return the share of arrivals, 0 to 1, that wait at most so many minutes."""
    return _Spread(pieces, sum(piece.end - piece.begin for piece in pieces)).share(minutes)


def _mean_end(pieces: Sequence[Piece]) -> Fraction:
    doubled = sum(
        (2 * piece.at + ((piece.begin + piece.end) if piece.moves else 0)) * (piece.end - piece.begin)
        for piece in pieces
    )
    return Fraction(doubled, 2 * sum(piece.end - piece.begin for piece in pieces))


def _mean_arrival(pieces: Sequence[Piece]) -> Fraction:
    doubled = sum((piece.begin + piece.end) * (piece.end - piece.begin) for piece in pieces)
    return Fraction(doubled, 2 * sum(piece.end - piece.begin for piece in pieces))


def _just_after(stage: Sequence[Piece], moment: int) -> int:
    piece = next(piece for piece in stage if piece.begin <= moment < piece.end)
    return moment + piece.at if piece.moves else piece.at


def _parts(ends: Sequence[Fraction], arrival: Fraction, numbers: ClockNumbers) -> PartsResult:
    work = tuple(Fraction(approval.minutes) for approval in numbers.approvals)
    return PartsResult(
        look=ends[0] - arrival,
        check=Fraction(numbers.check),
        draft=Fraction(numbers.draft),
        approvals=work,
        office=ends[-1] - ends[2] - sum(work, Fraction(0)) - numbers.publish,
        publish=Fraction(numbers.publish),
    )


class _Spread:
    """The distribution of waits: uniform stretches and single values, each with its share of the period."""

    def __init__(self, pieces: Sequence[Piece], total: int) -> None:
        self._total = total
        self._fixed: dict[int, int] = {}
        self._stretches: list[Span] = []
        for piece in pieces:
            if piece.moves:
                self._fixed[piece.at] = self._fixed.get(piece.at, 0) + piece.end - piece.begin
            else:
                self._stretches.append((piece.at - piece.end, piece.at - piece.begin))

    def minutes(self, wait: int) -> int:
        """Return how many minutes of the period wait at most `wait` minutes; `wait` is whole."""
        fixed = sum(minutes for value, minutes in self._fixed.items() if value <= wait)
        return fixed + sum(min(wait, high) - low for low, high in self._stretches if low < wait)

    def share(self, wait: int) -> Fraction:
        """Return the share of the period, 0 to 1, that waits at most `wait` minutes."""
        return Fraction(self.minutes(wait), self._total)

    def quantile(self, share: Fraction) -> Fraction:
        """Return the smallest wait that at least `share` of the period does not exceed."""
        wanted = share * self._total
        values = sorted({*self._fixed, *(edge for stretch in self._stretches for edge in stretch)})
        low, high = 0, len(values) - 1
        while low < high:
            middle = (low + high) // 2
            if self.minutes(values[middle]) >= wanted:
                high = middle
            else:
                low = middle + 1
        if low == 0:
            return Fraction(values[0])
        reached = self.minutes(values[low - 1])
        # Between two neighbouring values the share grows evenly; what is fixed at the upper one comes in a jump.
        growth = self.minutes(values[low]) - self._fixed.get(values[low], 0) - reached
        missing = wanted - reached
        if growth and missing <= growth:
            return values[low - 1] + Fraction(missing) * (values[low] - values[low - 1]) / growth
        return Fraction(values[low])


def seen_at(numbers: ClockNumbers, arrival: int) -> int | None:
    """Return the minute at which an arrival at a whole minute is seen; None: never. An arrival during a look waits 0."""
    period = numbers.period
    at = _looks(numbers.windows, numbers.every, period)
    base, minute = divmod(arrival, period)
    candidates = []
    if at:
        index = bisect_left(at, minute)
        candidates.append(base * period + (at[index] if index < len(at) else at[0] + period))
    if numbers.alerts_always or (numbers.alerts_watched and _inside(minute, numbers.watch, period)):
        candidates.append(arrival + numbers.pickup)
    return min(candidates, default=None)


def said_at(numbers: ClockNumbers, arrival: int) -> int | None:
    """Return the minute of the first own words on an arrival at a whole minute; None: never."""
    seen = seen_at(numbers, arrival)
    if seen is None or numbers.never_out:
        return None
    done: float = seen + numbers.check + numbers.draft
    office = OfficeHours(numbers.office, numbers.period)
    for layer in numbers.layers:
        done = done + layer.minutes if layer.out_of_hours else office.advance(done, layer.minutes)
    return int(done)


def longest_wait(pieces: Sequence[Piece], begin: int, end: int) -> tuple[int, int] | None:
    """Return the longest wait of arrivals between two moments, and its moment; None where there is no arrival."""
    found = [
        ((piece.at if piece.moves else piece.at - max(piece.begin, begin)), -max(piece.begin, begin))
        for piece in pieces
        if piece.begin < end and piece.end > begin
    ]
    if not found:
        return None
    wait, moment = max(found)
    return wait, -moment
