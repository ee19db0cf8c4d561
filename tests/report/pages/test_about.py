"""The page about the audit: each edition reads what it may, and what nobody wrote down is named to the house only."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from audit.model.result.about import AboutResult
from audit.model.result.result import Edition, Result
from audit.report.editions import cut_down, free_texts
from audit.report.pages.about import about_view, has_about
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale


@pytest.fixture
def whole(example: Callable[[str], Result]) -> Result:
    return example("narae-city")


@pytest.mark.parametrize(
    ("edition", "rows"),
    [
        ("internal", ["commissioned_by", "auditor", "independent", "day", "period", "scope", "limits", "kept"]),
        ("client", ["commissioned_by", "auditor", "independent", "day", "period", "scope", "limits", "kept"]),
        ("public", ["auditor", "day", "limits"]),
    ],
)
def test_every_edition_reads_what_it_may(
    whole: Result, context: Callable[..., ReportContext], edition: Edition, rows: list[str]
) -> None:
    view = about_view(context(cut_down(whole, edition), "en"))
    assert [row.id for row in view.rows] == rows
    assert bool(view.heard) is bool(view.gates) is bool(view.assurance) is (edition != "public")
    assert bool(view.responses) is (edition != "public")


def test_it_says_how_far_the_report_is(whole: Result, context: Callable[..., ReportContext]) -> None:
    def day(result: Result) -> str:
        return next(row.text for row in about_view(context(result, "en")).rows if row.id == "day")

    assert "Final, finished on 23 November 2026." in day(whole)
    assert "The response was sent on 20 November 2026." in day(whole)
    draft = whole.model_copy(update={"draft": True, "finished": None})
    assert "Draft with the response of 20 November 2026" in day(draft)
    assert "this round is not finished" in day(draft.model_copy(update={"response_sent": None}))


def test_what_nobody_wrote_down_is_named_to_the_house_only(
    whole: Result, context: Callable[..., ReportContext]
) -> None:
    bare = whole.model_copy(update={"about": AboutResult(heard=("lead",))})
    assert "Commissioned by, Audited by" in about_view(context(bare, "en")).missing
    assert about_view(context(cut_down(bare, "client"), "en")).missing == ""
    assert not has_about(cut_down(bare, "public"))
    assert not has_about(bare.model_copy(update={"about": None})), "a result of an earlier version has no such page"


def test_its_texts_and_the_responses_are_listed_for_a_human_look(
    whole: Result, locale: Callable[[str], Locale]
) -> None:
    places = {text.place for text in free_texts(cut_down(whole, "client"), locale("en"))}
    assert {"about.limits", "about.read", "M12-2, response"} <= places
