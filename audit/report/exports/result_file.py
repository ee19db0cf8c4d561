"""The result for programs, as JSON."""

from __future__ import annotations

from audit.errors import say
from audit.report.exports.format import Exported, Format, Order
from audit.report.result_json import result_json


def _write(order: Order) -> Exported:
    return Exported(result_json(order.result).encode())


FORMAT = Format("json", None, dressed=False, write=_write, not_public=say("the public edition has no result file"))
