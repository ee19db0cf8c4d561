"""What the tests of assessing share: numbers as an answers file writes them, and two agencies of the facts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.assess.context import Context, context_of
from audit.model.answers import Agency, Answer, Answers, Settings
from audit.model.pack import Input, Pack
from audit.model.values import read_value

Make = Callable[..., Answers]
Written = Callable[..., dict[str, Answer]]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE_HOURS = dict.fromkeys(WEEKDAYS, "09:00-18:00")


@pytest.fixture(scope="session")
def written(pack: Pack) -> Callable[..., dict[str, Answer]]:
    """Read numbers from their written form: `written(N04="alerts", N05="15")`; None is unknown."""

    def make(**raw: object) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for identity, value in raw.items():
            item = pack.by_id[identity]
            assert isinstance(item, Input)
            if isinstance(value, Answer):
                answers[identity] = value
                continue
            answers[identity] = Answer(unknown=True) if value is None else Answer(value=read_value(item, value))
        return answers

    return make


@pytest.fixture(scope="session")
def office() -> Mapping[str, object]:
    """OFFICE of facts 5.6: Monday to Friday 09-18, a look every two hours, three approvals in office hours."""
    return {
        "N01": OFFICE_HOURS,
        "N02": {"sat": "none", "sun": "none", "holiday": "none"},
        "N03": "120",
        "N04": "nobody",
        "N06": "0",
        "N07": {"plain": "60", "prepared": "5"},
        "N09": [{"minutes": "120", "out_of_hours": "no"}] * 3,
        "N10": "10",
        "N16": OFFICE_HOURS,
    }


@pytest.fixture(scope="session")
def ready() -> Mapping[str, object]:
    """READY of facts 5.6 as RULES 3.7 puts it: looks every half hour, alerts answered in 15 minutes, one reachable approver."""
    return {
        "N01": OFFICE_HOURS,
        "N02": {"sat": "none", "sun": "none", "holiday": "none"},
        "N03": "30",
        "N04": "alerts",
        "N05": "15",
        "N06": "0",
        "N07": {"plain": "5", "prepared": "5"},
        "N09": [{"minutes": "15", "out_of_hours": "yes"}],
        "N10": "5",
        "N16": OFFICE_HOURS,
    }


@pytest.fixture(scope="session")
def answers_of(pack: Pack, answers_at: Make, written: Written) -> Callable[..., Answers]:
    """Answer everything at 2 with good numbers, but for the numbers and answers that are named."""

    def make(given: Mapping[str, object], level: int = 2, **others: Any) -> Answers:
        return answers_at(pack, level, **others, **written(**given))

    return make


@pytest.fixture(scope="session")
def standing_of(pack: Pack, answers_of: Make, day: datetime.date) -> Callable[..., Context]:
    """Decide only how everything stands before the verdict."""
    settings = Settings(
        format=1,
        agency=Agency(name="Haneul"),
        languages=("en", "ko"),
        pack=pack.head.id,
        profile={"X1": "information", "X4": "plan", "X6": "yes"},
    )

    def make(given: Mapping[str, object], level: int = 2, **others: Any) -> Context:
        answers = answers_of(given, level, **others).answers
        return context_of(pack, settings, answers, day)

    return make
