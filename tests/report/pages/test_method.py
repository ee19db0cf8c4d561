"""How this was decided."""

from __future__ import annotations

from collections.abc import Callable

from audit.model.result.result import Result
from audit.report.pages.method import method_view
from audit.report.parts.context import ReportContext


def test_the_worked_example_is_of_this_very_audit_and_adds_up(
    example: Callable[[str], Result], context: Callable[..., ReportContext]
) -> None:
    lines = method_view(context(example("narae-city"))).worked_example
    product, total = next(line for line in lines if "×" in line and "=" in line).split(" = ")
    assert sum(int(a) * int(b) for a, b in (term.split("×") for term in product.split(" + "))) == int(total)
