"""What the tests of the clock share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.model.answers import Answer, Answers
from audit.model.pack import Pack
from audit.model.result.numbers import ClockResult
from audit.model.result.result import Result

Make = Callable[..., Answers]
Assess = Callable[..., Result]
Written = Callable[..., dict[str, Answer]]


@pytest.fixture(scope="session")
def clock_of(pack: Pack, answers_at: Make, assessed: Assess, written: Written) -> Callable[..., ClockResult]:
    """Assess an audit whose numbers are named; nobody may speak without approval."""

    def make(given: Mapping[str, object], level: int = 2, **others: Any) -> ClockResult:
        answers = answers_at(pack, level, **written(**given), **others)
        found = assessed(answers, pack=pack).clock
        assert found is not None
        return found

    return make
