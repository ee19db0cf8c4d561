"""The verdict: what holds it, and what to do first."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from audit.model.result.result import Result
from audit.report.parts.actions import first_step
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import cap_view, verdict_view


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_cap_of_every_rung_is_named_with_its_reason(
    language: str, rungs: Mapping[tuple[str, str], Result], context: Callable[..., ReportContext]
) -> None:
    for result in rungs.values():
        made = context(result, language)
        for held in (*result.verdict.caps, *result.verdict.other_caps):
            cap = cap_view(made, held)
            # The sentence of a floor names its pillar itself.
            assert bool(cap.title) != (":" in held.name)
            assert cap.text
            assert not re.search(r"\{\w+\}", cap.text)
        assert verdict_view(made).headline


def test_the_verdict_names_what_to_do_first_unless_the_one_question_comes_before_any_work(
    rungs: Mapping[tuple[str, str], Result], context: Callable[..., ReportContext]
) -> None:
    for result in rungs.values():
        first, verdict = first_step(context(result)), result.verdict
        firsts = verdict.this_week if verdict.rank == 0 else result.first
        expected = None if verdict.reason == "intent" or not firsts else firsts[0]
        assert (first.id if first else None) == expected
