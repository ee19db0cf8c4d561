"""The memo as a document: one sheet. What people wrote is cut to a length, so that it stays one."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.files.shipped import shipped
from audit.language import translator
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.document.blocks import Document
from audit.report.document.reading import read_page
from audit.report.file_texts import one_line
from audit.report.joined.single import style_sheet
from audit.report.parts.context import ReportContext
from audit.report.parts.draft import draft_notice
from audit.report.parts.memo import memo_view
from audit.report.site.environment import own_environment
from audit.report.site.template_cache import TemplateCache
from audit.wording.free_text import FreeText
from audit.wording.locale import Locale

TEMPLATE = "export/memo.html.j2"
LONGEST_NAME = 80
LONGEST_WORDS = 220
"""Characters of the deciding answer in the agency's own words."""


def memo_of(result: Result, language: str, presentation: Presentation = PLAIN) -> Document:
    """Return the memo as a tree of blocks.

    Args:
        result: The assessed audit, as its edition shows it.
        language: The language.
        presentation: What the audit folder adds; of it, a memo shows the colours.
    """
    locale = Locale(language, translator(language))
    view = memo_view(ReportContext(result, locale))
    agency = one_line(view.verdict.agency, LONGEST_NAME)
    folder = shipped("site_template")
    # A consultant's own templates are for pages: the memo is ours.
    environment = own_environment(FileSystemLoader(folder), locale, PLAIN, TemplateCache("report"))
    page = environment.get_template(TEMPLATE).render(
        page=replace(
            view,
            verdict=replace(view.verdict, agency=FreeText(agency)),
            own_words=FreeText(one_line(view.own_words, LONGEST_WORDS)) if view.own_words else None,
        ),
        language=language,
        draft=draft_notice(result, locale),
        style=Markup(style_sheet(folder, presentation)),
    )
    made = read_page(page)
    (chapter,) = made.chapters
    pack = f"{locale.text(result.pack.title)} {result.pack.version}"
    return replace(
        made,
        agency_short=agency,
        foot=f"{pack} · {locale.say('Round')} {result.round}" if result.round else pack,
        chapters=(replace(chapter, name="memo"),),
        is_one_sheet=True,
    )
