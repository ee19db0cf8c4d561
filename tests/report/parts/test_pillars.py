"""Pillars: every figure can be followed down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from audit.model.result.result import Cap, Held, Result
from audit.report.parts.context import ReportContext
from audit.report.parts.pillars import pillar_views, weak_first
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


GATES = frozenset({"M01"})


def monitoring_at(
    result: Result, levels: Mapping[str, int | None], rest: int | None, *, holds: Sequence[str]
) -> Result:
    """Return a result whose monitoring stands at these levels, and whose verdict these questions hold at a gate."""
    questions = tuple(
        question
        if question.pillar != "monitoring"
        else question.model_copy(
            update={
                "shown": levels.get(question.id, rest),
                "state": "answered" if levels.get(question.id, rest) is not None else "not assessed",
                "gate": question.id in GATES,
            }
        )
        for question in result.questions
    )
    held = tuple(Held(question=identity, shown=1, state="answered") for identity in holds)
    verdict = result.verdict.model_copy(update={"caps": (Cap(name="GC", rank=1, answers=held),) if held else ()})
    return result.model_copy(update={"questions": questions, "verdict": verdict})


@pytest.mark.parametrize(
    ("levels", "rest", "holds", "english", "korean"),
    [
        ({}, None, (), "Nothing here was assessed", "이 영역에서는 평가한 것이 없습니다"),
        ({}, 4, (), "Every answer stands at the highest level and can be shown", "모든 답이 가장 높은 수준이며 증빙으로 보여 줄 수 있습니다"),
        ({"M05": 3}, 4, (), "All that is asked here is practised and can be shown", "묻는 것을 모두 실천하고 있으며 증빙으로 보여 줄 수 있습니다"),
        ({"M01": 1}, 4, ("M01",), "The verdict waits for one answer here: Regular checks", "이 영역의 답 하나가 판정을 낮추고 있습니다: "),
        ({"M01": 1, "M05": 0}, 4, ("M05", "M01"), "The verdict waits for 2 answers here, first of all: Regular checks", "이 영역의 답 2개가 판정을 낮추고 있습니다. 가장 먼저 볼 것: "),
        ({"M05": 0}, 2, (), "1 of 13 answers can be shown only at 0; begin with: ", "답 13개 가운데 1개가 수준 0입니다. 먼저 시작할 것: "),
        ({"M05": 0, "M01": 0}, 2, (), "2 of 13 answers can be shown only at 0; begin with: Regular checks", "답 13개 가운데 2개가 수준 0입니다. 먼저 시작할 것: "),
        ({"M05": 1}, 2, (), "What is missing most is shown at level 1 of 4: ", "입증 수준 1/4로 가장 낮은 것은 "),
        ({"M05": 2, "M06": None}, 4, (), "What is missing most is shown at level 2 of 4: ", "입증 수준 2/4로 가장 낮은 것은 "),
        ({"M05": 2}, 4, ("L01",), "What is missing most is shown at level 2 of 4: ", "입증 수준 2/4로 가장 낮은 것은 "),
    ],
)  # fmt: skip
def test_the_finding_of_a_pillar_is_what_is_missing(
    levels: Mapping[str, int | None],
    rest: int | None,
    holds: Sequence[str],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = monitoring_at(example("narae-city"), levels, rest, holds=holds)
    for language, finding in (("en", english), ("ko", korean)):
        (view,) = [view for view in pillar_views(context(result, language)) if view.id == "monitoring"]
        assert view.finding.startswith(finding)


def test_gates_come_first_then_the_weak_before_the_good(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = monitoring_at(example("narae-city"), {"M01": 4, "M05": 0, "M06": 2, "M02": None}, 3, holds=())
    (view,) = [view for view in pillar_views(context(result)) if view.id == "monitoring"]
    order = [answer.id for answer in weak_first(view.questions)]
    assert order[:3] == ["M01", "M05", "M06"]
    assert order[-1] == "M02"
