"""The chain as a rope, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

from audit.model.result.result import LensResult, Result
from audit.report.charts.rope import rope_chart, rope_of
from audit.report.parts.context import ReportContext


def test_the_rope_is_as_thick_as_a_link_is_strong_and_torn_at_the_first_weak_one(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("haneul-district")
    lens = next(lens for lens in result.lenses if lens.kind == "sequence")
    rope = rope_chart(context(result))
    assert rope is not None
    assert [link.id for link in rope.links if link.tie == "torn"] == [lens.first_weak]
    ties = [link.tie for link in rope.links]
    torn = ties.index("torn")
    assert set(ties[:torn]) <= {"apart", "holds"}
    assert set(ties[torn + 1 :]) == {"past"}
    by_strength = sorted(zip((link.shown for link in lens.links), (link.thickness for link in rope.links), strict=True))
    assert [thickness for _, thickness in by_strength] == sorted(link.thickness for link in rope.links)


def test_a_link_that_holds_wholly_is_thickest_and_one_that_was_not_assessed_thinnest(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    rope = rope_of(
        context(example("narae-city")), strengths(example("narae-city"), [Fraction(1), Fraction(1, 2), None])
    )
    assert [link.thickness for link in rope.links if link.tie != "apart"][:3] == [14, 7, 2]


def test_only_the_last_link_leads_nowhere(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    rope = rope_chart(context(example("maple-library")))
    assert rope is not None
    assert [link.is_last for link in rope.links] == [False] * (len(rope.links) - 1) + [True]


def strengths(result: Result, shares: Sequence[Fraction | None]) -> LensResult:
    """Return the chain with these strengths, all others at three quarters."""
    lens = next(lens for lens in result.lenses if lens.kind == "sequence")
    links, given = [], list(shares)
    for link in lens.links:
        share = link.shown if link.apart else given.pop(0) if given else Fraction(3, 4)
        weak = share is not None and share < Fraction(1, 2)
        links.append(link.model_copy(update={"shown": share, "claimed": share, "possible": share, "weak": weak}))
    first = next((link.id for link in links if link.weak and not link.apart), None)
    return lens.model_copy(update={"links": tuple(links), "first_weak": first})


@pytest.mark.parametrize(
    ("shares", "english", "korean"),
    [
        ([Fraction(1, 4)], "It would break at the first link: ", "사슬의 첫 고리부터 끊어져 있습니다. "),
        ([Fraction(3, 4), Fraction(1, 4)], "It would break here, “", "여기에서 끊어집니다: ‘"),
        ([Fraction(3, 4)], "No link is weak, and all are equally strong", "취약한 고리가 없고, 모두 똑같이 튼튼합니다"),
        ([Fraction(1), Fraction(1, 2)], "No link is weak; the thinnest is “", "취약한 고리가 없습니다. 가장 약한 고리는 ‘"),
        ([None] * 10, "No link was assessed", "평가한 고리가 없습니다"),
        ([None, Fraction(5, 8)], "No link is weak; the thinnest is “", "취약한 고리가 없습니다. 가장 약한 고리는 ‘"),
    ],
)  # fmt: skip
def test_the_finding_of_the_chain(
    shares: Sequence[Fraction | None],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = example("narae-city")
    for language, finding in (("en", english), ("ko", korean)):
        assert rope_of(context(result, language), strengths(result, shares)).finding.startswith(finding)
