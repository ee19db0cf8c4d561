"""What an action leaves of a number: the better of the known one and of its own, field by field (RULES 6)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from audit.assess.clock.better import best_of, better, found_out, worst_of
from audit.model.pack import Input, Pack
from audit.model.values import dated, read_value, write_value

CASES: list[tuple[str, object, object, object]] = [
    ("N01", {"mon": "09:00-18:00"}, {"mon": "10:00-12:00", "tue": "09:00-12:00"}, {"mon": "09:00-18:00", "tue": "09:00-12:00"}),
    ("N01", {"mon": "09:00-12:00"}, {"mon": "09:00-18:00"}, {"mon": "09:00-12:00, 12:00-18:00"}),
    ("N01", {"mon": "09:00-12:00, 13:00-18:00"}, {"mon": "08:00-17:00"}, {"mon": "09:00-12:00, 13:00-18:00, 08:00-09:00, 12:00-13:00"}),
    ("N02", {"sat": "10:00-11:00"}, {"sat": "none", "sun": "none", "holiday": "none"}, {"sat": "10:00-11:00"}),
    ("N02", {"holiday": "none"}, {"holiday": "10:00-11:00"}, {"holiday": "10:00-11:00"}),
    ("N03", "60", "180", 60),
    ("N03", "180", "60", 60),
    ("N03", "alerts", "60", "alerts"),
    ("N04", "alerts", "others-ring", "alerts"),
    ("N04", "nobody", "others-ring", "others-ring"),
    ("N05", "10", "30", 10),
    ("N07", {"plain": "60", "prepared": "2"}, {"plain": "30", "prepared": "5"}, {"plain": 30, "prepared": 2}),
    ("N07", {"plain": "20"}, {"plain": "30", "prepared": "5"}, {"plain": 20, "prepared": 5}),
    ("N09", [{"minutes": "10", "out_of_hours": "no"}] * 3, [{"minutes": "60", "out_of_hours": "yes"}], [{"minutes": 10, "out_of_hours": True}]),
    ("N09", [], [{"minutes": "60", "out_of_hours": "yes"}], []),
    ("N09", [{"out_of_hours": "yes"}], [{"minutes": "60", "out_of_hours": "no"}], [{"minutes": 60, "out_of_hours": True}]),
    ("N11", {"people": "1", "hours": "8"}, {"people": "2", "hours": "6"}, {"people": 2, "hours": 8}),
    ("N13", {"share": "10", "minutes": "20"}, {"share": "30", "minutes": "6"}, {"share": 10, "minutes": 6}),
    ("N17", "none", "60", 60),
    ("N17", "30", "60", 30),
    ("N20", "2026-01-02", "2026-11-23", "2026-11-23"),
    ("N20", "2027-01-02", "2026-11-23", "2026-11-23"),
]  # fmt: skip
"""An input, what was known, what an action sets, what is left."""


def item_of(pack: Pack, identity: str) -> Input:
    item = pack.by_id[identity]
    assert isinstance(item, Input)
    return item


@pytest.mark.parametrize(("identity", "known", "sets", "left"), CASES)
def test_the_better_of_both_is_kept_field_by_field(
    pack: Pack, day: datetime.date, identity: str, known: object, sets: object, left: object
) -> None:
    item = item_of(pack, identity)
    found = better(item, read_value(item, known), read_value(item, sets), day)
    assert write_value(found) == left


@pytest.mark.parametrize("identity", [case[0] for case in CASES])
def test_what_is_unknown_becomes_what_an_action_sets(pack: Pack, day: datetime.date, identity: str) -> None:
    item = item_of(pack, identity)
    sets: Any = read_value(item, next(case[2] for case in CASES if case[0] == identity))
    assert better(item, None, sets, day) == sets


def test_a_drill_is_of_its_own_day_and_as_quick_as_the_quicker_of_both(pack: Pack, day: datetime.date) -> None:
    item = item_of(pack, "N15")
    slow = {"posted": "2026-10-01 10:00", "seen": "2026-10-01 10:02", "decided": "2026-10-01 13:00", "said": "2026-10-01 15:00"}  # fmt: skip
    drill = {"posted": "2026-11-23 10:00", "seen": "2026-11-23 10:15", "decided": "2026-11-23 10:25", "said": "2026-11-23 10:40"}  # fmt: skip
    found = better(item, read_value(item, slow), read_value(item, drill), day)
    assert write_value(found) == {**drill, "seen": "2026-11-23 10:02"}


def test_every_number_names_a_best_answer_that_no_action_improves(pack: Pack, day: datetime.date) -> None:
    for item in pack.numbers:
        best = best_of(item, day)
        if best is None or item.kind == "moments":
            continue
        for question in pack.questions:
            for action in question.actions:
                if item.id in action.sets:
                    sets = read_value(item, dated(action.sets[item.id], day))
                    assert better(item, best, sets, day) == best


def test_the_worst_that_finding_out_may_bring_is_no_better_than_any_answer(pack: Pack, day: datetime.date) -> None:
    for identity, known, _, _ in CASES:
        item = item_of(pack, identity)
        worst = worst_of(item, day)
        if worst is not None and "alerts" != known != "none":
            value = found_out(item, read_value(item, known), day, luck=False)
            assert value is not None
            assert better(item, value, worst, day) == value
