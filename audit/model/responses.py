"""What an agency says to a finding, and what became of it: `plan.yml` (RULES 7)."""

import datetime
from typing import Literal

from audit.model.base import Frozen
from audit.model.given import Date
from audit.model.text import Written

ResponseState = Literal["open", "agreed", "partly", "refused", "accepted", "done", "dropped"]
"""Nothing was said; agreed; agreed in part; refused; the risk is accepted; done; given up."""


class Response(Frozen):
    """What an agency says to one action of a plan."""

    state: ResponseState = "open"
    by: Written = ""
    """Who says so."""
    because: Written = ""
    due: Date | None = None
    """For when it is planned."""
    until: Date | None = None
    """Until when a risk is accepted."""
    done: Date | None = None
    """When it was done."""

    def is_given_up(self, day: datetime.date) -> bool:
        """Return whether nobody will do it: dropped, refused, or the risk is accepted instead and until then.

        Args:
            day: The day to look at it: a risk whose day has passed is open again.
        """
        return self.state in ("dropped", "refused", "accepted") and not self.has_lapsed(day)

    @property
    def says_something(self) -> bool:
        """Whether anything at all was said."""
        return self != Response()

    def has_lapsed(self, day: datetime.date) -> bool:
        """Return whether the day until which a risk was accepted, or for which an action was promised, has passed.

        The day itself still counts. What is called done lapses no more.

        Args:
            day: The day to look at it.
        """
        if self.called_done:
            return False
        last = self.until if self.state == "accepted" else self.due if self.state in ("agreed", "partly") else None
        return last is not None and last < day

    @property
    def called_done(self) -> bool:
        """Whether somebody says that it was done."""
        return self.state == "done" or self.done is not None


Mark = str | datetime.date | Response
"""What `plan.yml` says of an action: in the first format `done`, `dropped` or the date for which it is planned."""


def response_of(mark: Mark | None) -> Response:
    """Return what `plan.yml` says of an action, whichever format it is in."""
    if isinstance(mark, Response):
        return mark
    if isinstance(mark, datetime.date):
        return Response(due=mark)
    if mark == "done":
        return Response(state="done")
    return Response(state="dropped") if mark == "dropped" else Response()
