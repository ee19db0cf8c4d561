"""The style sheet of every report: many small files, one for each concern, joined into one that a page asks for once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from audit.locale_data import for_languages

STYLE_SHEET = "assets/listen-first.css"
"""Where a report has it, below its docs folder."""
PARTS = "css"
"""The folder in `site_template/assets` that holds its parts; the numbers of their names are their order."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
Scheme = Literal["light", "dark", "paper"]
_SCHEMES: Mapping[str, re.Pattern[str]] = {
    "light": re.compile(r":root, \[data-md-color-scheme=\"default\"\] \{([^}]*)\}"),
    "dark": re.compile(r"\[data-md-color-scheme=\"slate\"\] \{([^}]*--lf-paper:[^}]*)\}"),
    "paper": re.compile(r"@media print \{\s*:root, \[data-md-color-scheme\] \{([^}]*)\}"),
}
_COLOUR = re.compile(r"--lf-([\w-]+): (#[0-9a-f]{6});")


def style_sheet_text(template: Path) -> str:
    """Return the style sheet of a report, its parts joined in the order of their names.

    Args:
        template: The folder `site_template`.
    """
    parts = sorted((template / "assets" / PARTS).glob("*.css"))
    return for_languages("".join(_COMMENT.sub("", part.read_text(encoding="utf-8")) for part in parts))


def scheme_colours(sheet: str, scheme: Scheme) -> Mapping[str, str]:
    """Return the colours of a scheme by their names without `--lf-`, as `#rrggbb`.

    Args:
        sheet: The style sheet of a report.
        scheme: Which colours.
    """
    found = _SCHEMES[scheme].search(sheet)
    return dict(_COLOUR.findall(found[1])) if found else {}
