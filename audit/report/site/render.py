"""A result becomes a Markdown project: paths and texts, nothing written yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from string import Formatter
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from audit.model.result.result import Result
from audit.report.branding.notes import note_html
from audit.report.branding.presentation import PLAIN, Presentation
from audit.report.branding.sandbox import CarefulEnvironment, explained, own_first
from audit.report.draft import draft_notice
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.progress_pages import ProgressPages
from audit.report.public import PublicPages
from audit.report.reader import Reader, escaped
from audit.report.site.template_cache import Compiled
from audit.report.voice_pages import VoicePages

PUBLIC_PAGES = ("index.md", "accessibility.md")
"""All that the public edition has something for."""

SOMETIMES = ("clock", "load", "contradictions", "voices", "way-up", "progress")
"""Pages that a report has only where there is something to say."""

PLAIN_NAME_LENGTH = 60
_NEEDS_ESCAPE = set("<>&\"'{}\\")


def environment(loader: BaseLoader, reader: Reader, kind: type[Environment] = Environment) -> Environment:
    """Make the template environment: whatever is printed goes through the one escape, and what is missing is an error.

    Args:
        loader: Finds the templates.
        reader: Puts the fixed texts into a language.
        kind: The environment to make: a sandbox where templates of somebody else run.
    """
    env = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
        # Templates of somebody else are compiled every time: nothing of theirs is kept.
        bytecode_cache=Compiled("report") if kind is Environment else None,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # `{#id}` is how Markdown names a heading.
        comment_start_string="{//",
        comment_end_string="//}",
    )
    env.globals["_"] = lambda text, **values: _filled(reader.translate(text), values)
    return env


def _filled(text: str, values: Mapping[str, object]) -> Markup:
    """Escape a fixed text and what fills its placeholders; what is filled in is never read as a placeholder."""
    if not values:
        return escaped(text)
    return Markup("").join([escaped(part if is_text else values[part]) for part, is_text in _parts(text)])


@cache
def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the words of a fixed text and the names of its placeholders, in order."""
    found: list[tuple[str, bool]] = []
    for literal, name, _, _ in Formatter().parse(text):
        found.append((literal, True))
        if name is not None:
            found.append((name, False))
    return tuple(found)


def _safe(value: object) -> object:
    return escaped(value) if isinstance(value, str) else value


def own_environment(loader: BaseLoader, reader: Reader, presentation: Presentation) -> Environment:
    """Make the template environment in which a consultant's own templates come first, in the sandbox.

    Args:
        loader: Finds our templates.
        reader: Puts the fixed texts into a language.
        presentation: What the audit folder adds.
    """
    if not presentation.templates:
        return environment(loader, reader)
    return environment(own_first(presentation.templates, loader), reader, CarefulEnvironment)


def render(
    result: Result,
    reader: Reader,
    loader: BaseLoader,
    others: Iterable[str] = (),
    presentation: Presentation = PLAIN,
) -> dict[str, str]:
    """Render the pages of a report in one language.

    Args:
        result: The assessed audit.
        reader: Puts numbers, dates and texts into the language.
        loader: Finds the templates.
        others: Other languages of the same report; each page leads to itself in them.
        presentation: What the audit folder adds.

    Returns:
        Markdown by path below the docs folder.

    Raises:
        BadFiles: A template of the consultant's own fails.
    """
    presentation = presentation.for_edition(result.edition)
    with explained(presentation.templates):
        return _render(result, reader, own_environment(loader, reader, presentation), others, presentation)


