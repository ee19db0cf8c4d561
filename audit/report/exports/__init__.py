"""The report as paper and files: one module for each format, each a view of the same result."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.report.exports.format import Format

SINGLE = "html"
"""The single page: `build --single` writes it, and `export --to` does not name it."""

_MODULES = {
    "pdf": "pdf",
    "docx": "word",
    "hwpx": "hwpx",
    "slides": "slides",
    "xlsx": "excel",
    "csv": "plan_table",
    "json": "result_file",
    "ics": "calendar",
    SINGLE: "single_page",
}
"""The one list of formats: the ending of the file, and the module of this package whose `FORMAT` says the rest."""

PARTS = ("memo", "report", "annex", "plan", "all")
"""What `listenfirst export --part` takes; `audit.report.document.parts` says what each is."""
PAPERS = ("a4", "letter")
"""What `listenfirst export --paper` takes."""

FORMATS = tuple(ending for ending in _MODULES if ending != SINGLE)
"""What `listenfirst export --to` takes."""


def format_of(ending: str) -> Format:
    """Return a format. Its module is loaded only now, as some need more than the package itself.

    Args:
        ending: One of `FORMATS`, or `SINGLE`.

    Raises:
        KeyError: No format is called so.
    """
    found: Format = import_module(f"{__name__}.{_MODULES[ending]}").FORMAT
    return found
