"""Which role was asked when, and by when it is to answer: `sent.yml` of a round."""

from collections.abc import Mapping

from audit.model.answers import Date
from audit.model.base import Frozen


class Sent(Frozen):
    """A form that was sent to a role."""

    date: Date
    """The day on which it was made ready."""
    by: Date
    """The day by which it is asked back."""


class SentForms(Frozen):
    """`sent.yml`."""

    format: int = 1
    sent: Mapping[str, Sent] = {}
    """By the id of the role."""
