"""How every page and every file says that a round is a draft (RULES 9): the one place that has the words."""

from __future__ import annotations

from audit.model.result.result import Result
from audit.model.result.status import StatusResult
from audit.wording.locale import Locale


def dated(result: Result, locale: Locale) -> str:
    """Say what this is, an audit or a draft of one, and of which day."""
    date = locale.date(result.date)
    if not result.draft:
        return locale.say("Audit of {date}", date=date)
    if result.finished is None:
        return locale.say("Draft of {date}", date=date)
    return locale.say(
        "Draft of {date}: answers changed after {finished}", date=date, finished=locale.date(result.finished)
    )


def draft_notice(result: Result | StatusResult, locale: Locale) -> str:
    """Say that a round is a draft, and why; empty where it is finished."""
    if not result.draft:
        return ""
    if result.finished is None:
        return locale.say("Draft: this round is not finished.")
    return locale.say(
        "Draft: answers changed after {finished}, when this round was finished.",
        finished=locale.date(result.finished),
    )
