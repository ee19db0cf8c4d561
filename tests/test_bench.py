"""Who answers in `make bench` answers whatever the pack asks: what is measured is a whole interview."""

from __future__ import annotations

from audit.model.answers import standing
from audit.model.asked import order
from audit.model.pack import Pack
from bench.run import ANSWERS, given


def test_everything_that_the_pack_asks_is_answered(pack: Pack) -> None:
    stands = {item.id: standing(item, given(item)) for item in order(pack)}
    assert {identity for identity, state in stands.items() if state != "answered"} == set()


def test_the_pack_asks_as_much_as_is_measured(pack: Pack) -> None:
    assert len(order(pack)) > ANSWERS
