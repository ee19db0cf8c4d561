"""The whole report as one file to read on a screen."""

from __future__ import annotations

from audit.report.exports.format import Exported, Format, Order
from audit.report.joined.single import single_html


def _write(order: Order) -> Exported:
    return Exported(single_html(order.result, order.language, order.presentation, folded=True).encode())


FORMAT = Format("html", None, dressed=True, write=_write)
