"""The plan's dates as a file for a calendar."""

from __future__ import annotations

from audit.errors import say
from audit.report.exports.format import Exported, Format, Order
from audit.report.plan_calendar import plan_calendar


def _write(order: Order) -> Exported:
    return Exported(plan_calendar(order.result, order.locale))


FORMAT = Format(
    "ics",
    None,
    dressed=False,
    write=_write,
    has_free_texts=False,
    not_public=say("the public edition has no dates, so there is no calendar of it"),
)
