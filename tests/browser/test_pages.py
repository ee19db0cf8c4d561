"""Every built page, read as text: its links lead somewhere, its HTML is valid, its words have a language. No browser."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser

HANGUL = re.compile(r"[\uac00-\ud7a3]")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parsed(path: Path) -> Element:
    """Return a page as a tree."""
    tree: Element = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return tree


def article(text: str) -> str:
    """Return what is ours on a page: the text between the theme's article tags."""
    found = re.search(r"<article[^>]*>(.*)</article>", text, re.DOTALL)
    assert found is not None
    return found[1]


def spoken(element: Element, language: str) -> list[tuple[str, str]]:
    """Return every text below an element with the language that it is in, by the nearest `lang`."""
    here = element.get("lang", language)
    found = [(element.text, here)] if element.text and element.tag not in ("script", "style", "title", "code") else []
    for child in element:
        found += spoken(child, here)
        if child.tail:
            found.append((child.tail, here))
    return found


def test_every_link_and_every_id_is_there(reports: Any) -> None:
    ids: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for path in sorted(reports.root.rglob("*.html")):
        named = [element.get("id", "") for element in parsed(path).iter() if element.get("id")]
        assert len(named) == len(set(named)), f"{path} has an id twice"
        ids[path] = set(named)
        for element in parsed(path).iter():
            links += [(path, element.get(name, "")) for name in ("href", "src") if element.get(name)]
    broken = []
    for path, link in links:
        url = urlparse(link)
        if url.scheme in ("https", "http"):
            continue
        target = (path.parent / unquote(url.path)).resolve() if url.path else path
        if not target.is_file() or (url.fragment and unquote(url.fragment) not in ids[target]):
            broken.append(f"{path.relative_to(reports.root)}: {link}")
    assert broken == []


def test_links_out_of_the_report_are_only_the_addresses_of_sources(site: Any) -> None:
    outside = {
        path.stem
        for path in site.pages
        for element in parsed(path).iter()
        if element.get("href", element.get("src", "")).startswith(("http:", "https:", "//"))
    }
    assert outside <= {"sources"}


def test_our_html_is_valid(site: Any) -> None:
    wrong = []
    for path in site.pages:
        parser = html5lib.HTMLParser()
        parser.parseFragment(article(path.read_text(encoding="utf-8")), container="article")
        wrong += [f"{path.name}: {error}" for _, error, _ in parser.errors]
    assert wrong == []


def test_headings_go_down_one_step_at_a_time_from_one_first(site: Any) -> None:
    for path in site.pages:
        levels = [HEADINGS.index(element.tag) + 1 for element in parsed(path).iter() if element.tag in HEADINGS]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path


def test_every_table_says_what_its_cells_are(site: Any) -> None:
    for path in site.pages:
        for table in parsed(path).iter("table"):
            heads = list(table.iter("th"))
            assert heads, path
            assert all(head.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in heads), path


def test_a_passage_in_another_language_than_its_page_says_so(site: Any) -> None:
    for path in site.pages:
        for text, language in spoken(parsed(path), ""):
            if HANGUL.search(text):
                assert language == "ko", (path, text)
            elif len(re.findall(r"(?<![\w.&])[A-Za-z]{2,}(?![\w.])", text)) > 3 and not re.search(r"[();·/:,]", text):
                assert language == "en", (path, text)


def test_a_korean_page_speaks_korean_to_a_screen_reader(site: Any) -> None:
    if site.language != "ko":
        return
    names = {
        element.get(name, "")
        for path in site.pages
        for element in parsed(path).iter()
        for name in ("aria-label", "title", "placeholder", "alt")
        if element.get(name)
    }
    assert {name for name in names if not HANGUL.search(name)} == set()


def test_every_page_keeps_search_engines_out_and_begins_with_its_policy(reports: Any) -> None:
    for path in sorted(reports.root.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex, nofollow">' in text
        first = re.search(
            r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text
        )
        assert first is not None, path
        assert first[1].startswith("default-src &#x27;none&#x27;; script-src &#x27;self&#x27;")
        assert "unsafe" not in first[1]
        assert not re.search(r"<[^>]*\son\w+=", text), path


@pytest.mark.parametrize(("width", "height"), [(1366, 657), (390, 844)])
def test_the_first_screen_says_whether_to_launch_why_not_and_what_to_do_first(
    site: Any, browser: Browser, width: int, height: int
) -> None:
    """On a laptop with the bars of its browser, and on a telephone.

    Who should not launch asks himself one question first; where nothing leads further up, the step keeps the verdict.
    """
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto((site.folder / "index.html").as_uri())
    bottoms = page.evaluate(
        """() => [".lf-hero-title", ".lf-decides-rule > :nth-child(2), #holds + p", ".lf-first-step a, .lf-rule"].map(
            part => document.querySelector(part)?.getBoundingClientRect().bottom ?? null)"""
    )
    page.close()
    assert None not in bottoms
    assert max(bottoms) <= height, bottoms
