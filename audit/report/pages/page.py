"""What a page is: where it stands, what it is called, when there is one, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from audit.model.result.result import Edition, Result
from audit.report.pages.group import Group
from audit.report.parts.context import Link, ReportContext

EVERY_EDITION: frozenset[Edition] = frozenset(("internal", "client", "public"))
NOT_PUBLIC: frozenset[Edition] = EVERY_EDITION - {"public"}
OnPaper: TypeAlias = Literal["report", "head", "annex"]
"""Where a page stands on paper: in the report; with its head only, all of it in the annex; or in the annex."""


@dataclass(frozen=True)
class Page:
    """One page of a report.

    Attributes:
        path: Its file below the docs folder, without the ending: `plan` is `plan.md` in the project, `plan.html` in the site.
        title: Names it, in the menu and elsewhere.
        template: Sets it out; a file in `site_template/pages`.
        when: Whether a report has something for it.
        view: Makes what the template prints: a frozen dataclass of plain texts.
        editions: Who may see it.
        group: Where it stands in the menu; None: after all groups.
        onward: Where to go from its end; None: the page that follows, and the summary.
        on_paper: Where it stands where a report is printed in parts. Its head is what comes before its first section.
    """

    path: str
    title: Callable[[ReportContext], str]
    template: str
    when: Callable[[Result], bool]
    view: Callable[[ReportContext], object]
    editions: frozenset[Edition] = NOT_PUBLIC
    group: Group | None = None
    onward: Callable[[ReportContext], tuple[Link, ...]] | None = None
    on_paper: OnPaper = "report"

    @property
    def href(self) -> str:
        """Its address in the site."""
        return f"{self.path}.html"


def always(result: Result) -> bool:
    """Return that every report has the page."""
    del result
    return True
