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
