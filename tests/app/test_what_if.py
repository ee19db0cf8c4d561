"""What if: beside what is, what would be, by the same assessment on changed answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from audit.assess.what_if.switches import Switches
from audit.audits import assess_round, assess_with
from audit.files.folder import open_folder
from audit.files.shipped import shipped
from audit.model.result.numbers import ClockResult, LeverResult

EXAMPLES = ("haneul-district", "maple-library", "narae-city")


def promised_and_found(example: str, most: int) -> Iterator[tuple[LeverResult, ClockResult]]:
    """Give what a report promises of each of its levers, and the clock of the audit that is assessed with them pulled."""
    folder = open_folder(shipped("examples") / example)
    promised = assess_round(folder, before=None).clock
    assert promised is not None
    for lever in promised.levers[:most]:
        found = assess_with(folder, Switches(lever.levers)).clock
        assert found is not None
        yield lever, found


def agree(lever: LeverResult, clock: ClockResult) -> bool:
    """Return whether a clock is the one that was promised."""
    said = (clock.said.mean, clock.said.worst, clock.said.within["60"]) if clock.said else (None, None, 0)
    return said == (lever.said, lever.worst, lever.within_hour)


def test_the_best_levers_give_the_clock_that_the_report_promises_of_them() -> None:
    found = list(promised_and_found("maple-library", 6))
    assert [agree(*one) for one in found] == [True] * 6


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_lever_and_every_pair_gives_the_clock_that_the_report_promises(example: str) -> None:
    found = list(promised_and_found(example, 100))
    assert [lever.levers for lever, clock in found if not agree(lever, clock)] == []
    assert len(found) >= 10


def test_nothing_is_tried_and_nothing_changes(page: Any) -> None:
    identity = page.open_example("maple-library")
    told = page.get("what_if", id=identity)
    assert not told["tried"]
    assert told["is"] == told["would"]
    assert told["is"]["verdict"] == page.get("verdict", id=identity)
    assert 'class="lf-sky' in told["is"]["week_svg"]
    levers = {lever["id"] for lever in told["levers"]}
    clock = assess_round(open_folder(page.root / identity), before=None).clock
    assert clock is not None
    assert levers == {lever.levers[0] for lever in clock.levers if len(lever.levers) == 1}


def test_a_lever_moves_the_week_the_verdict_and_the_days_and_back_is_what_is(page: Any) -> None:
    identity = page.open_example("maple-library")
    kept = dict(page.kept[identity])
    told = page.get("what_if", id=identity, switches={"levers": ["night-authority"]})
    now, would = told["is"], told["would"]
    assert told["tried"]
    assert (now["verdict"]["rung"], would["verdict"]["rung"]) == ("pilot", "launch")
    assert now["week_svg"] != would["week_svg"]
    assert now["clock"]["worst"] != would["clock"]["worst"]
    assert (now["way"][0]["days"], would["way"]) == (4, [])
    assert [lever["id"] for lever in told["levers"] if lever["on"]] == ["night-authority"]
    assert page.get("what_if", id=identity)["would"] == now
    assert page.kept[identity] == kept
    assert page.get("export", id=identity, what="zip") is not None
    assert dict(page.kept[identity]) == kept, "nothing is saved"


def test_a_single_answer_is_tried_as_if_it_were_shown(page: Any) -> None:
    identity = page.open_example("maple-library")
    told = page.get("what_if", id=identity, switches={"answers": {"E04": 3}})
    assert told["would"]["verdict"]["rung"] == "launch"
    tried = next(question for question in told["questions"] if question["id"] == "E04")
    assert (tried["on"], tried["at"]) == (True, 3)
    assert tried["now"] != 3
    worse = page.get("what_if", id=identity, switches={"answers": {"M01": 0}})
    assert worse["would"]["verdict"]["rank"] < worse["is"]["verdict"]["rank"]
    wish = page.get("what_if", id=identity, switches={"answers": {"L01": 0}})
    assert wish["would"]["verdict"]["why"][0]["id"] == "GA"


def test_a_number_is_tried_in_the_fields_of_its_question(page: Any) -> None:
    identity = page.open_example("narae-city")
    told = page.get("what_if", id=identity, switches={"answers": {"N10": {"text": "2 hours"}}})
    assert told["is"]["clock"]["said"] != told["would"]["clock"]["said"]


def test_of_several_voices_what_is_tried_counts(page: Any) -> None:
    identity = page.open_example("haneul-district")
    assert page.get("check", id=identity)["voices"] > 1
    for level in (0, 4):
        tried = assess_with(open_folder(page.root / identity), Switches(levels={"T01": level}))
        assert next(question for question in tried.questions if question.id == "T01").shown == level
