"""How another use of the same money is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audit.model.result.result import AlternativeResult
from audit.report.parts.context import ReportContext
from audit.wording.free_text import FreeText, free_text
from audit.wording.locale import Locale

_WHOLE = re.compile(r"\d+|\d{1,3}(,\d{3})+", re.ASCII)
"""A whole number, as people write it."""


@dataclass(frozen=True)
class AlternativeView:
    """What the same money could do elsewhere, in the agency's words."""

    service: FreeText
    amount: FreeText
    complaints: FreeText


@dataclass(frozen=True)
class Counted:
    """Complaints about a service, and complaints in all."""

    count: int
    total: int


def alternative_view(context: ReportContext) -> AlternativeView | None:
    """Tell what the same money could do elsewhere; None where it was not named."""
    words = context.result.alternative_in(context.locale.language)
    if not words.service.strip():
        return None
    return AlternativeView(
        free_text(words.service),
        free_text(words.amount),
        free_text(complaints_of(words, context.locale)),
    )


def complaints_of(alternative: AlternativeResult, locale: Locale) -> str:
    """Return how many complaints there were about another use of the money, and of how many in all where that is known."""
    count, total = alternative.complaints.strip(), alternative.of.strip()
    if not count or not total:
        return count
    number, whole = _number(count), _number(total)
    if number is not None and whole is not None:
        return locale.say("{count} of {total}", count=locale.digits(f"{number:,}"), total=locale.digits(f"{whole:,}"))
    return f"{count} ({total})"


def _number(text: str) -> int | None:
    return int(text.replace(",", "")) if _WHOLE.fullmatch(text) else None


def counted_complaints(context: ReportContext) -> Counted | None:
    """Return how many complaints are about the service and how many there are; None where the two are not such numbers."""
    words = context.result.alternative_in(context.locale.language)
    number, whole = _number(words.complaints.strip()), _number(words.of.strip())
    if not words.service.strip() or number is None or not whole or number > whole:
        return None
    return Counted(number, whole)
