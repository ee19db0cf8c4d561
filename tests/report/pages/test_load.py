"""The page of the load: whether the people suffice, and what else follows."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from audit.model.result.result import Result
from audit.report.pages.load import LoadView, load_view
from audit.report.parts.context import ReportContext


@pytest.fixture
def view(example: Callable[[str], Result], context: Callable[..., ReportContext]) -> Callable[..., LoadView]:
    """The page of an example whose load is another."""

    def make(**figures: Any) -> LoadView:
        whole = example("maple-library")
        assert whole.load is not None
        return load_view(context(whole.model_copy(update={"load": whole.load.model_copy(update=figures)})))

    return make


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"needed": None}, "Nobody knows yet how many messages come on a normal day"),
        ({"nobody": True}, "Nobody has time for this work"),
        (
            {"needed": Fraction(4), "available": Fraction(3), "ratio": Fraction(4, 3), "backlog": Fraction(1)},
            "Every normal day leaves 1 hour of work undone",
        ),
        (
            {"needed": Fraction(3, 2), "available": Fraction(4), "ratio": Fraction(3, 8)},
            "On a normal day the work takes 1.5 hours of 4 hours",
        ),
        ({"needed": Fraction(4), "available": Fraction(4), "ratio": Fraction(1)}, "On a normal day the work takes"),
    ],
)
def test_the_finding_says_whether_the_people_suffice(
    figures: dict[str, Any], said: str, view: Callable[..., LoadView]
) -> None:
    assert view(**{"nobody": False, **figures}).finding.startswith(said)


def test_a_normal_day_and_a_day_of_surge_stand_side_by_side(view: Callable[..., LoadView]) -> None:
    rows = view(
        needed=Fraction(2),
        surge_needed=Fraction(10),
        available=Fraction(4),
        ratio=Fraction(1, 2),
        surge_ratio=Fraction(5, 2),
        backlog=Fraction(0),
        surge_backlog=Fraction(6),
    ).rows
    assert [(row.normal, row.surge) for row in rows] == [
        ("2 hours", "10 hours"),
        ("4 hours", "4 hours"),
        ("0.5", "2.5"),
        ("0 hours", "6 hours"),
    ]


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {"surge": Fraction(5), "surge_assumed": True},
            "A surge day is counted as 5 times a normal day (our default).",
        ),
        ({"surge": Fraction(5), "surge_assumed": False}, "A surge day is counted as 5 times a normal day."),
        ({"assumed": ("N13",)}, "Assumed: N13 were not answered in full"),
        ({"fits": Fraction(1, 4)}, "At a load of 0.85, 25% of these messages would fit."),
        ({"one_away_nobody": True}, "When one person is away, nobody is left."),
        (
            {"one_away_nobody": False, "one_away_ratio": Fraction(3, 2)},
            "When one person is away, the load is 1.5.",
        ),
        (
            {"promised_hours": Fraction(45), "watched_hours": Fraction(40), "outside_hours": Fraction(5)},
            "You promise 45 hours a week in public and watch 40 hours; 5 hours of the promise are not watched.",
        ),
        (
            {"promised_hours": Fraction(45), "watched_hours": Fraction(50), "outside_hours": Fraction(0)},
            "You promise 45 hours a week in public and watch 50 hours; no hour of the promise goes unwatched.",
        ),
        ({"seat_people": Fraction(5, 2)}, "One seat for the promised hours takes 2.5 people"),
    ],
)
def test_what_follows_from_the_load_is_a_sentence_each(
    figures: dict[str, Any], said: str, view: Callable[..., LoadView]
) -> None:
    assert [sentence for sentence in view(**figures).sentences if sentence.startswith(said)] != []


def test_messages_that_all_fit_are_not_spoken_of(view: Callable[..., LoadView]) -> None:
    assert not any("would fit" in sentence for sentence in view(fits=Fraction(1)).sentences)
