"""The plan for a spreadsheet: comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from audit.model.result.result import Result
from audit.report.file_texts import BYTE_ORDER_MARK, guarded, printable
from audit.report.pages.public import public_view
from audit.report.parts.actions import action_view
from audit.report.parts.context import ReportContext
from audit.wording.locale import Locale


def plan_csv(result: Result, locale: Locale) -> bytes:
    """Write the plan: id, action, owner, effort, due, done when, what it is there for; for the public its themes.

    No cell can become a formula; dates are as ISO 8601 has them, so that every spreadsheet reads them.
    """
    context = ReportContext(result, locale)
    if result.edition == "public":
        return _written([[locale.say("What is being worked on")], *([theme] for theme in public_view(context).themes)])
    head = [locale.say("Id"), locale.say("Action"), locale.say("Owner")]
    table = [[*head, locale.say("Effort"), locale.say("Due"), locale.say("Done when"), locale.say("What for")]]
    for action in result.actions:
        row = action_view(context, action)
        effort = f"{row.days} ({row.effort})"
        table.append(
            [
                row.id,
                row.title,
                row.owner,
                effort,
                action.due.isoformat() if action.due else "",
                row.done_when,
                row.reason,
            ]
        )
    return _written(table)


def _written(table: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(printable(cell)) for cell in line] for line in table)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
