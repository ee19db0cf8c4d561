"""A result becomes a Markdown project: paths and texts, nothing written yet."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment
from markupsafe import Markup

from audit.locale_data import locale_data
from audit.model.result.result import Result
from audit.report.branding.notes import note_html
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.branding.sandbox import explained
from audit.report.pages.group import Group, group_title
from audit.report.pages.own import own_page
from audit.report.pages.page import Page
from audit.report.pages.registry import pages_of, possible_pages
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.draft import draft_notice
from audit.report.site.environment import escaped, own_environment
from audit.wording.locale import Locale

FEW_PAGES = 5
"""So many need no groups in the menu."""
PLAIN_NAME_LENGTH = 60
_LINK = re.compile(r'<a\b[^>]*\bhref="(?P<page>[^"#./]+)\.html(?:#[^"]*)?"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_NEEDS_ESCAPE = set("<>&\"'{}\\")


def report_pages(result: Result, presentation: Presentation = PLAIN) -> tuple[Page, ...]:
    """Return the pages of a report in reading order; those that the audit folder adds come last.

    Args:
        result: The assessed audit; what its edition leaves empty has no page.
        presentation: Has the pages beyond ours.
    """
    added = (own_page(page) for page in presentation.for_edition(result.edition).pages)
    return (*pages_of(result), *added)


def render(
    result: Result,
    locale: Locale,
    loader: BaseLoader,
    presentation: Presentation = PLAIN,
    bytecode_cache: BytecodeCache | None = None,
) -> dict[str, str]:
    """Render the pages of a report in one language.

    Args:
        result: The assessed audit.
        locale: Puts numbers, dates and texts into the language.
        loader: Finds the templates.
        presentation: What the audit folder adds.
        bytecode_cache: Keeps our compiled templates from one run to the next.

    Returns:
        Markdown by path below the docs folder.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    presentation = presentation.for_edition(result.edition)
    context = ReportContext(result, locale)
    pages = report_pages(result, presentation)
    titles = {page.path: page.title(context) for page in pages}
    draft = draft_notice(result, locale)
    notice = f'<p class="lf-draft" data-search-exclude>{escaped(draft)}</p>\n\n' if draft else ""
    rendered: dict[str, str] = {}
    with explained(presentation.templates):
        env = own_environment(loader, locale, presentation, bytecode_cache)
        for page in pages:
            words = commentary(env, presentation, locale, page.path, titles)
            body = env.get_template(page.template).render(
                page=page.view(context),
                onward=_onward(page, pages, titles, context),
                brand=presentation.brand_view(locale.language),
                commentary=words,
            )
            if words not in body:
                body += f"\n\n{words}\n"
            if result.short:
                body = _without_links(body, set(page_names(result)) - set(titles))
            head = f"---\ntitle: {json.dumps(titles[page.path], ensure_ascii=False)}\n---\n\n"
            rendered[f"{page.path}.md"] = f"{head}{notice}{_tidy(body)}"
    return rendered


def _without_links(body: str, absent: Collection[str]) -> str:
    """Leave only the words of what leads to pages that a short report has not."""

    def kept(match: re.Match[str]) -> str:
        return match["words"] if match["page"] in absent else match[0]

    return _LINK.sub(kept, body)


def _onward(page: Page, pages: Sequence[Page], titles: Mapping[str, str], context: ReportContext) -> tuple[Link, ...]:
    """Return where to go from the end of a page: what it names itself, else the following page and the summary."""
    if page.onward is not None:
        # Only to pages that this edition has.
        return tuple(link for link in page.onward(context) if link.href.partition(".html")[0] in titles)
    following, first = pages[(pages.index(page) + 1) % len(pages)], pages[0]
    return (Link(following.href, titles[following.path]), Link(first.href, titles[first.path]))


