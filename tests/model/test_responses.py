"""What the agency says to an action, and when it lapses."""

from __future__ import annotations

import datetime

import pytest

from audit.model.responses import Response

DAY = datetime.date(2026, 11, 23)
BEFORE, AFTER = DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "lapsed"),
    [
        (Response(state="accepted", until=DAY), False),
        (Response(state="accepted", until=BEFORE), True),
        (Response(state="accepted"), False),
        (Response(state="agreed", due=BEFORE), True),
        (Response(state="partly", due=AFTER), False),
        (Response(state="agreed", due=BEFORE, done=BEFORE), False),
        (Response(state="refused", due=BEFORE, until=BEFORE), False),
        (Response(state="done", due=BEFORE), False),
    ],
)
def test_a_response_lapses_on_the_day_after_the_one_it_names(said: Response, lapsed: bool) -> None:
    assert said.has_lapsed(DAY) is lapsed


def test_a_risk_is_given_up_only_until_its_day() -> None:
    said = Response(state="accepted", until=DAY)
    assert said.is_given_up(DAY)
    assert not said.is_given_up(AFTER)
    assert Response(state="refused").is_given_up(AFTER)
