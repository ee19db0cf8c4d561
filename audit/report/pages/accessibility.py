"""How the report is meant to be read by everybody, what was tested, and what is known not to work."""

from __future__ import annotations

from dataclasses import dataclass

from audit.report.pages.group import Group
from audit.report.pages.page import EVERY_EDITION, Page, always
from audit.report.parts.context import Link, ReportContext
from audit.report.parts.verdict import agency_name
from audit.wording.free_text import FreeText


@dataclass(frozen=True)
class AccessibilityView:
    """The statement on accessibility."""

    agency: FreeText
    has_data: bool
    """Whether the same content is also there as data."""


def accessibility_view(context: ReportContext) -> AccessibilityView:
    """Make the statement on accessibility."""
    return AccessibilityView(agency_name(context), has_data=context.result.edition != "public")


PAGE = Page(
    path="accessibility",
    on_paper="annex",
    title=lambda context: context.say("Accessibility"),
    group=Group.GROUNDS,
    template="pages/accessibility.md.j2",
    when=always,
    view=accessibility_view,
    editions=EVERY_EDITION,
    onward=lambda context: (
        Link("index.html", context.say("Summary")),
        Link("answers.html", context.say("All answers")),
    ),
)
