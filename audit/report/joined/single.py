"""The whole report as one HTML file: styles and pictures inside, no script, nothing to fetch."""

from __future__ import annotations

import base64
import dataclasses
import mimetypes
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import FileSystemLoader
from markupsafe import Markup

from audit.files.schemes import style_sheet_text
from audit.files.shipped import shipped
from audit.language import translator
from audit.locale_data import for_languages
from audit.model.result.result import Result
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.branding.sandbox import explained
from audit.report.charts.week import cover_chart
from audit.report.file_texts import one_line
from audit.report.joined.folding import fold
from audit.report.joined.joining import join
from audit.report.parts.context import ReportContext
from audit.report.parts.cover import cover_words
from audit.report.parts.verdict import verdict_view
from audit.report.site.environment import own_environment
from audit.report.site.harden import with_languages
from audit.report.site.render import render
from audit.report.site.template_cache import TemplateCache
from audit.wording.locale import Locale

TITLE_LENGTH = 120
"""Characters of an agency's name in a title and a running head; the cover has all of it."""
FOOT_LENGTH = 160
"""Characters at the foot of a sheet of paper; what is longer stands in full at the end."""

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_DARK = re.compile(r'\[data-md-color-scheme="slate"\]\s*\{([^}]*)\}')
_MKDOCS_EXTENSIONS = ("toc", "tables", "fenced_code")
"""Those that MkDocs always uses."""


def single_html(
    result: Result,
    language: str,
    presentation: Presentation = PLAIN,
    *,
    leave_out: Collection[str] = (),
    folded: bool = False,
) -> str:
    """Write the whole report as one HTML document.

    Args:
        result: The assessed audit.
        language: The language to write.
        presentation: What the audit folder adds.
        leave_out: The names of pages that are not wanted, such as `sources`; what leads to them is only words.
        folded: Whether it is to be read on a screen: the summary first, every other page folded, a menu that stays.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    template = shipped("site_template")
    base = site_settings()
    locale = Locale(language, translator(language))
    context = ReportContext(result, locale)
    loader, cache = FileSystemLoader(template), TemplateCache("report")
    pages = {
        path.removesuffix(".md") + ".html": page_html(text, base)
        for path, text in render(result, locale, loader, presentation=presentation, bytecode_cache=cache).items()
        if path.removesuffix(".md") not in leave_out
    }
    week = cover_chart(context)
    files = presentation.files()

    def picture(address: str) -> str | None:
        return _data(address, files[address]) if address in files else _picture(template, address)

    brand = presentation.brand_view(language)
    if brand is not None and brand.logo:
        brand = dataclasses.replace(brand, logo=picture(brand.logo) or "")
    parts = join(pages, picture, opened=not folded)
    with explained(presentation.templates):
        page = (
            own_environment(loader, locale, presentation, cache)
            .get_template("export/document.html.j2")
            .render(
                verdict=verdict_view(context),
                week=week,
                week_words=cover_words(context, week),
                product=result.product,
                date=result.date.isoformat(),
                round=result.round,
                language=language,
                folds=fold(result, locale, presentation, parts) if folded else (),
                parts=parts,
                brand=brand,
                footer=presentation.footer(language),
                foot=one_line(presentation.footer(language), FOOT_LENGTH),
                title=one_line(result.agency_in(locale.language), TITLE_LENGTH),
                style=Markup(style_sheet(template, presentation)),
            )
        )
    start = page.index("<body")
    return page[:start] + with_languages(page[start:], language)


def site_settings() -> Mapping[str, Any]:
    """Return what the sites of all reports have in common, as `mkdocs.yml` says it."""
    settings: Mapping[str, Any] = yaml.safe_load((shipped("site_template") / "mkdocs.yml").read_text(encoding="utf-8"))
    return settings


def page_html(text: str, base: Mapping[str, Any]) -> str:
    """Turn a page into HTML as the site does.

    Args:
        text: The page, with its front matter.
        base: What `site_settings` returns.
    """
    from markdown import Markdown

    names = list(_MKDOCS_EXTENSIONS)
    settings: dict[str, Any] = {}
    for extension in base["markdown_extensions"]:
        if isinstance(extension, dict):
            settings.update(extension)
        names.extend(name for name in ([extension] if isinstance(extension, str) else extension) if name not in names)
    return Markdown(extensions=names, extension_configs=settings).convert(_FRONT_MATTER.sub("", text))


def style_sheet(template: Path, presentation: Presentation = PLAIN) -> str:
    """Return the report's style sheet with what one document needs: its dark colours without a script, and paper."""
    site = style_sheet_text(template)
    files = presentation.files()
    # Nothing in a style sheet may end the element that it stands in.
    site += "\n".join(["", *(files[path].decode() for path in presentation.style_sheets())]).replace("</", "<\\/")
    own = for_languages((template / "export" / "document.css").read_text(encoding="utf-8"))
    dark = "".join(
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark;{block} }} }}\n"
        for block in _DARK.findall(site)
    )
    return f"{site}\n{dark}{own}"


def _picture(template: Path, address: str) -> str | None:
    path = (template / address).resolve()
    if not path.is_relative_to(template.resolve()) or not path.is_file():
        return None
    return _data(path.name, path.read_bytes())


def _data(name: str, content: bytes) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
