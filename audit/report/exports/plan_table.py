"""The plan for a spreadsheet: comma-separated values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from audit.model.result.result import Result
from audit.report.exports.plain import guarded, plain
from audit.report.pages import Pages
from audit.report.public import PublicPages
from audit.report.reader import Reader

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the system's own encoding."""


def plan_csv(result: Result, reader: Reader) -> bytes:
    """Write the plan: id, action, owner, effort, due, done when; for the public its themes.

    No cell can become a formula; dates are as ISO 8601 has them, so that every spreadsheet reads them.
    """
    if result.edition == "public":
        return _written(
            [[reader.say("What is being worked on")], *([theme] for theme in PublicPages(result, reader).themes)]
        )
    page = Pages(result, reader)
    head = [reader.say("Id"), reader.say("Action"), reader.say("Owner")]
    table = [[*head, reader.say("Effort"), reader.say("Due"), reader.say("Done when")]]
    for action in result.actions:
        row = page.row(action)
        effort = f"{row.days} ({row.effort})"
        table.append(
            [row.id, row.title, row.owner, effort, action.due.isoformat() if action.due else "", row.done_when]
        )
    return _written(table)


def _written(table: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(plain(cell)) for cell in line] for line in table)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()
