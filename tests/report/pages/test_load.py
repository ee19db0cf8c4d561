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

    def make(language: str = "en", **figures: Any) -> LoadView:
        whole = example("maple-library")
        assert whole.load is not None
        return load_view(context(whole.model_copy(update={"load": whole.load.model_copy(update=figures)}), language))

    return make


NORMAL = {
    "needed": Fraction(3, 2),
    "surge_needed": Fraction(3),
    "available": Fraction(4),
    "backlog": Fraction(0),
    "surge_backlog": Fraction(0),
}
"""Work that fits on both days."""


@pytest.mark.parametrize(
    ("figures", "english", "korean"),
    [
        (
            {"needed": None},
            "Nobody knows yet how many messages come on a normal day, so nobody knows whether the people suffice",
            "평소 하루에 글이 몇 건 들어오는지 몰라 인력이 충분한지 알 수 없습니다",
        ),
        (
            {"nobody": True, "available": Fraction(0)},
            "A normal day brings 1.5 hours of work, and nobody has time for it",
            "평소 하루에 1.5시간의 일이 생기는데, 그 일을 할 시간을 낸 사람이 없습니다",
        ),
        (
            {"needed": Fraction(32, 5), "available": Fraction(1, 2), "backlog": Fraction(59, 10)},
            "A normal day brings 6.4 hours of work for 0.5 hours of people, and leaves 5.9 hours undone",
            "평소 하루에 6.4시간이 필요한데 확보한 시간은 0.5시간이어서, 날마다 5.9시간의 일이 밀립니다",
        ),
        (
            {"needed": Fraction(4), "available": Fraction(3), "backlog": Fraction(1)},
            "A normal day brings 4 hours of work for 3 hours of people, and leaves 1 hour undone",
            "평소 하루에 4시간이 필요한데 확보한 시간은 3시간이어서, 날마다 1시간의 일이 밀립니다",
        ),
        (
            {"needed": Fraction(27, 2), "available": Fraction(15), "surge_backlog": Fraction(93)},
            "A normal day fits, 13.5 hours of 15 hours; a surge day leaves 93 hours undone",
            "평소에는 15시간 가운데 13.5시간이면 되지만, 몰리는 날에는 93시간의 일이 밀립니다",
        ),
        (
            {"needed": Fraction(4), "surge_backlog": Fraction(8)},
            "A normal day takes every hour that there is; a surge day leaves 8 hours undone",
            "평소 하루의 일만으로 확보한 시간이 다 차고, 몰리는 날에는 8시간의 일이 밀립니다",
        ),
        (
            {},
            "Even a surge day fits: on a normal day the work takes 1.5 hours of 4 hours",
            "몰리는 날의 일도 감당할 수 있습니다. 평소에는 4시간 가운데 1.5시간이면 됩니다",
        ),
    ],
)
def test_the_finding_says_whether_the_people_suffice(
    figures: dict[str, Any], english: str, korean: str, view: Callable[..., LoadView]
) -> None:
    figures = {"nobody": False, **NORMAL, **figures}
    assert [view(language, **figures).finding for language in ("en", "ko")] == [english, korean]


@pytest.mark.parametrize(
    ("people", "normal", "surge", "said"),
    [
        (1, 16, 91, "You have 1 person; to do it at ease, a normal day takes 16 people and a surge day 91 people."),
        (3, 3, 26, "You have 3 people, enough for a normal day; a surge day would take 26 people."),
        (3, 1, 3, "You have 3 people; 3 people would do even for a surge day."),
        (None, None, None, ""),
    ],
)
def test_the_page_says_how_many_people_would_do(
    people: int | None, normal: int | None, surge: int | None, said: str, view: Callable[..., LoadView]
) -> None:
    there = None if people is None else Fraction(people)
    assert view(people=there, people_fit=normal, surge_people_fit=surge).people == said


def test_a_normal_day_and_a_day_of_surge_stand_on_one_scale(view: Callable[..., LoadView]) -> None:
    chart = view(
        needed=Fraction(2),
        surge_needed=Fraction(10),
        available=Fraction(4),
        ratio=Fraction(1, 2),
        surge_ratio=Fraction(5, 2),
    ).chart
    assert chart is not None
    normal, surge = chart.days
    assert [(day.needed, day.load, day.left) for day in chart.days] == [
        ("2 hours", "0.5", "nothing"),
        ("10 hours", "2.5", "6 hours"),
    ]
    assert (normal.undone, surge.free) == (0, 0)
    assert normal.done + normal.free == pytest.approx(chart.people_at)
    assert surge.done == pytest.approx(chart.people_at)
    assert surge.undone == pytest.approx(3 * normal.done)


def test_nothing_is_drawn_where_nobody_knows_how_much_work_there_is(view: Callable[..., LoadView]) -> None:
    assert view(needed=None, surge_needed=None).chart is None


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {"surge": Fraction(5), "surge_assumed": True},
            "A surge day is counted as 5 times a normal day (our default).",
        ),
        ({"surge": Fraction(5), "surge_assumed": False}, "A surge day is counted as 5 times a normal day."),
        ({"assumed": ("N13",)}, "Not answered in full: Answers needed, and time for each (N13). Our defaults stand in"),
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
