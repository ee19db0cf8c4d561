"""A result becomes a Markdown project: paths and texts, nothing written yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from audit.model.result import Result
from audit.report.number_pages import NumberPages
from audit.report.pages import Pages
from audit.report.progress_pages import ProgressPages
from audit.report.reader import Reader, escaped
from audit.report.voice_pages import VoicePages

PLAIN_NAME_LENGTH = 60
_NEEDS_ESCAPE = set("<>&\"'{}\\")


def environment(loader: BaseLoader, reader: Reader) -> Environment:
    """Make the template environment: whatever is printed goes through the one escape, and what is missing is an error.

    Args:
        loader: Finds the templates.
        reader: Puts the fixed texts into a language.
    """
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_safe,
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
    pieces = Formatter().parse(text) if values else [(text, None, None, None)]
    return Markup("").join(
        escaped(literal) + (escaped(str(values[name])) if name is not None else Markup(""))
        for literal, name, _, _ in pieces
    )


def _safe(value: object) -> object:
    return escaped(value) if isinstance(value, str) else value


def render(result: Result, reader: Reader, loader: BaseLoader, others: Iterable[str] = ()) -> dict[str, str]:
    """Render the pages of a report in one language.

    Args:
        result: The assessed audit.
        reader: Puts numbers, dates and texts into the language.
        loader: Finds the templates.
        others: Other languages of the same report; each page leads to itself in them.

    Returns:
        Markdown by path below the docs folder.
    """
    env = environment(loader, reader)
    pages = Pages(result, reader)
    numbers = NumberPages(result, reader)
    people = VoicePages(result, reader)
    progress = ProgressPages(result, reader)
    rendered: dict[str, str] = {}

    def page(path: str, template: str, title: str, **more: object) -> None:
        body = env.get_template(template).render(page=pages, numbers=numbers, people=people, progress=progress, **more)
        rendered[path] = (
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{_switch(path, others)}{_tidy(body)}"
        )

    titles = nav(result, reader)
    order = list(titles)

    def onward(path: str) -> list[tuple[str, str]]:
        following = order[(order.index(path) + 1) % len(order)]
        return [(following.replace(".md", ".html"), titles[following]), ("index.html", titles["index.md"])]

    page("index.md", "pages/index.md.j2", titles["index.md"])
    for view in pages.pillars:
        path = f"{view.id}.md"
        page(path, "pages/pillar.md.j2", titles[path], pillar=view, onward=onward(path))
    for lens in pages.lenses:
        path = f"{lens.id}.md"
        page(path, "pages/lens.md.j2", titles[path], lens=lens, onward=onward(path))
    for name in ("clock", "load", "contradictions", "voices", "way-up", "progress"):
        if f"{name}.md" in titles:
            page(f"{name}.md", f"pages/{name}.md.j2", titles[f"{name}.md"], onward=onward(f"{name}.md"))
    for name in ("plan", "answers", "method", "sources", "accessibility"):
        page(f"{name}.md", f"pages/{name}.md.j2", titles[f"{name}.md"])
    return {path: rendered[path] for path in order}


def _switch(path: str, others: Iterable[str]) -> str:
    """Lead to the same page in the other languages; no script needed."""
    links = " ".join(
        f'<a href="../{code}/{path.removesuffix(".md")}.html" lang="{code}" hreflang="{code}">{language_name(code)}</a>'
        for code in others
    )
    return f'<p class="lf-switch" data-search-exclude>{links}</p>\n\n' if links else ""


def nav(result: Result, reader: Reader) -> dict[str, str]:
    """Return the pages in reading order, with their titles."""
    return {
        "index.md": reader.say("Summary"),
        **{f"{identity}.md": reader.text(pillar.title) for identity, pillar in result.pillars.items()},
        **({"clock.md": reader.say("Response clock")} if result.clock else {}),
        **({"load.md": reader.say("Load")} if result.load else {}),
        **{f"{lens.id}.md": reader.text(lens.title) for lens in result.lenses},
        **({"contradictions.md": reader.say("Contradictions")} if result.contradictions else {}),
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
    name = " ".join(result.agency.split())
    plain = len(name) <= PLAIN_NAME_LENGTH and name.isprintable() and not _NEEDS_ESCAPE & set(name)
    return name if plain and name else reader.say("Listen First")


def configuration(base: Mapping[str, Any], result: Result, reader: Reader) -> dict[str, Any]:
    """Return the `mkdocs.yml` of one language's project.

    Args:
        base: What all sites have in common.
        result: The assessed audit.
        reader: The language.
    """
    titles = nav(result, reader)
    switches = {
        "default": reader.say("Switch to dark colours"),
        "slate": reader.say("Switch to light colours"),
    }
    palette = [
        {**scheme, "toggle": {**scheme["toggle"], "name": switches[scheme["scheme"]]}}
        for scheme in base["theme"]["palette"]
    ]
    theme = {**base["theme"], "language": reader.language, "custom_dir": "theme", "palette": palette}
    return {
        **base,
        "site_name": site_name(result, reader),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": theme,
        "nav": [{title: path} for path, title in titles.items()],
    }


def language_name(code: str) -> str:
    """Name a language in itself."""
    return {"ko": "한국어", "en": "English"}.get(code, code)
