"""The style sheet of every report: many small files, one for each concern, joined into one that a page asks for once."""

from __future__ import annotations

import re
from pathlib import Path

from audit.locale_data import for_languages

STYLE_SHEET = "assets/listen-first.css"
"""Where a report has it, below its docs folder."""
PARTS = "css"
"""The folder in `site_template/assets` that holds its parts; the numbers of their names are their order."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def style_sheet_text(template: Path) -> str:
    """Return the style sheet of a report, its parts joined in the order of their names.

    Args:
        template: The folder `site_template`.
    """
    parts = sorted((template / "assets" / PARTS).glob("*.css"))
    return for_languages("".join(_COMMENT.sub("", part.read_text(encoding="utf-8")) for part in parts))
