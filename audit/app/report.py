"""The report inside: the same page that `listenfirst build --single` writes, in every language that is wanted."""

from __future__ import annotations

import datetime
from typing import Any

from audit.app.exports import named
from audit.app.folders import OpenAudit
from audit.audits import report_of
from audit.files.packs.languages import require_language
from audit.model.result.result import Edition
from audit.report.exports import SINGLE, format_of
from audit.report.exports.format import Order


def report_pages(
    audit: OpenAudit, languages: tuple[str, ...], edition: Edition, date: datetime.date | None
) -> dict[str, Any]:
    """Build the report as single pages, one for each language.

    Args:
        audit: The audit.
        languages: The languages that are wanted.
        edition: Who will read it.
        date: The day of the audit; None for the day of the round.

    Raises:
        Refused: A language is not offered, or there is no such thing for this edition.
        BadFiles: An answers file, the logo, a note or a template is wrong.
    """
    for language in languages:
        require_language(audit.folder.pack, language)
    pages = []
    for language in languages:
        report = report_of(audit.folder, edition, (language,), date)
        made = format_of(SINGLE).write(Order(report.result, language, report.presentation))
        name = named(audit, SINGLE, language, edition)
        pages.append({"language": language, "name": name, "html": made.content.decode()})
    return {"pages": pages}
