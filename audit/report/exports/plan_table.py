"""The plan as a file for a spreadsheet."""

from __future__ import annotations

from audit.report.exports.format import Exported, Format, Order
from audit.report.plan_csv import plan_csv


def _write(order: Order) -> Exported:
    return Exported(plan_csv(order.result, order.locale))


FORMAT = Format("csv", None, dressed=False, write=_write, has_free_texts=False, marks_drafts=True)
