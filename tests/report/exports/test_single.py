"""The whole report as one file: nothing to fetch, every link inside it, everything in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from audit.language import translator
from audit.model.result.result import Result
from audit.report.joined.joining import join
from audit.report.joined.single import single_html
from audit.report.site.render import nav
from audit.wording.locale import Locale

pytestmark = pytest.mark.sampled

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f]")


class Read(HTMLParser):
    """What a document is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]


@pytest.fixture(scope="module", params=["en", "ko"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(launch: tuple[Result, Mapping[str, str]], language: str) -> Read:
    return Read(single_html(launch[0], language, folded=True))


@pytest.mark.slow
def test_nothing_is_fetched_and_nothing_runs(page: Read) -> None:
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "iframe", "object", "embed", "form", "base"}
    # An icon of nothing: without it a browser asks the web server for one, which the policy refuses.
    assert [attributes for tag, attributes in page.tags if tag == "link"] == [{"rel": "icon", "href": "data:,"}]
    assert all(source.startswith("data:") for source in page.all("src"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    policy = next(
        a["content"] for tag, a in page.tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_every_id_is_there_once_and_every_link_arrives(page: Read) -> None:
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    inner = [href for href in page.all("href") if not href.startswith(("https://", "data:"))]
    assert inner
    assert {href for href in inner if not (href.startswith("#") and href[1:] in ids)} == set()
    for name in ("aria-labelledby", "aria-describedby", "headers"):
        assert all(word in ids for value in page.all(name) for word in value.split())


def test_every_page_of_the_site_is_a_part_in_the_order_of_its_navigation(
    page: Read, launch: tuple[Result, Mapping[str, str]], language: str
) -> None:
    parts = ("lf-page", "lf-fold-body")
    sections = [a["id"] for _, a in page.tags if (a.get("class") or "") in parts]
    titles = nav(launch[0], Locale(language, translator(language)))
    assert sections == [path.removesuffix(".md") for path in titles]
    assert [tag for tag, _ in page.tags].count("h1") == 1


def test_no_two_regions_have_the_same_name(page: Read) -> None:
    names = [attributes["aria-label"] for _, attributes in page.tags if attributes.get("role") == "region"]
    assert len(names) >= 3
    assert len(set(names)) == len(names)


def test_headings_go_down_one_step_at_a_time(page: Read) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


def test_the_summary_follows_the_menu_and_every_other_page_is_folded_below_its_group(
    page: Read, launch: tuple[Result, Mapping[str, str]], language: str
) -> None:
    groups = [str(a["id"]) for _, a in page.tags if (a.get("class") or "") in ("lf-fold-first", "lf-fold-group")]
    menu = [href for href in page.all("href") if href.startswith("#group-")]
    assert menu == [f"#{group}" for group in groups]
    assert groups[0] == "group-verdict"
    folds = [a for tag, a in page.tags if tag == "details" and a.get("class") == "lf-fold"]
    titles = nav(launch[0], Locale(language, translator(language)))
    assert len(folds) == len(titles) - 1
    assert not any("open" in fold for fold in folds)
    first_fold = next(i for i, (_, a) in enumerate(page.tags) if a.get("class") == "lf-fold")
    summary = next(i for i, (_, a) in enumerate(page.tags) if a.get("id") == "index")
    assert summary < first_fold


def test_what_is_made_into_paper_has_nothing_folded(launch: tuple[Result, Mapping[str, str]]) -> None:
    whole = Read(single_html(launch[0], "en"))
    assert all("open" in attributes for tag, attributes in whole.tags if tag == "details")
    assert not [attributes for _, attributes in whole.tags if attributes.get("class") == "lf-fold"]
    assert whole.all("id").count("lf-hatch") == 1


def test_the_language_and_the_agency_are_named(
    page: Read, language: str, launch: tuple[Result, Mapping[str, str]]
) -> None:
    assert page.tags[0] == ("html", {"lang": language})
    assert ("body", {"class": "md-typeset lf-document lf-onscreen"}) in page.tags
    assert ("span", {"lang": "ko" if language == "en" else "en"}) in page.tags
    assert launch[0].agency in "".join(page.words)


def test_dark_colours_need_no_script(launch: tuple[Result, Mapping[str, str]]) -> None:
    assert re.search(r"prefers-color-scheme: dark\) \{ :root \{[^}]*--lf-ink: #eceae4", single_html(launch[0], "en"))


@pytest.mark.slow
def test_the_same_result_gives_the_same_page(launch: tuple[Result, Mapping[str, str]]) -> None:
    assert single_html(launch[0], "ko") == single_html(launch[0], "ko")


def test_hostile_texts_are_shown_as_they_were_written(
    spoken: Callable[..., Result], hostile: Mapping[str, str], long: str
) -> None:
    result = spoken(*hostile.values(), long, agency=hostile["markup"])
    page = Read(single_html(result, "en"))
    words = "".join(page.words)
    for text in (*hostile.values(), long):
        assert CONTROLS.sub("", text) in words
    assert not {tag for tag, _ in page.tags} & {"script", "img"}


class TestJoining:
    def join(self, **pages: str) -> str:
        addresses = {f"{name}.html": body for name, body in pages.items()}
        return "".join(part.body for part in join(addresses, lambda _: "data:image/png;base64,AA=="))

    def test_links_lead_to_the_part_or_its_section(self) -> None:
        body = self.join(
            plan='<h1 id="plan">P</h1><a href="answers.html#M01">a</a><a href="answers.html">b</a><a href="#plan">c</a>',
            answers='<h1 id="x">A</h1><h2 id="M01">M</h2>',
        )
        assert re.findall('href="([^"]*)"', body) == ["#answers--M01", "#answers", "#plan--plan"]
        assert '<h2 id="plan--plan">P</h2>' in body
        assert '<h3 id="answers--M01">M</h3>' in body

    def test_a_link_to_a_file_beside_the_pages_or_to_no_id_leads_no_further_than_it_can(self) -> None:
        body = self.join(plan='<a href="result.json">r</a><a href="plan.html#gone">g</a>')
        assert body == '<a>r</a><a href="#plan">g</a>'

    def test_references_inside_a_page_are_kept(self) -> None:
        body = self.join(
            load='<svg aria-labelledby="t"><title id="t">T</title><clipPath id="c"/><rect fill="url(#lf-hatch)" clip-path="url(#c)"/></svg>'
        )
        assert 'aria-labelledby="load--t"' in body
        assert 'clip-path="url(#load--c)"' in body
        assert 'fill="url(#lf-hatch)"' in body

    def test_what_leads_from_page_to_page_is_left_out_whole(self) -> None:
        body = self.join(
            plan='<p class="lf-more"><a href="clock.html">k</a></p>x<nav class="lf-onward"><nav></nav>y</nav>z'
        )
        assert body == "xz"

    def test_pictures_come_inside(self) -> None:
        assert self.join(plan='<img src="assets/logo.png" alt="">') == '<img src="data:image/png;base64,AA==" alt="">'
