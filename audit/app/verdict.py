"""The verdict as a quiet line beside the answers: what it is by now, why, what it waits for, what to do first. Never a score."""

from __future__ import annotations

import datetime
from typing import Any

from audit.app.folders import OpenAudit
from audit.app.questionnaire import Reader
from audit.assess.what_if.first_verdict import range_unproved
from audit.audits import verdict_now
from audit.interview.flow import FirstStand
from audit.model.result.result import Result
from audit.report.parts.caps import caps
from audit.report.parts.context import ReportContext
from audit.report.parts.verdict import verdict_view
from audit.report.terminal.short_verdict import short_verdict
from audit.wording.locale import Locale


def verdict_line(audit: OpenAudit, reader: Reader, *, first: bool, date: datetime.date | None) -> dict[str, Any]:
    """Assess an audit as it stands, for a line about its verdict.

    Args:
        audit: The audit.
        reader: Who looks.
        first: Whether evidence is asked for later, so that at best what was answered is also shown.
        date: The day of the audit; None for the day of the round.

    Raises:
        BadFiles: An answers file is wrong.
    """
    result = verdict_now(audit.folder, date, (reader.language,))
    stand = audit.stand(first=first)
    if isinstance(stand, FirstStand) and (unproved := stand.unproved()):
        folder = audit.folder
        voices = folder.voices(folder.latest_round())
        found = range_unproved(folder.pack, folder.settings, voices, result.date, unproved)
        result = result.model_copy(update={"verdict": result.verdict.model_copy(update={"range": found})})
    return verdict_data(result, reader)


def verdict_data(result: Result, reader: Reader) -> dict[str, Any]:
    """Write the verdict of a result, for a reader of one language.

    Args:
        result: The assessed audit, in that language.
        reader: Who looks.
    """
    context = ReportContext(result, Locale(reader.language, reader.translate))
    verdict, view, short = result.verdict, verdict_view(context), short_verdict(context)
    return {
        "rung": verdict.rung,
        "rank": verdict.rank,
        "title": view.title,
        "band": view.band,
        "shape": view.shape,
        "headline": view.headline,
        "range": view.range,
        "best": _best(context),
        "so_far": view.so_far,
        "why": [{"id": cap.code, "title": cap.title, "text": cap.text} for cap in caps(context)],
        "waits_for": list(verdict.open_holding or verdict.open),
        "open": len(verdict.open),
        "first": short.first,
        "stands_through": view.stands_through,
        "ask_again": short.ask_again,
        "dated": view.dated,
        "date": result.date.isoformat(),
        "round": result.round,
        "draft": result.draft,
        "refuses": view.is_refusal,
    }


def _best(context: ReportContext) -> dict[str, Any] | None:
    found = context.result.verdict.range
    if found is None:
        return None
    return {
        "rung": found.best_rung,
        "rank": found.best_rank,
        "title": context.text(found.best_title),
        "gaps": found.gaps,
    }
