"""What reads the pages of a report again reads them sooner, and reads the same."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra

from audit.audits import assess_round
from audit.files.folder import open_folder
from audit.report.site.mkdocs_speed import in_blocks, quickened

pytestmark = pytest.mark.sampled

ROOT = Path(__file__).parents[3]

Event = tuple[str, object, object]


class Reader(HTMLParser):
    """Writes down what it is told; text that comes in pieces counts as one."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.told.append(("start", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.told.append(("end", tag, None))

    def handle_data(self, data: str) -> None:
        if self.told and self.told[-1][0] == "text":
            data = f"{self.told.pop()[1]}{data}"
        self.told.append(("text", data, None))

    def handle_comment(self, data: str) -> None:
        self.told.append(("comment", data, None))

    def handle_decl(self, decl: str) -> None:
        self.told.append(("declaration", decl, None))


def told(reader: type[HTMLParser], page: str) -> list[Event]:
    """Return what a reader is told of a page."""
    made = reader()
    assert isinstance(made, Reader)
    made.feed(page)
    made.close()
    return made.told


PIECES = [
    "words", "a &amp; b", "&lt;", "&#8217;", "&eacute", "5 > 4", "\n", "서울", "&", "<", "< b", "<3", "<>", "</>",
    "<p>", "</p>", "</P >", '<a id="x" href="#y">', "<a name='z'>", "<input disabled>", "<br/>", "<br />", "<i/ >",
    '<svg viewBox="0 0 9 9">', '<path d="M0 0"/>', '<p title="a > b">', '<p title="a < b &quot;">', "<p class=plain>",
    '<p a="1" a="2">', '<p a="1"b="2">', '<p a = "1">', '<p =x>', "<p\n  id=\"q\"\n>", "<linearGradient>", "<lf-own>",
    "<!-- <p> -->", "<!doctype html>", "<?xml ?>", "<![CDATA[ <p> ]]>", "<script>", "1 < 2; '<p>'", "</script>",
    "<style>", "</style>", "<textarea>", "</textarea>", "<title>", "</title>", '<p title="never ends', "<p", "</p",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_the_quick_reader_is_told_what_the_slow_one_is(page: str) -> None:
    assert told(quickened(Reader), page) == told(Reader, page)


BLOCKS = [
    *PIECES, "\n\n", "\n<div>", "\n<div class='x'>", "</div>", "</div>\n", "</DIV>", "<div/>", "\n\n<p>", "</p>\n\n", "<hr>",
    "\n<div>\n<p>one</p>\n\n<ul><li>two &#39;</li></ul>\n</div>\n", "\n<section><section>", "</section>", "</section> tail",
    '\n<div markdown="1">', '<div><p markdown>', "# Title {#x}", "text &#39 x", "`<p>`", '<p a`b="1">', "<span>", "</span>",
]  # fmt: skip


def taken_out(extractor: type[HTMLExtractorExtra], page: str) -> tuple[str, list[str]]:
    """Return the Markdown that an extractor leaves, and the HTML that it takes out."""
    markdown = Markdown(extensions=["attr_list", "md_in_html", "tables"])
    made = extractor(markdown)
    made.feed(page)
    made.close()
    blocks = markdown.htmlStash.rawHtmlBlocks
    return "".join(made.cleandoc), [block if isinstance(block, str) else tostring(block, "unicode") for block in blocks]


@given(st.lists(st.sampled_from(BLOCKS), max_size=8).map("".join))
def test_blocks_of_html_are_taken_out_of_markdown_in_one_piece_as_tag_by_tag(page: str) -> None:
    assert taken_out(in_blocks(HTMLExtractorExtra), page) == taken_out(HTMLExtractorExtra, page)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_page_of_a_report_is_read_alike(rendered: Callable[..., dict[str, str]], language: str) -> None:
    pages = rendered(assess_round(open_folder(ROOT / "examples" / "narae-city")), language)
    assert len(pages) > 10
    for page in pages.values():
        assert told(quickened(Reader), page) == told(Reader, page)
        assert taken_out(in_blocks(HTMLExtractorExtra), page) == taken_out(HTMLExtractorExtra, page)


@pytest.mark.thorough
def test_a_report_is_written_strictly_enough_to_be_read_quickly(rendered: Callable[..., dict[str, str]]) -> None:
    class Slow(Reader):
        def goahead(self, end: bool) -> None:
            del end
            if self.rawdata:
                raise AssertionError(self.rawdata[:200])

    pages = rendered(assess_round(open_folder(ROOT / "examples" / "narae-city")))
    for page in pages.values():
        assert told(quickened(Slow), page)
