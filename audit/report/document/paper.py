"""A filled paper as a document: the same tree as a report, for the same writers."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.files.shipped import shipped
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.document.blocks import Document
from audit.report.document.reading import read_page
from audit.report.joined.single import style_sheet
from audit.report.papers.filling import PaperView
from audit.report.site.environment import own_environment
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

TEMPLATE = "export/paper.html.j2"


def paper_document(view: PaperView, locale: Locale, presentation: Presentation = PLAIN) -> Document:
    """Return a filled paper as a tree of blocks.

    Args:
        view: What it says.
        locale: Its language.
        presentation: What the audit folder adds; of it, a paper shows the colours.
    """
    folder = shipped("site_template")
    environment = own_environment(FileSystemLoader(folder), locale, PLAIN, TemplateCache("report"))
    page = environment.get_template(TEMPLATE).render(
        page=view, language=locale.language, style=Markup(style_sheet(folder, presentation))
    )
    made = read_page(page)
    chapters = tuple(replace(chapter, name=view.id) for chapter in made.chapters)
    return replace(made, agency_short=view.agency, foot=view.title, chapters=chapters)
