"""The sources."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.result import Result
from audit.report.pages.sources import sources_finding, sources_view
from audit.report.parts.context import ReportContext


def test_sources_say_how_well_they_were_read(
    example: Callable[[str], Result], rendered: Callable[..., dict[str, str]]
) -> None:
    result = example("maple-library")
    words = {"FULL": "read whole", "EXC": "read in excerpt", "SEC": "second-hand", "CALC": "our arithmetic"}
    rows = rendered(result)["sources.md"].split("<tr")
    for source in result.sources:
        row = next(row for row in rows if f'id="{source.id}"' in row)
        assert f"<td>{words[source.tag]}</td>" in row, source.id


def read(result: Result, *tags: str, used: int) -> Result:
    """The result with so many sources, the first of them behind an action of the plan."""
    asked, source = result.actions[0].question, result.sources[0]
    sources = tuple(
        source.model_copy(update={"id": f"S{place}", "tag": tag, "used_by": (asked,) if place < used else ("X99",)})
        for place, tag in enumerate(tags)
    )
    return result.model_copy(update={"sources": sources})


@pytest.mark.parametrize(
    ("tags", "used", "english", "korean"),
    [
        (
            ("FULL", "EXC", "FULL", "SEC"),
            3,
            "3 of 4 sources stand behind what this report asks of you first; 2 were read whole",
            "출처 4건 가운데 3건이 이 보고서가 먼저 권하는 일의 근거이며, 2건은 전문을 읽었습니다",
        ),
        (
            ("EXC", "SEC", "FULL"),
            2,
            "2 of 3 sources stand behind what this report asks of you first; none was read whole",
            "출처 3건 가운데 2건이 이 보고서가 먼저 권하는 일의 근거이며, 전문을 읽은 것은 없습니다",
        ),
        (
            ("FULL", "SEC"),
            0,
            "2 sources stand behind the questions; 1 of them were read whole",
            "문항의 근거는 출처 2건이고, 그 가운데 1건은 전문을 읽었습니다",
        ),
        ((), 0, "The questions of this audit name no sources", "이 점검의 문항에는 출처가 적혀 있지 않습니다"),
    ],
)
def test_the_finding_says_how_many_sources_stand_behind_what_is_asked(
    tags: tuple[str, ...],
    used: int,
    english: str,
    korean: str,
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = read(example("maple-library"), *tags, used=used)
    assert [sources_finding(context(result, language)) for language in ("en", "ko")] == [english, korean]


def test_the_page_is_cut_by_what_this_report_uses_and_nothing_is_lost(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    result = read(example("maple-library"), "FULL", "EXC", "SEC", used=1)
    view = sources_view(context(result))
    assert ([source.id for source in view.used], [source.id for source in view.others]) == (["S0"], ["S1", "S2"])
    assert {case.id for case in (*view.cases, *view.other_cases)} == {case.id for case in result.cases}
    assert result.clock is not None
    assert {case.id for case in view.cases} == {case.case for case in result.clock.replay}
