"""The single file on a screen: the summary first, every other page folded below its group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from audit.model.result.result import Result
from audit.report.branding.presentation import Presentation
from audit.report.joined.joining import Part
from audit.report.pages.group import Group, group_title
from audit.report.parts.context import ReportContext
from audit.report.site.render import report_pages
from audit.wording.locale import Locale


@dataclass(frozen=True)
class FoldedPage:
    """A page of which only the title and the finding are seen until it is opened."""

    part: Part
    title: str
    finding: Markup | str
    """What it found; empty where that is its title."""


@dataclass(frozen=True)
class Fold:
    """A group of pages, with its place in the menu."""

    id: str
    title: str
    pages: tuple[FoldedPage, ...]


def fold(result: Result, locale: Locale, presentation: Presentation, parts: Sequence[Part]) -> tuple[Fold, ...]:
    """Sort the parts of a document into the groups of the menu.

    Args:
        result: The assessed audit, cut down to its edition.
        locale: The language.
        presentation: Has the pages beyond ours; they stand with the grounds.
        parts: The pages of the report as parts of one document.
    """
    context = ReportContext(result, locale)
    by_id = {part.id: part for part in parts}
    groups: dict[Group, list[FoldedPage]] = {}
    for page in report_pages(result, presentation):
        part, title = by_id[page.path], page.title(context)
        finding = next((entry.title for entry in part.entries if entry.level == 1), Markup(""))
        shown = FoldedPage(part, title, "" if finding.striptags() == title else finding)
        groups.setdefault(page.group or Group.GROUNDS, []).append(shown)
    return tuple(
        Fold(f"group-{group.value}", group_title(group, locale), tuple(groups[group]))
        for group in Group
        if group in groups
    )
