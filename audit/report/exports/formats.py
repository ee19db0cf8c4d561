"""From the name of a format to the bytes of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.wording.locale import Locale


@dataclass(frozen=True)
class Exported:
    """A file, and what it could not show."""

    content: bytes
    unshown: str = ""
    """Characters that no typeface of this machine has; only a PDF needs typefaces."""


def exported(
    result: Result, language: str, kind: str, template: Path | None = None, presentation: Presentation = PLAIN
) -> Exported:
    """Make a file of a result.

    Args:
        result: The assessed audit.
        language: The language to write; JSON has all languages of the result.
        kind: One of `FORMATS`, or `html` for the single page.
        template: For Word, which is not written at the moment: a template of one's own.
        presentation: What the audit folder adds to pages.

    Raises:
        Refused: What the format needs is not installed, or the template cannot be used.
    """
    del template
    locale = Locale(language, translator(language))
    match kind:
        case "html":
            from audit.report.exports.single import single_html

            return Exported(single_html(result, language, presentation).encode())
        case "pdf":
            from audit.report.exports.pdf import pdf

            made = pdf(result, language, presentation)
            return Exported(made.content, made.unshown)
        case "xlsx":
            from audit.report.exports.excel import workbook

            return Exported(workbook(result, locale))
        case "csv":
            from audit.report.exports.plan_table import plan_csv

            return Exported(plan_csv(result, locale))
        case "ics":
            from audit.report.exports.calendar import plan_calendar

            return Exported(plan_calendar(result, locale))
        case "json":
            from audit.report.result_json import result_json

            return Exported(result_json(result).encode())
    raise ValueError(f"no format is called {kind}")
