"""What the page for the public says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest

from audit.model.answers import Answer, Answers, Checked, Evidence
from audit.model.pack import Pack
from audit.model.result.result import Result
from audit.report.editions import cut_down
from audit.report.pages.public import public_view
from audit.report.parts.context import ReportContext

OFFICE = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-18:00")


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ({**OFFICE, "sat": "none", "sun": "none"}, ["Somebody reads and answers: Monday to Friday 09:00-18:00"]),
        (
            {**OFFICE, "sat": "10:00-12:00"},
            ["Somebody reads and answers: Monday to Friday 09:00-18:00; Saturday 10:00-12:00"],
        ),
        (dict.fromkeys((*OFFICE, "sat", "sun"), "none"), []),
        ("none", []),
    ],
)
def test_only_hours_in_which_somebody_answers_are_promised(
    example: Callable[[str], Result],
    context: Callable[..., ReportContext],
    week: Mapping[str, str] | str,
    said: list[str],
) -> None:
    whole = example("narae-city")
    inputs = tuple(
        item.model_copy(update={"state": "answered", "value": week}) if item.id == "N18" else item
        for item in whole.inputs
    )
    public = public_view(context(whole.model_copy(update={"inputs": inputs})))
    assert list(public.promises) == said


@pytest.mark.parametrize("assumed", [(), ("N05",)])
def test_the_public_is_told_where_the_time_rests_on_assumed_numbers(
    example: Callable[[str], Result], context: Callable[..., ReportContext], assumed: tuple[str, ...]
) -> None:
    whole = example("narae-city")
    assert whole.clock is not None
    changed = whole.model_copy(update={"clock": whole.clock.model_copy(update={"assumed": assumed})})
    assert ("Some of the numbers behind this are assumed." in public_view(context(changed)).clock) is bool(assumed)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        (
            True,
            "If a problem came up in the published hours, the first statement would take 2 h 5 min at most; at other times it can take up to 64 h.",
        ),
        (False, "If a problem came up now, the first statement would take 20 h on average, and 64 h at worst."),
    ],
)
def test_published_hours_are_part_of_the_one_sentence(
    published: bool, said: str, example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    whole = example("narae-city")
    assert whole.clock is not None
    assert whole.clock.said is not None
    times = whole.clock.said.model_copy(update={"mean": Fraction(1200)})
    changed = {"said": times, "worst": 64 * 60, "promised_worst": 125, "published": published}
    cut = cut_down(whole.model_copy(update={"clock": whole.clock.model_copy(update=changed)}), "public")
    assert public_view(context(cut)).clock == said


def test_warnings_only_is_told_on_the_ladder_too(
    pack: Pack,
    answers_at: Callable[..., Answers],
    assessed: Callable[..., Result],
    context: Callable[..., ReportContext],
    proof: Evidence,
) -> None:
    looked = Checked(how="tested", by="outside", date=proof.date)
    law = proof.model_copy(update={"law": True, "checked": looked})
    answers = answers_at(pack, 4, L01=Answer(purposes=("warn",), evidence=(law,)))
    result = assessed(answers, mode="run", pack=pack, X1="safety-critical")
    public = public_view(context(cut_down(result, "public")))
    assert public.verdict.title == "Warnings only"
    here = next(rung for rung in public.ladder if rung.here)
    assert here.title == "Warnings only"
    assert here.means.startswith("An agency uses social media to warn people of danger")


@pytest.mark.parametrize(
    ("rung", "english", "korean"),
    [
        (
            ("plan", "do-not-launch"),
            "X should not open social-media accounts for now: something is missing that nothing else can make up for",
            "X에서는 지금 소셜미디어 계정을 열지 않는 것이 좋습니다",
        ),
        (
            ("plan", "listen-only"),
            "X should open no account yet",
            "X에서는 아직 계정을 열지 않는 것이 좋습니다",
        ),
        (
            ("plan", "pilot"),
            "X can run a pilot: one platform, published hours, three months, and a day on which it ends",
            "X에서는 시범 운영을 할 수 있습니다",
        ),
        (("plan", "launch"), "X can open its accounts", "X에서는 계정을 열어도 됩니다"),
        (
            ("run", "stop-in-order"),
            "X should close its accounts step by step",
            "X에서는 절차를 밟아 계정을 종료하는 것이 좋습니다",
        ),
    ],
)
def test_the_title_is_a_citizens_sentence_and_no_order(
    rung: tuple[str, str],
    english: str,
    korean: str,
    rungs: Mapping[tuple[str, str], Result],
    context: Callable[..., ReportContext],
) -> None:
    result = cut_down(rungs[rung].model_copy(update={"agency": "X", "agency_names": {}}), "public")
    assert [public_view(context(result, language)).finding for language in ("en", "ko")] == [english, korean]


def test_without_a_verdict_the_title_says_so(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    cut = cut_down(example("narae-city"), "public")
    verdict = cut.verdict.model_copy(update={"rank": None, "public": None})
    view = public_view(context(cut.model_copy(update={"verdict": verdict})))
    assert view.finding == "There is no verdict on Narae City yet"


def test_the_week_of_the_public_speaks_of_the_agency_and_has_no_lanes(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    week = public_view(context(cut_down(example("narae-city"), "public"))).week
    assert week is not None
    assert week.lanes == ()
    assert "you" not in f"{week.label} {week.reading}".lower().split()
