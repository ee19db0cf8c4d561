"""A report as one document: its pages joined, and read once."""

from __future__ import annotations

from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.document.blocks import Document
from audit.report.document.reading import read_report
from audit.report.exports.single import single_html
from audit.wording.locale import Locale


def document_of(result: Result, language: str, presentation: Presentation = PLAIN) -> Document:
    """Return the report as a tree of blocks.

    Args:
        result: The assessed audit, as its edition shows it.
        language: The language.
        presentation: What the audit folder adds.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    page = single_html(result, language, presentation)
    return read_report(page, edition_words(result, Locale(language, translator(language))))


def edition_words(result: Result, locale: Locale) -> str:
    """Say for whom an edition is, and what is not in it."""
    return {
        "internal": locale.say("Internal edition: everything that was answered."),
        "client": locale.say("Edition for the client: without who answered."),
        "public": locale.say(
            "This is the edition for the public. Answers, evidence and what concerns security are not in it."
        ),
    }[result.edition]