def _render(
    result: Result, reader: Reader, env: Environment, others: Iterable[str], presentation: Presentation
) -> dict[str, str]:
    titles = nav(result, reader, presentation)
    brand = presentation.brand_view(reader.language)
    pages = Pages(result, reader)
    numbers = NumberPages(result, reader)
    people = VoicePages(result, reader, pages)
    progress = ProgressPages(result, reader, pages)
    draft = draft_notice(result, reader)
    notice = f'<p class="lf-draft" data-search-exclude>{escaped(draft)}</p>\n\n' if draft else ""
    rendered: dict[str, str] = {}

    def leads(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        """Keep the links to pages that this edition has."""
        return [(href, title) for href, title in links if href.partition(".html")[0] + ".md" in titles]

    def page(path: str, template: str, title: str, **more: object) -> None:
        words = commentary(env, presentation, reader, path, titles)
        body = env.get_template(template).render(
            page=pages,
            numbers=numbers,
            people=people,
            progress=progress,
            leads=leads,
            brand=brand,
            commentary=words,
            **more,
        )
        if words not in body:
            body += f"\n\n{words}\n"
        rendered[path] = (
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{_switch(path, others)}{notice}{_tidy(body)}"
        )

    order = list(titles)

    def onward(path: str) -> list[tuple[str, str]]:
        following = order[(order.index(path) + 1) % len(order)]
        return [(following.replace(".md", ".html"), titles[following]), ("index.html", titles["index.md"])]

    for path, title in presentation.titles(reader.language):
        page(path, f"pages/{path}.j2", title, onward=onward(path))
    if result.edition == "public":
        page("index.md", "pages/public.md.j2", titles["index.md"], public=PublicPages(result, reader))
        page("accessibility.md", "pages/accessibility.md.j2", titles["accessibility.md"])
        return {path: rendered[path] for path in order}
    page("index.md", "pages/index.md.j2", titles["index.md"])
    for view in pages.pillars:
        path = f"{view.id}.md"
        page(path, "pages/pillar.md.j2", titles[path], pillar=view, onward=onward(path))
    for lens in pages.lenses:
        path = f"{lens.id}.md"
        page(path, "pages/lens.md.j2", titles[path], lens=lens, onward=onward(path))
    for name in SOMETIMES:
        if f"{name}.md" in titles:
            page(f"{name}.md", f"pages/{name}.md.j2", titles[f"{name}.md"], onward=onward(f"{name}.md"))
    for name in ("plan", "answers", "method", "sources", "accessibility"):
        page(f"{name}.md", f"pages/{name}.md.j2", titles[f"{name}.md"])
    return {path: rendered[path] for path in order}


def commentary(
    env: Environment, presentation: Presentation, reader: Reader, path: str, titles: Mapping[str, str]
) -> Markup:
    """Return the consultant's note on a page, set apart from what the report says; empty where there is none.

    Args:
        env: Renders it.
        presentation: Has the notes.
        reader: The language.
        path: The page.
        titles: The pages of the report: what leads elsewhere is only words.
    """
    note = presentation.note(path.removesuffix(".md"), reader.language)
    if note is None:
        return Markup("")
    consultant = presentation.brand.consultant.strip()
    by = (
        reader.say("A word from {consultant}", consultant=consultant)
        if consultant
        else reader.say("From the consultant")
    )
    # Raw HTML was made text when the note was converted.
    words = Markup(note_html(note.text, [page.removesuffix(".md") for page in titles]))
    return Markup(env.get_template("parts/commentary.j2").render(by=by, words=words).strip())


def _switch(path: str, others: Iterable[str]) -> str:
    """Lead to the same page in the other languages; no script needed."""
    links = " ".join(
        f'<a href="../{code}/{path.removesuffix(".md")}.html" lang="{code}" hreflang="{code}">{language_name(code)}</a>'
        for code in others
    )
    return f'<p class="lf-switch" data-search-exclude>{links}</p>\n\n' if links else ""


def nav(result: Result, reader: Reader, presentation: Presentation = PLAIN) -> dict[str, str]:
    """Return the pages in reading order, with their titles.

    Args:
        result: The assessed audit; what its edition leaves empty has no page.
        reader: The language.
        presentation: Has the pages beyond ours.
    """
    pages = _pages(result, reader)
    if result.edition == "public":
        pages = {path: title for path, title in pages.items() if path in PUBLIC_PAGES}
    return {**pages, **dict(presentation.for_edition(result.edition).titles(reader.language))}


def page_names(result: Result, reader: Reader) -> tuple[str, ...]:
    """Return the names of all pages that a report of this kind can have, whether or not this one has something for them.

    Args:
        result: The assessed audit.
        reader: A language.
    """
    names = [path.removesuffix(".md") for path in _pages(result, reader)]
    return (*names, *(name for name in SOMETIMES if name not in names))


def _pages(result: Result, reader: Reader) -> dict[str, str]:
    return {
        "index.md": reader.say("Summary"),
        **{f"{identity}.md": reader.text(pillar.title) for identity, pillar in result.pillars.items()},
        **({"clock.md": reader.say("Response clock")} if result.clock else {}),
        **({"load.md": reader.say("Load")} if result.load else {}),
        **{f"{lens.id}.md": reader.text(lens.title) for lens in result.lenses},
        **({"contradictions.md": reader.say("Answers to check")} if result.contradictions else {}),
        **({"voices.md": reader.say("Who sees it how")} if result.voices and result.voices.respondents else {}),
        **({"way-up.md": reader.say("The way up")} if result.verdict.rung else {}),
        **({"progress.md": reader.say("Progress")} if result.before else {}),
        "plan.md": reader.say("Plan"),
        "answers.md": reader.say("All answers"),
        "method.md": reader.say("How this was decided"),
        "sources.md": reader.say("Sources"),
        "accessibility.md": reader.say("Accessibility"),
    }


def _tidy(body: str) -> str:
    """Take out the empty lines that control tags leave, and what would make a line of HTML look like code."""
    lines = [line.strip() for line in body.splitlines()]
    tidy = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    return "\n".join(tidy).strip() + "\n"


def site_name(result: Result, reader: Reader) -> str:
    """Return the name in the header: the agency's where it is plain and short, else the product's.

    The theme puts the name through a filter that turns entities back into markup, so only a name without any may go there;
    the pages themselves show every name as it was written.
    """
    name = " ".join(result.agency_in(reader.language).split())
    plain = len(name) <= PLAIN_NAME_LENGTH and name.isprintable() and not _NEEDS_ESCAPE & set(name)
    return name if plain and name else reader.say("Listen First")


def configuration(
    base: Mapping[str, Any], result: Result, reader: Reader, presentation: Presentation = PLAIN
) -> dict[str, Any]:
    """Return the `mkdocs.yml` of one language's project.

    Args:
        base: What all sites have in common.
        result: The assessed audit.
        reader: The language.
        presentation: What the audit folder adds.
    """
    titles = nav(result, reader, presentation)
    footer = presentation.footer(reader.language)
    switch = {"dark": reader.say("Switch to dark colours"), "light": reader.say("Switch to light colours")}
    return {
        **base,
        "site_name": site_name(result, reader),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {**base["theme"], "language": reader.language, "custom_dir": "theme"},
        "extra": {**base["extra"], "scheme": switch},
        **({"copyright": str(escaped(footer))} if footer else {}),
        "extra_css": [*base["extra_css"], *presentation.style_sheets()],
        "nav": [{title: path} for path, title in titles.items()],
    }


def language_name(code: str) -> str:
    """Name a language in itself."""
    return {"ko": "한국어", "en": "English"}.get(code, code)
