"""The ladder: the rungs of this audit's mode, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audit.model.result.result import RungText
from audit.report.parts.context import ReportContext
from audit.wording.locale import RANK_BANDS


@dataclass(frozen=True)
class RungView:
    """One rung."""

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
            band=RANK_BANDS[rung.rank],
            shape=context.locale.shape(RANK_BANDS[rung.rank]),
            title=context.text(rung.title),
            means=meaning(rung),
            here=rung.rank == context.result.verdict.rank,
        )
        for rung in context.result.method.rungs
    )
