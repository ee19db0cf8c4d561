"""The colours of all that is seen: they stand once, in the style sheet of the report, and every page of ours takes them from there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from audit.locale_data import for_languages

PARTS = "css"
"""The folder in `site_template/assets` that holds the parts of the style sheet; the numbers of their names are their order."""
Scheme = Literal["light", "dark", "paper"]
_SCHEMES: Mapping[str, re.Pattern[str]] = {
    "light": re.compile(r":root, \[data-md-color-scheme=\"default\"\] \{([^}]*)\}"),
    "dark": re.compile(r"\[data-md-color-scheme=\"slate\"\] \{([^}]*--lf-paper:[^}]*)\}"),
    "paper": re.compile(r"@media print \{\s*:root, \[data-md-color-scheme\] \{([^}]*)\}"),
}
_COLOUR = re.compile(r"--lf-([\w-]+): (#[0-9a-f]{6});")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


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


def coloured(template: Path, part: str) -> str:
    """Return the style of a page that stands alone, with the colours of the report where it asks for them.

    Args:
        template: The folder `site_template`.
        part: Its style sheet, by its place in that folder. `/* light */`, `/* dark */` and `/* paper */` in it become the
            colours of that scheme; of those, only the ones that it uses.
    """
    sheet = style_sheet_text(template)
    style = for_languages((template / part).read_text(encoding="utf-8"))
    used = set(re.findall(r"var\(--([\w-]+)\)", style))
    for scheme in get_args(Scheme):
        colours = {name: colour for name, colour in scheme_colours(sheet, scheme).items() if name in used}
        style = style.replace(f"/* {scheme} */", " ".join(f"--{name}: {colour};" for name, colour in colours.items()))
    return style
