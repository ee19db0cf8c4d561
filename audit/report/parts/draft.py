"""How every page and every file says that a round is a draft (RULES 9): the one place that has the words."""

from __future__ import annotations

from audit.model.result.result import Result
from audit.model.result.status import StatusResult
from audit.report.parts.context import ReportContext
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
    if result.finished is None and result.response_sent is not None:
        return locale.say(
            "Draft with the response of {date}: this round is not finished.",
            date=locale.date(result.response_sent),
        )
    if result.finished is None:
        return locale.say("Draft: this round is not finished.")
    return locale.say(
        "Draft: answers changed after {finished}, when this round was finished.",
        finished=locale.date(result.finished),
    )


def stage(context: ReportContext) -> str:
    """Say how far the report is on its way from a draft over the agency's answer to what is final (RULES 7)."""
    result, locale = context.result, context.locale
    answer = (
        locale.say("The response was sent on {date}.", date=locale.date(result.response_sent))
        if result.response_sent is not None
        else ""
    )
    if not result.draft and result.finished is not None:
        state = locale.say("Final, finished on {date}.", date=locale.date(result.finished))
    else:
        state = draft_notice(result, locale)
    return " ".join(part for part in (state, answer if answer and result.finished is not None else "") if part)
