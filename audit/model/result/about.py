"""What an audit says about itself, as a report shows it."""

import datetime
from collections.abc import Mapping

from audit.model.base import Frozen


class AboutResult(Frozen):
    """Who audited for whom, who was heard, what was read and looked at, and how far it goes.

    Texts are words of the auditor or the agency, for the reader of each language of the result.
    """

    commissioned_by: Mapping[str, str] = {}
    auditor: Mapping[str, str] = {}
    independent: Mapping[str, str] = {}
    """Independence."""
    begin: datetime.date | None = None
    """The first day of the time it speaks of."""
    until: datetime.date | None = None
    """The last one."""
    scope: Mapping[str, str] = {}
    limits: Mapping[str, str] = {}
    read: tuple[Mapping[str, str], ...] = ()
    """The papers that were read, beside the evidence of the answers."""
    kept: Mapping[str, str] = {}
    """How long what is kept, and where."""
    heard: tuple[str, ...] = ()
    """The roles in which somebody answered."""
