"""What the agency says to the plan, as a report shows it. It never changes a level."""

import datetime
from collections.abc import Mapping
from typing import Literal

from audit.model.base import Frozen
from audit.model.responses import ResponseState

Track = Literal["proposed", "agreed", "accepted", "called-done", "done", "refused", "lapsed"]
"""What has become of an action: nobody has said anything; it is agreed; its risk is accepted; somebody calls it done; the
answers show it; it is refused; the day for which it was promised, or until which its risk was accepted, has passed."""


class ResponseResult(Frozen):
    """What the agency says to one action."""

    state: ResponseState
    track: Track
    by: str = ""
    because: str = ""
    due: datetime.date | None = None
    """For when it is promised."""
    until: datetime.date | None = None
    """Until when its risk is accepted."""
    done: datetime.date | None = None
    """When it was done, by what the agency says."""
    question: str
    title: Mapping[str, str] = {}
    """What the action is called, or its question where the pack no longer has the action."""
    gone: bool = False
    """Whether the plan no longer has the action."""
