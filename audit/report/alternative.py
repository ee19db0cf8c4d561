"""How another use of the same money is told."""

from __future__ import annotations

from audit.model.result.result import AlternativeResult
from audit.report.reader import Reader


def complaints_of(alternative: AlternativeResult, reader: Reader) -> str:
    """Return how many complaints there were about another use of the money, and of how many in all where that is known."""
    count, total = alternative.complaints.strip(), alternative.of.strip()
    if not count or not total:
        return count
    if all(text.isascii() and text.isdigit() for text in (count, total)):
        return reader.say("{count} of {total}", count=f"{int(count):,}", total=f"{int(total):,}")
    return f"{count} ({total})"
