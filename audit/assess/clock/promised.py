"""The hours that a body promises in public, and how much of a wait falls into them (RULES 3.10)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import cast

from audit.assess.clock.numbers import Given
from audit.assess.clock.schedule import WEEK, Span, merged, spans_of_week
from audit.assess.clock.walk import Piece
from audit.model.known import PROMISED
from audit.model.values import Week


def promised_spans(source: Given) -> tuple[Span, ...] | None:
    """Return the merged hours of the week that are promised in public; None where nothing was said."""
    promised = source.values.get(PROMISED)
    return merged(spans_of_week(cast("Week", promised))) if isinstance(promised, Mapping) else None


@dataclass(frozen=True)
class PromisedWait:
    """The wait that holds the most promised minutes.

    Attributes:
        minutes: So many of it are promised.
        moment: When it begins, in minutes from Monday 00:00.
    """

    minutes: int
    moment: int


@dataclass(frozen=True)
class Promised:
    """Counts the minutes of a stretch of time that fall into promised hours.

    Attributes:
        spans: Merged spans of the week, at least one.
    """

    spans: tuple[Span, ...]

    @cached_property
    def _pieces(self) -> tuple[Span, ...]:
        cut: list[Span] = []
        for begin, end in self.spans:
            cut += [(begin, end)] if end <= WEEK else [(begin, WEEK), (0, end - WEEK)]
        return tuple(sorted(cut))

    @cached_property
    def _before(self) -> tuple[int, ...]:
        return tuple(accumulate((end - begin for begin, end in self._pieces), initial=0))

    def _until(self, moment: int) -> int:
        """Return the promised minutes from the first Monday 00:00 to a moment."""
        weeks, at = divmod(moment, WEEK)
        index = bisect_right(self._pieces, (at, WEEK))
        inside = self._before[index]
        if index and at < self._pieces[index - 1][1]:
            inside -= self._pieces[index - 1][1] - at
        return weeks * self._before[-1] + inside

    def minutes(self, begin: int, end: int) -> int:
        """Return the promised minutes between two moments, both minutes from a Monday 00:00."""
        return self._until(end) - self._until(begin)

    def longest_wait(self, said: Iterable[Piece]) -> PromisedWait:
        """Return the wait that holds the most promised minutes; of several the first of the week.

        Within a piece that counts from a fixed end the first arrival waits longest. Where the end moves along, the
        count changes its course only where one of the two ends crosses an edge of promised hours.

        Args:
            said: When there are first own words, for every arrival of the week.
        """
        most = PromisedWait(0, 0)
        for piece in said:
            arrivals = {piece.begin, piece.end}
            if piece.moves:
                weeks = range(-1, (piece.end + piece.at) // WEEK + 1)
                edges = [edge + week * WEEK for span in self._pieces for edge in span for week in weeks]
                arrivals |= {at for edge in edges for at in (edge, edge - piece.at) if piece.begin < at < piece.end}
            for at in sorted(arrivals):
                minutes = self.minutes(at, int(piece.done(at)))
                if minutes > most.minutes:
                    most = PromisedWait(minutes, at % WEEK)
        return most
