"""The pages of a report in reading order: the only list of them.

The navigation, the renderer, the single file, paper, notes and the documentation read it. One more page is one module
here, one template in `site_template/pages`, and its texts in the catalogues.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from audit.model.result.result import Result
from audit.report.pages import (
    about,
    accessibility,
    accounts,
    answers,
    clock,
    contradictions,
    lens,
    letter,
    load,
    method,
    papers,
    pillar,
    plan,
    progress,
    public,
    sources,
    summary,
    voices,
    way_up,
)
from audit.report.pages.page import Page

Family: TypeAlias = Callable[[Result], tuple[Page, ...]]
"""Pages of which a report has as many as its questions ask for."""

REGISTRY: tuple[Page | Family, ...] = (
    summary.PAGE,
    letter.PAGE,
    public.PAGE,
    pillar.pages,
    clock.PAGE,
    load.PAGE,
    lens.pages,
    contradictions.PAGE,
    voices.PAGE,
    accounts.PAGE,
    way_up.PAGE,
    progress.PAGE,
    plan.PAGE,
    papers.PAGE,
    about.PAGE,
    answers.PAGE,
    method.PAGE,
    sources.PAGE,
    accessibility.PAGE,
)


SHORT = frozenset(
    page.path
    for page in (summary.PAGE, letter.PAGE, clock.PAGE, plan.PAGE, method.PAGE, answers.PAGE, accessibility.PAGE)
)
"""The pages of a short report: enough to read a first verdict and to see how it came about."""


def possible_pages(result: Result) -> tuple[Page, ...]:
    """Return every page that a report with these pillars and lenses can have, whether or not this one has it."""
    return tuple(page for entry in REGISTRY for page in ([entry] if isinstance(entry, Page) else entry(result)))


def pages_of(result: Result) -> tuple[Page, ...]:
    """Return the pages of a report in reading order: those of its edition that it has something for."""
    return tuple(
        page
        for page in possible_pages(result)
        if result.edition in page.editions and page.when(result) and (page.path in SHORT or not result.short)
    )
