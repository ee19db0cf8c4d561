"""The failure chain and the other lenses."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from audit.model.result.result import Result
from audit.report.parts.context import ReportContext
from audit.report.parts.lenses import chain, lens_views, weak_against

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


def test_the_chain_names_the_first_link_that_breaks_and_only_that(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    for name in EXAMPLES:
        result = example(name)
        view = chain(context(result))
        lens = next(lens for lens in result.lenses if lens.kind == "sequence")
        assert view is not None
        assert [link.id for link in view.links if link.first] == ([lens.first_weak] if lens.first_weak else [])
        broken = next((link for link in lens.links if link.id == lens.first_weak), None)
        assert broken is None or broken.breaks["en"] in view.finding


def test_what_happened_is_told_once_on_a_page(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    for lens in lens_views(context(example("narae-city"))):
        cases = [(link.id, case) for link in lens.links for case in link.cases]
        told = [case.what for _, case in cases if not case.what.startswith("Told above")]
        assert len(told) == len(set(told)) == len({case.id for _, case in cases})
        again = [(here, case.what) for here, case in cases if case.what not in told]
        order = [link.id for link in lens.links]
        assert again
        assert all(order.index(what[len("Told above, under ") : -1]) < order.index(here) for here, what in again)


def test_weak_against_every_property_is_said_in_one_word_not_as_7_of_7(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    threats = lens_views(context(example("haneul-district")))[1]
    assert threats.finding.startswith("You are weak against all 7, ")


def test_properties_stand_in_the_order_of_their_weakness_and_a_chain_in_its_own(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = example("haneul-district")
    links, properties = lens_views(context(result))
    assert [link.id for link in links.links] == [link.id for link in result.lenses[0].links]
    shown = {link.id: link.shown for link in result.lenses[1].links}
    strengths = [shown[link.id] or Fraction(0) for link in properties.links]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize(
    ("shares", "english", "korean"),
    [
        ((None, None), "Nothing here was assessed", "이 영역에서는 평가한 것이 없습니다"),
        ((Fraction(1, 2), Fraction(1)), "You can show an answer to every one of these 2", "2가지"),
        ((Fraction(1, 4), Fraction(1)), "You are weak against 1 of 2, most of all: ", "2가지 가운데 1가지"),
        ((Fraction(1, 4), Fraction(1, 8)), "You are weak against all 2, most of all: ", "2가지 모두"),
    ],
)
def test_the_finding_of_the_properties(
    shares: tuple[Fraction | None, ...],
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = example("narae-city")
    lens = result.lenses[1]
    links = tuple(
        link.model_copy(update={"shown": share, "weak": share is not None and share < Fraction(1, 2)})
        for link, share in zip(lens.links, shares, strict=False)
    )
    changed = lens.model_copy(update={"links": links})
    assert weak_against(context(result), changed).startswith(english)
    assert korean in weak_against(context(result, "ko"), changed)
