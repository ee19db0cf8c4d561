"""How every page and every file says that a round is a draft (RULES 9): the one place that has the words."""

from __future__ import annotations

from audit.model.result.result import Result
from audit.model.result.status import StatusResult
from audit.report.reader import Reader


def dated(result: Result, reader: Reader) -> str:
    """Say what this is, an audit or a draft of one, and of which day."""
    date = reader.date(result.date)
    if not result.draft:
        return reader.say("Audit of {date}", date=date)
    if result.finished is None:
        return reader.say("Draft of {date}", date=date)
    return reader.say(
        "Draft of {date}: answers changed after {finished}", date=date, finished=reader.date(result.finished)
    )


def draft_notice(result: Result | StatusResult, reader: Reader) -> str:
    """Say that a round is a draft, and why; empty where it is finished."""
    if not result.draft:
        return ""
    if result.finished is None:
        return reader.say("Draft: this round is not finished.")
    return reader.say(
        "Draft: answers changed after {finished}, when this round was finished.",
        finished=reader.date(result.finished),
    )
