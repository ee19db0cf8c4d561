"""What the agency says to a plan beside the plan. Nothing here is read by levels, gates or the verdict (RULES 7)."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import get_args

from audit.model.pack import Pack
from audit.model.responses import Mark, Response, response_of
from audit.model.result.responses import ResponseResult, Track
from audit.model.result.result import Result

TRACKS: tuple[Track, ...] = get_args(Track)


def tracks_of(result: Result) -> Mapping[Track, int]:
    """Count the actions of a plan by what the agency says to them, in a fixed order, without those that are none."""
    counts = Counter[Track](
        result.responses[action.id].track if action.id in result.responses else "proposed" for action in result.actions
    )
    return {track: counts[track] for track in TRACKS if counts[track]}


def track_of(said: Response, day: datetime.date, *, shown: bool = False) -> Track:
    """Decide what has become of an action: the one place that does.

    Args:
        said: What the agency says to it.
        day: The day to look at it.
        shown: Whether the answers of a later round show that it was done.
    """
    if shown:
        return "done"
    if said.called_done:
        return "called-done"
    if said.has_lapsed(day):
        return "lapsed"
    match said.state:
        case "agreed" | "partly":
            return "agreed"
        case "accepted":
            return "accepted"
        case "refused" | "dropped":
            return "refused"
    # A day alone, as the first format of the file has it, is a promise too.
    if said.due is not None:
        return "lapsed" if said.due < day else "agreed"
    return "proposed"


def with_responses(result: Result, marks: Mapping[str, Mark], pack: Pack, sent: datetime.date | None = None) -> Result:
    """Put what the agency says beside the plan of a round; everything else stays as it was assessed.

    Args:
        result: The assessed round.
        marks: What `plan.yml` of the round says, by action.
        pack: The pack: an action that the plan no longer has is named by it.
        sent: The day on which the agency sent its answer.
    """
    planned = {action.id: action for action in result.actions}
    titles = {
        f"{question.id}-{action.start}": action.title for question in pack.questions for action in question.actions
    }
    responses = {}
    for identity, mark in marks.items():
        said = response_of(mark)
        if not said.says_something:
            continue
        action, question = planned.get(identity), identity.partition("-")[0]
        title = action.title if action else titles.get(identity) or pack.by_id[question].title
        responses[identity] = ResponseResult(
            state=said.state,
            track=track_of(said, result.date),
            by=said.by,
            because=said.because,
            due=said.due,
            until=said.until,
            done=said.done,
            question=question,
            title=title,
            gone=action is None,
        )
    return result.model_copy(update={"responses": responses, "response_sent": sent})
