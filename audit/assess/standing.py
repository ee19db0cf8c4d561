"""How an audit stands on a day: whose answers count, what they prove then, and what no level changes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from audit.assess.context import Context, context_of
from audit.assess.rounds.voices import settled
from audit.assess.verdict.duty import proves_duty_to_warn
from audit.model.answers import Answers, Settings
from audit.model.pack import Pack


def standing_on(pack: Pack, settings: Settings, voices: Mapping[str, Answers], date: datetime.date) -> Context:
    """Return how an audit stands on a day.

    Args:
        pack: The pack.
        settings: What `audit.yml` says.
        voices: What each respondent answered, as `heard_voices` leaves it.
        date: The day: evidence ages to it.
    """
    answers = settled(pack, voices, date, settings.profile)
    duty = proves_duty_to_warn(pack, settings, voices, answers, date)
    return context_of(pack, settings, answers, date, duty_to_warn=duty)
