"""Give the documentation the reports' style sheet and logo, so that there is one of each."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from audit.files.schemes import style_sheet_text
from audit.report.site.build import STYLE_SHEET

ASSETS = Path(__file__).resolve().parent.parent / "site_template" / "assets"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the assets of the site template to the documentation."""
    for path in sorted(path for path in ASSETS.iterdir() if path.is_file()):
        files.append(File.generated(config, f"assets/{path.name}", abs_src_path=str(path)))
    files.append(File.generated(config, STYLE_SHEET, content=style_sheet_text(ASSETS.parent)))
    return files
