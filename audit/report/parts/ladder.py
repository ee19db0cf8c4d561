"""The ladder: the rungs of this audit's mode, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audit.model.result.result import Result, RungText
from audit.report.parts.context import ReportContext
from audit.wording.locale import RANK_BANDS


@dataclass(frozen=True)
class RungView:
    """One rung."""

    rank: int
    band: str
    shape: str
    title: str
    means: str
    here: bool
    """Whether this audit stands on it."""


def ladder(context: ReportContext, meaning: Callable[[RungText], str]) -> tuple[RungView, ...]:
    """Set the rungs out.

    Args:
        context: The result.
        meaning: Says what a rung means, for the readers of the page.
    """
    return tuple(
        RungView(
            rank=rung.rank,
            band=RANK_BANDS[rung.rank],
            shape=context.locale.shape(RANK_BANDS[rung.rank]),
            title=context.text(rung.title),
            means=meaning(rung),
            here=rung.rank == context.result.verdict.rank,
        )
        for rung in _rungs(context.result)
    )


def _rungs(result: Result) -> Iterator[RungText]:
    """Give the rungs; where people may only be warned, its rung says that and nothing more (RULES 4)."""
    verdict = result.verdict
    for rung in result.method.rungs:
        if verdict.warnings_only and verdict.title is not None and rung.rank == verdict.rank:
            words = {"title": verdict.title, "means": verdict.means or rung.means, "public": verdict.public}
            yield rung.model_copy(update=words)
        else:
            yield rung
