"""How another use of the same money is told."""

from __future__ import annotations

from dataclasses import dataclass

from audit.model.result.result import AlternativeResult
from audit.report.parts.context import ReportContext
from audit.wording.free_text import FreeText, free_text
from audit.wording.locale import Locale


@dataclass(frozen=True)
class AlternativeView:
    """What the same money could do elsewhere, in the agency's words."""

    service: FreeText
    amount: FreeText
    complaints: FreeText


def alternative_view(context: ReportContext) -> AlternativeView | None:
    """Tell what the same money could do elsewhere; None where it was not named."""
    words = context.result.alternative_in(context.locale.language)
    if not words.service.strip():
        return None
    return AlternativeView(
        free_text(words.service), free_text(words.amount), free_text(complaints_of(words, context.locale))
    )


def complaints_of(alternative: AlternativeResult, locale: Locale) -> str:
    """Return how many complaints there were about another use of the money, and of how many in all where that is known."""
    count, total = alternative.complaints.strip(), alternative.of.strip()
    if not count or not total:
        return count
    if all(text.isascii() and text.isdigit() for text in (count, total)):
        return locale.say(
            "{count} of {total}", count=locale.digits(f"{int(count):,}"), total=locale.digits(f"{int(total):,}")
        )
    return f"{count} ({total})"
