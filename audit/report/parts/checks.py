"""Two kinds of checks: contradictions, which lower a claim, and what is unusual together, which lowers nothing (RULES 5)."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.numbers import ContradictionResult
from audit.report.parts.context import ReportContext


@dataclass(frozen=True)
class Checks:
    """The checks that found something, by kind."""

    contradictions: tuple[ContradictionResult, ...]
    """Both answers cannot hold."""
    to_check: tuple[ContradictionResult, ...]
    """Unusual together."""


def checks(context: ReportContext) -> Checks:
    """Tell the two kinds apart."""
    found = context.result.contradictions
    return Checks(
        tuple(check for check in found if check.lowers is not None),
        tuple(check for check in found if check.lowers is None),
    )


def checks_finding(context: ReportContext) -> str:
    """Say how many there are of each kind; empty where there are none."""
    found = checks(context)
    both = (_contradictions(context, len(found.contradictions)), _to_check(context, len(found.to_check)))
    return " · ".join(words for words in both if words)


def _contradictions(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("1 contradiction: both answers cannot hold")
    return context.say("{count} contradictions: both answers cannot hold", count=count) if count else ""


def _to_check(context: ReportContext, count: int) -> str:
    if count == 1:
        return context.say("1 pair of answers to check: unusual together")
    return context.say("{count} pairs of answers to check: unusual together", count=count) if count else ""
