"""Pillars: every figure can be followed down."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import pillar_views
from audit.wording.locale import half_away

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_a_pillar_can_be_followed_down_to_its_answers(
    name: str, language: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example(name)
    for view, (identity, pillar) in zip(pillar_views(context(result, language)), result.pillars.items(), strict=True):
        assessed = [
            question for question in result.questions if question.pillar == identity and question.shown is not None
        ]
        assert pillar.points_shown == sum(question.weight * (question.shown or 0) for question in assessed)
        assert pillar.maximum == sum(4 * question.weight for question in assessed)
        assert pillar.shown is not None
        assert view.bar.shown == half_away(pillar.shown)
        assert str(view.bar.shown) in view.bar.label
        assert str(pillar.points_shown) in view.sum
        assert str(pillar.maximum) in view.sum