def commentary(env: Environment, presentation: Presentation, locale: Locale, path: str, pages: Iterable[str]) -> Markup:
    """Return the consultant's note on a page, set apart from what the report says; empty where there is none.

    Args:
        env: Renders it.
        presentation: Has the notes.
        locale: The language.
        path: The page, such as `plan`.
        pages: The pages of the report: what leads elsewhere is only words.
    """
    note = presentation.note(path, locale.language)
    if note is None:
        return Markup("")
    consultant = presentation.brand.consultant.strip()
    by = (
        locale.say("A word from {consultant}", consultant=consultant)
        if consultant
        else locale.say("From the consultant")
    )
    # Raw HTML was made text when the note was converted.
    words = Markup(note_html(note.text, list(pages)))
    return Markup(env.get_template("parts/commentary.j2").render(by=by, words=words).strip())


def nav(result: Result, locale: Locale, presentation: Presentation = PLAIN) -> dict[str, str]:
    """Return the files of the pages in reading order, with their titles.

    Args:
        result: The assessed audit; what its edition leaves empty has no page.
        locale: The language.
        presentation: Has the pages beyond ours.
    """
    context = ReportContext(result, locale)
    return {f"{page.path}.md": page.title(context) for page in report_pages(result, presentation)}


def page_names(result: Result) -> tuple[str, ...]:
    """Return the names of all pages that a report of this kind can have, whether or not this one has something for them.

    Args:
        result: The assessed audit.
    """
    return tuple(dict.fromkeys(page.path for page in possible_pages(result)))


def _tidy(body: str) -> str:
    """Take out the empty lines that control tags leave, and what would make a line of HTML look like code."""
    lines = [line.strip() for line in body.splitlines()]
    tidy = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    return "\n".join(tidy).strip() + "\n"


def site_name(result: Result, locale: Locale) -> str:
    """Return the name in the header: the agency's where it is plain and short, else the product's.

    The theme puts the name through a filter that turns entities back into markup, so only a name without any may go there;
    the pages themselves show every name as it was written.
    """
    name = " ".join(result.agency_in(locale.language).split())
    plain = len(name) <= PLAIN_NAME_LENGTH and name.isprintable() and not _NEEDS_ESCAPE & set(name)
    return name if plain and name else locale.say("Listen First")


def menu(result: Result, locale: Locale, presentation: Presentation = PLAIN) -> list[dict[str, Any]]:
    """Return the menu as `mkdocs.yml` has it: groups with their pages, then the pages of no group.

    Args:
        result: The assessed audit.
        locale: The language.
        presentation: Has the pages beyond ours.
    """
    titles = nav(result, locale, presentation)
    groups: dict[Group | None, list[dict[str, str]]] = {}
    for page in report_pages(result, presentation):
        groups.setdefault(page.group, []).append({titles[f"{page.path}.md"]: f"{page.path}.md"})
    if sum(map(len, groups.values())) <= FEW_PAGES:
        # Names of groups of hardly more than one page each would be a second menu.
        return [page for pages in groups.values() for page in pages]
    entries: list[dict[str, Any]] = [
        {group_title(group, locale): pages} for group, pages in groups.items() if group is not None
    ]
    return [*entries, *groups.get(None, [])]


def configuration(
    base: Mapping[str, Any],
    result: Result,
    locale: Locale,
    presentation: Presentation = PLAIN,
    others: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the `mkdocs.yml` of one language's project.

    Args:
        base: What all sites have in common.
        result: The assessed audit.
        locale: The language.
        presentation: What the audit folder adds.
        others: Other languages of the same report; each page leads to itself in them.
    """
    footer = presentation.footer(locale.language)
    switch = {"dark": locale.say("Switch to dark colours"), "light": locale.say("Switch to light colours")}
    alternate = [{"name": language_name(code), "link": f"../{code}/index.html", "lang": code} for code in others]
    return {
        **base,
        "site_name": site_name(result, locale),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {**base["theme"], "language": theme_language(locale.language), "custom_dir": "theme"},
        "extra": {**base["extra"], "scheme": switch, **({"alternate": alternate} if alternate else {})},
        **({"copyright": str(escaped(footer))} if footer else {}),
        "extra_css": [*base["extra_css"], *presentation.style_sheets()],
        "nav": menu(result, locale, presentation),
    }


def theme_language(language: str) -> str:
    """Return by which name the site's theme knows a language: its own, or ours where the language brings the theme's words."""
    return locale_data(language).theme or language


def language_name(code: str) -> str:
    """Name a language in itself."""
    return locale_data(code).name
