"""What a Word template can name of what was read: sources, cases, essays; and the consultant's own pages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from jinja2 import FileSystemLoader

from audit.files.shipped import shipped
from audit.model.result.result import Result
from audit.report.branding.presentation import Presentation
from audit.report.exports.single import page_html, site_settings
from audit.report.exports.word_text import paragraphs_of, written
from audit.report.pages import Pages
from audit.report.reader import Reader
from audit.report.site.render import render


def sources_context(result: Result, page: Pages) -> Mapping[str, object]:
    """Return what was read, each with how well.

    Args:
        result: The result, as its edition shows it.
        page: What the pages say of it.
    """
    text = page.reader.text

    def used_by(ids: Iterable[str]) -> str:
        return ", ".join(ids)

    return {
        "sources": [
            {
                "id": source.id,
                "title": written(text(source.title)),
                "by": written(text(source.by)),
                "year": written(source.year),
                "number": written(text(source.number)) if source.number else "",
                "url": written(source.url),
                "says": written(text(source.says)),
                "read": written(page.tag(source.tag)),
                "used_by": used_by(source.used_by),
            }
            for source in result.sources
        ],
        "cases": [
            {
                "id": case.id,
                "title": written(text(case.title)),
                "date": written(page.day_of_case(case)),
                "place": written(text(case.place)),
                "read": written(page.tag(case.tag)),
                "what": written(
                    " ".join([text(case.what), *(f"{moment.time} {text(moment.text)}" for moment in case.clock)])
                ),
                "lesson": written(text(case.lesson)),
                "sources": written("; ".join(case.sources)),
            }
            for case in result.cases
        ],
        "seeds": [
            {"id": seed.id, "text": written(text(seed.text)), "used_by": used_by(seed.used_by)} for seed in result.seeds
        ],
    }


def own_pages(result: Result, reader: Reader, presentation: Presentation) -> list[Mapping[str, object]]:
    """Return the words of the consultant's own pages: each page's name, its title, its paragraphs.

    Pictures and looks stay on the web pages; a page's own template may draw what a paragraph cannot say.

    Args:
        result: The result, as its edition shows it.
        reader: The language.
        presentation: Has the pages, those of this edition.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    if not presentation.pages:
        return []
    # Notes have a place of their own beside the page.
    bare = dataclasses.replace(presentation, notes=())
    rendered = render(result, reader, FileSystemLoader(shipped("site_template")), presentation=bare)
    settings = site_settings()
    return [
        {
            "name": path.removesuffix(".md"),
            "title": written(title),
            "paragraphs": paragraphs_of(page_html(rendered[path], settings), title),
        }
        for path, title in presentation.titles(reader.language)
    ]
