"""Take pictures of every page of every example: desktop, tablet and phone, light and dark, and paper.

Usage: python tools/shots.py                    build the examples and write the pictures under shots/
       python tools/shots.py SITE OUT [PAGE ...] pictures of a site that is built already
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZES = {"1440": (1440, 900), "768": (768, 1024), "390": (390, 844)}
SCHEMES = ("light", "dark")
ROOT = Path(__file__).resolve().parent.parent
DATE = "2026-11-23"
"""The day of the examples."""


def browser_path() -> str | None:
    """Return the system's Chromium; None for the one that Playwright brings."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def main(site: Path, out: Path, only: list[str]) -> None:
    """Write one PNG per page, size and scheme, and one for paper."""
    out.mkdir(parents=True, exist_ok=True)
    pages = [page for page in sorted(site.rglob("*.html")) if not only or page.stem in only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        for page_path in pages:
            name = page_path.relative_to(site).with_suffix("").as_posix().replace("/", "-")
            for size, (width, height) in SIZES.items():
                for scheme in SCHEMES:
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type] # two known words
                    page.goto(page_path.as_uri())
                    page.screenshot(path=out / f"{name}-{size}-{scheme}.png", full_page=True)
                    page.close()
            page = browser.new_page(viewport={"width": 794, "height": 1123})
            page.emulate_media(media="print")
            page.goto(page_path.as_uri())
            page.screenshot(path=out / f"{name}-print.png", full_page=True)
            page.close()
        browser.close()
    print(f"{len(pages)} pages: {out}")


def all_examples() -> None:
    """Build every example in its languages, and take its pictures."""
    for example in sorted((ROOT / "examples").iterdir()):
        site = ROOT / "build" / "shots" / example.name
        command = [sys.executable, "-m", "audit", "build", str(example), "--date", DATE, "--out", str(site)]
        subprocess.run(command, check=True, cwd=ROOT)
        main(site, ROOT / "shots" / example.name, [])


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
    else:
        all_examples()
