"""How this was decided."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Cap, Result
from audit.report.pages.method import method_finding, method_view
from audit.report.parts.context import ReportContext


def test_the_worked_example_is_of_this_very_audit_and_adds_up(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    lines = method_view(context(example("narae-city"))).worked_example
    product, total = next(line for line in lines if "×" in line and "=" in line).split(" = ")
    assert sum(int(a) * int(b) for a, b in (term.split("×") for term in product.split(" + "))) == int(total)


def held_by(result: Result, *names: str) -> Result:
    """The result with these caps and no others."""
    cap = example_cap(result)
    caps = tuple(cap.model_copy(update={"name": name}) for name in names)
    return result.model_copy(
        update={"verdict": result.verdict.model_copy(update={"caps": caps, "other_caps": (), "rank": 1})}
    )


def example_cap(result: Result) -> Cap:
    return result.verdict.caps[0]


@pytest.mark.parametrize(
    ("names", "english", "korean"),
    [
        (
            ("GC",),
            "One gate decided, GC Somebody checks; no good score elsewhere buys it back",
            "관문 하나가 판정을 정했습니다: GC 정기 모니터링. 다른 점수가 높아도 바뀌지 않습니다",
        ),
        (
            ("GC", "GD", "floor:listening"),
            "2 gates decided; no good score elsewhere buys them back",
            "관문 2개가 판정을 정했습니다. 다른 점수가 높아도 바뀌지 않습니다",
        ),
        (
            ("floor:listening", "floor:total"),
            "Not a gate but too low a score decided",
            "관문이 아니라 낮은 점수가 판정을 정했습니다",
        ),
        (
            ("sustain",),
            "Every gate lets pass; for the top rung it must also have been kept up",
            "관문은 모두 통과했습니다. 가장 높은 단계에는 꾸준히 지켜 온 증빙이 더 필요합니다",
        ),
        (
            ("not-assessed:staffing",),
            "What holds the verdict is a part that was not assessed",
            "점검하지 않은 부분이 판정을 붙잡고 있습니다",
        ),
        ((), "Every gate lets pass, and no score is too low", "관문을 모두 통과했고 점수도 모자라지 않습니다"),
    ],
)
def test_the_finding_says_what_decided(
    names: tuple[str, ...],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = held_by(example("haneul-district"), *names)
    assert [method_finding(context(result, language)) for language in ("en", "ko")] == [english, korean]


def test_without_a_verdict_the_finding_says_so(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("haneul-district")
    result = whole.model_copy(update={"verdict": whole.verdict.model_copy(update={"rank": None})})
    assert method_finding(context(result)).startswith("There is no verdict yet")


def test_gates_hang_on_the_rungs_on_which_they_hold_those_that_hold_here_first(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("haneul-district")
    steps = method_view(context(result)).ladder
    assert [step.rung.here for step in steps].index(True) == len(steps) - 1
    held = {(cap.name, cap.rank) for cap in (*result.verdict.caps, *result.verdict.other_caps) if ":" not in cap.name}
    ranks = sorted((rung.rank for rung in result.method.rungs), reverse=True)
    shown = {(gate.id, rank) for rank, step in zip(ranks, steps, strict=True) for gate in step.gates if gate.holds}
    assert shown == held
    for step in steps:
        assert [gate.holds for gate in step.gates] == sorted((gate.holds for gate in step.gates), reverse=True)
    assert [floor for step in steps for floor in step.floors] == [
        "a pillar below 50 of 100",
        "a total below 60 of 100",
        "a pillar below 25 of 100",
    ]
