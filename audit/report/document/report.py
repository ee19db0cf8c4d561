"""A report as one document: its pages joined, read once, and parted as it was asked for."""

from __future__ import annotations

from dataclasses import replace

from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.document.blocks import Document
from audit.report.document.memo import memo_of
from audit.report.document.parts import PLAN, Part, part_of
from audit.report.document.reading import read_report
from audit.report.joined.single import single_html
from audit.report.parts.context import ReportContext
from audit.report.site.render import report_pages
from audit.wording.locale import Locale


def document_of(result: Result, language: str, presentation: Presentation = PLAIN, part: Part = "all") -> Document:
    """Return the report, or a part of it, as a tree of blocks.

    Args:
        result: The assessed audit, as its edition shows it.
        language: The language.
        presentation: What the audit folder adds.
        part: Which part.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    if part == "memo":
        return memo_of(result, language, presentation)
    locale = Locale(language, translator(language))
    context = ReportContext(result, locale)
    places = {page.path: page.on_paper for page in report_pages(result, presentation)}
    titles = {page.path: page.title(context) for page in report_pages(result, presentation)}
    unread = {name for name, place in places.items() if part == "report" and place == "annex"}
    if part == "plan":
        unread = set(places) - {PLAN}
    page = single_html(result, language, presentation, leave_out=unread)
    whole = read_report(page, edition_words(result, locale), titles)
    chosen = part_of(whole, part, places)
    return replace(
        chosen,
        cover=replace(chosen.cover, part=part_words(part, locale)) if chosen.cover else None,
        elsewhere=_elsewhere(locale) if part == "report" and "annex" in places.values() else "",
        annex_page=locale.say("Annex {page}", page="{page}"),
    )


def part_words(part: Part, locale: Locale) -> str:
    """Say on a cover which part of the report this is; empty where it is the report itself."""
    return locale.say("Annex: all answers, sources and method") if part == "annex" else ""


def _elsewhere(locale: Locale) -> str:
    return locale.say(
        "The annex is a document of its own: every answer with its evidence, the sources, and the method."
    )


def edition_words(result: Result, locale: Locale) -> str:
    """Say for whom an edition is, and what is not in it."""
    return {
        "internal": locale.say("Internal edition: everything that was answered."),
        "client": locale.say("Edition for the client: without who answered."),
        "public": locale.say(
            "This is the edition for the public. Answers, evidence and what concerns security are not in it."
        ),
    }[result.edition]
