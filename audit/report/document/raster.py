"""Drawings as PNG, for programs that open a Word document and draw no SVG: LibreOffice, Hancom Office, Word before 2016."""

from __future__ import annotations

import json
from collections.abc import Sequence

from audit.files.shipped import shipped

PROGRAM = "export/pictures.typ"
DOTS_PER_INCH = 200.0


def pngs_of(drawings: Sequence[str]) -> list[bytes]:
    """Draw SVGs, all at once.

    Args:
        drawings: Self-contained SVGs with a width and a height.
    """
    import typst

    if not drawings:
        return []
    folder = shipped("site_template")
    made = typst.Compiler(str(folder / PROGRAM), root=str(folder)).compile(
        format="png", ppi=DOTS_PER_INCH, sys_inputs={"drawings": json.dumps(list(drawings))}
    )
    return [made] if isinstance(made, bytes) else list(made or ())
