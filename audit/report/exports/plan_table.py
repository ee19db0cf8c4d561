"""The plan for a spreadsheet: comma-separated values."""

from __future__ import annotations

import csv
import io

from audit.model.result import Result
from audit.report.exports.plain import guarded, plain
from audit.report.exports.schedule import due_dates
from audit.report.pages import Pages
from audit.report.reader import Reader

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the system's own encoding."""


def plan_csv(result: Result, reader: Reader) -> bytes:
    """Write the plan: id, action, owner, effort, due, done when.

    No cell can become a formula; dates are as ISO 8601 has them, so that every spreadsheet reads them.
    """
    page = Pages(result, reader)
    due = due_dates(result.actions, result.date)
    head = [reader.say("Id"), reader.say("Action"), reader.say("Owner")]
    table = [[*head, reader.say("Effort"), reader.say("Due"), reader.say("Done when")]]
    for action in result.actions:
        row = page.row(action)
        effort = f"{row.days} ({row.effort})"
        table.append([row.id, row.title, row.owner, effort, due[action.id].isoformat(), row.done_when])
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(plain(cell)) for cell in line] for line in table)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
