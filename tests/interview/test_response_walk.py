"""Through the plan with the agency in the terminal: a few keys for each action, saved at once."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from audit.errors import NotSaved, say
from audit.interview.proposals import Proposal
from audit.interview.response_walk import ResponseWalk, Walked
from audit.language import translator
from audit.model.responses import Response

TODAY = datetime.date(2026, 11, 23)
ENTER, BACK, LEAVE, CLEAR = "\r", "\x1b[Z", "\x03", "\x15"


def proposal(identity: str, said: Response | None = None) -> Proposal:
    return Proposal(
        id=identity,
        title=f"Do {identity}",
        finding="M01 Regular checks",
        why="Nobody looks.",
        how=("look",),
        done_when="somebody looks",
        owner="IT",
        facts="1 day",
        said=said or Response(),
    )


@pytest.fixture
def walked(at_keyboard: Any) -> Any:
    """Go through actions with some keys; return what came of it, what was saved, and what was seen."""

    def go(keys: str, *asked: Proposal, fail: int = 0) -> tuple[Walked, dict[str, Response], str]:
        saved: dict[str, Response] = {}
        failures = [fail]

        def save(action: str, response: Response) -> None:
            if failures[0]:
                failures[0] -= 1
                raise NotSaved(say("the disk is full"))
            saved[action] = response

        with at_keyboard(80, 24) as keyboard:
            keyboard.type(keys)
            walk = ResponseWalk(translator("en"), TODAY, save, keyboard.terminal())
            found = walk.through(asked)
            seen = " ".join(keyboard.seen.split())
        return found, saved, seen

    return go


def test_every_kind_of_answer_is_taken_with_its_parts(walked: Any) -> None:
    found, saved, _ = walked(
        # Agreed, nothing added, IT, by a day; the next one is answered by the same office.
        "1" + ENTER + ENTER + "IT" + ENTER + "2027-01-29" + ENTER
        + "3" + ENTER + "the county does it" + ENTER + ENTER
        + "5" + ENTER + ENTER + ENTER + ENTER,
        proposal("M01-2"), proposal("M02-0"), proposal("E06-3"),
    )  # fmt: skip
    assert found == Walked(3, left=False)
    assert saved == {
        "M01-2": Response(state="agreed", by="IT", due=datetime.date(2027, 1, 29)),
        "M02-0": Response(state="refused", by="IT", because="the county does it"),
        "E06-3": Response(state="done", by="IT", done=TODAY),
    }


def test_a_refusal_has_a_reason_and_an_accepted_risk_a_day_to_come(walked: Any) -> None:
    _, saved, seen = walked(
        "4" + ENTER + ENTER + "later" + ENTER + ENTER + "2026-01-01" + ENTER + CLEAR + "2027-06-30" + ENTER,
        proposal("M01-2"),
    )
    assert saved["M01-2"] == Response(state="accepted", because="later", until=datetime.date(2027, 6, 30))
    assert "Without a reason nobody can understand it later" in seen
    assert "2026-01-01 is past; name a day to come" in seen


def test_leaving_open_leaving_and_going_back_lose_nothing(walked: Any) -> None:
    found, saved, _ = walked(
        "s" + ENTER + BACK + "1" + ENTER + ENTER + ENTER + ENTER + LEAVE, proposal("M01-2"), proposal("M02-0")
    )
    assert found == Walked(1, left=True)
    assert saved == {"M01-2": Response(state="agreed")}


def test_what_could_not_be_saved_is_said_and_asked_again(walked: Any) -> None:
    keys = "1" + ENTER + ENTER + ENTER + ENTER
    _, saved, seen = walked(keys + keys, proposal("M01-2"), fail=1)
    assert "the disk is full" in seen
    assert saved == {"M01-2": Response(state="agreed")}
