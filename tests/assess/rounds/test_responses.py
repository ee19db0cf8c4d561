"""What the agency says stands beside the plan, and changes nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from audit.assess.rounds.compare import compare
from audit.assess.rounds.responses import track_of, tracks_of, with_responses
from audit.model.pack import Pack
from audit.model.responses import Mark, Response
from audit.model.result.result import Result

DAY = datetime.date(2026, 11, 23)
PAST = datetime.date(2026, 11, 1)


@pytest.fixture(scope="module")
def weak(pack: Pack, answers_at: Callable[..., Any], judged: Callable[..., Result]) -> Result:
    """An audit with much to do."""
    return judged(answers_at(pack, 1), pack=pack)


def every_response(result: Result) -> Mapping[str, Mark]:
    """One of each kind, from the first action of the plan on; the rest says nothing."""
    said: list[Mark] = [
        Response(state="agreed", by="IT", due=datetime.date(2027, 1, 5)),
        Response(state="partly", due=PAST),
        Response(state="refused", because="no"),
        Response(state="accepted", until=PAST),
        Response(state="accepted", until=datetime.date(2027, 6, 30)),
        Response(state="done", done=PAST),
        Response(state="dropped"),
        Response(),
        datetime.date(2027, 1, 1),
        "done",
    ]
    return dict(zip((action.id for action in result.actions), said, strict=False))


def test_no_response_changes_anything_but_itself(weak: Result, pack: Pack) -> None:
    answered = with_responses(weak, every_response(weak), pack, PAST)
    assert answered.responses
    assert answered.model_copy(update={"responses": {}, "response_sent": None}) == weak


def test_every_action_has_a_track(weak: Result, pack: Pack) -> None:
    answered = with_responses(weak, every_response(weak), pack)
    assert [said.track for said in answered.responses.values()] == [
        "agreed",
        "lapsed",
        "refused",
        "lapsed",
        "accepted",
        "called-done",
        "refused",
        "agreed",
        "called-done",
    ]
    counts = tracks_of(answered)
    assert counts["lapsed"] == 2
    assert sum(counts.values()) == len(weak.actions)


def test_what_the_answers_show_is_done_whatever_was_said(weak: Result) -> None:
    assert track_of(Response(state="refused"), DAY, shown=True) == "done"
    assert track_of(Response(), DAY) == "proposed"


def test_a_response_to_a_finding_that_is_gone_is_kept_with_its_name(weak: Result, pack: Pack) -> None:
    planned = {action.id for action in weak.actions}
    gone = next(f"{question.id}-3" for question in pack.questions if f"{question.id}-3" not in planned)
    said = with_responses(weak, {gone: Response(state="agreed")}, pack).responses[gone]
    assert said.gone
    assert said.title["en"]


def test_the_next_round_opens_a_risk_again_after_its_day(weak: Result) -> None:
    first, second = (action.id for action in weak.actions[:2])
    marks = {first: Response(state="accepted", until=PAST), second: Response(state="accepted", until=DAY)}
    plan = {change.action: change for change in compare(weak, weak, marks).plan}
    assert (plan[first].status, plan[first].track) == ("open", "lapsed")
    assert (plan[second].status, plan[second].track) == ("dropped", "accepted")
