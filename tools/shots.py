"""Take pictures of every page of every report: desktop, tablet and telephone, light and dark, and paper.

Usage: python tools/shots.py                    the examples and the ends of what a report can look like, in every language
       python tools/shots.py SITE OUT           a site that is built already
Options: --only PAGE ...  pages by their names, such as `index`
         --cases NAME ... audits by their names, such as `blank`
         --eyes           besides, as a grey print shows it, and as who sees no red, no green or no blue
One picture with all pictures of a kind of page lies under OUT/sheets.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.shot_cases import ROOT, cases

DATE = "2026-11-23"
"""The day of the examples."""
TALLEST = 7000
"""Pixels of a page that are in its picture at most."""
EYES = ("achromatopsia", "protanopia", "deuteranopia", "tritanopia")
"""What Chromium can imitate: no colour, no red, no green, no blue."""
SHEET_HEIGHT = 900
"""Pixels of each picture on a sheet at most; a page goes on below."""


@dataclass(frozen=True)
class Look:
    """How a page is looked at.

    Attributes:
        name: What its pictures are called.
        width: Of the window, in pixels.
        height: Of the window, in pixels.
        scheme: Light or dark.
        paper: Whether it is printed.
        eyes: One of `EYES`; None: all colours.
        thumb: Width on a sheet, in pixels.
    """

    name: str
    width: int
    height: int
    scheme: str = "light"
    paper: bool = False
    eyes: str | None = None
    thumb: int = 300


LOOKS = (
    *(Look(f"1440-{scheme}", 1440, 900, scheme, thumb=430) for scheme in ("light", "dark")),
    *(Look(f"768-{scheme}", 768, 1024, scheme, thumb=260) for scheme in ("light", "dark")),
    *(Look(f"390-{scheme}", 390, 844, scheme, thumb=170) for scheme in ("light", "dark")),
    Look("print", 794, 1123, paper=True),
)
WITH_EYES = (
    Look("print-grey", 794, 1123, paper=True, eyes=EYES[0]),
    *(Look(f"1440-{eyes}", 1440, 900, eyes=eyes) for eyes in EYES[1:]),
)


def browser_path() -> str | None:
    """Return the system's Chromium; None for the one that Playwright brings."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def taken(
    browser: Browser, sites: Sequence[tuple[str, Path]], out: Path, looks: Sequence[Look], only: set[str]
) -> None:
    """Write a picture for every page of every site in every look."""
    for look in looks:
        context = browser.new_context(
            viewport={"width": look.width, "height": look.height},
            color_scheme="dark" if look.scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        if look.paper:
            page.emulate_media(media="print")
        if look.eyes:
            session = context.new_cdp_session(page)
            session.send("Emulation.setEmulatedVisionDeficiency", {"type": look.eyes})
            # The first word of a session forgets what the page was told before.
            session.send("Emulation.setEmulatedMedia", {"media": "print" if look.paper else ""})
        for name, site in sites:
            for path in _pages(site, only):
                target = out / name / f"{path.stem}-{look.name}.png"
                target.parent.mkdir(parents=True, exist_ok=True)
                _take(page, path, target, look)
        context.close()


def _pages(site: Path, only: set[str]) -> Iterator[Path]:
    return (path for path in sorted(site.glob("*.html")) if not only or path.stem in only)


def _take(page: Page, path: Path, target: Path, look: Look) -> None:
    page.goto(path.as_uri())
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.screenshot(path=target, full_page=True, clip={"x": 0, "y": 0, "width": look.width, "height": height})


def sheets(
    browser: Browser, sites: Sequence[tuple[str, Path]], out: Path, looks: Sequence[Look], only: set[str]
) -> int:
    """Write one picture for every kind of page, with all its pictures; return how many."""
    kinds = sorted({path.stem for _, site in sites for path in _pages(site, only)})
    (out / "sheets").mkdir(exist_ok=True)
    page = browser.new_page(viewport={"width": sum(look.thumb + 12 for look in looks) + 24, "height": 800})
    for kind in kinds:
        rows = []
        for name, _ in sites:
            pictures = [(look, out / name / f"{kind}-{look.name}.png") for look in looks]
            shown = "".join(
                f'<img src="{picture.as_uri()}" style="width:{look.thumb}px;max-height:{SHEET_HEIGHT}px">'
                for look, picture in pictures
                if picture.is_file()
            )
            if shown:
                rows.append(f"<h2>{html.escape(name)}</h2><div>{shown}</div>")
        made = out / "sheets" / f"{kind}.html"
        made.write_text(
            '<!doctype html><meta charset="utf-8"><style>body{font:14px system-ui;background:#777;color:#fff;margin:12px}'
            "h2{font-size:14px;margin:12px 0 4px}div{display:flex;gap:12px;align-items:flex-start}"
            "img{object-fit:cover;object-position:top}</style>" + "".join(rows),
            encoding="utf-8",
        )
        page.goto(made.as_uri())
        page.screenshot(path=made.with_suffix(".png"), full_page=True)
        made.unlink()
    page.close()
    return len(kinds)


def built(work: Path, wanted: set[str]) -> Iterator[tuple[str, Path]]:
    """Build every audit in every language that it can be read in; give the sites of one language each."""
    for name, folder in cases(work / "audits"):
        if wanted and name not in wanted:
            continue
        site = work / "sites" / name
        how = ["--lang", "all", "--date", DATE, "--out", str(site)]
        subprocess.run([sys.executable, "-m", "audit", "build", str(folder), *how], check=True, cwd=ROOT)
        for language in sorted(path.parent for path in site.glob("*/index.html")):
            yield f"{name}-{language.name}", language
        yield f"{name}-chooser", site


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("out", nargs="?", type=Path, default=ROOT / "shots")
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--cases", nargs="+", default=[])
    parser.add_argument("--eyes", action="store_true")
    given = parser.parse_args()
    out, only = given.out.absolute(), set(given.only)
    looks = (*LOOKS, *WITH_EYES) if given.eyes else LOOKS
    with tempfile.TemporaryDirectory(prefix="listen-first-shots-") as work, sync_playwright() as playwright:
        if given.site is None:
            sites = list(built(Path(work), set(given.cases)))
        else:
            folders = sorted({path.parent for path in given.site.absolute().rglob("*.html")})
            sites = [("-".join(path.relative_to(given.site.absolute()).parts) or "site", path) for path in folders]
        out.mkdir(parents=True, exist_ok=True)
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        taken(browser, sites, out, looks, only)
        count = sheets(browser, sites, out, looks, only)
        browser.close()
    print(f"{len(sites)} sites, {count} kinds of pages: {out}")


if __name__ == "__main__":
    main()
